/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.replay.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Markup;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.OutputFile;

/**
 * Draws how often somebody was there, by the probability that was said: a reliability diagram, as an SVG image. On the
 * dashed line the probability is right; above it the add-on is too careful, below it too sure. The image contains the
 * figures of each curve, so that the curve of another home can be added to it.
 */
@NonNullByDefault
public final class ReliabilityDiagram {

    private static final String TITLE = "<title>How often somebody was there, by the probability that was said</title>";
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c0392b", "#7d3c98", "#d68910", "#148f77",
            "#566573");
    // In pixels: the square with the curves, and the names to the right of it.
    private static final int WIDTH = 470;
    private static final int HEIGHT = 330;
    private static final int LEFT = 40;
    private static final int TOP = 30;
    private static final int SIZE = 260;
    private static final int RIGHT = LEFT + SIZE;
    private static final int BOTTOM = TOP + SIZE;
    private static final int NAMES_FROM = RIGHT + 12;
    private static final int FIRST_NAME = TOP + 20;
    private static final int LINE = 18;

    /** A curve as this program writes it: the name, and by point what was said, what was right and the minutes. */
    private static final Pattern CURVE = Pattern.compile("<g data-home=\"([^\"]*)\" data-points=\"([0-9. ,]*)\">");
    private static final Pattern POINT = Pattern.compile("([0-9.]{1,20}),([0-9.]{1,20}),([0-9]{1,18})");

    private ReliabilityDiagram() {
    }

    /**
     * Writes a diagram. If the file exists, its curves are kept, except the curve of the same home.
     *
     * @param home the name that the curve is to have
     * @param points what was counted
     * @param file where to
     * @throws InputException if it cannot be read or written, or is something else
     */
    public static void write(String home, List<Reliability.Point> points, Path file) {
        Map<String, List<Reliability.Point>> curves = read(file);
        curves.put(home, points);
        try (OutputFile out = OutputFile.create(file)) {
            out.write(svg(curves));
            out.commit();
        }
    }

    private static Map<String, List<Reliability.Point>> read(Path file) {
        Map<String, List<Reliability.Point>> curves = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) {
            return curves;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new InputException("The file " + file + " cannot be read as a diagram.");
        }
        if (!text.contains(TITLE)) {
            throw new InputException("The file " + file + " is there already and is no diagram of this program.");
        }
        Matcher curve = CURVE.matcher(text);
        while (curve.find()) {
            List<Reliability.Point> points = new ArrayList<>();
            Matcher point = POINT.matcher(curve.group(2));
            while (point.find()) {
                points.add(new Reliability.Point(Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2)),
                        Long.parseLong(point.group(3))));
            }
            curves.put(Markup.unescape(curve.group(1)), points);
        }
        return curves;
    }

    /** {@return a diagram with one curve a home} */
    static String svg(Map<String, List<Reliability.Point>> homes) {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                + "font-family=\"sans-serif\" font-size=\"11\">", WIDTH, HEIGHT);
        add(svg, TITLE);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
        for (int i = 0; i <= 10; i += 2) {
            double value = i / 10.0;
            add(svg, "<path d=\"M%.0f %dV%dM%d %.0fH%d\" stroke=\"#ddd\"/>", x(value), BOTTOM, TOP, LEFT, y(value),
                    RIGHT);
            add(svg, "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>", x(value), BOTTOM + 15, value);
            add(svg, "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%.1f</text>", LEFT - 6, y(value) + 4, value);
        }
        add(svg, "<path d=\"M%d %dL%d %d\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>", LEFT, BOTTOM, RIGHT, TOP);
        int curve = 0;
        for (Map.Entry<String, List<Reliability.Point>> home : homes.entrySet()) {
            addCurve(svg, curve++, home.getKey(), home.getValue());
        }
        int middle = LEFT + SIZE / 2;
        int halfUp = TOP + SIZE / 2;
        add(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">said</text>", middle, HEIGHT - 8);
        add(svg, "<text x=\"12\" y=\"%d\" transform=\"rotate(-90 12 %d)\" text-anchor=\"middle\">right</text>", halfUp,
                halfUp);
        add(svg, "</svg>");
        return svg.toString();
    }

    private static void addCurve(StringBuilder svg, int curve, String name, List<Reliability.Point> points) {
        String colour = COLOURS.get(curve % COLOURS.size());
        String data = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.4f,%.4f,%d", point.said(), point.right(), point.minutes()))
                .collect(Collectors.joining(" "));
        add(svg, "<g data-home=\"%s\" data-points=\"%s\">", Markup.escape(name), data);
        String line = points.stream()
                .map(point -> String.format(Locale.ROOT, "%.0f,%.0f", x(point.said()), y(point.right())))
                .collect(Collectors.joining(" "));
        add(svg, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" points=\"%s\"/>", colour, line);
        for (Reliability.Point point : points) {
            add(svg, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"2.5\" fill=\"%s\">"
                    + "<title>said %.2f, right %.2f, %d minutes</title></circle>", x(point.said()), y(point.right()),
                    colour, point.said(), point.right(), point.minutes());
        }
        int row = FIRST_NAME + LINE * curve;
        add(svg, "<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"2\"/>", NAMES_FROM, row, colour);
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", NAMES_FROM + 23, row + 4, Markup.escape(name));
        add(svg, "</g>");
    }

    private static double x(double said) {
        return LEFT + said * SIZE;
    }

    private static double y(double right) {
        return BOTTOM - right * SIZE;
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
