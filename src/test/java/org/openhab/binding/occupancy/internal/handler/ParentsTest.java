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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;

/** A test that hangs has found what it looks for, hence the time limit. */
@DisplayName("A wrong parent is one location's problem")
@Timeout(60)
class ParentsTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;
    private TestThing floor;
    private TestThing room;
    private TestThing mike;

    @BeforeEach
    void start() {
        openHab.item("Phone", "Switch", OnOffType.OFF);
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home = new TestThing(openHab, HOME, null).start();
        floor = new TestThing(openHab, "occupancy:location:h:floor", HOME).set("vacancy", "TIMEOUT")
                .source("phone", "presence", "item", "Phone", "occupant", "Mike", "timeout", 0).start();
        room = new TestThing(openHab, "occupancy:location:h:room", floor.id()).set("vacancy", "TIMEOUT")
                .source("pir", "motion", "item", "Pir", "timeout", 60).start();
        mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        openHab.send("Phone", OnOffType.ON);
    }

    private void worksAsBefore() {
        assertThat(mike.state("location")).isEqualTo("FLOOR");
        openHab.send("Phone", OnOffType.OFF);
        assertThat(floor.occupied()).isFalse();
        assertThat(mike.state("home")).isEqualTo("OFF");
        openHab.send("Pir", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
        assertThat(home.occupied()).isTrue();
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(61));
        assertThat(home.occupied()).isFalse();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(home.status()).isEqualTo(ThingStatus.ONLINE);
    }

    private void saysSo(TestThing thing, String... words) {
        assertThat(thing.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(thing.statuses.get(thing.statuses.size() - 1).getStatusDetail())
                .isEqualTo(ThingStatusDetail.CONFIGURATION_ERROR);
        assertThat(thing.sentence()).contains(words).doesNotContain("{", "@text");
    }

    @Test
    void thatLiesInItselfWithAPersonInIt() {
        floor.parent(room.id());
        floor.edited();
        saysSo(floor, "FLOOR", "ROOM");
        worksAsBefore();
    }

    @Test
    void thatIsTheLocationItself() {
        floor.parent(floor.id());
        floor.edited();
        saysSo(floor, "FLOOR");
        worksAsBefore();
    }

    @Test
    void theOtherSettingsAreTakenUpAllTheSame() {
        floor.parent(room.id());
        floor.set("linger", 300).edited();
        openHab.send("Phone", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(61));
        assertThat(room.occupied()).isFalse();
        assertThat(floor.occupied()).isTrue();
    }

    @Test
    void putRightInEitherPlaceItIsGone() {
        floor.parent(room.id());
        floor.edited();
        room.parent(HOME);
        room.edited();
        assertThat(floor.status()).as("the floor may lie in the room now").isEqualTo(ThingStatus.ONLINE);
        assertThat(floor.sentence()).isEmpty();
        assertThat(openHab.service().location(floor.id()).parent()).isEqualTo(room.id());
        assertThat(room.occupied()).isTrue();
        floor.parent(HOME);
        floor.edited();
        assertThat(room.occupied()).isFalse();
        assertThat(floor.occupied()).isTrue();
    }

    @Test
    void ofANewLocationLetsItWorkAlone() {
        TestThing attic = new TestThing(openHab, "occupancy:location:h:attic", "occupancy:location:h:attic")
                .source("pir", "motion", "item", "Pir").start();
        openHab.pass(Duration.ofMinutes(2));
        saysSo(attic, "ATTIC");
        openHab.send("Pir", OnOffType.ON);
        assertThat(attic.occupied()).isTrue();
        attic.parent(HOME);
        attic.edited();
        assertThat(attic.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void aCircleOfThreeNamesAllThree() {
        TestThing corner = new TestThing(openHab, "occupancy:location:h:corner", room.id()).start();
        floor.parent(corner.id());
        floor.edited();
        saysSo(floor, "FLOOR", "ROOM", "CORNER");
        worksAsBefore();
        assertThat(corner.status()).isEqualTo(ThingStatus.ONLINE);
    }

    /** openHAB may tell of both edits before the worker looks at either. */
    @Test
    void twoThatChangePlacesAtOnceAreNoCircle() {
        floor.parent(room.id());
        room.parent(HOME);
        floor.handler().thingUpdated(floor.thing);
        room.handler().thingUpdated(room.thing);
        openHab.run();
        assertThat(floor.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(openHab.service().location(floor.id()).parent()).isEqualTo(room.id());
    }

    /** Each of them is wrong by itself; what the first keeps is part of what is wrong with the second. */
    @Test
    void twoWrongOnesAtOnceAreBothLeftAsTheyWere() {
        TestThing corner = new TestThing(openHab, "occupancy:location:h:corner", room.id()).start();
        room.parent(corner.id());
        floor.parent(room.id());
        room.handler().thingUpdated(room.thing);
        floor.handler().thingUpdated(floor.thing);
        openHab.run();
        saysSo(floor, "FLOOR", "ROOM");
        saysSo(room, "ROOM", "CORNER");
        assertThat(openHab.service().location(floor.id()).parent()).isEqualTo(HOME);
        assertThat(openHab.service().location(room.id()).parent()).isEqualTo(floor.id());
    }
}
