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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left while a motion sensor was still ON, as it is for a while after the last movement. While it is ON nothing can be
 * concluded. Once it is OFF the location counts as left during that time if somebody was active next door then, a
 * presence sensor stopped seeing anybody, or its door moved, and if no other sensor has seen somebody here since. It
 * stays occupied for its usual patience (its rhythm) after the sensor went OFF.
 */
@NonNullByDefault
final class LeftDuringMotion implements LeavingRule {

    private final Households households;

    LeftDuringMotion(Households households) {
        this.households = households;
    }

    @Override
    public long observe(Activity activity, Stay stay) {
        if (!activity.isMotion()) {
            return HELD;
        }
        if (activity.isHoldEnd()) {
            return Math.max(activity.now(), turnedOff(activity, stay));
        }
        if (activity.isHoldStart() && activity.door() == null) {
            stay.motionSensors.turnedOn(activity.source(), activity.now());
        }
        return HELD;
    }

    private long turnedOff(Activity activity, Stay stay) {
        Node node = activity.node();
        long lastMovement = stay.motionSensors.turnedOff(activity.source(), activity.now());
        long lastActive = stay.activity.previouslyActive();
        long emptied = stay.presenceSensors.emptiedAt();
        if (emptied != NONE && emptied == lastActive && lastMovement <= emptied) {
            stay.activity.lastActiveAt(emptied);
            stay.leaving.seen(emptied, null);
            long end = node.config.leaveTimeout().endFrom(emptied);
            for (SourceState evidence : node.sources) {
                end = Categories.PRESENCE.equals(evidence.category) ? Math.max(end, evidence.timer) : end;
            }
            return end;
        }
        long doorMoved = stay.doors.lastMoved();
        if (doorMoved != NONE && doorMoved == lastActive && lastMovement <= doorMoved) {
            stay.activity.lastActiveAt(doorMoved);
            stay.leaving.seen(doorMoved, node.id);
            return node.config.leaveTimeout().endFrom(doorMoved);
        }
        long elsewhereAt = stay.leaving.elsewhereAt();
        if (elsewhereAt == NONE || elsewhereAt <= Math.max(lastMovement, lastActive) || stay.doors.enclosed()) {
            return HELD;
        }
        stay.leaving.seen(elsewhereAt, stay.leaving.elsewhere());
        // the patience runs from now and not from the activity next door, which may have been somebody else's, since
        // the sensor was still ON
        return Instants.plus(activity.now(), households.hasOnePerson(node) ? 0
                : stay.activity.patience(node.config.leaveTimeout().millisAt(activity.now())));
    }
}
