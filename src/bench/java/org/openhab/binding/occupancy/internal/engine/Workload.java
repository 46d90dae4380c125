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
package org.openhab.binding.occupancy.internal.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * A home of any size and an endless stream of events for it, the same on every run: a tree of depth 4 with 5 %
 * followers and two sources a location; 62 % momentary, 14 % hold start, 16 % hold end, 5 % manual, 3 % with a person.
 */
final class Workload {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int KINDS = 1 << 16;

    final List<LocationConfig> locations = new ArrayList<>();
    final String[] ids;
    /** The position of each location's parent, -1 for the root. */
    final int[] parents;

    private final int[] order = new int[KINDS];
    private final byte[] kinds = new byte[KINDS];
    private final long step;
    private long at = START.toEpochMilli();
    private int next;

    Workload(int size) {
        SplittableRandom random = new SplittableRandom(42);
        int fan = 1;
        while (1L + fan + (long) fan * fan + (long) fan * fan * fan < size) {
            fan++;
        }
        ids = new String[size];
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            ids[i] = "occupancy:location:" + i;
            parents[i] = i == 0 ? -1 : (i - 1) / fan;
            LocationConfig.Builder config = LocationConfig.builder(ids[i]);
            if (i > 0) {
                config.parent(ids[parents[i]]);
                if (random.nextInt(100) < 5) {
                    config.strategy(Strategy.FOLLOW_PARENT);
                }
            }
            locations.add(config.build());
        }
        for (int i = 0; i < KINDS; i++) {
            order[i] = random.nextInt(size);
            int kind = random.nextInt(100);
            kinds[i] = (byte) (kind < 62 ? 0 : kind < 76 ? 1 : kind < 92 ? 2 : kind < 97 ? 3 : 4);
        }
        // A location has an event about every five minutes, however many there are.
        step = Math.max(1, 300_000 / size);
    }

    OccupancyEngine engine() {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configureAll(locations, START);
        return engine;
    }

    /** {@return the location of the next event} Moves on in time. */
    int nextLocation() {
        at += step;
        next = (next + 1) & (KINDS - 1);
        // Walks through all locations of a home that has more of them than there are prepared events.
        return (int) ((order[next] + at) % ids.length);
    }

    long now() {
        return at;
    }

    byte kind() {
        return kinds[next];
    }

    OccupancyEvent nextEvent() {
        String id = ids[nextLocation()];
        Instant instant = Instant.ofEpochMilli(at);
        return switch (kinds[next]) {
            case 0 -> OccupancyEvent.momentary(id, "pir", "motion", instant);
            case 1 -> OccupancyEvent.holdStart(id, "radar", "presence", instant);
            case 2 -> OccupancyEvent.holdEnd(id, "radar", "presence", instant);
            case 3 -> OccupancyEvent.manual(id, "switch", instant);
            default -> OccupancyEvent.momentary(id, "lock", "motion", instant).withOccupant("Mike");
        };
    }
}
