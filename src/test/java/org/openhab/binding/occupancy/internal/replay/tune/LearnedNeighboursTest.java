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
package org.openhab.binding.occupancy.internal.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;

/**
 * What {@code tune} tells of who was seen where next, beside what is set.
 */
@NonNullByDefault
class LearnedNeighboursTest {

    private static final String HOME = """
            locations:
              - id: home
              - {id: hall, parent: home, adjacent: [kitchen, cellar], sources: [{item: hall, type: motion, pulseOnly: true}]}
              - {id: kitchen, parent: home, sources: [{item: kitchen, type: motion, pulseOnly: true}]}
              - {id: bath, parent: home, sources: [{item: bath, type: motion, pulseOnly: true}]}
              - {id: cellar, parent: home, sources: [{item: cellar, type: motion, pulseOnly: true}]}
            """;

    private final List<ItemChange> changes = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Somebody goes from one to the other, again and again, and stays for some minutes each time. */
    private void walk(String one, String other, int times) {
        for (int i = 0; i < 2 * times; i++) {
            changes.add(new ItemChange(now, i % 2 == 0 ? one : other, "ON"));
            changes.add(new ItemChange(now.plusSeconds(1), i % 2 == 0 ? one : other, "OFF"));
            now = now.plusSeconds(i % 2 == 0 ? 5 : 300);
        }
    }

    @Test
    void itSaysWhatWasLearnedAndWhereThatIsNotWhatIsSet() {
        walk("hall", "kitchen", 80);
        walk("hall", "bath", 60);
        walk("bath", "cellar", 30);
        Tuning tuning = new Tuner(HomeFile.parse(HOME, "home.yaml"), changes, null, null, null, 10, () -> {
        }).tune();
        assertThat(tuning.neighbours()).extracting(LearnedNeighbours::location).containsExactly("hall", "kitchen",
                "bath", "cellar");
        assertThat(TuneReport.text(tuning)).containsPattern(
                "hall leads to kitchen \\(\\d+ walks\\) and bath \\(\\d+ walks\\)\\. It is not set as next to bath\\. "
                        + "It is set as next to cellar, but nobody was seen walking there\\.")
                .containsPattern("bath leads to hall \\(\\d+ walks\\) and cellar \\(\\d+ walks\\)\\.\\R");
        assertThat(TuneReport.json(tuning).path("neighbours").path(0).toString()).contains("\"notSet\":[\"bath\"]",
                "\"notWalked\":[\"cellar\"]", "\"place\":\"kitchen\"");
    }
}
