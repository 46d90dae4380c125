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

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a household learns of its people, and what comes of it.
 */
@NonNullByDefault
class HouseholdTest {

    private static final double STAY = 4 * 3600;
    private final Home home = new Home();

    private Home room(String id, String... adjacent) {
        return home.location(id, room -> room.vacancy(Vacancy.DEPARTURE).adjacent(Set.of(adjacent)));
    }

    private Home motion(String location, double at) {
        return motion(home, location, at);
    }

    private static Home motion(Home home, String location, double at) {
        return home.handle(OccupancyEvent.momentary(location, location + " pir", "motion", at(at)));
    }

    private static Explanation explain(Home home, String location) {
        return Objects.requireNonNull(home.engine.explain(location));
    }

    /** One person who walks to and fro between three rooms, some minutes in each. */
    private double live(int rounds) {
        room("bed", "hall");
        room("hall", "kitchen");
        room("kitchen");
        double now = 0;
        for (int i = 0; i < rounds; i++) {
            for (String location : new String[] { "bed", "hall", "kitchen", "hall" }) {
                for (int j = 0; j < (location.equals("hall") ? 1 : 10); j++) {
                    motion(location, now);
                    now += 6;
                }
            }
        }
        return now;
    }

    @Test
    void whoWalkedOnHasLeft() {
        double now = live(15);
        for (int i = 0; i < 60; i++) {
            motion("kitchen", now);
            now += 6;
        }
        assertThat(home.occupied("bed")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.until("kitchen")).isEqualTo(at(now - 6 + STAY));
    }

    @Test
    void oneReportAfterALongSilenceIsNoWalk() {
        double now = live(15);
        for (int i = 0; i < 10; i++) {
            motion("bed", now);
            now += 600;
        }
        motion("kitchen", now);
        assertThat(home.until("bed")).as("who sleeps did not get up unseen").isEqualTo(at(now - 600 + STAY));
        home.advance(now + 3600);
        assertThat(home.occupied("kitchen")).as("nobody was there").isFalse();
        assertThat(home.occupied("bed")).isTrue();
    }

    @Test
    void whoLivesAloneIsInOneLocationSecondsAfterTheyWalked() {
        home.location("house", house -> house.headCount(1));
        for (String id : new String[] { "bed", "hall", "kitchen" }) {
            home.location(id, room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        }
        double now = 0;
        for (int i = 0; i < 15; i++) {
            for (String location : new String[] { "bed", "hall", "kitchen", "hall" }) {
                for (int j = 0; j < (location.equals("hall") ? 1 : 10); j++) {
                    motion(location, now);
                    now += 6;
                }
            }
        }
        motion("bed", now);
        for (double end = now + 3000; now < end; now += 600) {
            motion("bed", now);
        }
        motion("kitchen", now);
        home.advance(now + 60);
        assertThat(home.occupied("bed")).as("one report is not enough").isTrue();
        now += 600;
        motion("bed", now);
        motion("hall", now + 3);
        motion("kitchen", now + 6);
        motion("kitchen", now + 10);
        home.advance(now + 30);
        assertThat(home.occupied("bed")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.occupied("kitchen")).isTrue();
    }

    @Test
    void itSaysHowManyAreElsewhere() {
        double now = live(15);
        motion("bed", now);
        motion("hall", now + 5);
        motion("kitchen", now + 10);
        Explanation explanation = explain(home, "bed");
        assertThat(explanation.because()).extracting(Reason::kind).contains(Kind.ELSEWHERE);
        assertThat(EnglishExplanation.of(explanation)).contains("probably nobody is left here")
                .contains("1 person is elsewhere");
    }

    /** What is only weighed, from activity in the location itself too, is no door that moved. */
    @Test
    void noDoorIsNamedInAHomeWithoutDoors() {
        double now = live(15);
        Set<Kind> told = EnumSet.noneOf(Kind.class);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            motion(List.of("bed", "hall", "kitchen").get(random.nextInt(3)), now);
            for (String location : List.of("bed", "hall", "kitchen")) {
                explain(home, location).because().forEach(reason -> told.add(reason.kind()));
            }
            now += List.of(2, 5, 20, 60, 300, 900).get(random.nextInt(6));
        }
        assertThat(told).contains(Kind.STAY, Kind.ELSEWHERE).doesNotContain(Kind.DOOR);
    }

    /** Older snapshots name the location itself where its end was only weighed. */
    @Test
    void aSnapshotThatNamesTheLocationItselfTellsOfNoDoor() {
        double now = live(15);
        motion("bed", now);
        motion("hall", now + 5);
        motion("kitchen", now + 10);
        ObjectNode snapshot = (ObjectNode) SideBySide.throughText(home.engine.export());
        ObjectNode stay = (ObjectNode) snapshot.at("/locations/bed/stay");
        assertThat(stay.path("leavingSince").isMissingNode()).isFalse();
        stay.put("leavingTo", "bed").put("peopleElsewhere", 0);
        home.engine.restore(snapshot, at(now + 10));
        assertThat(explain(home, "bed").because()).extracting(Reason::kind).containsExactly(Kind.WEIGHED);
        assertThat(EnglishExplanation.of(explain(home, "bed")))
                .contains("going by all that was seen since the last activity at " + at(now)
                        + ", whoever was here is probably elsewhere");
    }

    @Test
    void aRestartChangesNothingThatIsKnown() {
        double now = live(15);
        Home next = home.restarted(now);
        home.advance(now);
        assertThat(SideBySide.throughText(next.engine.export()))
                .isEqualTo(SideBySide.throughText(home.engine.export()));
        for (int i = 0; i < 40; i++) {
            String location = i % 3 == 0 ? "bed" : i % 3 == 1 ? "hall" : "kitchen";
            motion(home, location, now);
            motion(next, location, now);
            now += 7 * (i % 5);
            assertThat(next.engine.states()).isEqualTo(home.engine.states());
        }
    }

    @Test
    void damagedKnowledgeIsSkippedAndNamed() {
        double now = live(15);
        ObjectNode snapshot = (ObjectNode) SideBySide.throughText(home.engine.export());
        ObjectNode stay = (ObjectNode) snapshot.at("/locations/bed/stay");
        stay.putArray("weights").add("heavy");
        stay.putArray("silences").add(1);
        stay.put("activities", -1);
        RestoreResult result = home.engine.restore(snapshot, at(now));
        assertThat(result.problems()).extracting(SnapshotProblem::path).containsExactlyInAnyOrder(
                "/locations/bed/stay/weights", "/locations/bed/stay/silences", "/locations/bed/stay/activities");
        motion("bed", now + 1);
        assertThat(home.occupied("bed")).isTrue();
    }

    @Test
    void settingTheClockChangesNoInterval() {
        double now = live(15);
        motion("bed", now);
        motion("hall", now + 5);
        double left = Objects.requireNonNull(home.until("bed")).toEpochMilli();
        home.engine.shift(seconds(3600));
        assertThat(home.until("bed")).isEqualTo(at(0).plusMillis((long) left - at(0).toEpochMilli() + 3_600_000));
        Home other = home.restarted(now + 3605);
        motion("kitchen", now + 3610);
        motion(other, "kitchen", now + 3610);
        assertThat(other.engine.states()).isEqualTo(home.engine.states());
    }

    @Test
    void oneStepGivesTheHistoryOfMany() {
        double now = live(15);
        Home next = home.restarted(now);
        home.history.clear();
        next.history.clear();
        for (double step = now; step < now + 20_000; step += 13) {
            home.advance(step);
        }
        home.advance(now + 20_000);
        next.advance(now + 20_000);
        assertThat(next.history).isEqualTo(home.history);
        assertThat(home.engine.nextExpiration()).isNull();
    }

    @Test
    void aNewRoomMakesTheHouseholdStartAnewAndKeepsWhatIsOccupied() {
        double now = live(15);
        assertThat(home.occupied("hall")).isTrue();
        room("garage", "hall");
        assertThat(home.occupied("hall")).isTrue();
        motion("garage", now + 10);
        assertThat(home.occupied("garage")).isTrue();
    }

    @Test
    void aSensorStuckOnKeepsOnlyItsOwnLocation() {
        double now = live(15);
        home.handle(OccupancyEvent.holdStart("bed", "bed pir", "motion", at(now)));
        for (int i = 1; i < 10; i++) {
            motion("kitchen", now + i * 5000);
            motion("kitchen", now + i * 5000 + 5);
            assertThat(home.occupied("kitchen")).as("arrival is never missed").isTrue();
        }
        home.advance(now + 45_005 + STAY);
        assertThat(home.occupied("kitchen")).isFalse();
        assertThat(home.occupied("bed")).as("nobody moves for so long without a pause").isFalse();
    }

    /** Rooms without lists in an engine that weighs after ten activities. */
    private static Home rooms(int count) {
        Home home = new Home(new OccupancyEngine(10));
        for (int i = 0; i < count; i++) {
            home.location("room" + i, room -> room.vacancy(Vacancy.DEPARTURE));
        }
        return home;
    }

    /** {@return whether it is weighed where somebody is who walks on after so many activities} */
    private static boolean weighed(Home home, int activities) {
        for (int i = 0; i < activities; i++) {
            motion(home, "room0", 3 * i);
        }
        motion(home, "room1", 3 * activities);
        return explain(home, "room0").because().stream().anyMatch(reason -> reason.kind() == Kind.ELSEWHERE);
    }

    @Test
    void peopleAreWeighedWhenEnoughIsKnown() {
        assertThat(weighed(rooms(2), 8)).isFalse();
        assertThat(weighed(rooms(2), 9)).isTrue();
    }

    @Test
    void peopleAreWeighedInHomesOfTwoToSixtyLocations() {
        assertThat(weighed(rooms(60), 12)).isTrue();
        assertThat(weighed(rooms(61), 12)).isFalse();
    }

    @Test
    void aBedInARoomIsAPlaceToBeToo() {
        Home home = new Home(new OccupancyEngine(10)).location("house");
        home.location("room0", room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        home.location("room1", room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        home.location("bed", room -> room.parent("room0").vacancy(Vacancy.DEPARTURE));
        assertThat(weighed(home, 12)).isTrue();
    }

    /** A radar in the living room says itself when that is left; it does not make the other rooms worse. */
    @Test
    void aRadarDecidesForItsRoomOnly() {
        Home home = rooms(3);
        home.hold("room2", "radar", 0).release("room2", "radar", 0.5, 0);
        assertThat(weighed(home, 12)).isTrue();
        Home radar = rooms(3);
        radar.hold("room0", "radar", 0).release("room0", "radar", 0.5, 0);
        assertThat(weighed(radar, 12)).as("where the radar is, nobody is weighed").isFalse();
    }

    @Test
    void aTvDoesNotKeepItsRoomFromBeingWeighed() {
        Home home = rooms(3);
        motion(home, "room0", -3);
        home.handle(OccupancyEvent.holdStart("room0", "tv", "presence", at(-2)).withSustainOnly(true))
                .handle(OccupancyEvent.holdEnd("room0", "tv", "presence", at(-1)));
        assertThat(weighed(home, 12)).isTrue();
    }

    /** Rooms of a house in an engine that weighs after ten activities. */
    private static Home house(int leaveSeconds, String... rooms) {
        Home home = new Home(new OccupancyEngine(10)).location("house");
        for (String id : rooms) {
            home.location(id,
                    room -> room.parent("house").vacancy(Vacancy.DEPARTURE).leaveTimeout(seconds(leaveSeconds)));
        }
        return home;
    }

    /** Two in bed: nobody sees the second one join the first, because the mat only goes on reporting. */
    @Test
    void whoLiesDownBesideSomebodyLeavesTheBathSoon() {
        Home home = house(600, "bed", "bath", "hall");
        home.hold("bed", "mat", 0);
        for (int i = 1; i <= 12; i++) {
            motion(home, "bath", 100 + 5 * i);
        }
        assertThat(home.until("bath")).as("long before ten leave timeouts").isBetween(at(160 + 300), at(160 + 2000));
        assertThat(home.occupied("bed")).isTrue();
        Home apart = house(600, "bed", "bath", "hall").location("upstairs", up -> up.parent("house"));
        apart.location("bed", bed -> bed.parent("upstairs").vacancy(Vacancy.DEPARTURE));
        apart.hold("bed", "mat", 0);
        for (int i = 1; i <= 12; i++) {
            motion(apart, "bath", 100 + 5 * i);
        }
        assertThat(apart.until("bath")).as("who sleeps upstairs is joined on the stairs first")
                .isAfter(home.until("bath"));
    }

    /** A mat may report for hours on end, but what reports for days is a fan before a radar. */
    @Test
    void aMatIsBelievedAllNight() {
        for (int hours : List.of(9, 13)) {
            Home home = house(60, "bed", "bath", "hall");
            home.hold("bed", "mat", 0);
            for (int i = 1; i <= 12; i++) {
                motion(home, "bath", 3600 * hours + 5 * i);
            }
            boolean soon = Objects.requireNonNull(home.until("bath")).isBefore(at(3600 * hours + 60 + 601));
            assertThat(soon).as("after %d hours", hours).isEqualTo(hours == 9);
        }
    }

    /** Whoever reads in the den must not sit in the dark because a room was added or a phone came home. */
    @Test
    void whoWasThereIsStillThereWhenTheHomeChanges() {
        for (String change : List.of("nothing", "room", "head count", "list")) {
            Home home = house(60, "den", "hall", "kitchen");
            for (int i = 0; i < 40; i++) {
                motion(home, "den", 6 * i);
                motion(home, "kitchen", 6 * i + 1);
            }
            switch (change) {
                case "room" -> home.location("attic", attic -> attic.parent("house").vacancy(Vacancy.DEPARTURE));
                case "head count" -> home.location("house", house -> house.headCount(2));
                case "list" -> home.location("hall",
                        hall -> hall.parent("house").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("den", "kitchen")));
                default -> assertThat(change).isEqualTo("nothing");
            }
            motion(home, "kitchen", 300);
            assertThat(home.occupied("den")).as(change).isTrue();
            assertThat(home.until("den")).as(change).isAfter(at(310));
        }
    }

    @Test
    void aRoomThatComesBackOccupiedHasSomebodyInIt() {
        Home home = house(60, "hall", "kitchen", "bath");
        for (int i = 0; i < 20; i++) {
            motion(home, "kitchen", 6 * i);
        }
        home.location("den", den -> den.parent("house").vacancy(Vacancy.TIMEOUT).timeout("motion", seconds(3600)));
        motion(home, "den", 100);
        home.location("den", den -> den.parent("house").vacancy(Vacancy.DEPARTURE));
        motion(home, "kitchen", 200);
        assertThat(home.occupied("den")).isTrue();
    }

    /** A phone that left the room keeps nobody there for hours, although somebody else could be. */
    @Test
    void whatReportsItsEndIsOverSoon() {
        Home home = house(60, "den", "hall", "kitchen");
        for (int i = 0; i < 20; i++) {
            motion(home, "kitchen", 6 * i);
        }
        home.advance(120 + STAY);
        home.handle(OccupancyEvent.holdStart("den", "phone", "person", at(20_000)))
                .handle(OccupancyEvent.holdEnd("den", "phone", "person", at(21_000)));
        assertThat(home.until("den")).isBetween(at(21_000 + 60), at(21_000 + 600));
    }

    /** The front door hangs on the home: whoever was active last has gone out by it, and may come in again. */
    @Test
    void theDoorOfTheHomeLetsPeopleOutOfItsRooms() {
        Home home = new Home(new OccupancyEngine(10)).location("house", house -> house.vacancy(Vacancy.DEPARTURE));
        home.location("hall", room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        home.location("den", room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        for (int i = 0; i < 12; i++) {
            motion(home, "den", 4 * i);
        }
        motion(home, "hall", 50);
        Instant before = Objects.requireNonNull(home.until("hall"));
        home.handle(OccupancyEvent.momentary("house", "door", "door", at(52)).withBoundary(BoundaryChange.OPENED))
                .handle(OccupancyEvent.momentary("house", "door", "door", at(55)).withBoundary(BoundaryChange.CLOSED));
        assertThat(home.until("hall")).as("seen in the hall, then at the door").isBefore(before);
        home.advance(3600);
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.occupied("den")).isFalse();
    }

    @Test
    void aClosedRoomIsNotLeftHoweverItIsWeighed() {
        Home home = rooms(3);
        home.handle(OccupancyEvent.momentary("room0", "door", "door", at(0)).withBoundary(BoundaryChange.CLOSED));
        for (int i = 1; i <= 12; i++) {
            motion(home, "room0", 3 * i);
        }
        motion(home, "room1", 60);
        motion(home, "room1", 65);
        assertThat(home.until("room0")).isEqualTo(at(36 + STAY));
        Home alone = rooms(3).location("room0", room -> room.vacancy(Vacancy.DEPARTURE).headCount(1));
        alone.handle(OccupancyEvent.momentary("room0", "door", "door", at(0)).withBoundary(BoundaryChange.CLOSED));
        for (int i = 1; i <= 12; i++) {
            motion(alone, "room0", 3 * i);
        }
        motion(alone, "room1", 60);
        motion(alone, "room1", 65);
        assertThat(alone.occupied("room0")).as("who lives alone is in the other room").isFalse();
    }
}
