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

import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;

/**
 * Sources that hold: what ends a hold, what a person can undo, and what happens when a source goes silent.
 */
@NonNullByDefault
class HoldsTest {

    private final Home home = new Home().location("room");

    @Test
    void aHoldHasNoEnd() {
        home.hold("room", "radar", 0);
        assertThat(home.held("room")).isTrue();
        assertThat(home.until("room")).isNull();
        assertThat(home.engine.nextExpiration()).isNull();
        home.advance(1e9);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void whenAHoldEndsItsTimerRuns() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.holdEnd("room", "radar", "presence", at(100)));
        assertThat(home.until("room")).isEqualTo(at(400));
        assertThat(home.source("room", "radar").hold()).isFalse();
    }

    @Test
    void aRepeatedEndNeverArmsAgain() {
        home.hold("room", "radar", 0).release("room", "radar", 100, 60).release("room", "radar", 130, 60);
        assertThat(home.until("room")).isEqualTo(at(160));
    }

    @Test
    void theEndOfAHoldUsesTheSourcesCategoryIfItNamesNone() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.of("room", EventType.HOLD_END, null, "radar", at(10)));
        assertThat(home.until("room")).isEqualTo(at(310));
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Event(EventType.HOLD_END, "radar", "presence"));
    }

    @Test
    void aHoldAndATimerOfOneSourceRunSideBySide() {
        home.momentary("room", "radar", 0, 100).hold("room", "radar", 10).release("room", "radar", 20, 5);
        assertThat(home.until("room")).as("the end of a hold does not shorten the timer").isEqualTo(at(100));
        home.hold("room", "radar", 30).advance(100);
        assertThat(home.held("room")).isTrue();
        assertThat(home.source("room", "radar").until()).isNull();
        home.release("room", "radar", 110, 0);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.state("room").sources()).isEmpty();
    }

    @Test
    void oneSourcesEndNeverShortensAnothers() {
        home.hold("room", "radar", 0).hold("room", "mat", 0).release("room", "radar", 10, 0);
        assertThat(home.held("room")).isTrue();
        assertThat(home.state("room").sources()).extracting(SourceState::source).containsExactly("mat");
    }

    @Test
    void aHoldVacatedByHandDoesNotCountUntilTheSourceReportsInactiveAndActiveAgain() {
        home.hold("room", "radar", 0).vacate("room", 10);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.VACATED);
        home.hold("room", "radar", 20);
        assertThat(home.occupied("room")).as("the sensor is still ON").isFalse();
        assertThat(home.told).isEmpty();
        home.release("room", "radar", 30, 60);
        assertThat(home.occupied("room")).as("and its end arms nothing").isFalse();
        assertThat(home.state("room").sources()).isEmpty();
        home.hold("room", "radar", 40);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void aVacatedHoldIgnoresAlsoWhoItSaysIsThere() {
        home.location("hall");
        home.handle(OccupancyEvent.momentary("hall", "door", "presence", at(0)).withOccupant("Ann"));
        home.hold("room", "radar", 1).vacate("room", 2);
        home.handle(OccupancyEvent.holdStart("room", "radar", "presence", at(3)).withOccupant("Ann"));
        assertThat(home.people("hall")).containsExactly("Ann");
        assertThat(home.source("room", "radar").occupant()).isNull();
    }

    @Test
    void otherEvidenceOccupiesAVacatedLocationAtOnce() {
        home.hold("room", "radar", 0).vacate("room", 10).momentary("room", "pir", 20, 30);
        assertThat(home.until("room")).isEqualTo(at(50));
        home.momentary("room", "radar", 25, 60);
        assertThat(home.until("room")).as("also a momentary event of the very source").isEqualTo(at(85));
        home.release("room", "radar", 26, 500);
        assertThat(home.until("room")).isEqualTo(at(85));
        assertThat(home.source("room", "radar").hold()).isFalse();
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.LIVE);
    }

    @Test
    void vacatingEndsTimersAndLeavesNothingBehind() {
        home.momentary("room", "pir", 0, 100).momentary("room", "radar", 0, 100).hold("room", "radar", 1).vacate("room",
                10);
        assertThat(home.state("room").sources()).extracting(SourceState::source).containsExactly("radar");
        assertThat(home.source("room", "radar").until()).isNull();
        assertThat(home.engine.nextExpiration()).isNull();
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Event(EventType.VACATE, "switch", "default"));
    }

    @Test
    void vacatingReachesAllBelowUnlessToldOtherwise() {
        home.child("bed", "room").child("pillow", "bed").child("attic", "elsewhere");
        home.hold("room", "radar", 0).hold("pillow", "mat", 0).hold("attic", "radar", 0);
        home.handle(OccupancyEvent.vacate("room", "switch", at(1)).withScope(Scope.SELF));
        assertThat(home.held("room")).as("its child goes on").isTrue();
        assertThat(home.held("pillow")).isTrue();
        home.vacate("room", 2);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.occupied("bed")).isFalse();
        assertThat(home.occupied("pillow")).isFalse();
        assertThat(home.occupied("attic")).isTrue();
    }

    @Test
    void aSourceThatGoesSilentIsBelievedForAWhile() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(10)).withDuration(seconds(90)));
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.LOST);
        assertThat(home.source("room", "radar").hold()).isTrue();
        assertThat(home.until("room")).isEqualTo(at(100));
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(50)).withDuration(seconds(900)));
        assertThat(home.until("room")).as("said twice counts once").isEqualTo(at(100));
        home.advance(100);
        assertThat(home.flips("room")).isEqualTo(Map.of(0.0, true, 100.0, false));
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Timer("radar"));
    }

    @Test
    void aLostHoldKeepsTheTimerOfItsSource() {
        home.momentary("room", "radar", 0, 50).hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(10)).withDuration(seconds(10)));
        assertThat(home.engine.nextExpiration()).isEqualTo(at(20));
        home.advance(20);
        assertThat(home.until("room")).isEqualTo(at(50));
        assertThat(home.source("room", "radar").hold()).isFalse();
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.LIVE);
    }

    @Test
    void aSourceThatComesBackSettlesIt() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(10))).hold("room", "radar", 20);
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.LIVE);
        assertThat(home.held("room")).isTrue();
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(30))).release("room", "radar", 40, 7);
        assertThat(home.until("room")).isEqualTo(at(47));
    }

    @Test
    void aSourceLostForNoTimeAtAllEndsItsHold() {
        home.hold("room", "radar", 0);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(10)).withDuration(seconds(0)));
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.state("room").sources()).isEmpty();
    }

    @Test
    void onlyAHoldCanBeLost() {
        home.momentary("room", "pir", 0, 100);
        home.handle(OccupancyEvent.sourceLost("room", "pir", "motion", at(1)).withDuration(seconds(1)));
        home.handle(OccupancyEvent.sourceLost("room", "other", "motion", at(1)));
        assertThat(home.until("room")).isEqualTo(at(100));
        home.hold("room", "radar", 2).vacate("room", 3);
        home.handle(OccupancyEvent.sourceLost("room", "radar", "presence", at(4)));
        assertThat(home.source("room", "radar").trust()).isEqualTo(Trust.VACATED);
    }
}
