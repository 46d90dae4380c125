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
package org.openhab.binding.occupancy.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;

/**
 * The converter from the description of a recorded home to a home file.
 */
@NonNullByDefault
class RoomsFileTest {

    private static final String ROOMS = """
            {"rooms": [{"id": "hall", "parent": "home"}, {"id": "bath", "parent": "home"}],
             "sensors": {
               "pir": {"room": "hall", "kind": "motion", "mode": "edge"},
               "door": {"room": "hall", "kind": "door", "mode": "edge"},
               "tap": {"room": "bath", "kind": "contact", "mode": "edge"},
               "lid": {"room": "bath", "kind": "contact", "mode": "level"},
               "mat": {"room": "bath", "kind": "pressure", "mode": "level"},
               "sonar": {"room": "bath", "kind": "proximity", "mode": "edge"}},
             "adjacency": [["hall", "bath"]], "span": ["2026-01-01T00:00:00", "2026-01-02T00:00:00"]}
            """;

    @Test
    void everyKindOfSensorBecomesASource() throws IOException {
        Home home = HomeFile.parse(RoomsFile.parse(ROOMS).homeFile("TIMEOUT"), "home.json");

        assertThat(home.ids()).containsExactly("home", "hall", "bath");
        assertThat(home.sources().stream()
                .map(source -> source.location() + " " + source.id() + " " + source.type().id()
                        + (source.pulseOnly() ? " pulseOnly" : ""))
                .collect(Collectors.toList())).containsExactly("hall pir motion pulseOnly", "hall door door",
                        "bath tap activity", "bath lid presence", "bath mat presence", "bath sonar motion pulseOnly");
        assertThat(home.locations()).anySatisfy(location -> assertThat(location.adjacent()).isNotEmpty());
    }
}
