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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.items.GroupItem;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.types.UnDefType;

@DisplayName("Whatever the order in which openHAB starts")
class BootOrderTest {

    private static final String HOME = "occupancy:home:h";
    private static final String FLOOR = "occupancy:location:h:floor";
    private static final String KITCHEN = "occupancy:location:floor:kitchen";

    private final TestOpenHab openHab = new TestOpenHab();

    private TestThing kitchen() {
        return new TestThing(openHab, KITCHEN, FLOOR).source("pir", "motion", "item", "Pir").set("vacancy", "DEPARTURE")
                .start();
    }

    @Test
    void locationsWaitForRestoredStates() {
        openHab.item("Pir", "Switch", UnDefType.NULL);
        openHab.activate();
        TestThing kitchen = kitchen();
        openHab.startLevel(20);

        assertThat(kitchen.status()).isEqualTo(ThingStatus.UNKNOWN);
        assertThat(kitchen.updates).isEmpty();
        assertThat(openHab.service().isRunning()).isFalse();

        openHab.setSilently("Pir", OnOffType.ON);
        openHab.startLevel(30);

        assertThat(kitchen.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(kitchen.occupied()).isTrue();
        assertThat(openHab.service().isRunning()).isTrue();
    }

    @Test
    void handlersMayComeAfterStatesAreRestored() {
        openHab.item("Pir", "Switch", OnOffType.ON);
        openHab.activate();
        openHab.startLevel(30);
        TestThing kitchen = kitchen();

        assertThat(kitchen.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void installingIntoARunningSystemTakesTheSamePath() {
        openHab.item("Pir", "Switch", OnOffType.ON);
        openHab.activateRunning();
        TestThing kitchen = kitchen();

        assertThat(kitchen.statuses).extracting(status -> status.getStatus()).containsExactly(ThingStatus.UNKNOWN,
                ThingStatus.ONLINE);
        assertThat(kitchen.occupied()).isTrue();
        assertThat(kitchen.events).as("what was so before is not told as if it happened").isEmpty();
    }

    @Test
    void aRestoredStateIsNoActivity() {
        openHab.item("Pir", "Switch", UnDefType.NULL);
        openHab.item("Light", "Switch", UnDefType.NULL);
        openHab.activateRunning();
        TestThing kitchen = new TestThing(openHab, KITCHEN, FLOOR).source("pir", "motion", "item", "Pir")
                .source("light", "activity", "item", "Light").start();

        openHab.send("Light", OnOffType.ON);

        assertThat(kitchen.occupied()).isFalse();
        openHab.send("Light", OnOffType.OFF);
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void anItemMayComeAfterItsThing() {
        openHab.activateRunning();
        TestThing kitchen = kitchen();
        assertThat(kitchen.status()).isEqualTo(ThingStatus.OFFLINE);

        openHab.item("Pir", "Switch", OnOffType.ON);

        assertThat(kitchen.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void aChildMayComeBeforeItsParents() {
        openHab.item("Pir", "Switch", OnOffType.ON);
        openHab.activate();
        TestThing kitchen = kitchen();
        openHab.startLevel(100);
        TestThing floor = new TestThing(openHab, FLOOR, HOME).start();
        TestThing home = new TestThing(openHab, HOME, null).start();

        assertThat(kitchen.occupied()).isTrue();
        assertThat(floor.occupied()).isTrue();
        assertThat(home.occupied()).isTrue();
        assertThat(floor.state("reason")).startsWith("Occupied until ").contains(": KITCHEN (pir reports somebody)");
        assertThat(home.state("last-activity")).isEqualTo(kitchen.state("last-activity")).isNotEqualTo("UNDEF");
    }

    @Test
    void reasonsNameLocationsThatCameLater() {
        openHab.item("Pir", "Switch", OnOffType.ON);
        openHab.activateRunning();
        kitchen();
        openHab.deactivate();
        openHab.activate();
        TestThing floor = new TestThing(openHab, FLOOR, HOME).start();
        kitchen();
        assertThat(floor.state("reason")).startsWith("Occupied until ").contains(": KITCHEN (pir reports somebody)");
    }

    @Test
    void holdsAreConfirmedOrEndedByWhatTheItemsAre() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        kitchen();
        TestThing bath = new TestThing(openHab, "occupancy:location:floor:bath", FLOOR)
                .source("radar", "presence", "item", "Radar").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Radar", OnOffType.ON);
        assertThat(bath.occupied()).isTrue();
        openHab.deactivate();

        openHab.setSilently("Radar", OnOffType.OFF);
        openHab.activate();
        TestThing kitchenAgain = kitchen();
        TestThing bathAgain = new TestThing(openHab, "occupancy:location:floor:bath", FLOOR)
                .source("radar", "presence", "item", "Radar").set("vacancy", "TIMEOUT").start();

        assertThat(kitchenAgain.occupied()).isTrue();
        assertThat(bathAgain.occupied()).as("the timeout runs from now: it may have left just now").isTrue();
        openHab.pass(Duration.ofMinutes(6));
        assertThat(bathAgain.occupied()).isFalse();
        openHab.pass(Duration.ofMinutes(20));
        assertThat(kitchenAgain.occupied()).as("the hold was confirmed, so it outlives the grace").isTrue();
    }

    @Test
    void aHoldThatNobodyConfirmsEndsAfterAGrace() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        kitchen();
        openHab.send("Pir", OnOffType.ON);
        openHab.deactivate();

        openHab.item("Pir", "Switch", UnDefType.NULL);
        openHab.activate();
        TestThing kitchen = new TestThing(openHab, KITCHEN, FLOOR).source("pir", "motion", "item", "Pir")
                .set("vacancy", "TIMEOUT").start();

        assertThat(kitchen.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(16));
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.events).containsExactly("VACANT");
    }

    @Test
    void timersRunOnWhileNobodyRuns() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        new TestThing(openHab, KITCHEN, FLOOR).source("pir", "motion", "item", "Pir").set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.deactivate();
        openHab.pass(Duration.ofMinutes(4));

        openHab.activate();
        TestThing kitchen = new TestThing(openHab, KITCHEN, FLOOR).source("pir", "motion", "item", "Pir")
                .set("vacancy", "TIMEOUT").start();

        assertThat(kitchen.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(5));
        assertThat(kitchen.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(1));
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void commandsThatComeTooEarlyAreKept() {
        openHab.activate();
        TestThing kitchen = new TestThing(openHab, KITCHEN, FLOOR).start();
        kitchen.command("occupancy", OnOffType.ON);
        assertThat(kitchen.updates).isEmpty();

        openHab.startLevel(30);

        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void whatASensorSaysAtTheStartIsInTheHistory() {
        openHab.item("Pir", "Switch", OnOffType.ON);
        openHab.activateRunning();
        TestThing bath = bath();
        assertThat(bath.occupied()).isTrue();
        assertThat(openHab.service().history(bath.id(), null)).isNotEmpty().allMatch(entry -> entry.occupied());
    }

    private TestThing bath() {
        return new TestThing(openHab, "occupancy:location:h:bath", HOME).set("vacancy", "TIMEOUT")
                .source("pir", "motion", "item", "Pir").start();
    }

    /** Every wake-up costs the small computer that openHAB runs on some of its rest. */
    @Test
    void aHomeAtRestIsWokenOnceAMinuteAndTheWatchdogOnceMore() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        new TestThing(openHab, HOME, null).start();
        bath();
        openHab.pass(Duration.ofMinutes(5));
        int before = openHab.rings();
        openHab.pass(Duration.ofMinutes(10));
        assertThat(openHab.rings() - before).isBetween(18, 22);
    }

    @Test
    void whatHappensToOneItemConcernsOnlyWhoListensToIt() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Mat", "Switch", OnOffType.OFF);
        GroupItem group = new GroupItem("Rooms");
        openHab.add(group);
        openHab.activateRunning();
        new TestThing(openHab, HOME, null).start();
        bath();
        for (String name : List.of("hall", "attic")) {
            new TestThing(openHab, "occupancy:location:h:" + name, HOME).set("item", "Rooms")
                    .source("mat", "motion", "item", "Mat").start();
        }
        openHab.send("Pir", OnOffType.ON);
        long before = openHab.lookUps("Mat");
        openHab.send("Pir", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        assertThat(openHab.lookUps("Mat")).isEqualTo(before);
    }
}
