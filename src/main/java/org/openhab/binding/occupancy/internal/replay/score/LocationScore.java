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
import org.eclipse.jdt.annotation.Nullable;

/**
 * How well one location, or several together, were recognised. Times in seconds; time whose truth is unknown is left
 * out.
 */
@NonNullByDefault
public final class LocationScore {

    /** Shorter presence does not count: a vacancy before its end is no false vacancy, and its start is no arrival. */
    private static final int MIN_STAY = 30;
    /** An unknown time between two known ones up to this length is taken for the way between them. */
    private static final int MAX_TRANSIT = 300;

    private long truePositive;
    private long falsePositive;
    private long falseNegative;
    private long trueNegative;
    private int falseVacancies;
    private int stays;
    private int missed;
    private long overhang;
    private final List<Integer> delays = new ArrayList<>();

    /** An empty score, to which others are {@linkplain #add added}. */
    LocationScore() {
    }

    /**
     * @param truth what was true
     * @param shown when the location was shown occupied
     */
    LocationScore(TruthRuns truth, Spans shown) {
        for (int run = 0; run < truth.size(); run++) {
            count(truth, run, shown);
        }
        for (int run = 0; run < truth.size(); run++) {
            if (truth.value(run) == TruthRuns.OCCUPIED) {
                stay(truth, run, shown);
            }
        }
    }

    private void count(TruthRuns truth, int run, Spans shown) {
        int value = truth.value(run);
        if (value == TruthRuns.UNKNOWN) {
            return;
        }
        int start = truth.start(run);
        int end = truth.end(run);
        long on = 0;
        for (int i = shown.firstEndingAfter(start); i < shown.size() && shown.start(i) < end; i++) {
            on += Math.min(end, shown.end(i)) - Math.max(start, shown.start(i));
        }
        long off = end - start - on;
        if (value == TruthRuns.OCCUPIED) {
            truePositive += on;
            falseNegative += off;
        } else {
            falsePositive += on;
            trueNegative += off;
        }
    }

    private void stay(TruthRuns truth, int run, Spans shown) {
        int start = truth.start(run);
        int end = truth.end(run);
        int first = shown.firstEndingAfter(start);
        for (int i = first; i < shown.size() && end - shown.end(i) >= MIN_STAY; i++) {
            falseVacancies++;
        }
        if (end - start >= MIN_STAY && truth.valueBefore(run, MAX_TRANSIT) == TruthRuns.VACANT) {
            stays++;
            if (first < shown.size() && shown.start(first) < end) {
                delays.add(Math.max(0, shown.start(first) - start));
            } else {
                missed++;
            }
        }
        int next = truth.next(run, MAX_TRANSIT);
        if (next >= 0 && truth.value(next) == TruthRuns.VACANT) {
            int after = shown.firstEndingAfter(end);
            boolean still = after < shown.size() && shown.start(after) <= end;
            int left = still ? Math.min(shown.end(after), truth.end(next)) : end;
            overhang += Math.max(0, left - Math.max(end, truth.start(next)));
        }
    }

    void add(LocationScore other) {
        truePositive += other.truePositive;
        falsePositive += other.falsePositive;
        falseNegative += other.falseNegative;
        trueNegative += other.trueNegative;
        falseVacancies += other.falseVacancies;
        stays += other.stays;
        missed += other.missed;
        overhang += other.overhang;
        delays.addAll(other.delays);
    }

    /** {@return for how long it was occupied} */
    public long occupiedSeconds() {
        return truePositive + falseNegative;
    }

    /** {@return the share of the time shown occupied in which it was; 0 if it was never shown occupied} */
    public double precision() {
        return ratio(truePositive, falsePositive);
    }

    /** {@return the share of the time occupied in which it was shown so; 0 if it was never occupied} */
    public double recall() {
        return ratio(truePositive, falseNegative);
    }

    /** {@return the harmonic mean of precision and recall} */
    public double f1() {
        return harmonicMean(precision(), recall());
    }

    /** {@return the precision of being vacant: the share of the time shown vacant in which it was} */
    public double vacantPrecision() {
        return ratio(trueNegative, falseNegative);
    }

    /** {@return the recall of being vacant: the share of the time vacant in which it was shown so} */
    public double vacantRecall() {
        return ratio(trueNegative, falsePositive);
    }

    /** {@return the harmonic mean of {@link #vacantPrecision} and {@link #vacantRecall}} */
    public double vacantF1() {
        return harmonicMean(vacantPrecision(), vacantRecall());
    }

    /** {@return how often it was shown to become vacant while somebody stayed at least 30 s longer} */
    public int falseVacancies() {
        return falseVacancies;
    }

    /** {@return for how long it was shown vacant while it was occupied} */
    public long darkSeconds() {
        return falseNegative;
    }

    /** {@return for how long it was still shown occupied after a departure} */
    public long overhangSeconds() {
        return overhang;
    }

    /** {@return for how long it was shown occupied otherwise while it was vacant} */
    public long phantomSeconds() {
        return falsePositive - overhang;
    }

    /** {@return how many stays of at least 30 s began} */
    public int stays() {
        return stays;
    }

    /** {@return the share of the stays during which it was never shown occupied, in percent} */
    public double missedPercent() {
        return 100.0 * missed / Math.max(1, stays);
    }

    /**
     * @param share the share of the stays that were noticed sooner, 0 to 1
     * @return after how many seconds a stay was noticed, or {@code null} if none was
     */
    public @Nullable Double delay(double share) {
        if (delays.isEmpty()) {
            return null;
        }
        int[] sorted = delays.stream().mapToInt(Integer::intValue).sorted().toArray();
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    private static double ratio(long right, long wrong) {
        return right + wrong == 0 ? 0 : (double) right / (right + wrong);
    }

    private static double harmonicMean(double a, double b) {
        return a + b == 0 ? 0 : 2 * a * b / (a + b);
    }
}
