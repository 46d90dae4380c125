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
 * How briskly people are active in a location at the moment: the usual gap between two activities.
 *
 * <p>
 * <b>The problem.</b> Somebody is active elsewhere. Who cooks and has not been seen for half a minute has left; who
 * watches TV has not. How long to wait depends on how they moved until then.
 *
 * <p>
 * <b>The method</b> is that of a retransmission timer, which has the same question of a network: an exponential moving
 * average of what was measured, times a factor for safety (V. Jacobson, "Congestion avoidance and control", SIGCOMM
 * 1988).
 *
 * <p>
 * <b>What is ours.</b> It is the logarithm of the gaps that is averaged, so that one long pause counts as one step and
 * not as its hundred times more seconds. It starts anew whenever somebody comes into a vacant location.
 *
 * <p>
 * <b>What bounds it.</b> {@code leaveTimeout} is waited for until {@link #ENOUGH_GAPS} gaps are known, and then no less
 * than three quarters of it and no more than ten times as long.
 *
 * <p>
 * <b>An example.</b> {@code leaveTimeout} is a minute. The kitchen's sensor reports every 5 seconds: three usual gaps
 * are 15 s, so 45 s are waited for. The study's reports every 2 minutes: after ten such gaps the usual gap is 85 s and
 * 256 s are waited for. The bathroom's has reported twice so far: a minute is waited for.
 */
@NonNullByDefault
final class Rhythm implements Remembered {

    /**
     * Number of gaps from which on the location's own rhythm replaces {@code leaveTimeout}; a smaller one would
     * follow a single busy minute.
     */
    private static final int ENOUGH_GAPS = 8;
    /**
     * Times the usual gap: a silence that long, while somebody is active elsewhere, means that the location was left.
     */
    private static final double GAPS_OF_SILENCE = 3;
    /** Part of the average that the latest gap makes up. At one half, one pause looks like another habit. */
    private static final double WEIGHT_OF_LATEST = 0.2;
    /**
     * Factors on {@code leaveTimeout} between which patience is kept. With half of {@code leaveTimeout} as the least,
     * homes with mats have one and a half times as many false vacancies.
     */
    private static final double LEAST_PATIENCE = 0.75;
    private static final double MOST_PATIENCE = 10;
    /** Logarithm of milliseconds: whoever comes in moves about every five seconds, until they show another rhythm. */
    private static final double RHYTHM_OF_ARRIVAL = StrictMath.log(5_000);
    /** Milliseconds. Shorter gaps count as this: two sensors of one location see the same movement. */
    private static final double LEAST_GAP = 1_000;
    /** Logarithm of milliseconds: that of a thousand years. Beyond it a snapshot is damaged. */
    private static final double MOST_LOG_GAP = 31;
    /** Seconds: the shortest and the longest silence that is taken for usual. */
    static final double SHORT_SILENCE = 10;
    private static final double LONG_SILENCE = 1_800;
    /** Below this logarithm of the usual gap the shortest silence is usual: no exponential has to be worked out. */
    private static final double SURELY_SHORT = StrictMath.log(SHORT_SILENCE * 1000 / GAPS_OF_SILENCE) - 0.001;

    /** The logarithm of the usual gap, in milliseconds. */
    private double logGap = RHYTHM_OF_ARRIVAL;
    /** How many gaps it was learned from, up to {@link #ENOUGH_GAPS}. */
    private int gaps;
    /** The usual silence, and the average that it was worked out from: an exponential costs more than all else here. */
    private double usualSilence = Double.NaN;
    private double usualSilenceOf = Double.NaN;

    /** Records a gap between two activities, in milliseconds, during which the location was occupied. */
    void gap(long millis) {
        logGap += (StrictMath.log(Math.max(LEAST_GAP, millis)) - logGap) * WEIGHT_OF_LATEST;
        gaps = Math.min(gaps + 1, ENOUGH_GAPS);
    }

    /** Somebody has come in. */
    void arrival() {
        logGap = RHYTHM_OF_ARRIVAL;
    }

    /** {@return whether it was learned from enough gaps to say more than the settings do} */
    boolean known() {
        return gaps >= ENOUGH_GAPS;
    }

    /** {@return the silence in seconds that is usual here at the moment} */
    double usualSilence() {
        if (usualSilenceOf != logGap) {
            usualSilenceOf = logGap;
            usualSilence = logGap < SURELY_SHORT ? SHORT_SILENCE
                    : Math.max(SHORT_SILENCE, Math.min(LONG_SILENCE, GAPS_OF_SILENCE * StrictMath.exp(logGap) / 1000));
        }
        return usualSilence;
    }

    /**
     * {@return how long the location stays occupied once somebody is active elsewhere, in milliseconds:
     * {@code leaveTimeout} until the rhythm is known, then three usual gaps within bounds}
     *
     * @param leaveMillis the location's {@code leaveTimeout} in milliseconds
     */
    long patience(long leaveMillis) {
        if (!known()) {
            return leaveMillis;
        }
        double silence = GAPS_OF_SILENCE * StrictMath.exp(logGap);
        return (long) Math.max(leaveMillis * LEAST_PATIENCE, Math.min(leaveMillis * MOST_PATIENCE, silence));
    }

    @Override
    public void each(StoredFields fields) {
        double storedLogGap = fields.number("rhythm", logGap);
        int storedGaps = fields.wholeNumber("gaps", gaps);
        if (storedLogGap >= 0 && storedLogGap <= MOST_LOG_GAP && storedGaps >= 0) {
            logGap = storedLogGap;
            gaps = Math.min(storedGaps, ENOUGH_GAPS);
        } else {
            fields.damaged("rhythm", "The rhythm and its gaps are not numbers.");
        }
    }
}
