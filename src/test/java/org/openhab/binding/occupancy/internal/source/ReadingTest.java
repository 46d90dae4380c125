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
package org.openhab.binding.occupancy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Sensors that say what is, not that something happened: after a restart, a silence, or a state that makes no sense.
 */
@NonNullByDefault
class ReadingTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final LocationConfig ROOT = LocationConfig.builder("home").build();
    private static final LocationConfig HALL = LocationConfig.builder("hall").parent("home").build();
    private static final LocationConfig KITCHEN = LocationConfig.builder("kitchen").parent("home").build();
    private static final LocationConfig LEFT_KITCHEN = LocationConfig.builder("kitchen").parent("home")
            .vacancy(Vacancy.DEPARTURE).build();
    private static final LocationConfig LEFT_HALL = LocationConfig.builder("hall").parent("home")
            .vacancy(Vacancy.DEPARTURE).build();
    private static final LocationConfig HOME_OF_ONE = LocationConfig.builder("home").headCount(1).build();

    private OccupancyModel model = new OccupancyModel();

    private void home(SourceConfig... sources) {
        model.configureAll(List.of(ROOT, KITCHEN, HALL), List.of(sources), T0);
    }

    private static SourceConfig.Builder source(String item, SourceType type) {
        return SourceConfig.builder("kitchen", item, type);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private EngineResult item(String item, String state, long seconds) {
        return model.item(item, ItemState.parse(state), at(seconds));
    }

    private EngineResult seed(String item, String state, long seconds) {
        return model.seed(item, ItemState.parse(state), at(seconds));
    }

    private LocationState state(String location) {
        return Objects.requireNonNull(model.engine().state(location));
    }

    private @Nullable SourceProblem problem(String location, String id) {
        return Objects.requireNonNull(model.views().status(location, id)).problem();
    }

    private @Nullable Instant lastActivity() {
        return model.engine().lastActivity("kitchen");
    }

    private void restart(long seconds, List<LocationConfig> locations, SourceConfig... sources) {
        ObjectNode snapshot = model.exportState();
        model = new OccupancyModel();
        model.restoreState(snapshot, at(seconds));
        model.configureAll(locations, List.of(sources), at(seconds));
    }

    // -------------------------------------------------------------------------------------------- confirmations

    @Test
    void whatComesBackAndSaysWhatItSaidIsNoActivity() {
        SourceConfig radar = source("Radar", SourceType.PRESENCE).lostTimeout(Duration.ofMinutes(5)).build();
        home(radar);
        item("Radar", "ON", 0);
        item("Radar", "UNDEF", 100);
        item("Radar", "ON", 200);
        assertThat(state("kitchen").held()).as("settled").isTrue();
        assertThat(lastActivity()).isEqualTo(at(0));
        item("Radar", "UNDEF", 300);
        model.advance(at(4000));
        assertThat(state("kitchen").occupied()).isFalse();
        item("Radar", "ON", 5000);
        assertThat(state("kitchen").held()).as("it says again that somebody is there").isTrue();
        assertThat(lastActivity()).isEqualTo(at(0));
        restart(6000, List.of(ROOT, KITCHEN), radar);
        seed("Radar", "ON", 6010);
        assertThat(state("kitchen").sources()).singleElement().extracting(SourceState::trust).isEqualTo(Trust.LIVE);
        assertThat(lastActivity()).isEqualTo(at(0));
        item("Radar", "OFF", 6100);
        item("Radar", "ON", 6200);
        assertThat(lastActivity()).isEqualTo(at(6200));
    }

    /** What was only read is no activity: neither after a restart nor after somebody has edited it, while it waits. */
    @ParameterizedTest
    @ValueSource(strings = { "nothing", "a restart", "other settings" })
    void whatWasReadAndHasToLastIsNoActivityWhateverComesBetween(String between) {
        SourceConfig.Builder motion = source("PIR", SourceType.MOTION).minDuration(Duration.ofSeconds(100));
        home(motion.build());
        seed("PIR", "ON", 0);
        if (between.equals("a restart")) {
            restart(50, List.of(ROOT, KITCHEN, HALL), motion.build());
            seed("PIR", "ON", 51);
        } else if (between.equals("other settings")) {
            model.configureAll(List.of(ROOT, KITCHEN, HALL), List.of(motion.timeout(Duration.ofMinutes(3)).build()),
                    at(50));
        }
        model.advance(at(200));
        assertThat(state("kitchen").held()).isTrue();
        assertThat(lastActivity()).isNull();
    }

    /** Who lives alone sits in the hall; the radar of the kitchen, whose fan runs, says again what it said. */
    @Test
    void whatComesBackDoesNotEmptyTheRoomOfSomebodyWhoSitsStill() {
        model.configureAll(List.of(HOME_OF_ONE, LEFT_KITCHEN, LEFT_HALL),
                List.of(source("Radar", SourceType.PRESENCE).build(),
                        SourceConfig.builder("hall", "PIR", SourceType.MOTION).build()),
                T0);
        item("Radar", "ON", 0);
        item("Radar", "UNDEF", 10);
        item("PIR", "ON", 100);
        item("PIR", "OFF", 110);
        item("Radar", "ON", 200);
        assertThat(state("hall").occupied()).as("nobody moved").isTrue();
        model.advance(at(300));
        assertThat(state("hall").occupied()).isTrue();
    }

    @Test
    void motionThatWasGivenUpAsStuckStaysGivenUp() {
        SourceConfig pir = source("PIR", SourceType.MOTION).build();
        model.configureAll(List.of(ROOT, LEFT_KITCHEN), List.of(pir), T0);
        item("PIR", "ON", 1);
        model.advance(at(5 * 3600));
        assertThat(state("kitchen").occupied()).isFalse();

        restart(5 * 3600 + 60, List.of(ROOT, LEFT_KITCHEN), pir);
        seed("PIR", "ON", 5 * 3600 + 60);
        assertThat(state("kitchen").occupied()).as("after a restart").isFalse();
        assertThat(Objects.requireNonNull(model.views().explain("kitchen")).ignored())
                .extracting(reason -> reason.kind() + " " + reason.since()).contains("STUCK " + at(1));

        model.detachLocation("kitchen", at(6 * 3600));
        model.putLocation(LEFT_KITCHEN, at(6 * 3600 + 1));
        model.putSource(pir, at(6 * 3600 + 1));
        seed("PIR", "ON", 6 * 3600 + 1);
        assertThat(state("kitchen").occupied()).as("disabled and enabled").isFalse();

        item("PIR", "UNDEF", 7 * 3600);
        item("PIR", "ON", 7 * 3600 + 60);
        assertThat(state("kitchen").occupied()).as("silent for a minute").isFalse();
        item("PIR", "OFF", 8 * 3600);
        item("PIR", "ON", 8 * 3600 + 1);
        assertThat(state("kitchen").occupied()).as("it works again").isTrue();
    }

    /** A restart does not give a sensor that is about to be given up another four hours. */
    @Test
    void aConfirmationDoesNotRenewTheClockOfAStuckSensor() {
        SourceConfig pir = source("PIR", SourceType.MOTION).build();
        model.configureAll(List.of(ROOT, LEFT_KITCHEN), List.of(pir), T0);
        item("PIR", "ON", 0);
        restart(3 * 3600, List.of(ROOT, LEFT_KITCHEN), pir);
        assertThat(seed("PIR", "ON", 3 * 3600 + 5).nextExpiration()).isEqualTo(at(4 * 3600));
        model.advance(at(4 * 3600));
        assertThat(state("kitchen").occupied()).isFalse();
    }

    // --------------------------------------------------------------------------------------- what cannot be used

    @ParameterizedTest
    @CsvSource({ "LEVEL, 60 W, offline, online", "PERSON, 7, 8, 8" })
    void whatCannotBeUsedAfterAHoldIsAsGoodAsLost(SourceType type, String active, String unusable, String also) {
        home(source("Item", type).occupant(type == SourceType.PERSON ? "Mike" : null).on("50 W")
                .map(type == SourceType.PERSON ? "7=kitchen, 8=attic" : "").timeout(Duration.ofMinutes(2)).build());
        item("Item", active, 0);
        assertThat(state("kitchen").held()).isTrue();
        item("Item", unusable, 60);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(at(180));
        item("Item", also, 120);
        assertThat(state("kitchen").occupiedUntil()).as("each further reading changes nothing").isEqualTo(at(180));
        assertThat(problem("kitchen", "Item")).isNotNull();
        item("Item", active, 150);
        assertThat(state("kitchen").held()).as("it says again what it said").isTrue();
    }

    @Test
    void aPhoneInATownOfAnotherNameIsNotHere() {
        home(SourceConfig.builder("home", "Mike", SourceType.PERSON).occupant("Mike").timeout(Duration.ZERO).build(),
                SourceConfig.builder("home", "Tag", SourceType.PERSON).occupant("Marla").map("7=kitchen")
                        .timeout(Duration.ZERO).build());
        item("Mike", "Home", 0);
        item("Tag", "7", 0);
        assertThat(state("home").occupants()).containsExactly("Marla", "Mike");
        item("Mike", "Work", 60);
        item("Tag", "8", 60);
        assertThat(state("home").occupied()).isFalse();
        assertThat(problem("home", "Mike")).isNull();
        assertThat(problem("home", "Tag")).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "100, false", "99, true", "0, true", "50, true" })
    void aRollershutterIsOpenUnlessItIsClosedAllTheWay(String state, boolean open) {
        SourceConfig gate = source("Gate", SourceType.DOOR).rollershutter(true).build();
        assertThat(new Interpreter(gate).side(ItemState.parse(state)))
                .isSameAs(open ? BoundaryChange.OPENED : BoundaryChange.CLOSED);
        assertThat(new Interpreter(source("Reed", SourceType.DOOR).build()).side(ItemState.parse("0")))
                .as("a number that is no shutter").isSameAs(BoundaryChange.CLOSED);
    }

    // ----------------------------------------------------------------------------------------------- first reports

    /** Without persistence an item is NULL after a restart; its device tells its state, later something happens. */
    @ParameterizedTest
    @CsvSource({ "ACTIVITY, 50", "MOTION, ON", "DOOR, OPEN" })
    void theFirstReportOfAnItemThatWasNeverKnownIsNewsUnlessItComesAtOnce(SourceType type, String state) {
        SourceConfig pulses = source("Item", type).pulseOnly(type == SourceType.MOTION).timeout(Duration.ofMinutes(1))
                .build();
        home(pulses);
        seed("Item", "NULL", 0);
        item("Item", state, 100);
        assertThat(state("kitchen").occupied()).as("the device tells what is").isFalse();
        model = new OccupancyModel();
        home(pulses);
        seed("Item", "NULL", 200);
        item("Item", state, 200 + 7200);
        assertThat(state("kitchen").occupied()).as("two hours later something happened").isTrue();
        item("Item", "UNDEF", 10_000);
        item("Item", state, 20_000);
        assertThat(state("kitchen").occupied()).as("back after a silence").isFalse();
    }

    // ------------------------------------------------------------------------------------------------ shared items

    /** The same sensor tells of two rooms: which stands first in the file must not matter. */
    @Test
    void oneItemOfTwoLocationsActsTheSameInWhateverOrder() {
        List<String> snapshots = new ArrayList<>();
        for (boolean turned : List.of(false, true)) {
            model = new OccupancyModel();
            List<SourceConfig> sources = new ArrayList<>(
                    List.of(SourceConfig.builder("kitchen", "Both", SourceType.MOTION).pulseOnly(true).build(),
                            SourceConfig.builder("hall", "Both", SourceType.MOTION).pulseOnly(true).build(),
                            SourceConfig.builder("hall", "PIR", SourceType.MOTION).pulseOnly(true).build()));
            if (turned) {
                Collections.reverse(sources);
            }
            model.configureAll(List.of(HOME_OF_ONE, LEFT_KITCHEN, LEFT_HALL), sources, T0);
            item("Both", "ON", 0);
            item("PIR", "ON", 10);
            item("Both", "ON", 20);
            assertThat(state("kitchen").occupied()).as("both saw it").isTrue();
            assertThat(state("hall").occupied()).as("both saw it").isTrue();
            snapshots.add(model.exportState().toString());
        }
        assertThat(snapshots.get(1)).isEqualTo(snapshots.get(0));
    }

    // --------------------------------------------------------------------------------------------------- snapshots

    /** A snapshot that makes reading it fail would be read again at the next start, and the next. */
    @Test
    void aSnapshotThatMakesReadingItFailIsReportedAndChangesNothing() {
        home(source("Radar", SourceType.PRESENCE).build());
        item("Radar", "ON", 0);
        ObjectNode hostile = new ObjectNode(JsonNodeFactory.instance) {
            private static final long serialVersionUID = 1L;

            @Override
            public @Nullable JsonNode get(@Nullable String field) {
                throw new IllegalStateException("read me and fail");
            }
        };
        assertThat(model.restoreState(hostile, at(10)).problems()).singleElement().extracting(SnapshotProblem::message)
                .asString().contains("read me and fail");
        assertThat(state("kitchen").held()).isTrue();
    }
}
