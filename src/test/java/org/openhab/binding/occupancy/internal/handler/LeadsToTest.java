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
import static org.mockito.Mockito.doAnswer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

/**
 * The page of a thing shows what its location was learned to lead to.
 */
class LeadsToTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing hall = room("hall");
    private final TestThing kitchen = room("kitchen");
    private final TestThing bed = room("bed");

    private TestThing room(String name) {
        return new TestThing(openHab, "occupancy:location:h:" + name, HOME).source("pir", "motion", "item",
                name + "_pir", "pulseOnly", true);
    }

    @BeforeEach
    void start() {
        for (String name : List.of("hall", "kitchen", "bed")) {
            openHab.item(name + "_pir", "Switch", OnOffType.OFF);
        }
        openHab.activateRunning();
        List.of(home, hall, kitchen, bed).forEach(TestThing::start);
    }

    /** One person who walks to and fro. */
    private void live(int rounds) {
        for (int i = 0; i < rounds; i++) {
            for (String room : List.of("bed", "hall", "kitchen", "hall")) {
                openHab.send(room + "_pir", OnOffType.ON);
                openHab.pass(Duration.ofSeconds(2));
                openHab.send(room + "_pir", OnOffType.OFF);
                openHab.pass(Duration.ofSeconds(room.equals("hall") ? 4 : 120));
            }
        }
    }

    @Test
    void itIsShownOnceEnoughWasSeenAndStoredSeldom() {
        live(2);
        assertThat(hall.properties).doesNotContainKey("leadsTo");
        AtomicInteger stored = new AtomicInteger();
        doAnswer(call -> stored.incrementAndGet()).when(hall.callback).thingUpdated(any());
        live(16);
        assertThat(hall.properties).containsEntry("leadsTo", "BED, KITCHEN");
        assertThat(openHab.answering().leadsTo(hall.id()).join()).extracting(LearnedWay::location)
                .containsExactlyInAnyOrder(bed.id(), kitchen.id());
        assertThat(kitchen.properties).containsEntry("leadsTo", "HALL");
        assertThat(home.properties).doesNotContainKey("leadsTo");
        live(16);
        assertThat(stored).as("openHAB stores a thing with each change of it").hasValue(1);
    }

    @Test
    void itIsShownWithinTheHourAlsoIfTheClockIsSetBack() {
        live(2);
        openHab.setWall(openHab.wall().minus(Duration.ofDays(1)));
        live(16);
        assertThat(hall.properties).containsEntry("leadsTo", "BED, KITCHEN");
    }
}
