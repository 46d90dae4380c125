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
 * A battery sensor that only ever reports ON, and saves power by sleeping after every report.
 *
 * @param location where it hangs
 * @param misses how many of the movements it does not see, from 0 to 1
 * @param coolDown how long it sleeps after a report
 */
@NonNullByDefault
record PulseSensor(String location, double misses, Duration coolDown) implements Sensor {

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        Instant awake = household.start();
        for (Instant movement : household.movements(location)) {
            if (!movement.isBefore(awake) && !chance.happens(misses)) {
                changes.add(new Reading(movement, "ON"));
                awake = movement.plus(coolDown);
            }
        }
        return changes;
    }
}
