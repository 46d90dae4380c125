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
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.types.RefreshType;

@DisplayName("Where inside somebody is, and how likely that is")
class OnRequestTest {

    private static final String HOME = "occupancy:home:h";

    private final TestOpenHab openHab = new TestOpenHab();
    private final TestThing home = new TestThing(openHab, HOME, null);
    private final TestThing hall = room("hall").set("passage", true);
    private final TestThing kitchen = room("kitchen");
    private final TestThing bed = room("bed");

    private TestThing room(String name) {
        return new TestThing(openHab, "occupancy:location:h:" + name, HOME).source("pir", "motion", "item",
                name + "_pir");
    }

    @BeforeEach
    void start() {
        for (String name : List.of("hall", "kitchen", "bed")) {
            openHab.item(name + "_pir", "Switch", OnOffType.OFF);
        }
        openHab.item("Mat", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        List.of(home, hall, kitchen, bed).forEach(TestThing::start);
    }

    private void move(String room) {
        openHab.send(room + "_pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        openHab.send(room + "_pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(4));
    }

    /** One person who walks to and fro for two hours, so that the home is known. */
    private void live() {
        for (int i = 0; i < 30; i++) {
            for (String room : List.of("bed", "hall", "kitchen", "hall")) {
                for (int j = 0; j < (room.equals("hall") ? 1 : 10); j++) {
                    move(room);
                }
            }
        }
    }

    private int probability(TestThing location) {
        String state = location.state("probability");
        assertThat(state).matches("\\d+ %");
        return Integer.parseInt(state.replace(" %", ""));
    }

    // ----------------------------------------------------------------------------------------- occupied locations

    @Test
    void theInnermostOccupiedLocationsAreNamedByTheirLabels() {
        TestThing cellar = new TestThing(openHab, "occupancy:location:h:cellar", HOME).start();
        TestThing shelf = new TestThing(openHab, "occupancy:location:cellar:shelf", cellar.id()).start();
        assertThat(home.state("occupied-places")).isEmpty();

        shelf.command("occupancy", OnOffType.ON);
        move("kitchen");
        assertThat(home.state("occupied-places")).isEqualTo("KITCHEN, SHELF");
        assertThat(cellar.state("occupied-places")).isEqualTo("SHELF");
        assertThat(shelf.state("occupied-places")).as("what a location itself is says its occupancy").isEmpty();

        shelf.command("occupancy", OnOffType.OFF);
        assertThat(home.state("occupied-places")).isEqualTo("KITCHEN");
        assertThat(cellar.state("occupied-places")).isEmpty();
    }

    @Test
    void locationsThatAreCalledTheSameAreToldApart() {
        TestThing cellar = new TestThing(openHab, "occupancy:location:h:cellar", HOME).start();
        TestThing other = new TestThing(openHab, "occupancy:location:cellar:kitchen", cellar.id()).start();
        other.command("occupancy", OnOffType.ON);
        move("kitchen");
        assertThat(home.state("occupied-places")).isEqualTo("KITCHEN (CELLAR), KITCHEN (H)");
    }

    @Test
    void itFollowsWhatIsRenamedMovedAndRemoved() {
        TestThing cellar = new TestThing(openHab, "occupancy:location:h:cellar", HOME).start();
        move("kitchen");
        when(kitchen.thing.getLabel()).thenReturn("Küche \"<b>\" 🍳");
        kitchen.edited();
        assertThat(home.state("occupied-places")).isEqualTo("Küche \"<b>\" 🍳");
        kitchen.parent(cellar.id());
        kitchen.edited();
        assertThat(cellar.state("occupied-places")).isEqualTo("Küche \"<b>\" 🍳");
        kitchen.parent(HOME);
        kitchen.edited();
        assertThat(cellar.state("occupied-places")).isEmpty();
        kitchen.handler().handleRemoval();
        openHab.run();
        assertThat(home.state("occupied-places")).isEmpty();
    }

    @Test
    void whatNobodyReadsIsNotWorkedOut() {
        when(home.callback.isChannelLinked(any())).thenReturn(false);
        home.updates.clear();
        move("kitchen");
        assertThat(home.updates).isNotEmpty()
                .noneMatch(update -> update.startsWith("occupied-places") || update.startsWith("probability"));
        when(home.callback.isChannelLinked(any())).thenReturn(true);
        home.command("occupied-places", RefreshType.REFRESH);
        assertThat(home.state("occupied-places")).isEqualTo("KITCHEN");
    }

    // ----------------------------------------------------------------------------------------------- probability

    @Test
    void nothingIsSaidWhereOnlyATimerRuns() {
        bed.set("timeout", 600).edited();
        move("bed");
        assertThat(bed.state("probability")).isEqualTo("UNDEF");
        openHab.pass(Duration.ofHours(1));
        assertThat(bed.occupied()).isFalse();
        assertThat(bed.state("probability")).isEqualTo("UNDEF");
    }

    @Test
    void whatASensorSeesIsCertainAndWhatIsOverIsNot() {
        bed.set("timeout", 600).source("mat", "presence", "item", "Mat").edited();
        openHab.send("Mat", OnOffType.ON);
        assertThat(bed.state("probability")).isEqualTo("100 %");
        assertThat(home.state("probability")).isEqualTo("100 %");
        openHab.send("Mat", OnOffType.OFF);
        assertThat(bed.state("probability")).as("only a timer runs now").isEqualTo("UNDEF");
    }

    @Test
    void whoeverWasSeenLeavingIsGoneForCertain() {
        move("bed");
        assertThat(bed.state("probability")).as("the home is not known yet").isEqualTo("UNDEF");
        move("kitchen");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(bed.occupied()).isFalse();
        assertThat(bed.state("probability")).isEqualTo("0 %");
    }

    @Test
    void inAHomeThatIsKnownItFallsWhileItIsQuietHereAndSomebodyIsActiveElsewhere() {
        // what is plain is left after a sixth of it
        bed.set("leaveTimeout", 300).edited();
        live();
        for (int i = 0; i < 10; i++) {
            move("bed");
        }
        assertThat(probability(bed)).isGreaterThan(80);
        assertThat(probability(home)).isGreaterThan(80);
        move("kitchen");
        openHab.pass(Duration.ofSeconds(10));
        int first = probability(bed);
        assertThat(first).isBetween(1, 99);
        bed.updates.clear();
        move("kitchen");
        openHab.pass(Duration.ofSeconds(10));
        assertThat(probability(bed)).isLessThan(first);
        assertThat(bed.updates).as("it is told although nothing else changes")
                .anyMatch(update -> update.startsWith("probability="));
    }

    @Test
    void itIsToldEveryTenSecondsAtMost() {
        live();
        move("bed");
        home.updates.clear();
        bed.updates.clear();
        openHab.pass(Duration.ofSeconds(60));
        assertThat(bed.updates.stream().filter(update -> update.startsWith("probability="))).hasSizeLessThan(8);
    }
}
