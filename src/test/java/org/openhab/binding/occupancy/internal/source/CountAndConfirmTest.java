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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Counters of people, reports that must last, and reports that must not stay alone.
 */
@NonNullByDefault
class CountAndConfirmTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private OccupancyModel model = new OccupancyModel();

    private void home(SourceConfig... sources) {
        model.configureAll(
                List.of(LocationConfig.builder("home").build(),
                        LocationConfig.builder("kitchen").parent("home").build(),
                        LocationConfig.builder("hall").parent("home").build(),
                        LocationConfig.builder("garden").parent("home").contributesToParent(false).build()),
                List.of(sources), T0);
    }

    private static SourceConfig.Builder source(String location, String item, SourceType type) {
        return SourceConfig.builder(location, item, type).timeout(MINUTE);
    }

    private void item(String item, String state, long seconds) {
        model.item(item, ItemState.parse(state), T0.plusSeconds(seconds));
    }

    private LocationState state(String location) {
        return Objects.requireNonNull(model.engine().state(location));
    }

    // ------------------------------------------------------------------------------------------------------ counts

    @Test
    void aCounterHoldsWhileItCountsAnybodyAndSaysHowMany() {
        home(source("kitchen", "Radar", SourceType.COUNT).build(), source("hall", "Camera", SourceType.COUNT).build(),
                source("kitchen", "Other", SourceType.COUNT).build(),
                source("garden", "Gate", SourceType.COUNT).build());
        item("Radar", "2", 0);
        item("Other", "1", 0);
        item("Gate", "5", 0);
        assertThat(state("kitchen").held()).isTrue();
        assertThat(model.views().counted("kitchen")).as("both counters see the same people").isEqualTo(2);
        item("Camera", "1", 10);
        assertThat(model.views().counted("home")).as("not those in the garden").isEqualTo(3);
        assertThat(model.counts("Radar")).isTrue();
        item("Radar", "0", 20);
        item("Other", "0", 20);
        assertThat(state("kitchen").held()).isFalse();
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(T0.plusSeconds(80));
        assertThat(model.views().counted("home")).isEqualTo(1);
    }

    @Test
    void somebodyMoreIsActivityAndSomebodyLessIsNot() {
        home(source("kitchen", "Radar", SourceType.COUNT).build());
        item("Radar", "1", 0);
        item("Radar", "3", 60);
        assertThat(model.engine().lastActivity("kitchen")).isEqualTo(T0.plusSeconds(60));
        item("Radar", "2", 120);
        assertThat(model.engine().lastActivity("kitchen")).isEqualTo(T0.plusSeconds(60));
        assertThat(model.views().counted("kitchen")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "-1", "many", "ON", "UNDEF", "'120,50,80'" })
    void whatIsNoNumberOfPeopleIsAsGoodAsLost(String state) {
        home(source("kitchen", "Radar", SourceType.COUNT).build());
        item("Radar", "2", 0);
        item("Radar", state, 60);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(T0.plusSeconds(120));
        assertThat(model.views().counted("kitchen")).as("while they may still be there").isEqualTo(2);
        model.advance(T0.plusSeconds(120));
        assertThat(model.views().counted("kitchen")).isZero();
    }

    // ----------------------------------------------------------------------------------------------- minDuration

    @ParameterizedTest
    @CsvSource({ "MOTION, ON, OFF", "PRESENCE, ON, OFF", "PERSON, ON, OFF", "COUNT, 1, 0", "LEVEL, 60, 10" })
    void whatDoesNotLastDoesNotCount(SourceType type, String active, String inactive) {
        home(source("kitchen", "Item", type).on("50").occupant(type == SourceType.PERSON ? "Mike" : null)
                .set("minDuration", 30).build());
        item("Item", active, 0);
        item("Item", inactive, 29);
        model.advance(T0.plusSeconds(100));
        assertThat(state("kitchen").occupied()).isFalse();
        item("Item", active, 200);
        assertThat(model.advance(T0.plusSeconds(300)).transitions()).extracting(change -> change.at())
                .containsOnly(T0.plusSeconds(230));
        assertThat(state("kitchen").held()).isTrue();
    }

    @Test
    void aSensorThatNeverReportsOffDoesNotTellHowLongItLasts() {
        assertThatExceptionOfType(RejectedException.class).isThrownBy(
                () -> source("kitchen", "Item", SourceType.MOTION).pulseOnly(true).set("minDuration", 30).build())
                .withMessageContaining("minDuration").withMessageContaining("30s");
    }

    // --------------------------------------------------------------------------------------------------- confirm

    @Test
    void aLoneReportDoesNotMakeALocationOccupied() {
        home(source("kitchen", "PIR", SourceType.MOTION).set("confirm", 60).build(),
                source("kitchen", "Lamp", SourceType.ACTIVITY).set("confirm", 60).build());
        item("PIR", "ON", 0);
        item("PIR", "OFF", 5);
        model.advance(T0.plusSeconds(50));
        assertThat(state("kitchen").occupied()).as("a cat").isFalse();
        item("Lamp", "50", 66);
        assertThat(state("kitchen").occupied()).as("too late to confirm what ended at 5 s").isFalse();
        item("PIR", "ON", 100);
        assertThat(state("kitchen").occupied()).as("the second within a minute").isTrue();
        item("PIR", "OFF", 110);
        model.advance(T0.plusSeconds(1_000));
        assertThat(state("kitchen").occupied()).isFalse();
    }

    @Test
    void aLoneReportKeepsAnOccupiedLocationSo() {
        home(source("kitchen", "PIR", SourceType.MOTION).pulseOnly(true).set("confirm", 10).build());
        item("PIR", "ON", 0);
        item("PIR", "ON", 5);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(T0.plusSeconds(65));
        item("PIR", "ON", 50);
        assertThat(state("kitchen").occupiedUntil()).isEqualTo(T0.plusSeconds(110));
    }

    @Test
    void anotherSensorOfTheLocationConfirmsAndOneElsewhereDoesNot() {
        home(source("kitchen", "PIR", SourceType.MOTION).set("confirm", 60).build(),
                source("kitchen", "Lamp", SourceType.ACTIVITY).set("confirm", 60).build(),
                source("hall", "Door", SourceType.DOOR).build());
        item("Door", "OPEN", 0);
        item("PIR", "ON", 1);
        assertThat(state("kitchen").occupied()).isFalse();
        item("Lamp", "50", 20);
        assertThat(state("kitchen").held()).as("the sensor that is still ON counts now, too").isTrue();
    }

    @Test
    void whatWasReportedBeforeARestartConfirms() {
        SourceConfig[] sources = { source("kitchen", "PIR", SourceType.MOTION).set("confirm", 60).build(),
                source("kitchen", "Lamp", SourceType.ACTIVITY).set("confirm", 60).build() };
        home(sources);
        item("PIR", "ON", 0);
        item("PIR", "OFF", 5);
        restart(10, sources);
        item("Lamp", "50", 40);
        assertThat(state("kitchen").occupied()).as("the second report within a minute").isTrue();
    }

    @Test
    void whatASensorSaysAgainAfterARestartIsNoSecondReport() {
        SourceConfig pir = source("kitchen", "PIR", SourceType.MOTION).set("confirm", 60).build();
        home(pir);
        item("PIR", "ON", 0);
        restart(10, pir);
        model.seed("PIR", ItemState.parse("ON"), T0.plusSeconds(11));
        assertThat(state("kitchen").occupied()).isFalse();
    }

    @Test
    void whatWasReportedLongBeforeIsNotStored() {
        home(source("kitchen", "PIR", SourceType.MOTION).set("confirm", 60).build(),
                source("hall", "Hall", SourceType.MOTION).build());
        item("PIR", "ON", 0);
        item("PIR", "OFF", 5);
        item("Hall", "ON", 6);
        model.advance(T0.plusSeconds(60));
        assertThat(model.exportState().path("reported").toString()).isEqualTo("{\"kitchen\":\"2026-01-01T12:00:05Z\"}");
        model.advance(T0.plusSeconds(66));
        assertThat(model.exportState().has("reported")).isFalse();
    }

    @Test
    void aReportThatCannotBeReadIsNamed() {
        ObjectNode snapshot = model.exportState();
        snapshot.putObject("reported").put("kitchen", "soon").put("hall", "2026-01-01T12:00:01Z");
        assertThat(model.restoreState(snapshot, T0).problems()).extracting(SnapshotProblem::toString)
                .anyMatch(each -> each.contains("/reported/kitchen")).anyMatch(each -> each.contains("/reported/hall"));
        snapshot.put("reported", 1);
        assertThat(model.restoreState(snapshot, T0).problems()).extracting(SnapshotProblem::toString)
                .anyMatch(each -> each.contains("/reported"));
    }

    private void restart(long seconds, SourceConfig... sources) {
        ObjectNode snapshot = model.exportState();
        model = new OccupancyModel();
        home(sources);
        model.restoreState(snapshot, T0.plusSeconds(seconds));
    }
}
