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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.replay.OutputFile;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.protocol.LineProtocol;
import org.openhab.binding.occupancy.internal.replay.recording.CsvTable;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.source.ItemState;

/**
 * What the command line program makes of files and lines that nobody should have written.
 */
@NonNullByDefault
class BadInputTest extends CommandLineFixture {

    private static final String HOME = """
            locations:
              - id: home
              - {id: hall, parent: home, vacancy: TIMEOUT, sources: [{item: Hall_PIR, type: motion}]}
            """;
    private static final String EVENTS = """
            timestamp,item,state
            2026-01-01T10:00:00,Hall_PIR,ON
            2026-01-01T10:01:00,Hall_PIR,OFF
            2026-01-01T11:00:00,Hall_PIR,OFF
            """;

    // ------------------------------------------------------------------------------------------------ size and time

    @Test
    void anEndlessWordThatIsNearlyAnotherIsNotComparedLetterByLetter() throws IOException {
        String id = "a".repeat(50_000);
        String home = "locations:\n  - id: " + id + "\n  - id: b\n    parent: " + id + "b\n";

        assertThat(run("replay", "--home", file("home.yaml", home), "--events", file("e.csv", EVENTS))).isOne();
        assertThat(err.toString()).contains("names the location").hasSizeLessThan(2_000);
    }

    @Test
    void aNumberOfAMillionDigitsIsAText() {
        assertThat(ItemState.parse("1,1,1." + "1".repeat(1_000_000)).kind()).isSameAs(ItemState.Kind.TEXT);
        assertThat(ItemState.parse("1.1,1." + "1".repeat(1_000_000)).kind()).isSameAs(ItemState.Kind.TEXT);
    }

    @Test
    void aHomeThatIsNestedWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        StringBuilder deep = new StringBuilder();
        String name = "n".repeat(900);
        for (int i = 0; i < 900; i++) {
            deep.append("{\"").append(name).append("\":");
        }
        assertThat(run("replay", "--home", file("home.json", deep.toString()), "--events", file("e.csv", EVENTS)))
                .isOne();
        assertThat(err.toString()).contains("nested too deeply").doesNotContain("StreamRead");
    }

    // -------------------------------------------------------------------------------------------------- what is read

    @Test
    void neitherRecordingNorHomeIsReplacedByWhatIsMadeOfThem() throws IOException {
        String home = file("home.yaml", HOME);
        String events = file("e.csv", EVENTS);

        assertThat(run("replay", "--home", home, "--events", events, "--out",
                folder + "/../" + folder.getFileName() + "/e.csv")).isOne();
        assertThat(run("replay", "--home", home, "--events", events, "--report", home)).isOne();
        assertThat(run("replay", "--home", home, "--events", events, "--out", folder + "/x.csv", "--report",
                folder + "/x.csv")).isOne();

        assertThat(Path.of(events)).hasContent(EVENTS);
        assertThat(Path.of(home)).hasContent(HOME);
        assertThat(err.toString()).contains("The option --out names ", "The option --report names the home file",
                "The options --out and --report name the same file");
    }

    @Test
    void aTableIsNotPutAmongTheRecordingsThatItIsMadeOf() throws IOException {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        Files.writeString(recordings.resolve("e.csv"), EVENTS);
        String home = file("home.yaml", HOME);

        assertThat(run("replay", "--home", home, "--events", recordings.toString(), "--out", recordings + "/rows.csv"))
                .isOne();
        assertThat(recordings.resolve("rows.csv")).doesNotExist();
        assertThat(run("replay", "--home", home, "--events", recordings.toString(), "--report",
                recordings + "/report.html")).as("not a recording by its name").isZero();
    }

    @Test
    void aFileThatMustNotBeWrittenIsNotReplacedByAnother() throws IOException {
        Path rows = Path.of(file("rows.csv", "mine"));
        if (!rows.toFile().setWritable(false) || Files.isWritable(rows)) {
            // whoever may write everything, such as the superuser, cannot see this
            return;
        }
        assertThat(run("replay", "--home", file("home.yaml", HOME), "--events", file("e.csv", EVENTS), "--out",
                rows.toString())).isOne();
        assertThat(rows).hasContent("mine");
        assertThat(err.toString()).contains("permission denied");
    }

    @Test
    void aHiddenFileAmongTheRecordingsIsNone() throws IOException {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        Files.writeString(recordings.resolve("e.csv"), EVENTS);
        Files.writeString(recordings.resolve("._e.csv"), "\0\5\26\7");
        assertThat(run("replay", "--home", file("home.yaml", HOME), "--events", recordings.toString())).isZero();
    }

    @Test
    void whatIsNotFinishedGoesWhenTheProgramIsInterrupted() throws IOException {
        try (OutputFile rows = OutputFile.create(folder.resolve("rows.csv"))) {
            rows.write("half of it");
            assertThat(hidden()).isOne();
            OutputFile.discardUnfinished();
            assertThat(hidden()).isZero();
        }
    }

    private long hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(".")).count();
        }
    }

    @Test
    void aRecordingOfOneInstantIsReplayed() throws IOException {
        Path rows = folder.resolve("rows.csv");
        String events = file("e.csv", "timestamp,item,state\n2026-01-01T10:00:00,Hall_PIR,ON\n");

        assertThat(run("replay", "--home", file("home.yaml", HOME), "--events", events, "--out", rows.toString(),
                "--report", folder + "/r.html")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("Replayed 1 changes, 2026-01-01T10:00:00.000 to 2026-01-01T10:01:00.000");
        assertThat(rows).content().contains("2026-01-01T10:00:00.000,hall,OCCUPIED");
    }

    @Test
    void thatNothingLiesInTheTimeAskedForIsSaidInTheWordsOfTheOptions() throws IOException {
        String home = file("home.yaml", HOME);
        String events = file("e.csv", EVENTS);
        assertThat(run("replay", "--home", home, "--events", events, "--from", "2026-02-01")).isOne();
        assertThat(run("replay", "--home", home, "--events", events, "--to", "2025-02-01")).isOne();
        assertThat(err.toString()).contains("no changes after --from.", "no changes before --to.");
    }

    // ------------------------------------------------------------------------------------------------- what is shown

    @Test
    void aTableCanBeReadBackWhateverThePlacesAreCalled() throws IOException {
        String name = "two\nlines, \"quoted\"";
        Path rows = folder.resolve("rows.csv");
        String home = """
                {"locations": [{"id": "two\\nlines, \\"quoted\\"", "vacancy": "TIMEOUT",
                  "sources": [{"item": "A", "type": "motion"}]},
                 {"id": "=HYPERLINK(1)", "vacancy": "TIMEOUT", "sources": [{"item": "A", "type": "motion"}]}]}
                """;
        String events = file("e.csv", "timestamp,item,state\n2026-01-01T10:00:00,A,ON\n2026-01-01T11:00:00,A,OFF\n");

        assertThat(run("replay", "--home", file("home.json", home), "--events", events, "--out", rows.toString()))
                .as(err.toString()).isZero();

        assertThat(rows).content().contains("'=HYPERLINK(1)").doesNotContain(",=HYPERLINK");
        try (CsvTable table = CsvTable.open(rows, ReadProblems.strict(), "timestamp", "location", "state")) {
            assertThat(names(table)).containsExactlyInAnyOrder(name, "=HYPERLINK(1)");
        }
    }

    private static List<String> names(CsvTable table) throws IOException {
        List<String> names = new ArrayList<>();
        for (String @Nullable [] row = table.next(); row != null; row = table.next()) {
            names.add(row[1]);
        }
        return names;
    }

    @Test
    void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
        String events = "timestamp,item,state\n2026-01-01T10:00:00,\"A,ON\n2026-01-01T10:01:00,A,ON\n"
                + "2026-01-01T10:02:00,A,OFF\n";
        Path file = Path.of(file("e.csv", events));
        ReadProblems problems = ReadProblems.skipped(sentence -> {
        });
        try (CsvTable table = CsvTable.open(file, problems, "timestamp", "item", "state")) {
            assertThat(names(table)).containsExactly("A", "A");
            assertThat(table.lineNumber()).isEqualTo(4);
        }
        assertThat(problems.count()).isOne();
    }

    @Test
    void namesDoNotCommandTheTerminal() throws IOException {
        String home = """
                {"locations": [{"id": "a\\u001b[2Jb\\u0007", "vacancy": "TIMEOUT",
                  "sources": [{"item": "A\\u001b]0;x", "type": "motion"}]}]}
                """;
        run("replay", "--home", file("home.json", home), "--events", file("e.csv", EVENTS));
        assertThat(out + err.toString()).doesNotContain("\u001b", "\u0007").contains("a [2Jb ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"op\":\"advance\",\"at\":1e999999999999999999}", "{\"a\":1}{\"b\":2}",
            "{\"a\":1,\"a\":2}", "[", "{\"a\":tru}", "{'a':1}", "{\"op\":\"advance\",\"at\":00}",
            "{\"op\":\"advance\",\"at\":1.}" })
    void answersSpeakOfTheLineAndNotOfTheProgram(String line) {
        String answer = new LineProtocol(Home.EMPTY).answer(line);
        assertThat(answer).contains("\"error\"").doesNotContain("internal-error")
                .doesNotContainPattern("`|java\\.|fasterxml|[a-z]Exception|JsonNode|StreamRead|Feature");
    }

    @Test
    void linesBeyondTheLimitsOfTheParserAreToldInPlainWords() {
        LineProtocol protocol = new LineProtocol(Home.EMPTY);
        String answer = protocol.answer("{\"op\":\"advance\",\"at\":" + "1".repeat(1_000_000) + "}");
        assertThat(answer).contains("too long").doesNotContain("StreamRead").hasSizeLessThan(1_000);
        assertThat(protocol.answer("{\"op\":" + "[".repeat(5_000))).contains("nested too deeply");
    }

    @Test
    void nothingShownIsEndless() {
        LineProtocol protocol = new LineProtocol(Home.EMPTY);
        String answer = protocol.answer("{\"op\":\"explain\",\"location\":\"" + "x".repeat(1_000_000) + "\"}");
        assertThat(answer).contains("unknown-location").hasSizeLessThan(3_000);
    }
}
