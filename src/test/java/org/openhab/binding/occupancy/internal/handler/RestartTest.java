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

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;

@DisplayName("A restart with somebody upstairs")
class RestartTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;
    private TestThing floor;
    private TestThing kitchen;
    private TestThing anna;
    private String changed;

    @BeforeEach
    void restart() {
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.item("Phone", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        things();
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        openHab.send("Radar", OnOffType.ON);
        openHab.send("Phone", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(5));
        assertThat(home.occupied()).isTrue();
        assertThat(anna.state("home")).isEqualTo("ON");
        assertThat(anna.state("location")).isEqualTo("KITCHEN");
        changed = kitchen.state("last-change");
        openHab.deactivate();
        things();
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::announced);
        openHab.activate();
    }

    private void things() {
        home = new TestThing(openHab, "occupancy:home:h", null);
        floor = new TestThing(openHab, "occupancy:location:h:floor", "occupancy:home:h");
        kitchen = new TestThing(openHab, "occupancy:location:floor:kitchen", floor.id())
                .source("radar", "presence", "item", "Radar")
                .source("phone", "person", "item", "Phone", "occupant", "Anna");
        anna = new TestThing(openHab, "occupancy:person:h:anna", "occupancy:home:h").set("name", "Anna");
    }

    @Test
    void aPersonWhoIsRenamedIsKnownByTheNewName() {
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        assertThat(anna.state("home")).isEqualTo("ON");
        anna.set("name", "Berta").edited();
        assertThat(anna.state("home")).isEqualTo("OFF");
        anna.set("name", "Anna").edited();
        assertThat(anna.state("home")).isEqualTo("ON");
    }

    /** A sensor that is found idle at the start says nothing of anybody who was seen through another one. */
    @Test
    void whoWasLastSeenThroughAnotherSourceIsStillThere() {
        openHab.item("Button", "Switch", OnOffType.OFF);
        openHab.item("Motion", "Switch", OnOffType.OFF);
        kitchen.source("motion", "motion", "item", "Motion", "occupant", "Berta").source("button", "motion", "item",
                "Button", "pulseOnly", true, "occupant", "Berta", "timeout", 3600);
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        openHab.send("Button", OnOffType.ON);
        assertThat(kitchen.state("occupants")).isEqualTo("Anna, Berta");
        openHab.deactivate();
        openHab.activate();
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        assertThat(kitchen.state("occupants")).isEqualTo("Anna, Berta");
        openHab.send("Motion", OnOffType.ON);
        openHab.send("Motion", OnOffType.OFF);
        assertThat(kitchen.state("occupants")).as("who is reported to go does").isEqualTo("Anna");
    }

    /** Also of a location that showed nothing at all, and of what it has been moved out of since. */
    @Test
    void whenSomebodyWasLastNoticedIsKnown() {
        openHab.item("Pulse", "Switch", OnOffType.OFF);
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        TestThing attic = new TestThing(openHab, "occupancy:location:floor:attic", floor.id()).set("vacancy", "TIMEOUT")
                .source("pulse", "motion", "item", "Pulse", "pulseOnly", true, "timeout", 30).start();
        attic.command("lock-mode", new StringType("KEEP_VACANT"));
        openHab.send("Pulse", OnOffType.ON);
        String noticed = openHab.wall().toString();
        assertThat(attic.occupied()).isFalse();
        Stream.of(attic, floor, home)
                .forEach(each -> assertThat(each.state("last-activity")).as(each.id()).isEqualTo(noticed));
        attic.command("lock-mode", new StringType("UNLOCKED"));
        openHab.pass(Duration.ofMinutes(10));
        attic.parent(home.id());
        attic.edited();
        openHab.deactivate();
        Stream.of(attic, floor, home).forEach(each -> each.states.clear());
        openHab.activate();
        Stream.of(home, floor, kitchen, anna, attic).forEach(TestThing::start);
        Stream.of(attic, floor, home)
                .forEach(each -> assertThat(each.state("last-activity")).as(each.id()).isEqualTo(noticed));
    }

    /** Whatever the engine said is that a location was read back as it was. */
    private void nothingHappened() {
        List<HistoryEntry> told = openHab.service().history(null, null);
        assertThat(told).allSatisfy(change -> {
            assertThat(change.cause()).isInstanceOf(Cause.Restore.class);
            assertThat(change.occupied()).isTrue();
        });
        assertThat(told).extracting(HistoryEntry::location).doesNotHaveDuplicates();
    }

    private void everythingStayedAsItWas() {
        openHab.pass(Duration.ofMinutes(2));
        nothingHappened();
        for (TestThing location : List.of(home, floor, kitchen)) {
            assertThat(location.state("last-change")).isEqualTo(changed);
            assertThat(location.updates).contains("occupancy=ON").doesNotContain("occupancy=OFF");
            assertThat(location.events).isEmpty();
            assertThat(location.status()).isEqualTo(ThingStatus.ONLINE);
        }
        assertThat(anna.updates).contains("home=ON", "location=KITCHEN").doesNotContain("home=OFF");
    }

    /** Nobody was seen by a restart, by words that nobody is there, by time that passes or by other settings. */
    @Test
    void aPersonIsSeenOnlyByWhoReportsThem() {
        Stream.of(home, anna, floor, kitchen).forEach(TestThing::start);
        assertThat(anna.state("home")).isEqualTo("ON");
        assertThat(anna.updates).as("the item may know it from before").noneMatch(
                update -> update.startsWith("last-seen=") && !update.equals("last-seen=" + TestOpenHab.START));
        openHab.pass(Duration.ofMinutes(10));
        openHab.send("Phone", OnOffType.OFF);
        String left = TestOpenHab.START.plus(Duration.ofMinutes(15)).toString();
        openHab.send("Phone", OnOffType.ON);
        assertThat(anna.state("last-seen")).isEqualTo(left);
        openHab.pass(Duration.ofMinutes(5));
        kitchen.command("occupancy", OnOffType.OFF);
        assertThat(anna.state("home")).isEqualTo("OFF");
        assertThat(anna.state("last-seen")).isEqualTo(left);
        openHab.send("Phone", OnOffType.OFF);
        openHab.send("Phone", OnOffType.ON);
        String seen = TestOpenHab.START.plus(Duration.ofMinutes(20)).toString();
        assertThat(anna.state("last-seen")).isEqualTo(seen);
        openHab.pass(Duration.ofMinutes(5));
        kitchen.removeSource("phone").edited();
        assertThat(anna.state("home")).isEqualTo("OFF");
        assertThat(anna.state("last-seen")).isEqualTo(seen);
    }

    /** openHAB has refused its settings, or it has no handler yet for another reason that no waiting will end. */
    @ParameterizedTest
    @EnumSource(value = ThingStatusDetail.class, names = { "HANDLER_CONFIGURATION_PENDING",
            "HANDLER_INITIALIZING_ERROR", "DISABLED" })
    void aLocationThatOpenHabRefusesIsNotWaitedFor(ThingStatusDetail why) {
        kitchen.refused(why);
        Stream.of(home, anna, floor).forEach(TestThing::start);
        assertThat(home.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(floor.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(anna.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void parentsFirst() {
        Stream.of(home, anna, floor, kitchen).forEach(TestThing::start);
        everythingStayedAsItWas();
    }

    @Test
    void childrenFirst() {
        Stream.of(kitchen, floor, anna, home).forEach(TestThing::start);
        everythingStayedAsItWas();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void inAnyOrder(List<Integer> order) {
        List<TestThing> locations = List.of(home, floor, kitchen);
        order.forEach(each -> locations.get(each).start());
        anna.start();
        everythingStayedAsItWas();
    }

    static Stream<List<Integer>> orders() {
        return Stream.of(List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1),
                List.of(2, 1, 0));
    }

    @Test
    void aRoomThatFollowsComesBeforeWhatItFollows() {
        Stream.of(home, floor, kitchen).forEach(TestThing::start);
        TestThing hall = new TestThing(openHab, "occupancy:location:h:hall", home.id()).set("strategy", "FOLLOW_PARENT")
                .start();
        assertThat(hall.occupied()).isTrue();
        openHab.deactivate();
        openHab.activate();
        Stream.of(hall, kitchen, floor, home).forEach(TestThing::start);
        openHab.pass(Duration.ofMinutes(2));
        nothingHappened();
        assertThat(hall.updates).doesNotContain("occupancy=OFF");
        assertThat(hall.occupied()).isTrue();
    }

    /** An item may have been restored with a time that the add-on does not know any more. */
    @Test
    void whatIsNotKnownIsNotOverwritten() {
        Stream.of(home, floor, kitchen).forEach(TestThing::start);
        openHab.send("Radar", OnOffType.OFF);
        openHab.send("Phone", OnOffType.OFF);
        openHab.pass(Duration.ofHours(8));
        assertThat(home.occupied()).isFalse();
        openHab.deactivate();
        openHab.activate();
        home.updates.clear();
        Stream.of(home, floor, kitchen).forEach(TestThing::start);
        assertThat(home.updates).contains("occupancy=OFF").noneMatch("last-change=UNDEF"::equals)
                .noneMatch("last-activity=UNDEF"::equals);
    }

    @Test
    void aHomeThatIsDisabledAndEnabledAgain() {
        Stream.of(home, floor, kitchen, anna).forEach(TestThing::start);
        Stream.of(kitchen, floor, home).forEach(TestThing::disable);
        anna.stop();
        openHab.pass(Duration.ofSeconds(30));
        assertThat(openHab.service().locations()).isEmpty();
        Stream.of(kitchen, floor, home).forEach(TestThing::enable);
        List.of(home, floor, kitchen).forEach(location -> {
            location.events.clear();
            location.updates.clear();
        });
        Stream.of(home, anna, floor, kitchen).forEach(TestThing::start);
        for (TestThing location : List.of(home, floor, kitchen)) {
            assertThat(location.occupied()).isTrue();
            assertThat(location.updates).doesNotContain("occupancy=OFF");
            assertThat(location.events).isEmpty();
        }
    }

    @Test
    void whatHappensWhileLocationsAreWaitedForIsNotLost() {
        openHab.item("Switch", "Switch", OnOffType.OFF);
        openHab.item("Door", "Switch", OnOffType.OFF);
        TestThing study = new TestThing(openHab, "occupancy:location:floor:study", floor.id())
                .source("light", "activity", "item", "Switch")
                .source("pir", "motion", "item", "Door", "pulseOnly", true).start();
        openHab.send("Switch", OnOffType.ON);
        study.command("locked", OnOffType.ON);
        assertThat(study.status()).isEqualTo(ThingStatus.UNKNOWN);
        Stream.of(home, floor, kitchen).forEach(TestThing::start);
        assertThat(study.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(study.occupied()).isTrue();
        assertThat(study.state("locked")).isEqualTo("ON");
    }

    @Test
    void aSensorThatRepeatsItselfWhileLocationsAreWaitedForIsHeard() {
        openHab.item("Button", "Switch", OnOffType.ON);
        TestThing study = new TestThing(openHab, "occupancy:location:floor:study", floor.id())
                .source("pir", "motion", "item", "Button", "pulseOnly", true).start();
        openHab.repeat("Button");
        Stream.of(home, floor, kitchen).forEach(TestThing::start);
        assertThat(study.occupied()).isTrue();
    }

    /** A thing that openHAB cannot start must not keep the others of another home from their work. */
    @Test
    void anotherHomeDoesNotWait() {
        TestThing shed = new TestThing(openHab, "occupancy:home:shed", null).start();
        assertThat(shed.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(home.updates).isEmpty();
    }

    @Test
    void thingsThatOpenHabLearnsOfOneByOne() {
        Stream.of(home, anna, floor, kitchen).forEach(thing -> openHab.forgetThing(thing.id()));
        Stream.of(home, anna, floor, kitchen).forEach(TestThing::start);
        everythingStayedAsItWas();
    }

    @Test
    void aLocationThatWaitsIsNotReady() {
        Stream.of(home, anna, floor).forEach(TestThing::start);
        assertThat(home.status()).isEqualTo(ThingStatus.UNKNOWN);
        assertThat(home.updates).isEmpty();
        assertThat(anna.status()).isEqualTo(ThingStatus.UNKNOWN);
        assertThat(anna.updates).isEmpty();
    }

    /** A person who belongs to no home may be in any of the locations. */
    @Test
    void aPersonOfNoHomeIsNotShownAwayWhileLocationsAreWaitedFor() {
        TestThing guest = new TestThing(openHab, "occupancy:person:guest", null).set("name", "Anna");
        Stream.of(home, guest, floor).forEach(TestThing::start);
        assertThat(guest.updates).isEmpty();
        kitchen.start();
        assertThat(guest.updates).contains("home=ON").doesNotContain("home=OFF");
    }

    @Test
    void aPersonIsNotShownAwayBeforeTheHomeHasCome() {
        anna.start();
        assertThat(anna.updates).isEmpty();
        assertThat(anna.status()).isEqualTo(ThingStatus.UNKNOWN);
    }

    @Test
    void nobodyWaitsForALocationThatWasRemovedWhileItWaited() {
        TestThing guest = new TestThing(openHab, "occupancy:person:guest", null).set("name", "Guest");
        floor.start();
        Stream.of(kitchen, floor, home).forEach(thing -> openHab.removeThing(thing.id()));
        floor.handler().handleRemoval();
        openHab.run();
        guest.start();
        assertThat(guest.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void aLocationThatNeverComesIsWaitedForAMinute() {
        Stream.of(home, anna, floor).forEach(TestThing::start);
        openHab.pass(Duration.ofSeconds(61));
        assertThat(home.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(home.updates).contains("occupancy=OFF");
        assertThat(anna.state("home")).isEqualTo("OFF");
        kitchen.start();
        assertThat(home.occupied()).isTrue();
        assertThat(home.events).as("from now on it is told").contains("OCCUPIED");
    }

    @Test
    void aDisabledLocationIsNotWaitedFor() {
        kitchen.start();
        kitchen.disable();
        openHab.deactivate();
        openHab.activate();
        Stream.of(home, floor).forEach(TestThing::start);
        assertThat(home.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(home.occupied()).isFalse();
    }

    @Test
    void aLocationRemovedMeanwhileIsForgottenAfterAWhile() {
        openHab.forgetThing(kitchen.id());
        Stream.of(home, floor, anna).forEach(TestThing::start);
        openHab.pass(Duration.ofMinutes(5));
        assertThat(openHab.stored().get("snapshot")).contains("kitchen");
        openHab.pass(Duration.ofMinutes(10));
        assertThat(openHab.stored().get("snapshot")).doesNotContain("kitchen");
    }
}
