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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * How long people in a location are silent before they are active again: counted by powers of two of a second.
 *
 * <p>
 * <b>The problem.</b> A silence of ten minutes means nothing in bed and a lot in the hall. Nobody labels which silences
 * were those of somebody who was there; but one that ends with activity was, as a rule.
 *
 * <p>
 * <b>The method</b> is the empirical survival function (D. R. Cox and D. Oakes, "Analysis of Survival Data", 1984): the
 * probability that the silence of somebody who is there lasts longer than a given time is the part of the silences so
 * far that did.
 *
 * <p>
 * <b>What is ours.</b> It starts with the weight of ten silences of a person who moves every few seconds, and halves
 * all counts when they are many, so that new habits replace old ones.
 *
 * <p>
 * <b>What bounds it.</b> Sixteen numbers. Silences that have not ended yet are not in it, and those of people who left
 * unseen and came back are.
 *
 * <p>
 * <b>An example.</b> At first 15 in 100 are silent for longer than a minute. After ten silences of twenty minutes in
 * the bedroom 57 in 100 are there; in the hall, after ten of three seconds, 7 in 100.
 */
@NonNullByDefault
public final class SilenceHistogram implements Remembered {

    /** How many powers of two are told apart: the last holds all silences of nine hours and more. */
    public static final int CLASSES = 16;

    /** Silences. The weight of the assumption that a location starts with: some minutes of life replace it. */
    private static final double SILENCES_BELIEVED_BEFORE = 10;
    /** Silences. When there are more, all counts are halved: the last few weeks are what counts. */
    private static final double MOST_SILENCES = 1_000;
    private static final double[] FEW_SILENCES = fewSilences();

    private final double[] counts = FEW_SILENCES.clone();
    private double total = sum(counts);

    private static double[] fewSilences() {
        double[] result = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            double longer = i == 0 ? 1 : 1 / (1 + (1 << i) / Rhythm.SHORT_SILENCE);
            double muchLonger = i == CLASSES - 1 ? 0 : 1 / (1 + (1 << (i + 1)) / Rhythm.SHORT_SILENCE);
            result[i] = SILENCES_BELIEVED_BEFORE * (longer - muchLonger);
        }
        return result;
    }

    /**
     * Counts a silence that has ended with activity.
     *
     * @param seconds how long it was; 1 or more
     * @param weight the probability that it was one: somebody else may have come in meanwhile
     */
    void ended(double seconds, double weight) {
        counts[Math.min(CLASSES - 1, Math.getExponent(seconds))] += weight;
        if (total > MOST_SILENCES) {
            for (int i = 0; i < CLASSES; i++) {
                counts[i] /= 2;
            }
        }
        total = sum(counts);
    }

    /**
     * {@return the part of all silences that lasted longer, from 1 to 0; linear within a power of two}
     *
     * @param seconds than how long; 1 or more
     */
    double survival(double seconds) {
        int power = Math.getExponent(seconds);
        if (power >= CLASSES - 1) {
            return counts[CLASSES - 1] / total;
        }
        double longer = counts[power] * (2 - seconds / (1 << power));
        for (int i = power + 1; i < CLASSES; i++) {
            longer += counts[i];
        }
        return longer / total;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    @Override
    public void each(StoredFields fields) {
        double[] stored = fields.numbers("silences", counts);
        if (stored == null || stored == counts) {
            return;
        }
        double sum = sum(stored);
        if (stored.length == CLASSES && sum > 0 && sum <= 2 * MOST_SILENCES) {
            System.arraycopy(stored, 0, counts, 0, CLASSES);
            total = sum;
        } else {
            fields.damaged("silences", "The field silences has not " + CLASSES + " counts.");
        }
    }
}
