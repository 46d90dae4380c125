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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.UnDefType;

@DisplayName("Where everybody is, and how many they are")
class WhoIsWhereTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", HOME);
    private final TestThing living = new TestThing(openHab, "occupancy:location:h:living", HOME);
    private final TestThing corner = new TestThing(openHab, "occupancy:location:h:corner", kitchen.id());
    private final TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike");

    @BeforeEach
    void start() {
        Stream.of("Anna", "Ben", "Kitchen_Pir", "Study_Pir", "Phone")
                .forEach(item -> openHab.item(item, "Switch", OnOffType.OFF));
        openHab.activateRunning();
    }

    private void arrive(TestThing place, String name) {
        openHab.service()
                .handle(now -> OccupancyEvent.holdStart(place.id(), "rule:" + name, "person", now).withOccupant(name));
        openHab.run();
    }

    private void depart(TestThing place, String name) {
        openHab.service()
                .handle(now -> OccupancyEvent.holdEnd(place.id(), "rule:" + name, "person", now).withOccupant(name));
        openHab.run();
    }

    // -------------------------------------------------------------------------------------------- arriving by word

    @Test
    void whoArrivesInTheNextRoomHasLeftTheOneBefore() {
        Stream.of(home, kitchen, living, mike).forEach(TestThing::start);
        arrive(kitchen, "Mike");
        arrive(living, "Mike");
        assertThat(kitchen.state("occupants")).isEmpty();
        assertThat(living.state("occupants")).isEqualTo("Mike");
        assertThat(mike.state("location")).isEqualTo("LIVING");
        assertThat(mike.state("home")).isEqualTo("ON");
        assertThat(home.events).as("no coming and going of the home").doesNotContain("LEFT Mike");
        openHab.pass(Duration.ofHours(5));
        assertThat(kitchen.occupied()).as("nobody holds it").isFalse();
        assertThat(living.occupied()).isTrue();
        depart(living, "Mike");
        assertThat(mike.state("home")).isEqualTo("OFF");
    }

    @Test
    void whoArrivesMoreExactlyStaysInAllThatIsAround() {
        Stream.of(home, kitchen, living, corner, mike).forEach(TestThing::start);
        arrive(kitchen, "Mike");
        arrive(corner, "Mike");
        assertThat(kitchen.state("occupants")).isEqualTo("Mike");
        assertThat(mike.state("location")).isEqualTo("CORNER");
        arrive(living, "Mike");
        assertThat(corner.state("occupants")).isEmpty();
        assertThat(kitchen.state("occupants")).isEmpty();
        assertThat(mike.state("location")).isEqualTo("LIVING");
    }

    /** The kitchen is kept vacant, so that nothing is shown of it, and nothing else has happened for long. */
    private void arriveInTheCornerOfALockedKitchen() {
        Stream.of(home, kitchen, living, corner, mike).forEach(TestThing::start);
        openHab.service().handle(now -> OccupancyEvent.lock(kitchen.id(), "robot", LockMode.KEEP_VACANT, now));
        living.disable();
        openHab.pass(Duration.ofMinutes(71));
        arrive(corner, "Mike");
    }

    @Test
    void nobodyIsShownInALocationThatIsDisabled() {
        arriveInTheCornerOfALockedKitchen();
        assertThat(mike.state("location")).as("a lock hides only what is shown").isEqualTo("CORNER");
        corner.disable();
        openHab.pass(Duration.ofMinutes(1));
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(mike.state("location")).isNotEqualTo("CORNER");
    }

    @Test
    void nobodyIsShownInALocationWhoseThingIsRemoved() {
        arriveInTheCornerOfALockedKitchen();
        corner.handler().handleRemoval();
        openHab.run();
        corner.stop();
        openHab.removeThing(corner.id());
        openHab.pass(Duration.ofMinutes(2));
        assertThat(mike.state("home")).isEqualTo("OFF");
    }

    /** {@return what a rule reads that tells so} */
    private String departByRule(TestThing place, String name) {
        OccupancyActions actions = new OccupancyActions();
        actions.setThingHandler(place.handler());
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> actions.depart(name));
        while (!answer.isDone()) {
            openHab.run();
            Thread.yield();
        }
        return answer.join();
    }

    @Test
    void whoDepartsFromTheHomeLeavesAllItsRooms() {
        Stream.of(home, kitchen, living, corner, mike).forEach(TestThing::start);
        arrive(home, "Mike");
        arrive(kitchen, "Mike");
        arrive(corner, "Mike");
        arrive(living, "Anna");
        assertThat(departByRule(home, "Mike")).doesNotContain("Nothing was done");
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(corner.state("occupants")).isEmpty();
        assertThat(kitchen.state("occupants")).isEmpty();
        assertThat(home.state("occupants")).as("others stay").isEqualTo("Anna");
        openHab.pass(Duration.ofHours(5));
        assertThat(kitchen.occupied()).as("nobody holds it").isFalse();
        departByRule(home, "Anna");
        openHab.pass(Duration.ofHours(25));
        assertThat(home.occupied()).isFalse();
    }

    @Test
    void whoDepartsFromARoomLeavesWhatIsInItButNotWhatIsAround() {
        Stream.of(home, kitchen, living, corner, mike).forEach(TestThing::start);
        arrive(home, "Mike");
        arrive(corner, "Mike");
        departByRule(kitchen, "Mike");
        assertThat(corner.state("occupants")).isEmpty();
        assertThat(mike.state("home")).isEqualTo("ON");
    }

    @Test
    void whoDepartsFromWhereTheyAreNotIsToldSo() {
        Stream.of(home, kitchen, living, corner, mike).forEach(TestThing::start);
        assertThat(departByRule(home, "Mike")).isEqualTo("Nothing was done: Mike has not arrived here.");
        arrive(kitchen, "Mike");
        assertThat(departByRule(living, "Mike")).isEqualTo("Nothing was done: Mike has not arrived here.");
        assertThat(departByRule(corner, "Mike")).isEqualTo("Nothing was done: Mike has not arrived here.");
        assertThat(departByRule(kitchen, "mike")).isEqualTo("Nothing was done: mike has not arrived here.");
        assertThat(mike.state("location")).isEqualTo("KITCHEN");
        openHab.lock(kitchen.id(), "robot", "KEEP_VACANT");
        assertThat(departByRule(home, "Mike")).as("a lock hides only what is shown").doesNotContain("Nothing was done");
        assertThat(departByRule(home, "Mike")).isEqualTo("Nothing was done: Mike has not arrived here.");
    }

    @Test
    void othersStayWhereTheyAre() {
        Stream.of(home, kitchen, living).forEach(TestThing::start);
        arrive(kitchen, "Anna");
        arrive(living, "Ben");
        assertThat(kitchen.state("occupants")).isEqualTo("Anna");
        assertThat(living.state("occupants")).isEqualTo("Ben");
    }

    @Test
    void whoIsSaidToBeThereOnceMoreIsSeenOnceMore() {
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        arrive(kitchen, "Mike");
        openHab.pass(Duration.ofMinutes(5));
        arrive(kitchen, "Mike");
        assertThat(mike.state("last-seen")).isEqualTo(openHab.wall().toString());
    }

    @Test
    void whoseStayIsOverWithoutANameIsSeenLeaving() {
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        arrive(kitchen, "Mike");
        openHab.pass(Duration.ofMinutes(5));
        openHab.service().handle(
                now -> OccupancyEvent.holdEnd(kitchen.id(), "rule:Mike", "person", now).withDuration(Duration.ZERO));
        openHab.run();
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(mike.state("last-seen")).isEqualTo(openHab.wall().toString());
    }

    @Test
    void whatIsSaidForLessThanIsLeftIsTheLatestActivityAllTheSame() {
        Stream.of(home, kitchen).forEach(TestThing::start);
        for (String minutes : List.of("PT60M", "PT1M")) {
            openHab.service().handle(now -> OccupancyEvent.momentary(kitchen.id(), "rule", "motion", now)
                    .withDuration(Duration.parse(minutes)));
            openHab.run();
            assertThat(kitchen.state("last-activity")).isEqualTo(openHab.wall().toString())
                    .isEqualTo(home.state("last-activity"));
            openHab.pass(Duration.ofMinutes(5));
        }
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void whatIsSaidOfALockedRoomIsItsLatestActivity() {
        Stream.of(home, kitchen).forEach(TestThing::start);
        openHab.lock(kitchen.id(), "rule", "KEEP_VACANT");
        openHab.pass(Duration.ofMinutes(5));
        openHab.service().handle(now -> OccupancyEvent.momentary(kitchen.id(), "rule", "motion", now));
        openHab.run();
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.state("last-activity")).isEqualTo(openHab.wall().toString())
                .isEqualTo(home.state("last-activity"));
    }

    @Test
    void whoIsReportedAgainIsSeenAgain() {
        kitchen.set("vacancy", "TIMEOUT").source("mat", "motion", "item", "Phone", "pulseOnly", true, "occupant",
                "Mike");
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        openHab.send("Phone", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(5));
        openHab.repeat("Phone");
        assertThat(mike.state("last-seen")).isEqualTo(openHab.wall().toString());
    }

    @ParameterizedTest
    @CsvSource({ "2h, UNDEF", "2h, NULL", "0, UNDEF" })
    void aPhoneThatSaysNothingAnyMoreHasSeenNobody(String lostTimeout, UnDefType silence) {
        home.source("phone", "person", "item", "Phone", "occupant", "Mike", "lostTimeout", lostTimeout);
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        openHab.send("Phone", OnOffType.ON);
        String seen = openHab.wall().toString();
        assertThat(mike.state("last-seen")).isEqualTo(seen);
        openHab.pass(Duration.ofHours(1));
        openHab.send("Phone", silence);
        assertThat(mike.state("last-seen")).isEqualTo(seen);
    }

    @Test
    void aStateThatCannotBeReadHasSeenNobody() {
        openHab.item("Scale", "Number", new DecimalType(0));
        home.source("bed", "level", "item", "Scale", "on", "20", "occupant", "Mike", "timeout", "2h");
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        openHab.send("Scale", new DecimalType(80));
        String seen = openHab.wall().toString();
        assertThat(mike.state("last-seen")).isEqualTo(seen);
        openHab.pass(Duration.ofHours(1));
        openHab.send("Scale", new StringType("error"));
        assertThat(home.occupied()).as("it counts on for some time").isTrue();
        assertThat(mike.state("last-seen")).isEqualTo(seen);
    }

    @Test
    void whoIsInAnotherHomeIsNotAtHome() {
        TestThing cottage = new TestThing(openHab, "occupancy:home:cottage", null).source("phone", "person", "item",
                "Phone", "occupant", "Mike");
        Stream.of(home, kitchen, cottage, mike).forEach(TestThing::start);
        openHab.send("Phone", OnOffType.ON);
        assertThat(cottage.state("occupants")).isEqualTo("Mike");
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(mike.state("location")).isEqualTo("UNDEF");
        assertThat(mike.state("last-seen")).as("it was the Mike of the cottage").isEqualTo("null");
        openHab.send("Phone", OnOffType.OFF);
        assertThat(mike.state("last-seen")).isEqualTo("null");
    }

    @Test
    void whoArrivesInOneHomeLeavesNamesakesInAnotherWhereTheyAre() {
        TestThing cottage = new TestThing(openHab, "occupancy:home:cottage", null);
        TestThing hut = new TestThing(openHab, "occupancy:location:cottage:hut", cottage.id());
        TestThing other = new TestThing(openHab, "occupancy:person:cottage:mike", cottage.id()).set("name", "Mike");
        Stream.of(home, kitchen, living, mike, cottage, hut, other).forEach(TestThing::start);
        arrive(hut, "Mike");
        assertThat(mike.state("last-seen")).isEqualTo("null");
        arrive(kitchen, "Mike");
        assertThat(hut.state("occupants")).isEqualTo("Mike");
        arrive(living, "Mike");
        assertThat(kitchen.state("occupants")).isEmpty();
        depart(home, "Mike");
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(other.state("location")).isEqualTo("HUT");
    }

    // ------------------------------------------------------------------------------------------------- the labels

    @Test
    void aRenamedRoomIsCalledSoEverywhere() {
        kitchen.source("phone", "presence", "item", "Phone", "occupant", "Mike");
        Stream.of(home, kitchen, living, mike).forEach(TestThing::start);
        openHab.send("Phone", OnOffType.ON);
        assertThat(mike.state("location")).isEqualTo("KITCHEN");
        when(kitchen.thing.getLabel()).thenReturn("Larder");
        kitchen.edited();
        assertThat(mike.state("location")).isEqualTo("Larder");
        assertThat(home.state("reason")).contains("Larder").doesNotContain("KITCHEN");
    }

    @Test
    void aRoomThatMovesToAnotherFloorTakesThePersonAlong() {
        living.source("phone", "presence", "item", "Phone", "occupant", "Mike");
        corner.source("same", "presence", "item", "Phone", "occupant", "Mike");
        corner.parent(HOME);
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", HOME);
        Stream.of(home, floor, kitchen, living, corner, mike).forEach(TestThing::start);
        openHab.send("Phone", OnOffType.ON);
        living.parent(kitchen.id());
        living.edited();
        assertThat(mike.state("location")).as("the innermost").isEqualTo("LIVING");
        living.parent(HOME);
        corner.parent(floor.id());
        living.handler().thingUpdated(living.thing);
        corner.edited();
        assertThat(mike.state("location")).as("the innermost").isEqualTo("CORNER");
    }

    // --------------------------------------------------------------------------------------------- the head count

    private TestThing study;

    private void family() {
        home.set("headCount", "persons").source("anna", "person", "item", "Anna", "occupant", "Anna", "timeout", 0)
                .source("ben", "person", "item", "Ben", "occupant", "Ben", "timeout", 0);
        kitchen.source("pir", "motion", "item", "Kitchen_Pir");
        study = new TestThing(openHab, "occupancy:location:h:study", HOME).source("pir", "motion", "item", "Study_Pir");
        TestThing anna = new TestThing(openHab, "occupancy:person:h:anna", HOME).set("name", "Anna");
        TestThing ben = new TestThing(openHab, "occupancy:person:h:ben", HOME).set("name", "Ben");
        Stream.of(home, kitchen, study, anna, ben).forEach(TestThing::start);
        openHab.send("Anna", OnOffType.ON);
    }

    /** {@return whether the kitchen is believed to be empty because of what happened in the study} */
    private boolean kitchenIsLeftFor(String why) {
        List.of("Kitchen_Pir", "Study_Pir").forEach(this::move);
        assertThat(study.occupied()).as(why).isTrue();
        return !kitchen.occupied();
    }

    private void move(String pir) {
        openHab.send(pir, OnOffType.ON);
        openHab.pass(Duration.ofSeconds(1));
        openHab.send(pir, OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(5));
    }

    @Test
    void whoseWhereaboutsBecomeUnknownCountsAtOnce() {
        family();
        assertThat(kitchenIsLeftFor("Anna is alone")).isTrue();
        openHab.send("Ben", UnDefType.UNDEF);
        openHab.pass(Duration.ofMinutes(10));
        assertThat(kitchenIsLeftFor("Ben may be here")).isFalse();
        openHab.pass(Duration.ofMinutes(10));
        openHab.send("Ben", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(10));
        assertThat(kitchenIsLeftFor("Ben is away for certain")).isTrue();
    }

    @Test
    void whoseWhereaboutsBecomeUnknownWhileSomebodyGoesNextDoorCounts() {
        family();
        move("Kitchen_Pir");
        openHab.send("Ben", UnDefType.UNDEF);
        move("Study_Pir");
        assertThat(kitchen.occupied()).as("Ben may be there").isTrue();
        openHab.pass(Duration.ofHours(1));
        move("Kitchen_Pir");
        openHab.send("Ben", OnOffType.OFF);
        move("Study_Pir");
        assertThat(kitchen.occupied()).as("Anna has gone next door").isFalse();
    }

    @Test
    void aPersonWhoseSourceIsTakenAwayCountsAtOnce() {
        family();
        home.removeSource("ben").edited();
        openHab.pass(Duration.ofMinutes(10));
        assertThat(kitchenIsLeftFor("nothing tells of Ben")).isFalse();
    }

    @Test
    void whatASensorSeesInALockedRoomIsTheLatestActivityAbove() {
        kitchen.source("pir", "motion", "item", "Kitchen_Pir");
        Stream.of(home, kitchen).forEach(TestThing::start);
        openHab.lock(kitchen.id(), "rule", "KEEP_VACANT");
        openHab.pass(Duration.ofMinutes(5));
        openHab.send("Kitchen_Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.state("last-activity")).isEqualTo(openHab.wall().toString())
                .isEqualTo(home.state("last-activity"));
    }

    @Test
    void whoIsSeenInTwoRoomsIsInTheOneWithTheLaterActivity() {
        kitchen.source("radar", "presence", "item", "Anna", "occupant", "Mike");
        living.source("radar", "presence", "item", "Ben", "occupant", "Mike");
        Stream.of(home, kitchen, living, mike).forEach(TestThing::start);
        openHab.post("Anna", OnOffType.ON);
        openHab.send("Ben", OnOffType.ON);
        assertThat(mike.state("location")).as("of two in one moment always the same").isEqualTo("LIVING");
        openHab.pass(Duration.ofMinutes(1));
        openHab.send("Anna", OnOffType.OFF);
        openHab.send("Anna", OnOffType.ON);
        assertThat(mike.state("location")).isEqualTo("KITCHEN");
        openHab.pass(Duration.ofMinutes(1));
        openHab.send("Ben", OnOffType.OFF);
        openHab.send("Ben", OnOffType.ON);
        assertThat(mike.state("location")).isEqualTo("LIVING");
    }

    @Test
    void whoIsToldByANumberIsSeenComingAndGoing() {
        openHab.item("Tag", "String", new StringType("0"));
        kitchen.source("tag", "person", "item", "Tag", "map", "42=Mike", "timeout", 0);
        Stream.of(home, kitchen, mike).forEach(TestThing::start);
        for (String number : List.of("42", "0")) {
            openHab.pass(Duration.ofMinutes(5));
            openHab.send("Tag", new StringType(number));
            assertThat(mike.state("home")).isEqualTo(number.equals("42") ? "ON" : "OFF");
            assertThat(mike.state("last-seen")).isEqualTo(openHab.wall().toString());
        }
    }
}
