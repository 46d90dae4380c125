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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;

/**
 * Who is there. Identity is information, not evidence, unless a location is told to hold for people it knows.
 */
@NonNullByDefault
class PeopleTest {

    private final Home home = new Home().location("house").child("kitchen", "house").child("study", "house");

    private Home seen(String location, String person, double at) {
        return home.handle(OccupancyEvent.momentary(location, "camera", "motion", at(at)).withOccupant(person)
                .withDuration(seconds(100)));
    }

    private Home holds(String location, String source, String person, double at) {
        return home.handle(OccupancyEvent.holdStart(location, source, "presence", at(at)).withOccupant(person));
    }

    private Home leaves(String location, String source, String person, double at) {
        return home.handle(OccupancyEvent.holdEnd(location, source, "presence", at(at)).withOccupant(person)
                .withDuration(seconds(0)));
    }

    @Test
    void peopleShowInEveryLocationAboveAsLongAsTheirLocationIsOccupied() {
        seen("kitchen", "Ben", 0);
        seen("kitchen", "Ann", 1);
        assertThat(home.people("kitchen")).containsExactly("Ann", "Ben");
        assertThat(home.people("house")).containsExactly("Ann", "Ben");
        assertThat(home.people("study")).isEmpty();
        home.advance(101);
        assertThat(home.people("kitchen")).isEmpty();
        assertThat(home.people("house")).isEmpty();
    }

    @Test
    void aNameDoesNotMakeATimerLonger() {
        seen("kitchen", "Ann", 0);
        assertThat(home.until("kitchen")).isEqualTo(at(100));
    }

    @Test
    void aPersonWhoIsSeenElsewhereHasMoved() {
        seen("kitchen", "Ann", 0);
        seen("kitchen", "Ben", 0);
        seen("study", "Ann", 10);
        assertThat(home.people("kitchen")).containsExactly("Ben");
        assertThat(home.people("study")).containsExactly("Ann");
        assertThat(home.people("house")).containsExactly("Ann", "Ben");
        assertThat(home.told("kitchen").cause()).isEqualTo(new Cause.Event(EventType.MOMENTARY, "camera", "motion"));
        assertThat(home.until("kitchen")).as("somebody else may still be there").isEqualTo(at(100));
    }

    @Test
    void aSightingAboveOrBelowIsNoContradiction() {
        seen("kitchen", "Ann", 0);
        seen("house", "Ann", 1);
        home.child("pantry", "kitchen");
        seen("pantry", "Ann", 2);
        assertThat(home.people("kitchen")).containsExactly("Ann");
        seen("study", "Ann", 3);
        assertThat(home.people("kitchen")).isEmpty();
        assertThat(home.people("pantry")).isEmpty();
        assertThat(home.people("house")).containsExactly("Ann");
    }

    @Test
    void aPersonHeldByASensorStaysWhereTheSensorSays() {
        holds("kitchen", "phone", "Ann", 0);
        seen("study", "Ann", 10);
        assertThat(home.people("kitchen")).containsExactly("Ann");
        assertThat(home.people("study")).containsExactly("Ann");
        holds("study", "tag", "Ann", 20);
        assertThat(home.people("kitchen")).containsExactly("Ann");
    }

    @Test
    void aHoldCountsAsBeingSeenForEarlierSightings() {
        seen("kitchen", "Ann", 0);
        holds("study", "phone", "Ann", 10);
        assertThat(home.people("kitchen")).isEmpty();
    }

    @Test
    void aHoldWithANewPersonIsThatPersons() {
        holds("kitchen", "phone", "Ann", 0);
        home.hold("kitchen", "phone", 1);
        assertThat(home.people("kitchen")).as("without a name the person stays").containsExactly("Ann");
        holds("kitchen", "phone", "Ben", 2);
        assertThat(home.people("kitchen")).containsExactly("Ben");
        home.release("kitchen", "phone", 3, 100);
        assertThat(home.people("kitchen")).isEmpty();
        assertThat(home.occupied("kitchen")).isTrue();
    }

    @Test
    void leavingEndsAPersonsSightingsHereAndBelow() {
        home.child("pantry", "kitchen");
        seen("kitchen", "Ann", 0);
        seen("pantry", "Ann", 0);
        seen("kitchen", "Ben", 0);
        seen("house", "Ann", 0);
        leaves("kitchen", "gate", "Ann", 10);
        assertThat(home.people("kitchen")).containsExactly("Ben");
        assertThat(home.people("pantry")).isEmpty();
        assertThat(home.people("house")).as("the sighting above is not of the kitchen").containsExactly("Ann", "Ben");
        assertThat(home.told("pantry").cause()).isEqualTo(new Cause.Event(EventType.HOLD_END, "gate", "presence"));
    }

    @Test
    void anotherSourceThatStillHoldsAPersonKeepsThem() {
        holds("kitchen", "phone", "Ann", 0);
        holds("kitchen", "watch", "Ann", 0);
        leaves("kitchen", "phone", "Ann", 10);
        assertThat(home.people("kitchen")).containsExactly("Ann");
        leaves("kitchen", "watch", "Ann", 20);
        assertThat(home.people("kitchen")).isEmpty();
    }

    @Test
    void aVacatedHoldShowsNobody() {
        holds("kitchen", "phone", "Ann", 0);
        seen("kitchen", "Ben", 0);
        home.vacate("kitchen", 1).momentary("kitchen", "pir", 2, 10);
        assertThat(home.people("kitchen")).isEmpty();
    }

    @Test
    void vacatingAPlaceForgetsItsOwnPeopleAlsoWhenAChildKeepsItOccupied() {
        seen("house", "Ann", 0);
        seen("kitchen", "Ben", 0);
        home.handle(OccupancyEvent.vacate("house", "switch", at(1)).withScope(Scope.SELF));
        assertThat(home.people("house")).containsExactly("Ben");
    }

    @Test
    void aLocationThatBecomesVacantForgetsWhoWasSeen() {
        seen("kitchen", "Ann", 0);
        home.advance(100).momentary("kitchen", "pir", 200, 10);
        assertThat(home.occupied("kitchen")).isTrue();
        assertThat(home.people("kitchen")).isEmpty();
        assertThat(home.engine.export().toString()).doesNotContain("Ann");
    }

    @Test
    void aNameOnEvidenceThatEndsAtOnceIsForgotten() {
        home.handle(OccupancyEvent.momentary("kitchen", "camera", "motion", at(0)).withOccupant("Ann")
                .withDuration(seconds(0)));
        home.momentary("kitchen", "pir", 1, 10);
        assertThat(home.people("kitchen")).isEmpty();
        home.handle(OccupancyEvent.momentary("kitchen", "camera", "motion", at(2)).withOccupant(" ")
                .withDuration(seconds(5)));
        assertThat(home.people("kitchen")).as("a blank is no name").isEmpty();
    }

    @Test
    void identityHoldsKeepsAPlaceOccupiedUntilThePersonLeaves() {
        home.location("study", study -> study.parent("house").identityHolds(true));
        seen("study", "Ann", 0);
        assertThat(home.held("study")).isTrue();
        home.advance(10_000);
        assertThat(home.held("house")).isTrue();
        assertThat(home.state("study").sources()).isEmpty();
        seen("kitchen", "Ann", 10_001);
        assertThat(home.occupied("study")).as("she moved").isFalse();
        seen("study", "Ann", 10_002);
        home.advance(20_000);
        leaves("study", "gate", "Ann", 20_001);
        assertThat(home.occupied("study")).isFalse();
    }

    @Test
    void identityHoldsNeedsEvidenceFirst() {
        home.location("study", study -> study.parent("house").identityHolds(true));
        home.handle(
                OccupancyEvent.momentary("study", "camera", "motion", at(0)).withOccupant("Ann").withSustainOnly(true));
        assertThat(home.occupied("study")).isFalse();
        assertThat(home.people("study")).isEmpty();
    }

    @Test
    void aFollowerKeepsItsPeopleToItself() {
        home.follower("hall", "house").hold("kitchen", "radar", 0);
        home.handle(OccupancyEvent.momentary("hall", "camera", "motion", at(1)).withOccupant("Ann")
                .withDuration(seconds(5)));
        assertThat(home.people("house")).containsExactly("Ann");
        home.advance(10);
        assertThat(home.people("hall")).as("it is still occupied, as it follows").containsExactly("Ann");
        assertThat(home.people("house")).as("but it reports nothing any more").isEmpty();
    }

    @Test
    void peopleOfAPlaceThatDoesNotContributeStayThere() {
        home.location("garage", garage -> garage.parent("house").contributesToParent(false));
        holds("garage", "phone", "Ann", 0);
        assertThat(home.people("garage")).containsExactly("Ann");
        assertThat(home.people("house")).isEmpty();
    }

    @Test
    void twoLocationsWithOnePersonCountOnceAndEndOneByOne() {
        holds("kitchen", "phone", "Ann", 0);
        holds("study", "tag", "Ann", 0);
        leaves("kitchen", "phone", "Ann", 1);
        assertThat(home.people("house")).containsExactly("Ann");
        leaves("study", "tag", "Ann", 2);
        assertThat(home.people("house")).isEmpty();
    }

    @Test
    void aLostPersonLeavesWithTheirHold() {
        holds("kitchen", "phone", "Ann", 0);
        home.momentary("kitchen", "pir", 0, 500);
        home.handle(OccupancyEvent.sourceLost("kitchen", "phone", "presence", at(10)).withDuration(seconds(60)));
        assertThat(home.people("kitchen")).containsExactly("Ann");
        home.advance(70);
        assertThat(home.people("kitchen")).isEmpty();
        assertThat(home.occupied("kitchen")).isTrue();
    }
}
