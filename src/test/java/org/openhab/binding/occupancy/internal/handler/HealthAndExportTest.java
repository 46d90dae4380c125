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
import static org.mockito.Mockito.*;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.console.OccupancyConsoleCommand;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.core.io.console.Console;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.UnDefType;

@DisplayName("Whoever looks after a home sees in the console how it is and takes it along")
class HealthAndExportTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private final Console screen = mock(Console.class);
    private final List<String> printed = new ArrayList<>();
    private TestThing home;

    @BeforeEach
    void start() {
        doAnswer(call -> printed.add(call.getArgument(0))).when(screen).println(anyString());
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Radar", "Switch", OnOffType.OFF);
        openHab.item("Power", "String", new StringType("3 W"));
        openHab.activateRunning();
        home = new TestThing(openHab, "occupancy:home:h", null).start();
    }

    private TestThing kitchen() {
        return new TestThing(openHab, "occupancy:location:h:kitchen", home.id())
                .source("pir", "motion", "item", "Pir", "maxActive", 3600)
                .source("radar", "presence", "item", "Radar", "lostTimeout", 600)
                .source("stove", "level", "item", "Power", "on", "50 W");
    }

    private List<String> type(String... arguments) {
        printed.clear();
        new OccupancyConsoleCommand(openHab.answering(), mock(ItemCreator.class), () -> ZoneOffset.UTC)
                .execute(arguments, screen);
        return printed;
    }

    @Test
    void aHomeThatIsWellHasNothingToSay() {
        kitchen().start();
        openHab.send("Radar", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));

        List<String> lines = type("health");

        assertThat(lines).hasSize(5);
        assertThat(lines).element(0).isEqualTo("state: running");
        assertThat(lines).element(1).isEqualTo("queue: 0 waiting");
        assertThat(lines).element(2).asString().matches("worst delay: \\d+\\.\\d{3} s, .+ at 2026-03-02 \\S+");
        assertThat(lines).element(3).asString().matches("last store: 2026-03-02 08:00:\\d\\d, [\\d,]+ characters");
        assertThat(lines).element(4)
                .isEqualTo("sources: 3, of which 0 stuck, 0 unusable, 0 lost, 0 unconfirmed, 0 silent");
    }

    @Test
    void eachSourceThatSaysNothingOfUseIsNamed() {
        kitchen().label("radar", "Ceiling").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofHours(2));
        openHab.send("Radar", OnOffType.ON);
        openHab.send("Radar", UnDefType.UNDEF);
        openHab.send("Power", new StringType("off\u001b[2J\nline"));

        List<String> lines = type("health");

        assertThat(lines).contains("sources: 3, of which 1 stuck, 1 unusable, 1 lost, 0 unconfirmed, 0 silent",
                "  KITCHEN, pir: stuck, since 2026-03-02 08:00:00, the item Pir says ON",
                "  KITCHEN, Ceiling: lost, since 2026-03-02 10:00:00, counts until 2026-03-02 10:10:00, "
                        + "the item Radar says UNDEF",
                "  KITCHEN, stove: unusable, the item Power says off [2J line",
                "something to do: see the status of KITCHEN");
        openHab.pass(Duration.ofMinutes(11));
        assertThat(type("health"))
                .contains("  KITCHEN, Ceiling: silent, since 2026-03-02 10:00:00, the item Radar says UNDEF");
    }

    @Test
    void whatHeldBeforeTheRestartAndHasNotSaidSoSinceIsUnconfirmed() {
        kitchen().start();
        openHab.send("Radar", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        openHab.deactivate();
        openHab.setSilently("Radar", UnDefType.NULL);
        openHab.activateRunning();
        home = new TestThing(openHab, "occupancy:home:h", null).start();
        kitchen().start();

        assertThat(type("health")).anyMatch(line -> line.startsWith("  KITCHEN, radar: unconfirmed,"));
        openHab.send("Radar", OnOffType.ON);
        assertThat(type("health")).noneMatch(line -> line.contains("radar"));
    }

    @Test
    void aStorageThatFailsIsToldWithWhenItWorkedLast() {
        kitchen().start();
        openHab.send("Radar", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        openHab.breakStorage(new IllegalStateException("disk full"));
        openHab.send("Radar", OnOffType.OFF);
        openHab.pass(Duration.ofHours(1));

        assertThat(type("health")).element(3).asString().matches("last store: 2026-03-02 08:00:.*disk full");
        openHab.breakStorage(null);
        openHab.send("Radar", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(2));
        assertThat(type("health")).element(3).asString().startsWith("last store: 2026-03-02 09:0")
                .doesNotContain("disk");
    }

    @Test
    void whatWaitsIsCounted() {
        kitchen().start();
        openHab.post("Pir", OnOffType.ON);
        openHab.post("Pir", OnOffType.OFF);

        assertThat(type("health")).element(1).isEqualTo("queue: 2 waiting");
        assertThat(type("health")).element(1).isEqualTo("queue: 0 waiting");
    }

    @Test
    void theHomeIsExportedAsAFileThatMakesTheSameHome() throws Exception {
        home.set("headCount", 2).edited();
        TestThing kitchen = kitchen().set("motionTimeout", 120).set("adjacent", List.of("occupancy:location:h:gone"));
        when(kitchen.thing.getLabel()).thenReturn("Küche: #1\n\u001b[2J");
        kitchen.start();
        new TestThing(openHab, "occupancy:location:h:bath", home.id()).set("passage", true).start();
        openHab.item("Shutter", "Rollershutter", UnDefType.NULL);
        new TestThing(openHab, "occupancy:location:h:terrace", home.id()).source("door", "door", "item", "Shutter")
                .source("mike", "person", "item", "Pir", "occupant", "Mike", "map", "ON=occupancy:location:h:kitchen")
                .start();

        String file = String.join("\n", type("export", "home"));

        assertThat(file).contains(
                "# Left out: Küche: #1 [2J is adjacent to occupancy:location:h:gone, which is not in " + "this file.",
                "headCount: 2", "# Küche: #1 [2J");
        Home read = HomeFile.parse(file, "home.yaml");
        HomeSettings settings = openHab.answering().settings().get();
        assertThat(read.sources()).containsExactlyInAnyOrderElementsOf(settings.sources());
        assertThat(read.sources()).filteredOn(SourceConfig::rollershutter).hasSize(1);
        assertThat(read.locations()).containsExactlyInAnyOrderElementsOf(settings.locations().stream()
                .map(each -> each.toBuilder().adjacent(java.util.Set.of()).build()).toList());
    }

    @Test
    void oneOfSeveralHomesIsExportedByItsName() {
        kitchen().start();
        home.set("headCount", 2).edited();
        new TestThing(openHab, "occupancy:home:cabin", null).start();

        assertThat(type("export", "home")).singleElement().asString().contains("CABIN", "H", "export one of them");
        Home cabin = HomeFile.parse(String.join("\n", type("export", "home", "cabin")), "cabin.yaml");
        assertThat(cabin.ids()).containsExactly("occupancy:home:cabin");
        Home kitchen = HomeFile.parse(String.join("\n", type("export", "home", "kitchen")), "kitchen.yaml");
        assertThat(kitchen.locations()).singleElement().extracting(LocationConfig::parent).isNull();
        assertThat(kitchen.sources()).hasSize(3);
    }

    @Test
    void timesAreThoseOfTheHome() {
        ZoneId there = ZoneId.of("Pacific/Auckland");
        openHab.setZone(there);
        assertThat(openHab.service().timeZone()).isEqualTo(there);
    }

    /** The next morning somebody asks why the light was on, or why it was not. */
    @Test
    void whatWasOverWhenTheAddOnStartedAgainIsToldAsOver() {
        TestThing kitchen = kitchen().set("vacancy", "TIMEOUT").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        assertThat(kitchen.occupied()).isTrue();
        openHab.deactivate();
        openHab.pass(Duration.ofHours(3));
        openHab.activate();
        Stream.of(home, kitchen).forEach(TestThing::start);
        assertThat(kitchen.occupied()).isFalse();
        assertThat(openHab.service().history(kitchen.id(), null)).singleElement()
                .satisfies(entry -> assertThat(entry.occupied()).isFalse());
        openHab.pass(Duration.ofHours(1));
        assertThat(type("why", kitchen.id(), "11:30")).first().asString().contains("vacant since 2026-03-02 11:00",
                "restart");
    }

    @Test
    void whatSaysNobodyWhenTheAddOnStartsAgainIsToldOnce() {
        TestThing kitchen = kitchen().set("vacancy", "TIMEOUT").start();
        openHab.send("Radar", OnOffType.ON);
        assertThat(kitchen.occupied()).isTrue();
        openHab.deactivate();
        openHab.setSilently("Radar", OnOffType.OFF);
        openHab.pass(Duration.ofHours(3));
        openHab.activate();
        Stream.of(home, kitchen).forEach(TestThing::start);
        openHab.pass(Duration.ofHours(1));
        assertThat(kitchen.occupied()).isFalse();
        assertThat(openHab.service().history(kitchen.id(), null)).filteredOn(entry -> !entry.occupied()).hasSize(1);
    }
}
