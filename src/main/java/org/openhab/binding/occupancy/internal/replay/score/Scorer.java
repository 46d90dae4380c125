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

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;

/**
 * Compares what was shown with what was true, second by second. It counts stretches, not single seconds, to be fast.
 *
 * A room is a location in which the truth puts somebody, or one that has no part and is in no such location. Somebody
 * in a room is in all locations above it, too, and makes all other rooms vacant; {@code a|b} says that it is not known
 * in which of the two somebody is.
 */
@NonNullByDefault
public final class Scorer {

    private final Map<String, @Nullable String> parents = new LinkedHashMap<>();

    private Scorer(List<LocationConfig> locations) {
        Set<String> ids = new HashSet<>();
        locations.forEach(location -> ids.add(location.id()));
        for (LocationConfig location : locations) {
            String parent = location.parent();
            parents.put(location.id(), parent != null && ids.contains(parent) ? parent : null);
        }
    }

    /**
     * @param locations the locations of the home
     * @param shown when they were shown occupied
     * @param truth where the residents were
     * @param start the first instant that is scored
     * @param end the last instant that is scored
     * @return the score
     */
    public static Score score(List<LocationConfig> locations, ShownTimes shown, Truth truth, Instant start,
            Instant end) {
        return new Scorer(locations).score(shown, truth, new Grid(start, end));
    }

    /** {@return what was true of each room} */
    static Map<String, TruthRuns> truth(List<LocationConfig> locations, Truth truth, Grid grid) {
        return new Scorer(locations).truth(truth, new TruthGrid(truth, grid));
    }

    private Map<String, TruthRuns> truth(Truth truth, TruthGrid truthGrid) {
        Map<String, TruthRuns> runs = new LinkedHashMap<>();
        for (String room : rooms(truth)) {
            runs.put(room, truthGrid.runs(whereabouts -> relation(whereabouts, room)));
        }
        return runs;
    }

    private Score score(ShownTimes shown, Truth truth, Grid grid) {
        TruthGrid truthGrid = new TruthGrid(truth, grid);
        Map<String, LocationScore> rooms = new LinkedHashMap<>();
        LocationScore total = new LocationScore();
        truth(truth, truthGrid).forEach((room, runs) -> {
            LocationScore score = new LocationScore(runs, shown.spans(room, grid));
            rooms.put(room, score);
            total.add(score);
        });
        TruthRuns home = truthGrid.runs(whereabouts -> whereabouts.isEmpty() ? Relation.OUTSIDE : Relation.INSIDE);
        return new Score(grid.days(), rooms, total, new LocationScore(home, shownHome(shown, grid)));
    }

    private List<String> rooms(Truth truth) {
        Set<String> named = new HashSet<>();
        truth.rows().forEach(row -> named.addAll(row.rooms()));
        Set<@Nullable String> withParts = new HashSet<>(parents.values());
        List<String> rooms = new ArrayList<>();
        for (String location : parents.keySet()) {
            boolean partOfNamed = named.stream().anyMatch(other -> isBelow(location, other));
            if (named.contains(location) || !withParts.contains(location) && !partOfNamed) {
                rooms.add(location);
            }
        }
        return rooms;
    }

    private boolean isBelow(String location, String other) {
        for (String above = parents.get(location); above != null; above = parents.get(above)) {
            if (above.equals(other)) {
                return true;
            }
        }
        return false;
    }

    private Relation relation(List<String> whereabouts, String room) {
        boolean all = !whereabouts.isEmpty();
        boolean any = false;
        for (String where : whereabouts) {
            boolean inside = where.equals(room) || isBelow(where, room);
            all &= inside;
            any |= inside || isBelow(room, where);
        }
        return all ? Relation.INSIDE : any ? Relation.MAYBE : Relation.OUTSIDE;
    }

    /** {@return when any of the roots was shown occupied} */
    private Spans shownHome(ShownTimes shown, Grid grid) {
        Map<Integer, Integer> deltas = new TreeMap<>();
        parents.forEach((location, parent) -> {
            if (parent == null) {
                Spans spans = shown.spans(location, grid);
                for (int i = 0; i < spans.size(); i++) {
                    deltas.merge(spans.start(i), 1, Integer::sum);
                    deltas.merge(spans.end(i), -1, Integer::sum);
                }
            }
        });
        Spans home = new Spans();
        int occupied = 0;
        int since = 0;
        for (Map.Entry<Integer, Integer> entry : deltas.entrySet()) {
            int before = occupied;
            occupied += entry.getValue();
            if (before == 0 && occupied > 0) {
                since = entry.getKey();
            } else if (before > 0 && occupied == 0) {
                home.add(since, entry.getKey());
            }
        }
        return home;
    }
}
