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

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.ExplanationText;

/**
 * Explanations in English, with ids and exact times: for somebody who reads a recording or a log and needs them to find
 * the lines. The sentences are those of the add-on, {@code OH-INF/i18n/occupancy.properties}; the few that say more
 * here stand beside this class, in {@code explanations.properties}.
 */
@NonNullByDefault
public final class EnglishExplanation {

    /** The sentences of the add-on, from the root of the program. */
    private static final String SENTENCES = "/OH-INF/i18n/occupancy.properties";

    /** The sentences that differ here. One without text is left out, so that the more general sentence is used. */
    private static final String MORE_EXACT = "explanations.properties";

    private static final Properties PATTERNS = read(MORE_EXACT, read(SENTENCES, new Properties()));

    private EnglishExplanation() {
    }

    /** {@return all of it in one line, with UTC times} @param explanation the reasons */
    public static String of(Explanation explanation) {
        return of(explanation, Instant::toString);
    }

    /** {@return all of it in one line} @param explanation the reasons @param times how to write a time */
    public static String of(Explanation explanation, Function<Instant, String> times) {
        return new ExplanationText(EnglishExplanation::sentence, (location, reason) -> name(reason),
                instant -> instant == null ? "some time ago" : times.apply(instant)).of(explanation);
    }

    private static @Nullable String sentence(String key) {
        String sentence = PATTERNS.getProperty(key);
        return sentence == null || sentence.isEmpty() ? null : sentence;
    }

    private static String name(Reason reason) {
        String name = reason.name();
        return name == null ? "" : reason.variant() == null ? name : name + " (" + reason.variant() + ")";
    }

    private static Properties read(String resource, Properties others) {
        Properties sentences = new Properties(others);
        try (InputStream in = Objects.requireNonNull(EnglishExplanation.class.getResourceAsStream(resource), resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }
}
