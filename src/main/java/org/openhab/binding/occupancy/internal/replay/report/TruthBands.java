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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.replay.score.Truth;
import org.openhab.binding.occupancy.internal.replay.score.TruthRow;

/**
 * Who really was where, as stretches of time.
 */
@NonNullByDefault
final class TruthBands {

    private final List<TruthRow> rows;
    private final List<Span> known;

    private TruthBands(List<TruthRow> rows) {
        this.rows = rows;
        this.known = known(rows);
    }

    static TruthBands of(Truth truth) {
        // whoever was in one of two rooms is shown in neither: a picture that guesses is worth less than one with a gap
        return new TruthBands(truth.rows().stream().filter(row -> row.rooms().size() < 2).toList());
    }

    /** {@return the time for which it is known where everybody was} */
    List<Span> known() {
        return known;
    }

    /** {@return who was in one of the locations when, by name} */
    Map<String, List<Span>> in(Set<String> locations) {
        Map<String, List<Span>> people = byResident(
                rows.stream().filter(row -> locations.containsAll(row.rooms()) && !row.rooms().isEmpty()).toList());
        people.replaceAll((person, spans) -> Span.union(spans));
        return people;
    }

    private static List<Span> known(List<TruthRow> rows) {
        List<Span> result = List.of();
        boolean first = true;
        for (List<Span> spans : byResident(rows).values()) {
            result = first ? Span.union(spans) : Span.intersection(result, Span.union(spans));
            first = false;
        }
        return result;
    }

    private static Map<String, List<Span>> byResident(List<TruthRow> rows) {
        Map<String, List<Span>> result = new TreeMap<>();
        for (TruthRow row : rows) {
            Maps.getOrPut(result, row.resident(), () -> new ArrayList<>()).add(new Span(row.start(), row.end()));
        }
        return result;
    }
}
