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
package org.openhab.binding.occupancy.internal.engine;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.Weighing;
import org.openhab.binding.occupancy.internal.engine.whereabouts.ActivityHistory;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Followers;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Hypotheses;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HypothesisFilter;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Ways;

/**
 * The locations of one household that people can be in, and what is known of {@link HypothesisFilter where they are}.
 *
 * <p>
 * <b>The problem.</b> The filter knows numbers and probabilities, a location knows sensors and settings. This class
 * says what a report means to the filter, and how far its answers may switch a light.
 *
 * <p>
 * <b>The rule.</b> Each report is told to the filter as what it shows of people: somebody was active, a sensor that
 * sees people sit still sees nobody any more, a door moved. The filter's answer, when a location will have been left,
 * counts only after {@link Departures#ENOUGH_ACTIVITIES} activities, and not where a presence sensor tells it better.
 * However sure the filter is, a part of {@code leaveTimeout} passes after the latest activity: a light that goes off
 * above somebody is worse than one that burns for half a minute more.
 *
 * <p>
 * <b>What bounds it.</b> {@link HypothesisFilter#MOST_LOCATIONS}; in larger households each location decides for
 * itself.
 */
@NonNullByDefault
final class Household {

    /** Milliseconds: whoever opens a door closes it within this time, if at all; a later closing is somebody else's. */
    private static final long CLOSED_AGAIN_MILLIS = 120_000;
    /** Milliseconds: whoever comes in by a door is seen inside within this time. */
    private static final long COMES_IN_MILLIS = 90_000;
    /**
     * At least {@code leaveTimeout} divided by this passes between the last activity in a location and its end, unless
     * it is plain that nobody is there. The whole {@code leaveTimeout}: two people .889 / 13.6 instead of .895 / 14.1,
     * hh101 .954.
     */
    private static final int LEAST_PART = 2;
    /**
     * The divisor where it is plain that nobody is there; the usual silence of the location at the moment passes in any
     * case. With the divisor above: hh101 .9808 instead of .9836; without the usual silence: .985, but the demo's
     * family with adjacency and passages set 28.7 false vacancies a day instead of 27.7.
     */
    private static final int LEAST_PART_IF_PLAIN = 6;
    /**
     * The divisor for somebody who lives alone and can be in one location only: a short wait is enough to be sure that
     * they do not walk to and fro. With two: hh101 with a head count of one .977 / 0.33 instead of .984 / 0.53.
     */
    private static final int LEAST_PART_ALONE = 10;
    /**
     * Factor on {@code stayTimeout}: for so long a presence sensor is believed without a break. People sleep long, but
     * a fan runs for days. With one: two people with a mat .843 instead of .909.
     */
    private static final int BELIEVED_STAYS = 3;

    /**
     * Milliseconds after which whoever was seen in a passage has been seen elsewhere, or is back. Without: aras_a 15.6
     * false vacancies a day instead of 14.1, two people 15.7 instead of 13.2; thirty seconds: no better.
     */
    private static final long WALKS_ON_MILLIS = 20_000;

    /**
     * Milliseconds after the latest activity before which no location is left for the reason that people only pass
     * through.
     */
    private static final long PASSED_MILLIS = 10_000;

    private final List<Node> locations;
    private final Map<Node, Integer> index = new HashMap<>();
    private final Stay[] stays;
    private final boolean[][] beside;
    private final int headCount;
    private final Ways ways;
    private final HypothesisFilter filter;

    // What the sensors say at the moment, by location; updated by look().
    private final boolean[] occupied;
    /** A source of any kind holds the location, so that its silence is no silence. */
    private final boolean[] held;
    /** A presence sensor sees somebody there, who sits still: they have not gone. */
    private final boolean[] heldByPresence;
    // As predict() found it.
    /**
     * How long a location stays occupied after its latest activity if it is plain that nobody is there, and otherwise.
     */
    private final long[] plainly;
    private final long[] least;
    private final long[] leftAt;

    /**
     * @param locations the locations, in the same order whenever they are the same
     * @param neighbours between which of them one can walk
     * @param headCount how many people there can be, or 0 if that is not known
     */
    Household(List<Node> locations, Neighbours neighbours, int headCount) {
        this.locations = List.copyOf(locations);
        this.headCount = headCount;
        int size = locations.size();
        stays = new Stay[size];
        boolean[][] adjacent = new boolean[size][size];
        beside = new boolean[size][size];
        boolean[] present = new boolean[size];
        boolean[][] known = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            Node location = locations.get(i);
            index.put(location, i);
            stays[i] = Objects.requireNonNull(location.stay);
            present[i] = location.isOccupied(location);
            for (int j = 0; j < size; j++) {
                adjacent[i][j] = i != j && neighbours.nextDoor(location, locations.get(j));
                beside[i][j] = i != j && neighbours.beside(location, locations.get(j));
                known[i][j] = neighbours.known(location, locations.get(j));
            }
        }
        occupied = new boolean[size];
        held = new boolean[size];
        heldByPresence = new boolean[size];
        plainly = new long[size];
        least = new long[size];
        leftAt = new long[size];
        ActivityHistory[] histories = new ActivityHistory[size];
        @Nullable
        Hypotheses[] recorded = new @Nullable Hypotheses[size];
        for (int i = 0; i < size; i++) {
            histories[i] = stays[i].activity;
            recorded[i] = stays[i].hypotheses();
        }
        ways = new Ways(locations.stream().map(location -> location.id).toList(),
                Arrays.stream(stays).map(stay -> stay.followers).toArray(Followers[]::new), adjacent, known);
        filter = new HypothesisFilter(histories, ways, beside, headCount);
        filter.recall(recorded, present);
    }

    /** {@return whether there can be hypotheses of these locations: there are some, and not too many} */
    static boolean canHaveHypotheses(List<Node> locations) {
        return locations.size() >= 2 && locations.size() <= HypothesisFilter.MOST_LOCATIONS;
    }

    /**
     * {@return whether the hypotheses say when a location is left, once they decide} A presence sensor tells by itself
     * when people are gone; where one has been seen, the rules for each location are better.
     */
    static boolean decidesOn(Node location) {
        Stay stay = location.stay;
        return stay != null && !stay.presenceSensors.everHeld() && location.isLeftByDeparture();
    }

    List<Node> locations() {
        return locations;
    }

    /**
     * {@return whether locations, memory and ways are the same as in another household, so that its hypotheses can be
     * kept}
     */
    boolean sameAs(Household other) {
        if (headCount != other.headCount || !locations.equals(other.locations) || !ways.isSetAs(other.ways)
                || !Arrays.deepEquals(beside, other.beside)) {
            return false;
        }
        for (int i = 0; i < stays.length; i++) {
            if (stays[i] != other.stays[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return whether the hypotheses are to decide}
     *
     * @param enough after how many activities they do
     */
    boolean decides(int enough) {
        int activities = 0;
        for (int i = 0; i < stays.length && activities < enough; i++) {
            activities += stays[i].activity.activities();
        }
        return activities >= enough;
    }

    /**
     * Records an activity, before the location itself remembers it.
     *
     * @param location where; one of the locations or one in which some of them lie
     * @param door what a door did, or {@code null} if it was none
     * @param now when
     * @return the probability that it was somebody who had been there all the while; 0 for a door
     */
    double observe(Node location, @Nullable BoundaryChange door, long now) {
        look(location, now);
        Integer i = index.get(location);
        if (door != null && (i == null || isAroundOthers(location))) {
            filter.doorAround(inside(location), held, heldByPresence, now);
        } else if (i != null) {
            long doorMoved = stays[i].doors.lastMoved();
            boolean closes = door == BoundaryChange.CLOSED && isWithin(doorMoved, CLOSED_AGAIN_MILLIS, now);
            HypothesisFilter.Sight sight = door == null ? HypothesisFilter.Sight.INSIDE
                    : closes ? HypothesisFilter.Sight.DOOR_CLOSING : HypothesisFilter.Sight.DOOR;
            if (door == null) {
                follow(i, now);
            }
            return filter.seen(i, sight, canComeIn(location, now), held, now);
        }
        return 0;
    }

    /** Counts from where whoever is active may have come. */
    private void follow(int location, long now) {
        ActivityHistory here = stays[location].activity;
        if (stays[location].followers.activity(here.lastActive(), now)) {
            ways.learned(location);
        }
        if (!Followers.isArrival(here.lastActive(), now)) {
            return;
        }
        String id = locations.get(location).id;
        int latest = -1;
        for (int i = 0; i < stays.length; i++) {
            long lastActive = stays[i].activity.lastActive();
            if (i == location || lastActive == NONE) {
                continue;
            }
            if (Followers.isLater(lastActive, now)) {
                stays[i].followers.arrived(id, false);
            }
            latest = latest < 0 || lastActive > stays[latest].activity.lastActive() ? i : latest;
        }
        if (latest >= 0 && Followers.isAtOnce(stays[latest].activity.lastActive(), now)) {
            stays[latest].followers.arrived(id, true);
        }
    }

    /** {@return where people walk from a location, as far as it was seen often enough, the most frequent first} */
    List<LearnedWay> ways(Node location) {
        Integer from = index.get(location);
        List<LearnedWay> learned = new ArrayList<>();
        for (int to = 0; from != null && to < stays.length; to++) {
            if (ways.isSeen(from, to)) {
                learned.add(new LearnedWay(locations.get(to).id, (int) Math.round(ways.walks(from, to))));
            }
        }
        learned.sort(Comparator.comparingInt(LearnedWay::walks).reversed());
        return learned;
    }

    /**
     * {@return after how many milliseconds without activity a location is left at the latest, because people only pass
     * through it; {@code Instants.HELD} if they do not} Whoever was seen next door since has passed.
     *
     * @param location its position in {@link #locations}
     * @param leaveMillis the location's {@code leaveTimeout}
     */
    long passing(int location, long leaveMillis) {
        if (!stays[location].followers.isPassage()) {
            return Instants.HELD;
        }
        long lastActive = stays[location].activity.lastActive();
        for (int i = 0; i < stays.length; i++) {
            if (ways.isNextDoor(location, i) && stays[i].activity.lastActive() > lastActive) {
                return Math.min(leaveMillis, PASSED_MILLIS);
            }
        }
        return leaveMillis;
    }

    /** {@return whether a door of a location, or of one that it lies in, has moved a moment ago} */
    private static boolean canComeIn(Node location, long now) {
        for (Node node = location; node != null; node = node.parent) {
            Stay stay = node.stay;
            if (stay != null && isWithin(stay.doors.lastMoved(), COMES_IN_MILLIS, now)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(long instant, long millis, long now) {
        return instant != NONE && now - instant <= millis;
    }

    private boolean isAroundOthers(Node location) {
        for (Node other : locations) {
            if (other != location && other.isAtOrBelow(location)) {
                return true;
            }
        }
        return false;
    }

    private boolean[] inside(Node around) {
        boolean[] inside = new boolean[stays.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = locations.get(i).isAtOrBelow(around);
        }
        return inside;
    }

    /** Records that a sensor that sees people sit still reports nobody any more. */
    void released(Node location, long now) {
        Integer i = index.get(location);
        if (i != null) {
            look(location, now);
            filter.released(i, held, now);
        }
    }

    void vacated(Node location) {
        filter.vacated(indexOf(location));
    }

    /**
     * Works out when each location will have been left.
     *
     * @param reporting where there has just been activity: its evidence may not have been settled yet
     * @param now when
     */
    void predict(Node reporting, long now) {
        look(reporting, now);
        for (int i = 0; i < stays.length; i++) {
            if (filter.isOpen(i, occupied, held)) {
                findLeast(i, now);
            }
        }
        filter.predict(occupied, held, heldByPresence, plainly, least, now, leftAt);
    }

    /**
     * {@return when a location will have been left, as {@link #predict} found; {@link Instants#HELD} if it will not}
     *
     * @param location its position in {@link #locations}
     */
    long leftAt(int location) {
        return leftAt[location];
    }

    /**
     * {@return whether a location was occupied, or has just become so, when {@link #predict} looked}
     *
     * @param location its position in {@link #locations}
     */
    boolean isOccupied(int location) {
        return occupied[location];
    }

    /**
     * {@return the id of a location beside one in which {@link #predict} found that a sensor sees people, or {@code
     * null}}
     *
     * @param location its position in {@link #locations}
     */
    @Nullable
    String presenceNextDoor(int location) {
        int i = filter.presenceNextDoor(location, heldByPresence);
        return i < 0 ? null : locations.get(i).id;
    }

    /**
     * {@return the probability that somebody is in a location or below, 0 to 1; {@code null} if there is nothing to
     * tell it by}
     *
     * It is 1 while a presence sensor sees somebody, and while closed doors enclose whoever is inside; 0 when all was
     * left, whatever some hypothesis still holds; and between the two the weight of the hypotheses with somebody
     * there. People only pass through a passage, and what is left by time has no people in it to be weighed.
     *
     * @param top the location
     * @param now when
     */
    @Nullable
    Double probability(Node top, long now) {
        look(top, now);
        boolean[] inside = new boolean[stays.length];
        boolean any = false;
        boolean weighed = false;
        for (int i = 0; i < inside.length; i++) {
            Node location = locations.get(i);
            if (!location.isAtOrBelow(top) || !location.isLeftByDeparture()) {
                continue;
            }
            weighed = true;
            if (heldByPresence[i] || occupied[i] && stays[i].doors.enclosed()) {
                return 1.0;
            }
            inside[i] = occupied[i];
            any |= occupied[i];
        }
        return !weighed ? null : Double.valueOf(any ? filter.probabilityOfAny(inside, held, now) : 0);
    }

    /** {@return where the people are thought to be} @param decides whether that decides @param now when */
    Weighing weighing(boolean decides, long now) {
        look(locations.get(0), now);
        List<Weighing.Hypothesis> hypotheses = new ArrayList<>();
        filter.read(held, now, (weight, people) -> hypotheses
                .add(new Weighing.Hypothesis(weight, people.stream().map(i -> locations.get(i).id).sorted().toList())));
        hypotheses.sort(Comparator.comparingDouble(Weighing.Hypothesis::weight).reversed());
        Map<String, Double> probabilities = new HashMap<>();
        for (Node location : locations) {
            Double probability = probability(location, now);
            if (probability != null) {
                probabilities.put(location.id, probability);
            }
        }
        return new Weighing(decides, hypotheses, probabilities);
    }

    /** {@return whether nobody has been active in any other location since an instant} */
    boolean quietElsewhere(Node location, long since) {
        for (int i = 0; i < stays.length; i++) {
            if (locations.get(i) != location && stays[i].activity.lastActive() > since) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return how many people are somewhere else if nobody is in a location}
     *
     * @param location its position in {@link #locations}
     */
    int elsewhere(int location) {
        return filter.elsewhere(location);
    }

    /** Stores at each location what the hypotheses say of it, for a snapshot. */
    void record() {
        for (Stay stay : stays) {
            if (stay.activity.lastActive() != NONE) {
                for (int i = 0; i < stays.length; i++) {
                    stays[i].hypotheses(filter.record(i));
                }
                return;
            }
        }
    }

    private int indexOf(Node location) {
        return Objects.requireNonNull(index.get(location));
    }

    /**
     * Nobody stays in a passage: whoever was seen there is back, or in the next room, a moment later. Until then a
     * location is not left.
     *
     * @return for how long after its latest activity that is, in milliseconds; 0 if nobody was seen in a passage since
     */
    private long walkingOn(int from) {
        long lastActive = stays[from].activity.lastActive();
        long latest = lastActive;
        if (locations.get(from).isLeftByDeparture()) {
            for (int i = 0; i < stays.length; i++) {
                if (locations.get(i).config.passage() && ways.isNextDoor(from, i)) {
                    latest = Math.max(latest, stays[i].activity.lastActive());
                }
            }
        }
        return lastActive == NONE || latest == lastActive ? 0 : latest + WALKS_ON_MILLIS - lastActive;
    }

    /** {@return how long a location stays at least: whoever is there may be as silent as people usually are} */
    private static long leastIfPlain(ActivityHistory history, long leave) {
        return history.knowsRhythm() ? Math.max(leave / LEAST_PART_IF_PLAIN, history.usualSilenceMillis()) : leave;
    }

    /** Works out how long a location stays at least after its latest activity. */
    private void findLeast(int location, long now) {
        long leave = locations.get(location).config.leaveTimeout().millisAt(now);
        long walkingOn = walkingOn(location);
        long usually = leave / (headCount == 1 ? LEAST_PART_ALONE : LEAST_PART);
        plainly[location] = Math.max(Math.min(usually, leastIfPlain(stays[location].activity, leave)), walkingOn);
        least[location] = Math.max(usually, walkingOn);
    }

    private void look(Node reporting, long now) {
        for (int i = 0; i < occupied.length; i++) {
            Node location = locations.get(i);
            occupied[i] = location.isOccupied(reporting);
            heldByPresence[i] = false;
            held[i] = false;
            if (occupied[i] && location.isHeld()) {
                // a sensor that has reported somebody for too long without a break is stuck, and proves nothing
                long silence = stays[i].activity.lastActive() == NONE ? Long.MAX_VALUE
                        : now - stays[i].activity.lastActive();
                heldByPresence[i] = silence / BELIEVED_STAYS < location.config.stayMillis()
                        && location.isHeldByPresence(reporting);
                held[i] = heldByPresence[i] || silence < location.config.stayMillis();
            }
        }
    }
}
