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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.Health;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.core.library.types.OnOffType;

/** The worker takes up all that has come since it last had time, one after the other, and only then tells of it. */
@DisplayName("What comes in one moment is taken up in its order")
class InOneMomentTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing room = new TestThing(openHab, "occupancy:location:h:room", HOME).set("vacancy", "TIMEOUT")
            .source("pir", "motion", "item", "Pir");

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        new TestThing(openHab, HOME, null).start();
    }

    @Test
    void whoAsksTheMomentALocationComesIsToldOfIt() {
        room.announced().begin();
        CompletableFuture<Explanation> why = openHab.service().explain(room.id());
        openHab.run();
        assertThat(why).isCompleted();
    }

    @Test
    void whoAsksForSettingsTheMomentALocationComesIsToldOfIt() {
        room.announced().begin();
        CompletableFuture<HomeSettings> settings = openHab.service().settings();
        openHab.run();
        assertThat(settings.join().locations()).extracting(config -> config.id()).containsExactly(HOME, room.id());
    }

    @Test
    void whoAsksForSourcesTheMomentALocationComesIsToldOfThem() {
        room.announced().begin();
        CompletableFuture<Health.Sources> health = openHab.service().sourceHealth();
        openHab.run();
        assertThat(health.join().count()).isEqualTo(1);
    }

    @Test
    void whoAsksForAllTheMomentALocationComesIsToldOfIt() {
        room.announced().begin();
        CompletableFuture<String> all = openHab.service().export();
        openHab.run();
        assertThat(all.join()).contains(room.id());
    }

    @Test
    void whatIsSaidTheMomentSettingsChangeIsTakenUnderTheNewOnes() {
        room.start();
        room.set("motionTimeout", 60);
        room.handler().thingUpdated(room.thing);
        openHab.service().handle(now -> OccupancyEvent.momentary(room.id(), "rule", "motion", now));
        openHab.run();
        assertThat(room.state("occupied-until")).isEqualTo(openHab.wall().plus(Duration.ofMinutes(1)).toString());
    }
}
