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
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left for a location next door in which a presence sensor reports somebody anyway: no sensor would notice that a
 * second person joined the first there. So activity here counts for a few {@code leaveTimeout}s only.
 */
@NonNullByDefault
final class PresenceNextDoor implements LeavingRule {

    /**
     * Factor on {@code leaveTimeout}. Three: aras .953 / 6.3 instead of .955 / 3.8; ten: ordonez laid over itself .975
     * instead of .981.
     */
    private static final int MOST_LEAVE_TIMEOUTS_BESIDE_A_HOLD = 5;

    private final Neighbours neighbours;
    private final HoldEnded holdEnded;

    PresenceNextDoor(Neighbours neighbours, HoldEnded holdEnded) {
        this.neighbours = neighbours;
        this.holdEnded = holdEnded;
    }

    @Override
    public long observe(Activity activity, Stay stay) {
        if (activity.type() == EventType.MANUAL || activity.isHoldStart() || stay.doors.enclosed()
                || holdEnded.hasLostSomebody(activity, stay)) {
            return Instants.HELD;
        }
        String nextDoor = find(activity.node());
        stay.leaving.presenceNextDoor(nextDoor);
        return nextDoor == null ? Instants.HELD
                : Instants.plus(activity.now(), MOST_LEAVE_TIMEOUTS_BESIDE_A_HOLD
                        * activity.node().config.leaveTimeout().millisAt(activity.now()));
    }

    /** {@return the first location by id next door in which a presence sensor reports somebody} */
    private @Nullable String find(Node node) {
        String first = null;
        for (Node other : neighbours.beside(node)) {
            if (other.isHeldByPresence(node) && (first == null || other.id.compareTo(first) < 0)) {
                first = other.id;
            }
        }
        return first;
    }
}
