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
import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;

/**
 * Checks that an event is complete and allowed, before it changes anything.
 */
@NonNullByDefault
final class EventCheck {

    private static final String MANUAL_SOURCE = "manual";

    private EventCheck() {
    }

    /**
     * Refuses an event that is not complete or not allowed.
     *
     * @return when it happened
     * @throws RejectedException that names the field
     */
    static long check(OccupancyEvent event, Tree tree) {
        EventType type = event.type();
        if (type == null) {
            throw missing("type");
        }
        String location = event.location();
        Node node = location == null ? null : tree.get(location);
        if (node == null && (location == null || location.isBlank())) {
            throw missing("location");
        }
        if (type == EventType.PROPAGATED) {
            throw new RejectedException(RejectionCode.PROPAGATED_EVENT, "type",
                    "The type PROPAGATED is not accepted: occupancy reaches a parent by itself.");
        }
        if (node == null) {
            throw new RejectedException(RejectionCode.UNKNOWN_LOCATION, "location",
                    "There is no location " + location + ".");
        }
        Instant at = event.at();
        if (at == null) {
            throw missing("at");
        }
        long instant = Instants.millis(at);
        Instant since = event.since();
        if (since != null) {
            Instants.millis(since);
        }
        Duration duration = event.duration();
        if (duration != null) {
            Durations.check("duration", "duration", duration);
        }
        String speaker = speaker(event, type);
        if (speaker == null || speaker.isBlank()) {
            throw missing(type == EventType.LOCK || type == EventType.UNLOCK ? "owner" : "source");
        }
        String category = event.category();
        boolean needed = type == EventType.MOMENTARY || type == EventType.HOLD_START;
        if (needed && (category == null || category.isBlank())) {
            throw missing("category");
        }
        return instant;
    }

    /** {@return the source or owner that the event speaks for; never {@code null} after {@link #check}} */
    static @Nullable String speaker(OccupancyEvent event, EventType type) {
        String source = event.source();
        return switch (type) {
            case LOCK, UNLOCK -> {
                String owner = event.owner();
                yield owner == null || owner.isBlank() ? source : owner;
            }
            case MANUAL, VACATE, UNLOCK_ALL -> source == null || source.isBlank() ? MANUAL_SOURCE : source;
            default -> source;
        };
    }

    private static RejectedException missing(String field) {
        return new RejectedException(RejectionCode.MISSING_FIELD, field, "The event has no " + field + ".");
    }
}
