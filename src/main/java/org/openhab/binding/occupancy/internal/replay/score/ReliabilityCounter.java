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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;

/**
 * Compares the probability of each room with where people really were, at instants that follow each other.
 */
@NonNullByDefault
public final class ReliabilityCounter {

    private final Grid grid;
    private final Instant end;
    private final Map<String, TruthRuns> rooms;
    /** By room: the run that the latest instant was in. */
    private final Map<String, Integer> runs = new HashMap<>();
    private final Reliability reliability = new Reliability();

    /**
     * @param locations the locations of the home
     * @param truth where the residents were
     */
    public ReliabilityCounter(List<LocationConfig> locations, Truth truth) {
        grid = new Grid(truth.start(), truth.end());
        end = truth.end();
        rooms = Scorer.truth(locations, truth, grid);
    }

    /**
     * Counts an instant.
     *
     * @param at the instant; not earlier than the one before
     * @param probability says how likely it is that somebody is in a room; {@code null} where it says nothing
     */
    public void count(Instant at, Function<String, @Nullable Double> probability) {
        if (!at.isBefore(end)) {
            return;
        }
        int second = grid.second(at);
        rooms.forEach((room, truth) -> {
            int run = runs.getOrDefault(room, 0);
            while (run < truth.size() - 1 && truth.end(run) <= second) {
                run++;
            }
            runs.put(room, run);
            Double said = probability.apply(room);
            if (said != null && truth.size() > 0 && truth.value(run) != TruthRuns.UNKNOWN) {
                reliability.add(said, truth.value(run) == TruthRuns.OCCUPIED);
            }
        });
    }

    /** {@return what was counted} */
    public Reliability result() {
        return reliability;
    }
}
