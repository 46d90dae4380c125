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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;

/**
 * A simulated day: what people did, what the items of their home showed of it, and what they told the home by hand.
 *
 * @param household what people did
 * @param changes what the items showed, in order of time
 * @param commands what people told the home, in order of time
 */
@NonNullByDefault
record DemoDay(FamilyDiary household, List<ItemChange> changes, List<OccupancyEvent> commands) {

    static final LocalDate DATE = LocalDate.of(2026, 3, 12);

    private static final Set<String> BEACONS = Set.of(FamilyDay.KITCHEN, FamilyDay.LIVING_ROOM, FamilyDay.STUDY,
            FamilyDay.BEDROOM);

    /** {@return the day that belongs to a seed; the same one every time} */
    static DemoDay of(long seed) {
        Instant midnight = DATE.atStartOfDay(Demo.ZONE).toInstant();
        FamilyDiary household = FamilyDay.live(midnight, seed);
        List<Fault> faults = faults(household, midnight);
        List<ItemChange> changes = new ArrayList<>();
        sensors().forEach((item, sensor) -> {
            List<Reading> readings = sensor.observe(household, new Chance(seed, item));
            for (Fault fault : faults) {
                if (fault.item().equals(item)) {
                    readings = fault.applyTo(readings);
                }
            }
            for (Reading reading : readings) {
                if (reading.at().isBefore(household.end())) {
                    changes.add(new ItemChange(reading.at(), item, reading.state()));
                }
            }
        });
        changes.sort(Comparator.comparing(ItemChange::at));
        return new DemoDay(household, List.copyOf(changes), commands(household, midnight));
    }

    private static Map<String, Sensor> sensors() {
        Duration clear = Duration.ofSeconds(45);
        Duration loses = Duration.ofHours(3);
        Map<String, Sensor> sensors = new LinkedHashMap<>();
        sensors.put("Front_Door", new HouseDoor(FloorPlan.OUTSIDE, FamilyDay.HALL));
        sensors.put("Hall_Motion", new MotionSensor(FamilyDay.HALL, 0.12, Duration.ofSeconds(20)));
        sensors.put("Living_Motion", new MotionSensor(FamilyDay.LIVING_ROOM, 0.25, clear));
        sensors.put("Living_Radar", new PresenceRadar(FamilyDay.LIVING_ROOM, loses));
        sensors.put("TV_Power", new PowerMeter(FamilyDay.LIVING_ROOM, Doing.WATCH_TV, 0.5, 96));
        sensors.put("Kitchen_Motion", new MotionSensor(FamilyDay.KITCHEN, 0.15, clear));
        sensors.put("Kitchen_Light", new LightSwitch(FamilyDay.KITCHEN, FamilyDay.SUNRISE, FamilyDay.SUNSET));
        sensors.put("Study_Motion", new MotionSensor(FamilyDay.STUDY, 0.2, clear));
        sensors.put("Desk_Power", new PowerMeter(FamilyDay.STUDY, Doing.DESK, 3, 72));
        sensors.put("Toilet_Motion", new MotionSensor(FamilyDay.TOILET, 0.1, clear));
        sensors.put("Toilet_Door", new PrivacyDoor(FamilyDay.TOILET, 0.1));
        sensors.put("Landing_Motion", new PulseSensor(FamilyDay.LANDING, 0.15, Duration.ofSeconds(30)));
        sensors.put("Bedroom_Motion", new MotionSensor(FamilyDay.BEDROOM, 0.2, clear));
        sensors.put("Bedroom_Radar", new PresenceRadar(FamilyDay.BEDROOM, loses));
        sensors.put("Bathroom_Motion", new MotionSensor(FamilyDay.BATHROOM, 0.1, clear));
        sensors.put("Bathroom_Door", new PrivacyDoor(FamilyDay.BATHROOM, 0.1));
        sensors.put("Bathroom_Humidity", new Hygrometer(FamilyDay.BATHROOM));
        sensors.put("Mia_Motion", new MotionSensor(FamilyDay.MIAS_ROOM, 0.2, clear));
        sensors.put("Ben_Motion", new MotionSensor(FamilyDay.BENS_ROOM, 0.2, clear));
        sensors.put("Ben_Radar", new PresenceRadar(FamilyDay.BENS_ROOM, loses));
        sensors.put("Anna_Phone", new Phone("Anna", BEACONS, FamilyDay.PLAN));
        sensors.put("Tom_Phone", new Phone("Tom", BEACONS, FamilyDay.PLAN));
        return sensors;
    }

    /** A sensor that sticks after Mia left for school, and a battery that is empty for part of the afternoon. */
    private static List<Fault> faults(FamilyDiary household, Instant midnight) {
        Instant stuck = firstEnd(household, "Mia", FamilyDay.MIAS_ROOM, Doing.DRESS);
        return List.of(new Fault("Mia_Motion", stuck.minusSeconds(20), stuck.plus(Duration.ofMinutes(130)), "ON"),
                new Fault("Study_Motion", midnight.plus(Duration.ofMinutes(13 * 60 + 42)),
                        midnight.plus(Duration.ofMinutes(15 * 60 + 34)), "UNDEF"));
    }

    /** A video call that must not be disturbed, a film night, and the good night button. */
    private static List<OccupancyEvent> commands(FamilyDiary household, Instant midnight) {
        Instant goodNight = lastEnd(household, "Tom", FamilyDay.LIVING_ROOM);
        return List.of(
                OccupancyEvent.lock(FamilyDay.STUDY, "video-call", LockMode.FREEZE, midnight.plus(Duration.ofHours(14)))
                        .withDuration(Duration.ofMinutes(50)),
                OccupancyEvent.lock(FamilyDay.LIVING_ROOM, "film-night", LockMode.KEEP_OCCUPIED,
                        midnight.plus(Duration.ofMinutes(20 * 60 + 15))).withDuration(Duration.ofMinutes(125)),
                OccupancyEvent.vacate("ground-floor", "good-night", goodNight.plusSeconds(2)));
    }

    private static Instant firstEnd(FamilyDiary household, String person, String location, Doing doing) {
        for (Visit visit : household.visits()) {
            if (visit.person().equals(person) && visit.location().equals(location) && visit.doing() == doing) {
                return visit.to();
            }
        }
        return household.start();
    }

    private static Instant lastEnd(FamilyDiary household, String person, String location) {
        Instant last = household.start();
        for (Visit visit : household.visits()) {
            if (visit.person().equals(person) && visit.location().equals(location)) {
                last = visit.to();
            }
        }
        return last;
    }
}
