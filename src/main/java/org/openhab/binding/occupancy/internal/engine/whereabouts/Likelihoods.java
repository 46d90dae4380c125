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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.NOBODY;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.location;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.others;

import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * How likely what a sensor reports is, if people are where a hypothesis has them: the sensor model and the motion model
 * of the {@link HypothesisFilter}.
 *
 * <p>
 * Most likelihoods are densities: how often somebody does this in a second in which they could. Each person has been
 * silent since the latest activity in their location; how long decides whether it was they who walked ({@link #walk}),
 * who were seen through an open door ({@link #glimpse}) or who were active again where they are ({@link #again}).
 *
 * <p>
 * A view of one instant, {@link #at}: nothing here outlasts it but what {@link ActivityHistory} remembers.
 */
@NonNullByDefault
final class Likelihoods {

    /**
     * Part of all activities that lead on to another location, shared by the {@link Ways ways} out, and the mean time
     * in seconds that the walk takes. 0.2 instead of 0.4: hh101 .9285 instead of .9322, aras .9310 instead of .9283;
     * 0.5: .9311 and .9272.
     */
    private static final double WALK = 0.4;
    private static final double WALK_SECONDS = 12;
    /**
     * Part of the walks that begin late, and the scale of the delay in seconds: somebody sat still before they went.
     * Without them nobody who rests ever leaves: hh101 .949 instead of .964.
     */
    private static final double LATE_WALK = 0.02;
    private static final double LATE_WALK_SECONDS = 600;
    /**
     * Per second. Somebody comes in unseen: once in four months. Ten times less often: two people .8945 / 16.5 instead
     * of .8958 / 16.0.
     */
    private static final double COME_IN = 1e-7;
    /**
     * Per second. One of several who are known to live here comes in unseen, about once a day. As seldom as a stranger:
     * aras .9267 instead of .9283, ordonez .9210 instead of .9199; ten times as often: .9292 and .9196.
     */
    private static final double ONE_OF_US_COMES_IN = 1e-5;
    /**
     * Per second, while a door has just moved. Somebody comes in. If doors let nobody in: two people .883 / 26 instead
     * of .895 / 16.
     */
    private static final double COME_IN_BY_DOOR = 2e-4;
    /** Factor on the likelihood of coming in, where somebody is already: it was rather they who were active. */
    private static final double COME_IN_TO_SOMEBODY = 0.1;
    /** Probability that a door that moves lets somebody out: it moves for those who come in just as often. */
    static final double GO_OUT = 0.5;
    /** Scale in seconds: how long ago whoever goes out by a door that several locations share was active last. */
    private static final double GO_OUT_SECONDS = 60;
    /**
     * Probability that all go out together, and how long ago in seconds the latest of them was active. Never: two
     * people .871 instead of .895.
     */
    private static final double ALL_GO_OUT = 0.01;
    private static final double ALL_GO_OUT_SECONDS = 300;
    /**
     * Part of the activities next door that a sensor sees, and for how many seconds. Never: .958 instead of .964 in
     * hh101, 1.9 instead of .8 false vacancies in homes of one. Three times as often: 18.8 false vacancies with two
     * people.
     */
    private static final double SEEN_NEXT_DOOR = 0.01;
    private static final double NEXT_DOOR_SECONDS = 3;
    /**
     * Per second. A sensor reports though nobody is there, about once a day: the sun, a draught, a curtain. A single
     * report after a long silence is rather that than somebody who got up unseen. Never: hh101 .966 / 0.9 instead of
     * .976 / 0.4; five times as often: simulated homes .917 instead of .926.
     */
    static final double FALSE_REPORT = 1e-5;
    /**
     * Likelihood that a presence sensor reported somebody until now though nobody was there. 1, which learns nothing
     * from it: ordonez 0.28 false vacancies a day instead of 0.14.
     */
    static final double NOBODY_SEEN_SITTING = 0.01;
    /** Seconds: of a silence shorter than this nobody can say who was silent. */
    private static final double LEAST_SILENCE = 0.3;
    /**
     * Beyond so many times its scale an exponential need not be worked out: what it is added to, the likelihood of a
     * late walk or of a false report, is more than 2^54 times as large, so that the sum is rounded to the same number.
     */
    private static final double LONGEST_EXPONENT = 50;

    private final ActivityHistory[] histories;
    private final Ways ways;
    private final double comeIn;
    /** By location where they come from, of the report that is explained; negative if not worked out yet. */
    private final double[] walks;
    private final double[] glimpses;
    private double stillThere;
    private double again;
    private boolean[] held = new boolean[0];
    private long now;

    /**
     * @param histories what is remembered of each location, shared with the caller
     * @param ways where one can walk from one location, shared with the caller
     * @param headCount how many people there are at most, or 0 if that is not known
     */
    Likelihoods(ActivityHistory[] histories, Ways ways, int headCount) {
        this.histories = histories;
        this.ways = ways;
        comeIn = headCount > 1 ? ONE_OF_US_COMES_IN : COME_IN;
        walks = new double[histories.length];
        glimpses = new double[histories.length];
    }

    /**
     * Sets the instant of the questions that follow.
     *
     * @param newHeld in which locations a sensor reports somebody now, without a break
     * @param newNow the instant
     */
    void at(boolean[] newHeld, long newNow) {
        held = newHeld;
        now = newNow;
    }

    /** Sets the location of the report that the questions that follow are about. {@link #at} comes first. */
    void startReport(int location) {
        Arrays.fill(walks, -1);
        Arrays.fill(glimpses, -1);
        stillThere = survival(location);
        again = stillThere / (histories[location].usualSilence() + Math.max(LEAST_SILENCE, silence(location)));
    }

    /** {@return for how many seconds there has been no activity in a location} */
    double silence(int location) {
        ActivityHistory history = histories[location];
        return held[location] && history.lastActive() != NONE ? 0 : history.silence(now);
    }

    /** {@return the probability that somebody in a location would have been silent for so long} */
    double survival(int location) {
        return held[location] ? 1 : histories[location].survival(now);
    }

    /** {@return where somebody was active last, of those locations where people are thought to be; -1 if nobody is} */
    int latestActive(int people) {
        int latest = -1;
        for (int rest = people; rest != NOBODY; rest = others(rest)) {
            int location = location(rest);
            if (latest < 0 || silence(location) < silence(latest)) {
                latest = location;
            }
        }
        return latest;
    }

    /** {@return the probability that somebody in the location of the report would have been silent for so long} */
    double stillThere() {
        return stillThere;
    }

    /**
     * {@return the likelihood that somebody who has been in the location of the report all the while is active again}
     */
    double again() {
        return again;
    }

    /** {@return the likelihood of a walk from one location to another that ends now} */
    double walk(int from, int to) {
        if (walks[from] < 0) {
            double silence = silence(from);
            double late = 1 + silence / LATE_WALK_SECONDS;
            double walking = silence > LONGEST_EXPONENT * WALK_SECONDS ? 0 : fading(silence, WALK_SECONDS);
            walks[from] = WALK * ways.part(from, to)
                    * ((1 - LATE_WALK) * walking + LATE_WALK / LATE_WALK_SECONDS / (late * late));
        }
        return walks[from];
    }

    /** {@return the likelihood that a sensor next door to a location sees somebody move there now} */
    double glimpse(int location) {
        if (glimpses[location] < 0) {
            double silence = silence(location);
            glimpses[location] = silence > LONGEST_EXPONENT * NEXT_DOOR_SECONDS ? 0
                    : SEEN_NEXT_DOOR * fading(silence, NEXT_DOOR_SECONDS);
        }
        return glimpses[location];
    }

    /**
     * {@return the weight of a hypothesis in which somebody has come in from outside}
     *
     * @param weight its weight without that
     * @param byDoor whether a door has moved a moment ago
     * @param toSomebody whether somebody is there already
     */
    double comingIn(double weight, boolean byDoor, boolean toSomebody) {
        return weight * (byDoor ? COME_IN_BY_DOOR : comeIn) * (toSomebody ? COME_IN_TO_SOMEBODY : 1);
    }

    /**
     * {@return the weight of a hypothesis in which all have gone out together by a door that moves}
     *
     * @param weight its weight without that
     * @param people who they are
     */
    double allGoneOut(double weight, int people) {
        return weight * ALL_GO_OUT * fading(silence(latestActive(people)), ALL_GO_OUT_SECONDS);
    }

    /**
     * {@return the probability that whoever was active last in a location went out by a door that several locations
     * share}
     */
    double goingOut(int location) {
        return GO_OUT * StrictMath.exp(-silence(location) / GO_OUT_SECONDS);
    }

    /** {@return the density of an exponential distribution} */
    private static double fading(double seconds, double scale) {
        return StrictMath.exp(-seconds / scale) / scale;
    }
}
