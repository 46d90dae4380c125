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
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;

@NonNullByDefault
@DisplayName("Whoever asks about last night is told what ended it and which setting decides that")
class RetrospectTest {

    private static final Instant ELEVEN = Instant.parse("2026-01-01T22:00:00Z");
    private static final Instant TWO = ELEVEN.plus(Duration.ofHours(3));
    private static final Cause MOTION = new Cause.Event(EventType.HOLD_START, "pir", "motion");
    private static final Pattern SETTING = Pattern.compile("((?:[A-Z][A-Za-z]* )+)\\((\\w+)\\)");

    private final Retrospect study = new Retrospect("Study", Map.of("pir", "Ceiling"),
            id -> "kitchen".equals(id) ? "Kitchen" : id, ZoneId.of("Europe/Berlin"));

    private static HistoryEntry entry(Instant at, boolean occupied, Cause cause) {
        return new HistoryEntry(at, "study", occupied, null, List.of(), List.of("pir"), ELEVEN, List.of(), cause);
    }

    static Stream<Arguments> causes() {
        return Stream.of(Arguments.of(new Cause.StayedTooLong(ELEVEN), "Stay Timeout (stayTimeout)"),
                Arguments.of(new Cause.Left("kitchen", null, TWO), "Leave Timeout (leaveTimeout)"),
                Arguments.of(new Cause.Timer("pir"),
                        "How long Ceiling counts is its setting Timeout (timeout) or Motion Timeout (motionTimeout) of this "
                                + "location"),
                Arguments.of(new Cause.Timer("mat"),
                        "or Timeout (timeout), Motion Timeout (motionTimeout) or Presence "
                                + "Timeout (presenceTimeout) of this location"),
                Arguments.of(Cause.Timer.ofLinger(), "Linger (linger)"),
                Arguments.of(new Cause.Stuck("pir"), "Look at Ceiling"),
                Arguments.of(new Cause.Stuck("pir"), "Longest ON (maxActive)"),
                Arguments.of(new Cause.Child("kitchen"), "Ask about Kitchen"),
                Arguments.of(new Cause.Parent("kitchen"), "Ask about Kitchen"),
                Arguments.of(new Cause.Locking("party", "study"), "The lock of party kept it so."),
                Arguments.of(new Cause.Locking("party", "study"), "Lock Timeout (lockTimeout)"),
                Arguments.of(new Cause.Event(EventType.HOLD_END, "pir", "presence"), "Ceiling kept it occupied"),
                Arguments.of(new Cause.Event(EventType.HOLD_END, "pir", "presence"),
                        "Keeps Occupied Only (sustainOnly)"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void whatStayedTooLongIsToldWithTheSettingThatDecides(Cause cause, String advice) throws IOException {
        List<String> lines = study.at(List.of(entry(ELEVEN, true, MOTION), entry(TWO, false, cause)),
                ELEVEN.plusSeconds(60), null, "It still is.");

        assertThat(lines).hasSize(4).first().isEqualTo("Study at 2026-01-01 23:01:00: occupied since 2026-01-01 "
                + "23:00:00, because Ceiling (motion) reported somebody.");
        assertThat(lines.get(2)).startsWith("It became vacant at 2026-01-02 02:00:00, because ")
                .endsWith(" That was 3h after somebody was last noticed.");
        assertThat(lines.get(3)).contains(advice);
        assertSettingsExist(lines.get(3));
    }

    /** Who asks why it took hours needs the part of them that was long first. */
    @Test
    void whatTookLongIsToldFirst() {
        Instant soon = ELEVEN.plusSeconds(30);
        List<String> seenLate = study.at(
                List.of(entry(ELEVEN, true, MOTION), entry(TWO, false, new Cause.Left("kitchen", null, TWO))), soon,
                null, "It still is.");
        List<String> seenAtOnce = study.at(
                List.of(entry(ELEVEN, true, MOTION), entry(TWO, false, new Cause.Left("kitchen", null, soon))), soon,
                null, "It still is.");

        assertThat(seenLate.get(3)).startsWith("If people had left before that, no sensor showed it")
                .endsWith("Leave Timeout (leaveTimeout).");
        assertThat(seenAtOnce.get(3)).startsWith("How long it stays occupied after somebody was seen leaving is the "
                + "setting Leave Timeout (leaveTimeout).").endsWith("See Adjacent Locations (adjacent).");
    }

    @Test
    void whatBecameVacantTooSoonIsToldWithTheSettingThatDecides() throws IOException {
        for (Cause cause : List.of(new Cause.Timer("pir"), new Cause.Left("kitchen", null, ELEVEN))) {
            List<String> lines = study.at(List.of(entry(ELEVEN, false, cause), entry(TWO, true, MOTION)),
                    ELEVEN.plusSeconds(60), null, "It still is.");

            assertThat(lines).hasSize(3).last().asString().startsWith("If somebody was there all the time, a longer ");
            assertSettingsExist(lines.get(2));
        }
    }

    @ParameterizedTest
    @CsvSource({ "presence,Presence Timeout (presenceTimeout)", "door,Timeout (timeout)" })
    void theTimeoutIsThatOfTheKindOfSource(String category, String setting) {
        Cause came = new Cause.Event(EventType.HOLD_START, "pir", category);

        List<String> lines = study.at(List.of(entry(ELEVEN, true, came), entry(TWO, false, new Cause.Timer("pir"))),
                ELEVEN.plusSeconds(60), null, "It still is.");

        assertThat(lines.get(3)).contains("its setting Timeout (timeout) or " + setting + " of this location;");
    }

    @Test
    void whoWasNoticedOnlyAfterTheEndWasNotTheLastBefore() {
        HistoryEntry ended = new HistoryEntry(TWO, "study", false, null, List.of(), List.of("pir"), TWO.plusSeconds(1),
                List.of(), new Cause.StayedTooLong(ELEVEN));

        List<String> lines = study.at(List.of(entry(ELEVEN, true, MOTION), ended), ELEVEN.plusSeconds(60), null,
                "It still is.");

        assertThat(lines).noneMatch(line -> line.contains("last noticed")).anyMatch(
                line -> line.startsWith("It became vacant at 2026-01-02 02:00:00, because nobody was noticed"));
    }

    @Test
    void whatIsStillSoSaysSo() {
        List<HistoryEntry> history = List.of(entry(ELEVEN, true, MOTION));

        assertThat(study.at(history, TWO, null, "It still is.")).hasSize(2).last().isEqualTo("It still is.");
        assertThat(study.at(history, ELEVEN.minusSeconds(1), null, "It still is."))
                .containsExactly("The history of Study begins only at 2026-01-01 23:00:00.");
        assertThat(study.at(List.of(), TWO, null, "It still is."))
                .containsExactly("Nothing is known of Study in the last days.");
        assertThat(study.at(List.of(), TWO, ELEVEN, "It still is.")).containsExactly(
                "Study at 2026-01-02 02:00:00: vacant since the beginning, 2026-01-01 23:00:00.", "It still is.");
    }

    /** Whoever reads "Stay Timeout" looks for it in the form, and whoever writes a file for stayTimeout. */
    private void assertSettingsExist(String advice) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader in = new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("/OH-INF/i18n/occupancy.properties")),
                StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        Matcher settings = SETTING.matcher(advice);
        while (settings.find()) {
            String label = settings.group(1).strip();
            String key = "." + settings.group(2) + ".label";
            assertThat(texts.entrySet()).as(settings.group())
                    .anyMatch(each -> String.valueOf(each.getKey()).endsWith(key)
                            && label.endsWith(String.valueOf(each.getValue())));
        }
    }
}
