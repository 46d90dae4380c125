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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ThingStatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

@DisplayName("What is gone leaves nothing behind, and nobody waits for it")
class GoneTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing room = room();

    private void atWork() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home.start();
        room.start();
    }

    private TestThing room() {
        return new TestThing(openHab, "occupancy:location:h:room", HOME).set("vacancy", "TIMEOUT").source("pir",
                "motion", "item", "Pir");
    }

    private void early() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.startLevel(20);
        openHab.activate();
    }

    private CompletableFuture<?> hold(TestThing thing) {
        CompletableFuture<?> done = openHab.service()
                .handle(now -> OccupancyEvent.holdStart(thing.id(), "rule", "presence", now));
        openHab.run();
        return done;
    }

    @Test
    void aThingThatIsRemovedAndAddedBeforeTheStartGoesToWork() {
        early();
        home.start();
        room.start();
        room.remove();
        TestThing again = room().start();
        openHab.startLevel(100);
        assertThat(again.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.send("Pir", OnOffType.ON);
        assertThat(again.occupied()).isTrue();
    }

    @Test
    void whatWasSaidOfALocationBeforeItWasRemovedIsNotSaidOfTheNextOne() {
        early();
        home.start();
        room.start();
        CompletableFuture<?> said = hold(room);
        room.remove();
        TestThing again = room().start();
        openHab.startLevel(100);
        assertThat(again.occupied()).isFalse();
        assertThat(said).isCompletedExceptionally();
    }

    @Test
    void whatWaitedForALocationThatGoesIsRefused() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home.start();
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", HOME);
        TestThing other = new TestThing(openHab, "occupancy:location:h:other", floor.id()).announced();
        room.parent(floor.id());
        floor.start();
        room.start();
        CompletableFuture<?> said = hold(room);
        assertThat(said).as("the floor is not complete").isNotDone();
        room.remove();
        assertThat(said).isCompletedExceptionally();
        other.start();
        TestThing again = room().start();
        assertThat(again.occupied()).isFalse();
    }

    @Test
    void whatWaitedForTwoLocationsIsDoneInTheOrderInWhichItWasSaid() {
        openHab.activateRunning();
        home.start();
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", HOME);
        TestThing other = new TestThing(openHab, "occupancy:location:h:other", floor.id()).announced();
        TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", floor.id());
        TestThing living = new TestThing(openHab, "occupancy:location:h:living", floor.id());
        Stream.of(floor, kitchen, living).forEach(TestThing::start);
        arrive(kitchen, "Mike");
        arrive(living, "Anna");
        arrive(living, "Mike");
        arrive(kitchen, "Anna");
        assertThat(home.occupied()).as("the floor is not complete").isFalse();
        other.start();
        assertThat(kitchen.state("occupants")).isEqualTo("Anna");
        assertThat(living.state("occupants")).isEqualTo("Mike");
    }

    private void arrive(TestThing where, String name) {
        openHab.service()
                .handle(now -> OccupancyEvent.holdStart(where.id(), "rule:" + name, "person", now).withOccupant(name));
        openHab.run();
    }

    @Test
    void aSourceThatIsTakenAwayWhileNobodyLooksIsForgotten() {
        atWork();
        openHab.send("Pir", OnOffType.ON);
        openHab.deactivate();
        assertThat(openHab.stored().get("snapshot")).contains("\"pir\"");
        room.removeSource("pir");
        openHab.activate();
        Stream.of(home, room).forEach(TestThing::start);
        openHab.pass(Duration.ofHours(12));
        openHab.deactivate();
        assertThat(openHab.stored().get("snapshot").split("\"sources\":\\{\"occupancy")).hasSizeLessThan(3);
        openHab.activate();
        room.source("pir", "motion", "item", "Pir");
        openHab.setSilently("Pir", OnOffType.OFF);
        Stream.of(home, room).forEach(TestThing::start);
        assertThat(room.occupied()).as("nothing is known of it from before").isFalse();
    }

    @Test
    void aLocationThatIsDeletedAndMadeAnewStartsAnew() {
        atWork();
        room.command("locked", OnOffType.ON);
        hold(room);
        room.stop();
        openHab.removeThing(room.id());
        TestThing again = room().announced().start();
        openHab.pass(Duration.ofSeconds(5));
        assertThat(again.state("locked")).isEqualTo("OFF");
        assertThat(again.occupied()).isFalse();
    }

    @Test
    void aHomeIsToldThatTheOnlyOccupiedRoomIsGone() {
        atWork();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        home.events.clear();
        room.remove();
        assertThat(home.occupied()).isFalse();
        assertThat(home.events).contains("VACANT");
        openHab.kill();
        openHab.activate();
        TestThing again = new TestThing(openHab, HOME, null).start();
        assertThat(again.occupied()).as("also if the process ends").isFalse();
    }

    @Test
    void theHistoryOfALocationGoesWithIt() {
        atWork();
        openHab.send("Pir", OnOffType.ON);
        assertThat(openHab.service().history(room.id(), null)).isNotEmpty();
        room.remove();
        assertThat(openHab.service().history(room.id(), null)).isEmpty();
        assertThat(openHab.service().history(home.id(), null)).isNotEmpty();
    }

    /** openHAB may start the handler of a thing before it tells others that there is one. */
    @Test
    void aLocationThatIsDeletedAndMadeAnewStartsAnewAlsoIfItsHandlerIsQuick() {
        atWork();
        room.command("locked", OnOffType.ON);
        hold(room);
        room.stop();
        openHab.removeThing(room.id());
        TestThing again = room().start();
        openHab.pass(Duration.ofSeconds(5));
        assertThat(again.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(again.state("locked")).isEqualTo("OFF");
        assertThat(again.occupied()).isFalse();
        openHab.send("Pir", OnOffType.ON);
        assertThat(again.occupied()).isTrue();
    }

    /** What openHAB itself fails to say must not leave anybody waiting, nor stop the rest. */
    @Test
    void whoAsksWhileOpenHabFailsIsAnswered() {
        atWork();
        when(openHab.items().get("Lamp")).thenThrow(new IllegalStateException("no registry")).thenReturn(null);
        room.source("lamp", "activity", "item", "Lamp");
        room.handler().thingUpdated(room.thing);
        CompletableFuture<?> asked = openHab.service().settings();
        openHab.run();
        assertThat(asked).isCompletedExceptionally();
        assertThat(openHab.answering().settings()).as("once more").isDone();
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
    }

    /** A file of things that is saved may be read as one that went and one that came. */
    @Test
    void allThingsThatAreReadAnewGoOnAsTheyWere() {
        atWork();
        room.command("locked", OnOffType.ON);
        room.stop();
        openHab.removeThing(room.id());
        home.stop();
        openHab.removeThing(home.id());
        TestThing homeAgain = new TestThing(openHab, HOME, null).announced().start();
        TestThing again = room().announced().start();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(homeAgain.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(again.state("locked")).isEqualTo("ON");
    }

    @Test
    void whoWaitsWhenTheAddOnStopsIsTold() {
        early();
        room.start();
        CompletableFuture<?> said = openHab.service().handle(now -> OccupancyEvent.manual(room.id(), "rule", now));
        CompletableFuture<?> asked = openHab.service().settings();
        openHab.deactivate();
        assertThat(said).isCompletedExceptionally();
        assertThat(asked).isDone();
        assertThat(openHab.service().explain(room.id())).as("too late").isCompletedExceptionally();
        assertThat(openHab.service().settings()).as("too late").isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(strings = { "locations", "sources" })
    void whateverIsStoredOfALocationThatIsGoneIsForgotten(String part) throws Exception {
        atWork();
        openHab.send("Pir", OnOffType.ON);
        openHab.deactivate();
        ObjectMapper mapper = new ObjectMapper();
        JsonNode stored = mapper.readTree(openHab.stored().get("snapshot"));
        ((ObjectNode) stored.path(part)).remove(room.id());
        openHab.stored().put("snapshot", stored.toString());
        openHab.forgetThing(room.id());
        openHab.activate();
        home.start();
        openHab.pass(Duration.ofMinutes(20));
        assertThat(openHab.stored().get("snapshot")).contains(HOME).doesNotContain(room.id());
    }

    @Test
    void aLocationThatIsRemovedBeforeTheStartIsNotStoredAnyMore() {
        atWork();
        room.command("locked", OnOffType.ON);
        openHab.deactivate();
        openHab.startAgain(20);
        openHab.activate();
        home.start();
        room.start();
        room.remove();
        openHab.startLevel(100);
        assertThat(openHab.stored().get("snapshot")).contains(room.id());
        openHab.pass(Duration.ofSeconds(2));
        assertThat(openHab.stored().get("snapshot")).doesNotContain(room.id());
    }

    @Test
    void aDoorThatIsGoneIsNoLongerTheOneThatPeopleAreSeenLeavingBy() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Reed", "Contact", new StringType("CLOSED"));
        openHab.activateRunning();
        home.start();
        TestThing study = new TestThing(openHab, "occupancy:location:h:study", HOME)
                .source("pir", "motion", "item", "Pir").start();
        TestThing hall = new TestThing(openHab, "occupancy:location:h:hall", HOME)
                .source("door", "door", "item", "Reed").start();
        assertThat(vacancy(study)).isEqualTo(Vacancy.DEPARTURE);
        hall.disable();
        openHab.pass(Duration.ofMinutes(1));
        assertThat(vacancy(study)).as("nothing tells of anybody leaving the only room").isEqualTo(Vacancy.TIMEOUT);
    }

    private Vacancy vacancy(TestThing thing) {
        var settings = openHab.service().settings();
        openHab.run();
        return settings.join().locations().stream().filter(config -> config.id().equals(thing.id())).findAny()
                .orElseThrow().vacancy();
    }
}
