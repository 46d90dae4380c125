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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * The locations of one household that people can be in, and what is known of {@link Whereabouts where they are}.
 */
@NonNullByDefault
final class Household {

    /** Who opens a door closes it within such a time, if at all. */
    private static final long CLOSED_AGAIN_MILLIS = 120_000;
    /** Who comes in by a door is seen inside within such a time. */
    private static final long COMES_IN_MILLIS = 90_000;
    /** A location stays occupied after its last activity for this part of {@code leaveTimeout} at least. */
    private static final int LEAST_PART = 2;
    /** Who lives alone is in one location only: less time is enough to be sure that they do not walk to and fro. */
    private static final int LEAST_PART_ALONE = 10;
    /** A presence sensor is believed for so many {@code stayTimeout}s: people sleep long, but a fan runs for days. */
    private static final int BELIEVED_STAYS = 3;

    private final List<Node> locations;
    private final Map<Node, Integer> index = new HashMap<>();
    private final Stay[] stays;
    private final boolean[][] adjacent;
    private final boolean[][] beside;
    private final int headCount;
    private final Whereabouts whereabouts;

    private final boolean[] occupied;
    private final boolean[] holding;
    private final boolean[] held;
    private final long[] least;
    private final long[] left;

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
        adjacent = new boolean[size][size];
        beside = new boolean[size][size];
        boolean[] present = new boolean[size];
        for (int i = 0; i < size; i++) {
            Node location = locations.get(i);
            index.put(location, i);
            stays[i] = Objects.requireNonNull(location.stay);
            present[i] = Departures.isOccupied(location, location);
            for (int j = 0; j < size; j++) {
                adjacent[i][j] = i != j && neighbours.nextDoor(location, locations.get(j));
                beside[i][j] = i != j && neighbours.beside(location, locations.get(j));
            }
        }
        occupied = new boolean[size];
        holding = new boolean[size];
        held = new boolean[size];
        least = new long[size];
        left = new long[size];
        whereabouts = new Whereabouts(stays, adjacent, beside, headCount);
        whereabouts.recall(present);
    }

    /** {@return whether the people of these locations can be weighed: there are some, and not too many} */
    static boolean canBeWeighed(List<Node> locations) {
        return locations.size() >= 2 && locations.size() <= Whereabouts.MOST_LOCATIONS;
    }

    List<Node> locations() {
        return locations;
    }

    /**
     * {@return whether the locations, their memory and the ways between them are the same, so that what is known
     * remains true}
     */
    boolean sameAs(Household other) {
        if (headCount != other.headCount || !locations.equals(other.locations)
                || !Arrays.deepEquals(adjacent, other.adjacent) || !Arrays.deepEquals(beside, other.beside)) {
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
        for (Stay stay : stays) {
            activities += stay.activities;
        }
        return activities >= enough;
    }

    /**
     * Takes up an activity, before the location itself remembers it.
     *
     * @param location where; one of the locations or one in which some of them lie
     * @param door what a door did, or {@code null} if it was none
     * @param now when
     */
    void seen(Node location, @Nullable BoundaryChange door, long now) {
        look(location, now);
        Integer i = index.get(location);
        if (door != null && (i == null || isAroundOthers(location))) {
            whereabouts.doorAround(inside(location), holding, held, now);
        } else if (i != null) {
            long doorMoved = stays[i].doorMoved;
            boolean closes = door == BoundaryChange.CLOSED && isWithin(doorMoved, CLOSED_AGAIN_MILLIS, now);
            Whereabouts.Sight sight = door == null ? Whereabouts.Sight.INSIDE
                    : closes ? Whereabouts.Sight.DOOR_CLOSING : Whereabouts.Sight.DOOR;
            whereabouts.seen(i, sight, canComeIn(location, now), holding, now);
        }
    }

    /** {@return whether a door of a location, or of one that it lies in, has moved a moment ago} */
    private static boolean canComeIn(Node location, long now) {
        for (Node node = location; node != null; node = node.parent) {
            Stay stay = node.stay;
            if (stay != null && isWithin(stay.doorMoved, COMES_IN_MILLIS, now)) {
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

    /** Takes up that a sensor that sees people sit still reports nobody any more. */
    void released(Node location, long now) {
        Integer i = index.get(location);
        if (i != null) {
            look(location, now);
            whereabouts.released(i, holding, now);
        }
    }

    void vacated(Node location) {
        whereabouts.vacated(indexOf(location));
    }

    /**
     * Works out when each location will have been left.
     *
     * @param active where there has just been activity
     * @param now when
     */
    void weigh(Node active, long now) {
        look(active, now);
        whereabouts.foresee(occupied, holding, held, least, now, left);
    }

    /** {@return when a location will have been left, as {@link #weigh} found; {@link Instants#HELD} if it will not} */
    long left(Node location) {
        Integer i = index.get(location);
        return i == null ? HELD : left[i];
    }

    /**
     * {@return the id of a location beside one in which {@link #weigh} found that a sensor sees people, or
     * {@code null}}
     */
    @Nullable
    String heldBeside(Node location) {
        int i = whereabouts.heldBeside(indexOf(location), held);
        return i < 0 ? null : locations.get(i).id;
    }

    /** {@return how many people are somewhere else if nobody is in a location} */
    int elsewhere(Node location) {
        return whereabouts.elsewhere(indexOf(location));
    }

    /**
     * Writes down at each location, also one where nobody has been yet, what is known of the people, if anything is.
     */
    void record() {
        for (Stay stay : stays) {
            if (stay.lastActive != NONE) {
                whereabouts.record();
                return;
            }
        }
    }

    private int indexOf(Node location) {
        return Objects.requireNonNull(index.get(location));
    }

    private void look(Node active, long now) {
        for (int i = 0; i < occupied.length; i++) {
            Node location = locations.get(i);
            occupied[i] = Departures.isOccupied(location, active);
            // A sensor that reports somebody for too long without a break is stuck: it proves nothing of others.
            long silence = stays[i].lastActive == NONE ? Long.MAX_VALUE : now - stays[i].lastActive;
            held[i] = silence / BELIEVED_STAYS < location.config.stayMillis
                    && Departures.seesSomebody(location, active);
            holding[i] = held[i] || silence < location.config.stayMillis && occupied[i] && Departures.holds(location);
            least[i] = location.config.leaveMillis / (headCount == 1 ? LEAST_PART_ALONE : LEAST_PART);
        }
    }
}
