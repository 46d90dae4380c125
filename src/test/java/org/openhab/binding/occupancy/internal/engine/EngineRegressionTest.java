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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * What {@link EnginePropertiesTest} found, each as it would happen in a home.
 */
@NonNullByDefault
class EngineRegressionTest {

    private final Home home = new Home();

    @Test
    void aLocationThatWasRemovedWithItsChildrenStillThereIsNotToldOfAndHasNoTimer() {
        home.location("house").child("room", "house").momentary("room", "pir", 0, 10).momentary("house", "pir", 0, 20);
        EngineResult result = home.engine.configureAll(List.of(), at(1));
        assertThat(result.transitions()).isEmpty();
        assertThat(result.nextExpiration()).isNull();
        home.location("house").child("room", "house").momentary("room", "pir", 2, 10).momentary("house", "pir", 2, 20);
        assertThat(home.engine.remove("house", at(3)).nextExpiration()).isEqualTo(at(12));
        assertThat(home.advance(100).toldLocations()).containsExactly("room");
    }

    @Test
    void aLocationThatIsRemovedAtTheInstantOfItsEndIsNotToldOf() {
        home.location("room").momentary("room", "pir", 0, 10);
        assertThat(home.engine.remove("room", at(10)).transitions()).isEmpty();
    }

    @Test
    void aFollowerVacatedByHandStaysSoOverARestart() {
        home.location("house").follower("hall", "house").hold("house", "radar", 0).vacate("hall", 1);
        Home next = home.restarted(2);
        assertThat(next.occupied("house")).isTrue();
        assertThat(next.occupied("hall")).isFalse();
        next.hold("house", "radar", 3).momentary("house", "pir", 4, 10);
        assertThat(next.occupied("hall")).isFalse();
    }

    @Test
    void aFollowerVacatedByHandStaysSoWhenItsLocationsComeAfterTheSnapshot() {
        home.location("house").follower("hall", "house").follower("lamp", "hall").hold("house", "radar", 0)
                .vacate("hall", 1);
        for (List<String> order : List.of(List.of("house", "hall", "lamp"), List.of("house", "lamp", "hall"),
                List.of("lamp", "hall", "house"))) {
            Home next = new Home(new OccupancyEngine());
            next.engine.restore(home.engine.export(), at(2));
            order.forEach(id -> next.engine.configure(Objects.requireNonNull(home.engine.config(id)), at(3)));
            assertThat(next.occupied("house")).as("%s", order).isTrue();
            assertThat(next.occupied("hall")).as("%s", order).isFalse();
            assertThat(next.occupied("lamp")).as("%s", order).isFalse();
        }
    }

    @Test
    void whatALockedParentShowedDoesNotDependOnWhichLocationIsReadFirst() {
        home.location("house").child("room", "house").hold("room", "radar", 0).lockAllBelow("house", "night",
                LockMode.KEEP_VACANT, 1);
        Home next = new Home(new OccupancyEngine());
        next.engine.restore(home.engine.export(), at(2));
        next.engine.configureAll(List.of(LocationConfig.builder("house").build(),
                LocationConfig.builder("room").parent("house").build()), at(3));
        assertThat(next.occupied("house")).isTrue();
    }

    @Test
    void whoWasSeenInAPlaceThatOnlyFollowsIsRememberedOverARestart() {
        home.location("house").follower("floor", "house").follower("hall", "floor").momentary("house", "pir", 0, 100);
        home.handle(
                OccupancyEvent.momentary("hall", "camera", "motion", at(1)).withOccupant("Ben").withSustainOnly(true));
        assertThat(home.people("hall")).containsExactly("Ben");
        assertThat(home.restarted(2).people("hall")).containsExactly("Ben");
    }

    @Test
    void whatEndsAtTheInstantOfARestartHasOneTransition() {
        home.location("room");
        home.handle(OccupancyEvent.lock("room", "night", LockMode.KEEP_VACANT, at(0)).withDuration(seconds(2)));
        RestoreResult result = home.engine.restore(home.engine.export(), at(2));
        assertThat(result.result().transitions()).extracting(Transition::cause).containsExactly(new Cause.Restore());
    }

    @Test
    void unlockingFreesAlsoAFollowerThatTheLockAloneKeptVacant() {
        home.location("house").child("room", "house").hold("room", "radar", 0)
                .lockAllBelow("house", "night", LockMode.KEEP_VACANT, 1).follower("hall", "house");
        assertThat(home.occupied("hall")).isFalse();
        home.handle(OccupancyEvent.unlockAll("house", at(2)));
        assertThat(home.held("hall")).isTrue();
        assertThat(home.told("hall").cause()).isEqualTo(new Cause.Locking("night", "house"));
    }

    @Test
    void aFollowerIsOccupiedBecauseOfItsChildAndNotOfTheParentThatItMadeOccupied() {
        home.location("house").follower("floor", "house").child("room", "floor").hold("room", "radar", 0);
        assertThat(home.told("floor").cause()).isEqualTo(new Cause.Child("room"));
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("floor"));
    }

    @Test
    void aLocationThatEndsAtTheInstantOfAnEventBelowIsToldAfterIt() {
        home.location("house").child("a", "house").child("b", "house").hold("a", "radar", 0)
                .momentary("house", "pir", 0, 10).momentary("b", "pir", 10, 5);
        assertThat(home.toldLocations()).containsExactly("b", "house");
    }

    @Test
    void aLockInAnotherLocationThatMovesTheEndIsTheCauseThroughTheTree() {
        home.location("house").child("room", "house").child("bed", "room").child("bath", "house");
        home.lock("bath", "x", LockMode.FREEZE, 0).momentary("bed", "mat", 1, 100).lock("bed", "party", LockMode.FREEZE,
                2);
        assertThat(home.told("bed").cause()).isEqualTo(new Cause.Locking("party", "bed"));
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Child("bed"));
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("room"));
    }

    @Test
    void evidenceInALockedLocationThatMovesOnlyALaterEndIsToldWithItsChild() {
        home.location("house").child("room", "house").momentary("house", "pir", 0, 600);
        home.handle(OccupancyEvent.lock("house", "party", LockMode.KEEP_VACANT, at(1)).withScope(Scope.SUBTREE)
                .withDuration(seconds(8)));
        home.hold("room", "radar", 2);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.held("house")).as("the room will show its people when the lock ends").isTrue();
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("room"));
    }

    @Test
    void aDeepTreeGivenInAnyOrderIsSettledFromBelow() {
        home.location("p1").hold("p1", "x", 0).vacate("p1", 0);
        List<LocationConfig> chain = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            chain.add(LocationConfig.builder("p" + i).parent(i == 1 ? null : "p" + (i - 1)).build());
        }
        chain.sort(Comparator.comparing(LocationConfig::id));
        Home source = new Home(new OccupancyEngine());
        source.engine.configureAll(chain, at(0));
        source.hold("p12", "radar", 1).lockAllBelow("p1", "night", LockMode.KEEP_VACANT, 2);
        Home next = new Home(new OccupancyEngine());
        next.engine.restore(source.engine.export(), at(3));
        next.engine.configureAll(chain, at(3));
        assertThat(next.occupied("p1")).isTrue();
    }

    @Test
    void aFollowerVacatedByHandIsNotWokenByAParentThatWasOccupiedAllTheTime() {
        home.location("house").follower("floor", "house").follower("hall", "floor")
                .lock("house", "a", LockMode.FREEZE, 0).hold("floor", "radar", 1).lock("floor", "b", LockMode.FREEZE, 2)
                .hold("house", "mat", 3).vacate("hall", 4);
        home.release("floor", "radar", 5, 0).unlock("floor", "b", 5);
        assertThat(home.occupied("floor")).isFalse();
        home.lock("floor", "b", LockMode.FREEZE, 6).handle(OccupancyEvent.manual("floor", "switch", at(7)))
                .vacate("hall", 8);
        home.handle(OccupancyEvent.unlockAll("house", at(1000)).withScope(Scope.SUBTREE));
        assertThat(home.held("floor")).as("shown all the time: first as frozen, then because of the house").isTrue();
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void keepVacantJudgesByWhatIsShownInTheEndAndNotOnTheWay() {
        home.location("house").child("floor", "house").child("room", "floor").follower("hall", "floor")
                .lockAllBelow("house", "party", LockMode.FREEZE, 0).lock("hall", "night", LockMode.KEEP_VACANT, 0)
                .hold("room", "radar", 1);
        home.handle(OccupancyEvent.manual("hall", "switch", at(2)).withDuration(seconds(5)));
        home.advance(100).location("floor");
        assertThat(home.held("floor")).isTrue();
        assertThat(home.held("hall")).as("it was shown before and follows now").isTrue();
    }

    @Test
    void aFollowerThatIsKeptOccupiedDoesNotTakeUpAParentThatHasJustEnded() {
        home.location("house").follower("hall", "house").lock("hall", "guests", LockMode.KEEP_OCCUPIED, 0)
                .lockAllBelow("house", "party", LockMode.FREEZE, 1);
        home.handle(OccupancyEvent.manual("house", "switch", at(2)).withDuration(seconds(5)));
        home.lock("house", "party", LockMode.KEEP_VACANT, 100);
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void aFollowerThatIsKeptOccupiedDoesNotTakeUpAParentThatLosesItsOwn() {
        home.location("town").follower("house", "town").location("hall").hold("town", "radar", 0).lock("hall", "guests",
                LockMode.KEEP_OCCUPIED, 1);
        home.engine.configureAll(
                List.of(LocationConfig.builder("house").build(),
                        LocationConfig.builder("hall").parent("house").strategy(Strategy.FOLLOW_PARENT).build()),
                at(2));
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void aClockSetFarBackLeavesASnapshotThatCanBeRead() {
        home.location("room").momentary("room", "pir", 1, 100);
        home.engine.shift(Duration.ofDays(-40_000));
        assertThat(home.engine.restore(SideBySide.throughText(home.engine.export()), at(0)).problems()).isEmpty();
    }

    @Test
    void aHiddenChildThatMovesALaterEndIsTheCauseAlsoBesideOneThatDoesNotReport() {
        home.location("house").location("hall",
                hall -> hall.parent("house").strategy(Strategy.FOLLOW_PARENT).contributesToParent(false));
        home.child("room", "house").lock("room", "day", LockMode.KEEP_VACANT, 0).hold("room", "radar", 1)
                .momentary("house", "pir", 2, 600).lockAllBelow("room", "night", LockMode.FREEZE, 3)
                .unlock("room", "day", 4);
        home.handle(OccupancyEvent.lock("room", "night", LockMode.FREEZE, at(5)).withDuration(seconds(13)));
        assertThat(home.held("house")).as("the room will show its people when the lock ends").isTrue();
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("room"));
    }

    // ------------------------------------------------------------------------------------------------- departures

    private static final double STAY = 4 * 3600;
    private static final double LEAVE = 60;

    /** A house with rooms that are left by departure. */
    private void rooms(String... ids) {
        home.location("house");
        for (String id : ids) {
            home.location(id, room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        }
    }

    private void motion(String location, double at) {
        home.handle(OccupancyEvent.momentary(location, "pir", "motion", at(at)));
    }

    private void moving(String location, String sensor, double at) {
        home.handle(OccupancyEvent.holdStart(location, sensor, "motion", at(at)));
    }

    private void still(String location, String sensor, double at) {
        home.handle(OccupancyEvent.holdEnd(location, sensor, "motion", at(at)));
    }

    @Test
    void aMotionSensorThatDoesNotSayItsCategoryAgainSaysNothingOfStillness() {
        rooms("study");
        moving("study", "pir", 0);
        home.handle(OccupancyEvent.of("study", EventType.HOLD_END, null, "pir", at(10)));
        assertThat(home.until("study")).as("not ten minutes later: it only sees motion").isEqualTo(at(10 + STAY));
    }

    @Test
    void aLocationWhoseRadarIsLostCanStillBeLeft() {
        rooms("study", "bath");
        motion("study", 0);
        home.hold("study", "radar", 1);
        home.handle(OccupancyEvent.sourceLost("study", "radar", "presence", at(10)).withDuration(seconds(20)));
        motion("bath", 100);
        assertThat(home.until("study")).isEqualTo(at(100 + LEAVE));
    }

    @Test
    void aLocationWhoseRadarEndsAtOnceCanStillBeLeft() {
        rooms("study", "bath");
        motion("study", 0);
        home.hold("study", "radar", 1).release("study", "radar", 10, 0);
        motion("bath", 100);
        assertThat(home.until("study")).isEqualTo(at(100 + LEAVE));
    }

    @Test
    void whoIsActiveInAPartOfAClosedRoomHasNotWalkedOut() {
        rooms("bedroom", "study");
        home.child("bed", "bedroom");
        home.handle(OccupancyEvent.momentary("bedroom", "door", "door", at(0)).withBoundary(BoundaryChange.CLOSED));
        motion("bedroom", 10);
        motion("bed", 15);
        motion("study", 100);
        assertThat(home.until("bedroom")).as("the door has stayed closed").isEqualTo(at(10 + STAY));
    }

    @Test
    void whoIsActiveNextDoorAtTheVeryInstantHasNotWalkedOut() {
        rooms("bedroom", "study");
        home.handle(OccupancyEvent.momentary("bedroom", "door", "door", at(0)).withBoundary(BoundaryChange.CLOSED));
        motion("bedroom", 10);
        motion("study", 10);
        motion("study", 100);
        assertThat(home.until("bedroom")).isEqualTo(at(10 + STAY));
    }

    @Test
    void whoWasSeenBySomeOtherSensorOfTheRoomSinceHasNotLeft() {
        rooms("study", "bath");
        for (int i = 0; i < 2; i++) {
            moving("study", "pir 1", 100 * i);
            still("study", "pir 1", 100 * i + 60);
        }
        moving("study", "pir 1", 1000);
        motion("bath", 1040);
        home.momentary("study", "pir 2", 1050, 10);
        still("study", "pir 1", 1060);
        assertThat(home.until("study")).isEqualTo(at(1060 + STAY));
    }

    @Test
    void aReportWhoseBeginningWasNotSeenTeachesNoCoolDown() {
        home.location("house").child("study", "house");
        moving("study", "pir", 0);
        rooms("study", "bath");
        still("study", "pir", 60);
        moving("study", "pir", 1000);
        motion("bath", 1010);
        still("study", "pir", 1060);
        assertThat(home.until("study")).as("the sensor was on for a minute after the last movement")
                .isEqualTo(at(1060 + LEAVE));
    }

    @Test
    void aLocationThatIsLeftThroughItsDoorCanBeLeftSoonerAfterARestartToo() {
        rooms("study", "bath");
        for (int i = 0; i < 12; i++) {
            motion("study", i);
        }
        home.handle(OccupancyEvent.momentary("study", "door", "door", at(20)).withBoundary(BoundaryChange.OPENED));
        Home next = home.restarted(21);
        next.handle(OccupancyEvent.momentary("bath", "pir", "motion", at(22)));
        motion("bath", 22);
        assertThat(home.until("study")).as("people move often there").isEqualTo(at(22 + 0.75 * LEAVE));
        assertThat(next.until("study")).isEqualTo(at(22 + 0.75 * LEAVE));
    }

    @Test
    void aPassageThatIsCopiedKeepsItsShortTimer() {
        LocationConfig hall = LocationConfig.builder("hall").vacancy(Vacancy.DEPARTURE).passage(true).build();
        home.engine.configure(hall.toBuilder().linger(seconds(1)).build(), at(0));
        motion("hall", 0);
        assertThat(home.until("hall")).isEqualTo(at(LEAVE));
    }

    @Test
    void aPassageWithATimeoutOfOneCategoryKeepsTheShortTimerOfTheOthers() {
        home.location("hall", hall -> hall.vacancy(Vacancy.DEPARTURE).passage(true).timeout("presence", seconds(5)));
        motion("hall", 0);
        assertThat(home.until("hall")).isEqualTo(at(LEAVE));
        home.hold("hall", "radar", 100).handle(OccupancyEvent.holdEnd("hall", "radar", "presence", at(200)));
        assertThat(home.until("hall")).isEqualTo(at(205));
    }

    @Test
    void theEndOfALockIsToldInTheSameOrderHoweverOftenTheTimeIsAsked() {
        List<List<String>> told = new ArrayList<>();
        for (boolean inSteps : new boolean[] { false, true }) {
            Home each = new Home().location("house").child("floor", "house").follower("hall", "floor");
            each.handle(OccupancyEvent.lock("house", "party", LockMode.KEEP_VACANT, at(0)).withScope(Scope.SUBTREE)
                    .withDuration(seconds(10))).momentary("hall", "pir", 1, 100);
            each.location("floor", floor -> floor.parent("house").contributesToParent(false)).location("hall",
                    hall -> hall.parent("floor").strategy(Strategy.FOLLOW_PARENT).contributesToParent(false));
            each.history.clear();
            if (inSteps) {
                each.advance(9).advance(10);
            }
            told.add(each.advance(11).history.stream().map(Transition::location).toList());
        }
        assertThat(told.get(1)).isEqualTo(told.get(0)).containsExactly("hall", "house");
    }

    /** Engines that weigh after few activities where people are, whose locations came in the order given. */
    private static OccupancyEngine flat(List<String> order, double at) {
        OccupancyEngine engine = new OccupancyEngine(10);
        engine.configureAll(
                order.stream().map(id -> LocationConfig.builder(id).vacancy(Vacancy.DEPARTURE).build()).toList(),
                at(at));
        return engine;
    }

    private static void sameAfterRestart(OccupancyEngine old, List<String> order, double now,
            List<OccupancyEvent> then) {
        OccupancyEngine next = flat(order, now);
        next.restore(SideBySide.throughText(old.export()), at(now));
        for (OccupancyEvent event : then) {
            old.handle(event);
            next.handle(event);
            assertThat(next.states()).isEqualTo(old.states());
        }
    }

    /** One activity a second. */
    private static List<OccupancyEvent> motions(double start, String... locations) {
        List<OccupancyEvent> events = new ArrayList<>();
        for (int i = 0; i < locations.length; i++) {
            events.add(OccupancyEvent.momentary(locations[i], "pir", "motion", at(start + i)));
        }
        return events;
    }

    @Test
    void whereThePeopleAreDoesNotDependOnWhichLocationIsReadFirst() {
        OccupancyEngine old = flat(List.of("c", "b", "a"), 0);
        motions(0, "b", "c", "c", "b", "b", "c", "c", "b", "c", "b").forEach(old::handle);
        sameAfterRestart(old, List.of("a", "b", "c"), 10, motions(10, "a", "c", "b", "a"));
    }

    @Test
    void aRoomWhereNobodyHasBeenYetMakesNoRestartForgetThePeople() {
        List<String> rooms = List.of("a", "attic", "b", "c");
        OccupancyEngine old = flat(rooms, 0);
        motions(0, "a", "b", "b", "c", "c", "c", "a", "c", "b", "a", "b").forEach(old::handle);
        sameAfterRestart(old, rooms, 11, motions(11, "c", "b"));
    }

    @Test
    void whoSaysThatTheWholeHouseIsVacantMeansAlsoRoomsThatShowNobody() {
        OccupancyEngine atOnce = houseInWhichSomebodyMayBeInAVacantRoom();
        OccupancyEngine oneByOne = houseInWhichSomebodyMayBeInAVacantRoom();
        atOnce.handle(OccupancyEvent.vacate("house", "switch", at(353)));
        for (String location : List.of("a", "b", "c", "d", "house")) {
            oneByOne.handle(OccupancyEvent.vacate(location, "switch", at(353)).withScope(Scope.SELF));
        }
        for (OccupancyEvent event : List.of(OccupancyEvent.manual("b", "switch", at(355)),
                OccupancyEvent.manual("b", "other switch", at(516)),
                OccupancyEvent.momentary("a", "other pir", "motion", at(517)),
                OccupancyEvent.momentary("c", "door", "motion", at(520)).withBoundary(BoundaryChange.CLOSED))) {
            atOnce.handle(event);
            oneByOne.handle(event);
            assertThat(atOnce.states()).isEqualTo(oneByOne.states());
        }
    }

    private static OccupancyEngine houseInWhichSomebodyMayBeInAVacantRoom() {
        OccupancyEngine engine = new OccupancyEngine(10);
        engine.configure(LocationConfig.builder("house").build(), at(0));
        for (String room : List.of("a", "b", "c", "d")) {
            engine.configure(LocationConfig.builder(room).parent("house").vacancy(Vacancy.DEPARTURE)
                    .leaveTimeout(seconds(room.equals("d") ? 7 : LEAVE)).build(), at(0));
        }
        engine.handle(OccupancyEvent.momentary("a", "pir", "motion", at(257)));
        engine.handle(OccupancyEvent.momentary("d", "pir", "motion", at(260)));
        engine.handle(OccupancyEvent.manual("d", "switch", at(260)));
        engine.handle(OccupancyEvent.holdStart("a", "pir", "motion", at(260)));
        engine.handle(OccupancyEvent.momentary("b", "pir", "motion", at(337)).withBoundary(BoundaryChange.OPENED));
        engine.handle(OccupancyEvent.holdStart("b", "pir", "motion", at(340)));
        engine.advance(at(352));
        assertThat(Objects.requireNonNull(engine.state("d")).occupied()).isFalse();
        return engine;
    }

    @Test
    void aLocationThatIsLeftByDepartureFromNowOnIsNotLeftAtOnceBecauseTheOthersAreWellKnown() {
        OccupancyEngine engine = flat(List.of("a", "b", "c"), 0);
        motions(0, "a", "b", "a", "b", "c", "a", "b", "a", "a", "c", "b", "a").forEach(engine::handle);
        engine.configure(LocationConfig.builder("d").build(), at(20));
        engine.handle(OccupancyEvent.momentary("d", "pir", "motion", at(20)));
        engine.configure(LocationConfig.builder("d").vacancy(Vacancy.DEPARTURE).build(), at(30));
        engine.handle(OccupancyEvent.momentary("a", "pir", "motion", at(40)));
        assertThat(Objects.requireNonNull(engine.state("d")).occupiedUntil()).isEqualTo(at(40 + LEAVE));
    }

    @Test
    void whatIsActiveOutsideTheWeighedLocationsIsEvidenceOfLeavingEachTime() {
        OccupancyEngine engine = flat(List.of("a", "b", "c", "d", "e", "f", "g"), 0);
        engine.configure(LocationConfig.builder("c").vacancy(Vacancy.DEPARTURE).leaveTimeout(seconds(6)).build(),
                at(0));
        engine.configure(LocationConfig.builder("stairs").build(), at(0));
        engine.handle(OccupancyEvent.holdStart("e", "pir", "motion", at(6)));
        engine.handle(OccupancyEvent.holdStart("d", "pir", "motion", at(7)));
        engine.handle(OccupancyEvent.holdStart("e", "other pir", "motion", at(445)));
        engine.handle(OccupancyEvent.momentary("e", "pir", "motion", at(446)));
        engine.handle(OccupancyEvent.momentary("b", "pir", "motion", at(449)));
        engine.handle(OccupancyEvent.momentary("a", "pir", "motion", at(454)));
        engine.handle(OccupancyEvent.momentary("a", "other pir", "motion", at(460)));
        engine.handle(OccupancyEvent.momentary("f", "pir", "motion", at(471)));
        engine.handle(OccupancyEvent.momentary("c", "pir", "motion", at(594)));
        engine.handle(OccupancyEvent.manual("g", "switch", at(596)));
        assertThat(Objects.requireNonNull(engine.state("c")).occupiedUntil()).as("as it is weighed")
                .isAfter(at(596 + 6));
        engine.handle(OccupancyEvent.momentary("stairs", "pir", "motion", at(596)));
        assertThat(Objects.requireNonNull(engine.state("c")).occupiedUntil()).isEqualTo(at(596 + 6));
    }

    @Test
    void aBedThatARestartFoundHeldKeepsNobodyLongerInTheBath() {
        List<LocationConfig> house = List.of(LocationConfig.builder("house").build(),
                LocationConfig.builder("bath").parent("house").vacancy(Vacancy.DEPARTURE).build(),
                LocationConfig.builder("bed").parent("house").vacancy(Vacancy.DEPARTURE).build());
        OccupancyEngine engine = new OccupancyEngine(10);
        engine.configureAll(house, at(0));
        engine.handle(OccupancyEvent.holdStart("bed", "mat", "presence", at(1)));
        for (int i = 2; i < 14; i++) {
            engine.handle(OccupancyEvent.momentary("bath", "pir", "motion", at(5 * i)));
        }
        OccupancyEngine next = new OccupancyEngine(10);
        next.configureAll(house, at(70));
        next.restore(SideBySide.throughText(engine.export()), at(70));
        for (OccupancyEngine each : List.of(engine, next)) {
            each.handle(OccupancyEvent.momentary("bath", "pir", "motion", at(71)));
        }
        assertThat(Objects.requireNonNull(next.state("bed")).sources()).extracting(SourceState::trust)
                .containsExactly(Trust.RESTORED);
        Instant left = Objects.requireNonNull(Objects.requireNonNull(engine.state("bath")).occupiedUntil());
        assertThat(left).as("somebody may have lain down beside the first").isBefore(at(71 + 601));
        assertThat(Objects.requireNonNull(next.state("bath")).occupiedUntil()).isEqualTo(left);
    }

    @Test
    void aLockThatGoesBelowIsNoChangeOfTheConfigurationAbove() {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configureAll(List.of(LocationConfig.builder("floor").linger(seconds(9)).build(),
                LocationConfig.builder("hall").parent("floor").strategy(Strategy.FOLLOW_PARENT).build(),
                LocationConfig.builder("niche").parent("hall").build()), at(0));
        engine.handle(OccupancyEvent.lock("hall", "night", LockMode.KEEP_OCCUPIED, at(8)));
        engine.handle(OccupancyEvent.momentary("niche", "pir", "motion", at(16)));
        engine.handle(OccupancyEvent.vacate("niche", "hand", at(30)).withScope(Scope.SELF));
        engine.handle(OccupancyEvent.lock("hall", "party", LockMode.KEEP_VACANT, at(32)).withDuration(seconds(8)));
        EngineResult result = engine
                .handle(OccupancyEvent.of("hall", EventType.UNLOCK_ALL, null, "hand", at(35)).withScope(Scope.SELF));
        assertThat(result.transitions()).filteredOn(told -> told.location().equals("floor"))
                .extracting(Transition::cause).containsExactly(new Cause.Child("hall"));
    }

    @Test
    void aHoldThatEndsWithADoorFoundOpenIsNoDoorThatMoved() {
        OccupancyEngine engine = flat(List.of("a", "b"), 0);
        engine.handle(OccupancyEvent.holdStart("a", "pir", "motion", at(0)));
        engine.handle(OccupancyEvent.holdEnd("a", "pir", "motion", at(60)).withBoundary(BoundaryChange.OPENED));
        assertThat(Objects.requireNonNull(engine.state("a")).occupiedUntil()).isEqualTo(at(60 + 4 * 3600));
    }
}
