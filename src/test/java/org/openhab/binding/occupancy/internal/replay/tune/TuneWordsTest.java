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

import java.time.Duration;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;

/**
 * How settings and what they would have changed are said, each word of it.
 */
@NonNullByDefault
class TuneWordsTest {

    private final TrialSettings today = kitchen("vacancy: TIMEOUT", "{item: PIR, type: motion}");

    @Test
    void aTimerAndAnother() {
        assertThat(today.timer(Duration.ofMinutes(7)).insteadOf(today)).isEqualTo("7 min instead of 10");
        assertThat(today.timer(Duration.ofSeconds(30)).insteadOf(today)).isEqualTo("30 s instead of 10 min");
        assertThat(today.insteadOf(today.timer(Duration.ofSeconds(90)))).isEqualTo("10 min instead of 90 s");
    }

    @Test
    void severalTimers() {
        TrialSettings two = kitchen("vacancy: TIMEOUT", "{item: PIR, type: motion}, {item: Mat, type: presence}");

        assertThat(two.words()).isEqualTo("5 to 10 min");
        assertThat(two.timer(Duration.ofMinutes(2)).insteadOf(two)).isEqualTo("2 min instead of 5 to 10 min");
        assertThat(kitchen("vacancy: TIMEOUT", "{item: PIR, type: motion}, {item: Mat, type: presence, timeout: 20s}")
                .words()).isEqualTo("20 s to 10 min");
    }

    @Test
    void departureAndATimer() {
        TrialSettings departure = today.departure(Duration.ofSeconds(30)).stay(Duration.ofHours(2));

        assertThat(departure.insteadOf(today))
                .isEqualTo("DEPARTURE with leaveTimeout 30 s and stayTimeout 2 h instead of a timer of 10 min");
        assertThat(today.insteadOf(today.departure(Duration.ofMinutes(1))))
                .isEqualTo("a timer of 10 min instead of DEPARTURE");
        assertThat(departure.insteadOf(today.departure(Duration.ofMinutes(1))))
                .isEqualTo("DEPARTURE with leaveTimeout 30 s and stayTimeout 2 h instead of DEPARTURE");
    }

    @Test
    void aPassageIsAShortTimer() {
        TrialSettings passage = kitchen("passage: true, vacancy: DEPARTURE, leaveTimeout: 2m",
                "{item: PIR, type: motion}");

        assertThat(passage.words()).isEqualTo("2 min");
        assertThat(passage.timer(Duration.ofMinutes(1)).insteadOf(passage)).isEqualTo("1 min instead of 2");
    }

    @Test
    void lingerAndSustainOnly() {
        TrialSettings two = kitchen("vacancy: TIMEOUT", "{item: PIR, type: motion}, {item: TV, type: activity}");

        assertThat(two.turned(1).linger(Duration.ofMinutes(5)).insteadOf(two))
                .isEqualTo("10 min with linger 5 min and TV as sustainOnly instead of 10 min");
    }

    @Test
    void theKeysOfTheHomeFileThatMakeTheDifference() {
        TrialSettings two = kitchen("vacancy: TIMEOUT",
                "{item: PIR, type: motion}, {item: Mat, type: presence, timeout: 20s}");

        assertThat(two.timer(Duration.ofMinutes(2)).keys(two))
                .hasToString("{timeouts.motion=2m, timeouts.presence=2m, sources.Mat.timeout=none}");
        assertThat(two.departure(Duration.ofSeconds(30)).turned(1).keys(two))
                .hasToString("{vacancy=DEPARTURE, leaveTimeout=30s, sources.Mat.sustainOnly=true}");
        assertThat(two.keys(two)).isEmpty();
    }

    @Test
    void whatWouldHaveChanged() {
        Trial now = trial(2, 4, 100);

        assertThat(TuneReport.difference(trial(5, 4, 59), now))
                .isEqualTo("3 more dark moments, 41 min less light a day");
        assertThat(TuneReport.difference(trial(1, 5, 101), now))
                .isEqualTo("1 fewer dark moment, 1 more probable dark moment, 1 min more light a day");
        assertThat(TuneReport.difference(trial(2, 4, 100.3), now)).isEqualTo("hardly a difference");
    }

    private Trial trial(int dark, int probable, double minutesADay) {
        return new Trial(today, new Outcome(dark, probable, 0, minutesADay * 10, new double[10]), null, List.of(), 10);
    }

    private static TrialSettings kitchen(String settings, String sources) {
        Home home = HomeFile.parse("locations:\n  - {id: kitchen, " + settings + ", sources: [" + sources + "]}\n",
                "home.yaml");
        return new TrialSettings(home.locations().get(0), home.sources());
    }
}
