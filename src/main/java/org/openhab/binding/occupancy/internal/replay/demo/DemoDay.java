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
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.LockMode;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;

/**
 * A simulated day: what people did, what the items of their home showed of it, and what they told the home by hand.
 *
 * @param household what people did
 * @param changes what the items showed, in order of time
 * @param commands what people told the home, in order of time
 */
@NonNullByDefault
record DemoDay(Household household, List<ItemChange> changes, List<OccupancyEvent> commands) {

    static final LocalDate DATE = LocalDate.of(2026, 3, 12);
    static final ZoneId ZONE = ZoneOffset.UTC;

    private static final Set<String> BEACONS = Set.of(FamilyDay.KITCHEN, FamilyDay.LIVING_ROOM, FamilyDay.STUDY,
            FamilyDay.BEDROOM);

    /** {@return the day that belongs to a seed; the same one every time} */
    static DemoDay of(long seed) {
        Instant midnight = DATE.atStartOfDay(ZONE).toInstant();
        Household household = FamilyDay.live(midnight, seed);
        List<Fault> faults = faults(household, midnight);
        List<ItemChange> changes = new ArrayList<>();
        for (Sensor sensor : sensors()) {
            List<ItemChange> seen = sensor.observe(household, new Chance(seed, sensor.item()));
            for (Fault fault : faults) {
                if (fault.item().equals(sensor.item())) {
                    seen = fault.applyTo(seen);
                }
            }
            seen.stream().filter(change -> change.at().isBefore(household.end())).forEach(changes::add);
        }
        changes.sort(Comparator.comparing(ItemChange::at));
        return new DemoDay(household, List.copyOf(changes), commands(household, midnight));
    }

    private static List<Sensor> sensors() {
        Duration motionClear = Duration.ofSeconds(45);
        Duration radarLoses = Duration.ofHours(3);
        return List.of(new HouseDoor("Front_Door", FloorPlan.OUTSIDE, FamilyDay.HALL),
                new MotionSensor("Hall_Motion", FamilyDay.HALL, 0.12, Duration.ofSeconds(20)),
                new MotionSensor("Living_Motion", FamilyDay.LIVING_ROOM, 0.25, motionClear),
                new PresenceRadar("Living_Radar", FamilyDay.LIVING_ROOM, radarLoses),
                new PowerMeter("TV_Power", FamilyDay.LIVING_ROOM, Doing.WATCH_TV, 0.5, 96),
                new MotionSensor("Kitchen_Motion", FamilyDay.KITCHEN, 0.15, motionClear),
                new LightSwitch("Kitchen_Light", FamilyDay.KITCHEN, FamilyDay.SUNRISE, FamilyDay.SUNSET),
                new MotionSensor("Study_Motion", FamilyDay.STUDY, 0.2, motionClear),
                new PowerMeter("Desk_Power", FamilyDay.STUDY, Doing.DESK, 3, 72),
                new MotionSensor("Toilet_Motion", FamilyDay.TOILET, 0.1, motionClear),
                new PrivacyDoor("Toilet_Door", FamilyDay.TOILET, 0.1),
                new PulseSensor("Landing_Motion", FamilyDay.LANDING, 0.15, Duration.ofSeconds(30)),
                new MotionSensor("Bedroom_Motion", FamilyDay.BEDROOM, 0.2, motionClear),
                new PresenceRadar("Bedroom_Radar", FamilyDay.BEDROOM, radarLoses),
                new MotionSensor("Bathroom_Motion", FamilyDay.BATHROOM, 0.1, motionClear),
                new PrivacyDoor("Bathroom_Door", FamilyDay.BATHROOM, 0.1),
                new Hygrometer("Bathroom_Humidity", FamilyDay.BATHROOM),
                new MotionSensor("Mia_Motion", FamilyDay.MIAS_ROOM, 0.2, motionClear),
                new MotionSensor("Ben_Motion", FamilyDay.BENS_ROOM, 0.2, motionClear),
                new PresenceRadar("Ben_Radar", FamilyDay.BENS_ROOM, radarLoses),
                new Phone("Anna_Phone", "Anna", BEACONS, FamilyDay.PLAN),
                new Phone("Tom_Phone", "Tom", BEACONS, FamilyDay.PLAN));
    }

    /** A sensor that sticks after Mia left for school, and a battery that is empty for part of the afternoon. */
    private static List<Fault> faults(Household household, Instant midnight) {
        Instant stuck = household.visits().stream()
                .filter(visit -> visit.person().equals("Mia") && visit.place().equals(FamilyDay.MIAS_ROOM))
                .map(Visit::to).filter(to -> to.isAfter(midnight.plus(Duration.ofHours(6)))).findFirst()
                .orElse(midnight.plus(Duration.ofHours(7)));
        return List.of(new Fault("Mia_Motion", stuck.minusSeconds(20), stuck.plus(Duration.ofMinutes(130)), "ON"),
                new Fault("Study_Motion", midnight.plus(Duration.ofMinutes(13 * 60 + 42)),
                        midnight.plus(Duration.ofMinutes(15 * 60 + 34)), "UNDEF"));
    }

    /** A video call that must not be disturbed, a film night, and the good night button. */
    private static List<OccupancyEvent> commands(Household household, Instant midnight) {
        Instant goodNight = household.visits().stream()
                .filter(visit -> visit.person().equals("Tom") && visit.place().equals(FamilyDay.LIVING_ROOM))
                .map(Visit::to).reduce(midnight, (first, second) -> second);
        return List.of(
                OccupancyEvent.lock(FamilyDay.STUDY, "video-call", LockMode.FREEZE, midnight.plus(Duration.ofHours(14)))
                        .withDuration(Duration.ofMinutes(50)),
                OccupancyEvent
                        .lock(FamilyDay.LIVING_ROOM, "film-night", LockMode.KEEP_OCCUPIED,
                                midnight.plus(Duration.ofMinutes(20 * 60 + 15)))
                        .withDuration(Duration.ofMinutes(125)),
                OccupancyEvent.vacate("ground-floor", "good-night", goodNight.plusSeconds(2)));
    }
}
