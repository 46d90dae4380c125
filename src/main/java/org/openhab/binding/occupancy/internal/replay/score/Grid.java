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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * The seconds that are scored: from the first instant's second to the last instant's, both included.
 */
@NonNullByDefault
final class Grid {

    private static final int SECONDS_A_DAY = 86_400;

    private final long startMillis;
    private final int size;

    Grid(Instant start, Instant end) {
        startMillis = start.getEpochSecond() * 1000;
        long seconds = end.getEpochSecond() - start.getEpochSecond() + 1;
        if (seconds > Integer.MAX_VALUE) {
            throw new InputException("From " + start + " to " + end + " is too long a time to score.");
        }
        size = (int) seconds;
    }

    /** {@return how many seconds there are} */
    int size() {
        return size;
    }

    double days() {
        return (double) size / SECONDS_A_DAY;
    }

    /** {@return the nearest second, half of one to the even side, within the grid} */
    int second(Instant at) {
        return second(at.toEpochMilli());
    }

    int second(long millis) {
        double second = Math.rint((millis - startMillis) / 1000.0);
        return (int) Math.max(0, Math.min(size, second));
    }
}
