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

import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What was true of one location second by second, as runs of the same value that follow each other without a gap.
 */
@NonNullByDefault
final class TruthRuns {

    static final byte UNKNOWN = -1;
    static final byte VACANT = 0;
    static final byte OCCUPIED = 1;

    private int[] ends = new int[16];
    private byte[] values = new byte[16];
    private int size;

    /** Adds what is true up to a second. */
    void add(byte value, int end) {
        if (size > 0 && values[size - 1] == value) {
            ends[size - 1] = end;
            return;
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        ends[size] = end;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    byte value(int run) {
        return values[run];
    }

    int start(int run) {
        return run == 0 ? 0 : ends[run - 1];
    }

    int end(int run) {
        return ends[run];
    }

    private int length(int run) {
        return ends[run] - start(run);
    }

    /** {@return the value before a run, over an unknown time of up to {@code gap} seconds} */
    byte valueBefore(int run, int gap) {
        int before = run - 1;
        if (before > 0 && values[before] == UNKNOWN && length(before) <= gap) {
            before--;
        }
        return before < 0 ? UNKNOWN : values[before];
    }

    /** {@return the run after a run, beyond an unknown time of up to {@code gap} seconds, or -1} */
    int next(int run, int gap) {
        int next = run + 1;
        if (next < size && values[next] == UNKNOWN) {
            next = next + 1 < size && length(next) <= gap ? next + 1 : size;
        }
        return next < size ? next : -1;
    }
}
