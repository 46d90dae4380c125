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
package org.openhab.binding.occupancy.internal.replay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;

/**
 * What the command line says, and that no sentence is written twice.
 */
class EnglishExplanationTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SENTENCES = RESOURCES.resolve(Path.of("OH-INF", "i18n", "occupancy.properties"));
    private static final Path MORE_EXACT = RESOURCES.resolve(
            Path.of("org", "openhab", "binding", "occupancy", "internal", "replay", "text", "explanations.properties"));

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant END = Instant.parse("2026-03-01T09:00:00Z");

    private static String says(Reason reason) {
        String text = EnglishExplanation
                .of(new Explanation("kitchen", true, null, true, List.of(reason), List.of(), List.of()));
        assertThat(text).startsWith("kitchen is occupied with no end in sight: ").endsWith(".");
        return text.substring("kitchen is occupied with no end in sight: ".length(), text.length() - 1);
    }

    private static String ends(Reason reason) {
        Reason hold = new Reason(Kind.HOLD, "Radar", "presence", null);
        return EnglishExplanation
                .of(new Explanation("kitchen", true, null, true, List.of(hold), List.of(), List.of(reason)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyReasonIsAWholeSentence(Kind kind) {
        for (Instant until : new Instant[] { null, END }) {
            for (String category : new String[] { null, "motion", "level", "door", "activity", "person" }) {
                for (String name : new String[] { null, "Pir", "1" }) {
                    assertThat(says(new Reason(kind, name, category, until, BEGIN))).isNotBlank()
                            .isNotEqualTo(String.valueOf(name)).doesNotContain("{", "}", "null");
                }
            }
        }
    }

    @Test
    void namesIdsCategoriesAndExactTimes() {
        assertThat(says(new Reason(Kind.HOLD, "Pir", "motion", null))).isEqualTo("Pir (motion) reports somebody");
        assertThat(says(new Reason(Kind.HOLD, "Stove", "level", END)))
                .isEqualTo("Stove (level) is above its threshold until 2026-03-01T09:00:00Z");
        assertThat(says(new Reason(Kind.HOLD, "Phone", "person", END)))
                .isEqualTo("Phone (person) reports somebody until 2026-03-01T09:00:00Z");
        assertThat(says(new Reason(Kind.TIMER, "Switch", "activity", END)))
                .isEqualTo("Switch (activity) was used, which counts until 2026-03-01T09:00:00Z");
        assertThat(says(new Reason(Kind.ELSEWHERE, "1", null, null, BEGIN)))
                .isEqualTo("probably nobody is left here since the last activity at 2026-03-01T08:00:00Z: "
                        + "1 person is elsewhere");
        assertThat(says(new Reason(Kind.ELSEWHERE, "2", null, END, null)))
                .isEqualTo("probably nobody is left here since the last activity at some time ago: "
                        + "2 people are elsewhere, so it counts until 2026-03-01T09:00:00Z");
        assertThat(says(new Reason(Kind.LOCK, "party", null, END, null, null, LockMode.KEEP_OCCUPIED)))
                .isEqualTo("locked until 2026-03-01T09:00:00Z by party (KEEP_OCCUPIED)");
        assertThat(says(new Reason(Kind.CHILD, "bath", null, END, null, new Reason(Kind.HOLD, "Pir", "motion", null))))
                .isEqualTo("bath (Pir (motion) reports somebody until 2026-03-01T09:00:00Z)");
        assertThat(ends(new Reason(Kind.SOURCE_ENDS, "Stove", "level", null)))
                .endsWith("Radar (presence) reports somebody. It ends when Stove (level) reports nobody.");
    }

    @Test
    void noSentenceIsWrittenTwice() throws IOException {
        Map<String, String> english = read(SENTENCES);
        assertThat(read(MORE_EXACT)).isNotEmpty().allSatisfy((key, sentence) -> {
            assertThat(english.values()).as("%s is in occupancy.properties already", key).doesNotContain(sentence);
            assertThat(english).as("what %s says more exactly", key)
                    .containsKey(key.replaceAll("\\.(held|one)(\\.until)?$", ""));
        });
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
