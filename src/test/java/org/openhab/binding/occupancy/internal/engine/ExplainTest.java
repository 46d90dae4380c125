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
import static org.assertj.core.api.Assertions.tuple;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

/**
 * The answer to "why?", as reasons for programs and as a sentence for people.
 */
@NonNullByDefault
class ExplainTest {

    private final Home home = new Home().location("house").child("room", "house").follower("hall", "house");

    private Explanation explain(String location) {
        Explanation explanation = Objects.requireNonNull(home.engine.explain(location));
        LocationState state = home.state(location);
        assertThat(explanation.location()).isEqualTo(location);
        assertThat(explanation.occupied()).isEqualTo(state.occupied());
        assertThat(explanation.until()).isEqualTo(state.occupiedUntil());
        assertThat(explanation.held()).isEqualTo(state.held());
        return explanation;
    }

    private static List<Kind> kinds(List<Reason> reasons) {
        return reasons.stream().map(Reason::kind).toList();
    }

    @Test
    void nothing() {
        Explanation explanation = explain("room");
        assertThat(EnglishExplanation.of(explanation)).isEqualTo("room is vacant: no sensor reports anybody.");
        assertThat(kinds(explanation.because())).containsExactly(Kind.NO_EVIDENCE);
        assertThat(explanation.ends()).isEmpty();
        assertThat(explanation.ignored()).isEmpty();
        assertThat(home.engine.explain("nowhere")).isNull();
    }

    @Test
    void aTimer() {
        home.momentary("room", "pir", 0, 60);
        assertThat(EnglishExplanation.of(explain("room"))).isEqualTo("room is occupied until 2026-01-01T00:01:00Z: "
                + "pir (motion) reported somebody. It ends when pir (motion) runs out.");
        assertThat(EnglishExplanation.of(explain("house"))).isEqualTo("house is occupied until 2026-01-01T00:01:00Z: "
                + "room (pir (motion) reported somebody). It ends when room becomes vacant.");
        assertThat(EnglishExplanation.of(explain("hall"))).isEqualTo("hall is occupied until 2026-01-01T00:01:00Z: "
                + "it follows house, which is occupied. It ends when house becomes vacant.");
    }

    @Test
    void whatEndsBeforeTheLocationDoesSaysWhen() {
        home.momentary("room", "a", 0, 60).momentary("room", "b", 0, 90);
        assertThat(EnglishExplanation.of(explain("room")))
                .isEqualTo("room is occupied until 2026-01-01T00:01:30Z: b (motion) reported "
                        + "somebody; a (motion) reported somebody, which counts until 2026-01-01T00:01:00Z. It ends when "
                        + "b (motion) runs out and a (motion) runs out at 2026-01-01T00:01:00Z.");
    }

    /** Nobody was seen leaving a house that phones hold, but that is not why it is occupied. */
    @Test
    void aHoldThatOutlastsTheStayIsTheReason() {
        home.location("house", house -> house.vacancy(Vacancy.DEPARTURE).stayTimeout(seconds(600)));
        home.momentary("house", "door", 0, 60).hold("house", "phone", 1);
        assertThat(kinds(explain("house").because())).containsExactly(Kind.HOLD);
        assertThat(kinds(explain("house").ends())).containsExactly(Kind.SOURCE_ENDS);
        home.handle(OccupancyEvent.sourceLost("house", "phone", "presence", at(2)).withDuration(seconds(59)));
        assertThat(kinds(explain("house").because())).as("the stay lasts longer").containsExactly(Kind.STAY,
                Kind.TIMER);
    }

    @Test
    void theReasonThatLastsLongestComesFirst() {
        home.momentary("room", "a", 0, 60).momentary("room", "b", 0, 90).hold("room", "c", 0).momentary("room", "d", 0,
                70);
        Explanation explanation = explain("room");
        assertThat(explanation.because()).extracting(Reason::name).containsExactly("c", "b", "d", "a");
        assertThat(kinds(explanation.because())).containsExactly(Kind.HOLD, Kind.TIMER, Kind.TIMER, Kind.TIMER);
        assertThat(kinds(explanation.ends())).containsExactly(Kind.SOURCE_ENDS, Kind.TIME_PASSES, Kind.TIME_PASSES,
                Kind.TIME_PASSES);
        assertThat(EnglishExplanation.of(explanation))
                .startsWith("room is occupied with no end in sight: c (presence) reports "
                        + "somebody; b (motion) reported")
                .contains("It ends when c (presence) reports nobody, b (motion) runs")
                .contains(" and a (motion) runs out at ");
    }

    @Test
    void aLocationThatLingers() {
        home.location("house", house -> house.linger(seconds(60)));
        home.momentary("room", "pir", 0, 10).advance(20);
        assertThat(EnglishExplanation.of(explain("house")))
                .isEqualTo("house is occupied until 2026-01-01T00:01:10Z: the last location "
                        + "inside it became vacant a moment ago. It ends when time runs out.");
    }

    @Test
    void whatAPersonUndidIsIgnored() {
        home.hold("room", "radar", 0).vacate("room", 1);
        assertThat(EnglishExplanation.of(explain("room"))).isEqualTo("room is vacant: no sensor reports anybody. "
                + "But: a person said that nobody is here, so radar (presence) is ignored until it clears.");
        assertThat(kinds(explain("room").ignored())).containsExactly(Kind.VACATED_BY_HAND);
        home.hold("house", "mat", 2).vacate("hall", 3);
        assertThat(EnglishExplanation.of(explain("hall")))
                .contains("But: it does not follow house because a person said it is vacant.");
        assertThat(kinds(explain("hall").ignored())).containsExactly(Kind.FOLLOW_SUSPENDED);
    }

    @Test
    void sustainOnlyEvidenceThatDoesNotCount() {
        home.handle(OccupancyEvent.holdStart("room", "tv", "media", at(0)).withSustainOnly(true));
        assertThat(EnglishExplanation.of(explain("room"))).isEqualTo("room is vacant: no sensor reports anybody. "
                + "But: tv (media) can keep it occupied but not make it so.");
        home.momentary("room", "pir", 1, 10);
        assertThat(explain("room").because()).extracting(Reason::name).containsExactly("tv", "pir");
        assertThat(explain("room").ignored()).isEmpty();
    }

    @Test
    void whatIsDoubted() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(1)).withDuration(seconds(59)));
        assertThat(EnglishExplanation.of(explain("room")))
                .contains("But: radar (presence) went silent and is believed.");
        assertThat(kinds(explain("room").ignored())).containsExactly(Kind.LOST);
        home.hold("room", "radar", 2);
        assertThat(explain("room").ignored()).isEmpty();
        home.engine.restore(home.engine.export(), at(3));
        assertThat(EnglishExplanation.of(explain("room")))
                .contains("But: radar (presence) has not reported since the restart and is believed.");
        assertThat(kinds(explain("room").ignored())).containsExactly(Kind.UNCONFIRMED);
    }

    @Test
    void aLockThatHidesTheTruth() {
        home.hold("room", "radar", 0).lock("room", "party", LockMode.FREEZE, 1).release("room", "radar", 2, 0);
        Explanation occupied = explain("room");
        assertThat(EnglishExplanation.of(occupied))
                .isEqualTo("room is occupied with no end in sight: locked by party (FREEZE). "
                        + "But: without the lock it would be vacant. It ends when the lock of party (FREEZE) is removed.");
        assertThat(kinds(occupied.because())).containsExactly(Kind.LOCK);
        assertThat(kinds(occupied.ignored())).containsExactly(Kind.HIDDEN_VACANT);

        home.vacate("room", 3).hold("room", "mat", 4);
        Explanation vacant = explain("room");
        assertThat(EnglishExplanation.of(vacant)).isEqualTo("room is vacant: locked by party (FREEZE). "
                + "But: without the lock it would be occupied; mat (presence) reports somebody.");
        assertThat(kinds(vacant.ignored())).containsExactly(Kind.HIDDEN_OCCUPIED, Kind.HOLD);
        assertThat(vacant.ends()).isEmpty();
    }

    /** A lock that shows what is true anyway keeps showing it when that is true no longer. */
    @Test
    void onlyTheEndOfTheLockEndsWhatItFreezes() {
        home.momentary("room", "pir", 0, 600).lock("room", "party", LockMode.FREEZE, 1);
        assertThat(EnglishExplanation.of(explain("room")))
                .isEqualTo("room is occupied with no end in sight: locked by party (FREEZE); "
                        + "pir (motion) reported somebody, which counts until 2026-01-01T00:10:00Z. "
                        + "It ends when the lock of party (FREEZE) is removed.");
        home.advance(700);
        assertThat(explain("room").occupied()).isTrue();
        assertThat(kinds(explain("room").ends())).containsExactly(Kind.LOCK_ENDS);
    }

    @Test
    void whatLastsLongerThanTheFreezeEndsTheLocation() {
        home.momentary("room", "pir", 0, 600).momentary("room", "mat", 0, 30).momentary("room", "door", 0, 60);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(1)).withDuration(seconds(59)));
        assertThat(explain("room").ends()).containsExactly(lock(Kind.LOCK_ENDS, 60),
                new Reason(Kind.TIME_PASSES, "pir", "motion", at(600), null));
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(2)).withDuration(seconds(898)));
        assertThat(kinds(explain("room").ends())).containsExactly(Kind.LOCK_ENDS);
        assertThat(explain("room").until()).isEqualTo(at(900));
    }

    @Test
    void aLockThatKeepsItOccupiedIsAReasonToo() {
        home.momentary("room", "pir", 0, 600).lock("room", "party", LockMode.KEEP_OCCUPIED, 1);
        assertThat(kinds(explain("room").because())).containsExactly(Kind.TIMER, Kind.LOCK);
        assertThat(kinds(explain("room").ends())).containsExactly(Kind.TIME_PASSES, Kind.LOCK_ENDS);
    }

    @Test
    void aSourceThatWentSilentEndsWithTime() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(1)).withDuration(seconds(59)));
        assertThat(explain("room").ends())
                .containsExactly(new Reason(Kind.TIME_PASSES, "radar", "presence", at(60), null));
        assertThat(EnglishExplanation.of(explain("room")))
                .isEqualTo("room is occupied until 2026-01-01T00:01:00Z: radar (presence) "
                        + "reported somebody. But: radar (presence) went silent and is believed. "
                        + "It ends when radar (presence) runs out.");
        home.hold("room", "radar", 2);
        home.engine.restore(home.engine.export(), at(3));
        assertThat(explain("room").ends())
                .containsExactly(new Reason(Kind.TIME_PASSES, "radar", "presence", at(3 + 900), null));
    }

    /** A motion sensor that turns OFF has not seen anybody leave. */
    @Test
    void motionThatEndsIsNobodyLeaving() {
        home.location("den", den -> den.vacancy(Vacancy.DEPARTURE).stayTimeout(seconds(3600)));
        home.handle(OccupancyEvent.holdStart("den", "pir", "motion", at(0)));
        assertThat(EnglishExplanation.of(explain("den")))
                .isEqualTo("den is occupied until 2026-01-01T01:00:00Z: pir (motion) reports "
                        + "somebody. It ends when pir (motion) reports no motion and then somebody is seen leaving or "
                        + "pir (motion) runs out.");
        home.handle(OccupancyEvent.holdEnd("den", "pir", "motion", at(60)));
        assertThat(explain("den").until()).isEqualTo(at(60 + 3600));
    }

    @Test
    void aLocationThatIsVacantSaysAlsoThatSomebodyWasSeenLeaving() {
        for (String location : List.of("den", "study")) {
            home.location(location, each -> each.parent("house").vacancy(Vacancy.DEPARTURE).stayTimeout(seconds(3600)));
        }
        home.handle(OccupancyEvent.momentary("den", "pir", "motion", at(0)));
        home.handle(OccupancyEvent.momentary("study", "pir", "motion", at(100))).advance(3000);
        assertThat(home.occupied("den")).isFalse();
        assertThat(explain("den").because()).extracting(Reason::kind, Reason::name)
                .containsExactly(tuple(Kind.NO_EVIDENCE, null), tuple(Kind.LEAVING, "study"));
        home.advance(10_000);
        assertThat(home.occupied("study")).isFalse();
        assertThat(kinds(explain("study").because())).as("it ended with time").containsExactly(Kind.NO_EVIDENCE);
        home.location("den", den -> den.parent("house"));
        assertThat(kinds(explain("den").because())).containsExactly(Kind.NO_EVIDENCE);
    }

    /** A contact that never reports CLOSED looks like an open door. */
    @Test
    void aDoorThatStaysOpenIsNamedAfterADay() {
        home.location("den", den -> den.vacancy(Vacancy.DEPARTURE));
        home.handle(OccupancyEvent.momentary("den", "door", "door", at(0)).withBoundary(BoundaryChange.OPENED));
        home.handle(OccupancyEvent.momentary("den", "pir", "motion", at(10)));
        assertThat(explain("den").ignored()).isEmpty();
        home.handle(OccupancyEvent.momentary("den", "pir", "motion", at(86400)));
        assertThat(explain("den").ignored()).containsExactly(new Reason(Kind.DOOR_OPEN, "door", null, null, at(0)));
        assertThat(EnglishExplanation.of(explain("den"))).contains(
                "But: door has been open since 2026-01-01T00:00:00Z, so no closed " + "door tells that nobody left.");
        home.handle(OccupancyEvent.momentary("den", "door", "door", at(86410)).withBoundary(BoundaryChange.CLOSED));
        home.handle(OccupancyEvent.momentary("den", "pir", "motion", at(200000)));
        assertThat(explain("den").ignored()).isEmpty();
    }

    @Test
    void aLocationThatWillLingerSaysForHowLong() {
        home.location("house", house -> house.linger(seconds(90))).momentary("room", "pir", 0, 10);
        assertThat(EnglishExplanation.of(explain("house")))
                .isEqualTo("house is occupied until 2026-01-01T00:01:40Z: room (pir (motion) "
                        + "reported somebody, which counts until 2026-01-01T00:00:10Z). It ends when room becomes vacant at 2026-01-01T00:00:10Z and "
                        + "the linger time of 1m30s after that is over.");
        home.hold("room", "radar", 1);
        assertThat(EnglishExplanation.of(explain("house")))
                .endsWith("It ends when room becomes vacant and the linger time of 1m30s after that is over.");
    }

    @Test
    void aLockFromAboveWithAnEnd() {
        home.handle(OccupancyEvent.lock("house", "party", LockMode.FREEZE, at(0)).withScope(Scope.SUBTREE)
                .withDuration(seconds(60)));
        home.lock("house", "other", LockMode.FREEZE, 0).lock("house", "weak", LockMode.KEEP_OCCUPIED, 0).hold("room",
                "radar", 1);
        assertThat(explain("room").because()).containsExactly(lock(Kind.LOCK, 60));
        assertThat(EnglishExplanation.of(explain("room")))
                .startsWith("room is vacant: locked until 2026-01-01T00:01:00Z by party (FREEZE).");
        home.hold("house", "mat", 2);
        assertThat(explain("house").because()).extracting(Reason::name).containsExactly("other", "party");
    }

    @Test
    void aLockedRoomIsAReasonOfItsHouseForAsLongAsItWillShow() {
        home.momentary("room", "pir", 0, 10)
                .handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(1)).withDuration(seconds(4)));
        assertThat(explain("house").because())
                .containsExactly(new Reason(Kind.CHILD, "room", null, at(10), null, lock(Kind.LOCK, 5)));
        home.momentary("room", "pir", 2, 58);
        assertThat(explain("house").because())
                .containsExactly(new Reason(Kind.CHILD, "room", null, at(60), null, lock(Kind.LOCK, 5)));
    }

    @Test
    void aLockThatOnlyKeepsWhatIsTrue() {
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(0)));
        assertThat(EnglishExplanation.of(explain("room")))
                .isEqualTo("room is vacant: no sensor reports anybody; locked by party (FREEZE).");
        home.unlock("room", "party", 1).hold("room", "radar", 2);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.KEEP_OCCUPIED, at(3)).withDuration(seconds(57)));
        assertThat(kinds(explain("room").ends())).containsExactly(Kind.SOURCE_ENDS, Kind.LOCK_ENDS);
        assertThat(EnglishExplanation.of(explain("room")))
                .endsWith("It ends when radar (presence) reports nobody and the lock of party "
                        + "(KEEP_OCCUPIED) is removed or ends at 2026-01-01T00:01:00Z.");
        home.lock("room", "party", LockMode.KEEP_VACANT, 4);
        assertThat(kinds(explain("room").ends())).as("this lock does not keep it occupied")
                .containsExactly(Kind.SOURCE_ENDS);
    }

    @Test
    void aPersonWhoHoldsTheLocation() {
        home.location("room", room -> room.parent("house").identityHolds(true));
        home.handle(OccupancyEvent.momentary("room", "camera", "motion", at(0)).withOccupant("Ann")
                .withDuration(seconds(10))).advance(20);
        assertThat(EnglishExplanation.of(explain("room")))
                .isEqualTo("room is occupied with no end in sight: Ann is known to be here. "
                        + "It ends when Ann leaves or is seen elsewhere.");
        home.location("room", room -> room.parent("house"));
        assertThat(explain("room").occupied()).isFalse();
    }

    @Test
    void aHouseOfManyRoomsNamesSomeOfThem() {
        for (int i = 0; i < 20; i++) {
            home.child("room" + i, "house").momentary("room" + i, "pir", 0, 10 + i);
        }
        List<Reason> because = explain("house").because();
        assertThat(because).containsExactly(inside("room19", 29), inside("room18", 28), inside("room17", 27),
                new Reason(Kind.MORE, "17", null, null));
        assertThat(EnglishExplanation.of(explain("house"))).contains("27Z); 17 more. It ends when ")
                .endsWith(" and 17 more.");
    }

    private static Reason lock(Kind kind, int end) {
        return new Reason(kind, "party", null, at(end), null, null, LockMode.FREEZE);
    }

    private static Reason inside(String room, int end) {
        return new Reason(Kind.CHILD, room, null, at(end), null, new Reason(Kind.TIMER, "pir", "motion", at(end)));
    }

    @Test
    void aHotelNamesTheOneThatLastsLongestWhateverItsSize() {
        for (int floor = 0; floor < 40; floor++) {
            home.child("floor" + floor, "house");
            for (int i = 0; i < 50; i++) {
                String id = floor + "-" + i;
                home.child(id, "floor" + floor).momentary(id, "pir", 0, 10 + 50 * floor + i);
            }
        }
        List<Reason> because = explain("house").because();
        assertThat(because.get(0)).isEqualTo(inside("39-49", 10 + 50 * 39 + 49));
        assertThat(because).last().isEqualTo(new Reason(Kind.MORE, null, null, null));
        assertThat(EnglishExplanation.of(explain("house"))).contains("; many more.");
    }

    @Test
    void aHouseNamesTheInnermostAndWhatKeepsThemSo() {
        home.child("corner", "room").child("cupboard", "corner").hold("cupboard", "radar", 0);
        assertThat(EnglishExplanation.of(explain("house")))
                .isEqualTo("house is occupied with no end in sight: cupboard (radar "
                        + "(presence) reports somebody). It ends when cupboard becomes vacant.");
        home.momentary("room", "pir", 1, 60);
        assertThat(explain("house").because()).as("a room with evidence of its own, too").extracting(Reason::name)
                .containsExactly("cupboard", "room");
        assertThat(explain("house").because().get(1)).isEqualTo(inside("room", 61));
        home.release("cupboard", "radar", 2, 0).advance(62);
        assertThat(explain("house").occupied()).isFalse();
    }

    @Test
    void aRoomThatLingersSaysSo() {
        home.location("room", room -> room.parent("house").linger(seconds(30))).child("corner", "room")
                .momentary("corner", "pir", 0, 10).advance(20);
        assertThat(explain("house").because()).containsExactly(
                new Reason(Kind.CHILD, "room", null, at(40), null, new Reason(Kind.LINGER, null, null, at(40))));
    }

    @Test
    void statesAndSourcesPrintThemselvesForLogs() {
        home.momentary("room", "pir", 0, 60).hold("room", "radar", 0);
        assertThat(home.state("room")).hasToString(
                "held [] [pir(motion, until 2026-01-01T00:01:00Z), " + "radar(presence, hold LIVE, until null)] []");
        assertThat(home.state("hall")).hasToString("held [] [] []");
        assertThat(LocationState.VACANT).hasToString("vacant [] [] []");
    }

    @Test
    void statesAndSourcesCompareByAllTheyAre() {
        home.momentary("room", "pir", 0, 60);
        LocationState state = home.state("room");
        Home same = new Home().location("house").child("room", "house").momentary("room", "pir", 0, 60);
        assertThat(state).isEqualTo(same.state("room")).hasSameHashCodeAs(same.state("room")).isNotEqualTo("state");
        same.momentary("room", "pir", 1, 100);
        assertThat(state).isNotEqualTo(same.state("room"));

        SourceState source = new SourceState("a", "b", true, 7, 5, "Ann", false, Trust.LOST);
        assertThat(source).isEqualTo(new SourceState("a", "b", true, 7, 5, "Ann", false, Trust.LOST))
                .hasSameHashCodeAs(new SourceState("a", "b", true, 7, 5, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("x", "b", true, 7, 5, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "x", true, 7, 5, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", false, 7, 5, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", true, 8, 5, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", true, 7, 6, "Ann", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", true, 7, 5, "Ben", false, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", true, 7, 5, "Ann", true, Trust.LOST))
                .isNotEqualTo(new SourceState("a", "b", true, 7, 5, "Ann", false, Trust.LIVE)).isNotEqualTo("a");
        assertThat(source.until()).isEqualTo(Instant.ofEpochMilli(7));
    }
}
