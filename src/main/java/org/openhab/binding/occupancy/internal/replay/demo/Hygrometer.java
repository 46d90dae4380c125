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
 * Relative humidity: climbs while somebody takes a shower, takes half an hour to fall again.
 *
 * @param location where it hangs
 */
@NonNullByDefault
record Hygrometer(String location) implements Sensor {

    private static final Duration STEP = Duration.ofMinutes(2);
    private static final double DRY = 48;
    private static final double STEAM = 92;
    private static final double CLIMB = 0.22;
    private static final double FALL = 0.09;

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Span> showers = household
                .spans(visit -> visit.location().equals(location) && visit.doing() == Doing.SHOWER);
        List<Reading> changes = new ArrayList<>();
        double humidity = DRY;
        long shown = -1;
        for (Instant at = household.start(); at.isBefore(household.end()); at = at.plus(STEP)) {
            Instant now = at;
            boolean steam = showers.stream().anyMatch(shower -> shower.contains(now));
            humidity += steam ? (STEAM - humidity) * CLIMB : (DRY - humidity) * FALL;
            long percent = Math.round(humidity + chance.number(-0.4, 0.4));
            if (percent != shown) {
                changes.add(new Reading(at, percent + " %"));
                shown = percent;
            }
        }
        return changes;
    }
}
