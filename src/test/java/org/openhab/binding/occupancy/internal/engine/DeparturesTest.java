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

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

/**
 * Locations that are left by departure: occupied until somebody was seen leaving, or for the stay timeout.
 */
@NonNullByDefault
class DeparturesTest {

    private static final double STAY = 4 * 3600;
    private static final double LEAVE = 60;

    private final Home home = new Home().location("house");

    DeparturesTest() {
        room("kitchen").room("study").room("bath");
    }

    private DeparturesTest room(String id) {
        return room(id, room -> room);
    }

    private DeparturesTest room(String id, UnaryOperator<LocationConfig.Builder> settings) {
        home.location(id, room -> settings.apply(room.parent("house").vacancy(Vacancy.DEPARTURE)));
        return this;
    }

    private void motion(String location, double at) {
        home.handle(OccupancyEvent.momentary(location, "pir", "motion", at(at)));
    }

    private void door(String location, String door, BoundaryChange change, double at) {
        home.handle(OccupancyEvent.momentary(location, door, "door", at(at)).withBoundary(change));
    }

    private void found(String location, String door, BoundaryChange side, double at) {
        home.handle(OccupancyEvent.holdEnd(location, door, "door", at(at)).withBoundary(side));
    }

    private List<Kind> because(String location) {
        return Objects.requireNonNull(home.engine.explain(location)).because().stream().map(Reason::kind).toList();
    }

    @Test
    void whoSitsStillStaysForTheStayTimeout() {
        motion("kitchen", 0);
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        assertThat(because("kitchen")).containsExactly(Kind.STAY);
        motion("kitchen", 1000);
        assertThat(home.until("kitchen")).isEqualTo(at(1000 + STAY));
        home.advance(1000 + STAY);
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void activityInASiblingStartsTheLeaveTimeout() {
        motion("kitchen", 0);
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + LEAVE));
        assertThat(home.told("kitchen").cause()).isEqualTo(new Cause.Event(EventType.MOMENTARY, "pir", "motion"));
        assertThat(home.until("study")).isEqualTo(at(100 + STAY));
        assertThat(EnglishExplanation.of(Objects.requireNonNull(home.engine.explain("kitchen"))))
                .isEqualTo("kitchen is occupied until 2026-01-01T00:02:40Z: somebody was active in study at "
                        + "2026-01-01T00:01:40Z, which counts as leaving. It ends when time runs out.");
        motion("bath", 130);
        assertThat(home.until("kitchen")).as("it is left only once").isEqualTo(at(100 + LEAVE));
    }

    /** The times of the example that the head of {@link Departures} works through. */
    @Test
    void theExampleOfTheDocumentation() {
        room("bed", bed -> bed.adjacent(Set.of("hall"))).room("hall", hall -> hall.adjacent(Set.of("kitchen")));
        motion("bed", 0);
        assertThat(home.until("bed")).isEqualTo(at(STAY));
        motion("hall", 20);
        assertThat(home.until("bed")).isEqualTo(at(20 + LEAVE));
        assertThat(home.until("hall")).isEqualTo(at(20 + STAY));
        motion("bed", 30);
        assertThat(home.until("bed")).isEqualTo(at(30 + STAY));
        assertThat(home.until("hall")).isEqualTo(at(30 + LEAVE));
        motion("kitchen", 600);
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.until("bed")).isEqualTo(at(30 + STAY));
        motion("hall", 1800);
        assertThat(home.until("bed")).isEqualTo(at(1800 + LEAVE));
        assertThat(home.until("kitchen")).isEqualTo(at(1800 + LEAVE));
    }

    /** The next morning: left, stayed too long, or timed out are different things to mend. */
    @Test
    void theCauseOfAVacancyNamesItsEvidence() {
        motion("kitchen", 0);
        motion("study", 100);
        home.advance(100 + LEAVE);
        assertThat(home.told("kitchen").cause()).isEqualTo(new Cause.Left("study", null, at(100)));

        home.advance(100 + STAY);
        assertThat(home.told("study").cause()).isEqualTo(new Cause.StayedTooLong(at(100)));

        motion("bath", 20_000);
        door("bath", "latch", BoundaryChange.OPENED, 20_100);
        home.advance(20_100 + LEAVE);
        assertThat(home.told("bath").cause()).isEqualTo(new Cause.Left(null, "latch", at(20_100)));
    }

    @Test
    void newActivityHereCancelsIt() {
        motion("kitchen", 0);
        motion("study", 100);
        motion("kitchen", 130);
        assertThat(home.until("kitchen")).isEqualTo(at(130 + STAY));
        assertThat(home.until("study")).as("and is activity elsewhere for the other").isEqualTo(at(130 + LEAVE));
        assertThat(because("kitchen")).containsExactly(Kind.STAY);
    }

    @Test
    void activityAtTheVeryInstantIsNotAfterwards() {
        motion("kitchen", 100);
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + STAY));
    }

    @Test
    void theLeaveTimeoutIsTheOneOfTheLocationThatIsLeft() {
        room("kitchen", kitchen -> kitchen.leaveTimeout(seconds(7)).stayTimeout(seconds(500)));
        motion("kitchen", 0);
        assertThat(home.until("kitchen")).isEqualTo(at(500));
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(107));
    }

    @Test
    void whenASensorIsGivenUpAsStuckFollowsFromTheSettingsOfToday() {
        home.handle(OccupancyEvent.holdStart("kitchen", "pir", "motion", at(0)));
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        home.advance(600);
        room("kitchen", kitchen -> kitchen.stayTimeout(seconds(2 * STAY)));
        assertThat(home.until("kitchen")).isEqualTo(at(2 * STAY));
        room("kitchen", kitchen -> kitchen.vacancy(Vacancy.TIMEOUT));
        assertThat(home.until("kitchen")).as("a location that is left by time is held").isNull();
        assertThat(home.occupied("kitchen")).isTrue();
        room("kitchen");
        assertThat(home.until("kitchen")).as("the hold began when it began").isEqualTo(at(STAY));
        room("kitchen", kitchen -> kitchen.stayTimeout(seconds(300)));
        assertThat(home.occupied("kitchen")).as("stuck for longer than that already").isFalse();
    }

    @Test
    void aDoorThatOnlyKeepsOccupiedIsSeenToOpenInAVacantLocation() {
        found("bath", "door", BoundaryChange.CLOSED, 0);
        home.handle(OccupancyEvent.momentary("bath", "door", "door", at(100)).withSustainOnly(true)
                .withBoundary(BoundaryChange.OPENED));
        assertThat(home.occupied("bath")).isFalse();
        motion("bath", 110);
        motion("study", 200);
        assertThat(home.until("bath")).as("the door is open, so whoever was inside can have walked out")
                .isEqualTo(at(200 + LEAVE));
    }

    @Test
    void aDoorThatCountsForNoTimeIsAWayOutAllTheSame() {
        motion("bath", 0);
        home.handle(OccupancyEvent.momentary("bath", "door", "door", at(100)).withDuration(Duration.ZERO)
                .withBoundary(BoundaryChange.OPENED));
        assertThat(home.until("bath")).isEqualTo(at(100 + LEAVE));
        home.handle(OccupancyEvent.momentary("kitchen", "door", "door", at(110)).withDuration(Duration.ZERO)
                .withBoundary(BoundaryChange.OPENED));
        assertThat(home.occupied("kitchen")).as("it lights nothing").isFalse();
    }

    @Test
    void onlyAdjacentLocationsCountWhereSomeAreListed() {
        room("kitchen", kitchen -> kitchen.adjacent(Set.of("study")));
        motion("kitchen", 0);
        motion("bath", 50);
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + LEAVE));
        motion("study", 1000);
        motion("kitchen", 1100);
        assertThat(home.until("study")).as("a list of one side counts for both").isEqualTo(at(1100 + LEAVE));
    }

    @Test
    void adjacencyMayCrossBranches() {
        home.location("garden").location("porch",
                porch -> porch.parent("garden").adjacent(Set.of("kitchen", "nowhere")));
        motion("kitchen", 0);
        home.momentary("porch", "pir", 100, 10);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + LEAVE));
    }

    @Test
    void anotherHouseholdIsSomebodyElse() {
        home.location("annex").child("flat", "annex");
        motion("kitchen", 0);
        home.momentary("flat", "pir", 100, 10);
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        home.location("shed", shed -> shed.vacancy(Vacancy.DEPARTURE)).location("garage");
        home.momentary("shed", "pir", 200, 10).momentary("garage", "pir", 300, 10);
        assertThat(home.until("shed")).as("roots without locations are one household").isEqualTo(at(300 + LEAVE));
    }

    @Test
    void activityInAPartOfTheRoomIsNotElsewhere() {
        home.child("table", "kitchen");
        motion("kitchen", 0);
        home.momentary("table", "mat", 100, 10).momentary("house", "pir", 110, 10);
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        motion("study", 200);
        assertThat(home.until("kitchen")).isEqualTo(at(200 + LEAVE));
        motion("kitchen", 300);
        home.momentary("table", "mat", 310, 10);
        assertThat(home.until("study")).isEqualTo(at(300 + LEAVE));
    }

    @Test
    void aHeldLocationIsNotLeft() {
        motion("kitchen", 0);
        home.hold("kitchen", "radar", 10);
        motion("study", 100);
        assertThat(home.held("kitchen")).isTrue();
        home.handle(OccupancyEvent.holdEnd("kitchen", "radar", "presence", at(200)));
        assertThat(home.until("kitchen")).as("a sensor that sees people sit still sees that nobody is there")
                .isEqualTo(at(500));
        home.handle(OccupancyEvent.holdStart("bath", "pir", "motion", at(1000)));
        home.handle(OccupancyEvent.holdEnd("bath", "pir", "motion", at(1010)));
        assertThat(home.until("bath")).as("a motion sensor only sees motion").isEqualTo(at(1010 + STAY));
    }

    @Test
    void besideAPlaceWithAKnownPersonAPlaceEmptiesSooner() {
        home.hold("study", "radar", 0);
        motion("kitchen", 10);
        assertThat(home.until("kitchen")).isEqualTo(at(10 + 5 * LEAVE));
        home.release("study", "radar", 20, 0);
        motion("kitchen", 30);
        assertThat(home.until("kitchen")).isEqualTo(at(30 + STAY));
        room("bath", bath -> bath.adjacent(Set.of("study")));
        home.hold("study", "radar", 40);
        motion("bath", 50);
        assertThat(home.until("bath")).isEqualTo(at(50 + 5 * LEAVE));
    }

    @Test
    void aDoorOfTheLocationThatIsOpenedStartsTheLeaveTimeout() {
        motion("kitchen", 0);
        door("kitchen", "door", BoundaryChange.OPENED, 100);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + LEAVE));
        assertThat(because("kitchen")).containsExactly(Kind.DOOR);
        motion("kitchen", 110);
        assertThat(home.until("kitchen")).isEqualTo(at(110 + STAY));
        door("kitchen", "door", BoundaryChange.CLOSED, 120);
        assertThat(home.until("kitchen")).as("closed with nobody active inside afterwards: it was left")
                .isEqualTo(at(120 + LEAVE));
    }

    @Test
    void nobodyLeavesARoomWhoseDoorsHaveStayedClosed() {
        door("bath", "door", BoundaryChange.OPENED, 0);
        door("bath", "door", BoundaryChange.CLOSED, 5);
        motion("bath", 10);
        motion("study", 100);
        assertThat(home.until("bath")).isEqualTo(at(10 + STAY));
        assertThat(because("bath")).containsExactlyInAnyOrder(Kind.ENCLOSED, Kind.STAY);
        door("bath", "door", BoundaryChange.OPENED, 200);
        motion("study", 210);
        assertThat(home.until("bath")).isEqualTo(at(200 + LEAVE));
    }

    @Test
    void everyDoorMustBeClosed() {
        door("bath", "door", BoundaryChange.OPENED, 0);
        door("bath", "window", BoundaryChange.OPENED, 0);
        door("bath", "door", BoundaryChange.CLOSED, 5);
        motion("bath", 10);
        motion("study", 100);
        assertThat(home.until("bath")).isEqualTo(at(100 + LEAVE));
        door("bath", "window", BoundaryChange.CLOSED, 110);
        motion("bath", 120);
        motion("study", 200);
        assertThat(home.until("bath")).isEqualTo(at(120 + STAY));
    }

    @Test
    void whoIsSeenNextDoorWithinSecondsHasWalkedThere() {
        door("bath", "door", BoundaryChange.CLOSED, 0);
        motion("bath", 10);
        motion("study", 15);
        assertThat(home.until("bath")).isEqualTo(at(15 + LEAVE));
    }

    @Test
    void aLocationThatPeopleComeIntoThroughClosedDoorsHasAnotherWay() {
        door("bath", "door", BoundaryChange.CLOSED, 0);
        motion("bath", 1000);
        motion("study", 1015);
        assertThat(home.until("bath")).as("once may have been a door that did not report").isEqualTo(at(1000 + STAY));
        motion("bath", 20_000);
        motion("study", 20_015);
        assertThat(home.until("bath")).as("twice is another way").isEqualTo(at(20_015 + LEAVE));
        for (int time = 30_000; time < 36_000; time += 1000) {
            door("bath", "door", BoundaryChange.OPENED, time);
            door("bath", "door", BoundaryChange.CLOSED, time + 5);
            motion("bath", time + 10);
        }
        motion("study", 36_000);
        assertThat(home.until("bath")).as("somebody closes its open side and uses the door from now on")
                .isEqualTo(at(35_010 + STAY));
    }

    @Test
    void somebodyNextDoorUnlocksNoClosedRoomForGood() {
        door("bath", "door", BoundaryChange.CLOSED, 0);
        for (int time = 100; time <= 500; time += 100) {
            motion("bath", time);
            motion("study", time + 5);
            motion("bath", time + 20);
        }
        motion("study", 1000);
        assertThat(home.until("bath")).isEqualTo(at(520 + STAY));
        assertThat(because("bath")).contains(Kind.ENCLOSED);
    }

    @Test
    void neitherATvNorAStuckSensorNextDoorShortensAStay() {
        motion("study", 0);
        home.handle(OccupancyEvent.holdStart("study", "tv", "presence", at(1)).withSustainOnly(true));
        home.handle(OccupancyEvent.holdStart("study", "pir", "motion", at(2)));
        motion("bath", 100);
        assertThat(home.until("bath")).isEqualTo(at(100 + STAY));
    }

    @Test
    void aMotionSensorThatIsStuckEndsWithTheStayTimeout() {
        home.handle(OccupancyEvent.holdStart("bath", "pir", "motion", at(0)));
        assertThat(home.until("bath")).isEqualTo(at(STAY));
        home.advance(STAY);
        assertThat(home.occupied("bath")).isFalse();
    }

    @Test
    void aMotionSensorThatIsStuckKeepsNoPassageForEver() {
        room("hall", hall -> hall.passage(true));
        home.handle(OccupancyEvent.holdStart("hall", "pir", "motion", at(0)));
        home.advance(STAY);
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void aMotionSensorThatFallsSilentDarkensNobody() {
        home.handle(OccupancyEvent.holdStart("bath", "pir", "motion", at(0)));
        home.handle(OccupancyEvent.sourceLost("bath", "pir", "motion", at(10)));
        home.advance(3600);
        assertThat(home.occupied("bath")).isTrue();
        assertThat(home.until("bath")).isEqualTo(at(10 + STAY));
        motion("study", 4000);
        assertThat(home.until("bath")).as("somebody was seen leaving").isEqualTo(at(4000 + LEAVE));
    }

    @Test
    void aPassageKeepsAPlainTimer() {
        room("hall", hall -> hall.passage(true));
        motion("hall", 0);
        assertThat(home.until("hall")).isEqualTo(at(60));
        motion("study", 10);
        assertThat(home.until("hall")).isEqualTo(at(60));
        motion("kitchen", 20);
        motion("hall", 30);
        assertThat(home.until("kitchen")).as("but is a location that people leave to").isEqualTo(at(30 + LEAVE));
    }

    /** Enough has happened in a location to judge by: twenty reports, five seconds apart. */
    private double lively(String location, double from) {
        for (int i = 0; i < 20; i++) {
            motion(location, from + 5 * i);
        }
        return from + 95;
    }

    @Test
    void whoIsSeenInARoomBesideAPassageHasWalkedThrough() {
        room("hall", hall -> hall.passage(true));
        double now = lively("hall", 0);
        assertThat(home.until("hall")).isEqualTo(at(now + LEAVE / 2));
        motion("study", now + 10);
        assertThat(home.until("hall")).as("not for the rest of its time").isEqualTo(at(now + 15));
        motion("hall", now + 12);
        assertThat(home.until("hall")).as("somebody else").isEqualTo(at(now + 12 + LEAVE / 2));
    }

    @Test
    void aPassageWhoseSensorIsStillOnIsNotLeft() {
        room("hall", hall -> hall.passage(true));
        double now = lively("hall", 0);
        moving("hall", now + 5);
        motion("study", now + 10);
        home.advance(now + 25);
        assertThat(home.occupied("hall")).isTrue();
        still("hall", now + 30);
        assertThat(home.until("hall")).isEqualTo(at(now + 30 + LEAVE / 2));
    }

    @Test
    void aPassageWhereWhoStaysIsSeenAgainAtOnceIsLeftInHalfTheTime() {
        room("hall", hall -> hall.passage(true));
        motion("hall", 0);
        assertThat(home.until("hall")).as("nothing is known of it").isEqualTo(at(LEAVE));
        double now = lively("hall", 100);
        assertThat(home.until("hall")).isEqualTo(at(now + LEAVE / 2));
        home.handle(OccupancyEvent.manual("hall", "Anna", at(now + 5)));
        assertThat(home.until("hall")).as("what a person says is said").isEqualTo(at(now + 5 + LEAVE));
    }

    @Test
    void aPassageWhosePeopleAreSilentForLongerKeepsItsTime() {
        room("hall", hall -> hall.passage(true));
        for (int i = 0; i <= 12; i++) {
            motion("hall", 40 * i);
        }
        assertThat(home.until("hall")).isEqualTo(at(480 + LEAVE));
    }

    @Test
    void aPassageWithATimeoutOfItsOwnKeepsToIt() {
        room("hall", hall -> hall.passage(true).timeout("motion", Duration.ofSeconds(50)));
        double now = lively("hall", 0);
        assertThat(home.until("hall")).isEqualTo(at(now + 50));
    }

    @Test
    void whoWasSeenInAPassageMayComeBack() {
        room("hall", hall -> hall.passage(true));
        double now = lively("kitchen", 0);
        motion("hall", now + 20);
        double patience = 0.75 * LEAVE;
        assertThat(home.until("kitchen")).as("they were seen nowhere else").isEqualTo(at(now + 20 + 5 * patience));
        motion("study", now + 30);
        assertThat(home.until("kitchen")).as("there they went").isEqualTo(at(now + 30 + patience));
    }

    @Test
    void whoWalksThroughTwoPassagesHasLeftTheRoomBeyondBoth() {
        room("attic", attic -> attic.adjacent(Set.of("stairs")));
        room("stairs", stairs -> stairs.passage(true).adjacent(Set.of("hall")));
        room("hall", hall -> hall.passage(true).adjacent(Set.of("cellar")));
        room("cellar");
        motion("attic", 0);
        motion("stairs", 10);
        motion("hall", 15);
        assertThat(home.until("attic")).isEqualTo(at(10 + LEAVE));
        double now = lively("attic", 1000);
        motion("stairs", now + 10);
        motion("hall", now + 15);
        motion("cellar", now + 20);
        assertThat(home.until("attic")).isEqualTo(at(now + 20 + 0.75 * LEAVE));
    }

    /** A children's room went dark 38 s after the last movement in it, because somebody cooked downstairs. */
    @Test
    void theMinuteRunsNeitherWhileASensorIsOnNorFromAnotherFloor() {
        home.child("upstairs", "house");
        for (String id : new String[] { "child", "parents" }) {
            room(id, room -> room.parent("upstairs"));
        }
        coolsDownForTenSeconds("child");
        moving("child", 1000);
        motion("kitchen", 1055);
        still("child", 1060);
        assertThat(home.until("child")).as("somebody else, downstairs").isEqualTo(at(1060 + STAY));
        motion("kitchen", 1070);
        assertThat(home.until("child")).as("if it was they, their sensors missed them on the way")
                .isEqualTo(at(1070 + 5 * LEAVE));
        moving("child", 2000);
        motion("parents", 2055);
        still("child", 2060);
        assertThat(home.until("child")).as("next door: a minute after the report").isEqualTo(at(2060 + LEAVE));
    }

    private void mat(String location, boolean on, double at) {
        home.handle(on ? OccupancyEvent.holdStart(location, "mat", "presence", at(at))
                : OccupancyEvent.holdEnd(location, "mat", "presence", at(at)));
    }

    @Test
    void aMatThatLetsGoOfASleeperWhileNothingMovesHasLostThem() {
        double now = lively("bath", 0);
        mat("bath", true, now);
        mat("bath", false, now + 3 * 3600);
        double lost = now + 3 * 3600;
        assertThat(home.until("bath")).as("nobody has left").isEqualTo(at(lost + STAY));
        motion("study", lost + 900);
        assertThat(home.until("bath")).as("now somebody got up").isBetween(at(lost + 900 + 0.75 * LEAVE),
                at(lost + 900 + 2 * LEAVE));
    }

    @Test
    void aMatThatLetsGoWhenSomebodyWasActiveElsewhereHasSeenThemLeave() {
        double now = lively("bath", 0);
        mat("bath", true, now);
        double up = now + 3 * 3600;
        motion("study", up - 30);
        mat("bath", false, up);
        assertThat(home.until("bath")).isEqualTo(at(up + 300));
    }

    @Test
    void aGlanceOfAPresenceSensorIsNoStay() {
        double now = lively("bath", 0);
        home.vacate("bath", now + 1);
        mat("bath", true, now + 100);
        mat("bath", false, now + 101);
        assertThat(home.until("bath")).isEqualTo(at(now + 101 + LEAVE));
        mat("bath", true, now + 300);
        mat("bath", false, now + 330);
        assertThat(home.until("bath")).as("half a minute is no glance").isEqualTo(at(now + 330 + 300));
    }

    @Test
    void oneKnownPersonIsInOneLocationOnly() {
        home.location("house", house -> house.headCount(1));
        motion("kitchen", 0);
        motion("study", 100);
        assertThat(home.occupied("kitchen")).isFalse();
        assertThat(home.toldLocations()).containsExactly("kitchen", "study", "house");
        home.hold("bath", "radar", 200);
        motion("kitchen", 300);
        assertThat(home.held("bath")).as("what a sensor holds is held").isTrue();
        home.location("house");
        motion("study", 400);
        assertThat(home.occupied("kitchen")).as("until the count is not known any more").isTrue();
    }

    @Test
    void oneKnownPersonInRootsWithoutAHouse() {
        Home flat = new Home().location("a", a -> a.vacancy(Vacancy.DEPARTURE).headCount(1)).location("b",
                b -> b.vacancy(Vacancy.DEPARTURE));
        flat.momentary("a", "pir", 0, 10).momentary("b", "pir", 5, 10);
        assertThat(flat.occupied("a")).isFalse();
    }

    @Test
    void aLocationLearnsItsOwnRhythm() {
        for (int i = 0; i < 9; i++) {
            motion("kitchen", i * 100);
        }
        motion("study", 900);
        assertThat(home.until("kitchen").isAfter(at(900 + 3 * LEAVE))).as("people here move every 100 s").isTrue();
        assertThat(home.until("kitchen").isBefore(at(900 + 300))).isTrue();
        for (int i = 0; i < 12; i++) {
            motion("kitchen", 1000 + i * 2);
        }
        motion("study", 1100);
        assertThat(home.until("kitchen")).as("three quarters of the leave timeout at least")
                .isEqualTo(at(1100 + 0.75 * LEAVE));
        for (int i = 0; i < 12; i++) {
            motion("kitchen", 2000 + i * 1000);
        }
        motion("study", 14_000);
        assertThat(home.until("kitchen")).as("ten times at most").isEqualTo(at(14_000 + 10 * LEAVE));
    }

    @Test
    void sustainOnlyEvidenceIsNoActivityElsewhereAndNoneInAVacantLocation() {
        motion("kitchen", 0);
        home.handle(OccupancyEvent.momentary("study", "tv", "media", at(10)).withSustainOnly(true));
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
        assertThat(home.occupied("study")).isFalse();
        home.handle(OccupancyEvent.holdStart("study", "tv", "media", at(20)).withSustainOnly(true));
        assertThat(home.until("kitchen")).isEqualTo(at(STAY));
    }

    @Test
    void aPersonWhoSaysOccupiedStays() {
        home.hold("study", "radar", 0);
        home.handle(OccupancyEvent.manual("kitchen", "switch", at(10)));
        assertThat(home.until("kitchen")).isEqualTo(at(10 + STAY));
        home.vacate("kitchen", 20);
        assertThat(home.occupied("kitchen")).isFalse();
        motion("study", 30);
        assertThat(home.occupied("kitchen")).isFalse();
    }

    @Test
    void aLocationThatIsVacantIsNotLeft() {
        motion("study", 10);
        assertThat(home.toldLocations()).containsExactly("study", "house");
    }

    @Test
    void whatAPlaceRemembersComesBackAfterARestart() {
        door("bath", "door", BoundaryChange.CLOSED, 5);
        motion("bath", 10);
        motion("kitchen", 30);
        motion("study", 100);
        Home next = home.restarted(110);
        assertThat(next.until("kitchen")).isEqualTo(at(100 + LEAVE));
        assertThat(Objects.requireNonNull(next.engine.explain("kitchen")).because())
                .isEqualTo(Objects.requireNonNull(home.engine.explain("kitchen")).because());
        next.momentary("study", "pir", 120, 10);
        assertThat(next.until("bath")).as("its door is still closed").isEqualTo(at(10 + STAY));
        next.handle(OccupancyEvent.momentary("kitchen", "pir", "motion", at(130)));
        assertThat(next.until("study")).isEqualTo(at(130 + LEAVE));
        assertThat(next.engine.export()).isEqualTo(next.restarted(130).engine.export());
    }

    @Test
    void settingTheClockMovesWhatAPlaceRemembers() {
        door("bath", "door", BoundaryChange.CLOSED, 5);
        motion("bath", 10);
        home.engine.shift(seconds(10_000));
        motion("study", 10_015);
        assertThat(home.until("bath")).as("a walk of five seconds").isEqualTo(at(10_015 + LEAVE));
    }

    @Test
    void aLocationThatIsNoLongerLeftByDepartureLivesByItsTimers() {
        motion("kitchen", 0);
        home.child("kitchen", "house");
        assertThat(home.until("kitchen")).isEqualTo(at(600));
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(600));
        room("kitchen");
        motion("kitchen", 200);
        assertThat(home.until("kitchen")).isEqualTo(at(200 + STAY));
    }

    @Test
    void aLocationThatIsLeftByDepartureFromNowOnCanBeLeftAtOnce() {
        home.child("kitchen", "house");
        motion("kitchen", 0);
        room("kitchen");
        motion("study", 100);
        assertThat(home.until("kitchen")).isEqualTo(at(100 + LEAVE));
    }

    @Test
    void aRemovedLocationIsForgotten() {
        motion("kitchen", 0);
        home.engine.remove("kitchen", at(1));
        motion("study", 10);
        assertThat(home.toldLocations()).containsExactly("study", "house");
        room("kitchen");
        motion("kitchen", 20);
        assertThat(home.until("study")).isEqualTo(at(20 + LEAVE));
    }

    private void moving(String location, double at) {
        home.handle(OccupancyEvent.holdStart(location, "pir", "motion", at(at)));
    }

    private void still(String location, double at) {
        home.handle(OccupancyEvent.holdEnd(location, "pir", "motion", at(at)));
    }

    /** The sensor of a room is ON for ten seconds after the last movement, which its shortest report tells. */
    private void coolsDownForTenSeconds(String location) {
        moving(location, 0);
        still(location, 10);
        moving(location, 100);
        still(location, 160);
    }

    @Test
    void whoWalkedOnWhileTheSensorCooledDownHasLeftSinceThen() {
        coolsDownForTenSeconds("bath");
        moving("bath", 1000);
        motion("study", 1055);
        assertThat(home.occupied("bath")).isTrue();
        still("bath", 1060);
        assertThat(home.until("bath")).as("the minute runs from the end of the report").isEqualTo(at(1060 + LEAVE));
        assertThat(because("bath")).containsExactly(Kind.LEAVING);
    }

    @Test
    void whoMovedSinceSomebodyWasActiveElsewhereHasNotLeft() {
        coolsDownForTenSeconds("bath");
        moving("bath", 1000);
        motion("study", 1050);
        still("bath", 1060);
        assertThat(home.until("bath")).as("somebody moved at 1050, ten seconds before it went OFF")
                .isEqualTo(at(1060 + STAY));
        moving("bath", 2000);
        still("bath", 2030);
        assertThat(home.until("bath")).as("what was before it went ON tells nothing").isEqualTo(at(2030 + STAY));
    }

    @Test
    void whoLivesAloneHasLeftWhenTheSensorGoesOff() {
        home.location("house", house -> house.headCount(1));
        coolsDownForTenSeconds("bath");
        moving("bath", 1000);
        motion("study", 1055);
        still("bath", 1060);
        assertThat(home.occupied("bath")).isFalse();
    }

    @Test
    void aClosedRoomWhoseSensorCoolsDownIsNotLeft() {
        coolsDownForTenSeconds("bath");
        door("bath", "door", BoundaryChange.CLOSED, 990);
        moving("bath", 1000);
        motion("study", 1055);
        still("bath", 1060);
        assertThat(home.until("bath")).isEqualTo(at(1060 + STAY));
    }

    @Test
    void settingTheClockWhileASensorReportsMotionChangesNoCoolDown() {
        coolsDownForTenSeconds("bath");
        moving("bath", 1000);
        home.engine.shift(seconds(500));
        motion("study", 1555);
        still("bath", 1560);
        assertThat(home.until("bath")).isEqualTo(at(1560 + LEAVE));
        moving("bath", 2000);
        motion("study", 2001);
        home.engine.shift(seconds(500));
        still("bath", 2505);
        assertThat(home.until("bath")).isEqualTo(at(2505 + LEAVE));
        moving("bath", 3000);
        motion("study", 3043);
        still("bath", 3050);
        assertThat(home.until("bath")).as("five seconds were the shortest report").isEqualTo(at(3050 + STAY));
    }

    @Test
    void aCoolDownThatIsKnownCountsForAReportWhoseBeginningWasNotSeen() {
        coolsDownForTenSeconds("bath");
        room("bath", bath -> bath.passage(true));
        moving("bath", 1000);
        room("bath");
        motion("study", 1055);
        still("bath", 1060);
        assertThat(home.until("bath")).isEqualTo(at(1060 + LEAVE));
    }

    @Test
    void aSensorWithoutEndThatIsLostAndLeftEndsWithItsDoubt() {
        moving("bath", 0);
        home.handle(OccupancyEvent.sourceLost("bath", "pir", "motion", at(10)).withDuration(seconds(300)));
        motion("study", 20);
        assertThat(home.until("bath")).as("its hold is believed until then").isEqualTo(at(310));
        home.advance(310);
        assertThat(home.occupied("bath")).isFalse();
    }

    @Test
    void whoGoesOutByTheFrontDoorLeavesTheHallAlthoughItsMotionSensorIsStillOn() {
        room("hall");
        moving("hall", 0);
        still("hall", 20);
        moving("hall", 1000);
        door("hall", "door", BoundaryChange.OPENED, 1008);
        door("hall", "door", BoundaryChange.CLOSED, 1012);
        still("hall", 1020);
        assertThat(home.until("hall")).isEqualTo(at(1012 + 60));
    }

    /** The add-on starts while one of two doors stands open and never moves. */
    @Test
    void aDoorThatWasFoundOpenLetsPeopleOut() {
        found("study", "garden door", BoundaryChange.OPENED, 0);
        door("study", "door", BoundaryChange.OPENED, 10);
        door("study", "door", BoundaryChange.CLOSED, 12);
        motion("study", 600);
        motion("kitchen", 620);
        assertThat(home.until("study")).isEqualTo(at(620 + 60));
    }

    @Test
    void aDoorThatWasFoundClosedKeepsPeopleInside() {
        found("study", "door", BoundaryChange.CLOSED, 0);
        motion("study", 600);
        motion("kitchen", 660);
        assertThat(home.until("study")).isEqualTo(at(600 + 4 * 3600));
    }

    @Test
    void aDoorThatIsFoundWhereItWasTellsNothing() {
        door("study", "door", BoundaryChange.CLOSED, 0);
        motion("study", 600);
        found("study", "door", BoundaryChange.CLOSED, 630);
        motion("kitchen", 660);
        assertThat(home.until("study")).as("nobody can have left").isEqualTo(at(600 + 4 * 3600));
        found("study", "door", BoundaryChange.OPENED, 700);
        motion("kitchen", 720);
        assertThat(home.until("study")).as("somebody opened it while nobody looked").isEqualTo(at(720 + 60));
    }

    @Test
    void aDoorThatWasFoundOccupiesNothing() {
        found("study", "door", BoundaryChange.OPENED, 0);
        assertThat(home.occupied("study")).isFalse();
        assertThat(home.engine.lastActivity("study")).isNull();
    }

    @Test
    void whoLetsSomebodyOutAndMovesOnInTheHallStays() {
        room("hall");
        moving("hall", 0);
        still("hall", 20);
        moving("hall", 1000);
        door("hall", "door", BoundaryChange.CLOSED, 1012);
        still("hall", 1040);
        assertThat(home.until("hall")).as("moved for 8 s after the door closed").isEqualTo(at(1040 + 4 * 3600));
    }

    @Test
    void aTvThatIsSwitchedOffDoesNotSendAwayWhoSitsStill() {
        motion("study", 0);
        home.handle(OccupancyEvent.holdStart("study", "tv", "level", at(10)).withSustainOnly(true))
                .handle(OccupancyEvent.holdEnd("study", "tv", "level", at(30)));
        assertThat(home.until("study")).isEqualTo(at(4 * 3600));
    }

    @Test
    void aPhoneThatLeavesDoesNotSendAwayWhoSitsStill() {
        motion("study", 0);
        home.handle(OccupancyEvent.holdStart("study", "phone", "person", at(10)).withOccupant("Mike"))
                .handle(OccupancyEvent.holdEnd("study", "phone", "person", at(30)));
        assertThat(home.until("study")).isEqualTo(at(4 * 3600));
    }

    /** Whoever goes passes next door while both sensors still report; the motion sensor is the last to be quiet. */
    @Test
    void aMotionSensorThatCoolsDownAfterTheRadarKeepsNobodyForHours() {
        moving("study", 0);
        still("study", 30);
        moving("study", 100);
        home.hold("study", "radar", 110);
        motion("kitchen", 202);
        home.handle(OccupancyEvent.holdEnd("study", "radar", "presence", at(215)));
        still("study", 230);
        assertThat(home.until("study")).as("when the radar's own timeout is over").isEqualTo(at(215 + 300));
    }

    @Test
    void whoMovesAfterTheRadarSawNobodyStays() {
        moving("study", 0);
        still("study", 30);
        home.hold("study", "radar", 110);
        home.handle(OccupancyEvent.holdEnd("study", "radar", "presence", at(215)));
        moving("study", 220);
        still("study", 270);
        assertThat(home.until("study")).isEqualTo(at(270 + 4 * 3600));
    }

    @Test
    void aRadarThatSeesNobodyAnyMoreEndsWhatMotionSaid() {
        motion("study", 0);
        home.hold("study", "radar", 10).handle(OccupancyEvent.holdEnd("study", "radar", "presence", at(30)));
        assertThat(home.until("study")).isEqualTo(at(30 + 300));
    }

    @Test
    void whoIsSeenNextDoorWithinTenSecondsHasWalkedThereButNotLater() {
        door("bath", "door", BoundaryChange.CLOSED, 0);
        motion("bath", 10);
        motion("study", 20);
        assertThat(home.until("bath")).isEqualTo(at(20 + LEAVE));
        motion("bath", 100);
        motion("study", 110.001);
        assertThat(home.until("bath")).isEqualTo(at(100 + STAY));
    }

    @Test
    void whileARadarSeesSomebodyInAClosedRoomTheyHaveNotWalkedOut() {
        room("bath", bath -> bath.adjacent(Set.of("study")));
        door("bath", "door", BoundaryChange.CLOSED, 0);
        motion("bath", 10);
        home.hold("bath", "radar", 11);
        motion("study", 15);
        home.release("bath", "radar", 20, 1000);
        motion("study", 100);
        assertThat(home.until("bath")).as("the door has stayed closed").isEqualTo(at(1020));
    }
}
