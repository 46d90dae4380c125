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
package org.openhab.binding.occupancy.internal.replay.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NonNullByDefault
class TerminalChartTest {

    @Test
    void showsLocationsPeopleLocksAndTotals() {
        assertThat(TerminalChart.render(Recordings.day(), 68, US_ASCII, false)).isEqualTo("""
                One day  Thursday, 12 March 2026
                            00:00 03:00 06:00 09:00 12:00 15:00 18:00 21:00
                Mike        '     '     '     '     '     '     '   [den----

                home        '     '     '   #.'     '     '     '   ########    4:40
                |-kitchen   '     '     '   #.'     '     '     '     '         0:40
                `-den       '     '     '     '     '     '     '   ########    4:00
                    party   ============'     '     '     '     '     '
                1 column = 30 min   .# occupied for a little or all of it   = locked
                """);
    }

    @Test
    void marksWhoWasNotNoticed() {
        String chart = TerminalChart.render(Recordings.day().withTruth(Recordings.truth()), 68, US_ASCII, false);
        assertThat(line(chart, "-den")).endsWith("xxxx########    4:00");
        assertThat(chart).contains("x somebody not noticed");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 60, 61, 80, 100, 133, 200, 400, 10_000 })
    void keepsToTheWidthAndAligned(int width) {
        int most = Math.max(TerminalChart.MIN_WIDTH, Math.min(TerminalChart.MAX_WIDTH, width));
        String chart = TerminalChart.render(Recordings.day(), width, UTF_8, false);
        List<String> rows = chart.lines().filter(row -> row.matches(".*\\d+:\\d\\d$") && !row.contains("00:00"))
                .toList();
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(most));
        assertThat(chart.lines().filter(row -> !row.startsWith("1 column"))).allMatch(row -> row.length() <= most);
    }

    @Test
    void usesBlocksWhereTheCharsetHasThem() {
        assertThat(TerminalChart.render(Recordings.day(), 80, UTF_8, false)).contains("█", "├ kitchen", "└ den");
        assertThat(ISO_8859_1.newEncoder().canEncode(TerminalChart.render(Recordings.day(), 80, ISO_8859_1, false)))
                .isTrue();
    }

    @Test
    void colourAddsSequencesAndNothingElse() {
        String plain = TerminalChart.render(Recordings.day(), 80, UTF_8, false);
        String coloured = TerminalChart.render(Recordings.day(), 80, UTF_8, true);
        assertThat(plain).doesNotContain("\033");
        assertThat(coloured).contains("\033[0;32m").endsWith("\033[0m\n");
        assertThat(coloured.replaceAll("\033\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void aNameCannotDriveTheTerminal() {
        String home = "locations: [{id: \"a\\e[2Jb\"}]";
        Report report = Report.of("x", Recordings.replay(home, Duration.ofHours(1), ZoneOffset.UTC, List.of()));
        assertThat(TerminalChart.render(report, 80, UTF_8, false)).contains("a?[2Jb").doesNotContain("\033");
    }

    @Test
    void showsTheTimeOfTheHome() {
        Report report = Report.of("x", Recordings.replay(Recordings.HOME, Duration.ofHours(12),
                ZoneId.of("America/New_York"), List.of(Recordings.change("04:00", "Kitchen_PIR", "ON"))));
        // 60 columns, so that the hours begin where columns do
        String chart = TerminalChart.render(report, 78, US_ASCII, false);
        int column = chart.lines().skip(1).findFirst().orElseThrow().indexOf("00:00");
        assertThat(line(chart, "-kitchen").charAt(column)).isEqualTo('#');
        assertThat(line(chart, "-kitchen").charAt(column - 1)).isEqualTo(' ');
    }

    @Test
    void aRecordingWithoutEventsIsAnEmptyChart() {
        Report report = Report.of("Nothing",
                Recordings.replay(Recordings.HOME, Duration.ofDays(1), ZoneOffset.UTC, List.of()));
        assertThat(TerminalChart.render(report, 80, UTF_8, false)).contains("home", "kitchen", "den", " 0:00");
    }

    @Test
    void fifteenDaysHaveDatesForHours() {
        String chart = TerminalChart.render(Recordings.days(15), 120, UTF_8, false);
        assertThat(chart).contains("Thursday, 12 March 2026 to Thursday, 26 March 2026", "14 Mar", "22 Mar");
    }

    private static String line(String chart, String name) {
        return chart.lines().filter(each -> each.contains(name)).findFirst().orElseThrow();
    }
}
