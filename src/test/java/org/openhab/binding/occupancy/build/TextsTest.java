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
package org.openhab.binding.occupancy.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.engine.Explanation;

/**
 * The texts: every one in every language, none that nothing asks for, none that a program asks for in vain.
 */
class TextsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+\\}");

    @ParameterizedTest
    @ValueSource(strings = { "_de" })
    void everyTextIsInEveryLanguage(String language) {
        assertThat(OhInf.texts(language).keySet()).isEqualTo(OhInf.texts("").keySet());
    }

    @Test
    void englishIsWhatTheXmlFilesSay() {
        Map<String, String> english = OhInf.texts("");
        OhInf.xmlTexts().forEach((key, text) -> assertThat(english).containsEntry(key, text));
    }

    @Test
    void noTextIsForSomethingThatIsGone() {
        assertThat(OhInf.texts("").keySet()).filteredOn(
                key -> key.startsWith("addon.") || key.startsWith("thing-type.") || key.startsWith("channel-type."))
                .isSubsetOf(OhInf.xmlTexts().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "_de" })
    void labelsAreShort(String language) {
        assertThat(OhInf.texts(language)).allSatisfy((key, text) -> {
            if (key.endsWith(".label")) {
                assertThat(text).as(key).isNotBlank().hasSizeLessThanOrEqualTo(20);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "_de" })
    void textsAreWhole(String language) {
        assertThat(OhInf.texts(language)).allSatisfy((key, text) -> {
            assertThat(text).as(key).isEqualTo(text.strip()).isNotEmpty().doesNotContain("\uFFFD", "\n");
            if (key.endsWith(".description")) {
                assertThat(text).as(key).endsWith(".");
            }
            // openHAB hands texts with arguments to MessageFormat, to which one apostrophe is a quote
            if (PLACEHOLDER.matcher(text).find()) {
                assertThat(text).as(key).doesNotContain("'");
                assertThat(new MessageFormat(text, Locale.ROOT).format(new Object[0])).as(key).isEqualTo(text);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "_de" })
    void placeholdersAreTheSameInEveryLanguage(String language) {
        Map<String, String> translated = OhInf.texts(language);
        OhInf.texts("").forEach(
                (key, text) -> assertThat(placeholders(translated.get(key))).as(key).isEqualTo(placeholders(text)));
    }

    @Test
    void germanIsGerman() {
        Map<String, String> german = OhInf.texts("_de");
        assertThat(OhInf.texts("").entrySet()).filteredOn(
                entry -> entry.getKey().endsWith(".description") && entry.getValue().equals(german.get(entry.getKey())))
                .isEmpty();
        assertThat(german).containsEntry("channel-type.occupancy.door.label", "Tür");
    }

    @ParameterizedTest
    @EnumSource(Explanation.Kind.class)
    void everyReasonHasASentence(Explanation.Kind kind) {
        assertThat(OhInf.texts("")).containsKey("reason." + kind);
    }

    private static Set<String> placeholders(String text) {
        Set<String> placeholders = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            placeholders.add(matcher.group());
        }
        return placeholders;
    }
}
