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
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.recording.CsvTable;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.TimeFormat;
import org.openhab.binding.occupancy.internal.source.Suggestion;

/**
 * Where the residents of a recorded home truly were: a CSV file with the columns {@code start,end,resident,room}. The
 * room may be {@code away}, or {@code a|b} if it was one of the two. Time that no row covers is unknown.
 */
@NonNullByDefault
public final class Truth {

    private static final String AWAY = "away";

    private final List<TruthRow> rows;
    private final Instant start;
    private final Instant end;

    private Truth(List<TruthRow> rows) {
        this.rows = rows;
        Instant first = Instant.MAX;
        Instant last = Instant.EPOCH;
        for (TruthRow row : rows) {
            first = row.start().isBefore(first) ? row.start() : first;
            last = row.end().isAfter(last) ? row.end() : last;
        }
        start = first;
        end = last;
    }

    /** {@return the truth that somebody knows without a file} @param rows what they know; not empty */
    public static Truth of(List<TruthRow> rows) {
        return new Truth(List.copyOf(rows));
    }

    /**
     * @param file the CSV file
     * @param rooms the ids of all locations of the home
     * @param zone the zone of times without an offset
     * @param problems what becomes of lines that cannot be read
     * @return the truth
     * @throws InputException if the file cannot be read, has no usable row, or names a room that is not in the home
     */
    public static Truth read(Path file, Set<String> rooms, ZoneId zone, ReadProblems problems) {
        List<TruthRow> rows = new ArrayList<>();
        TimeFormat times = TimeFormat.local(zone);
        try (CsvTable table = CsvTable.open(file, problems, "start", "end", "resident", "room")) {
            for (String[] row = table.next(); row != null; row = table.next()) {
                try {
                    Instant start = times.parse(row[0]);
                    Instant end = times.parse(row[1]);
                    if (end.isBefore(start)) {
                        throw new InputException("The row ends at " + row[1] + ", before it starts.");
                    }
                    rows.add(new TruthRow(start, end, row[2], alternatives(row[3]), table.lineNumber()));
                } catch (InputException e) {
                    table.skip(String.valueOf(e.getMessage()));
                }
            }
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        if (rows.isEmpty()) {
            throw new InputException("The file " + file + " has a header but no row that can be used.");
        }
        for (TruthRow row : rows) {
            for (String room : row.rooms()) {
                if (!rooms.contains(room)) {
                    throw InputException.at(file.toString(), row.line(),
                            "The home has no location \"" + room + "\"" + Suggestion.among(rooms, room));
                }
            }
        }
        return new Truth(rows);
    }

    private static List<String> alternatives(String text) {
        if (text.isEmpty()) {
            throw new InputException("The room is missing.");
        }
        Set<String> rooms = new LinkedHashSet<>(Arrays.asList(text.split("\\|")));
        rooms.remove(AWAY);
        return List.copyOf(rooms);
    }

    /** {@return what is known, in the order in which it came} */
    public List<TruthRow> rows() {
        return rows;
    }

    /** {@return the earliest instant that is known} */
    public Instant start() {
        return start;
    }

    /** {@return the latest instant that is known} */
    public Instant end() {
        return end;
    }
}
