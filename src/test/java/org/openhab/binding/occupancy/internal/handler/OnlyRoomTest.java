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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

/** Whoever leaves the only room with a sensor is seen nowhere else. */
@DisplayName("The only location of a home that has sources")
class OnlyRoomTest {

    private static final String HOME = "occupancy:home:h";
    private static final String KITCHEN = "occupancy:location:h:kitchen";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing kitchen = new TestThing(openHab, KITCHEN, HOME).source("pir", "motion", "item",
            "Kitchen_Pir");
    private final TestThing study = new TestThing(openHab, "occupancy:location:h:study", HOME).source("pir", "motion",
            "item", "Study_Pir");

    @BeforeEach
    void start() {
        Stream.of("Kitchen_Pir", "Study_Pir").forEach(item -> openHab.item(item, "Switch", OnOffType.OFF));
        openHab.activateRunning();
        Stream.of(home, kitchen).forEach(TestThing::start);
    }

    private void move(String pir) {
        openHab.send(pir, OnOffType.ON);
        openHab.send(pir, OnOffType.OFF);
    }

    private String explained() {
        CompletableFuture<Explanation> explanation = openHab.service().explain(KITCHEN);
        openHab.run();
        return EnglishExplanation.of(explanation.join());
    }

    @Test
    void isLeftByTime() {
        move("Kitchen_Pir");
        openHab.pass(Duration.ofMinutes(9));
        assertThat(kitchen.occupied()).isTrue();
        assertThat(explained()).contains("nobody can be seen leaving it");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void waitsForWhoeverLeavesItOnceAnotherOneHasASensorAndNoLongerThanThat() {
        move("Kitchen_Pir");
        study.start();
        openHab.pass(Duration.ofMinutes(30));
        move("Kitchen_Pir");
        openHab.pass(Duration.ofHours(2));
        assertThat(kitchen.occupied()).as("nobody was seen leaving").isTrue();
        move("Study_Pir");
        openHab.pass(Duration.ofMinutes(6));
        assertThat(kitchen.occupied()).as("somebody was").isFalse();

        study.remove();
        openHab.pass(Duration.ofMinutes(2));
        move("Kitchen_Pir");
        openHab.pass(Duration.ofMinutes(11));
        assertThat(kitchen.occupied()).as("nobody can be seen leaving any more").isFalse();
    }
}
