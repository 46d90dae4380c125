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
import static org.mockito.Mockito.*;
import static org.mockito.Mockito.doAnswer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;

@Isolated("what is logged meanwhile is looked at")
@DisplayName("Whoever turns up the log level reads why")
class DiagnosisTest {

    private static final String NAME = "org.openhab.binding.occupancy.internal.service.home.Diagnosis";

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Mat", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home = new TestThing(openHab, "occupancy:home:h", null).start();
    }

    private TestThing location(String id, String item) {
        return new TestThing(openHab, "occupancy:location:h:" + id, home.id()).source("sensor", "motion", "item", item)
                .label("sensor", "Ceiling");
    }

    @Test
    void atDebugEachChangeThatBecameAnEventAndEachTransitionWithItsCauseIsALine() {
        TestThing kitchen = location("kitchen", "Pir").set("motionTimeout", 60);
        when(kitchen.thing.getLabel()).thenReturn("Kit\n\u001b[2Jchen");
        kitchen.start();

        assertThat(Logged.by(NAME, "DEBUG", () -> openHab.send("Pir", OnOffType.ON))).containsExactly(
                "DEBUG Pir changed to ON: HOLD_START of Ceiling (motion) in Kit [2Jchen",
                "DEBUG Kit [2Jchen became occupied: held, because Ceiling (motion) reported somebody (EVENT)",
                "DEBUG H became occupied: held, because Kit [2Jchen became occupied (CHILD)");
        assertThat(Logged.by(NAME, "DEBUG", () -> openHab.send("Pir", OnOffType.OFF))).containsExactly(
                "DEBUG Pir changed to OFF: HOLD_END of Ceiling (motion) in Kit [2Jchen",
                "DEBUG Kit [2Jchen stays occupied, with other occupiedUntil, held, sources: until 2026-03-02T08:01:00Z, "
                        + "because Ceiling (motion) reported nobody (EVENT)",
                "DEBUG H stays occupied, with other occupiedUntil, held: until 2026-03-02T08:01:00Z, "
                        + "because Kit [2Jchen changed (CHILD)");
        assertThat(Logged.by(NAME, "DEBUG", () -> openHab.pass(Duration.ofMinutes(1)))).containsExactly(
                "DEBUG Kit [2Jchen became vacant, because the timeout of Ceiling is over (TIMER)",
                "DEBUG H became vacant, because Kit [2Jchen became vacant (CHILD)");
        assertThat(Logged.by(NAME, "DEBUG", () -> kitchen.command("locked", OnOffType.ON))).singleElement().asString()
                .contains("stays vacant, with other locks: locked by user", "(LOCK)");
    }

    @Test
    void whoFollowsAnotherLocationIsToldWithIt() {
        home.set("timeout", 60).source("mat", "motion", "item", "Mat").edited();
        TestThing hall = new TestThing(openHab, "occupancy:location:h:hall", home.id()).set("strategy", "FOLLOW_PARENT")
                .start();
        openHab.send("Mat", OnOffType.ON);
        assertThat(hall.occupied()).isTrue();
        assertThat(Logged.by(NAME, "DEBUG", () -> openHab.send("Mat", OnOffType.OFF))).last().asString()
                .startsWith("DEBUG HALL stays occupied").endsWith("because H changed (PARENT)");
    }

    @Test
    void whatSaysNothingNewIsALineAtTraceOnly() {
        location("kitchen", "Pir").source("again", "activity", "item", "Mat", "ignoreStates", "OFF").start();
        openHab.send("Mat", OnOffType.ON);

        assertThat(Logged.by(NAME, "DEBUG", () -> openHab.send("Mat", OnOffType.OFF))).isEmpty();
        openHab.send("Mat", OnOffType.ON);
        assertThat(Logged.by(NAME, "TRACE", () -> openHab.send("Mat", OnOffType.OFF)))
                .contains("TRACE Mat changed to OFF: nothing new");
    }

    @Test
    void atTraceWhatTheWeighingThinksIsTold() {
        location("kitchen", "Pir").start();
        location("bath", "Mat").start();

        List<String> lines = Logged.by(NAME, "TRACE", () -> {
            openHab.send("Pir", OnOffType.ON);
            openHab.send("Pir", OnOffType.OFF);
            openHab.pass(Duration.ofSeconds(20));
            openHab.send("Mat", OnOffType.ON);
        });
        lines = new ArrayList<>(lines);
        lines.addAll(Logged.by(NAME, "TRACE", () -> {
            openHab.service()
                    .handle(now -> OccupancyEvent.momentary("occupancy:location:h:bath", "rule", "motion", now));
            openHab.run();
        }));

        assertThat(lines).filteredOn(line -> line.startsWith("TRACE H: ")).as("what a rule says, too").hasSize(4)
                .allMatch(line -> line.matches(
                        "TRACE H: (\\d+\\.\\d % (nobody|(KITCHEN|BATH)( and (KITCHEN|BATH))*)(, )?)+; somebody is in BATH "
                                + "\\d+\\.\\d %, KITCHEN \\d+\\.\\d %; too little is known yet for that to decide"));
        assertThat(lines).filteredOn(line -> line.startsWith("TRACE H: ")).as("one of the few hypotheses is true")
                .allSatisfy(line -> {
                    double sum = Pattern.compile("(\\d+\\.\\d) %").matcher(line.substring(0, line.indexOf(';')))
                            .results().mapToDouble(each -> Double.parseDouble(each.group(1))).sum();
                    assertThat(sum).isBetween(99.0, 101.0);
                });
    }

    @Test
    void whoShowsNothingForLongIsNamedInTheLog() {
        TestThing kitchen = location("kitchen", "Pir").start();
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", home.id()).set("name", "Mike").start();
        for (TestThing slow : List.of(kitchen, mike)) {
            doAnswer(call -> {
                openHab.letTimePass(Duration.ofSeconds(11));
                return null;
            }).when(slow.callback).stateUpdated(any(), any());
        }
        List<String> lines = Logged.during(() -> {
            openHab.service().handle(now -> OccupancyEvent
                    .holdStart("occupancy:location:h:kitchen", "rule", "person", now).withOccupant("Mike"));
            openHab.run();
        });
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("what is shown of the location KITCHEN");
        for (TestThing slow : List.of(kitchen)) {
            doAnswer(call -> null).when(slow.callback).stateUpdated(any(), any());
        }
        openHab.pass(Duration.ofMinutes(1));
        lines = Logged.during(() -> {
            openHab.service().handle(now -> OccupancyEvent
                    .holdEnd("occupancy:location:h:kitchen", "rule", "person", now).withOccupant("Mike"));
            openHab.run();
        });
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("what is shown of the person Mike");
    }

    @Test
    void whereWhatIsStoredTakesLongThatIsNamedInTheLog() {
        location("kitchen", "Pir").start();
        openHab.pass(Duration.ofMinutes(1));
        openHab.stallStorage(Duration.ofSeconds(11));
        List<String> lines = Logged.during(() -> {
            openHab.send("Pir", OnOffType.ON);
            openHab.pass(Duration.ofSeconds(2));
        });
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("with what is stored;");
    }
}
