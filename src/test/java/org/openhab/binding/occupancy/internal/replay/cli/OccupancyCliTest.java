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
package org.openhab.binding.occupancy.internal.replay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.protocol.LineProtocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The commands as a user sees them: what they print and write, and their exit codes.
 */
@NonNullByDefault
class OccupancyCliTest extends CommandLineFixture {

    private static final String HOME = """
            locations:
              - id: home
              - {id: hall, parent: home, vacancy: TIMEOUT, sources: [{item: Hall_PIR, type: motion}]}
              - {id: den, parent: home, vacancy: TIMEOUT, sources: [{item: Den_PIR, type: motion}]}
            """;

    private static final String EVENTS = """
            timestamp,item,state
            2026-01-01T10:00:00,Hall_PIR,ON
            2026-01-01T10:00:30.250,Hall_PIR,OFF
            2026-01-01T10:05:00,Den_PIR,ON
            2026-01-01T10:06:00,Den_PIR,OFF
            2026-01-01T11:00:00,Lamp,ON
            """;

    private static final String TRUTH = """
            start,end,resident,room,basis
            2026-01-01T10:00:00,2026-01-01T10:05:00,mike,hall,seen
            2026-01-01T10:05:00,2026-01-01T10:30:00,mike,den,seen
            2026-01-01T10:30:00,2026-01-01T11:00:00,mike,away,seen
            """;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void replayWritesARowForEachChangeAndASummary() throws IOException {
        Path rows = folder.resolve("rows.csv");

        int code = run("replay", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--out",
                rows.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(rows).hasContent("""
                timestamp,location,state
                2026-01-01T10:00:00.000,hall,OCCUPIED
                2026-01-01T10:00:00.000,home,OCCUPIED
                2026-01-01T10:05:00.000,den,OCCUPIED
                2026-01-01T10:10:30.250,hall,VACANT
                2026-01-01T10:16:00.000,den,VACANT
                2026-01-01T10:16:00.000,home,VACANT
                """);
        assertThat(out.toString())
                .startsWith("Replayed 5 changes, 2026-01-01T10:00:00.000 to 2026-01-01T11:00:00.000 (0.0 days).")
                .containsPattern("home +26.7 % +6.40").containsPattern("hall +17.5 % +4.20");
        assertThat(err.toString()).isEqualTo("Warning: No source uses Lamp, of which the recording has 1 change.\n");
        assertThat(files()).containsExactly("events.csv", "home.yaml", "rows.csv");
    }

    @Test
    void replayTellsTheCauseOfEachRowIfAsked() throws IOException {
        String home = file("home.yaml",
                HOME.replace("vacancy: TIMEOUT, sources: [{item: Den", "vacancy: DEPARTURE, sources: [{item: Den"));
        String events = file("events.csv",
                EVENTS + "2026-01-01T12:00:00,Hall_PIR,ON\n2026-01-01T12:05:00,Hall_PIR,OFF\n");
        Path rows = folder.resolve("rows.csv");

        assertThat(run("replay", "--home", home, "--events", events, "--causes", "--out", rows.toString()))
                .as(err.toString()).isZero();

        assertThat(rows).content().startsWith("timestamp,location,state,cause,why\n").contains(
                "2026-01-01T10:00:00.000,hall,OCCUPIED,EVENT,Hall_PIR (motion) reported somebody\n",
                "2026-01-01T10:00:00.000,home,OCCUPIED,CHILD,hall became occupied\n",
                "2026-01-01T10:10:30.250,hall,VACANT,TIMER,the timeout of Hall_PIR is over\n",
                "den,VACANT,LEFT,somebody left: there was activity in hall\n");
        assertThat(run("replay", "--home", home, "--events", events, "--causes")).isEqualTo(1);
        assertThat(err.toString())
                .endsWith("The option --causes adds columns to the rows of --out, which is not given.\n");
    }

    @Test
    void aStretchBeginsWithWhatIsOccupiedThen() throws IOException {
        Path rows = folder.resolve("rows.csv");

        int code = run("replay", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--out",
                rows.toString(), "--from", "2026-01-01T10:04:00", "--to", "2026-01-01T10:12:00Z");

        assertThat(code).as(err.toString()).isZero();
        assertThat(rows).hasContent("""
                timestamp,location,state
                2026-01-01T10:04:00.000,hall,OCCUPIED
                2026-01-01T10:04:00.000,home,OCCUPIED
                2026-01-01T10:05:00.000,den,OCCUPIED
                2026-01-01T10:10:30.250,hall,VACANT
                """);
    }

    @Test
    void replayWritesAReport() throws IOException {
        Path page = folder.resolve("page.html");

        int code = run("replay", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--report",
                page.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("hall", "den", "events.csv");
    }

    @Test
    void scoreTellsHowRightItWas() throws IOException {
        String[] args = { "score", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--truth",
                file("truth.csv", TRUTH) };

        assertThat(run(args)).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("(?m)^ +precision +recall +F1")
                .containsPattern("(?m)^hall +0\\.476 +1\\.000 +0\\.645").containsPattern("(?m)^home +1\\.000 +0\\.533");

        out.getBuffer().setLength(0);
        assertThat(run(Stream.concat(Stream.of(args), Stream.of("--json")).toArray(String[]::new))).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        // den: shown 10:05 to 10:16, somebody there until 10:30, so it fell vacant once while he stayed
        assertThat(json.path("rooms").path("den").path("R").asDouble()).isEqualTo(11.0 / 25);
        assertThat(json.path("rooms").path("den").path("P").asDouble()).isEqualTo(1);
        assertThat(json.path("false_vac_day").asDouble() * json.path("days").asDouble()).isEqualTo(1);
        // hall: he left at 10:05, it was shown until 10:10:30 (and a quarter, which the grid rounds away)
        assertThat(json.path("overhang_min_day").asDouble() * json.path("days").asDouble()).isEqualTo(5.5);
        assertThat(json.path("rooms").path("hall").path("F1").asDouble()).isEqualTo(2 * 300.0 / (2 * 300 + 330));
    }

    @Test
    void scoreShowsOnAPageWhereTheTruthWasOtherAndTheHomeByItself() throws IOException {
        Path page = Path.of(file("page.html", "old"));
        String truth = file("truth.csv", TRUTH);
        String[] args = { "score", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--truth",
                truth, "--report" };

        assertThat(run(Stream.concat(Stream.of(args), Stream.of(page.toString())).toArray(String[]::new)))
                .as(err.toString()).isZero();
        String sentence = out.toString().lines().filter(line -> line.startsWith("The home by itself")).findFirst()
                .orElseThrow();
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains(sentence, "\"truth\"");

        assertThat(run(Stream.concat(Stream.of(args), Stream.of(truth)).toArray(String[]::new))).isNotZero();
        assertThat(err.toString()).contains("The option --report names the truth");
        assertThat(Path.of(truth)).content().isEqualTo(TRUTH);
    }

    /** Somebody who was in the den all the time, and now and then crossed the hall. */
    @Test
    void scoreDrawsHowRightTheProbabilityIs() throws IOException {
        StringBuilder events = new StringBuilder("timestamp,item,state\n");
        Instant at = Instant.parse("2026-01-01T10:00:00Z");
        for (int i = 0; i < 300; i++) {
            String item = i % 100 < 10 ? "Hall_Motion" : "Den_Motion";
            events.append(at).append(',').append(item).append(",ON\n").append(at.plusSeconds(2)).append(',')
                    .append(item).append(",OFF\n");
            at = at.plusSeconds(10);
        }
        String home = file("weighed.yaml", """
                locations:
                  - id: home
                  - id: hall
                    parent: home
                    vacancy: DEPARTURE
                    sources:
                      - {item: Hall_Motion, type: motion}
                  - id: den
                    parent: home
                    vacancy: DEPARTURE
                    sources:
                      - {item: Den_Motion, type: motion}
                """);
        String truth = file("where.csv", """
                start,end,resident,room
                2026-01-01T10:00:00Z,2026-01-01T12:00:00Z,ann,den
                """);
        Path image = folder.resolve("right.svg");
        String[] args = { "score", "--home", home, "--events", file("lively.csv", events.toString()), "--truth", truth,
                "--reliability" };

        assertThat(run(Stream.concat(Stream.of(args), Stream.of(image.toString())).toArray(String[]::new)))
                .as(err.toString()).isZero();
        assertThat(image).content().startsWith("<svg ").endsWith("</svg>\n").contains(">weighed<")
                .containsPattern("<title>said 1\\.00, right 0\\.9\\d, \\d+ minutes</title>");

        assertThat(run(Stream.concat(Stream.of(args), Stream.of(truth)).toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString())
                .contains("The option --reliability names " + truth + ", which is read or written by another option.");
    }

    @Test
    void aRoomOfTheTruthMustExist() throws IOException {
        int code = run("score", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--truth",
                file("truth.csv", TRUTH.replace(",den,", ",hall|dne,")));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(
                folder.resolve("truth.csv") + ", line 3: The home has no location \"dne\"; did you mean \"den\"?\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void badInputLeavesWhatWasThereAndWritesNothing() throws IOException {
        String rows = file("rows.csv", "precious");

        int code = run("replay", "--home", file("home.yaml", HOME), "--events",
                file("events.csv", EVENTS + "nonsense\n"), "--out", rows, "--strict");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(folder.resolve("events.csv") + ", line 7: The line has 1 field where the header has 3.\n");
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("rows.csv")).hasContent("precious");
        assertThat(files()).containsExactly("events.csv", "home.yaml", "rows.csv");
    }

    @Test
    void linesThatCannotBeReadAreSkippedAndSaid() throws IOException {
        int code = run("replay", "--home", file("home.yaml", HOME), "--events",
                file("events.csv", EVENTS + "nonsense\n".repeat(30)));

        assertThat(code).isZero();
        assertThat(err.toString().lines().filter(line -> line.startsWith("Skipped: "))).hasSize(10);
        assertThat(err.toString()).contains("Skipped 30 lines that could not be read.\n");
    }

    @Test
    void anItemThatIsSpeltDifferentlyInTheRecordingIsSaid() throws IOException {
        int code = run("replay", "--home", file("home.yaml", HOME.replace("Den_PIR", "Den_PRI")), "--events",
                file("events.csv", EVENTS));

        assertThat(code).isZero();
        assertThat(err.toString())
                .contains("Warning: The recording has nothing of the item Den_PRI; did you mean Den_PIR?\n");
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaid() throws IOException {
        String home = file("home.yaml", HOME);
        String events = file("events.csv", EVENTS);
        Path nowhere = folder.resolve("no").resolve("rows.csv");

        assertThat(run("replay", "--home", home, "--events", events, "--out", nowhere.toString())).isEqualTo(1);
        assertThat(run("replay", "--home", home, "--events", events, "--out", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("The file " + nowhere + " cannot be written: its folder does not exist.\n"
                + "The file " + folder + " cannot be written: it is a folder.\n");
    }

    @Test
    void aStretchThatEndsBeforeItBeginsIsRefused() throws IOException {
        int code = run("replay", "--home", file("home.yaml", HOME), "--events", file("events.csv", EVENTS), "--from",
                "2026-01-02", "--to", "2026-01-01");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("--from 2026-01-02T00:00:00.000 is not before --to 2026-01-01T00:00:00.000.\n");
    }

    /** The library would read more arguments from a file, and print a stack trace where that is a folder. */
    @Test
    void anArgumentThatBeginsWithAnAtSignIsOneLikeAnyOther() {
        int code = run("@" + folder);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                Unmatched argument at index 0: '@%s'
                Try occupancy-cli --help
                """.formatted(folder));
    }

    @Test
    void wrongUsageIsSaidInTwoLines() {
        assertThat(run("score", "--home", "x")).isEqualTo(2);
        assertThat(run("replay", "--home", "x", "--events", "y", "--from", "noon")).isEqualTo(2);
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                Missing required options: '--events=FILE', '--truth=FILE'
                Try occupancy-cli score --help
                Invalid value for option '--from': 'noon' is not a time such as 2026-01-31 or 2026-01-31T08:15:00
                Try occupancy-cli replay --help
                Unmatched argument at index 0: 'frobnicate'
                Try occupancy-cli --help
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = { "demo", "replay", "score", "engine" })
    void everyCommandHelps(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: occupancy-cli " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aClosedOutputIsNoSuccess() throws IOException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        int code = OccupancyCli.execute(new PrintWriter(closed), new PrintWriter(err), "replay", "--home",
                file("home.yaml", HOME), "--events", file("events.csv", EVENTS));

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).endsWith("The output was closed before all was written.\n");
    }

    @Test
    void theEngineAnswersEachLineBeforeTheNextIsRead() throws IOException {
        List<String> conversation = new ArrayList<>();
        byte[] requests = "{\"op\":\"state\"}\nnonsense\n\n{\"op\":\"advance\",\"at\":\"2026-01-01T00:00:00Z\"}"
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(requests);
        ByteArrayOutputStream answers = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                conversation.add(toString(StandardCharsets.UTF_8));
                reset();
            }
        };

        assertThat(EngineCommand.converse(new LineProtocol(Home.EMPTY), in, answers)).isZero();
        assertThat(conversation).hasSize(4).allMatch(answer -> answer.endsWith("}\n"));
        assertThat(conversation.get(0)).isEqualTo("{\"state\":{}}\n");
        assertThat(conversation.get(3)).isEqualTo("{\"transitions\":[],\"nextExpiration\":null}\n");
    }
}
