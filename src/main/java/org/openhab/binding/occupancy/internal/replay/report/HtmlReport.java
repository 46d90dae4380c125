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
package org.openhab.binding.occupancy.internal.replay.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Markup;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.OutputFile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * A {@link Report} as one HTML file that needs nothing else: no network, no server, no other file.
 */
@NonNullByDefault
public final class HtmlReport {

    private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final ObjectMapper MAPPER = new ObjectMapper().disable(SerializationFeature.INDENT_OUTPUT);

    private HtmlReport() {
    }

    /** {@return the page} @param report what it shows */
    public static String render(Report report) {
        Map<String, String> contents = Map.of("title", Markup.escape(report.title()), //
                "style", resource("report.css"), //
                "script", resource("report.js"), //
                "data", json(report), //
                "remarks", remarks(report), //
                "table", table(report));
        Matcher matcher = HOLE.matcher(resource("report.html"));
        // one pass: what fills a hole is never searched for holes
        return matcher
                .replaceAll(result -> Matcher.quoteReplacement(contents.getOrDefault(result.group(1), result.group())));
    }

    /**
     * Writes the page whole or not at all.
     *
     * @param report what it shows
     * @param file where it goes; replaced if it is there
     * @throws InputException if it cannot be written; what was there is still there then
     */
    public static void write(Report report, Path file) {
        try (OutputFile page = OutputFile.create(file)) {
            page.write(render(report));
            page.commit();
        }
    }

    private static String json(Report report) {
        try {
            // inside a script element, "</script>" and "<!--" would end it, and "&" is markup to an XML parser
            return MAPPER.writeValueAsString(ReportData.of(report)).replace("&", "\\u0026").replace("<", "\\u003c")
                    .replace(">", "\\u003e");
        } catch (IOException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static String remarks(Report report) {
        StringBuilder html = new StringBuilder();
        for (String remark : report.remarks()) {
            html.append("<p>").append(Markup.escape(remark)).append("</p>\n");
        }
        return html.toString();
    }

    /** The essence as a table, for readers that do not run scripts or cannot see the picture. */
    private static String table(Report report) {
        StringBuilder html = new StringBuilder();
        for (LocationHistory location : report.locations()) {
            Duration occupied = LocationHistory.total(location.occupied(), report.start(), report.end());
            html.append("<tr><th scope=\"row\" style=\"padding-left:").append(0.5 + Math.min(location.depth(), 8))
                    .append("em\">").append(Markup.escape(location.id())).append("</th><td>").append(hours(occupied))
                    .append("</td><td>").append(location.stays().size()).append("</td><td>")
                    .append(Markup.escape(String.join(", ", location.people().keySet()))).append("</td></tr>\n");
        }
        return html.toString();
    }

    private static String hours(Duration duration) {
        long minutes = (duration.toSeconds() + 30) / 60;
        return minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String resource(String name) {
        try (@Nullable
        InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + name + " cannot be read", e);
        }
    }
}
