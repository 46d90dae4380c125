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
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A phone that tells which beacon is nearest: takes a while to notice a change of room, sometimes hears the room next
 * door, and lies on the charger while its owner is in the bathroom.
 *
 * @param person whose phone it is
 * @param beacons the locations that have a beacon
 * @param plan which rooms are next door to each other
 */
@NonNullByDefault
record Phone(String person, Set<String> beacons, FloorPlan plan) implements Sensor {

    private static final double WRONG_ROOM = 0.05;

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        String shown = "";
        for (Visit visit : household.visits()) {
            if (!visit.person().equals(person)) {
                continue;
            }
            String heard = visit.atHome() ? visit.location() : "away";
            Duration late = visit.from().equals(household.start()) ? Duration.ZERO
                    : chance.between(Duration.ofSeconds(8), Duration.ofSeconds(25));
            if (visit.atHome() && !beacons.contains(heard) || visit.length().compareTo(late) <= 0) {
                continue;
            }
            Instant at = visit.from().plus(late);
            if (visit.atHome() && chance.happens(WRONG_ROOM)) {
                List<String> others = plan.neighbours(heard).stream().filter(beacons::contains).toList();
                Duration wrong = chance.between(Duration.ofSeconds(20), Duration.ofSeconds(90));
                if (!others.isEmpty() && wrong.compareTo(Duration.between(at, visit.to())) < 0) {
                    changes.add(new Reading(at, others.get(0)));
                    shown = others.get(0);
                    at = at.plus(wrong);
                }
            }
            if (!heard.equals(shown)) {
                changes.add(new Reading(at, heard));
                shown = heard;
            }
        }
        return changes;
    }
}
