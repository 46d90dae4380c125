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
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.types.UnDefType;

/** With one person in the home, activity in one room means that nobody is in the others. */
@DisplayName("A head count from the people who are known to be there")
class HeadCountTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null).set("headCount", "persons")
            .source("anna", "person", "item", "Anna", "occupant", "Anna", "timeout", 0)
            .source("ben", "person", "item", "Ben", "occupant", "Ben", "timeout", 0)
            .source("guest", "person", "item", "Guest", "occupant", "Guest", "timeout", 0);
    private final TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", HOME).source("pir",
            "motion", "item", "Kitchen_Pir");
    private final TestThing study = new TestThing(openHab, "occupancy:location:h:study", HOME).source("pir", "motion",
            "item", "Study_Pir");
    private final TestThing anna = new TestThing(openHab, "occupancy:person:h:anna", HOME).set("name", "Anna");
    private final TestThing ben = new TestThing(openHab, "occupancy:person:h:ben", HOME).set("name", "Ben");

    @BeforeEach
    void start() {
        Stream.of("Anna", "Ben", "Guest", "Kitchen_Pir", "Study_Pir")
                .forEach(item -> openHab.item(item, "Switch", OnOffType.OFF));
        openHab.activateRunning();
        Stream.of(home, kitchen, study, anna, ben).forEach(TestThing::start);
    }

    /** {@return whether activity in the study tells that nobody is left in the kitchen} */
    private boolean kitchenIsLeftAtOnce() {
        move("Kitchen_Pir");
        move("Study_Pir");
        return !kitchen.occupied();
    }

    private void move(String pir) {
        openHab.send(pir, OnOffType.ON);
        openHab.pass(Duration.ofSeconds(1));
        openHab.send(pir, OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(5));
    }

    @Test
    void changesAsPeopleComeAndGo() {
        openHab.send("Anna", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).as("Anna is alone").isTrue();
        openHab.send("Ben", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).as("they are two").isFalse();
        openHab.send("Anna", OnOffType.OFF);
        assertThat(kitchenIsLeftAtOnce()).as("Ben is alone").isTrue();
        assertThat(home.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void whoIsThereWhileNobodyIsKnownToBeIsUnknown() {
        assertThat(kitchenIsLeftAtOnce()).isFalse();
    }

    @Test
    void aKnownGuestCounts() {
        openHab.send("Anna", OnOffType.ON);
        openHab.send("Guest", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).isFalse();
    }

    @Test
    void somebodyOfWhomNothingCanBeKnownCounts() {
        openHab.send("Anna", OnOffType.ON);
        openHab.send("Ben", UnDefType.UNDEF);
        openHab.send("Guest", OnOffType.ON);
        openHab.send("Guest", OnOffType.OFF);
        assertThat(kitchenIsLeftAtOnce()).as("Ben's phone says nothing").isFalse();
        TestThing child = new TestThing(openHab, "occupancy:person:h:child", HOME).set("name", "Child").start();
        openHab.send("Ben", OnOffType.OFF);
        assertThat(kitchenIsLeftAtOnce()).as("a child without a phone").isFalse();
        child.stop();
        assertThat(kitchenIsLeftAtOnce()).isTrue();
    }

    @Test
    void whatAnotherHomeKnowsOfANamesakeTellsNothing() {
        TestThing child = new TestThing(openHab, "occupancy:person:h:child", HOME).set("name", "Child").start();
        openHab.item("Other", "Switch", OnOffType.OFF);
        TestThing cottage = new TestThing(openHab, "occupancy:home:cottage", null)
                .source("child", "person", "item", "Other", "occupant", "Child", "timeout", 0).start();
        openHab.send("Anna", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).as("a child without a phone may be there").isFalse();
        openHab.send("Other", OnOffType.ON);
        openHab.send("Other", OnOffType.OFF);
        assertThat(cottage.occupied()).isFalse();
        assertThat(kitchenIsLeftAtOnce()).as("the child of the cottage left").isFalse();
        child.stop();
        assertThat(kitchenIsLeftAtOnce()).isTrue();
    }

    @Test
    void somebodyOfWhomRulesTellIsKnownAlsoAfterAnEdit() {
        TestThing child = new TestThing(openHab, "occupancy:person:h:child", HOME).set("name", "Child").start();
        openHab.send("Anna", OnOffType.ON);
        openHab.service()
                .handle(now -> OccupancyEvent.holdStart(HOME, "rule:Child", "person", now).withOccupant("Child"));
        openHab.service().handle(now -> OccupancyEvent.holdEnd(HOME, "rule:Child", "person", now).withOccupant("Child")
                .withDuration(Duration.ZERO));
        openHab.run();
        assertThat(kitchenIsLeftAtOnce()).isTrue();
        child.edited();
        assertThat(kitchenIsLeftAtOnce()).isTrue();
    }

    @Test
    void whoIsCountedWithoutANameIsWeighedToo() {
        openHab.item("People", "Number", new DecimalType(1));
        home.source("counter", "count", "item", "People").edited();
        openHab.send("Anna", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).as("the counter sees Anna").isTrue();
        openHab.send("People", new DecimalType(2));
        assertThat(kitchenIsLeftAtOnce()).as("somebody came with her").isFalse();
        openHab.send("People", new DecimalType(1));
        assertThat(kitchenIsLeftAtOnce()).as("and has left").isTrue();
    }

    @Test
    void isOnlyCountedWhereTheUserSaysSo() {
        home.set("headCount", null).edited();
        openHab.send("Anna", OnOffType.ON);
        assertThat(kitchenIsLeftAtOnce()).isFalse();
        home.set("headCount", "Persons").edited();
        assertThat(kitchenIsLeftAtOnce()).isTrue();
    }
}
