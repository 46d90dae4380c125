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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * The truth laid on a grid of seconds: between two bounds every resident stays where they are.
 */
@NonNullByDefault
final class TruthGrid {

    private static final int UNKNOWN = -1;

    /** The different whereabouts, each the rooms of which it is one. */
    private final List<List<String>> whereabouts = new ArrayList<>();
    private final int[] ends;
    /** By stretch, by resident: the index of the whereabouts, or {@link #UNKNOWN}. */
    private final int[][] residents;

    TruthGrid(Truth truth, Grid grid) {
        Map<List<String>, Integer> codes = new HashMap<>();
        Map<String, TreeMap<Integer, Integer>> byResident = new LinkedHashMap<>();
        for (TruthRow row : truth.rows()) {
            Integer code = codes.get(row.rooms());
            if (code == null) {
                code = whereabouts.size();
                codes.put(row.rooms(), code);
                whereabouts.add(row.rooms());
            }
            TreeMap<Integer, Integer> known = Maps.getOrPut(byResident, row.resident(),
                    () -> new TreeMap<>(Map.of(0, UNKNOWN)));
            paint(known, grid.second(row.start()), grid.second(row.end()), code);
        }
        TreeSet<Integer> bounds = new TreeSet<>();
        byResident.values().forEach(known -> bounds.addAll(known.keySet()));
        bounds.add(grid.size());
        ends = bounds.subSet(1, true, grid.size(), true).stream().mapToInt(Integer::intValue).toArray();
        residents = new int[ends.length][byResident.size()];
        int resident = 0;
        for (TreeMap<Integer, Integer> known : byResident.values()) {
            for (int i = 0; i < ends.length; i++) {
                residents[i][resident] = known.floorEntry(i == 0 ? 0 : ends[i - 1]).getValue();
            }
            resident++;
        }
    }

    /** Puts a value on a stretch, over what was there. */
    private static void paint(TreeMap<Integer, Integer> line, int start, int end, int value) {
        if (start < end) {
            int after = line.floorEntry(end).getValue();
            line.subMap(start, end).clear();
            line.put(start, value);
            line.put(end, after);
        }
    }

    /**
     * @param relation where a person whose room is given is in relation to the location
     * @return what was true of the location: occupied if anybody was inside, unknown if anybody may have been
     */
    TruthRuns runs(Function<List<String>, Relation> relation) {
        Relation[] relations = whereabouts.stream().map(relation).toArray(Relation[]::new);
        TruthRuns runs = new TruthRuns();
        for (int i = 0; i < ends.length; i++) {
            byte value = TruthRuns.VACANT;
            for (int code : residents[i]) {
                Relation where = code == UNKNOWN ? Relation.MAYBE : relations[code];
                if (where == Relation.INSIDE) {
                    value = TruthRuns.OCCUPIED;
                    break;
                } else if (where == Relation.MAYBE) {
                    value = TruthRuns.UNKNOWN;
                }
            }
            runs.add(value, ends[i]);
        }
        return runs;
    }
}
