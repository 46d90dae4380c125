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
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

@DisplayName("What a home says of the rooms that keep it occupied")
class ReasonsTest {

    private static final String HOME = "occupancy:home:h";
    private static final String REASON = "reason";

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;
    private TestThing floor;
    private List<TestThing> rooms;

    @BeforeEach
    void start() {
        IntStream.rangeClosed(1, 5).forEach(i -> openHab.item("Radar" + i, "Switch", OnOffType.OFF));
        openHab.activateRunning();
        home = new TestThing(openHab, HOME, null).start();
        floor = new TestThing(openHab, "occupancy:location:h:floor", HOME).start();
        rooms = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new TestThing(openHab, "occupancy:location:h:room" + i, floor.id())
                        .set("vacancy", "TIMEOUT").set("presenceTimeout", "60")
                        .source("radar", "presence", "item", "Radar" + i).label("radar", "Radar of " + i).start())
                .toList();
    }

    @Test
    void namesTheInnermostAndWhatKeepsItSo() {
        openHab.send("Radar1", OnOffType.ON);
        assertThat(home.state(REASON)).isEqualTo("Occupied: ROOM1 (Radar of 1 reports somebody).");
        assertThat(floor.state(REASON)).isEqualTo("Occupied: ROOM1 (Radar of 1 reports somebody).");
    }

    @Test
    void namesTheStrongestThreeAndSaysHowManyMore() {
        for (int i = 1; i <= 5; i++) {
            openHab.send("Radar" + i, OnOffType.ON);
        }
        openHab.send("Radar1", OnOffType.OFF);
        assertThat(home.state(REASON)).isEqualTo("Occupied: ROOM2 (Radar of 2 reports somebody); "
                + "ROOM3 (Radar of 3 reports somebody); ROOM4 (Radar of 4 reports somebody); 2 more.");
        openHab.setLocale(Locale.GERMAN);
        openHab.send("Radar5", OnOffType.OFF);
        assertThat(home.state(REASON)).isEqualTo("Belegt: ROOM2 (Radar of 2 meldet jemanden); "
                + "ROOM3 (Radar of 3 meldet jemanden); ROOM4 (Radar of 4 meldet jemanden); 2 weitere.");
    }

    @Test
    void saysUntilWhenWhereThatIsNotUntilWhenItIsOccupied() {
        openHab.send("Radar1", OnOffType.ON);
        openHab.send("Radar2", OnOffType.ON);
        openHab.send("Radar2", OnOffType.OFF);
        assertThat(home.state(REASON)).startsWith("Occupied: ROOM1 (Radar of 1 reports somebody); "
                + "ROOM2 (Radar of 2 reported somebody, which counts until ").endsWith(").");
        openHab.send("Radar1", OnOffType.OFF);
        assertThat(home.state(REASON)).startsWith("Occupied until ")
                .endsWith(": ROOM1 (Radar of 1 reported somebody); " + "ROOM2 (Radar of 2 reported somebody).");
    }

    @Test
    void aDoorThatWasLeftOpenIsNamedADayLaterThoughNothingHappens() {
        openHab.item("Door", "Switch", OnOffType.OFF);
        TestThing study = new TestThing(openHab, "occupancy:location:h:study", HOME)
                .source("radar", "presence", "item", "Radar1").source("door", "door", "item", "Door").start();
        openHab.send("Radar1", OnOffType.ON);
        openHab.send("Door", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(24 * 60 - 1));
        assertThat(study.state(REASON)).isEqualTo("Occupied: radar reports somebody.");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(study.state(REASON)).startsWith("Occupied: radar reports somebody. But: door has been open since ");
    }

    @Test
    void isNeverAReasonThatIsOver() {
        openHab.send("Radar1", OnOffType.ON);
        openHab.send("Radar2", OnOffType.ON);
        openHab.send("Radar1", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(20));
        assertThat(rooms.get(0).occupied()).isFalse();
        assertThat(home.state(REASON)).isEqualTo("Occupied: ROOM2 (Radar of 2 reports somebody).");
    }

    @Test
    void tellsThatALockKeepsARoomOccupied() {
        openHab.send("Radar1", OnOffType.ON);
        openHab.lock(rooms.get(0).id(), "party", "FREEZE");
        openHab.send("Radar1", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(20));
        assertThat(home.state(REASON)).isEqualTo("Occupied: ROOM1 (locked (by party)).");
    }
}
