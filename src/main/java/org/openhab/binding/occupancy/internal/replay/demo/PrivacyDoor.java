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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.demo.FamilyDiary.Span;

/**
 * A contact on the door of a room that people shut themselves in: closed while somebody is inside, else ajar.
 *
 * @param location the room
 * @param forgotten how often it is left open with somebody inside, from 0 to 1
 */
@NonNullByDefault
record PrivacyDoor(String location, double forgotten) implements Sensor {

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        for (Span span : household.spans(visit -> visit.location().equals(location))) {
            Instant closed = span.from().plus(chance.between(Duration.ofSeconds(2), Duration.ofSeconds(4)));
            Instant open = span.to().minus(chance.between(Duration.ofMillis(800), Duration.ofMillis(2000)));
            if (closed.isBefore(open) && !chance.happens(forgotten)) {
                changes.add(new Reading(closed, "CLOSED"));
                changes.add(new Reading(open, "OPEN"));
            }
        }
        return changes;
    }
}
