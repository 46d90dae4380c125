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
import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NonNullByDefault
@DisplayName("The next morning, with a recording: the study stayed occupied until two though I left at eleven")
class ExplainCommandTest extends CommandLineFixture {

    private static final String HOME = """
            locations:
              - id: home
              - {id: study, parent: home, stayTimeout: 3h, sources: [{item: Study_PIR, type: motion}]}
              - {id: hall, parent: home, sources: [{item: Hall_PIR, type: motion}]}
            """;

    /** The hall saw nobody: its sensor was out of order when the person left the study at eleven in the evening. */
    private static final String EVENTS = """
            timestamp,item,state
            2026-01-01T20:00:00,Hall_PIR,ON
            2026-01-01T20:00:30,Hall_PIR,OFF
            2026-01-01T22:00:00,Study_PIR,ON
            2026-01-01T22:59:00,Study_PIR,OFF
            2026-01-02T07:00:00,Hall_PIR,ON
            2026-01-02T07:00:30,Hall_PIR,OFF
            """;

    private int explain(String events, String... more) throws IOException {
        String[] args = { "explain", "--home", file("home.yaml", HOME), "--events", file("events.csv", events) };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return run(all);
    }

    @Test
    void tellsSinceWhenWhatEndedItAndWhichSettingDecides() throws IOException {
        assertThat(explain(EVENTS, "--location", "study", "--at", "01:30")).as(err.toString()).isZero();

        assertThat(out.toString().lines()).containsExactly(
                "study at 2026-01-02 01:30:00: occupied since 2026-01-01 22:00:00, because Study_PIR (motion) reported "
                        + "somebody.",
                "What was known then: study is occupied until 2026-01-02 01:59:00: nobody was seen leaving since the "
                        + "last activity at 2026-01-01 22:59:00. It ends when somebody is seen leaving or time runs "
                        + "out.",
                "Somebody was last noticed at 2026-01-01 22:59:00; until the end it was kept occupied by Study_PIR.",
                "It became vacant at 2026-01-02 01:59:00, because nobody was noticed for too long, and nobody was seen "
                        + "leaving. That was 3h after somebody was last noticed.",
                "If people had left before, no sensor showed it: is there one where they went, and is that location "
                        + "adjacent? The settings Adjacent Locations (adjacent) and Stay Timeout (stayTimeout) decide.",
                "Times are as in the recording, which names no time zone.");
    }

    /** What comes next in the recording was not known when it became vacant. */
    @ParameterizedTest
    @CsvSource({ "study", "home" })
    void whoIsNoticedNextInTheSameLocationWasNotNoticedBefore(String asked) throws IOException {
        String events = EVENTS.substring(0, EVENTS.indexOf("2026-01-02T07:00:00"))
                + "2026-01-02T07:00:00,Study_PIR,ON\n2026-01-02T07:00:30,Study_PIR,OFF\n";

        assertThat(explain(events, "--location", asked, "--at", "01:30")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("Somebody was last noticed at 2026-01-01 22:59:00",
                "It became vacant at 2026-01-02 01:59:00, because ", " That was 3h after somebody was last noticed.");
    }

    @Test
    void theGapBesideTheLocationIsNamed() throws IOException {
        String home = file("gap.yaml", """
                locations:
                  - id: home
                  - {id: hall, parent: home, adjacent: [study, bedroom]}
                  - {id: study, parent: home, adjacent: [hall], sources: [{item: Study_PIR, type: motion}]}
                  - {id: bedroom, parent: home, sources: [{item: Hall_PIR, type: motion}]}
                """);
        String events = file("events.csv", EVENTS);

        assertThat(run("explain", "--home", home, "--events", events, "--location", "study", "--at", "01:30")).isZero();

        assertThat(out.toString())
                .contains("If people had left before, no sensor showed it: from study one can walk to "
                        + "hall only, and hall has no source, so nobody was seen leaving. The settings Adjacent Locations");
    }

    @Test
    void aLocationWithoutSourcesSaysSo() throws IOException {
        String home = file("bare.yaml", HOME + "  - {id: attic, parent: home}\n");
        String events = file("events.csv", EVENTS);

        assertThat(run("explain", "--home", home, "--events", events, "--location", "attic", "--at", "01:30")).isZero();

        assertThat(out.toString()).contains("What was known then: attic is vacant: it has no sources.");
    }

    @Test
    void aHomeIsAnsweredByWhatIsInside() throws IOException {
        assertThat(explain(EVENTS, "--location", "home", "--at", "2026-01-01 23:30")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("home at 2026-01-01 23:30:00: occupied since 2026-01-01 20:00:00",
                "Somebody was last noticed at");
    }

    @Test
    void beforeAnythingHappenedItWasVacant() throws IOException {
        assertThat(explain(EVENTS, "--location", "study", "--at", "2026-01-01T20:30")).as(err.toString()).isZero();

        assertThat(out.toString()).contains(
                "study at 2026-01-01 20:30:00: vacant since the beginning, 2026-01-01 20:00:00.",
                "What was known then: study is vacant: no sensor reports anybody.",
                "It became occupied at 2026-01-01 22:00:00, because Study_PIR (motion) reported somebody.");
    }

    @Test
    void whatLastsLongerThanTheRecordingIsSaid() throws IOException {
        assertThat(explain(EVENTS, "--location", "hall", "--at", "2026-01-02T07:00:10")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("hall at 2026-01-02 07:00:10: occupied since 2026-01-02 07:00:00",
                "It still is when the recording ends, at 2026-01-02 07:00:30.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "01:30", "1:30", "01:30:00", "2026-01-02T01:30", "2026-01-02 01:30", "2026-01-02T01:30:00",
            "2026-01-02T01:30:00Z", "2026-01-02T02:30+01:00", " 01:30 ", "5h30m30s" })
    void aTimeCanBeWrittenInManyWays(String at) throws IOException {
        assertThat(explain(EVENTS, "--location", "study", "--at", at)).as(err.toString()).isZero();

        assertThat(out.toString()).startsWith("study at 2026-01-02 01:30:00: occupied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            noon             | The time "noon" cannot be read; write it as
            ''               | The time "" cannot be read; write it as
            2026-13-01       | The time "2026-13-01" cannot be read; write it as
            2026-01-01 19:59 | The recording goes from 2026-01-01 20:00:00 to 2026-01-02 07:00:30; --at 2026-01-01 19:59 lies before that.
            2026-01-03       | The recording goes from 2026-01-01 20:00:00 to 2026-01-02 07:00:30; --at 2026-01-03 lies after that.
            """)
    void aTimeThatCannotBeIsSaidInOneSentence(String at, String sentence) throws IOException {
        assertThat(explain(EVENTS, "--location", "study", "--at", at)).isEqualTo(1);

        assertThat(err.toString()).startsWith(sentence).hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aLocationThatIsNotThereIsSaidInOneSentence() throws IOException {
        assertThat(explain(EVENTS, "--location", "studdy", "--at", "01:30")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("The home file has no location studdy; did you mean \"study\"?\n");

        assertThat(explain(EVENTS, "--location", " ", "--at", "01:30")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo(
                "The option --location is blank; name one of the locations of the home file: home, study, hall.\n");
    }

    @Test
    void timesAreThoseOfTheHome() throws IOException {
        String utc = EVENTS.replaceAll("(?m)^(2026\\S{15}),", "$1Z,");

        assertThat(explain(utc, "--location", "study", "--at", "01:30")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("study at 2026-01-02 01:30:00").contains(
                "Times are UTC, because nothing says where the home is; --zone does, such as --zone Europe/Berlin.");

        assertThat(
                explain(EVENTS.replaceAll("(?m)^(2026\\S{15}),", "$1+01:00,"), "--location", "study", "--at", "01:30"))
                .as(err.toString()).isZero();
        assertThat(out.toString()).contains("Times are UTC+01:00, because nothing says where the home is");

        assertThat(explain(utc, "--zone", "Europe/Berlin", "--location", "study", "--at", "01:30")).isZero();
        assertThat(out.toString()).startsWith("study at 2026-01-02 01:30:00: occupied since 2026-01-01 23:00:00")
                .contains("until 2026-01-02 02:59:00", "Times are those of Europe/Berlin.");

        assertThat(explain(EVENTS, "--zone", "Europe/Berlin", "--location", "study", "--at", "01:30")).isZero();
        assertThat(out.toString()).as("without an offset they are local already")
                .startsWith("study at 2026-01-02 01:30:00: occupied since 2026-01-01 22:00:00");

        assertThat(explain(EVENTS, "--zone", "Berlin", "--location", "study", "--at", "01:30")).isEqualTo(2);
        assertThat(err.toString()).contains("'Berlin' is not a time zone such as Europe/Berlin");
    }

    @Test
    void whatIsWrongWithTheHomeFileIsSaid() throws IOException {
        String home = file("other.yaml",
                HOME.replace("type: motion}]}\n  - {id: hall", "type: motion, sustainOnly: true}]}\n  - {id: hall"));

        assertThat(run("explain", "--home", home, "--events", file("events.csv", EVENTS), "--location", "study", "--at",
                "01:30")).as(err.toString()).isZero();

        assertThat(err.toString()).contains(
                "Warning: study has only sources with sustainOnly (Study_PIR): nothing can make it occupied.");
    }
}
