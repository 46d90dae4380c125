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

import java.time.Duration;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;

/**
 * What a source reported of a location, or what a person said: an event of type {@code MOMENTARY}, {@code MANUAL},
 * {@code HOLD_START} or {@code HOLD_END}, completed from what is known of its location and source.
 *
 * @param node the location
 * @param type the type of the event
 * @param source the id of the source
 * @param category what kind of evidence it is
 * @param door what a door did, if that is what was reported; never for the end of a hold
 * @param sustainOnly whether it can keep the location occupied but not make it so; never for what a person said
 * @param timerEnd when the evidence ends by time; {@code Instants.HELD} if only another event ends it,
 *            {@code Instants.NONE} if there is none
 * @param saidFor whether a person said how long it counts; no rule of leaving makes that longer
 * @param cause the cause of all that changes
 * @param now when
 */
@NonNullByDefault
record Activity(Node node, EventType type, String source, String category, @Nullable BoundaryChange door,
        boolean sustainOnly, long timerEnd, boolean saidFor, Cause cause, long now) {

    static Activity of(Node node, OccupancyEvent event, EventType type, String source, String category, long now) {
        return new Activity(node, type, source, category, type == EventType.HOLD_END ? null : event.boundary(),
                type != EventType.MANUAL && event.sustainOnly(), timerEnd(node, event, type, category, now),
                type == EventType.MANUAL && event.duration() != null, new Cause.Event(type, source, category), now);
    }

    private static long timerEnd(Node node, OccupancyEvent event, EventType type, String category, long now) {
        if (type == EventType.HOLD_START) {
            return Instants.HELD;
        }
        return type != EventType.MANUAL && event.duration() == null
                && WalkedThrough.isSeenAgainSoon(node, category, now)
                        ? Instants.plus(now, WalkedThrough.timeoutMillis(node, now))
                        : timerEnd(node, event.duration(), category, now);
    }

    /** {@return when evidence of a category ends by time} @param duration after how long, if the event says so */
    static long timerEnd(Node node, @Nullable Duration duration, String category, long now) {
        return Instants.plus(now, duration != null ? duration.toMillis() : node.config.timeoutMillis(category, now));
    }

    /** {@return this activity without evidence that would end by time} */
    Activity withoutTimer() {
        return new Activity(node, type, source, category, door, sustainOnly, Instants.NONE, saidFor, cause, now);
    }

    /**
     * {@return this activity as one of a source that is not believed alone: it can keep a location occupied, not make
     * it so}
     */
    Activity doubted() {
        return new Activity(node, type, source, category, door, true, timerEnd, saidFor, cause, now);
    }

    /** {@return whether a source reports somebody from now on} */
    boolean isHoldStart() {
        return type == EventType.HOLD_START;
    }

    /** {@return whether a source that reported somebody does so no more} */
    boolean isHoldEnd() {
        return type == EventType.HOLD_END;
    }

    boolean isMotion() {
        return Categories.MOTION.equals(category);
    }

    boolean isPresence() {
        return Categories.PRESENCE.equals(category);
    }

    /** {@return whether it can keep the location occupied but tells nothing of anybody who came in} */
    boolean onlySustains() {
        return sustainOnly || isHoldEnd();
    }
}
