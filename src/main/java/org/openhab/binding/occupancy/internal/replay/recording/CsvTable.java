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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.Csv;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * The rows of a CSV file with a header (RFC 4180, but a field ends with its line), read one at a time.
 */
@NonNullByDefault
public final class CsvTable implements AutoCloseable {

    private static final int MAX_LINE = 1 << 16;
    private static final char QUOTE = '"';
    private static final String NOT_CLOSED = "A quote is not closed.";
    /** The most lines that a quoted name may span: a stray quote must not swallow the rest. */
    private static final int MOST_LINES_OF_A_ROW = 16;

    private final String name;
    private final TextLines lines;
    private final ReadProblems problems;
    private final int[] positions;
    private final int width;
    /** The fields of the latest line; reused from line to line. */
    private final List<String> fields = new ArrayList<>();
    /** Lines that were read to see whether they belong to the one before, and do not. */
    private final Deque<Line> ahead = new ArrayDeque<>();
    private Line latest = new Line("", 0, false);

    private record Line(String text, long number, boolean tooLong) {
    }

    /**
     * Opens a file and reads its header.
     *
     * @param file the file
     * @param problems what becomes of lines that cannot be read
     * @param columns the wanted columns, in the order in which {@link #next} returns them; the names that a column may
     *            have are separated by {@code |}
     * @return the table
     * @throws IOException if the file cannot be read
     * @throws InputException if the file is empty, not text, or lacks a column
     */
    public static CsvTable open(Path file, ReadProblems problems, String... columns) throws IOException {
        return open(file, new ByteCounter(), problems, columns);
    }

    static CsvTable open(Path file, ByteCounter bytes, ReadProblems problems, String... columns) throws IOException {
        TextLines lines = new TextLines(
                new InputStreamReader(bytes.counted(TextFiles.openBytes(file)), StandardCharsets.UTF_8), MAX_LINE);
        try {
            return new CsvTable(file.toString(), lines, problems, columns);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private CsvTable(String name, TextLines lines, ReadProblems problems, String... columns) throws IOException {
        this.name = name;
        this.lines = lines;
        this.problems = problems;
        String header;
        do {
            header = lines.next();
            if (header == null) {
                throw new InputException("The file " + name + " is empty.");
            }
        } while (header.isBlank());
        if (lines.tooLong() || TextFiles.isBinary(header)) {
            throw new InputException("The file " + name + " is not a CSV file: it does not begin with a line of text.");
        }
        String wrong = split(header);
        if (wrong != null) {
            throw InputException.at(name, lines.number(), wrong);
        }
        fields.replaceAll(field -> field.trim().toLowerCase(Locale.ROOT));
        width = fields.size();
        positions = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            positions[i] = position(columns[i], columns);
        }
    }

    private int position(String column, String... columns) {
        int found = -1;
        for (String alias : column.split("\\|")) {
            int position = fields.indexOf(alias);
            if (position >= 0 && (found >= 0 || fields.lastIndexOf(alias) != position)) {
                throw InputException.at(name, lines.number(), "The header names the column " + alias + " twice.");
            }
            found = Math.max(found, position);
        }
        if (found < 0) {
            throw InputException.at(name, lines.number(), "The header has no column " + readable(column)
                    + "; it must name " + readable(String.join(", ", columns)) + ".");
        }
        return found;
    }

    private static String readable(String columns) {
        return columns.replace("|", " or ");
    }

    /**
     * {@return the wanted fields of the next row that can be read, or {@code null} at the end}
     *
     * @throws IOException if the file cannot be read
     */
    public String @Nullable [] next() throws IOException {
        while (true) {
            Line read = ahead.isEmpty() ? read() : ahead.remove();
            if (read == null) {
                return null;
            }
            latest = read;
            String line = read.text();
            if (line.isEmpty() || line.isBlank()) {
                continue;
            }
            String wrong = read.tooLong() ? "The line is longer than " + MAX_LINE + " characters."
                    : TextFiles.isBinary(line) ? "The line is not text." : split(line);
            if (NOT_CLOSED.equals(wrong) && joined(line)) {
                wrong = null;
            }
            if (wrong == null && fields.size() != width) {
                wrong = "The line has " + fields.size() + (fields.size() == 1 ? " field" : " fields")
                        + " where the header has " + width + ".";
            }
            if (wrong != null) {
                skip(wrong);
                continue;
            }
            String[] row = new String[positions.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Csv.read(fields.get(positions[i]));
            }
            return row;
        }
    }

    private @Nullable Line read() throws IOException {
        String text = lines.next();
        return text == null ? null : new Line(text, lines.number(), lines.tooLong());
    }

    /** {@return whether the next lines complete a row; if they do not, they are read again as rows of their own} */
    private boolean joined(String first) throws IOException {
        StringBuilder row = new StringBuilder(first);
        List<Line> taken = new ArrayList<>();
        while (taken.size() < MOST_LINES_OF_A_ROW) {
            Line next = ahead.isEmpty() ? read() : ahead.remove();
            if (next == null) {
                break;
            }
            taken.add(next);
            row.append('\n').append(next.text());
            if (next.tooLong() || row.length() > MAX_LINE || TextFiles.isBinary(next.text())) {
                break;
            }
            if (next.text().indexOf(QUOTE) >= 0 && split(row.toString()) == null && fields.size() == width) {
                return true;
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        return false;
    }

    /** Says that the latest row cannot be used. @param sentence why */
    public void skip(String sentence) {
        problems.report(name, latest.number(), sentence);
    }

    /** {@return the number of the latest line, from 1} */
    public long lineNumber() {
        return latest.number();
    }

    /** Splits a line into {@link #fields}. @return what is wrong with it, or {@code null} */
    private @Nullable String split(String line) {
        fields.clear();
        int start = 0;
        while (true) {
            if (start < line.length() && line.charAt(start) == QUOTE) {
                StringBuilder field = new StringBuilder();
                int i = start + 1;
                while (true) {
                    int quote = line.indexOf(QUOTE, i);
                    if (quote < 0) {
                        return NOT_CLOSED;
                    }
                    field.append(line, i, quote);
                    i = quote + 1;
                    if (i == line.length() || line.charAt(i) != QUOTE) {
                        break;
                    }
                    field.append(QUOTE);
                    i++;
                }
                fields.add(field.toString());
                if (i == line.length()) {
                    return null;
                }
                if (line.charAt(i) != ',') {
                    return "There is text after a closing quote.";
                }
                start = i + 1;
            } else {
                int comma = line.indexOf(',', start);
                if (comma < 0) {
                    fields.add(line.substring(start).trim());
                    return null;
                }
                fields.add(line.substring(start, comma).trim());
                start = comma + 1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
