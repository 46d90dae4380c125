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
package org.openhab.binding.occupancy.internal.service.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The time as the engine knows it: it passes as the monotonic clock does, so that no setting of the wall clock makes an
 * interval longer or shorter, and when the two differ, it follows the wall clock in one step.
 * <p>
 * A wall clock that shows a time before this software existed was not set yet, and is not followed. Where the monotonic
 * clock stands still while the machine sleeps, as on Linux, waking up looks like a wall clock that was set: the time
 * asleep, in which no sensor was heard, does not count.
 */
@NonNullByDefault
public final class EngineClock {

    /** The clocks of the machine. */
    public interface Ticks {

        /** {@return nanoseconds since some moment} */
        long nanos();

        /** {@return what the wall clock shows} */
        Instant wall();
    }

    public static final Ticks SYSTEM = new Ticks() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant wall() {
            return Instant.now();
        }
    };

    /** Smaller differences are jitter, or a clock that is being adjusted step by step. */
    public static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** A wall clock that shows an earlier time than this was never set. */
    public static final Instant NEVER_BEFORE = Instant.parse("2025-01-01T00:00:00Z");

    private final Ticks ticks;
    private final long start;
    private volatile Instant atStart;

    public EngineClock(Ticks ticks) {
        this.ticks = ticks;
        start = ticks.nanos();
        Instant wall = ticks.wall();
        atStart = wall.isBefore(NEVER_BEFORE) ? NEVER_BEFORE : wall;
    }

    /** {@return the monotonic clock, for {@link #at}; may be called from any thread} */
    public long nanos() {
        return ticks.nanos();
    }

    /** {@return the time now} */
    public Instant now() {
        return at(ticks.nanos());
    }

    /** {@return the time at a moment, to the millisecond} @param nanos what {@link #nanos} said at that moment */
    public Instant at(long nanos) {
        return atStart.plusNanos(nanos - start).truncatedTo(ChronoUnit.MILLIS);
    }

    /** {@return how far the wall clock was set since the last call, which the time now follows; zero if it was not} */
    public Duration followWall() {
        Instant wall = ticks.wall();
        Duration jump = Duration.between(now(), wall);
        if (wall.isBefore(NEVER_BEFORE) || jump.abs().compareTo(TOLERANCE) <= 0) {
            return Duration.ZERO;
        }
        Duration exact = Duration.ofMillis(jump.toMillis());
        atStart = atStart.plus(exact);
        return exact;
    }
}
