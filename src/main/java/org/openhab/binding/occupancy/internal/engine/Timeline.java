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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * What a yes-or-no value will be from now on if nothing else happens. Immutable.
 *
 * @param first the value now
 * @param flips the instants at which it turns, ascending
 */
@NonNullByDefault
record Timeline(boolean first, long[] flips) {

    static final Timeline NEVER = new Timeline(false, new long[0]);
    static final Timeline ALWAYS = new Timeline(true, new long[0]);

    /** {@return true until {@code end}; never true for {@link Instants#NONE}, always for {@link Instants#HELD}} */
    static Timeline until(long end) {
        if (end == NONE) {
            return NEVER;
        }
        return end == HELD ? ALWAYS : new Timeline(true, new long[] { end });
    }

    /** {@return when it turns false: {@link Instants#NONE} if it is false now, {@link Instants#HELD} if never} */
    long end() {
        if (!first) {
            return NONE;
        }
        return flips.length == 0 ? HELD : flips[0];
    }

    /** {@return whether {@link #end} tells all: it is false, true, or true and then false for ever} */
    boolean onlyEnds() {
        return flips.length == 0 || (first && flips.length == 1);
    }

    boolean at(long instant) {
        boolean value = first;
        for (long flip : flips) {
            if (flip > instant) {
                break;
            }
            value = !value;
        }
        return value;
    }

    Timeline or(Timeline other) {
        if (this == ALWAYS || other == NEVER) {
            return this;
        }
        if (other == ALWAYS || this == NEVER) {
            return other;
        }
        if (first && other.first && onlyEnds() && other.onlyEnds()) {
            return end() >= other.end() ? this : other;
        }
        Recorder result = new Recorder(first || other.first);
        long[] instants = merge(flips, other.flips);
        for (long instant : instants) {
            result.record(instant, at(instant) || other.at(instant));
        }
        return result.timeline();
    }

    /** {@return this, with every end later by {@code millis}} */
    Timeline linger(long millis) {
        if (millis == 0 || flips.length == 0) {
            return this;
        }
        Timeline result = NEVER;
        boolean value = first;
        long from = NONE;
        for (int i = 0; i <= flips.length; i++) {
            long to = i < flips.length ? flips[i] : HELD;
            if (value) {
                result = result.or(span(from, Instants.plus(to, millis)));
            }
            value = !value;
            from = to;
        }
        return result;
    }

    private static Timeline span(long from, long to) {
        if (from == NONE) {
            return until(to);
        }
        return new Timeline(false, to == HELD ? new long[] { from } : new long[] { from, to });
    }

    /** {@return this, false until the first time that it turns true} */
    Timeline anew() {
        if (!first) {
            return this;
        }
        return flips.length < 2 ? NEVER : new Timeline(false, Arrays.copyOfRange(flips, 1, flips.length));
    }

    /** {@return the ends that are instants, without {@link Instants#NONE} and {@link Instants#HELD}} */
    static long[] instants(long... ends) {
        return Arrays.stream(ends).filter(end -> end != NONE && end != HELD).toArray();
    }

    static long[] merge(long[] a, long[] b) {
        long[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        Arrays.sort(all);
        return all;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timeline that && first == that.first && Arrays.equals(flips, that.flips);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(flips);
    }

    /** Takes values in order of time and keeps the turns. */
    static final class Recorder {

        private final boolean first;
        private boolean value;
        private long[] flips = new long[4];
        private int count;

        Recorder(boolean first) {
            this.first = first;
            this.value = first;
        }

        void record(long instant, boolean next) {
            if (next != value) {
                value = next;
                if (count == flips.length) {
                    flips = Arrays.copyOf(flips, count * 2);
                }
                flips[count++] = instant;
            }
        }

        boolean value() {
            return value;
        }

        Timeline timeline() {
            return count == 0 ? (first ? ALWAYS : NEVER) : new Timeline(first, Arrays.copyOf(flips, count));
        }
    }
}
