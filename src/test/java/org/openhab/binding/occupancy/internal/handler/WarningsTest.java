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
import org.openhab.core.items.GroupItem;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;

@DisplayName("What makes no sense is taken, but not without a word")
class WarningsTest extends OneRoom {

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("People", "Number", new DecimalType(0));
        serve();
    }

    @Test
    void aPersonAsANeighbour() {
        new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        room.set("adjacent", List.of("occupancy:person:h:mike")).start();
        isOnlineBut("occupancy:person:h:mike", "not a location of this home");
    }

    @Test
    void anotherHomeAsANeighbour() {
        new TestThing(openHab, "occupancy:home:cottage", null).start();
        room.set("adjacent", List.of("occupancy:home:cottage")).start();
        isOnlineBut("COTTAGE", "not a location of this home");
    }

    @Test
    void aNeighbourInTheSameHomeIsNoMistake() {
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", HOME).start();
        new TestThing(openHab, "occupancy:location:h:hall", floor.id()).start();
        room.set("adjacent", List.of("occupancy:location:h:hall")).start();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void pointsThatAreToBeFoundNowhere() {
        room.set("autoSources", true).start();
        isOnlineBut("finds nothing");
    }

    @Test
    void aWarningThatIsLongerThanTheTimeout() {
        room.set("timeout", "10m").set("motionTimeout", "60").set("warning", "600").start();
        isOnlineBut("10m", "1m", "Motion Timeout");
        room.set("warning", "30").edited();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void aWarningOfZeroWarnsOfNothing() {
        room.set("timeout", 0).set("motionTimeout", "60").set("warning", 0).start();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void twoTimeoutsOfOneKind() {
        room.set("timeouts", List.of("motion=2m", "motion=5m")).source("pir", "motion", "item", "Pir").start();
        isOnlineBut("motion", "2m", "the 5m count");
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(4));
        assertThat(room.occupied()).as("after four minutes").isTrue();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.occupied()).as("after six minutes").isFalse();
        room.set("timeouts", List.of("motion=5m", "motion=300")).edited();
        assertThat(room.sentence()).as("twice the same").isEmpty();
    }

    @Test
    void aTimeoutThatTheFormAndTheListSayDifferently() {
        room.set("timeouts", List.of("motion=2m")).set("motionTimeout", 60).start();
        isOnlineBut("Motion Timeout", "1m", "the 2m count");
        room.set("motionTimeout", 120).edited();
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void aParentOfAnotherAddOn() {
        TestThing odd = new TestThing(openHab, "occupancy:location:h:odd", "mqtt:broker:x").start();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(odd.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(odd.sentence()).contains("mqtt:broker:x", "not a thing of this add-on");
        odd.command("occupancy", OnOffType.ON);
        assertThat(odd.occupied()).isTrue();
        assertThat(home.occupied()).isFalse();
    }

    @Test
    void aHomeInsideAHome() {
        TestThing inner = new TestThing(openHab, "occupancy:home:inner", HOME).start();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(inner.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(inner.sentence()).contains(HOME, "one of its locations");
        inner.command("occupancy", OnOffType.ON);
        assertThat(home.occupied()).isTrue();
    }

    @Test
    void statesOfANumber() {
        room.source("n", "count", "item", "People", "activeStates", List.of("7")).start();
        isOnlineBut("\"n\"", "Active States", "makes no difference");
        room.removeSource("n").source("n", "count", "item", "People", "invert", true).edited();
        isOnlineBut("\"n\"", "Inverted", "makes no difference");
        room.removeSource("n").source("n", "level", "item", "People", "on", "2", "activeStates", List.of("7")).edited();
        isOnlineBut("\"n\"", "Active States", "makes no difference");
        room.removeSource("n").source("n", "level", "item", "People", "on", "2", "invert", true).edited();
        assertThat(room.sentence()).as("below a threshold").isEmpty();
    }

    @Test
    void aSourceThatIsCalledAsRulesAre() {
        Stream.of("rule", "user").forEach(id -> {
            room.source(id, "motion", "item", "Pir");
            if (room.statuses.isEmpty()) {
                room.start();
            } else {
                room.edited();
            }
            isOnlineBut("\"" + id + "\"", "which rules use too");
            room.removeSource(id);
        });
    }

    @Test
    void oneGroupForTwoLocationsUntilOneOfThemIsGone() {
        openHab.add(new GroupItem("Rooms"));
        room.set("item", "Rooms").source("pir", "motion", "item", "Pir").start();
        TestThing other = new TestThing(openHab, "occupancy:location:h:other", HOME).set("item", "Rooms")
                .source("pir", "motion", "item", "Pir").start();
        isOnlineBut("Rooms", "OTHER");
        other.remove();
        assertThat(room.sentence()).isEmpty();
    }
}
