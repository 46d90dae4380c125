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

import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left for the location next door: there was activity there after the latest activity here. The location has its
 * patience left then, by default {@code leaveTimeout}. While closed doors enclose it, nobody can have left.
 *
 * Where no list says what is next to what, all locations without a list are next door. An event must not cost as much
 * as there are of these: those that can still be left are kept in {@link OpenStays}.
 */
@NonNullByDefault
final class ActiveNextDoor implements LeavingRule {

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
        // A part of a room is in the room: who is active in it is next to whatever the room is next to.
        Set<Node> others = new LinkedHashSet<>(neighbours.withContentAround(node));
        if (!Neighbours.known(node)) {
            others.addAll(openStays.around(node));
        }
        Node spared = homes.spared(node);
        if (spared != null) {
            others.add(spared);
        }
        for (Node other : StayEnder.longestSilentFirst(others)) {
            endLater(other, activity);
        }
        return false;
    }

    private void endLater(Node other, Activity activity) {
        if (other == activity.node()) {
            // It has just been entered: its evidence may not have been settled yet.
            return;
        }
        Stay stay = other.stay;
        if (stay == null || !other.own || !other.isLeftByDeparture()) {
            openStays.remove(other);
            return;
        }
        if (!StayEnder.mayHaveLeft(other, activity)) {
            return;
        }
        stay.doors.activityNextDoor(activity.now());
        if (!stay.doors.enclosed()) {
            ender.end(other, activity, Instants.plus(activity.now(), stay.activity.patience(other.config.leaveMillis)));
        }
    }
}
