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

import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.NOBODY;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.location;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.others;

import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The weighted hypotheses of a {@link HypothesisFilter}, and how one generation follows another.
 *
 * <p>
 * Something is reported: {@link #startNext} begins the next generation, {@link #add} puts into it what each hypothesis
 * may have become, and {@link #prune} keeps the heaviest. Equal ones are merged as they are added. A weight is what all
 * reports so far make of a hypothesis; what silence makes of it since ({@link #currentWeight}) is not part of it, as
 * silence ends with the next report.
 */
@NonNullByDefault
final class HypothesisSet {

    /** Weights below this count as this, so that none becomes zero and with it all. */
    private static final double LEAST_WEIGHT = 1e-250;

    private final int locations;
    private final int mostPeople;

    /** The {@link Placement} of each hypothesis. */
    private final int[] where;
    private final double[] weight;
    /** The locations of each, a bit each. */
    private final long[] placed;
    private int size = 1;
    /** The locations in which any hypothesis has somebody, and those in which every one has, a bit each. */
    private long anywhere;
    private long everywhere;
    /** The weight of each as of the instant of {@link #weigh}. */
    private final double[] present;
    /** By location: the probability that somebody there has been silent for so long; 1 where nobody is. */
    private final double[] survival;

    // The next generation.
    private int[] nextWhere = new int[32];
    private double[] nextWeight = new double[32];
    private double[] nextPresent = new double[32];
    private int nextSize;
    /** Of each of these, at the hash of its people: its position plus one, or 0. See {@link #add}. */
    private int[] nextPositions = new int[128];
    private final int[] heaviest;

    /**
     * One hypothesis: nobody is anywhere.
     *
     * @param locations how many locations there are
     * @param mostPeople how many people a hypothesis has at most
     * @param most how many hypotheses are kept
     */
    HypothesisSet(int locations, int mostPeople, int most) {
        this.locations = locations;
        this.mostPeople = mostPeople;
        where = new int[most];
        weight = new double[most];
        placed = new long[most];
        present = new double[most];
        heaviest = new int[most];
        survival = new double[locations];
        weight[0] = 1;
    }

    /** {@return how many there are} The heaviest comes first, as of when they were pruned. */
    int size() {
        return size;
    }

    /** {@return the people of a hypothesis, a {@link Placement}} */
    int people(int hypothesis) {
        return where[hypothesis];
    }

    /** {@return the weight of a hypothesis, without the silences since} */
    double weight(int hypothesis) {
        return weight[hypothesis];
    }

    /** {@return whether a hypothesis has somebody in a location} */
    boolean contains(int hypothesis, int location) {
        return (placed[hypothesis] & 1L << location) != 0;
    }

    /** {@return whether a hypothesis can have one more} */
    boolean hasRoom(int hypothesis) {
        return Placement.isFewerThan(where[hypothesis], mostPeople);
    }

    /** {@return whether every hypothesis has somebody in a location} */
    boolean agreeOn(int location) {
        return (everywhere & 1L << location) != 0;
    }

    // ----------------------------------------------------------------------------------------------------- weights

    /**
     * Records how long it has been silent where.
     *
     * @param likelihoods of the instant
     * @param active where there has just been activity, so that it is not silent; -1 if nowhere
     */
    void updateSurvival(Likelihoods likelihoods, int active) {
        for (int i = 0; i < locations; i++) {
            survival[i] = i == active || (anywhere & 1L << i) == 0 ? 1 : likelihoods.survival(i);
        }
    }

    /** {@return the probability that somebody in a location has been silent for so long} */
    double survival(int location) {
        return survival[location];
    }

    /** {@return a weight, given how long the people have been silent} @param past the weight without that */
    double currentWeight(int people, double past) {
        double result = past;
        for (int rest = people, last = -1; rest != NOBODY; rest = others(rest)) {
            int location = location(rest);
            if (location != last) {
                last = location;
                result *= survival[location];
            }
        }
        return result;
    }

    /** Weighs all as of an instant. {@return the sum of their weights} */
    double weigh(Likelihoods likelihoods) {
        updateSurvival(likelihoods, -1);
        double total = 0;
        for (int h = 0; h < size; h++) {
            present[h] = currentWeight(where[h], weight[h]);
            total += present[h];
        }
        return total;
    }

    /** {@return the weight of a hypothesis} To be called after {@link #weigh}. */
    double present(int hypothesis) {
        return present[hypothesis];
    }

    /** {@return the weight of those with somebody in any of some locations} To be called after {@link #weigh}. */
    double presentIn(long asked) {
        double sum = 0;
        for (int h = 0; h < size; h++) {
            sum += (placed[h] & asked) == 0 ? 0 : present[h];
        }
        return sum;
    }

    // --------------------------------------------------------------------------------------------- next generation

    /** Begins the next generation. */
    void startNext() {
        nextSize = 0;
        Arrays.fill(nextPositions, 0);
    }

    /** Adds to the weight of a hypothesis; equal ones are found by a hash table with open addressing. */
    void add(int people, double plus) {
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

    /**
     * Makes two of each of the next generation that has somebody in a location: they stay, or one of them is gone.
     *
     * @param location the location
     * @param part the probability that they are gone
     */
    void goOut(int location, double part) {
        int all = nextSize;
        for (int i = 0; i < all; i++) {
            if (Placement.contains(nextWhere[i], location)) {
                double gone = nextWeight[i] * part;
                nextWeight[i] -= gone;
                add(Placement.without(nextWhere[i], location), gone);
            }
        }
    }

    /**
     * Keeps of the next generation those that weigh most now; of equal ones, that with the lower locations.
     *
     * @return what all of it weighs now
     */
    double prune() {
        double all = 0;
        int kept = 0;
        for (int i = 0; i < nextSize; i++) {
            nextPresent[i] = currentWeight(nextWhere[i], nextWeight[i]);
            all += nextPresent[i];
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
            weight[i] = Math.max(nextWeight[heaviest[i]] / best, LEAST_WEIGHT);
        }
        place();
        return all;
    }

    private boolean isHeavier(int one, int other) {
        return nextPresent[one] > nextPresent[other]
                || (nextPresent[one] == nextPresent[other] && nextWhere[one] < nextWhere[other]);
    }

    /** Takes the next generation as it is. There are no more than of this one. */
    void takeNext() {
        size = nextSize;
        System.arraycopy(nextWhere, 0, where, 0, size);
        System.arraycopy(nextWeight, 0, weight, 0, size);
        place();
    }

    /** Notes where the hypotheses have somebody. */
    private void place() {
        anywhere = 0;
        everywhere = -1;
        for (int h = 0; h < size; h++) {
            placed[h] = Placement.locations(where[h]);
            anywhere |= placed[h];
            everywhere &= placed[h];
        }
    }

    // ----------------------------------------------------------------------------------------------- for snapshots

    /** {@return what the hypotheses say of a location} */
    Hypotheses record(int location) {
        int[] people = new int[size];
        for (int i = 0; i < size; i++) {
            people[i] = Placement.count(where[i], location);
        }
        return new Hypotheses(Arrays.copyOf(weight, size), people);
    }

    /** See {@link HypothesisFilter#recall}. */
    void recall(@Nullable Hypotheses[] recorded, boolean[] occupied) {
        double[] weights = null;
        for (int location = 0; location < recorded.length && weights == null; location++) {
            Hypotheses each = recorded[location];
            weights = each == null || each.weights().length == 0 ? null : each.weights();
        }
        int all = weights == null ? 1 : Math.min(weights.length, weight.length);
        startNext();
        for (int i = 0; i < all; i++) {
            int people = NOBODY;
            for (int location = 0; location < recorded.length; location++) {
                Hypotheses each = recorded[location];
                boolean agrees = each != null && Arrays.equals(each.weights(), weights);
                int here = each != null && agrees ? each.people()[i] : occupied[location] ? 1 : 0;
                for (; here > 0 && Placement.count(people) < mostPeople; here--) {
                    people = Placement.with(people, location);
                }
            }
            add(people, weights == null ? 1 : weights[i]);
        }
        takeNext();
    }
}
