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

/**
 * A passive infrared sensor: sees movement, misses some of it, is blind for a while after it went off.
 *
 * @param location where it hangs
 * @param misses how many of the movements it does not see, from 0 to 1
 * @param clear how long it stays ON after the last movement it saw
 */
@NonNullByDefault
record MotionSensor(String location, double misses, Duration clear) implements Sensor {

    private static final Duration BLIND = Duration.ofSeconds(4);
    private static final Duration SLOWEST = Duration.ofMillis(900);

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        Instant off = Instant.MIN;
        boolean on = false;
        for (Instant movement : household.movements(location)) {
            if (on && !movement.isBefore(off)) {
                changes.add(new Reading(off, "OFF"));
                on = false;
            }
            boolean blind = !on && off != Instant.MIN && movement.isBefore(off.plus(BLIND));
            if (blind || chance.happens(misses)) {
                continue;
            }
            Instant seen = movement.plus(on ? Duration.ZERO : chance.between(Duration.ofMillis(150), SLOWEST));
            if (!on) {
                changes.add(new Reading(seen, "ON"));
                on = true;
            }
            off = seen.plus(clear);
        }
        if (on) {
            changes.add(new Reading(off, "OFF"));
        }
        return changes;
    }
}
