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
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.replay.cli.CommandLineRunner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Replays recorded homes and compares the score with that of the reference program, which gets the rows that
 * {@code replay --out} wrote.
 *
 * The recordings are not part of the project. They are looked for in the system property {@code occupancy.recordings},
 * the environment variable {@code OCCUPANCY_RECORDINGS} and {@code ../shared/recordings}; without them, or without
 * Python 3 and numpy, this is skipped.
 */
@NonNullByDefault
class RecordedHomesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    @SuppressWarnings("null") // set by JUnit
    Path folder;

    @ParameterizedTest
    @CsvSource({ "hh101_a,TIMEOUT", "hh101_a,DEPARTURE", "aras_b_a,TIMEOUT", "aras_b_a,DEPARTURE", "ordonez_a,TIMEOUT",
            "ordonez_a,DEPARTURE" })
    void scoreAgreesWithTheReference(String name, String vacancy) throws Exception {
        Path recordings = recordings();
        Path recording = recordings.resolve(name);
        skipUnless(Files.isDirectory(recording), "there is no recording " + recording);
        skipUnless(run("python3", "-c", "import numpy").code() == 0, "there is no Python 3 with numpy");
        RoomsFile rooms = RoomsFile.read(recording.resolve("rooms.json"));
        Path home = Files.writeString(folder.resolve("home.json"), rooms.homeFile(vacancy));
        Path rows = folder.resolve("rows.csv");
        String events = recording.resolve("events.csv").toString();

        cli("replay", "--home", home.toString(), "--events", events, "--from", rooms.start(), "--to", rooms.end(),
                "--out", rows.toString(), "--strict");
        JsonNode score = MAPPER.readTree(cli("score", "--home", home.toString(), "--events", events, "--truth",
                recording.resolve("truth.csv").toString(), "--from", rooms.start(), "--to", rooms.end(), "--json",
                "--strict"));
        Output metrics = run("python3", recordings.resolve("metrics.py").toString(), recording.toString(),
                rows.toString());
        assertThat(metrics.code()).as(metrics.text()).isZero();

        JsonNode reference = MAPPER.readTree(metrics.text());
        int compared = 0;
        for (Map.Entry<String, JsonNode> expected : reference.properties()) {
            String key = expected.getKey();
            if (!key.equals("perF1") && !key.equals("over_med")) {
                assertSame(key, score.path(key), expected.getValue(), 0.0005);
                compared++;
            }
        }
        for (Map.Entry<String, JsonNode> expected : reference.path("perF1").properties()) {
            assertSame("F1 of " + expected.getKey(), score.path("rooms").path(expected.getKey()).path("F1"),
                    expected.getValue(), 0.0005);
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(17);
        // far from what a broken replay would reach, near what the three homes reach
        assertThat(score.path("homeF1").asDouble()).isGreaterThan(vacancy.equals("TIMEOUT") ? 0.4 : 0.9);
        if (vacancy.equals("DEPARTURE")) {
            // an alarm is armed on nobody, and when nobody is there it is
            assertThat(score.path("home_false_vac_day").asDouble()).isLessThanOrEqualTo(0.1);
            assertThat(score.path("awayF1").asDouble()).isGreaterThan(0.98);
        }
    }

    private static void assertSame(String key, JsonNode actual, JsonNode expected, double tolerance) {
        if (expected.isNull()) {
            assertThat(actual.isNull()).as(key).isTrue();
        } else {
            assertThat(actual.isNumber()).as(key).isTrue();
            assertThat(actual.asDouble()).as(key).isCloseTo(expected.asDouble(), within(tolerance));
        }
    }

    private static void skipUnless(boolean condition, String reason) {
        if (!condition) {
            System.out.println("SKIPPED: the score is not compared with the reference: " + reason);
        }
        assumeTrue(condition, reason);
    }

    private static Path recordings() {
        String given = System.getProperty("occupancy.recordings", System.getenv("OCCUPANCY_RECORDINGS"));
        return Path.of(given == null ? "../shared/recordings" : given);
    }

    private static String cli(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineRunner.run(new PrintWriter(out), new PrintWriter(err), args);
        assertThat(code).as(err.toString()).isZero();
        return out.toString();
    }

    private record Output(int code, String text) {
    }

    private static Output run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new Output(-1, e.toString());
        }
        String text = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Output(process.exitValue(), text);
    }
}
