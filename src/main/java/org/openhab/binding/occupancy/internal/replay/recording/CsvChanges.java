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
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * The changes of a CSV file, in the order of its lines.
 */
@NonNullByDefault
final class CsvChanges implements ChangeStream {

    private final CsvTable table;
    private final TimeFormat times;
    /** One text for each item and state, however often it occurs. */
    private final Map<String, String> names = new HashMap<>();

    CsvChanges(Path file, TimeFormat times, ByteCounter bytes, ReadProblems problems) throws IOException {
        this.times = times;
        table = CsvTable.open(file, bytes, problems, "timestamp", "item|sensor", "state");
    }

    @Override
    public @Nullable ItemChange next() throws IOException {
        while (true) {
            String @Nullable [] row = table.next();
            if (row == null) {
                return null;
            }
            if (row[1].isEmpty()) {
                table.skip("The item has no name.");
                continue;
            }
            Instant at;
            try {
                at = times.parse(row[0]);
            } catch (InputException e) {
                table.skip(String.valueOf(e.getMessage()));
                continue;
            }
            return new ItemChange(at, shared(row[1]), shared(row[2]));
        }
    }

    private String shared(String text) {
        String known = names.get(text);
        if (known == null) {
            if (names.size() < 10_000) {
                names.put(text, text);
            }
            return text;
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
