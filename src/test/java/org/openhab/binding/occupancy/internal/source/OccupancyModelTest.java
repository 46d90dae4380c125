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
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.EngineResult;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;

/**
 * A home with items, as a host uses it.
 */
@NonNullByDefault
class OccupancyModelTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");

    private final OccupancyModel model = new OccupancyModel();

    private void home(SourceConfig... sources) {
        model.configureAll(List.of(LocationConfig.builder("home").build(),
                LocationConfig.builder("kitchen").parent("home").build(),
                LocationConfig.builder("hall").parent("home").build()), List.of(sources), T0);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    private EngineResult item(String item, String state, long seconds) {
        return model.item(item, ItemState.parse(state), at(seconds));
    }

    @Test
    void motionHoldsAndTimesOutFromTheEndOfIt() {
        home(SourceConfig.builder("kitchen", "PIR", SourceType.MOTION).timeout(Duration.ofSeconds(60)).build());
        item("PIR", "ON", 0);
        assertThat(model.engine().state("kitchen").held()).isTrue();
        item("PIR", "OFF", 600);
        assertThat(model.engine().state("kitchen").occupiedUntil()).isEqualTo(at(660));
        assertThat(model.nextExpiration()).isEqualTo(at(660));
        assertThat(model.advance(at(5000)).transitions()).extracting(t -> t.location(), t -> t.at()).containsExactly(
                org.assertj.core.groups.Tuple.tuple("kitchen", at(660)),
                org.assertj.core.groups.Tuple.tuple("home", at(660)));
    }

    @Test
    void aLevelMustLastBeforeItHolds() {
        home(SourceConfig.builder("kitchen", "Power", SourceType.LEVEL).on("50 W").off("20 W")
                .minDuration(Duration.ofSeconds(30)).build());
        item("Power", "0.06 kW", 0);
        assertThat(model.engine().state("kitchen").occupied()).isFalse();
        assertThat(model.nextExpiration()).isEqualTo(at(30));
        EngineResult late = item("Power", "25 W", 100);
        assertThat(late.transitions()).extracting(t -> t.location()).containsExactly("kitchen", "home");
        assertThat(late.transitions().get(0).at()).isEqualTo(at(30));
        assertThat(model.engine().state("kitchen").held()).isTrue();
    }

    @Test
    void aStuckSensorIsNotBelieved() {
        home(SourceConfig.builder("kitchen", "PIR", SourceType.MOTION).maxActive(Duration.ofHours(1)).build());
        item("PIR", "ON", 0);
        EngineResult end = model.advance(at(7200));
        assertThat(end.transitions().get(0).at()).isEqualTo(at(3600));
        assertThat(model.engine().state("kitchen").occupied()).isFalse();
        assertThat(model.status("kitchen", "PIR").problem()).contains("PIR", "2026-01-01T12:00:00Z", "1h");
    }
}
