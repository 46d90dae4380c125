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

import static org.openhab.binding.occupancy.internal.engine.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.Instants.NONE;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The places of one household that people can be in, and what is known of {@link Whereabouts where they are}.
 */
@NonNullByDefault
final class Household {

    /** Who opens a door closes it within such a time, if at all. */
    private static final long CLOSED_AGAIN_MILLIS = 120_000;
    /** A place stays occupied after its last activity for this part of {@code leaveTimeout} at least. */
    private static final int LEAST_PART = 2;
    /** Who lives alone is in one place only: less time is enough to be sure that they do not walk to and fro. */
    private static final int LEAST_PART_ALONE = 10;

    private final List<Node> places;
    private final Map<Node, Integer> index = new HashMap<>();
    private final Stay[] stays;
    private final boolean[][] adjacent;
    private final int headCount;
    private final Whereabouts whereabouts;

    private final boolean[] occupied;
    private final boolean[] holding;
    private final long[] least;
    private final long[] left;

    /**
     * @param places the places, in the same order whenever they are the same
     * @param nextDoor whether one can walk from one to another
     * @param headCount how many people there can be, or 0 if that is not known
     */
    Household(List<Node> places, BiPredicate<Node, Node> nextDoor, int headCount) {
        this.places = List.copyOf(places);
        this.headCount = headCount;
        int size = places.size();
        stays = new Stay[size];
        adjacent = new boolean[size][size];
        for (int i = 0; i < size; i++) {
            Node place = places.get(i);
            index.put(place, i);
            stays[i] = Objects.requireNonNull(place.stay);
            for (int j = 0; j < size; j++) {
                adjacent[i][j] = i != j && nextDoor.test(place, places.get(j));
            }
        }
        occupied = new boolean[size];
        holding = new boolean[size];
        least = new long[size];
        left = new long[size];
        whereabouts = new Whereabouts(stays, adjacent, headCount);
        whereabouts.recall();
    }

    /** {@return whether the people of these places can be weighed: some places, none of which is a part of another} */
    static boolean canBeWeighed(List<Node> places) {
        if (places.size() < 2 || places.size() > Whereabouts.MOST_PLACES) {
            return false;
        }
        Set<Node> all = new HashSet<>(places);
        for (Node place : places) {
            for (Node above = place.parent; above != null; above = above.parent) {
                if (all.contains(above)) {
                    return false;
                }
            }
        }
        return true;
    }

    List<Node> places() {
        return places;
    }

    /**
     * {@return whether the places, their memory and the ways between them are the same, so that what is known remains
     * true}
     */
    boolean sameAs(Household other) {
        if (headCount != other.headCount || !places.equals(other.places)
                || !Arrays.deepEquals(adjacent, other.adjacent)) {
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
            if (stay.seesStillness) {
                return false;
            }
            activities += stay.activities;
        }
        return activities >= enough;
    }

    void seen(Node place, @Nullable BoundaryChange door, long now) {
        look(now);
        Whereabouts.Sight sight = Whereabouts.Sight.INSIDE;
        if (door != null) {
            int i = indexOf(place);
            boolean closes = door == BoundaryChange.CLOSED && stays[i].doorMoved != NONE
                    && now - stays[i].doorMoved <= CLOSED_AGAIN_MILLIS;
            sight = closes ? Whereabouts.Sight.DOOR_CLOSING : Whereabouts.Sight.DOOR;
        }
        whereabouts.seen(indexOf(place), sight, holding, now);
    }

    void vacated(Node place) {
        whereabouts.vacated(indexOf(place));
    }

    /**
     * Works out when each place will have been left.
     *
     * @param active where there has just been activity
     * @param now when
     */
    void weigh(Node active, long now) {
        look(now);
        int i = indexOf(active);
        occupied[i] = Departures.isOccupied(active, active);
        whereabouts.foresee(occupied, holding, least, now, left);
    }

    /** {@return when a place will have been left, as {@link #weigh} found; {@link Instants#HELD} if it will not} */
    long left(Node place) {
        Integer i = index.get(place);
        return i == null ? HELD : left[i];
    }

    /** {@return how many people are somewhere else if nobody is in a place} */
    int elsewhere(Node place) {
        return whereabouts.elsewhere(indexOf(place));
    }

    /** Writes down at each place, also one where nobody has been yet, what is known of the people, if anything is. */
    void record() {
        for (Stay stay : stays) {
            if (stay.lastActive != NONE) {
                whereabouts.record();
                return;
            }
        }
    }

    private int indexOf(Node place) {
        return Objects.requireNonNull(index.get(place));
    }

    private void look(long now) {
        for (int i = 0; i < occupied.length; i++) {
            Node place = places.get(i);
            // A sensor that reports somebody for hours without a break is stuck: it proves nothing of others.
            boolean recent = stays[i].lastActive != NONE && now - stays[i].lastActive < place.config.stayMillis;
            occupied[i] = place.own;
            holding[i] = place.own && recent && Departures.holds(place);
            least[i] = place.config.leaveMillis / (headCount == 1 ? LEAST_PART_ALONE : LEAST_PART);
        }
    }
}
