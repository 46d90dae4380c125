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
package org.openhab.binding.occupancy.internal.replay.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;

/**
 * What is said about homes and recordings with something wrong, each word of it.
 */
@NonNullByDefault
class RecordingCheckTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FLAT = """
            locations:
              - id: home
              - id: hall
                parent: home
                sources:
                  - {item: Hall_PIR, type: motion}
                  - {item: Front_Door, type: door}
              - id: kitchen
                parent: home
                sources:
                  - {item: Kitchen_PIR, type: motion}
            """;

    private final List<ItemChange> changes = new ArrayList<>();

    @Test
    void nothingIsSaidOfARecordingInOrder() {
        everyHour(10, "Hall_PIR");
        everyHour(10, "Kitchen_PIR");
        comeAndGo(10);

        assertThat(warnings(FLAT)).isEmpty();
    }

    @Test
    void aMotionSensorThatIsOnForDays() {
        everyHour(10, "Hall_PIR");
        comeAndGo(10);
        add(50, "Kitchen_PIR", "ON");
        add(50 + 60 * 84, "Kitchen_PIR", "OFF");

        assertThat(warnings(FLAT)).containsExactly("The motion source Kitchen_PIR of kitchen was active for 3.5 days "
                + "without a break: it is stuck, or its item misses updates.");
    }

    @Test
    void aMotionSensorThatIsStillOnAtTheEnd() {
        everyHour(3, "Hall_PIR");
        comeAndGo(3);
        add(60 * 40, "Kitchen_PIR", "ON");

        assertThat(warnings(FLAT)).containsExactly("The motion source Kitchen_PIR of kitchen was active for 32 hours "
                + "without a break: it is stuck, or its item misses updates.");
    }

    @Test
    void aMotionSensorThatIsOnMostOfTheTime() {
        everyHour(10, "Hall_PIR");
        comeAndGo(10);
        for (int hour = 0; hour < 238; hour++) {
            add(hour * 60, "Kitchen_PIR", "ON");
            add(hour * 60 + 57, "Kitchen_PIR", "OFF");
        }

        assertThat(warnings(FLAT))
                .containsExactly("The motion source Kitchen_PIR of kitchen was active for 94 % of the "
                        + "recording: it is stuck, or set to the wrong states.");
    }

    @Test
    void aSensorThatGoesSilent() {
        everyHour(10, "Hall_PIR");
        everyHour(4, "Kitchen_PIR");
        comeAndGo(10);

        assertThat(warnings(FLAT)).containsExactly("The motion source Kitchen_PIR of kitchen reported nothing for 6.0 "
                + "days while other sources did: its battery or connection may be gone.");
    }

    @Test
    void aHolidayIsNoSilenceOfASensor() {
        everyHour(4, "Hall_PIR");
        everyHour(4, "Kitchen_PIR");
        comeAndGo(4);
        add(60 * 24 * 10, "Front_Door", "OPEN");

        assertThat(warnings(FLAT)).isEmpty();
    }

    @Test
    void aRoomThatIsSeldomUsedIsNoSilenceOfItsSensor() {
        everyHour(30, "Hall_PIR");
        comeAndGo(30);
        for (int week = 0; week < 5; week++) {
            add(week * 7 * 24 * 60, "Kitchen_PIR", "ON");
            add(week * 7 * 24 * 60 + 1, "Kitchen_PIR", "OFF");
        }

        assertThat(warnings(FLAT)).isEmpty();
    }

    @Test
    void aDoorThatIsNeverClosed() {
        everyHour(1, "Hall_PIR");
        everyHour(1, "Kitchen_PIR");
        add(10, "Front_Door", "OPEN");

        assertThat(warnings(FLAT)).containsExactly("The door source Front_Door of hall never reported closed: a door "
                + "that is always open says nothing about who is inside. If that is wrong, its states are; see "
                + "activeStates and invert.");
    }

    @Test
    void aDoorThatIsNeverOpened() {
        everyHour(1, "Hall_PIR");
        everyHour(1, "Kitchen_PIR");
        add(10, "Front_Door", "CLOSED");

        assertThat(warnings(FLAT)).containsExactly("The door source Front_Door of hall never reported open: nobody is "
                + "seen leaving through it. If that is wrong, its states are; see activeStates and invert.");
    }

    @Test
    void aDoorThatFlaps() {
        everyHour(2, "Hall_PIR");
        everyHour(2, "Kitchen_PIR");
        for (int day = 0; day < 2; day++) {
            for (int i = 0; i < 10; i++) {
                at(START.plus(Duration.ofDays(day)).plusSeconds(6_000 + i * 6), "Front_Door",
                        i % 2 == 0 ? "OPEN" : "CLOSED");
            }
        }

        assertThat(warnings(FLAT)).containsExactly("The door source Front_Door of hall changed 10 times or more within "
                + "a minute on 2 days: its contact is loose or its signal bad.");
    }

    @Test
    void aDoorInUseDoesNotFlap() {
        everyHour(2, "Hall_PIR");
        everyHour(2, "Kitchen_PIR");
        for (int i = 0; i < 40; i++) {
            at(START.plusSeconds(6_000 + i * 7), "Front_Door", i % 2 == 0 ? "OPEN" : "CLOSED");
        }

        assertThat(warnings(FLAT)).isEmpty();
    }

    @Test
    void anItemThatTheRecordingDoesNotHave() {
        everyHour(1, "Hall_PIR");
        everyHour(1, "Kitchn_PIR");
        comeAndGo(1);

        assertThat(warnings(FLAT)).containsExactly(
                "The recording has nothing of the item Kitchen_PIR; did you mean Kitchn_PIR?",
                "No source uses Kitchn_PIR, of which the recording has 48 changes.");
    }

    @Test
    void manyItemsWithoutASourceAreNotAllNamed() {
        everyHour(1, "Hall_PIR");
        everyHour(1, "Kitchen_PIR");
        comeAndGo(1);
        for (int i = 10; i < 22; i++) {
            add(i, "Other" + i, "1");
        }

        assertThat(warnings(FLAT))
                .containsExactly("No source uses Other10, Other11, Other12, Other13, Other14, Other15, "
                        + "Other16, Other17, Other18, Other19 and 2 more, of which the recording has 12 changes.");
    }

    @Test
    void aLocationThatNothingCanMakeOccupied() {
        add(0, "TV", "ON");
        add(10, "TV", "OFF");

        assertThat(warnings("""
                locations:
                  - id: den
                    sources: [{item: TV, type: presence, sustainOnly: true}]
                """)).containsExactly("den has only sources with sustainOnly (TV): nothing can make it occupied.");
    }

    @Test
    void aLocationThatOnlySustainsButHasAPartThatOccupies() {
        add(0, "TV", "ON");
        add(10, "TV", "OFF");
        add(0, "Sofa", "ON");
        add(10, "Sofa", "OFF");

        assertThat(warnings("""
                locations:
                  - id: den
                    sources: [{item: TV, type: presence, sustainOnly: true}]
                  - {id: corner, parent: den}
                  - id: seat
                    parent: corner
                    sources: [{item: Sofa, type: presence}]
                """)).isEmpty();
    }

    @Test
    void moreHeadsThanCounted() {
        for (int day = 0; day < 3; day++) {
            add(day * 1440 + 10, "Bed", "ON");
            add(day * 1440 + 30, "Sofa", "ON");
            add(day * 1440 + 40, "Sofa", "OFF");
            add(day * 1440 + 90, "Bed", "OFF");
        }

        assertThat(warnings(twoSeats(1))).containsExactly("The headCount is 1, but bedroom and living were seen at the "
                + "same time, 3 times: there are at least 2 people, or a sensor sees what is not its location's.");
        assertThat(warnings(twoSeats(2))).isEmpty();
    }

    @Test
    void whoWalksFromLocationToLocationIsOneHead() {
        for (int i = 0; i < 10; i++) {
            add(i * 60, "Bed", "ON");
            add(i * 60 + 30, "Sofa", "ON");
            add(i * 60 + 31, "Bed", "OFF");
            add(i * 60 + 50, "Sofa", "OFF");
        }

        assertThat(warnings(twoSeats(1))).isEmpty();
    }

    @Test
    void twoNamesAtOnceAreTwoHeads() {
        add(0, "Mike", "ON");
        add(0, "Marla", "ON");
        add(60, "Mike", "OFF");
        add(60, "Marla", "OFF");

        assertThat(warnings("""
                headCount: 1
                locations:
                  - id: home
                    sources:
                      - {item: Mike, type: person, occupant: Mike}
                      - {item: Marla, type: person, occupant: Marla}
                """)).containsExactly(
                "The headCount is 1, but Marla and Mike were seen at the same time, once: there are at "
                        + "least 2 people, or a sensor sees what is not its location's.");
    }

    @Test
    void neighboursOfOneSide() {
        Home home = new Home(List.of(LocationConfig.builder("kitchen").adjacent(Set.of("hall")).build(),
                LocationConfig.builder("hall").adjacent(Set.of("bath")).build(),
                LocationConfig.builder("bath").adjacent(Set.of("hall", "shed")).build(),
                LocationConfig.builder("shed").build()), List.of());

        assertThat(warnings(home)).containsExactly(
                "kitchen lists hall as adjacent, but hall does not list kitchen: it is taken for both.",
                "bath lists shed as adjacent, but shed does not list bath: it is taken for both.");
    }

    private static String twoSeats(int headCount) {
        return "headCount: " + headCount + """

                locations:
                  - id: home
                  - id: bedroom
                    parent: home
                    sources: [{item: Bed, type: presence}]
                  - id: living
                    parent: home
                    sources: [{item: Sofa, type: presence}]
                """;
    }

    private void everyHour(int days, String item) {
        for (int hour = 0; hour < days * 24; hour++) {
            add(hour * 60, item, "ON");
            add(hour * 60 + 1, item, "OFF");
        }
    }

    private void comeAndGo(int days) {
        for (int day = 0; day < days; day++) {
            add(day * 1440 + 480, "Front_Door", "OPEN");
            add(day * 1440 + 481, "Front_Door", "CLOSED");
        }
        add(days * 1440 - 1, "Front_Door", "OPEN");
    }

    private void add(long minute, String item, String state) {
        at(START.plus(Duration.ofMinutes(minute)), item, state);
    }

    private void at(Instant at, String item, String state) {
        changes.add(new ItemChange(at, item, state));
    }

    private List<String> warnings(String yaml) {
        return warnings(HomeFile.parse(yaml, "home.yaml"));
    }

    private List<String> warnings(Home home) {
        RecordingCheck check = new RecordingCheck(home);
        Replay replay = new Replay(home, check, null, null);
        changes.stream().sorted(Comparator.comparing(ItemChange::at)).forEach(replay::take);
        return check.warnings(replay);
    }
}
