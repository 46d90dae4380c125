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
 * When each location will have been left if nothing more is reported: finds the first look at which it counts as left,
 * without taking all looks. A look is an instant at which a location is tested; a span of four hours has 23.
 *
 * <p>
 * All survival functions fall. So what speaks for a location anywhere between two looks is at least what does so at
 * the later, and what speaks against it is at most what does so at the earlier; where the odds of these two are
 * above {@link #LEFT}, no look between can be below. That is asked of a span of looks; if the answer is no, it is
 * asked of its halves, the earlier first (interval bisection with monotone bounds: R. E. Moore, "Interval
 * Analysis", 1966). What is found is what taking every look would find, to the bit.
 *
 * <p>
 * Most people stay where they are, so the two looks at the ends of the span are mostly enough. At worst all 23 are
 * taken, once each. Only locations that may still be left at some look between are asked about.
 */
@NonNullByDefault
final class Foresight {

    /**
     * Presence probability below which the location counts as left. The trade of F1 for false vacancies: one in nine is
     * .894 / 16.7 with two people, one in twelve .892 / 14.4.
     */
    private static final double LEFT = 0.1;
    /**
     * The same before the least stay is over: then it must be plain that nobody is there. As above: two people 14.4
     * false vacancies a day instead of 13.6; never: hh101 .9808 instead of .9836.
     */
    private static final double PLAINLY_LEFT = 0.01;
    /** With room for rounding: above it a location does not count as left, whenever that is. */
    private static final double SAFELY_THERE = LEFT * (1 + 1e-9);
    /**
     * Survival probability of a silence that halves the presence probability while somebody is elsewhere. Without: two
     * people .872 instead of .895.
     */
    private static final double RARE_SILENCE = 0.03;
    /**
     * The same next door to a location with a presence sensor that reports somebody: no sensor would notice a second
     * person joining them. With the value above: aras .9266 instead of .9283; 1: hh101 .9308 instead of .9322.
     */
    private static final double RARE_SILENCE_BESIDE_A_HOLD = 0.3;
    /**
     * Milliseconds after now at which the presence probabilities are predicted: the first at which a location counts as
     * left is when it is left. Two fewer change F1 in homes of one by .001.
     */
    private static final long[] LOOKS = { 0, 5_000, 10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000,
            240_000, 360_000, 480_000, 720_000, 960_000, 1_440_000, 1_920_000, 2_880_000, 3_840_000, 5_760_000,
            7_680_000, 11_520_000, 14_400_000 };

    /** So many looks are open at most: the latest, and one for each time that 22 can be halved. */
    private static final int MOST_LOOKS = 7;

    private final ActivityHistory[] histories;
    private final Likelihoods likelihoods;
    private final HypothesisSet hypotheses;
    private final Look[] looks = new Look[MOST_LOOKS];
    /** The locations of which nothing is decided yet, as many as there are. */
    private final int[] open;
    private int undecided;
    /** By location: the first look at which it may be left, and the first at which no more than usual is needed. */
    private final int[] first;
    private final int[] usual;
    /** By location: which survival probability is rare. */
    private final double[] rare;
    private boolean[] held = new boolean[0];
    private long now;

    /**
     * @param histories what is remembered of each location
     * @param likelihoods tell how silent it is
     * @param hypotheses where people are
     */
    Foresight(ActivityHistory[] histories, Likelihoods likelihoods, HypothesisSet hypotheses) {
        this.histories = histories;
        this.likelihoods = likelihoods;
        this.hypotheses = hypotheses;
        open = new int[histories.length];
        first = new int[histories.length];
        usual = new int[histories.length];
        rare = new double[histories.length];
        for (int i = 0; i < MOST_LOOKS; i++) {
            looks[i] = new Look();
        }
    }

    /**
     * Begins anew.
     *
     * @param newHeld in which locations a sensor reports somebody now, without a break
     * @param newNow the instant
     */
    void begin(boolean[] newHeld, long newNow) {
        held = newHeld;
        now = newNow;
        undecided = 0;
    }

    /**
     * Adds a location.
     *
     * @param location the location
     * @param plainly for how many milliseconds after its latest activity it is not left, however plain it is
     * @param least for how many it is left only if that is plain
     * @param besideHold whether a presence sensor next door reports somebody
     */
    void add(int location, long plainly, long least, boolean besideHold) {
        int look = firstLook(location, plainly, 0);
        if (look < LOOKS.length) {
            first[location] = look;
            usual[location] = firstLook(location, least, look);
            rare[location] = besideHold ? RARE_SILENCE_BESIDE_A_HOLD : RARE_SILENCE;
            open[undecided++] = location;
        }
    }

    /** {@return the first look, of those from one on, at least so many milliseconds after the latest activity} */
    private int firstLook(int location, long least, int from) {
        long lastActive = histories[location].lastActive();
        int look = from;
        while (look < LOOKS.length && now + LOOKS[look] - lastActive < least) {
            look++;
        }
        return look;
    }

    /**
     * Finds when the locations that were added are left, if there is no further activity.
     *
     * @param shown how many locations are occupied
     * @param left receives the instants at which locations are left
     */
    void findFirst(int shown, long[] left) {
        if (undecided == 0) {
            return;
        }
        int start = LOOKS.length;
        for (int k = 0; k < undecided; k++) {
            start = Math.min(start, first[open[k]]);
        }
        looks[0].take(start);
        int stillShown = decide(looks[0], shown, left);
        int last = 0;
        if (undecided > 0 && start < LOOKS.length - 1) {
            looks[++last].take(LOOKS.length - 1);
        }
        // looks[0] is the latest that was decided, looks[last] the next that has been taken.
        while (last > 0 && undecided > 0) {
            Look from = looks[0];
            Look to = looks[last];
            if (to.index - from.index == 1 || isSafe(from, to, stillShown)) {
                looks[0] = to;
                looks[last--] = from;
                stillShown = decide(to, stillShown, left);
            } else {
                looks[++last].take(between(from.index, to.index));
            }
        }
    }

    /** {@return where to halve a span: where the next location may be left, if that is within} */
    private int between(int from, int to) {
        int next = to;
        for (int k = 0; k < undecided; k++) {
            next = first[open[k]] > from ? Math.min(next, first[open[k]]) : next;
        }
        return next < to ? next : (from + to) / 2;
    }

    /** Notes which locations are left at a look. {@return how many are shown then} */
    private int decide(Look look, int shown, long[] left) {
        int stillShown = shown;
        int still = 0;
        for (int k = 0; k < undecided; k++) {
            int location = open[k];
            double probable = look.total > 0 ? look.here[location] / look.total : 0;
            double leftBelow = usual[location] <= look.index ? LEFT : PLAINLY_LEFT;
            if (first[location] <= look.index && chance(look, location, probable, stillShown) < leftBelow) {
                left[location] = now + LOOKS[look.index];
                stillShown--;
            } else {
                open[still++] = location;
            }
        }
        undecided = still;
        return stillShown;
    }

    /** {@return whether no location can be left between two looks} */
    private boolean isSafe(Look from, Look to, int shown) {
        for (int k = 0; k < undecided; k++) {
            int location = open[k];
            double here = to.here[location];
            if (first[location] < to.index
                    && !(chance(to, location, here / (here + from.elsewhere[location]), shown) > SAFELY_THERE)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the probability that somebody is in a location who has been silent for so long} */
    private double chance(Look look, int location, double probable, int shown) {
        double survived = look.survived[location];
        return shown <= 1 ? probable : probable * (survived / (survived + rare[location]));
    }

    /** The weights of the hypotheses at one look, by location. */
    private final class Look {
        private int index;
        private double total;
        private final double[] here = new double[histories.length];
        private final double[] elsewhere = new double[histories.length];
        private final double[] survived = new double[histories.length];

        void take(int look) {
            index = look;
            likelihoods.at(held, now + LOOKS[look]);
            total = hypotheses.weigh(likelihoods);
            for (int k = 0; k < undecided; k++) {
                int location = open[k];
                double with = 0;
                double without = 0;
                for (int h = 0; h < hypotheses.size(); h++) {
                    boolean inside = hypotheses.contains(h, location);
                    with += inside ? hypotheses.present(h) : 0;
                    without += inside ? 0 : hypotheses.present(h);
                }
                here[location] = with;
                elsewhere[location] = without;
                survived[location] = hypotheses.survival(location);
            }
        }
    }
}
