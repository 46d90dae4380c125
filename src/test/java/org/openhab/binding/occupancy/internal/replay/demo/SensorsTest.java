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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;

@NonNullByDefault
class SensorsTest {

    private static final Instant START = Instant.parse("2026-03-12T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(1));
    private static final FloorPlan PLAN = new FloorPlan().connect("room", "hall", 3).connect("hall", "den", 3);

    private final Chance chance = new Chance(1, "test");

    @Test
    void aMotionSensorThatMissesNothingIsOnFromTheFirstMovementUntilLongAfterTheLast() {
        FamilyDiary household = household(visit("room", "10:00", "10:05", Doing.COOK));
        List<Reading> readings = new MotionSensor("room", 0, Duration.ofMinutes(2)).observe(household, chance);
        assertThat(states(readings)).containsExactly("ON", "OFF");
        assertThat(readings.get(0).at()).isBetween(at("10:00"), at("10:01"));
        assertThat(readings.get(1).at()).isBetween(at("10:05"), at("10:07"));
    }

    @Test
    void aMotionSensorThatMissesEverythingSaysNothing() {
        FamilyDiary household = household(visit("room", "10:00", "10:05", Doing.COOK));
        assertThat(new MotionSensor("room", 1, Duration.ofMinutes(2)).observe(household, chance)).isEmpty();
    }

    @Test
    void aMotionSensorLosesWhoeverSitsStill() {
        FamilyDiary household = household(visit("room", "10:00", "12:00", Doing.WATCH_TV));
        List<Reading> readings = new MotionSensor("room", 0, Duration.ofSeconds(30)).observe(household, chance);
        assertThat(states(readings)).startsWith("ON", "OFF", "ON", "OFF").doesNotContainSequence("ON", "ON");
    }

    @Test
    void aPulseSensorSleepsAfterEveryReport() {
        FamilyDiary household = household(visit("room", "10:00", "10:10", Doing.CLEAN));
        List<Reading> readings = new PulseSensor("room", 0, Duration.ofMinutes(1)).observe(household, chance);
        assertThat(states(readings)).containsOnly("ON").hasSizeBetween(8, 10);
        for (int i = 1; i < readings.size(); i++) {
            assertThat(Duration.between(readings.get(i - 1).at(), readings.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aRadarSeesWhoeverSitsStill() {
        FamilyDiary household = household(visit("room", "10:00", "12:00", Doing.SLEEP));
        List<Reading> readings = new PresenceRadar("room", Duration.ofDays(365)).observe(household, chance);
        assertThat(states(readings)).containsExactly("ON", "OFF");
        assertThat(readings.get(1).at()).isAfter(at("12:00"));
    }

    @Test
    void aForgetfulRadarLosesAndFindsThem() {
        FamilyDiary household = household(visit("room", "10:00", "12:00", Doing.SLEEP));
        List<Reading> readings = new PresenceRadar("room", Duration.ofMinutes(10)).observe(household, chance);
        assertThat(states(readings)).startsWith("ON", "OFF", "ON", "OFF").doesNotContainSequence("ON", "ON")
                .doesNotContainSequence("OFF", "OFF");
    }

    @Test
    void aHouseDoorOpensForEveryPassage() {
        FamilyDiary household = household(visit("room", "10:00", "10:30", Doing.READ),
                visit("hall", "10:30", "10:40", Doing.CLEAN), visit("den", "10:40", "11:00", Doing.READ));
        List<Reading> readings = new HouseDoor("hall", "den").observe(household, chance);
        assertThat(states(readings)).containsExactly("OPEN", "CLOSED");
        assertThat(readings.get(0).at()).isBefore(at("10:40"));
        assertThat(readings.get(1).at()).isAfter(at("10:40"));
    }

    @Test
    void aPrivacyDoorIsClosedWhileSomebodyIsInside() {
        FamilyDiary household = household(visit("room", "10:00", "10:10", Doing.SHOWER));
        List<Reading> readings = new PrivacyDoor("room", 0).observe(household, chance);
        assertThat(states(readings)).containsExactly("CLOSED", "OPEN");
        assertThat(readings)
                .allMatch(reading -> reading.at().isAfter(at("10:00")) && reading.at().isBefore(at("10:10")));
        assertThat(new PrivacyDoor("room", 1).observe(household, chance)).isEmpty();
    }

    @Test
    void aMeterStaysUpDuringATripToTheKitchen() {
        FamilyDiary household = household(visit("room", "10:00", "10:30", Doing.DESK),
                visit("den", "10:30", "10:35", Doing.COOK), visit("room", "10:35", "11:00", Doing.DESK));
        List<Reading> readings = new PowerMeter("room", Doing.DESK, 3, 80).observe(household, chance);
        assertThat(states(readings)).startsWith("3.0 W").endsWith("3.0 W");
        assertThat(readings.subList(1, readings.size() - 1)).hasSizeGreaterThan(9)
                .allMatch(reading -> Double.parseDouble(reading.state().replace(" W", "")) > 70);
    }

    @Test
    void humidityClimbsInAShowerAndFallsSlowly() {
        FamilyDiary household = household(visit("room", "10:00", "10:12", Doing.SHOWER));
        List<Reading> readings = new Hygrometer("room").observe(household, chance);
        assertThat(percentAt(readings, "09:59")).isBetween(46, 50);
        assertThat(percentAt(readings, "10:12")).isGreaterThan(70);
        assertThat(percentAt(readings, "10:25")).isBetween(55, 80);
        assertThat(percentAt(readings, "12:00")).isBetween(46, 50);
    }

    @Test
    void aPhoneTellsTheRoomLateAndNotWithoutABeacon() {
        FamilyDiary household = household(visit("room", "10:00", "10:30", Doing.READ),
                visit("hall", "10:30", "10:40", Doing.READ), visit("den", "10:40", "11:00", Doing.READ),
                visit(FloorPlan.OUTSIDE, "11:00", "12:00", Doing.AWAY));
        List<Reading> readings = new Phone("Anna", Set.of("room", "den"), PLAN).observe(household, chance);
        assertThat(states(readings)).containsExactly("room", "den", "away");
        assertThat(readings.get(1).at()).isBetween(at("10:40"), at("10:41"));
        assertThat(new Phone("Tom", Set.of("room"), PLAN).observe(household, chance)).isEmpty();
    }

    @Test
    void aLampIsSwitchedInTheDarkOnly() {
        LightSwitch lamp = new LightSwitch("room", Duration.ofHours(7), Duration.ofHours(18));
        assertThat(lamp.observe(household(visit("room", "10:00", "10:30", Doing.READ)), chance)).isEmpty();
        assertThat(states(lamp.observe(household(visit("room", "19:00", "19:30", Doing.READ)), chance)))
                .containsExactly("ON", "OFF");
    }

    @Test
    void aFaultHidesWhatHappensAndTellsTheTruthAfterwards() {
        List<Reading> readings = List.of(new Reading(at("10:00"), "ON"), new Reading(at("10:10"), "OFF"),
                new Reading(at("10:20"), "ON"), new Reading(at("10:50"), "OFF"));
        assertThat(new Fault("x", at("10:05"), at("10:30"), "UNDEF").applyTo(readings)).containsExactly(
                new Reading(at("10:00"), "ON"), new Reading(at("10:05"), "UNDEF"), new Reading(at("10:30"), "ON"),
                new Reading(at("10:50"), "OFF"));
        assertThat(new Fault("x", at("10:05"), at("10:15"), "ON").applyTo(readings)).containsExactly(
                new Reading(at("10:00"), "ON"), new Reading(at("10:15"), "OFF"), new Reading(at("10:20"), "ON"),
                new Reading(at("10:50"), "OFF"));
    }

    private static int percentAt(List<Reading> readings, String time) {
        return readings.stream().filter(reading -> !reading.at().isAfter(at(time))).reduce((a, b) -> b)
                .map(reading -> Integer.parseInt(reading.state().replace(" %", ""))).orElseThrow();
    }

    private static List<String> states(List<Reading> readings) {
        return readings.stream().map(Reading::state).toList();
    }

    private static FamilyDiary household(Visit... visits) {
        return new FamilyDiary(List.of(visits), START, END, 1);
    }

    private static Visit visit(String location, String from, String to, Doing doing) {
        return new Visit("Anna", location, at(from), at(to), doing);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-12T" + time + ":00Z");
    }
}
