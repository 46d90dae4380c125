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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

@DisplayName("What the first steps of the README promise to whoever waves once at a first sensor")
class FirstStepsTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", HOME);
    private final TestThing kitchen = room("kitchen");
    private final TestThing bedroom = room("bedroom");

    private TestThing room(String name) {
        return new TestThing(openHab, "occupancy:location:floor:" + name, floor.id()).source("pir", "motion", "item",
                name + "_pir");
    }

    @BeforeEach
    void start() {
        for (String name : List.of("kitchen", "bedroom")) {
            openHab.item(name + "_pir", "Switch", OnOffType.OFF);
        }
        openHab.activateRunning();
        List.of(home, floor, kitchen, bedroom).forEach(TestThing::start);
        openHab.pass(Duration.ofMinutes(1));
    }

    private void waveAt(String name) {
        openHab.send(name + "_pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(3));
        openHab.send(name + "_pir", OnOffType.OFF);
    }

    private void areOccupied(boolean expected) {
        assertThat(List.of(home, floor, kitchen)).allMatch(location -> location.occupied() == expected);
    }

    @Test
    void theRoomAndAllAroundItAreOccupiedAtOnceAndTheReasonNamesTheSensor() {
        openHab.send("kitchen_pir", OnOffType.ON);
        areOccupied(true);
        assertThat(kitchen.state("reason")).contains("pir reports somebody");
    }

    @Test
    void theyStaySoForFourHours() {
        waveAt("kitchen");
        openHab.pass(Duration.ofMinutes(3 * 60 + 59));
        areOccupied(true);
        openHab.pass(Duration.ofMinutes(2));
        areOccupied(false);
    }

    @Test
    void theNextRoomTakesOver() {
        waveAt("kitchen");
        openHab.pass(Duration.ofMinutes(20));
        waveAt("bedroom");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(kitchen.occupied()).isFalse();
        assertThat(List.of(home, floor, bedroom)).allMatch(TestThing::occupied);
    }

    @Test
    void whoeverSaysThatNobodyIsThereIsBelieved() {
        waveAt("kitchen");
        kitchen.command("occupancy", OnOffType.OFF);
        areOccupied(false);
    }

    @Test
    void aHomeIsNoPassageWhateverAFileSays() {
        home.set("passage", true).set("strategy", "nonsense").source("pir", "motion", "item", "bedroom_pir").edited();
        waveAt("bedroom");
        openHab.pass(Duration.ofMinutes(10));
        assertThat(home.occupied()).isTrue();
        assertThat(home.sentence()).isEmpty();
    }
}
