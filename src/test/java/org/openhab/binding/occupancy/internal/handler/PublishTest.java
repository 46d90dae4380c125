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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.UnDefType;

@DisplayName("Channels show what changed, and nothing else")
class PublishTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;
    private TestThing floor;
    private TestThing kitchen;
    private TestThing garden;

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.item("Mower", "Switch", OnOffType.OFF);
        openHab.item("Phone", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home = new TestThing(openHab, "occupancy:home:h", null).start();
        floor = new TestThing(openHab, "occupancy:location:h:floor", home.id()).start();
        kitchen = new TestThing(openHab, "occupancy:location:floor:kitchen", floor.id())
                .source("pir", "motion", "item", "Pir").source("radar", "presence", "item", "Radar")
                .source("phone", "person", "item", "Phone", "occupant", "Mike").set("vacancy", "TIMEOUT").start();
        garden = new TestThing(openHab, "occupancy:location:h:garden", home.id()).set("contributesToParent", false)
                .source("mower", "motion", "item", "Mower").start();
        forget();
    }

    private void forget() {
        for (TestThing each : List.of(home, floor, kitchen, garden)) {
            each.updates.clear();
            each.events.clear();
        }
    }

    @Test
    void atTheStartEveryChannelHasAValueButThoseOfWhatNeverWas() {
        assertThat(kitchen.states.keySet()).containsExactlyInAnyOrder("occupancy", "occupied-until", "occupants",
                "occupant-count", "occupied-places", "vacant-soon", "probability", "locked", "lock-mode", "reason",
                "pir", "radar", "phone");
        assertThat(kitchen.state("occupancy")).isEqualTo("OFF");
        assertThat(kitchen.state("occupied-until")).isEqualTo("UNDEF");
        assertThat(kitchen.state("lock-mode")).isEqualTo("UNLOCKED");
        assertThat(kitchen.state("occupant-count")).isEqualTo("0");
    }

    @Test
    void evidenceShowsInTheLocationAndAllAbove() {
        openHab.send("Pir", OnOffType.ON);

        assertThat(kitchen.updates).anyMatch("occupancy=ON"::equals).anyMatch("pir=ON"::equals)
                .noneMatch(update -> update.startsWith("locked") || update.startsWith("occupant"));
        assertThat(home.occupied()).isTrue();
        assertThat(home.state("last-activity")).isEqualTo(TestOpenHab.START.toString());
        assertThat(List.of(kitchen.events, floor.events, home.events)).allMatch(List.of("OCCUPIED")::equals);
        assertThat(garden.updates).isEmpty();
    }

    @Test
    void whatDoesNotContributeIsNoActivityAbove() {
        openHab.send("Mower", OnOffType.ON);
        assertThat(garden.occupied()).isTrue();
        assertThat(home.updates).containsExactly("occupied-places=GARDEN");
    }

    @Test
    void whatIsTheSameIsNotToldAgain() {
        openHab.send("Pir", OnOffType.ON);
        forget();
        openHab.send("Radar", OnOffType.ON);
        assertThat(kitchen.updates).allMatch(update -> update.matches("(radar|reason|last-activity|probability)=.*"));
        assertThat(kitchen.events).isEmpty();
    }

    @Test
    void theEndIsToldEveryTenSeconds() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        forget();
        for (int i = 0; i < 60; i++) {
            openHab.send("Pir", OnOffType.ON);
            openHab.send("Pir", OnOffType.OFF);
            openHab.pass(Duration.ofSeconds(1));
        }
        assertThat(kitchen.updates.stream().filter(update -> update.startsWith("occupied-until="))).hasSizeBetween(5,
                6);
        openHab.pass(Duration.ofSeconds(10));
        assertThat(kitchen.state("occupied-until"))
                .isEqualTo(TestOpenHab.START.plusSeconds(59).plus(Duration.ofMinutes(10)).toString());
    }

    @Test
    void theEndIsToldAtOnceWhenOccupancyChanges() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        kitchen.command("occupancy", OnOffType.OFF);
        assertThat(kitchen.state("occupied-until")).isEqualTo("UNDEF");
        kitchen.command("occupancy", OnOffType.ON);
        assertThat(kitchen.state("occupied-until"))
                .isEqualTo(TestOpenHab.START.plus(Duration.ofMinutes(10)).toString());
    }

    @Test
    void aWarningComesBeforeTheEndAndMovementTakesItBack() {
        kitchen.set("warning", 60).edited();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(539));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("OFF");

        openHab.pass(Duration.ofSeconds(2));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("ON");
        assertThat(kitchen.events).containsExactly("OCCUPIED", "WARNING");
        assertThat(home.events).containsExactly("OCCUPIED");

        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.state("vacant-soon")).isEqualTo("OFF");

        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(11));
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.state("vacant-soon")).isEqualTo("OFF");
        assertThat(kitchen.events).containsExactly("OCCUPIED", "WARNING", "WARNING", "VACANT");
    }

    @Test
    void aWarningComesInTime() {
        kitchen.set("warning", 47).edited();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(552));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("OFF");
        openHab.pass(Duration.ofSeconds(2));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("ON");
    }

    @Test
    void whoeverMovesTheWallClockMovesTheWarningToo() {
        kitchen.set("warning", 60).edited();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.setWall(openHab.wall().plus(Duration.ofHours(5)));
        openHab.pass(Duration.ofSeconds(500));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("OFF");
        openHab.pass(Duration.ofSeconds(50));
        assertThat(kitchen.state("vacant-soon")).isEqualTo("ON");
    }

    /** What happens elsewhere changes what is believed of a room, though the room shows the same. */
    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "P-1D" })
    void aReasonIsNoOlderThanTenSecondsThoughTheStateStays(String jump) {
        for (String item : List.of("Nook", "Hall", "Study_Door", "Pantry_Door")) {
            openHab.item(item, "Switch", OnOffType.OFF);
        }
        TestThing study = new TestThing(openHab, "occupancy:location:floor:study", home.id()).source("door", "door",
                "item", "Study_Door");
        when(study.callback.isChannelLinked(any()))
                .thenAnswer(call -> call.<ChannelUID> getArgument(0).getId().equals("reason"));
        study.start();
        new TestThing(openHab, "occupancy:location:floor:nook", study.id()).source("radar", "presence", "item", "Nook")
                .start();
        new TestThing(openHab, "occupancy:location:floor:hall", home.id()).source("radar", "presence", "item", "Hall")
                .start();
        new TestThing(openHab, "occupancy:location:floor:pantry", home.id())
                .source("door", "door", "item", "Pantry_Door").start();
        study.command("locked", OnOffType.ON);
        openHab.send("Hall", OnOffType.ON);
        openHab.send("Nook", OnOffType.ON);
        openHab.setWall(openHab.wall().plus(Duration.parse(jump)));
        openHab.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 150; i++) {
            openHab.send("Study_Door", OnOffType.ON);
            openHab.send("Study_Door", OnOffType.OFF);
        }
        String before = study.state("reason");
        openHab.send("Pantry_Door", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(10));
        CompletableFuture<String> why = openHab.service().explain(study.id()).thenApply(openHab.service()::summarise);
        openHab.run();
        String asked = why.getNow("");
        assertThat(study.state("reason")).isEqualTo(asked).isNotEqualTo(before);
    }

    @Test
    void aTimeInAReasonIsToldWithItsDateFromMidnightOn() {
        kitchen.source("mower", "motion", "item", "Mower", "maxActive", 600).edited();
        openHab.send("Mower", OnOffType.ON);
        openHab.pass(Duration.ofHours(1));
        assertThat(plainSpaces(kitchen.state("reason"))).contains("since 8:00 AM");
        openHab.pass(Duration.ofHours(16));
        assertThat(plainSpaces(kitchen.state("reason"))).contains("since 3/2/26, 8:00 AM");
    }

    /** A Java newer than 19 writes a narrow space that does not break before AM. */
    private static String plainSpaces(String text) {
        return text.replace('\u202f', ' ');
    }

    @Test
    void timePassesWithoutEvents() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        forget();
        openHab.pass(Duration.ofMinutes(10));
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.state("pir")).isEqualTo("OFF");
        assertThat(kitchen.state("last-change")).isEqualTo(TestOpenHab.START.plus(Duration.ofMinutes(10)).toString());
        assertThat(home.events).containsExactly("VACANT");
    }

    @Test
    void peopleComeAndGo() {
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", home.id()).set("name", "Mike").start();
        assertThat(mike.state("home")).isEqualTo("OFF");

        openHab.send("Phone", OnOffType.ON);

        assertThat(kitchen.state("occupants")).isEqualTo("Mike");
        assertThat(home.state("occupant-count")).isEqualTo("1");
        assertThat(home.events).containsExactly("OCCUPIED", "ARRIVED Mike");
        assertThat(mike.state("location")).isEqualTo("KITCHEN");
        assertThat(mike.state("home")).isEqualTo("ON");
        assertThat(mike.state("last-seen")).isEqualTo(TestOpenHab.START.toString());

        openHab.pass(Duration.ofSeconds(30));
        forget();
        openHab.send("Phone", OnOffType.OFF);

        assertThat(kitchen.events).containsExactly("LEFT Mike");
        assertThat(mike.state("location")).isEqualTo("UNDEF");
        assertThat(mike.state("home")).isEqualTo("OFF");
        assertThat(mike.state("last-seen")).isEqualTo(TestOpenHab.START.plusSeconds(30).toString());
    }

    @Test
    void aLockFromAboveShowsBelow() {
        openHab.service().handle(
                now -> OccupancyEvent.lock(floor.id(), "rule", LockMode.KEEP_VACANT, now).withScope(Scope.SUBTREE));
        openHab.run();
        assertThat(kitchen.state("locked")).isEqualTo("ON");
        assertThat(kitchen.state("lock-mode")).isEqualTo("KEEP_VACANT");
        assertThat(kitchen.events).containsExactly("LOCKED");
        assertThat(home.state("locked")).isEqualTo("OFF");

        kitchen.command("locked", OnOffType.OFF);
        assertThat(kitchen.state("locked")).as("the lock of a rule is not the user's").isEqualTo("ON");
        openHab.service().handle(now -> OccupancyEvent.unlock(floor.id(), "rule", now));
        openHab.run();
        assertThat(kitchen.state("locked")).isEqualTo("OFF");
        assertThat(kitchen.events).containsExactly("LOCKED", "UNLOCKED");
    }

    @Test
    void lockCommands() {
        kitchen.command("locked", OnOffType.ON);
        assertThat(kitchen.state("lock-mode")).isEqualTo("FREEZE");
        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isFalse();
        kitchen.command("lock-mode", new StringType("KEEP_OCCUPIED"));
        assertThat(kitchen.state("lock-mode")).isEqualTo("KEEP_OCCUPIED");
        assertThat(kitchen.occupied()).isTrue();
        kitchen.command("lock-mode", new StringType("nonsense"));
        assertThat(kitchen.state("lock-mode")).isEqualTo("KEEP_OCCUPIED");
        kitchen.command("lock-mode", new StringType("UNLOCKED"));
        assertThat(kitchen.state("locked")).isEqualTo("OFF");
    }

    @Test
    void aPersonSaysWhetherSomebodyIsThere() {
        home.command("occupancy", OnOffType.ON);
        assertThat(home.occupied()).isTrue();
        openHab.send("Radar", OnOffType.ON);
        home.command("occupancy", OnOffType.OFF);
        assertThat(home.occupied()).isFalse();
        assertThat(kitchen.occupied()).as("the radar that is still on does not undo it").isFalse();
        assertThat(kitchen.state("radar")).isEqualTo("OFF");
    }

    @Test
    void whatAPersonSaysCountsAsLongAsIsSet() {
        kitchen.set("manualTimeout", 120).edited();
        kitchen.command("occupancy", OnOffType.ON);
        assertThat(kitchen.state("occupied-until")).isEqualTo(TestOpenHab.START.plus(Duration.ofMinutes(2)).toString());
        openHab.pass(Duration.ofSeconds(121));
        assertThat(kitchen.occupied()).isFalse();

        openHab.service().handle(now -> OccupancyEvent.manual(kitchen.id(), "rule", now));
        openHab.pass(Duration.ofSeconds(119));
        assertThat(kitchen.occupied()).as("what a rule says for a person, too").isTrue();
        openHab.pass(Duration.ofSeconds(2));
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void itCountsNoLongerWhereSomebodyHasToBeSeenLeaving() {
        kitchen.set("vacancy", "DEPARTURE").set("manualTimeout", "30m").edited();
        kitchen.command("occupancy", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(29));
        assertThat(kitchen.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void whatAPersonSaysShortensNothing() {
        kitchen.set("manualTimeout", 60).edited();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        kitchen.command("occupancy", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(9));
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void aLockThatACommandSetEndsByItself() {
        kitchen.set("lockTimeout", "1h").edited();
        kitchen.command("locked", OnOffType.ON);
        floor.command("locked", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(59));
        assertThat(kitchen.state("locked")).isEqualTo("ON");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(kitchen.state("locked")).isEqualTo("OFF");
        assertThat(kitchen.events).containsExactly("LOCKED", "UNLOCKED");
        assertThat(floor.state("locked")).as("no time is set there").isEqualTo("ON");

        kitchen.command("lock-mode", new StringType("KEEP_OCCUPIED"));
        openHab.pass(Duration.ofMinutes(61));
        assertThat(kitchen.state("lock-mode")).isEqualTo("UNLOCKED");
    }

    @Test
    void theReasonNamesLocationsAndSourcesInTheUsersLanguage() {
        openHab.send("Radar", OnOffType.ON);
        assertThat(kitchen.state("reason")).isEqualTo("Occupied: radar reports somebody.");
        assertThat(home.state("reason")).isEqualTo("Occupied: KITCHEN (radar reports somebody).");
        openHab.setLocale(Locale.GERMAN);
        openHab.send("Radar", OnOffType.OFF);
        assertThat(kitchen.state("reason")).startsWith("Belegt bis 08:05:");
    }

    @Test
    void theReasonIsPutIntoWordsOnlyForThoseWhoReadIt() {
        when(kitchen.callback.isChannelLinked(any())).thenReturn(false);
        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.updates).noneMatch(update -> update.startsWith("reason"));
        when(kitchen.callback.isChannelLinked(any())).thenReturn(true);
        kitchen.command("reason", RefreshType.REFRESH);
        assertThat(kitchen.state("reason")).isEqualTo("Occupied: pir reports somebody.");
    }

    @Test
    void aRefreshTellsTheChannelAgain() {
        kitchen.command("occupancy", RefreshType.REFRESH);
        assertThat(kitchen.updates).containsExactly("occupancy=OFF");
    }

    @Test
    void aRefreshTellsTheChannelOfAPersonAgain() {
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", home.id()).set("name", "Mike").start();
        mike.updates.clear();
        mike.command("home", RefreshType.REFRESH);
        assertThat(mike.updates).contains("home=OFF");
    }

    @Test
    void aSensorThatOnlyPulsesExtendsByEveryReport() {
        TestThing hall = new TestThing(openHab, "occupancy:location:h:hall", home.id())
                .source("pir", "motion", "item", "Mower", "pulseOnly", true).set("timeout", "60").start();
        openHab.send("Mower", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(50));
        openHab.repeat("Mower");
        openHab.pass(Duration.ofSeconds(50));
        openHab.pass(Duration.ofSeconds(10 * 60));
        assertThat(hall.occupied()).isFalse();
    }

    @Test
    void groupsReportThroughTheirOwnEvent() {
        openHab.sendGroup("Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void aSensorThatGoesSilentIsBelievedForATime() {
        openHab.send("Radar", OnOffType.ON);
        openHab.send("Radar", UnDefType.UNDEF);
        assertThat(kitchen.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(5));
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void viewsAreSortedAsATree() {
        assertThat(openHab.service().locations()).extracting(LocationView::label).containsExactly("H", "FLOOR",
                "KITCHEN", "GARDEN");
    }

    @Test
    void theHistoryTellsWhoCameAndWent() {
        openHab.send("Phone", OnOffType.ON);
        openHab.send("Phone", OnOffType.OFF);
        assertThat(openHab.service().history(kitchen.id(), null)).hasSize(2)
                .allMatch(transition -> transition.location().equals(kitchen.id()));
        assertThat(openHab.service().history(null, null)).hasSize(6);
    }

    /** The end of a time is worked off only together with the next report if openHAB was busy in between. */
    @Test
    void whoIsNoticedNextWasNotNoticedBeforeTheLocationBecameVacant() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        Instant noticed = openHab.wall();
        openHab.beLate(Duration.ofHours(12));
        openHab.send("Pir", OnOffType.ON);

        assertThat(openHab.service().history(kitchen.id(), null)).extracting(HistoryEntry::occupied)
                .containsExactly(true, false, true);
        assertThat(openHab.service().history(kitchen.id(), null).get(1).lastActivity()).isEqualTo(noticed);
    }

    @Test
    void refusedEventsSayWhy() {
        var refused = openHab.service().handle(now -> OccupancyEvent.manual("nowhere", "x", now));
        openHab.run();
        assertThat(refused).isCompletedExceptionally();
        assertThat(refused.handle((done, error) -> error).join()).hasMessageContaining("nowhere");
    }

    @Test
    void whyIsAnsweredInWords() {
        openHab.send("Radar", OnOffType.ON);
        var explanation = openHab.service().explain(kitchen.id());
        openHab.run();
        assertThat(openHab.service().describe(explanation.join())).startsWith("Occupied: radar reports somebody.")
                .contains("It ends when", "radar reports nobody");
    }
}
