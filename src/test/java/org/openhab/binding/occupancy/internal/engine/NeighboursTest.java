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

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * What is next to what: by which activity a location can be left.
 */
@NonNullByDefault
class NeighboursTest {

    private static final double STAY = 4 * 3600;

    /** The locations below the house, in order: where each lies and what it lists. */
    private final Map<String, String> parents = new TreeMap<>();
    private final Map<String, Set<String>> lists = new TreeMap<>();

    private NeighboursTest location(String id, String parent, String... adjacent) {
        parents.put(id, parent);
        lists.put(id, Set.of(adjacent));
        return this;
    }

    private Home home() {
        Home home = new Home().location("house");
        parents.forEach((id, parent) -> home.location(id, location -> location.parent(parent).vacancy(Vacancy.DEPARTURE)
                .adjacent(lists.getOrDefault(id, Set.of()))));
        return home;
    }

    /** {@return whether somebody who was in a location may have left it when there is activity in another} */
    private boolean isLeft(String location, String other) {
        Home home = home();
        home.handle(OccupancyEvent.momentary(location, "pir", "motion", at(0)));
        assertThat(home.until(location)).isEqualTo(at(STAY));
        home.handle(OccupancyEvent.momentary(other, "pir", "motion", at(10)));
        return Objects.requireNonNull(home.until(location)).isBefore(at(STAY));
    }

    @Test
    void locationsWithoutListsAreNextToAllOthersWithout() {
        location("den", "house").location("hall", "house").location("up", "house").location("bed", "up");
        assertThat(isLeft("den", "hall")).isTrue();
        assertThat(isLeft("den", "bed")).as("whoever went upstairs has left, too").isTrue();
        assertThat(isLeft("bed", "den")).isTrue();
    }

    @Test
    void aListOfOneSideCountsForBoth() {
        location("den", "house", "hall").location("hall", "house").location("loft", "house").location("yard", "house");
        assertThat(isLeft("den", "hall")).isTrue();
        assertThat(isLeft("hall", "den")).isTrue();
        assertThat(isLeft("den", "loft")).as("not next door").isFalse();
        assertThat(isLeft("hall", "loft")).as("nobody said what the hall is next to besides").isTrue();
        assertThat(isLeft("loft", "yard")).as("nobody knows what these two are next to").isTrue();
    }

    /** A chair with a sensor of its own must not stay occupied for hours because nobody listed it. */
    @Test
    void aPartOfARoomIsNextToWhateverTheRoomIsNextTo() {
        location("den", "house", "hall").location("hall", "house").location("loft", "house");
        location("chair", "den").location("desk", "den");
        assertThat(isLeft("chair", "hall")).isTrue();
        assertThat(isLeft("hall", "chair")).isTrue();
        assertThat(isLeft("chair", "desk")).as("parts of one room").isTrue();
        assertThat(isLeft("chair", "loft")).isFalse();
        assertThat(isLeft("loft", "chair")).isFalse();
    }

    @Test
    void aPartWithAListOfItsOwnKeepsToIt() {
        location("den", "house", "hall").location("hall", "house").location("chair", "den").location("desk", "den",
                "chair");
        assertThat(isLeft("desk", "chair")).isTrue();
        assertThat(isLeft("desk", "hall")).as("it lists the chair only").isFalse();
        assertThat(isLeft("hall", "desk")).as("but who is active in it is in the den").isTrue();
    }

    @Test
    void whoIsActiveInAPartOfARoomHasNotLeftTheRoom() {
        location("den", "house", "hall").location("hall", "house").location("chair", "den");
        assertThat(isLeft("den", "chair")).isFalse();
        assertThat(isLeft("chair", "den")).isFalse();
    }

    @Test
    void floorsThatListEachOtherMakeTheirRoomsNeighbours() {
        location("down", "house", "up").location("up", "house").location("attic", "house", "up");
        location("den", "down").location("hall", "down").location("bed", "up").location("box", "attic");
        assertThat(isLeft("den", "hall")).as("the same floor").isTrue();
        assertThat(isLeft("den", "bed")).isTrue();
        assertThat(isLeft("box", "bed")).isTrue();
        assertThat(isLeft("bed", "box")).as("nobody lists the bed, but the floor around it").isTrue();
        assertThat(isLeft("den", "box")).as("two floors up").isFalse();
    }

    @Test
    void listsThatChangeAreTakenUp() {
        location("den", "house", "hall").location("hall", "house").location("loft", "house");
        Home home = home();
        home.location("den", den -> den.parent("house").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("loft")));
        home.handle(OccupancyEvent.momentary("den", "pir", "motion", at(0)));
        for (String other : List.of("hall", "loft")) {
            assertThat(home.until("den")).isEqualTo(at(STAY));
            home.handle(OccupancyEvent.momentary(other, "pir", "motion", at(10)));
        }
        assertThat(home.until("den")).isEqualTo(at(70));
    }
}
