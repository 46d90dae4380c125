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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;

/**
 * A house of which parts are taken away, moved or made again, while the add-on runs and while it does not.
 */
@NonNullByDefault
class HouseEditedTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing kitchen = new TestThing(openHab, "occupancy:location:h:kitchen", HOME);
    private final TestThing living = new TestThing(openHab, "occupancy:location:h:living", HOME);
    private final TestThing cottage = new TestThing(openHab, "occupancy:home:cottage", null);

    @Test
    void aSourceThatIsTakenAwayWhileOpenHabIsDownIsForgottenThoughTheStatusHasARemark() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        kitchen.set("timeouts", List.of("dor=2m")).source("pir", "motion", "item", "Pir", "maxActive", "1h");
        Stream.of(home, kitchen).forEach(TestThing::start);
        openHab.send("Pir", OnOffType.ON);
        openHab.deactivate();
        kitchen.removeSource("pir");
        openHab.setSilently("Pir", OnOffType.OFF);
        openHab.activate();
        Stream.of(home, kitchen).forEach(TestThing::start);
        openHab.pass(Duration.ofDays(5));
        openHab.send("Pir", OnOffType.ON);
        kitchen.source("pir", "motion", "item", "Pir", "maxActive", "1h").edited();
        assertThat(kitchen.state("pir")).as("it has been active for a moment, not for five days").isEqualTo("ON");
    }

    @Test
    void whatTheStatusSaysOfANeighbourFollowsTheNeighbour() {
        openHab.activateRunning();
        living.set("adjacent", List.of(kitchen.id()));
        Stream.of(home, cottage, kitchen, living).forEach(TestThing::start);
        assertThat(living.sentence()).isEmpty();
        kitchen.parent(cottage.id());
        kitchen.edited();
        assertThat(living.sentence()).as("one cannot walk to another home").contains("KITCHEN");
        kitchen.parent(HOME);
        kitchen.edited();
        assertThat(living.sentence()).isEmpty();
    }

    @Test
    void aHouseThatWasDeletedHomeFirstAndIsMadeAgainIsANewOne() {
        openHab.activateRunning();
        Stream.of(home, kitchen).forEach(TestThing::start);
        kitchen.command("occupancy", OnOffType.ON);
        kitchen.command("locked", OnOffType.ON);
        kitchen.stop();
        home.remove();
        openHab.removeThing(kitchen.id());
        openHab.pass(Duration.ofSeconds(30));
        Stream.of(home, kitchen).forEach(TestThing::start);
        assertThat(kitchen.occupied()).isFalse();
        assertThat(kitchen.state("locked")).isEqualTo("OFF");
    }

    @Test
    void aRoomThatIsMadeMinutesAfterTheStartDoesNotWaitForOneThatNeverCame() {
        openHab.activateRunning();
        Stream.of(home, kitchen, living).forEach(TestThing::start);
        kitchen.command("occupancy", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        openHab.deactivate();
        openHab.forgetThing(kitchen.id());
        openHab.activate();
        Stream.of(home, living).forEach(TestThing::start);
        openHab.pass(Duration.ofMinutes(2));
        assertThat(living.status()).isEqualTo(ThingStatus.ONLINE);
        TestThing study = new TestThing(openHab, "occupancy:location:h:study", HOME).start();
        assertThat(study.status()).isEqualTo(ThingStatus.ONLINE);
    }
}
