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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Somebody left for the location next door: there was activity there after the latest activity here. From that instant
 * on the location waits for new activity of its own, and then becomes vacant. How long it waits is its <i>patience</i>:
 * {@code leaveTimeout}, and once the {@linkplain org.openhab.binding.occupancy.internal.engine.whereabouts.Rhythm
 * rhythm} of its reports is known, three of its usual pauses. While closed doors enclose it, nobody can have left.
 * <p>
 * Where no list says what is next to what, all parts of the same location that have no list are next door to each
 * other. There can be many, and an event must not look at all of them: {@link OpenStays} keeps those that can still be
 * left.
 * <p>
 * Some activity tells less. The location then waits five times as long:
 * <ul>
 * <li>Activity in a passage, once enough has happened here to judge by. Whoever was seen there is soon seen somewhere
 * else, and only that shows that they left. If they are not, they came back, or the sensor of the passage looks into
 * this room.
 * <li>Activity on another floor, while no list says what is next to what. Whoever walks there is usually seen on the
 * way, so whoever is active there is usually somebody else.
 * </ul>
 * While a motion sensor of the location is still ON, neither counts.
 */
@NonNullByDefault
final class ActiveNextDoor implements LeavingRule {

    /**
     * Factor by which the patience grows after activity that may be somebody else's. With a factor of one: aras_a 15.6
     * false vacancies a day instead of 12.5, the demo's family as it comes 63 instead of 55.
     */
    private static final int PATIENCE_IF_UNCERTAIN = 5;
    /** The longest walk through a passage, in milliseconds. */
    private static final long WALK_MILLIS = 60_000;

    private final Neighbours neighbours;
    private final Homes homes;
    private final OpenStays openStays;
    private final StayEnder ender;

    ActiveNextDoor(Neighbours neighbours, Homes homes, OpenStays openStays, StayEnder ender) {
        this.neighbours = neighbours;
        this.homes = homes;
        this.openStays = openStays;
        this.ender = ender;
    }

    @Override
    public boolean spread(Activity activity) {
        Node node = activity.node();
        if (activity.onlySustains()) {
            return false;
        }
        Set<Node> others = new LinkedHashSet<>();
        // whoever is active in a part of a room is in the room, too, and so next to whatever the room is next to
        for (Node other : neighbours.around(node)) {
            addIfOccupied(other, node, others);
        }
        if (!Neighbours.known(node)) {
            for (Node other : List.copyOf(openStays.around(node))) {
                addIfOccupied(other, node, others);
            }
        }
        Node spared = homes.spared(node);
        if (spared != null) {
            addIfOccupied(spared, node, others);
        }
        Set<Node> cameFrom = node.config.passage() ? Set.of() : walkedThrough(node, activity.now());
        for (Node other : cameFrom) {
            addIfOccupied(other, node, others);
        }
        for (Node other : StayEnder.longestSilentFirst(others)) {
            endLater(other, activity, cameFrom.contains(other) || isCertain(other, node));
        }
        return false;
    }

    /** Adds a location to those that somebody may have left, unless it is empty, as most are. */
    private void addIfOccupied(Node node, Node active, Set<Node> others) {
        if (node == active) {
            // it has just been entered, but its evidence may not have been settled yet
            return;
        }
        if (node.stay != null && node.own && node.isLeftByDeparture()) {
            others.add(node);
        } else {
            openStays.remove(node);
        }
    }

    /**
     * Whether activity next door is certain to be that of whoever was here. The exception for passages counts only once
     * enough has happened in the location that was left.
     */
    private static boolean isCertain(Node left, Node active) {
        Stay stay = left.stay;
        boolean far = !Neighbours.known(left) && !Neighbours.known(active) && left.parent != active.parent;
        return !far && !(active.config.passage() && stay != null && stay.activity.knowsRhythm());
    }

    /**
     * {@return the locations from which whoever is active in a room may have come, through passages in which somebody
     * was seen a moment ago}
     */
    private Set<Node> walkedThrough(Node room, long now) {
        Deque<Node> open = null;
        for (Node passage : neighbours.passagesBeside(room)) {
            if (walk(passage, now) != null) {
                open = open == null ? new ArrayDeque<>() : open;
                open.add(passage);
            }
        }
        if (open == null) {
            return Set.of();
        }
        Set<Node> cameFrom = new LinkedHashSet<>();
        Set<Node> passages = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Node passage = open.remove();
            Stay walk = walk(passage, now);
            if (walk == null || !passages.add(passage)) {
                continue;
            }
            for (Node other : neighbours.beside(passage)) {
                Stay stay = other.stay;
                if (other.config.passage()) {
                    open.add(other);
                } else if (stay != null && stay.activity.lastActive() < walk.activity.lastActive()) {
                    cameFrom.add(other);
                }
            }
        }
        return cameFrom;
    }

    /** {@return what a passage remembers of somebody who was seen in it a moment ago; {@code null} if nobody was} */
    private static @Nullable Stay walk(Node passage, long now) {
        Stay walk = passage.stay;
        return walk == null || !passage.own || walk.activity.lastActive() == Instants.NONE
                || now - walk.activity.lastActive() > WALK_MILLIS ? null : walk;
    }

    private void endLater(Node other, Activity activity, boolean certain) {
        Stay stay = other.stay;
        if (stay == null || !StayEnder.mayHaveLeft(other, activity)) {
            return;
        }
        stay.doors.activityNextDoor(activity.now());
        if (!stay.doors.enclosed()) {
            long patience = stay.activity.patience(other.config.leaveTimeout().millisAt(activity.now()));
            ender.end(other, activity,
                    Instants.plus(activity.now(), certain ? patience : PATIENCE_IF_UNCERTAIN * patience), certain);
        }
    }
}
