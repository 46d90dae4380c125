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
package org.openhab.binding.occupancy.internal.replay.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.InputException;

@NonNullByDefault
class ReliabilityTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void whatWasSaidIsComparedWithWhatWasRight() {
        Reliability reliability = new Reliability();
        for (int i = 0; i < 40; i++) {
            reliability.add(0.25, i % 4 == 0);
            reliability.add(1, i > 0);
            reliability.add(0, false);
        }
        reliability.add(0.55, true);
        assertThat(reliability.points()).as("a single minute is no class").containsExactly(
                new Reliability.Point(0, 0, 40), new Reliability.Point(0.25, 0.25, 40),
                new Reliability.Point(1, 39.0 / 40, 40));
    }

    /** Ann is in the den for an hour, then she is out for one; of the hour between nothing is known. */
    @Test
    void onlyMinutesOfWhichTheTruthTellsCount() {
        LocationConfig home = LocationConfig.builder("home").build();
        LocationConfig den = LocationConfig.builder("den").parent("home").build();
        Truth truth = Truth.of(List.of(new TruthRow(START, minute(60), "ann", List.of("den"), 0),
                new TruthRow(minute(120), minute(180), "ann", List.of(), 0)));
        ReliabilityCounter counter = new ReliabilityCounter(List.of(home, den), truth);
        for (int i = 0; i < 300; i++) {
            counter.count(minute(i), room -> room.equals("den") ? Double.valueOf(0.5) : null);
        }
        assertThat(counter.result().points()).containsExactly(new Reliability.Point(0.5, 0.5, 120));
    }

    @Test
    void theDiagramHasACurveForEachHome(@TempDir Path folder) {
        Path file = folder.resolve("right.svg");
        List<Reliability.Point> sure = List.of(new Reliability.Point(0, 0, 100), new Reliability.Point(1, 0.9, 100));
        ReliabilityDiagram.write("Ann & \"<Bob>\"", sure, file);
        assertThat(file).content().startsWith("<svg ").endsWith("</svg>\n").contains("points=\"40,290 300,56\"",
                "<title>said 1.00, right 0.90, 100 minutes</title>", ">Ann &amp; &quot;&lt;Bob&gt;&quot;</text>");

        ReliabilityDiagram.write("flat", List.of(new Reliability.Point(0.5, 0.25, 60)), file);
        ReliabilityDiagram.write("flat", List.of(new Reliability.Point(0.5, 0.75, 60)), file);
        assertThat(file).content().containsOnlyOnce("points=\"40,290 300,56\"").contains("points=\"170,95\"")
                .doesNotContain("points=\"170,225\"").contains(">Ann &amp; &quot;&lt;Bob&gt;&quot;</text>");
    }

    @Test
    void whatIsNoDiagramIsNotOverwritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("precious.svg"), "<svg/>");
        assertThatThrownBy(() -> ReliabilityDiagram.write("flat", List.of(), file)).isInstanceOf(InputException.class)
                .hasMessage("The file " + file + " is there already and is no diagram of this program.");
        assertThat(file).hasContent("<svg/>");
    }

    private static Instant minute(int minutes) {
        return START.plusSeconds(60L * minutes);
    }
}
