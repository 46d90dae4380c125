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

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * How right a probability is: in what part of the minutes with about the same probability was somebody there? Counted
 * in twelve classes: 0, ten tenths between, and 1, because nearly all minutes are at the ends.
 */
@NonNullByDefault
public final class Reliability {

    /** Minutes: a class of fewer says too little to be drawn. */
    private static final int ENOUGH = 30;
    private static final int TENTHS = 10;
    private static final int CLASSES = TENTHS + 2;

    private final long[] minutes = new long[CLASSES];
    private final long[] right = new long[CLASSES];
    private final double[] said = new double[CLASSES];

    /**
     * A class with enough minutes.
     *
     * @param said the mean of the probabilities that were said, 0 to 1
     * @param right the part of its minutes with somebody there, 0 to 1
     * @param minutes how many minutes it has
     */
    public record Point(double said, double right, long minutes) {
    }

    /**
     * Counts a minute.
     *
     * @param probability what was said, 0 to 1
     * @param somebody whether somebody was there
     */
    public void add(double probability, boolean somebody) {
        int index = probability <= 0 ? 0 : probability >= 1 ? CLASSES - 1 : 1 + (int) (probability * TENTHS);
        minutes[index]++;
        right[index] += somebody ? 1 : 0;
        said[index] += probability;
    }

    /** {@return the classes with enough minutes, by what was said} */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < CLASSES; i++) {
            if (minutes[i] >= ENOUGH) {
                points.add(new Point(said[i] / minutes[i], (double) right[i] / minutes[i], minutes[i]));
            }
        }
        return points;
    }
}
