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
 * Stretches of seconds {@code [start, end)} in order of time; those that touch are one.
 */
@NonNullByDefault
final class Spans {

    private int[] bounds = new int[16];
    private int size;

    /** Adds a stretch that begins no earlier than those before; an empty one is left out. */
    void add(int start, int end) {
        if (start >= end) {
            return;
        }
        if (size > 0 && start <= bounds[size - 1]) {
            bounds[size - 1] = Math.max(bounds[size - 1], end);
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        bounds[size++] = start;
        bounds[size++] = end;
    }

    int size() {
        return size / 2;
    }

    int start(int index) {
        return bounds[2 * index];
    }

    int end(int index) {
        return bounds[2 * index + 1];
    }

    /** {@return the first stretch that ends after a second, or {@link #size} if there is none} */
    int firstEndingAfter(int second) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) > second) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
