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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left through a door: it moved, and nobody was active inside after that for {@code leaveTimeout}.
 */
@NonNullByDefault
final class DoorMoved implements LeavingRule {

    private final Neighbours neighbours;

    DoorMoved(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public long observe(Activity activity, Stay stay) {
        Node node = activity.node();
        BoundaryChange door = activity.door();
        if (door != null) {
            stay.doors.moved(activity.source(), door, activity.now());
            stay.leaving.seen(activity.now(), node.id);
            return node.config.leaveTimeout().endFrom(activity.now());
        }
        // while a door is open, or there is none, an activity inside tells nothing
        if (!activity.isHoldEnd() && stay.doors.closedSince() != Instants.NONE) {
            stay.doors.activityInside(node.own, allWaysHaveDoors(node, stay),
                    node.config.leaveTimeout().millisAt(activity.now()), activity.now());
        }
        return Instants.HELD;
    }

    /**
     * {@return whether nobody can leave a location while its doors are closed} That is not so if one of them is an
     * exit, since it leads out of the home and not to the other rooms, or if there are fewer doors than known ways.
     */
    private boolean allWaysHaveDoors(Node node, Stay stay) {
        int doors = 0;
        for (String door : stay.doors.open().keySet()) {
            doors += Homes.isExit(node, door) ? 0 : 1;
        }
        return doors > 0 && doors >= neighbours.ways(node);
    }

    /** Records on which side a door was found, without anybody having moved it just now. */
    static void read(Node node, String source, @Nullable BoundaryChange side, long now) {
        Stay stay = node.stay;
        if (side != null && stay != null && node.isLeftByDeparture()) {
            stay.doors.read(source, side, now);
        }
    }
}
