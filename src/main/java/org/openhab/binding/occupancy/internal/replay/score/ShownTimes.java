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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;

/**
 * Keeps when each location was shown occupied.
 */
@NonNullByDefault
public final class ShownTimes implements ReplayListener {

    /** Instants in milliseconds, at which a location became occupied and vacant in turn. */
    private static final class Flips {
        long[] millis = new long[64];
        int size;

        void add(long at) {
            if (size == millis.length) {
                millis = Arrays.copyOf(millis, size * 2);
            }
            millis[size++] = at;
        }
    }

    private final Map<String, Flips> byLocation = new HashMap<>();

    @Override
    public void changed(Transition transition) {
        if (transition.flipped()) {
            add(transition.location(), transition.at(), transition.after().occupied());
        }
    }

    /** Notes that a location became occupied or vacant. A repetition changes nothing. */
    void add(String location, Instant at, boolean occupied) {
        Flips flips = Maps.getOrPut(byLocation, location, () -> new Flips());
        if ((flips.size % 2 == 1) != occupied) {
            flips.add(at.toEpochMilli());
        }
    }

    /** {@return when a location was shown occupied, to the end of the grid if it still was} */
    Spans spans(String location, Grid grid) {
        Spans spans = new Spans();
        Flips flips = byLocation.get(location);
        if (flips != null) {
            for (int i = 0; i < flips.size; i += 2) {
                spans.add(grid.second(flips.millis[i]),
                        i + 1 < flips.size ? grid.second(flips.millis[i + 1]) : grid.size());
            }
        }
        return spans;
    }
}
