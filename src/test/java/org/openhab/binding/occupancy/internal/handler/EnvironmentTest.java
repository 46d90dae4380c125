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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;

@DisplayName("Settings may name variables of the environment")
class EnvironmentTest {

    /** One that every machine has. */
    private static final Map.Entry<String, String> SET = System.getenv().entrySet().stream()
            .filter(each -> !each.getValue().isBlank() && each.getKey().matches("\\w+")
                    && each.getValue().equals(each.getValue().trim()) && !each.getValue().contains(","))
            .findFirst().orElseThrow();

    private final TestOpenHab openHab = new TestOpenHab();

    @Test
    void inThingsAndChannelsAlsoInTheMiddleOfAText() {
        String item = "Pir-" + SET.getValue() + "-" + SET.getValue();
        openHab.item(item, "Switch", OnOffType.OFF);
        openHab.activateRunning();
        TestThing home = new TestThing(openHab, "occupancy:home:h", null).start();
        TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", home.id())
                .source("sensor", "presence", "item", "Pir-${ENV:" + SET.getKey() + "}-${ENV:" + SET.getKey() + "}",
                        "occupant", "${ENV:" + SET.getKey() + "}")
                .set("timeouts", List.of("${ENV:" + SET.getKey() + "}=5m")).start();
        TestThing mike = new TestThing(openHab, "occupancy:person:mike", home.id())
                .set("name", "${ENV:" + SET.getKey() + "}").start();

        openHab.send(item, OnOffType.ON);

        assertThat(kitchen.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(kitchen.occupied()).isTrue();
        assertThat(mike.state("home")).as("known by the same name").isEqualTo("ON");
        assertThat(kitchen.configuration.get("timeouts").toString()).as("as the user wrote it").contains("${ENV:");
    }

    @Test
    void inListsToo() {
        openHab.activateRunning();
        TestThing home = new TestThing(openHab, "occupancy:home:h", null).start();
        TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", home.id())
                .set("adjacent", List.of(home.id(), "occupancy:location:${ENV:" + SET.getKey() + "}")).start();

        assertThat(kitchen.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(kitchen.sentence()).contains("occupancy:location:").doesNotContain("${ENV:", "null");
    }

    @Test
    void oneThatIsNotSetIsNamedAsItWasWritten() {
        openHab.activateRunning();
        TestThing home = new TestThing(openHab, "occupancy:home:h", null).set("linger", "${ENV:NOT_SET_ANYWHERE}")
                .start();
        TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", home.id())
                .source("sensor", "presence", "item", "${ENV:NOT_SET_ANYWHERE}").start();

        assertThat(home.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(home.sentence()).contains("${ENV:NOT_SET_ANYWHERE}");
        assertThat(kitchen.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(kitchen.sentence()).contains("${ENV:NOT_SET_ANYWHERE}");
    }
}
