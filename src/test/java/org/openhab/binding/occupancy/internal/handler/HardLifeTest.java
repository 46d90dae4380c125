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
import static org.mockito.Mockito.*;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.PercentType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;

@DisplayName("Items that say nothing useful, things that stop and start, and a model that changes")
class HardLifeTest extends OneRoom {

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.item("Power", "String", new StringType("0 W"));
        openHab.item("Gate", "Rollershutter", new PercentType(100));
        serve();
        room.set("vacancy", "TIMEOUT");
    }

    // ------------------------------------------------------------------------------------- nothing useful is said

    @Test
    void aLevelThatCannotBeReadAfterItHeldEnds() {
        room.set("timeout", "60").source("tv", "level", "item", "Power", "on", "20 W").start();
        openHab.send("Power", new StringType("50 W"));
        assertThat(room.occupied()).isTrue();
        openHab.send("Power", new StringType("offline"));
        openHab.pass(Duration.ofMinutes(11));
        assertThat(room.occupied()).isFalse();
    }

    @Test
    void theFirstReportOfAnItemThatWasNeverKnownIsNewsLaterOn() {
        openHab.item("Button", "String", UnDefType.NULL);
        room.source("button", "activity", "item", "Button").start();
        openHab.pass(Duration.ofMinutes(20));
        openHab.send("Button", new StringType("pressed"));
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void whoAsksIsToldThatAnItemHasNoState() {
        openHab.item("Unknown", "Switch", UnDefType.NULL);
        room.source("radar", "presence", "item", "Unknown").start();
        var asked = openHab.service().explain(room.id()).thenApply(openHab.service()::describe);
        openHab.run();
        assertThat(room.state("reason")).contains("radar", "no state");
        assertThat(asked.join()).contains("radar", "no state").doesNotContain("reports somebody");
    }

    // ---------------------------------------------------------------------------------- a sensor that was given up

    @Test
    void aSensorThatWasGivenUpStaysSoOverRestartsAndSwitchingOff() {
        room.source("pir", "motion", "item", "Pir", "maxActive", "30m").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(31));
        assertThat(room.occupied()).isFalse();
        openHab.deactivate();
        startAgain();
        assertThat(room.occupied()).as("after a restart").isFalse();
        room.disable();
        openHab.pass(Duration.ofSeconds(30));
        room.enable();
        room.start();
        assertThat(room.occupied()).as("after it was disabled").isFalse();
        openHab.pass(Duration.ofSeconds(5));
        openHab.kill();
        startAgain();
        assertThat(room.occupied()).as("after openHAB was killed").isFalse();
        openHab.send("Pir", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).as("it moves again").isTrue();
    }

    // ------------------------------------------------------------------------------------------------------ killed

    @Test
    void aKilledOpenHabForgetsAPartOfAShortTimerOnly() {
        room.set("motionTimeout", "60").source("pir", "motion", "item", "Pir", "pulseOnly", true).start();
        openHab.pass(Duration.ofMinutes(5));
        openHab.send("Pir", OnOffType.ON);
        for (int i = 0; i < 5; i++) {
            openHab.pass(Duration.ofSeconds(10));
            openHab.repeat("Pir");
        }
        openHab.pass(Duration.ofSeconds(5));
        openHab.kill();
        openHab.pass(Duration.ofSeconds(20));
        startAgain();
        assertThat(room.occupied()).as("25 seconds after the last motion").isTrue();
        openHab.pass(Duration.ofSeconds(36));
        assertThat(room.occupied()).isFalse();
    }

    // ---------------------------------------------------------------------------------------------------- the model

    private List<SourceConfig> sources() {
        var settings = openHab.service().settings();
        openHab.run();
        return settings.join().sources();
    }

    private static Item reed(String name, State state, String... groups) {
        Item item = mock(Item.class);
        when(item.getName()).thenReturn(name);
        when(item.getUID()).thenReturn(name);
        when(item.getType()).thenReturn("Contact");
        when(item.getTags()).thenReturn(Set.of("Status", "Opening"));
        when(item.getState()).thenReturn(state);
        when(item.getGroupNames()).thenReturn(List.of(groups));
        return item;
    }

    @Test
    void aDoorThatBecomesAFrontDoorIsAnExitFromThenOn() {
        openHab.add(reed("Reed", new StringType("CLOSED"), "Equipment"));
        GroupItem equipment = spy(new GroupItem("Equipment"));
        openHab.add(equipment);
        room.source("door", "door", "item", "Reed").start();
        assertThat(sources()).extracting(SourceConfig::exit).containsExactly((Boolean) null);
        doReturn(Set.of("FrontDoor")).when(equipment).getTags();
        openHab.add(equipment);
        assertThat(sources()).extracting(SourceConfig::exit).containsExactly(true);
        doReturn(Set.of()).when(equipment).getTags();
        openHab.add(equipment);
        assertThat(sources()).extracting(SourceConfig::exit).containsExactly((Boolean) null);
    }

    @Test
    void aPointThatIsCalledAsAnotherChannelIsASourceToo() {
        GroupItem group = spy(new GroupItem("Room"));
        Item door = reed("door", new StringType("CLOSED"), "Room");
        openHab.add(door);
        doReturn(Set.of(door)).when(group).getMembers();
        doReturn(Set.of("Room")).when(group).getTags();
        openHab.add(group);
        room.set("item", "Room").set("autoSources", true).source("door", "presence", "item", "Radar").start();
        assertThat(sources()).extracting(SourceConfig::item).containsExactlyInAnyOrder("Radar", "door");
    }

    @Test
    void aRollershutterItemIsADoorThatIsOpenAtTheTop() {
        room.set("timeout", "60").source("gate", "door", "item", "Gate").start();
        assertThat(sources()).extracting(SourceConfig::rollershutter).containsExactly(true);
        openHab.send("Gate", new PercentType(0));
        assertThat(room.occupied()).as("it moved").isTrue();
    }

    // ------------------------------------------------------------------------------------------------ who is where

    /** A rule runs in a thread of its own, and its action answers when the worker has done it. */
    private void arrive(TestThing where, String name) {
        OccupancyActions actions = new OccupancyActions();
        actions.setThingHandler(where.handler());
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> actions.arrive(name));
        while (!answer.isDone()) {
            openHab.run();
            Thread.onSpinWait();
        }
        answer.join();
    }

    @Test
    void whoArrivesInTheNextRoomByAnActionHasLeftTheOneBefore() {
        room.start();
        TestThing other = new TestThing(openHab, "occupancy:location:h:other", HOME).start();
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        arrive(room, "Mike");
        assertThat(mike.state("location")).isEqualTo("ROOM");
        arrive(other, "Mike");
        assertThat(room.state("occupants")).isEmpty();
        assertThat(other.state("occupants")).isEqualTo("Mike");
        assertThat(mike.state("location")).isEqualTo("OTHER");
    }
}
