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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.runtime.SnapshotStore;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;

@DisplayName("What is known outlives a restart, and no stored text harms")
class StoredStateTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing room;

    @BeforeEach
    void items() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
    }

    private void start() {
        openHab.activateRunning();
        room = new TestThing(openHab, "occupancy:location:h:room", "occupancy:home:h").set("vacancy", "TIMEOUT")
                .source("pir", "motion", "item", "Pir").start();
    }

    @Test
    void aChangeThatMattersIsStoredWithinASecond() {
        start();
        openHab.pass(Duration.ofSeconds(5));
        room.command("locked", OnOffType.ON);
        assertThat(openHab.stored().get("snapshot")).contains("FREEZE");
    }

    @Test
    void manyChangesAreStoredOnceASecond() {
        start();
        openHab.pass(Duration.ofSeconds(5));
        int before = openHab.writes();
        for (int i = 0; i < 100; i++) {
            room.command("locked", i % 2 == 0 ? OnOffType.ON : OnOffType.OFF);
            openHab.pass(Duration.ofMillis(100));
        }
        assertThat(openHab.writes() - before).isBetween(9, 11);
    }

    @Test
    void timersThatOnlyMoveDoNotWearOutTheMemory() {
        start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(70));
        int before = openHab.writes();
        for (int i = 0; i < 110; i++) {
            room.command("occupancy", OnOffType.ON);
            openHab.pass(Duration.ofSeconds(1));
        }
        assertThat(openHab.writes() - before).isBetween(1, 3);
    }

    /** A quarter of a minute's timer is stored before it ends, and no more often than that. */
    @Test
    void shortTimersThatOnlyMoveDoNotWearOutTheMemoryEither() {
        start();
        room.set("manualTimeout", 60).edited();
        room.command("occupancy", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        int before = openHab.writes();
        for (int i = 0; i < 60; i++) {
            room.command("occupancy", OnOffType.ON);
            openHab.pass(Duration.ofSeconds(1));
        }
        assertThat(openHab.writes() - before).isBetween(2, 6);
    }

    @Test
    void stoppingStores() {
        start();
        openHab.send("Pir", OnOffType.ON);
        openHab.deactivate();
        assertThat(openHab.stored().get("snapshot")).contains("\"version\"", "room", "pir");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"version\":1,\"at\":\"2026-03-02T07:59:00Z\",\"locations\":{\"occupancy:loc",
            "\u0000\u0001", "nonsense", "[]", "42", "{\"version\":999,\"locations\":{}}" })
    void unreadableTextIsKeptAside(String text) {
        openHab.stored().put("snapshot", text);
        start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(openHab.stored()).containsEntry("snapshot-unreadable", text);
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        assertThat(room.occupied()).isTrue();
        assertThat(openHab.stored().get("snapshot")).isNotEqualTo(text).contains("room");
        assertThat(openHab.stored()).containsEntry("snapshot-unreadable", text);
    }

    @Test
    void fiftyMegabytesAreKeptAside() {
        String text = "[" + "1,".repeat(25_000_000) + "1]";
        openHab.stored().put("snapshot", text);
        start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        assertThat(openHab.stored().get("snapshot-unreadable")).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({ "0, true", "1, false" })
    void asMuchAsTheLimitIsRead(int more, boolean isRead) {
        start();
        room.command("locked", OnOffType.ON);
        openHab.deactivate();
        String text = openHab.stored().get("snapshot");
        openHab.stored().put("snapshot", text + " ".repeat(SnapshotStore.MAX_LENGTH - text.length() + more));
        start();
        assertThat(room.state("locked")).isEqualTo(isRead ? "ON" : "OFF");
        assertThat(openHab.stored().containsKey("snapshot-unreadable")).isNotEqualTo(isRead);
    }

    @Test
    void whatCanBeReadOfADamagedTextIsRead() {
        start();
        room.command("locked", OnOffType.ON);
        openHab.deactivate();
        String whole = openHab.stored().get("snapshot");
        String damaged = whole.replaceFirst("\"locations\":\\{", "\"locations\":{\"broken\":17,");
        openHab.stored().put("snapshot", damaged);
        assertThat(Logged.during(this::start)).singleElement().asString().contains("At /locations/broken: ")
                .doesNotContain("more)");
        assertThat(room.state("locked")).isEqualTo("ON");
        assertThat(openHab.stored()).containsEntry("snapshot-unreadable", damaged);
    }

    @Test
    void howMuchOfADamagedTextCannotBeReadIsTold() {
        openHab.stored().put("snapshot",
                "{\"version\":1,\"at\":\"2026-03-02T07:59:00Z\",\"locations\":{\"a\":17,\"b\":17,\"c\":17}}");
        assertThat(Logged.during(this::start)).singleElement().asString().contains("At /locations/a: ",
                " (and 2 more)");
    }

    @Test
    void whatIsStoredOfSomethingThatIsNoThingIsForgotten() {
        openHab.stored().put("snapshot",
                "{\"version\":1,\"at\":\"2026-03-02T07:59:00Z\",\"locations\":{\"attic\":{}}}");
        start();
        openHab.pass(Duration.ofMinutes(2));
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.pass(Duration.ofMinutes(20));
        assertThat(openHab.stored()).containsOnlyKeys("snapshot");
        assertThat(openHab.stored().get("snapshot")).doesNotContain("attic");
    }

    @Test
    void whatTheStorageDidNotGiveAtTheStartIsKept() {
        start();
        room.command("locked", OnOffType.ON);
        openHab.deactivate();
        String before = openHab.stored().get("snapshot");
        openHab.breakStorage(new IllegalStateException("busy"));
        start();
        openHab.breakStorage(null);
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        assertThat(openHab.stored()).containsEntry("snapshot-unreadable", before);
        assertThat(openHab.stored().get("snapshot")).isNotEqualTo(before).contains("room");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\n" })
    void whereNothingWasNothingIsKept(String text) {
        openHab.stored().put("snapshot", text);
        openHab.breakStorage(new IllegalStateException("busy"));
        start();
        openHab.breakStorage(null);
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        assertThat(openHab.stored()).containsOnlyKeys("snapshot");
        assertThat(openHab.stored().get("snapshot")).contains("room");
    }

    @Test
    void aStorageThatFailsIsToldOnceEachTimeThatItBegins() {
        start();
        for (int i = 0; i < 2; i++) {
            openHab.breakStorage(new IllegalStateException("disk full"));
            List<String> lines = Logged.during(() -> {
                for (int j = 0; j < 5; j++) {
                    room.command("locked", j % 2 == 0 ? OnOffType.ON : OnOffType.OFF);
                    openHab.pass(Duration.ofSeconds(2));
                }
            });
            assertThat(lines).singleElement().asString().contains("cannot be stored", "disk full");
            openHab.breakStorage(null);
            room.command("locked", OnOffType.OFF);
            openHab.pass(Duration.ofSeconds(2));
        }
    }

    @Test
    void storageThatFailsNeverHarms() {
        openHab.breakStorage(new IllegalStateException("disk full"));
        start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        assertThat(room.occupied()).isTrue();

        openHab.breakStorage(null);
        room.command("locked", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        assertThat(openHab.stored().get("snapshot")).contains("FREEZE");

        openHab.breakStorage(new IllegalStateException("disk full"));
        openHab.deactivate();
        assertThat(openHab.held()).isZero();
    }

    @Test
    void whatCouldNotBeStoredIsStoredLaterThoughNothingElseHappens() {
        start();
        openHab.pass(Duration.ofMinutes(5));
        openHab.breakStorage(new IllegalStateException("busy"));
        room.command("locked", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(3));
        openHab.breakStorage(null);
        openHab.pass(Duration.ofMinutes(11));
        assertThat(openHab.stored().get("snapshot")).contains("FREEZE");
    }
}
