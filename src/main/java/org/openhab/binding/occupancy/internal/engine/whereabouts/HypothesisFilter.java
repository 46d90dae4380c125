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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * Where the people of a household are, as far as its sensors tell: a filter over a few weighted hypotheses.
 *
 * <p>
 * <b>The problem.</b> A motion sensor says that somebody moved, not who, and nothing at all of somebody who sits still.
 * A silent room is empty or has a reader in it; only what happens elsewhere tells the two apart.
 *
 * <p>
 * <b>The method</b> is multiple-hypothesis tracking (D. B. Reid, "An algorithm for tracking multiple targets", IEEE
 * Transactions on Automatic Control 24, 1979), a form of recursive Bayesian filtering (S. Särkkä, "Bayesian Filtering
 * and Smoothing", 2013). A hypothesis places every person in a location. A report makes each hypothesis into several,
 * one for each way in which the report can have come about, and multiplies its weight by the likelihood of that way:
 * somebody who is there was active again; somebody walked there; somebody came in (birth) or went out by a door
 * (death); the sensor saw somebody next door, or nobody at all (clutter). Equal hypotheses are merged, and all but the
 * heaviest are pruned. The probability that somebody is in a location is the weight of the hypotheses with somebody
 * there, each multiplied by the probability that its people have been as silent as they have been: the value of the
 * survival function of their silences, see {@link ActivityHistory}.
 *
 * <p>
 * <b>What is ours.</b> The targets are anonymous, so that a hypothesis is a multiset of locations, not a set of tracks.
 * Silence is evidence and differs from location to location: its survival function is learned without labels. The
 * filter is asked about the future: when will each location have been left if nothing more is reported. And where
 * somebody is elsewhere, a silence that is rare by itself counts against a location once more.
 *
 * <p>
 * <b>What bounds it.</b> Eight hypotheses of three people in homes of up to six locations, sixteen of four in homes of
 * up to sixty. Two people who are reported at once are two; two who follow each other through the same door are one
 * until they part. Two who get ready in two rooms with a sensor of a tap each cannot be told from one who walks to and
 * fro.
 *
 * <p>
 * <b>An example.</b> One can walk from the bedroom to the hall, and from there to the kitchen. For a minute the
 * bedroom's sensor has reported every 5 seconds; then the hall's reports once, 6 s after the last of these, and the
 * kitchen's once, 6 s later.
 * <ul>
 * <li>Before, all hypotheses of any weight have one person in bed: probability 1.
 * <li>The hall reports. Somebody walked: {@code 0.4 * 0.98 * exp(-6/12) / 12}, about 0.020. Its sensor saw somebody
 * move in the bedroom: {@code 0.01 * exp(-6/3) / 3}, about 0.00045. Somebody else came in: 0.0000001. So "one person,
 * in the hall" weighs 1, "one person, in bed" 0.023, "two, in bed and in the hall" 0.000007. Whoever is in bed has been
 * silent for 6 s, which two in three would be: the bedroom's probability is 0.015, the hall's 0.985. The bedroom is
 * left as soon as its least stay is over.
 * <li>The kitchen reports, which is not next to the bedroom: "in the kitchen" weighs 1, "in the hall" 0.046 (seen from
 * the kitchen), "in bed" 0.00002. The hall's probability is 0.03; it is left, too. The kitchen is not, however long it
 * is silent: no hypothesis has anybody to take over.
 * </ul>
 *
 * <p>
 * Deterministic on every machine: only sums, products, quotients, square roots and {@link StrictMath}. The measurements
 * that the constants stem from, and their losers, are in {@code doc/accuracy-lab.md}; "F1 / n" below is F1 and false
 * vacancies a day there, "two people" the mean of its homes of two with motion sensors, and a single figure is the mean
 * of F1 less 0.002 for each false vacancy over the homes that stem from one recording.
 */
@NonNullByDefault
public final class HypothesisFilter {

    /** Locations; a hypothesis holds each person in six bits. In larger households each location decides for itself. */
    public static final int MOST_LOCATIONS = 60;
    /**
     * Locations, people and hypotheses. Every hypothesis costs time at each report; 24 or 60 are no better than these.
     * Eight in a home of ten rooms: 13.5 false vacancies a day for 10.8. At most two people: a household of three has
     * 67 for 38.
     */
    private static final int SMALL_HOME = 6;
    private static final int MOST_PEOPLE_IN_A_SMALL_HOME = 3;
    private static final int MOST_PEOPLE = 4;
    private static final int MOST_HYPOTHESES_IN_A_SMALL_HOME = 8;
    private static final int MOST_HYPOTHESES = 16;
    /**
     * In homes of more than eight locations: the demo's family of four has 53 false vacancies a day for 65 as the home
     * comes, 27.7 for 29.6 with adjacency and passages set.
     */
    private static final int LARGE_HOME = 8;
    private static final int MOST_HYPOTHESES_IN_A_LARGE_HOME = 32;

    /** What somebody does who makes a sensor report. */
    public enum Sight {
        /** They move in a location. */
        INSIDE,
        /** They open a door of a location. */
        DOOR,
        /** They close the door that was opened a moment ago. */
        DOOR_CLOSING
    }

    // Likelihoods are densities: how often somebody does this in a second in which they could.

    /**
     * Part of all activities that lead on to a location next door, shared by all ways out, and the mean time in seconds
     * that the walk takes. 0.2 for 0.4: hh101 .9285 for .9322, aras .9310 for .9283; 0.5: .9311 and .9272.
     */
    private static final double WALK = 0.4;
    private static final double WALK_SECONDS = 12;
    /**
     * Part of the walks that begin late, and the scale of the delay in seconds: somebody sat still before they went.
     * Without them nobody who rests ever leaves: hh101 .949 for .964.
     */
    private static final double LATE_WALK = 0.02;
    private static final double LATE_WALK_SECONDS = 600;
    /**
     * Times the likelihood of a walk, to a location that is not next door: a sensor on the way missed them. 0.05: hh101
     * .9318 for .9322; 0.2: .9326; the other homes do not mind.
     */
    private static final double UNSEEN_ON_THE_WAY = 0.1;
    /**
     * A second. Somebody comes in unseen: once in four months. Ten times less often: two people .8945 / 16.5 for
     * .8958 / 16.0.
     */
    private static final double COME_IN = 1e-7;
    /**
     * A second. One of several who are known to live here comes in unseen, about once a day. As seldom as a stranger:
     * aras .9267 for .9283, ordonez .9210 for .9199; ten times as often: .9292 and .9196.
     */
    private static final double ONE_OF_US_COMES_IN = 1e-5;
    /** A second, while a door has just moved. If doors let nobody in: two people .883 / 26 for .895 / 16. */
    private static final double COME_IN_BY_DOOR = 2e-4;
    /** Times the likelihood of coming in, where somebody is already: the report is rather theirs. */
    private static final double COME_IN_TO_SOMEBODY = 0.1;
    /** Probability that a door that moves lets somebody out: it moves for those who come in just as often. */
    private static final double GO_OUT = 0.5;
    /** Seconds: how long ago the latest activity was of whoever goes out by a door around several locations. */
    private static final double GO_OUT_SECONDS = 60;
    /**
     * Probability that all go out together, and how long ago in seconds the latest of them was active. Never: two
     * people .871 for .895.
     */
    private static final double ALL_GO_OUT = 0.01;
    private static final double ALL_GO_OUT_SECONDS = 300;
    /**
     * Part of the activities next door that a sensor sees, and for how many seconds. Never: .958 for .964 in hh101,
     * 1.9 for .8 false vacancies in homes of one. Three times as often: 18.8 false vacancies with two people.
     */
    private static final double SEEN_NEXT_DOOR = 0.01;
    private static final double NEXT_DOOR_SECONDS = 3;
    /**
     * A second. A sensor reports though nobody is there, about once a day: the sun, a draught, a curtain. A single
     * report after a long silence is rather that than somebody who got up unseen. Never: hh101 .966 / 0.9 for
     * .976 / 0.4; five times as often: simulated homes .917 for .926.
     */
    private static final double FALSE_REPORT = 1e-5;

    /**
     * Presence probability below which the location counts as left. The trade of F1 for false vacancies: one in nine is
     * .894 / 16.7 with two people, one in twelve .892 / 14.4.
     */
    private static final double LEFT = 0.1;
    /** The same with room for rounding: above it a location does not count as left. */
    private static final double SAFELY_THERE = LEFT * (1 + 1e-9);
    /**
     * Survival probability of a silence that halves the presence probability while somebody is elsewhere. Without: two
     * people .872 for .895.
     */
    private static final double RARE_SILENCE = 0.03;
    /**
     * The same next door to a location with a presence sensor that reports somebody: nobody would see a second person
     * join them. As anywhere else: aras .9266 for .9283; 1: hh101 .9308 for .9322.
     */
    private static final double RARE_SILENCE_BESIDE_A_HOLD = 0.3;
    /**
     * Likelihood that a presence sensor reported somebody until now though nobody was there. 1, which learns nothing
     * from it: ordonez 0.28 false vacancies a day for 0.14.
     */
    private static final double NOBODY_SEEN_SITTING = 0.01;
    /**
     * Beyond so many times its scale an exponential need not be worked out: what it is added to, the likelihood of a
     * late walk or of a false report, is more than 2^54 times as large, so that the sum is rounded to the same number.
     */
    private static final double LONGEST_EXPONENT = 50;
    /** Weights below this count as this, so that none becomes zero and with it all. */
    private static final double LEAST_WEIGHT = 1e-250;

    /**
     * Milliseconds after now at which the presence probabilities are predicted: the first at which a location counts as
     * left is when it is left. Two fewer change F1 in homes of one by .001.
     */
    private static final long[] LOOKS = { 0, 5_000, 10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000,
            240_000, 360_000, 480_000, 720_000, 960_000, 1_440_000, 1_920_000, 2_880_000, 3_840_000, 5_760_000,
            7_680_000, 11_520_000, 14_400_000 };

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;

    private final ActivityHistory[] histories;
    private final boolean[][] adjacent;
    private final boolean[][] beside;
    /** How many locations are next to each, one at least: the likelihood of a walk is shared by them. */
    private final int[] ways;
    private final int mostPeople;
    private final double comeIn;

    /** Each hypothesis: the locations of its people, each plus one, in falling order, six bits each. */
    private final int[] where;
    private final double[] weight;
    /** The locations of each, a bit each. */
    private final long[] placed;
    private int size = 1;

    // Working space.
    private int[] nextWhere = new int[32];
    private double[] nextWeight = new double[32];
    private double[] nextPresent = new double[32];
    private int nextSize;
    /** Of each of these, at the hash of its people: its position plus one, or 0. See {@link #add}. */
    private int[] nextPositions = new int[128];
    private final int[] heaviest;
    private final double[] survival;
    private final double[] walks;
    private final double[] glimpses;
    private final double[] present;
    private final Foresight foresight;

    /**
     * @param histories what is remembered of each location, shared with the caller
     * @param adjacent whether one can walk from one location to another
     * @param beside whether who leaves one location is in the other at once
     * @param headCount how many people there are at most, or 0 if that is not known
     */
    public HypothesisFilter(ActivityHistory[] histories, boolean[][] adjacent, boolean[][] beside, int headCount) {
        this.histories = histories;
        this.adjacent = adjacent;
        this.beside = beside;
        boolean small = histories.length <= SMALL_HOME;
        int people = small ? MOST_PEOPLE_IN_A_SMALL_HOME : MOST_PEOPLE;
        mostPeople = headCount > 0 ? Math.min(headCount, people) : people;
        int hypotheses = small ? MOST_HYPOTHESES_IN_A_SMALL_HOME
                : histories.length > LARGE_HOME ? MOST_HYPOTHESES_IN_A_LARGE_HOME : MOST_HYPOTHESES;
        where = new int[hypotheses];
        weight = new double[hypotheses];
        placed = new long[hypotheses];
        comeIn = headCount > 1 ? ONE_OF_US_COMES_IN : COME_IN;
        ways = new int[histories.length];
        for (int i = 0; i < ways.length; i++) {
            int count = 0;
            for (boolean way : adjacent[i]) {
                count += way ? 1 : 0;
            }
            ways[i] = Math.max(1, count);
        }
        heaviest = new int[hypotheses];
        present = new double[hypotheses];
        survival = new double[histories.length];
        walks = new double[histories.length];
        glimpses = new double[histories.length];
        foresight = new Foresight();
        weight[0] = 1;
    }

    /**
     * Takes up an activity. To be called before the location itself remembers it.
     *
     * @param location where
     * @param sight what was seen
     * @param byDoor whether somebody can have come in by a door that moved a moment ago
     * @param held in which locations a sensor reports somebody all the time
     * @param now when
     * @return the probability that it was somebody who had been there all the while, and now was active again
     */
    public double seen(int location, Sight sight, boolean byDoor, boolean[] held, long now) {
        boolean door = sight == Sight.DOOR;
        double silence = Math.max(0.3, silence(location, held, now));
        double stay = survival(location, held, now);
        double again = stay / (histories[location].usualSilence() + silence);
        double coming = door || byDoor ? COME_IN_BY_DOOR : comeIn;
        Arrays.fill(walks, -1);
        Arrays.fill(glimpses, -1);
        updateSurvival(held, now, location);
        double wasHere = 0;
        startNext();
        for (int i = 0; i < size; i++) {
            int people = where[i];
            double before = weight[i];
            boolean here = (placed[i] & 1L << location) != 0;
            if (sight == Sight.DOOR_CLOSING) {
                // It tells nothing new of who is in the home, only that somebody may have gone.
                add(people, here ? before * stay : before);
                continue;
            }
            double arriving = here ? before * stay : before;
            if (here) {
                add(people, before * again);
                wasHere += currentWeight(people, before * again);
            }
            double nextDoor = FALSE_REPORT;
            for (int rest = people, last = 0; rest != 0; rest >>= BITS) {
                int other = (rest & MASK) - 1;
                if (other + 1 == last) {
                    continue;
                }
                last = other + 1;
                if (door || other == location) {
                    continue;
                }
                add(with(without(people, other), location), arriving * walk(other, location, held, now));
                if (adjacent[other][location]) {
                    nextDoor += glimpse(other, held, now);
                }
            }
            if (door && people != 0) {
                double latest = silence(latestActive(people, held, now), held, now);
                add(0, before * ALL_GO_OUT * fading(latest, ALL_GO_OUT_SECONDS));
            }
            if (count(people) < mostPeople) {
                add(with(people, location), arriving * coming * (here ? COME_IN_TO_SOMEBODY : 1));
            }
            if (!here) {
                add(people, before * nextDoor);
            }
        }
        double all = 0;
        for (int i = 0; i < nextSize; i++) {
            all += currentWeight(nextWhere[i], nextWeight[i]);
        }
        if (sight != Sight.INSIDE) {
            goOut(location);
        }
        prune();
        return sight == Sight.INSIDE && all > 0 ? wasHere / all : 0;
    }

    /** By a door that moves, somebody goes out in one of two cases. */
    private void goOut(int location) {
        int all = nextSize;
        for (int i = 0; i < all; i++) {
            if (contains(nextWhere[i], location)) {
                double half = nextWeight[i] * GO_OUT;
                nextWeight[i] -= half;
                add(without(nextWhere[i], location), half);
            }
        }
    }

    /**
     * Takes up that a sensor that sees people sit still reports nobody any more: until now there was somebody.
     *
     * @param location where
     * @param held in which locations a sensor reports somebody all the time
     * @param now when
     */
    public void released(int location, boolean[] held, long now) {
        startNext();
        for (int i = 0; i < size; i++) {
            add(where[i], contains(where[i], location) ? weight[i] : weight[i] * NOBODY_SEEN_SITTING);
        }
        updateSurvival(held, now, location);
        prune();
    }

    /**
     * Takes up that a door has moved through which people come in and go out of several locations: whoever was active
     * there a moment ago may have gone.
     *
     * @param inside the locations that it leads to
     * @param held in which locations a sensor reports somebody all the time
     * @param heldByPresence in which of them it sees people sit still, so that they have not gone
     * @param now when
     */
    public void doorAround(boolean[] inside, boolean[] held, boolean[] heldByPresence, long now) {
        startNext();
        for (int i = 0; i < size; i++) {
            int people = where[i];
            int free = people;
            for (int location = 0; location < heldByPresence.length; location++) {
                free = heldByPresence[location] ? withoutAll(free, location) : free;
            }
            int latest = latestActive(free, held, now);
            double out = latest < 0 || !inside[latest] ? 0
                    : GO_OUT * StrictMath.exp(-silence(latest, held, now) / GO_OUT_SECONDS);
            add(people, weight[i] * (1 - out));
            if (out > 0) {
                add(without(people, latest), weight[i] * out);
            }
        }
        updateSurvival(held, now, -1);
        prune();
    }

    /**
     * {@return where somebody was active last, of those locations where people are thought to be; -1 if there are none}
     */
    private int latestActive(int people, boolean[] held, long now) {
        int latest = -1;
        for (int rest = people; rest != 0; rest >>= BITS) {
            int location = (rest & MASK) - 1;
            if (latest < 0 || silence(location, held, now) < silence(latest, held, now)) {
                latest = location;
            }
        }
        return latest;
    }

    /** Takes up that a person says nobody is in a location. */
    public void vacated(int location) {
        startNext();
        for (int i = 0; i < size; i++) {
            add(withoutAll(where[i], location), weight[i]);
        }
        takeNext();
    }

    /**
     * Works out when each location will be left if there is no further activity.
     *
     * @param occupied the locations that are occupied
     * @param held in which locations a sensor reports somebody all the time; these are not left
     * @param heldByPresence in which of them it is a sensor that sees people sit still
     * @param least how long a location stays occupied after its latest activity at least, in milliseconds
     * @param now the instant
     * @param left receives the instants; {@link Instants#HELD} for a location that is not left this way
     */
    public void predict(boolean[] occupied, boolean[] held, boolean[] heldByPresence, long[] least, long now,
            long[] left) {
        long everywhere = everywhere();
        int shown = 0;
        foresight.begin(held, now);
        for (int i = 0; i < histories.length; i++) {
            left[i] = HELD;
            if (occupied[i]) {
                shown++;
                if (!held[i] && (everywhere & 1L << i) == 0) {
                    foresight.add(i, least[i],
                            presenceNextDoor(i, heldByPresence) >= 0 ? RARE_SILENCE_BESIDE_A_HOLD : RARE_SILENCE);
                }
            }
        }
        foresight.findFirst(shown, left);
    }

    /**
     * Finds the first look at which each location counts as left, without taking all looks.
     *
     * <p>
     * All survival functions fall. So what speaks for a location anywhere between two looks is at least what does so at
     * the later, and what speaks against it is at most what does so at the earlier; where the odds of these two are
     * above {@link #LEFT}, no look between can be below. That is asked of a span of looks; if the answer is no, it is
     * asked of its halves, the earlier first (interval bisection with monotone bounds: R. E. Moore, "Interval
     * Analysis", 1966). What is found is what taking every look would find, to the bit.
     *
     * <p>
     * Most people stay where they are: the span is all of the four hours, and two looks do for twenty-three. The worst
     * is 23, once each. Only locations that may still be left at some look between are asked about.
     */
    private final class Foresight {

        /** So many looks are open at most: the latest, and one for each time that 22 can be halved. */
        private static final int MOST_LOOKS = 7;

        private final Look[] looks = new Look[MOST_LOOKS];
        /** The locations of which nothing is decided yet, as many as there are. */
        private final int[] open = new int[histories.length];
        private int undecided;
        /** By location: the first look at which it may be left. */
        private final int[] first = new int[histories.length];
        /** By location: which survival probability is rare. */
        private final double[] rare = new double[histories.length];
        private boolean[] held = new boolean[0];
        private long now;

        Foresight() {
            for (int i = 0; i < MOST_LOOKS; i++) {
                looks[i] = new Look();
            }
        }

        void begin(boolean[] newHeld, long newNow) {
            held = newHeld;
            now = newNow;
            undecided = 0;
        }

        /**
         * Adds a location.
         *
         * @param location the location
         * @param least for how many milliseconds after its latest activity it is not left
         * @param rareSilence which survival probability is rare there
         */
        void add(int location, long least, double rareSilence) {
            long lastActive = histories[location].lastActive();
            int look = 0;
            while (look < LOOKS.length && now + LOOKS[look] - lastActive < least) {
                look++;
            }
            if (look < LOOKS.length) {
                first[location] = look;
                rare[location] = rareSilence;
                open[undecided++] = location;
            }
        }

        /**
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
                if (first[location] <= look.index && chance(look, location, probable, stillShown) < LEFT) {
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
                total = weigh(held, now + LOOKS[look]);
                for (int k = 0; k < undecided; k++) {
                    int location = open[k];
                    double with = 0;
                    double without = 0;
                    for (int h = 0; h < size; h++) {
                        boolean inside = (placed[h] & 1L << location) != 0;
                        with += inside ? present[h] : 0;
                        without += inside ? 0 : present[h];
                    }
                    here[location] = with;
                    elsewhere[location] = without;
                    survived[location] = survival[location];
                }
            }
        }
    }

    /** {@return the first location beside one in which a sensor sees people sit still, or -1} */
    public int presenceNextDoor(int location, boolean[] heldByPresence) {
        for (int i = 0; i < heldByPresence.length; i++) {
            if (heldByPresence[i] && beside[location][i]) {
                return i;
            }
        }
        return -1;
    }

    /** {@return how many people the likeliest hypothesis without anybody in a location has elsewhere, or 0} */
    public int elsewhere(int location) {
        for (int i = 0; i < size; i++) {
            if ((placed[i] & 1L << location) == 0) {
                return count(where[i]);
            }
        }
        return 0;
    }

    /** {@return the probability that somebody is in a location, as far as the hypotheses know} */
    public double probability(int location, boolean[] held, long now) {
        double total = weigh(held, now);
        return total > 0 ? present(location) / total : 0;
    }

    /** {@return the probability that somebody is in any of several locations, as far as the hypotheses know} */
    public double probabilityOfAny(boolean[] locations, boolean[] held, long now) {
        double total = weigh(held, now);
        double any = 0;
        long asked = 0;
        for (int i = 0; i < locations.length; i++) {
            asked |= locations[i] ? 1L << i : 0;
        }
        for (int h = 0; h < size; h++) {
            any += (placed[h] & asked) == 0 ? 0 : present[h];
        }
        return total > 0 ? any / total : 0;
    }

    /** Is told of a hypothesis. */
    @FunctionalInterface
    public interface Reader {

        /** @param weight its part of all, 0 to 1 @param locations where each of its people is; empty: nobody is here */
        void read(double weight, List<Integer> locations);
    }

    /**
     * Tells all hypotheses.
     *
     * @param held in which locations a sensor reports somebody all the time
     * @param now when
     * @param reader is told each
     */
    public void read(boolean[] held, long now, Reader reader) {
        updateSurvival(held, now, -1);
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += currentWeight(where[i], weight[i]);
        }
        for (int i = 0; i < size && total > 0; i++) {
            List<Integer> people = new ArrayList<>();
            for (int rest = where[i]; rest != 0; rest >>= BITS) {
                people.add((rest & MASK) - 1);
            }
            reader.read(currentWeight(where[i], weight[i]) / total, people);
        }
    }

    // ---------------------------------------------------------------------------------------------- for snapshots

    /** {@return what the hypotheses say of a location} */
    public Hypotheses record(int location) {
        int[] people = new int[size];
        for (int i = 0; i < size; i++) {
            for (int rest = where[i]; rest != 0; rest >>= BITS) {
                people[i] += (rest & MASK) == location + 1 ? 1 : 0;
            }
        }
        return new Hypotheses(Arrays.copyOf(weight, size), people);
    }

    /**
     * Takes up what {@link #record} wrote. In a location of which nothing was written, or something else than of the
     * others, because it is new or comes back from an older snapshot, there is one person if it is occupied.
     *
     * @param recorded what was written of each location
     * @param occupied the locations that are occupied
     */
    public void recall(@Nullable Hypotheses[] recorded, boolean[] occupied) {
        double[] weights = null;
        for (int location = 0; location < recorded.length && weights == null; location++) {
            Hypotheses each = recorded[location];
            weights = each == null || each.weights().length == 0 ? null : each.weights();
        }
        int all = weights == null ? 1 : Math.min(weights.length, weight.length);
        startNext();
        for (int i = 0; i < all; i++) {
            int people = 0;
            for (int location = 0; location < recorded.length; location++) {
                Hypotheses each = recorded[location];
                boolean agrees = each != null && Arrays.equals(each.weights(), weights);
                int here = each != null && agrees ? each.people()[i] : occupied[location] ? 1 : 0;
                for (; here > 0 && count(people) < mostPeople; here--) {
                    people = with(people, location);
                }
            }
            add(people, weights == null ? 1 : weights[i]);
        }
        takeNext();
    }

    /** Makes the hypotheses those that were worked out, as they are. */
    private void takeNext() {
        size = nextSize;
        System.arraycopy(nextWhere, 0, where, 0, size);
        System.arraycopy(nextWeight, 0, weight, 0, size);
        for (int h = 0; h < size; h++) {
            placed[h] = locations(where[h]);
        }
    }

    // ----------------------------------------------------------------------------------------------------- weights

    private double silence(int location, boolean[] held, long now) {
        ActivityHistory history = histories[location];
        return held[location] && history.lastActive() != NONE ? 0 : history.silence(now);
    }

    /** {@return the probability that somebody in a location would have been silent for so long} */
    private double survival(int location, boolean[] held, long now) {
        return held[location] ? 1 : histories[location].survival(now);
    }

    /** {@return the likelihood of a walk from one location to another that ends now} */
    private double walk(int from, int to, boolean[] held, long now) {
        if (walks[from] < 0) {
            double silence = silence(from, held, now);
            double late = 1 + silence / LATE_WALK_SECONDS;
            double walking = silence > LONGEST_EXPONENT * WALK_SECONDS ? 0 : fading(silence, WALK_SECONDS);
            double density = WALK / ways[from]
                    * ((1 - LATE_WALK) * walking + LATE_WALK / LATE_WALK_SECONDS / (late * late));
            walks[from] = adjacent[from][to] ? density : density * UNSEEN_ON_THE_WAY;
        }
        return walks[from];
    }

    /** {@return the likelihood that a sensor next door to a location sees somebody move there now} */
    private double glimpse(int location, boolean[] held, long now) {
        if (glimpses[location] < 0) {
            double silence = silence(location, held, now);
            glimpses[location] = silence > LONGEST_EXPONENT * NEXT_DOOR_SECONDS ? 0
                    : SEEN_NEXT_DOOR * fading(silence, NEXT_DOOR_SECONDS);
        }
        return glimpses[location];
    }

    /** {@return the density of an exponential distribution} */
    private static double fading(double seconds, double scale) {
        return StrictMath.exp(-seconds / scale) / scale;
    }

    /**
     * {@return the weight of a hypothesis, given how long its people have been silent} @param past its weight before
     */
    private double currentWeight(int people, double past) {
        double result = past;
        for (int rest = people, last = 0; rest != 0; rest >>= BITS) {
            int location = rest & MASK;
            if (location != last) {
                last = location;
                result *= survival[location - 1];
            }
        }
        return result;
    }

    /** Weighs all hypotheses as of an instant. {@return the sum of their weights} */
    private double weigh(boolean[] held, long now) {
        updateSurvival(held, now, -1);
        double total = 0;
        for (int h = 0; h < size; h++) {
            present[h] = currentWeight(where[h], weight[h]);
            total += present[h];
        }
        return total;
    }

    /** {@return the weight of the hypotheses with somebody in a location} To be called after {@link #weigh}. */
    private double present(int location) {
        double sum = 0;
        for (int h = 0; h < size; h++) {
            sum += (placed[h] & 1L << location) == 0 ? 0 : present[h];
        }
        return sum;
    }

    /** @param active where there has just been activity, so that it is not silent; -1 if nowhere */
    private void updateSurvival(boolean[] held, long now, int active) {
        long somebody = 0;
        for (int h = 0; h < size; h++) {
            somebody |= placed[h];
        }
        for (int i = 0; i < histories.length; i++) {
            survival[i] = i == active || (somebody & 1L << i) == 0 ? 1 : survival(i, held, now);
        }
    }

    /** Keeps the hypotheses that weigh most now; of equal ones, that with the lower locations. */
    private void prune() {
        int kept = 0;
        for (int i = 0; i < nextSize; i++) {
            nextPresent[i] = currentWeight(nextWhere[i], nextWeight[i]);
            if (kept == heaviest.length && !isHeavier(i, heaviest[kept - 1])) {
                continue;
            }
            int position = kept < heaviest.length ? kept++ : kept - 1;
            while (position > 0 && isHeavier(i, heaviest[position - 1])) {
                heaviest[position] = heaviest[--position];
            }
            heaviest[position] = i;
        }
        size = kept;
        double best = nextPresent[heaviest[0]] > 0 ? nextPresent[heaviest[0]] : 1;
        for (int i = 0; i < size; i++) {
            where[i] = nextWhere[heaviest[i]];
            placed[i] = locations(where[i]);
            weight[i] = Math.max(nextWeight[heaviest[i]] / best, LEAST_WEIGHT);
        }
    }

    private boolean isHeavier(int one, int other) {
        return nextPresent[one] > nextPresent[other]
                || (nextPresent[one] == nextPresent[other] && nextWhere[one] < nextWhere[other]);
    }

    /** Forgets the hypotheses that were worked out. */
    private void startNext() {
        nextSize = 0;
        Arrays.fill(nextPositions, 0);
    }

    /** Adds to the weight of a hypothesis; equal ones are found by a hash table with open addressing. */
    private void add(int people, double plus) {
        int slot = slot(people);
        if (nextPositions[slot] > 0) {
            nextWeight[nextPositions[slot] - 1] += plus;
            return;
        }
        if (nextSize == nextWhere.length) {
            nextWhere = Arrays.copyOf(nextWhere, 2 * nextSize);
            nextWeight = Arrays.copyOf(nextWeight, 2 * nextSize);
            nextPresent = Arrays.copyOf(nextPresent, 2 * nextSize);
            nextPositions = new int[2 * nextPositions.length];
            for (int i = 0; i < nextSize; i++) {
                nextPositions[slot(nextWhere[i])] = i + 1;
            }
            slot = slot(people);
        }
        nextWhere[nextSize] = people;
        nextWeight[nextSize++] = plus;
        nextPositions[slot] = nextSize;
    }

    /** {@return where the position of a hypothesis is, or belongs} At most a quarter of the slots is taken. */
    private int slot(int people) {
        int slot = people * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(nextPositions.length - 1);
        while (nextPositions[slot] > 0 && nextWhere[nextPositions[slot] - 1] != people) {
            slot = slot + 1 & nextPositions.length - 1;
        }
        return slot;
    }

    /** {@return the locations in which every hypothesis has somebody, a bit each} */
    private long everywhere() {
        long everywhere = -1;
        for (int h = 0; h < size; h++) {
            everywhere &= placed[h];
        }
        return everywhere;
    }

    // ----------------------------------------------------------------------------------------------------- people

    private static boolean contains(int people, int location) {
        for (int rest = people; rest != 0; rest >>= BITS) {
            if ((rest & MASK) == location + 1) {
                return true;
            }
        }
        return false;
    }

    /** {@return the locations of some people, a bit each} */
    private static long locations(int people) {
        long locations = 0;
        for (int rest = people; rest != 0; rest >>= BITS) {
            locations |= 1L << (rest & MASK) - 1;
        }
        return locations;
    }

    private static int count(int people) {
        int count = 0;
        for (int rest = people; rest != 0; rest >>= BITS) {
            count++;
        }
        return count;
    }

    /** {@return the people and one more; the locations stand in falling order from the lowest bits} */
    private static int with(int people, int location) {
        int low = 0;
        int shift = 0;
        int rest = people;
        while (rest != 0 && (rest & MASK) > location + 1) {
            low |= (rest & MASK) << shift;
            shift += BITS;
            rest >>= BITS;
        }
        return low | (location + 1) << shift | rest << (shift + BITS);
    }

    /** {@return the people without any in a location} */
    private static int withoutAll(int people, int location) {
        int left = people;
        while (contains(left, location)) {
            left = without(left, location);
        }
        return left;
    }

    /** {@return the people without one of those in a location} */
    private static int without(int people, int location) {
        int low = 0;
        int shift = 0;
        int rest = people;
        while (rest != 0 && (rest & MASK) != location + 1) {
            low |= (rest & MASK) << shift;
            shift += BITS;
            rest >>= BITS;
        }
        return low | (rest >> BITS) << shift;
    }
}
