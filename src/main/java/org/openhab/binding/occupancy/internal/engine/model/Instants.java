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
package org.openhab.binding.occupancy.internal.engine.model;

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The engine's inner time: milliseconds since the epoch, with two values that are not instants.
 *
 * Plain {@code long}s keep a location small and an event free of garbage; {@link Instant} is the type at the border.
 */
@NonNullByDefault
public final class Instants {

    /** Not running, never started. */
    public static final long NONE = Long.MIN_VALUE;

    /** Runs until an event ends it. */
    public static final long HELD = Long.MAX_VALUE;

    /** 9999-12-31T23:59:59.999Z: the last instant that every consumer of ISO-8601 can read. */
    public static final long MAX = 253_402_300_799_999L;

    private Instants() {
    }

    /** {@return the instant, or {@code null} for {@link #NONE} and {@link #HELD}} */
    public static @Nullable Instant toInstant(long millis) {
        return millis == NONE || millis == HELD ? null : Instant.ofEpochMilli(millis);
    }

    /** {@return {@code millis + delta}, cut off at 1970 and at {@link #MAX}; {@link #NONE} and {@link #HELD} stay} */
    public static long plus(long millis, long delta) {
        if (millis == NONE || millis == HELD) {
            return millis;
        }
        return Math.max(0, Math.min(MAX, millis + delta));
    }

    /**
     * Takes an instant into the engine's inner time.
     *
     * @throws RejectedException if it is before 1970 or after {@link #MAX}
     */
    public static long millis(Instant at) {
        long millis;
        try {
            millis = at.toEpochMilli();
        } catch (ArithmeticException e) {
            millis = at.getEpochSecond() < 0 ? -1 : Long.MAX_VALUE;
        }
        if (millis < 0 || millis > MAX) {
            throw new RejectedException(RejectionCode.TIME_OUT_OF_RANGE, "at",
                    "The time " + at + " is " + (millis < 0 ? "before 1970." : "after the year 9999."));
        }
        return millis;
    }
}
