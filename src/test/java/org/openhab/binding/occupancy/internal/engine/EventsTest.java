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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * What each type of event does to one location, and what is refused.
 */
@NonNullByDefault
class EventsTest {

    private final Home home = new Home().location("room");

    @Test
    void aMomentaryEventOccupiesForTheTimeoutOfItsCategory() {
        home.handle(OccupancyEvent.momentary("room", "pir", "motion", at(0)));
        assertThat(home.until("room")).isEqualTo(at(600));
        home.handle(OccupancyEvent.momentary("room", "radar", "presence", at(400)));
        assertThat(home.until("room")).isEqualTo(at(700));
    }

    @Test
    void aCategoryWithoutATimeoutUsesTheDefault() {
        home.location("den", den -> den.timeout("default", seconds(42)).timeout("media", seconds(7)));
        home.handle(OccupancyEvent.momentary("den", "tv", "doorbell", at(0)));
        assertThat(home.until("den")).isEqualTo(at(42));
        home.handle(OccupancyEvent.momentary("den", "tv", "media", at(41)));
        assertThat(home.until("den")).isEqualTo(at(48));
    }

    @Test
    void aDurationOfTheEventIsExactToTheMillisecond() {
        home.handle(OccupancyEvent.momentary("room", "pir", "motion", at(1)).withDuration(Duration.ofMillis(1)));
        assertThat(home.until("room")).isEqualTo(at(1.001));
        home.advance(1.001);
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void aDurationOfZeroEndsAtOnce() {
        home.momentary("room", "pir", 0, 0);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.told).isEmpty();
        assertThat(home.engine.nextExpiration()).isNull();
    }

    @Test
    void noEventShortensATimer() {
        home.momentary("room", "pir", 0, 100).momentary("room", "pir", 1, 5).momentary("room", "mat", 2, 3);
        assertThat(home.until("room")).isEqualTo(at(100));
        assertThat(home.source("room", "pir").until()).isEqualTo(at(100));
        assertThat(home.source("room", "mat").until()).isEqualTo(at(5));
    }

    @Test
    void theLatestEventOfASourceSaysItsCategoryAndWhetherItSustainsOnly() {
        home.momentary("room", "pir", 0, 100);
        home.handle(OccupancyEvent.momentary("room", "pir", "media", at(1)).withSustainOnly(true));
        assertThat(home.source("room", "pir").category()).isEqualTo("media");
        assertThat(home.source("room", "pir").sustainOnly()).isTrue();
        home.handle(OccupancyEvent.manual("room", "pir", at(2)).withSustainOnly(true));
        assertThat(home.source("room", "pir").sustainOnly()).as("a person who says so is never sustain-only").isFalse();
        assertThat(home.source("room", "pir").category()).as("kept").isEqualTo("media");
    }

    @Test
    void aPersonWhoSaysOccupiedCountsAsTheDefaultCategory() {
        home.handle(OccupancyEvent.of("room", EventType.MANUAL, null, null, at(0)));
        assertThat(home.until("room")).isEqualTo(at(600));
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Event(EventType.MANUAL, "manual", "default"));
    }

    @Test
    void sustainOnlyEvidenceKeepsAPlaceOccupiedButDoesNotMakeItSo() {
        home.handle(OccupancyEvent.holdStart("room", "tv", "media", at(0)).withSustainOnly(true));
        assertThat(home.occupied("room")).isFalse();
        home.momentary("room", "pir", 10, 5);
        assertThat(home.held("room")).as("the television counts as soon as somebody is there").isTrue();
        home.advance(100);
        assertThat(home.held("room")).isTrue();
        home.release("room", "tv", 200, 0);
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void sustainOnlyEvidenceOfAnotherSourceTakesOverWithoutAGap() {
        home.momentary("room", "pir", 0, 10);
        home.handle(
                OccupancyEvent.momentary("room", "tv", "media", at(1)).withSustainOnly(true).withDuration(seconds(29)));
        assertThat(home.until("room")).isEqualTo(at(30));
        home.advance(29.999);
        assertThat(home.occupied("room")).isTrue();
        home.advance(30);
        home.handle(OccupancyEvent.momentary("room", "tv", "media", at(31)).withSustainOnly(true));
        assertThat(home.occupied("room")).as("a location that is vacant needs more than that").isFalse();
    }

    @Test
    void aChildDoesNotLetSustainOnlyEvidenceCount() {
        home.child("bed", "room").momentary("bed", "mat", 0, 10);
        home.handle(OccupancyEvent.holdStart("room", "tv", "media", at(1)).withSustainOnly(true));
        assertThat(home.until("room")).isEqualTo(at(10));
    }

    @Test
    void aTransitionSaysWhatChangedAndWhy() {
        home.momentary("room", "pir", 3, 10);
        Transition transition = home.told("room");
        assertThat(transition.at()).isEqualTo(at(3));
        assertThat(transition.flipped()).isTrue();
        assertThat(transition.before().occupied()).isFalse();
        assertThat(transition.after()).isEqualTo(home.state("room"));
        assertThat(transition.cause()).isEqualTo(new Cause.Event(EventType.MOMENTARY, "pir", "motion"));
        assertThat(transition.changed()).containsExactly(StateField.OCCUPIED, StateField.OCCUPIED_UNTIL,
                StateField.SOURCES);

        home.hold("room", "radar", 4);
        assertThat(home.told("room").changed()).containsExactly(StateField.OCCUPIED_UNTIL, StateField.HELD,
                StateField.SOURCES);
        home.handle(OccupancyEvent.momentary("room", "door", "presence", at(5)).withOccupant("Ann"));
        assertThat(home.told("room").changed()).containsExactly(StateField.OCCUPANTS, StateField.SOURCES);
        home.lock("room", "party", LockMode.FREEZE, 6);
        assertThat(home.told("room").changed()).containsExactly(StateField.LOCKS);
        assertThat(home.told("room").flipped()).isFalse();
    }

    @Test
    void whatChangesNothingTellsNothing() {
        home.momentary("room", "pir", 0, 10).momentary("room", "pir", 1, 2);
        assertThat(home.told).isEmpty();
        home.release("room", "nobody", 2, 100);
        assertThat(home.told).isEmpty();
        assertThat(home.until("room")).isEqualTo(at(10));
    }

    @Test
    void resultsAreImmutable() {
        home.handle(OccupancyEvent.momentary("room", "door", "presence", at(5)).withOccupant("Ann"));
        LocationState state = home.state("room");
        assertThatThrownBy(() -> state.sources().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> state.locks().add(new Lock("x", LockMode.FREEZE, Scope.SELF, 0)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> state.occupants().add("Ben")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> home.told.clear()).isInstanceOf(UnsupportedOperationException.class);
        home.vacate("room", 6);
        assertThat(state.occupants()).as("a state that was handed out stays as it was").containsExactly("Ann");
        assertThat(state.sources()).hasSize(1);
    }

    @Test
    void activityAndChangesAreRemembered() {
        assertThat(home.engine.lastActivity("room")).isNull();
        assertThat(home.engine.lastChange("room")).isNull();
        home.momentary("room", "pir", 1, 10).momentary("room", "pir", 5, 1);
        assertThat(home.engine.lastActivity("room")).isEqualTo(at(5));
        assertThat(home.engine.lastChange("room")).isEqualTo(at(1));
        home.advance(60);
        assertThat(home.engine.lastChange("room")).isEqualTo(at(11));
        home.hold("room", "radar", 70);
        assertThat(home.engine.lastActivity("room")).isEqualTo(at(70));
        home.release("room", "radar", 80, 1);
        assertThat(home.engine.lastActivity("room")).isEqualTo(at(80));
        home.release("room", "radar", 90, 1);
        assertThat(home.engine.lastActivity("room")).isEqualTo(at(80));
        home.engine.shift(seconds(100));
        assertThat(home.engine.lastActivity("room")).isEqualTo(at(180));
        assertThat(home.engine.lastChange("nowhere")).isNull();
        assertThat(home.engine.lastActivity("nowhere")).isNull();
        assertThat(home.engine.state("nowhere")).isNull();
        assertThat(home.engine.config("nowhere")).isNull();
        assertThat(home.engine.lockMode("nowhere")).isNull();
    }

    @Test
    void eventsThatHappenedTogetherAreToldTogether() {
        home.hold("room", "radar", 0);
        EngineResult result = home.engine
                .handleAll(List.of(OccupancyEvent.holdEnd("room", "radar", "presence", at(1)).withDuration(seconds(0)),
                        OccupancyEvent.holdStart("room", "mat", "presence", at(1))));
        assertThat(result.transitions()).hasSize(1);
        assertThat(result.transitions().get(0).flipped()).isFalse();
        assertThatThrownBy(() -> home.engine
                .handleAll(List.of(OccupancyEvent.holdEnd("room", "mat", "presence", at(2)).withDuration(seconds(0)),
                        OccupancyEvent.holdStart("nowhere", "mat", "presence", at(2)))))
                .isInstanceOf(RejectedException.class);
        assertThat(home.held("room")).as("none of them is taken if one is refused").isTrue();
    }

    @Test
    void whatIsDueBeforeEventsThatHappenedTogetherIsStampedWithItsOwnInstant() {
        home.momentary("room", "pir", 0, 10);
        EngineResult result = home.engine.handleAll(List.of(OccupancyEvent.holdStart("room", "a", "presence", at(20)),
                OccupancyEvent.holdStart("room", "b", "presence", at(30))));
        assertThat(result.transitions()).extracting(Transition::at).containsExactly(at(10), at(30));
    }

    @Test
    void theFirstInstantOfAllWorks() {
        Home first = new Home(new OccupancyEngine());
        first.engine.configure(LocationConfig.builder("room").build(), Instant.EPOCH);
        first.handle(OccupancyEvent.momentary("room", "pir", "motion", Instant.EPOCH));
        assertThat(first.until("room")).isEqualTo(Instant.ofEpochSecond(600));
    }

    static Stream<Arguments> refused() {
        OccupancyEvent good = OccupancyEvent.momentary("room", "pir", "motion", at(1));
        OccupancyEvent hold = OccupancyEvent.holdStart("room", "pir", "presence", at(1));
        return Stream.of(
                Arguments.of(event(null, EventType.MOMENTARY, "motion", "pir", at(1)), RejectionCode.MISSING_FIELD,
                        "location", "The event has no location."),
                Arguments.of(event(" ", EventType.MOMENTARY, "motion", "pir", at(1)), RejectionCode.MISSING_FIELD,
                        "location", "The event has no location."),
                Arguments.of(event("room", null, "motion", "pir", at(1)), RejectionCode.MISSING_FIELD, "type",
                        "The event has no type."),
                Arguments.of(event("room", EventType.MOMENTARY, null, "pir", at(1)), RejectionCode.MISSING_FIELD,
                        "category", "The event has no category."),
                Arguments.of(event("room", EventType.HOLD_START, " ", "pir", at(1)), RejectionCode.MISSING_FIELD,
                        "category", "The event has no category."),
                Arguments.of(event("room", EventType.MOMENTARY, "motion", null, at(1)), RejectionCode.MISSING_FIELD,
                        "source", "The event has no source."),
                Arguments.of(event("room", EventType.HOLD_END, "motion", " ", at(1)), RejectionCode.MISSING_FIELD,
                        "source", "The event has no source."),
                Arguments.of(event("room", EventType.LOCK, null, null, at(1)), RejectionCode.MISSING_FIELD, "owner",
                        "The event has no owner."),
                Arguments.of(event("room", EventType.UNLOCK, null, " ", at(1)), RejectionCode.MISSING_FIELD, "owner",
                        "The event has no owner."),
                Arguments.of(event("room", EventType.LOCK_CHANGE, null, null, at(1)), RejectionCode.MISSING_FIELD,
                        "source", "The event has no source."),
                Arguments.of(event("room", EventType.MOMENTARY, "motion", "pir", null), RejectionCode.MISSING_FIELD,
                        "at", "The event has no at."),
                Arguments.of(event("attic", EventType.MOMENTARY, "motion", "pir", at(1)),
                        RejectionCode.UNKNOWN_LOCATION, "location", "There is no location attic."),
                Arguments.of(event("room", EventType.PROPAGATED, "motion", "pir", at(1)),
                        RejectionCode.PROPAGATED_EVENT, "type",
                        "The type PROPAGATED is not accepted: occupancy reaches a parent by itself."),
                Arguments.of(good.withDuration(Duration.ofMillis(-1)), RejectionCode.NEGATIVE_DURATION, "duration",
                        "The duration is PT-0.001S; it must not be negative."),
                Arguments.of(hold.withDuration(Duration.ofDays(36_525).plusMillis(1)), RejectionCode.DURATION_TOO_LONG,
                        "duration", "The duration is PT876600H0.001S; it must not be longer than 100 years."),
                Arguments.of(event("room", EventType.MOMENTARY, "motion", "pir", Instant.ofEpochMilli(-1)),
                        RejectionCode.TIME_OUT_OF_RANGE, "at", "The time 1969-12-31T23:59:59.999Z is before 1970."),
                Arguments.of(event("room", EventType.MOMENTARY, "motion", "pir", Instant.MAX),
                        RejectionCode.TIME_OUT_OF_RANGE, "at",
                        "The time +1000000000-12-31T23:59:59.999999999Z is after the year 9999."),
                Arguments.of(event("room", EventType.MOMENTARY, "motion", "pir", Instant.MIN),
                        RejectionCode.TIME_OUT_OF_RANGE, "at", "The time -1000000000-01-01T00:00:00Z is before 1970."));
    }

    private static OccupancyEvent event(@Nullable String location, @Nullable EventType type, @Nullable String category,
            @Nullable String source, @Nullable Instant at) {
        return new OccupancyEvent(location, type, category, source, at, null, null, false, null, null, null, null);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anEventThatIsNotCompleteIsRefusedByNameAndChangesNothing(OccupancyEvent event, RejectionCode code,
            String field, String message) {
        home.hold("room", "radar", 0);
        LocationState before = home.state("room");
        List<Consumer<OccupancyEvent>> calls = List.of(home.engine::handle, home.engine::check);
        for (Consumer<OccupancyEvent> call : calls) {
            assertThatThrownBy(() -> call.accept(event)).hasMessage(message)
                    .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class)).satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(code);
                        assertThat(refusal.field()).isEqualTo(field);
                        assertThat(refusal.getStackTrace()).isEmpty();
                    });
        }
        assertThat(home.state("room")).isSameAs(before);
    }

    @Test
    void aHundredYearsAndTheEndOfTheYear9999Work() {
        home.handle(OccupancyEvent.momentary("room", "pir", "motion", at(0)).withDuration(Duration.ofDays(36_525)));
        assertThat(home.until("room")).isEqualTo(at(0).plus(Duration.ofDays(36_525)));
        Instant end = Instant.parse("9999-12-31T23:59:59.999Z");
        home.handle(OccupancyEvent.holdStart("room", "radar", "presence", end));
        assertThat(home.held("room")).isTrue();
        home.handle(OccupancyEvent.holdEnd("room", "radar", "presence", end));
        assertThat(home.occupied("room")).as("nothing lasts longer than the calendar").isFalse();
    }

    @Test
    void theKeysOfRefusalsAndFieldsAreThoseOfTheLineProtocol() {
        assertThat(Stream.of(RejectionCode.values()).map(RejectionCode::key)).containsExactly("unknown-location",
                "missing-field", "negative-duration", "duration-too-long", "propagated-event", "time-out-of-range",
                "parent-cycle", "duplicate-location", "invalid-value");
        assertThat(Stream.of(StateField.values()).map(StateField::key)).containsExactly("occupied", "occupiedUntil",
                "held", "occupants", "sources", "locks");
        assertThat(Stream.of(new Cause.Event(EventType.MANUAL, "a", "b"), new Cause.Timer("a"),
                new Cause.Left("a", null, Instant.EPOCH), new Cause.StayedTooLong(Instant.EPOCH), new Cause.Stuck("a"),
                new Cause.Child("a"), new Cause.Parent("a"), new Cause.Locking("a", "b"), new Cause.Restore(),
                new Cause.Config()).map(Cause::kind)).containsExactly("EVENT", "TIMER", "LEFT", "STAY", "STUCK",
                        "CHILD", "PARENT", "LOCK", "RESTORE", "CONFIG");
    }
}
