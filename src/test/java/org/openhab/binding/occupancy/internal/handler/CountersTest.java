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
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.QuantityType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.types.UnDefType;

@DisplayName("What sources that count people make of it")
class CountersTest extends OneRoom {

    private static final String COUNT = "occupant-count";

    private TestThing other;

    @BeforeEach
    void start() {
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.item("People", "Number", new DecimalType(0));
        serve();
        room.set("vacancy", "TIMEOUT");
        other = new TestThing(openHab, "occupancy:location:h:other", HOME).set("vacancy", "TIMEOUT")
                .source("radar", "presence", "item", "Radar").start();
        openHab.send("Radar", OnOffType.ON);
    }

    @Test
    void whoIsCountedWhereNobodyIsShownIsNotInTheHome() {
        room.source("n", "count", "item", "People", "sustainOnly", true).start();
        openHab.send("People", new DecimalType(3));
        assertThat(room.occupied()).isFalse();
        assertThat(room.state(COUNT)).isEqualTo("0");
        assertThat(home.state(COUNT)).isEqualTo("0");
    }

    @Test
    void whoIsCountedInARoomThatIsKeptVacantIsNotInTheHome() {
        room.source("n", "count", "item", "People").start();
        openHab.lock(room.id(), "party", "KEEP_VACANT");
        openHab.send("People", new DecimalType(4));
        assertThat(room.occupied()).isFalse();
        assertThat(room.state(COUNT)).isEqualTo("0");
        assertThat(home.state(COUNT)).isEqualTo("0");
    }

    @Test
    void whoIsCountedInARoomThatReportsIsInTheHome() {
        room.source("n", "count", "item", "People").start();
        openHab.send("People", new DecimalType(4));
        assertThat(room.state(COUNT)).isEqualTo("4");
        assertThat(home.state(COUNT)).isEqualTo("4");
        room.set("contributesToParent", false).edited();
        assertThat(room.state(COUNT)).isEqualTo("4");
        assertThat(home.state(COUNT)).isEqualTo("0");
    }

    @Test
    void whoeverJoinsThoseWhoAreThereIsInTheHomeToo() {
        room.source("n", "count", "item", "People").start();
        for (int people : List.of(2, 3)) {
            openHab.send("People", new DecimalType(people));
            assertThat(room.state(COUNT)).isEqualTo("" + people);
            assertThat(home.state(COUNT)).isEqualTo("" + people);
        }
    }

    @Test
    void whoIsSentAwayByHandIsNotCountedAboveEither() {
        room.source("n", "count", "item", "People").start();
        openHab.send("People", new DecimalType(3));
        assertThat(home.state(COUNT)).isEqualTo("3");
        room.command("occupancy", OnOffType.OFF);
        assertThat(room.state(COUNT)).isEqualTo("0");
        assertThat(home.occupied()).as("somebody is in the other room").isTrue();
        assertThat(home.state(COUNT)).isEqualTo("0");
    }

    @Test
    void aCounterThatIsLostStillCountsAsLongAsItHolds() {
        room.source("n", "count", "item", "People").set("presenceTimeout", "60").start();
        openHab.send("People", new DecimalType(3));
        openHab.send("People", UnDefType.UNDEF);
        assertThat(room.occupied()).isTrue();
        assertThat(room.state(COUNT)).isEqualTo("3");
        assertThat(home.state(COUNT)).isEqualTo("3");
        openHab.pass(Duration.ofSeconds(61));
        assertThat(room.occupied()).isFalse();
        assertThat(room.state(COUNT)).isEqualTo("0");
        assertThat(home.state(COUNT)).isEqualTo("0");
    }

    @Test
    void aRestartBeforeACounterSpeaksForgetsNobody() {
        room.source("n", "count", "item", "People").start();
        openHab.send("People", new DecimalType(3));
        openHab.deactivate();
        openHab.setSilently("People", UnDefType.NULL);
        openHab.activate();
        Stream.of(home, room, other).forEach(TestThing::start);
        assertThat(room.occupied()).isTrue();
        assertThat(room.state(COUNT)).isEqualTo("3");
    }

    // ------------------------------------------------------------------------------- what is no number of people

    @ParameterizedTest
    @CsvSource({ "21 °C", "50 %", "3 W" })
    void aNumberWithAUnitIsNoNumberOfPeople(String state) {
        openHab.item("Text", "String", new StringType("2"));
        room.source("n", "count", "item", "Text").set("presenceTimeout", 0).start();
        assertThat(room.state(COUNT)).isEqualTo("2");
        openHab.send("Text", new StringType(state));
        assertThat(room.occupied()).isFalse();
        assertThat(room.state(COUNT)).isEqualTo("0");
        isOnlineBut("Text", state, "no unit such as " + state.split(" ")[1]);
        openHab.send("Text", new StringType("3 one"));
        assertThat(room.state(COUNT)).isEqualTo("3");
        assertThat(room.sentence()).isEmpty();
    }

    @Test
    void lessThanNobodyIsNoNumberOfPeople() {
        room.source("n", "count", "item", "People").start();
        openHab.send("People", new DecimalType(-1));
        assertThat(room.state(COUNT)).isEqualTo("0");
        isOnlineBut("People", "-1", "never below 0");
        assertThat(room.sentence()).doesNotContain("not a number");
    }

    @ParameterizedTest
    @CsvSource({ "Dimmer", "Rollershutter", "Color", "Number:Temperature", "Number:Power" })
    void itemsThatCannotCountAreRefused(String type) {
        openHab.item("Odd", type, UnDefType.NULL);
        room.source("n", "count", "item", "Odd").start();
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(room.sentence()).contains("Odd", type, "cannot work here");
    }

    @Test
    void aNumberWithoutADimensionCanCount() {
        openHab.item("Plain", "Number:Dimensionless", new QuantityType<>("4"));
        room.source("n", "count", "item", "Plain").start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.sentence()).isEmpty();
        assertThat(room.state(COUNT)).isEqualTo("4");
    }
}
