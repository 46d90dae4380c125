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
package org.openhab.binding.occupancy.internal.replay.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * Recordings of every format, good and bad.
 */
@NonNullByDefault
class RecordingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String HEADER = "timestamp,item,state\n";

    @TempDir
    @SuppressWarnings("null") // set by JUnit
    Path folder;

    private final List<String> skipped = new ArrayList<>();

    private List<String> read(Path path) {
        List<String> changes = new ArrayList<>();
        try (Recording recording = Recording.open(path, BERLIN, ReadProblems.skipped(skipped::add))) {
            for (ItemChange change = recording.next(); change != null; change = recording.next()) {
                changes.add(change.at() + " " + change.item() + " " + change.state());
            }
            assertThat(recording.skipped()).isEqualTo(skipped.size());
        }
        return changes;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void columnsComeInAnyOrderAndFieldsCanBeQuoted() throws IOException {
        Path file = file("events.csv", """
                \uFEFFState,comment,Sensor,TIMESTAMP\r
                ON,,Hall_PIR,2026-01-01T00:00:00\r
                "23,5 ""W""\",x,"Lamp, big",2026-01-01T00:00:01\r
                \r
                ,,Text,2026-01-01T00:00:02""");

        assertThat(read(file)).containsExactly("2026-01-01T00:00:00Z Hall_PIR ON",
                "2026-01-01T00:00:01Z Lamp, big 23,5 \"W\"", "2026-01-01T00:00:02Z Text ");
        assertThat(skipped).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "2026-07-01T12:00:00,2026-07-01T12:00:00Z", "2026-07-01T12:00,2026-07-01T12:00:00Z",
            "2026-07-01 12:00:00.5,2026-07-01T12:00:00.500Z", "2026-07-01T12:00:00.123456789,2026-07-01T12:00:00.123Z",
            "2026-07-01T12:00:00Z,2026-07-01T12:00:00Z", "2026-07-01T12:00:00.250+02:00,2026-07-01T10:00:00.250Z",
            "2026-07-01T12:00:00-0330,2026-07-01T15:30:00Z", "2026-07-01T12:00:00+02,2026-07-01T10:00:00Z",
            "1970-01-01T00:00:00,1970-01-01T00:00:00Z" })
    void timesAreIso(String text, Instant expected) {
        assertThat(TimeFormat.local(ZoneOffset.UTC).parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "yesterday", "2026-07-01", "2026-13-01T12:00:00", "2026-02-30T12:00:00", "2026-07-01T24:00:00",
            "2026-07-01T12:60:00", "2026-07-01T12:00:60", "2026-07-01T12:00:00.", "2026-07-01T12:00:00.1234567890",
            "2026-07-01T12:00:00 o'clock", "2026-07-01T12:00:00+25:00", "2026-07-01T1:00:00", "1767225600000",
            "2026-07-01T12:0", "26-07-01T12:00:00", "''" })
    void whatIsNoTimeIsRefusedByName(String text) {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> TimeFormat.local(ZoneOffset.UTC).parse(text))
                .withMessage("\"" + text + "\" is not a time such as 2026-01-31T08:15:00.");
    }

    @Test
    void timesAreWrittenAsTheyWereRead() {
        Instant at = Instant.parse("2026-07-01T12:00:00.5Z");
        TimeFormat local = TimeFormat.local(ZoneOffset.UTC);
        local.parse("2026-07-01T12:00:00");
        local.parse("2026-07-01T12:00:00+02:00");
        TimeFormat offset = TimeFormat.local(ZoneOffset.UTC);
        offset.parse("2026-07-01T12:00:00+02:00");

        assertThat(local.format(at)).isEqualTo("2026-07-01T12:00:00.500");
        assertThat(offset.format(at)).isEqualTo("2026-07-01T14:00:00.500+02:00");
        assertThat(TimeFormat.withOffset(BERLIN).format(at)).isEqualTo("2026-07-01T14:00:00.500+02:00");
        assertThat(TimeFormat.local(BERLIN).parse("2026-01-01T12:00:00"))
                .isEqualTo(Instant.parse("2026-01-01T11:00:00Z"));
    }

    @Test
    void linesThatCannotBeReadAreSkippedAndCountedByFileAndLine() throws IOException {
        Path file = file("events.csv", HEADER + """
                2026-01-01T00:00:00,a,ON
                yesterday,a,ON
                2026-01-01T00:00:01,a
                2026-01-01T00:00:02,a,ON,ON
                2026-01-01T00:00:03,"a,ON
                2026-01-01T00:00:04,"a"b,ON
                2026-01-01T00:00:05,,ON
                1969-12-31T23:59:59,a,ON
                9999-12-31T23:59:59-01:00,a,ON
                2026-01-01T00:00:06,a,\u0000
                """ + "x".repeat(70_000) + "\n2026-01-01T00:00:07,a,OFF\n");

        assertThat(read(file)).containsExactly("2026-01-01T00:00:00Z a ON", "2026-01-01T00:00:07Z a OFF");
        assertThat(skipped).containsExactly(file + ", line 3: \"yesterday\" is not a time such as 2026-01-31T08:15:00.",
                file + ", line 4: The line has 2 fields where the header has 3.",
                file + ", line 5: The line has 4 fields where the header has 3.",
                file + ", line 6: A quote is not closed.", file + ", line 7: There is text after a closing quote.",
                file + ", line 8: The item has no name.",
                file + ", line 9: The time 1969-12-31T23:59:59 is before 1970.",
                file + ", line 10: The time 9999-12-31T23:59:59-01:00 is after the year 9999.",
                file + ", line 11: The line is not text.",
                file + ", line 12: The line is longer than 65536 characters.");
    }

    @Test
    void strictStopsAtTheFirstLineThatCannotBeRead() throws IOException {
        Path file = file("events.csv", HEADER + "2026-01-01T00:00:00,a,ON\nnonsense\n2026-01-01T00:00:01,a,OFF\n");

        assertThatExceptionOfType(InputException.class).isThrownBy(() -> {
            try (Recording recording = Recording.open(file, BERLIN, ReadProblems.strict())) {
                while (recording.next() != null) {
                    // to the end
                }
            }
        }).withMessage(file + ", line 3: The line has 1 field where the header has 3.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "''|The file F is empty.", "'\n\n'|The file F is empty.",
            "timestamp,item,state|F holds no changes.",
            "'timestamp,item,state\nx\n'|F holds no changes that can be read; skipped: 1.",
            "timestamp,name,state|'F, line 1: The header has no column item or sensor; it must name timestamp, item or sensor, state.'",
            "timestamp,item,state,item|'F, line 1: The header names the column item twice.'",
            "timestamp,item,state,sensor|'F, line 1: The header names the column sensor twice.'",
            "{}|The file F is not the history of an item: it has no name.",
            "{\"name\":\"X\"}|The file F is not the history of an item: it has no data.",
            "[]|The file F is not the history of an item: it has no name." })
    void aFileThatIsNoRecordingIsRefused(String text, String sentence) throws IOException {
        Path file = file("events", text);
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(file))
                .withMessage(sentence.replaceFirst("\\bF\\b", file.toString())).withNoCause();
    }

    @Test
    void aBinaryFileIsRefused() throws IOException {
        byte[] bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        Path file = Files.write(folder.resolve("binary.csv"), bytes);
        Path utf16 = Files.write(folder.resolve("utf16.csv"), HEADER.getBytes(StandardCharsets.UTF_16LE));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(file))
                .withMessage("The file " + file + " is not a CSV file: it does not begin with a line of text.");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(utf16))
                .withMessage("The file " + utf16 + " is not a CSV file: it does not begin with a line of text.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        Path missing = folder.resolve("missing.csv");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(missing))
                .withMessage("There is no file " + missing + ".");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> read(empty))
                .withMessage("The folder " + empty + " has no .json or .csv file.");
    }

    @Test
    void aHistoryOfThePersistenceIsARecording() throws IOException {
        Path file = file("hall.json", """
                {"name": "Hall_PIR", "datapoints": "3", "data": [
                 {"time": 1767225600000, "state": "ON"},
                 {"time": "soon", "state": "ON"},
                 {"time": 1767225601000},
                 7,
                 {"time": -5, "state": "ON"},
                 {"time": 999999999999999999, "state": "ON"},
                 {"time": 99999999999999999999999, "state": "ON"},
                 {"state": "OFF", "unit": {"of": ["no", "use"]}, "time": 1767225602500}]}""");

        assertThat(read(file)).containsExactly("2026-01-01T00:00:00Z Hall_PIR ON",
                "2026-01-01T00:00:02.500Z Hall_PIR OFF");
        assertThat(skipped).containsExactly(file + ", line 3: An entry of data has no time in milliseconds.",
                file + ", line 4: An entry of data has no state.",
                file + ", line 5: An entry of data is not an object.", file + ", line 6: The time -5 is before 1970.",
                file + ", line 7: The time 999999999999999999 is after the year 9999.",
                file + ", line 8: An entry of data has no time in milliseconds.");
    }

    @Test
    void aHistoryThatBreaksOffCountsUpToThere() throws IOException {
        Path file = file("hall.json",
                "{\"name\": \"Hall\", \"data\": [{\"time\": 0, \"state\": \"ON\"},\n {\"time\": 5, \"sta");

        assertThat(read(file)).containsExactly("1970-01-01T00:00:00Z Hall ON");
        assertThat(skipped)
                .containsExactly(file + ", line 2: The JSON ends or breaks here; the rest of the file is left out.");
    }

    @Test
    void aNameAfterTheDataIsFound() throws IOException {
        Path file = file("hall.json", "{\"data\": [{\"time\": 0, \"state\": \"ON\"}], \"name\": \"Late\"}");
        assertThat(read(file)).containsExactly("1970-01-01T00:00:00Z Late ON");
    }

    @Test
    void theFilesOfAFolderAreMergedInOrderOfTime() throws IOException {
        file("a.json", "{\"name\":\"A\",\"data\":[{\"time\":1000,\"state\":\"1\"},{\"time\":3000,\"state\":\"3\"}]}");
        file("b.json", "{\"name\":\"B\",\"data\":[{\"time\":0,\"state\":\"0\"},{\"time\":3000,\"state\":\"4\"}]}");
        file("c.csv", HEADER + "1970-01-01T00:00:02Z,C,2\n");
        file("notes.txt", "not read");

        assertThat(read(folder)).extracting(change -> change.substring(change.length() - 3)).containsExactly("B 0",
                "A 1", "C 2", "A 3", "B 4");
    }

    @Test
    void linesOutOfOrderAreSorted() throws IOException {
        List<Integer> seconds = IntStream.range(0, 2000).map(i -> i * 7919 % 2000).boxed().toList();
        Path file = file("events.csv",
                seconds.stream().map(second -> Instant.ofEpochSecond(second) + ",a," + second + "\n")
                        .collect(Collectors.joining("", HEADER, "")));

        assertThat(read(file)).isEqualTo(
                IntStream.range(0, 2000).mapToObj(second -> Instant.ofEpochSecond(second) + " a " + second).toList());
    }

    @Test
    void linesOfOneInstantStayInTheirOrder() throws IOException {
        assertThat(read(file("events.csv", HEADER + """
                2026-01-01T00:00:01,a,1
                2026-01-01T00:00:00,a,2
                2026-01-01T00:00:01,a,3
                2026-01-01T00:00:00,a,4
                """))).extracting(change -> change.substring(change.length() - 1)).containsExactly("2", "4", "1", "3");
    }

    @Test
    void aLineThatStandsTooLateCountsAsOfTheLineBeforeItAndIsCounted() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i <= Recording.WINDOW + 10; i++) {
            text.append(Instant.ofEpochSecond(1000 + i)).append(",a,x\n");
        }
        text.append("1970-01-01T00:00:01Z,late,ON\n");
        Path file = file("events.csv", text.toString());
        try (Recording recording = Recording.open(file, BERLIN, ReadProblems.strict())) {
            Instant last = Instant.EPOCH;
            int late = 0;
            for (ItemChange change = recording.next(); change != null; change = recording.next()) {
                assertThat(change.at()).isAfterOrEqualTo(last);
                last = change.at();
                late += change.item().equals("late") ? 1 : 0;
            }
            assertThat(late).isEqualTo(1);
            assertThat(recording.late()).isEqualTo(1);
            assertThat(recording.progress()).isEqualTo(1);
        }
    }
}
