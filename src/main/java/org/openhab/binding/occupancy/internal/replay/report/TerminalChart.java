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

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.report.LocationHistory.Locked;

/**
 * A {@link Report} as text: the locations as rows, time from left to right.
 */
@NonNullByDefault
public final class TerminalChart {

    /** The least and the greatest width of a chart. */
    static final int MIN_WIDTH = 60;
    static final int MAX_WIDTH = 400;

    private static final int MAX_NAME = 28;
    /** The column at the right: a space and the hours and minutes for which a location was occupied. */
    private static final int TOTAL = 8;
    private static final int LABEL = 6;
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final List<Duration> STEPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2),
            Duration.ofHours(3), Duration.ofHours(6), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(2),
            Duration.ofDays(7), Duration.ofDays(28));

    private final Report report;
    private final Glyphs glyphs;
    private final boolean colour;
    private final int names;
    private final int columns;
    private final boolean[] marked;
    private final StringBuilder text = new StringBuilder();
    private Ink ink = Ink.PLAIN;

    private TerminalChart(Report report, int width, Glyphs glyphs, boolean colour) {
        this.report = report;
        this.glyphs = glyphs;
        this.colour = colour;
        int longest = 8;
        for (LocationHistory location : report.locations()) {
            longest = Math.max(longest, 2 * location.depth() + location.id().length());
            for (Locked locked : ownLocks(location)) {
                longest = Math.max(longest, 2 * location.depth() + 4 + locked.lock().owner().length());
            }
        }
        int fitting = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width));
        names = Math.min(MAX_NAME, longest) + 1;
        columns = fitting - names - TOTAL;
        marked = new boolean[columns];
    }

    /**
     * @param report what is shown
     * @param width how many characters a line may have; taken as at least 60
     * @param charset what the reader's terminal takes; without block characters there the chart is plain ASCII
     * @param colour whether to use ANSI colours
     * @return the chart, lines ended by a line feed
     */
    public static String render(Report report, int width, Charset charset, boolean colour) {
        return new TerminalChart(report, width, Glyphs.of(charset), colour).render();
    }

    private String render() {
        title();
        scale();
        people();
        List<LocationHistory> locations = report.locations();
        boolean[] open = new boolean[1 + locations.stream().mapToInt(LocationHistory::depth).max().orElse(0)];
        for (int i = 0; i < locations.size(); i++) {
            LocationHistory location = locations.get(i);
            open[location.depth()] = hasNextSibling(i);
            location(location, open, isParent(i));
        }
        legend();
        write(Ink.PLAIN, "");
        return text.toString();
    }

    // ---------------------------------------------------------------------------------------------------- the lines

    private void title() {
        ZonedDateTime start = report.start().atZone(report.zone());
        write(Ink.STRONG, report.title());
        write(Ink.QUIET, "  " + TITLE.format(start));
        if (length() > Duration.ofHours(25).toMillis()) {
            write(Ink.QUIET, " to " + TITLE.format(report.end().minusMillis(1).atZone(report.zone())));
        }
        newLine();
    }

    private void scale() {
        char[] line = new char[columns + TOTAL];
        Arrays.fill(line, ' ');
        Duration step = step();
        int free = 0;
        LocalDateTime time = floor(report.start().atZone(report.zone()).toLocalDateTime(), step);
        for (; time.atZone(report.zone()).toInstant().isBefore(report.end()); time = time.plus(step)) {
            Instant at = time.atZone(report.zone()).toInstant();
            int column = column(at);
            if (at.isBefore(report.start()) || column < free || column >= columns) {
                continue;
            }
            marked[column] = true;
            boolean day = length() > Duration.ofHours(25).toMillis() && time.toLocalTime().equals(LocalTime.MIDNIGHT);
            String label = (day ? DAY : HOUR).format(time);
            label.getChars(0, Math.min(label.length(), line.length - column), line, column);
            free = column + label.length() + 1;
        }
        write(Ink.QUIET, " ".repeat(names) + new String(line).stripTrailing());
        newLine();
    }

    private void people() {
        TreeSet<String> people = new TreeSet<>();
        report.locations().forEach(location -> people.addAll(location.people().keySet()));
        for (String person : people) {
            write(Ink.PLAIN, name(person, names));
            int column = 0;
            while (column < columns) {
                LocationHistory location = whereIs(person, middle(column));
                int next = column + 1;
                while (next < columns && whereIs(person, middle(next)) == location) {
                    next++;
                }
                if (location == null) {
                    for (; column < next; column++) {
                        grid(column);
                    }
                } else {
                    stay(location.id(), next - column);
                }
                column = next;
            }
            newLine();
        }
        if (!people.isEmpty()) {
            newLine();
        }
    }

    private void stay(String location, int width) {
        String label = location.length() < width ? location : width > 4 ? location.substring(0, width - 1) : "";
        write(Ink.PERSON, glyphs.from() + label + String.valueOf(glyphs.along()).repeat(width - 1 - label.length()));
    }

    private void location(LocationHistory location, boolean[] open, boolean parent) {
        String tree = tree(location.depth(), open);
        write(Ink.QUIET, tree);
        write(parent ? Ink.STRONG : Ink.PLAIN, name(location.id(), names - tree.length()));
        List<Span> occupied = location.occupied();
        List<Span> somebody = location.somebody();
        List<Span> known = location.known();
        for (int column = 0; column < columns; column++) {
            double share = share(occupied, column);
            double there = share(somebody, column);
            double right = share(Span.intersection(window(occupied, column), window(somebody, column)), column);
            boolean missed = there - right >= 0.5;
            boolean unsure = share(known, column) > 0.5 && share - right >= 0.5;
            if (missed) {
                write(Ink.MISSED, String.valueOf(glyphs.missed()));
            } else if (share > 0) {
                write(unsure ? Ink.UNSURE : parent ? Ink.FLOOR : Ink.OCCUPIED, String.valueOf(glyphs.level(share)));
            } else {
                grid(column);
            }
        }
        Duration total = LocationHistory.total(occupied, report.start(), report.end());
        long minutes = (total.toSeconds() + 30) / 60;
        write(Ink.QUIET, String.format(Locale.ROOT, "%5d:%02d", minutes / 60, minutes % 60));
        newLine();
        for (Locked locked : ownLocks(location)) {
            lock(location, locked, open);
        }
    }

    private void lock(LocationHistory location, Locked locked, boolean[] open) {
        String indent = tree(location.depth() + 1, Arrays.copyOf(open, location.depth() + 2)).replace(glyphs.last(),
                "  ");
        write(Ink.QUIET, indent);
        write(Ink.LOCKED, name(locked.lock().owner(), names - indent.length()));
        for (int column = 0; column < columns; column++) {
            if (share(List.of(locked.span()), column) > 0) {
                write(Ink.LOCKED, String.valueOf(glyphs.locked()));
            } else {
                grid(column);
            }
        }
        newLine();
    }

    private void legend() {
        Duration one = Duration.ofMillis(length() / columns);
        long minutes = (one.toSeconds() + 30) / 60;
        write(Ink.QUIET, "1 column = " + (minutes > 0 ? minutes + " min" : one.toSeconds() + " s") + "   ");
        write(Ink.OCCUPIED, String.valueOf(glyphs.level(0.1)) + glyphs.level(1));
        write(Ink.QUIET, " occupied for a little or all of it");
        boolean truth = report.locations().stream().anyMatch(location -> location.truth() != null);
        if (truth) {
            write(Ink.QUIET, "   ");
            if (colour) {
                write(Ink.UNSURE, String.valueOf(glyphs.level(1)));
                write(Ink.QUIET, " with nobody there   ");
            }
            write(Ink.MISSED, String.valueOf(glyphs.missed()));
            write(Ink.QUIET, " somebody not noticed");
        }
        if (report.locations().stream().anyMatch(location -> !ownLocks(location).isEmpty())) {
            write(Ink.QUIET, "   ");
            write(Ink.LOCKED, String.valueOf(glyphs.locked()));
            write(Ink.QUIET, " locked");
        }
        newLine();
    }

    // ---------------------------------------------------------------------------------------------------- the cells

    private void grid(int column) {
        write(Ink.QUIET, marked[column] ? String.valueOf(glyphs.mark()) : " ");
    }

    /** Colours what follows; trailing spaces are cut when the line ends. */
    private void write(Ink next, String what) {
        if (colour && next != ink && !(what.isBlank() && !what.isEmpty())) {
            text.append(next.on());
            ink = next;
        }
        text.append(what);
    }

    private void newLine() {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        if (colour && ink != Ink.PLAIN) {
            text.append(Ink.PLAIN.on());
            ink = Ink.PLAIN;
        }
        text.append('\n');
    }

    private String tree(int depth, boolean[] open) {
        StringBuilder line = new StringBuilder();
        for (int level = 1; level <= depth; level++) {
            boolean next = open[level];
            line.append(level < depth ? next ? glyphs.pass() : "  " : next ? glyphs.branch() : glyphs.last());
        }
        // whoever nests deeper than the column is wide still sees the names
        return line.length() <= names / 2 ? line.toString() : line.substring(line.length() - names / 2);
    }

    private static String name(String name, int width) {
        StringBuilder line = new StringBuilder();
        // a name from a file may hold anything, also what drives a terminal
        name.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(line::appendCodePoint);
        int room = Math.max(2, width - 1);
        if (line.length() > room) {
            line.setLength(room - 1);
            line.append('~');
        }
        return line + " ".repeat(Math.max(1, width - line.length()));
    }

    // ----------------------------------------------------------------------------------------------------- the time

    private long length() {
        return Math.max(1, Duration.between(report.start(), report.end()).toMillis());
    }

    private Instant edge(int column) {
        return report.start().plusMillis(length() * column / columns);
    }

    private Instant middle(int column) {
        return report.start().plusMillis(length() * (2L * column + 1) / (2L * columns));
    }

    private int column(Instant at) {
        return (int) (Duration.between(report.start(), at).toMillis() * columns / length());
    }

    private Duration step() {
        for (Duration step : STEPS) {
            if (step.toMillis() * columns / length() >= LABEL) {
                return step;
            }
        }
        return STEPS.get(STEPS.size() - 1);
    }

    private static LocalDateTime floor(LocalDateTime time, Duration step) {
        LocalDateTime midnight = time.truncatedTo(ChronoUnit.DAYS);
        return midnight.plus(step.multipliedBy(Duration.between(midnight, time).dividedBy(step)));
    }

    private double share(List<Span> spans, int column) {
        Instant from = edge(column);
        Instant to = edge(column + 1);
        Duration total = LocationHistory.total(window(spans, column), from, to);
        return from.isBefore(to) ? (double) total.toMillis() / Duration.between(from, to).toMillis() : 0;
    }

    /** {@return the spans that reach into a column; the spans are in order and do not overlap} */
    private List<Span> window(List<Span> spans, int column) {
        int first = firstEndingAfter(spans, edge(column));
        Instant to = edge(column + 1);
        int last = first;
        while (last < spans.size() && spans.get(last).from().isBefore(to)) {
            last++;
        }
        return spans.subList(first, last);
    }

    private static int firstEndingAfter(List<Span> spans, Instant at) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (spans.get(middle).to().isAfter(at)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** {@return the innermost location that shows a person} */
    private @Nullable LocationHistory whereIs(String person, Instant at) {
        @Nullable
        LocationHistory inner = null;
        for (LocationHistory location : report.locations()) {
            Map<String, List<Span>> people = location.people();
            List<Span> spans = people.get(person);
            if (spans != null && (inner == null || location.depth() > inner.depth())) {
                int index = firstEndingAfter(spans, at);
                if (index < spans.size() && !spans.get(index).from().isAfter(at)) {
                    inner = location;
                }
            }
        }
        return inner;
    }

    // ----------------------------------------------------------------------------------------------------- the tree

    private static List<Locked> ownLocks(LocationHistory location) {
        List<Locked> own = new ArrayList<>();
        for (Locked locked : location.locks()) {
            if (locked.from().equals(location.id())) {
                own.add(locked);
            }
        }
        return own;
    }

    private boolean isParent(int index) {
        List<LocationHistory> locations = report.locations();
        return index + 1 < locations.size() && locations.get(index + 1).parent() == index;
    }

    private boolean hasNextSibling(int index) {
        List<LocationHistory> locations = report.locations();
        LocationHistory location = locations.get(index);
        for (int i = index + 1; i < locations.size() && locations.get(i).depth() >= location.depth(); i++) {
            if (locations.get(i).depth() == location.depth()) {
                return true;
            }
        }
        return false;
    }
}
