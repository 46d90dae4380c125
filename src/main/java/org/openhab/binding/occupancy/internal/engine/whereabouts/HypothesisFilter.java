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
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.NOBODY;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.location;
import static org.openhab.binding.occupancy.internal.engine.whereabouts.Placement.others;

import java.util.ArrayList;
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
 * <b>What is ours.</b> The targets are anonymous: a hypothesis says how many people are in each location, not who they
 * are or which way they came. Silence tells something, too: how long people are usually silent is learned for each
 * location, from its reports alone. The filter also looks ahead: when will each location have been left if nothing more
 * is reported? And a silence that is rare for a location counts against it twice where somebody is elsewhere.
 *
 * <p>
 * <b>What bounds it.</b> Eight hypotheses of three people in homes of up to six locations, sixteen of four in homes of
 * seven or eight, thirty-two of four up to sixty. Two people who are reported at once are two; two who follow each
 * other through the same door are one
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
 * Who does what: {@link Likelihoods} tell how likely a report is, {@link HypothesisSet} keeps the hypotheses, merges
 * and prunes them, {@link Foresight} finds when locations will have been left, and this class says what a report makes
 * of a hypothesis. A {@link Placement} is one hypothesis.
 *
 * <p>
 * Deterministic on every machine: only sums, products, quotients, square roots and {@link StrictMath}. The measurements
 * that the constants stem from, and their losers, are in {@code doc/accuracy-lab.md}; "F1 / n" is F1 and false
 * vacancies a day there, "two people" the mean of its homes of two with motion sensors, and a single figure is the mean
 * of F1 less 0.002 for each false vacancy over the homes that stem from one recording. "One in twelve: .892 instead of
 * .894" says what another value of the constant would bring, and what the one in use does.
 */
@NonNullByDefault
public final class HypothesisFilter {

    /** Locations; a hypothesis holds each person in six bits. In larger households each location decides for itself. */
    public static final int MOST_LOCATIONS = 60;
    /**
     * Locations, people and hypotheses. Every hypothesis costs time at each report; 24 or 60 are no better than these.
     * Eight in a home of ten rooms: 13.5 false vacancies a day instead of 10.8. At most two people: a household of
     * three has 67 instead of 38.
     */
    private static final int SMALL_HOME = 6;
    private static final int MOST_PEOPLE_IN_A_SMALL_HOME = 3;
    private static final int MOST_PEOPLE = 4;
    private static final int MOST_HYPOTHESES_IN_A_SMALL_HOME = 8;
    private static final int MOST_HYPOTHESES = 16;
    /**
     * In homes of more than eight locations: the demo's family of four has 53 false vacancies a day instead of 65 as
     * the home comes, 27.7 instead of 29.6 with adjacency and passages set.
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

    private final ActivityHistory[] histories;
    private final boolean[][] beside;
    private final Likelihoods likelihoods;
    private final Ways ways;
    private final HypothesisSet hypotheses;
    private final Foresight foresight;

    /**
     * @param histories what is remembered of each location, shared with the caller
     * @param ways where one can walk from each location, shared with the caller
     * @param beside whether somebody who leaves the one location is in the other at once
     * @param headCount how many people there are at most, or 0 if that is not known
     */
    public HypothesisFilter(ActivityHistory[] histories, Ways ways, boolean[][] beside, int headCount) {
        this.histories = histories;
        this.beside = beside;
        boolean small = histories.length <= SMALL_HOME;
        int people = small ? MOST_PEOPLE_IN_A_SMALL_HOME : MOST_PEOPLE;
        int most = small ? MOST_HYPOTHESES_IN_A_SMALL_HOME
                : histories.length > LARGE_HOME ? MOST_HYPOTHESES_IN_A_LARGE_HOME : MOST_HYPOTHESES;
        this.ways = ways;
        likelihoods = new Likelihoods(histories, ways, headCount);
        hypotheses = new HypothesisSet(histories.length, headCount > 0 ? Math.min(headCount, people) : people, most);
        foresight = new Foresight(histories, likelihoods, hypotheses);
    }

    // ------------------------------------------------------------------------------------------- what was reported

    /**
     * Records an activity. To be called before the location itself remembers it.
     *
     * @param location where
     * @param sight what was seen
     * @param byDoor whether somebody can have come in by a door that moved a moment ago
     * @param held in which locations a sensor reports somebody now, without a break
     * @param now when
     * @return the probability that it was somebody who had been there all the while, and now was active again
     */
    public double seen(int location, Sight sight, boolean byDoor, boolean[] held, long now) {
        likelihoods.at(held, now);
        likelihoods.startReport(location);
        hypotheses.updateSurvival(likelihoods, location);
        hypotheses.startNext();
        double wasHere = 0;
        for (int i = 0; i < hypotheses.size(); i++) {
            if (sight == Sight.DOOR_CLOSING) {
                doorClosing(i, location);
            } else {
                wasHere += activity(i, location, sight == Sight.DOOR, byDoor);
            }
        }
        if (sight != Sight.INSIDE) {
            // By a door that moves, somebody goes out in one of two cases.
            hypotheses.goOut(location, Likelihoods.GO_OUT);
        }
        double all = hypotheses.prune();
        return sight == Sight.INSIDE && all > 0 ? wasHere / all : 0;
    }

    /** A closing door tells nothing new of who is in the home, only that somebody may have gone. */
    private void doorClosing(int hypothesis, int location) {
        hypotheses.add(hypotheses.people(hypothesis), arriving(hypothesis, location));
    }

    /** {@return the weight of a hypothesis if somebody else was active, not whoever is in the location already} */
    private double arriving(int hypothesis, int location) {
        double before = hypotheses.weight(hypothesis);
        return hypotheses.contains(hypothesis, location) ? before * likelihoods.stillThere() : before;
    }

    /**
     * Adds what a hypothesis may have become by an activity: each way in which it can have come about.
     *
     * @return the weight of the way that it was somebody who had been there all the while
     */
    private double activity(int hypothesis, int location, boolean door, boolean byDoor) {
        int people = hypotheses.people(hypothesis);
        double before = hypotheses.weight(hypothesis);
        boolean here = hypotheses.contains(hypothesis, location);
        double arriving = arriving(hypothesis, location);
        double wasHere = 0;
        if (here) {
            double again = before * likelihoods.again();
            hypotheses.add(people, again);
            wasHere = hypotheses.currentWeight(people, again);
        }
        double nobody = door ? Likelihoods.FALSE_REPORT : walks(people, location, arriving);
        if (door && people != NOBODY) {
            hypotheses.add(NOBODY, likelihoods.allGoneOut(before, people));
        }
        if (hypotheses.hasRoom(hypothesis)) {
            hypotheses.add(Placement.with(people, location), likelihoods.comingIn(arriving, door || byDoor, here));
        }
        if (!here) {
            hypotheses.add(people, before * nobody);
        }
        return wasHere;
    }

    /**
     * Adds the hypotheses that one of the people elsewhere walked to a location.
     *
     * @return the likelihood that nobody did, but that its sensor saw somebody next door, or nothing at all
     */
    private double walks(int people, int location, double arriving) {
        double nobody = Likelihoods.FALSE_REPORT;
        for (int rest = people, last = -1; rest != NOBODY; rest = others(rest)) {
            int other = location(rest);
            if (other != last && other != location) {
                hypotheses.add(Placement.with(Placement.without(people, other), location),
                        arriving * likelihoods.walk(other, location));
                if (ways.isNextDoor(other, location)) {
                    nobody += likelihoods.glimpse(other);
                }
            }
            last = other;
        }
        return nobody;
    }

    /**
     * Records that a sensor that sees people sit still reports nobody any more: until now there was somebody.
     *
     * @param location where
     * @param held in which locations a sensor reports somebody now, without a break
     * @param now when
     */
    public void released(int location, boolean[] held, long now) {
        hypotheses.startNext();
        for (int i = 0; i < hypotheses.size(); i++) {
            double before = hypotheses.weight(i);
            hypotheses.add(hypotheses.people(i),
                    hypotheses.contains(i, location) ? before : before * Likelihoods.NOBODY_SEEN_SITTING);
        }
        prune(held, now, location);
    }

    /** Keeps the heaviest as of an instant. {@link HypothesisSet#updateSurvival} explains the last parameter. */
    private void prune(boolean[] held, long now, int active) {
        likelihoods.at(held, now);
        hypotheses.updateSurvival(likelihoods, active);
        hypotheses.prune();
    }

    /**
     * Records that a door has moved through which people come in and go out of several locations: whoever was active
     * there a moment ago may have gone.
     *
     * @param inside the locations that it leads to
     * @param held in which locations a sensor reports somebody now, without a break
     * @param heldByPresence in which of them it sees people sit still, so that they have not gone
     * @param now when
     */
    public void doorAround(boolean[] inside, boolean[] held, boolean[] heldByPresence, long now) {
        likelihoods.at(held, now);
        hypotheses.startNext();
        for (int i = 0; i < hypotheses.size(); i++) {
            int people = hypotheses.people(i);
            double before = hypotheses.weight(i);
            int free = people;
            for (int location = 0; location < heldByPresence.length; location++) {
                free = heldByPresence[location] ? Placement.withoutAll(free, location) : free;
            }
            int latest = likelihoods.latestActive(free);
            double out = latest < 0 || !inside[latest] ? 0 : likelihoods.goingOut(latest);
            hypotheses.add(people, before * (1 - out));
            if (out > 0) {
                hypotheses.add(Placement.without(people, latest), before * out);
            }
        }
        prune(held, now, -1);
    }

    /** Records that a person says nobody is in a location. */
    public void vacated(int location) {
        hypotheses.startNext();
        for (int i = 0; i < hypotheses.size(); i++) {
            hypotheses.add(Placement.withoutAll(hypotheses.people(i), location), hypotheses.weight(i));
        }
        hypotheses.takeNext();
    }

    // ---------------------------------------------------------------------------------------------- what is asked

    /**
     * {@return whether a location may be left, so that it has to be worked out when: it is occupied, no sensor holds
     * it, and not every hypothesis has somebody there}
     *
     * @param location the location
     * @param occupied the locations that are occupied
     * @param held in which locations a sensor reports somebody now, without a break
     */
    public boolean isOpen(int location, boolean[] occupied, boolean[] held) {
        return occupied[location] && !held[location] && !hypotheses.agreeOn(location);
    }

    /**
     * Works out when each location will be left if there is no further activity.
     *
     * @param occupied the locations that are occupied
     * @param held in which locations a sensor reports somebody now, without a break; these are not left
     * @param heldByPresence in which of them it is a sensor that sees people sit still
     * @param plainly how long a location stays occupied after its latest activity if it is plain that nobody is there,
     *            in milliseconds; asked for only where {@link #isOpen}
     * @param least the same where it is not plain
     * @param now the instant
     * @param left receives the instants; {@link Instants#HELD} for a location that is not left this way
     */
    public void predict(boolean[] occupied, boolean[] held, boolean[] heldByPresence, long[] plainly, long[] least,
            long now, long[] left) {
        int shown = 0;
        foresight.begin(held, now);
        for (int i = 0; i < histories.length; i++) {
            left[i] = HELD;
            if (occupied[i]) {
                shown++;
            }
            if (isOpen(i, occupied, held)) {
                foresight.add(i, plainly[i], least[i], presenceNextDoor(i, heldByPresence) >= 0);
            }
        }
        foresight.findFirst(shown, left);
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

    /** {@return how many people are elsewhere by the likeliest hypothesis that has nobody in a location, or 0} */
    public int elsewhere(int location) {
        for (int i = 0; i < hypotheses.size(); i++) {
            if (!hypotheses.contains(i, location)) {
                return Placement.count(hypotheses.people(i));
            }
        }
        return 0;
    }

    /** {@return the probability that somebody is in a location, as far as the hypotheses know} */
    public double probability(int location, boolean[] held, long now) {
        return probabilityOfAny(1L << location, held, now);
    }

    /** {@return the probability that somebody is in any of several locations, as far as the hypotheses know} */
    public double probabilityOfAny(boolean[] locations, boolean[] held, long now) {
        long asked = 0;
        for (int i = 0; i < locations.length; i++) {
            asked |= locations[i] ? 1L << i : 0;
        }
        return probabilityOfAny(asked, held, now);
    }

    /** @param asked a bit for each location */
    private double probabilityOfAny(long asked, boolean[] held, long now) {
        likelihoods.at(held, now);
        double total = hypotheses.weigh(likelihoods);
        return total > 0 ? hypotheses.presentIn(asked) / total : 0;
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
     * @param held in which locations a sensor reports somebody now, without a break
     * @param now when
     * @param reader is told each
     */
    public void read(boolean[] held, long now, Reader reader) {
        likelihoods.at(held, now);
        double total = hypotheses.weigh(likelihoods);
        for (int i = 0; i < hypotheses.size() && total > 0; i++) {
            List<Integer> people = new ArrayList<>();
            for (int rest = hypotheses.people(i); rest != NOBODY; rest = others(rest)) {
                people.add(location(rest));
            }
            reader.read(hypotheses.present(i) / total, people);
        }
    }

    // ---------------------------------------------------------------------------------------------- for snapshots

    /** {@return what the hypotheses say of a location} */
    public Hypotheses record(int location) {
        return hypotheses.record(location);
    }

    /**
     * Reads back what {@link #record} wrote. In a location of which nothing was written, or something else than of the
     * others, because it is new or comes back from an older snapshot, there is one person if it is occupied.
     *
     * @param recorded what was written of each location
     * @param occupied the locations that are occupied
     */
    public void recall(@Nullable Hypotheses[] recorded, boolean[] occupied) {
        hypotheses.recall(recorded, occupied);
    }
}
