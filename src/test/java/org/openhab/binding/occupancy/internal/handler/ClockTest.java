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
import org.openhab.core.thing.ThingStatus;

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
        openHab.setWall(openHab.wall().plusSeconds(2));
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

    // ----------------------------------------------------------------------- what else runs while the clock is set

    private void jump(String jump) {
        openHab.setWall(openHab.wall().plus(Duration.parse(jump)));
    }

    /** openHAB may be stopping, or may read a file anew: nothing is forgotten sooner, nor kept for hours. */
    @ParameterizedTest
    @ValueSource(strings = { "PT5H", "PT-5H" })
    void aLocationWhoseThingIsGoneIsForgottenAMinuteLater(String jump) {
        start();
        pulse();
        room.stop();
        openHab.removeThing(room.id());
        openHab.pass(Duration.ofSeconds(5));
        jump(jump);
        openHab.pass(Duration.ofSeconds(3));
        assertThat(openHab.service().location(room.id())).as("its handler may come again").isNotNull();
        openHab.pass(Duration.ofSeconds(30));
        assertThat(openHab.service().location(room.id())).isNull();
        assertThat(openHab.stored().get("snapshot")).contains(room.id());
        openHab.pass(Duration.ofSeconds(40));
        assertThat(openHab.stored().get("snapshot")).doesNotContain(room.id());
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT5H", "PT-5H" })
    void aLocationThatNeverComesIsWaitedForAMinute(String jump) {
        start();
        new TestThing(openHab, "occupancy:location:flat:attic", "occupancy:home:flat").announced();
        TestThing flat = new TestThing(openHab, "occupancy:home:flat", null).start();
        openHab.pass(Duration.ofSeconds(20));
        jump(jump);
        openHab.pass(Duration.ofSeconds(20));
        assertThat(flat.status()).isEqualTo(ThingStatus.UNKNOWN);
        openHab.pass(Duration.ofSeconds(30));
        assertThat(flat.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT5H", "PT-5H" })
    void whatIsStoredOfALocationThatWasRemovedMeanwhileIsKeptForTenMinutes(String jump) {
        start();
        pulse();
        openHab.deactivate();
        openHab.forgetThing(room.id());
        openHab.activate();
        openHab.pass(Duration.ofMinutes(5));
        jump(jump);
        openHab.pass(Duration.ofMinutes(4));
        assertThat(openHab.stored().get("snapshot")).contains(room.id());
        openHab.pass(Duration.ofMinutes(3));
        assertThat(openHab.stored().get("snapshot")).doesNotContain(room.id());
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT5H", "PT-5H" })
    void aPersonWasSeenWhenTheRoomWasEntered(String jump) {
        openHab.item("Phone", "Switch", OnOffType.OFF);
        start();
        room.source("phone", "person", "item", "Phone", "occupant", "Anna").edited();
        TestThing anna = new TestThing(openHab, "occupancy:person:anna", "occupancy:home:h").set("name", "Anna")
                .start();
        openHab.send("Phone", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(3));
        jump(jump);
        openHab.pass(Duration.ofMinutes(2));
        assertThat(anna.state("last-seen")).isEqualTo(openHab.wall().minus(Duration.ofMinutes(5)).toString())
                .isEqualTo(room.state("last-activity"));
        openHab.send("Phone", OnOffType.OFF);
        openHab.send("Phone", OnOffType.ON);
        assertThat(anna.state("last-seen")).isEqualTo(openHab.wall().toString());
    }

    /** Without a word to openHAB in between. */
    @ParameterizedTest
    @ValueSource(strings = { "PT5H", "PT-5H" })
    void aProcessThatEndsSoonAfterwardsHasStoredTheRightEnd(String jump) {
        start();
        pulse();
        openHab.pass(Duration.ofMinutes(3));
        jump(jump);
        Instant end = openHab.wall().plus(Duration.ofMinutes(7));
        openHab.pass(Duration.ofMinutes(2));
        openHab.kill();
        openHab.activate();
        again();
        assertThat(until()).isEqualTo(end);
    }

    /** The next change is stored a second later, not when the clock says again what it said before. */
    @Test
    void aProcessThatEndsSoonAfterwardsHasStoredWhatHappenedSince() {
        start();
        pulse();
        openHab.pass(Duration.ofMinutes(20));
        jump("PT-5H");
        openHab.pass(Duration.ofMinutes(2));
        pulse();
        openHab.pass(Duration.ofSeconds(2));
        openHab.kill();
        openHab.activate();
        again();
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void whatHappensNextIsToldWithTheNewTime() {
        start();
        jump("PT5H");
        pulse();
        assertThat(room.state("last-activity")).isEqualTo(openHab.wall().toString());
        openHab.pass(Duration.ofHours(1));
        jump("PT-2H");
        room.command("occupancy", OnOffType.ON);
        assertThat(room.state("last-change")).isEqualTo(openHab.wall().toString());
    }

    @Test
    void aStopRightAfterwardsStoresTheRightEnd() {
        start();
        pulse();
        openHab.pass(Duration.ofMinutes(3));
        jump("PT5H");
        Instant end = openHab.wall().plus(Duration.ofMinutes(7));
        openHab.deactivate();
        openHab.activate();
        again();
        assertThat(until()).isEqualTo(end);
    }

    /** openHAB stops the handlers of all that lie in a thing that is disabled; their channels go on without them. */
    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-5H" })
    void aLocationWhoseHandlerIsNotStartedAgainIsShownOnAllTheSame(String jump) {
        start();
        pulse();
        room.handler().dispose();
        openHab.run();
        jump(jump);
        openHab.pass(Duration.ofSeconds(5));
        room.updates.clear();
        openHab.pass(Duration.ofMinutes(11));
        assertThat(room.updates).contains("occupancy=OFF");
    }
}
