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
package org.openhab.binding.occupancy.internal.service.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.service.api.LocationView;

/**
 * The list of locations that forms, the console and pages show.
 */
class BoardTest {

    private final Board board = new Board();

    @Test
    void locationsStandAfterTheirParentAndBesideEachOtherByLabel() {
        put("bath", "upper", "Bath");
        put("kitchen", "lower", "kitchen");
        put("lower", "home", "Lower floor");
        put("home", null, "Home");
        put("upper", "home", "Upper floor");
        put("attic", "upper", "Attic");
        put("island", "kitchen", "Island");

        assertThat(board.views()).extracting(LocationView::id).containsExactly("home", "lower", "kitchen", "island",
                "upper", "attic", "bath");
    }

    @Test
    void aLocationWhoseParentIsNotThereStandsByItself() {
        put("kitchen", "lower", "Kitchen");

        assertThat(board.views()).extracting(LocationView::id).containsExactly("kitchen");
    }

    /** The exit of a home is a source of its hall. */
    @Test
    void aSourceOfAnotherLocationIsCalledByItsLabelIfThereIsOnlyOne() {
        put("home", null, "Home", Map.of());
        put("hall", "home", "Hall", Map.of("Front_Door", "Front door", "pir", "Motion in the hall"));
        put("bath", "home", "Bath", Map.of("pir", "Motion in the bath"));

        assertThat(board.name("home", exit("Front_Door"))).isEqualTo("Front door");
        assertThat(board.name("bath", exit("pir"))).isEqualTo("Motion in the bath");
        assertThat(board.name("home", exit("pir"))).as("of two").isEqualTo("pir");
        assertThat(board.name("home", exit("party"))).as("of none").isEqualTo("party");
    }

    private static Reason exit(String source) {
        return new Reason(Kind.EXIT_SILENT, source, null, null, null);
    }

    private void put(String id, String parent, String label) {
        put(id, parent, label, Map.of());
    }

    private void put(String id, String parent, String label, Map<String, String> sources) {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configure(LocationConfig.builder(id).build(), Instant.EPOCH);
        board.put(new LocationView(id, parent, label, null, engine.state(id), null, null, null, false, sources,
                List.of()));
    }
}
