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

import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Which ways people take out of a location: those that the settings name, all equally likely. Where the settings say
 * nothing, all that lies in the same location is taken to be next door, until it was seen where people walk.
 *
 * <p>
 * <b>The method.</b> The part of all walks that take a way is the mean of a Dirichlet distribution (A. Gelman and
 * others, "Bayesian Data Analysis", 2013): what is assumed counts as a few walks, and those that {@link Followers} has
 * counted are added. So if people walk from the hall to the bath ten times as often as to the cellar, the bath becomes
 * as much likelier, and a way that nobody walks fades.
 *
 * <p>
 * <b>What is ours.</b> A way counts in both directions. Two locations are not next to each other if, busy as they are,
 * three walks between them were to be expected and none was seen. They are if ten walks were seen.
 *
 * <p>
 * <b>An example.</b> Bedroom, hall and bath lie in the same flat, so from the bedroom the hall and the bath are as
 * likely, 0.5 each. Thirty walks between bedroom and hall later it is (5 + 30) / (10 + 30) = 0.875 for the hall and 5 /
 * 40 = 0.125 for the bath. When thirty walks have also led from the bath to the kitchen, 0.12 * sqrt(30 * 30) = 3.6
 * walks would have been seen between bedroom and bath if one led to the other. None was: they are not next door.
 */
@NonNullByDefault
public final class Ways {

    /**
     * Walks. The weight of what is assumed before any was seen. With all of this, homes without settings improve: hh101
     * from .979 to .982, adlmr from .762 to .769, the family from .805 to .843. Where lists say what is next door, only
     * the frequencies are learned: hh101 gains .003, the family with all its sensors loses .003.
     */
    private static final double WALKS_BELIEVED_BEFORE = 10;
    /**
     * Factor on the likelihood of a walk to a location that is not next door: a sensor on the way missed them. 0.05:
     * hh101 .9318 instead of .9322; 0.2: .9326; the other homes do not mind.
     */
    private static final double UNSEEN_ON_THE_WAY = 0.1;

    /** Walks between two locations before they count as a way at all. */
    private static final int ENOUGH_WALKS = 10;
    /**
     * Walks to be expected between two locations before it counts that fewer were seen: if three are, there is none by
     * chance in one case of twenty. Two: aras_a as it comes .910 instead of .911; five: the family .836 instead of
     * .843.
     */
    private static final double ENOUGH_MISSING = 3;
    /**
     * Part of the walks of two locations, in the geometric mean, that leads from one to the other if they are next to
     * each other. If it is less, it was two people who move at the same times of the day. In the demo's family the
     * least of all true ways has 0.17, the most of all others 0.09.
     */
    private static final double PART_OF_WALKS = 0.12;

    private final List<String> ids;
    private final Followers[] followers;
    private final boolean[][] adjacent;
    private final boolean[][] known;
    /** Whether one can walk from one location to another, as far as is set and was learned. */
    private final boolean[][] nextDoor;
    /** How many locations are next to each, one at least: the likelihood of a walk is shared by them. */
    private final int[] count;
    /** How often somebody walked between two locations, in either direction, and between one and any other. */
    private final double[][] walks;
    private final double[] all;

    /**
     * @param ids the locations
     * @param followers where people were seen after they were in these, shared with the caller
     * @param adjacent whether one can walk from one location to another, as far as is set or else assumed
     * @param known between which locations it is not assumed: nothing is learned there but how often
     */
    public Ways(List<String> ids, Followers[] followers, boolean[][] adjacent, boolean[][] known) {
        this.ids = ids;
        this.followers = followers;
        this.adjacent = adjacent;
        this.known = known;
        nextDoor = new boolean[adjacent.length][adjacent.length];
        count = new int[adjacent.length];
        walks = new double[adjacent.length][adjacent.length];
        all = new double[adjacent.length];
        for (int i = 0; i < all.length; i++) {
            countWalks(i);
        }
        compare();
    }

    /** {@return whether the same is set as for others} What was learned may differ. @param other the others */
    public boolean isSetAs(Ways other) {
        return Arrays.deepEquals(adjacent, other.adjacent) && Arrays.deepEquals(known, other.known);
    }

    /** Records that more was learned of where people go from a location. */
    public void learned(int location) {
        countWalks(location);
        compare();
    }

    private void countWalks(int location) {
        for (int i = 0; i < all.length; i++) {
            double between = followers[location].walks(ids.get(i)) + followers[i].walks(ids.get(location));
            walks[location][i] = i == location ? 0 : Math.max(0, between);
            walks[i][location] = walks[location][i];
        }
    }

    /** Works out what follows from all walks. */
    private void compare() {
        for (int i = 0; i < all.length; i++) {
            all[i] = 0;
            for (double each : walks[i]) {
                all[i] += each;
            }
        }
        for (int i = 0; i < all.length; i++) {
            int ways = 0;
            for (int j = 0; j < all.length; j++) {
                nextDoor[i][j] = i != j && canWalk(i, j);
                ways += nextDoor[i][j] ? 1 : 0;
            }
            count[i] = Math.max(1, ways);
        }
    }

    /**
     * {@return whether one can walk from one location to another} Where the settings say so, they decide. Otherwise
     * what is assumed holds until so many walks were to be expected that their absence is no accident, or so many were
     * seen that there must be a way.
     */
    public boolean isNextDoor(int from, int to) {
        return nextDoor[from][to];
    }

    /** {@return whether enough walks were seen between two locations to say that one leads to the other} */
    public boolean isSeen(int from, int to) {
        return walks[from][to] >= ENOUGH_WALKS && walks[from][to] >= expected(from, to);
    }

    /** {@return how many walks there would be at least between two locations, if one led to the other} */
    private double expected(int from, int to) {
        return PART_OF_WALKS * Math.sqrt(all[from] * all[to]);
    }

    private boolean canWalk(int from, int to) {
        if (known[from][to]) {
            return adjacent[from][to];
        }
        return adjacent[from][to] ? expected(from, to) < ENOUGH_MISSING || walks[from][to] >= expected(from, to)
                : isSeen(from, to);
    }

    /** {@return the part of the walks out of a location that lead to another; they add up to 1 or more} */
    double part(int from, int to) {
        double before = (nextDoor[from][to] ? 1 : UNSEEN_ON_THE_WAY) / count[from];
        return known[from][to] ? before
                : (WALKS_BELIEVED_BEFORE * before + walks[from][to]) / (WALKS_BELIEVED_BEFORE + all[from]);
    }

    /** {@return how often somebody walked between two locations, in either direction, chance subtracted} */
    public double walks(int one, int other) {
        return walks[one][other];
    }

    /** {@return how often somebody walked between a location and any other} */
    public double walks(int location) {
        return all[location];
    }
}
