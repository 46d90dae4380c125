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
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

@DisplayName("A clock that is set neither empties the house nor keeps it occupied")
class ClockTest {

    private static final Instant EPOCH = Instant.parse("1970-01-01T00:00:12Z");

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing room;

    private void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        again();
    }

    private void again() {
        room = new TestThing(openHab, "occupancy:location:h:room", "occupancy:home:h").set("vacancy", "TIMEOUT")
                .source("pir", "motion", "item", "Pir").start();
    }

    private void pulse() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
    }

    private Instant until() {
        openHab.pass(Duration.ofSeconds(70));
        return Instant.parse(room.state("occupied-until"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT1H", "PT-1H", "P400D", "P-300D", "PT3S" })
    void aJumpMovesTheEndWithIt(String jump) {
        start();
        pulse();
        openHab.pass(Duration.ofMinutes(3));
        openHab.setWall(openHab.wall().plus(Duration.parse(jump)));

        Instant end = openHab.wall().plus(Duration.ofMinutes(7));
        assertThat(until()).isEqualTo(end);
        openHab.pass(Duration.ofSeconds(7 * 60 - 71));
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofSeconds(2));
        assertThat(room.occupied()).isFalse();
        assertThat(room.state("last-change")).isEqualTo(end.toString());
    }

    @Test
    void jitterIsLeftAlone() {
        start();
        pulse();
        Instant end = TestOpenHab.START.plus(Duration.ofMinutes(10));
        openHab.setWall(openHab.wall().plusMillis(1900));
        assertThat(until()).isEqualTo(end);
    }

    @Test
    void aClockThatIsSetRightAfterTheStart() {
        openHab.setWall(EPOCH);
        start();
        pulse();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.occupied()).isTrue();
        openHab.setWall(TestOpenHab.START);
        assertThat(until()).isEqualTo(TestOpenHab.START.plus(Duration.ofMinutes(8)));
        openHab.pass(Duration.ofMinutes(7));
        assertThat(room.occupied()).isFalse();
    }

    @Test
    void aClockThatIsSetTo1970AndBack() {
        start();
        pulse();
        Instant right = openHab.wall();
        openHab.setWall(EPOCH);
        openHab.pass(Duration.ofMinutes(5));
        assertThat(room.occupied()).isTrue();
        openHab.setWall(right.plus(Duration.ofMinutes(5)));
        assertThat(until()).isEqualTo(TestOpenHab.START.plus(Duration.ofMinutes(10)));
        openHab.pass(Duration.ofMinutes(4));
        assertThat(room.occupied()).isFalse();
    }

    @Test
    void aBootWithoutABatteryClockKeepsWhatWasStored() {
        start();
        pulse();
        room.command("locked", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(1));
        room.command("locked", OnOffType.OFF);
        openHab.deactivate();

        openHab.setWall(EPOCH);
        openHab.activate();
        again();
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(1));
        openHab.setWall(TestOpenHab.START.plus(Duration.ofHours(5)));
        openHab.pass(Duration.ofMinutes(7));
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.occupied()).as("ten minutes of somebody looking, whatever the clock said").isFalse();
    }

    @Test
    void aLocationThatWaitsForItsThingMovesToo() {
        start();
        pulse();
        openHab.deactivate();
        openHab.setWall(EPOCH);
        openHab.activate();
        openHab.pass(Duration.ofMinutes(1));
        openHab.setWall(TestOpenHab.START.plus(Duration.ofDays(1)));
        openHab.pass(Duration.ofMinutes(2));
        again();
        assertThat(room.occupied()).isTrue();
        openHab.pass(Duration.ofMinutes(8));
        assertThat(room.occupied()).isFalse();
    }
}
