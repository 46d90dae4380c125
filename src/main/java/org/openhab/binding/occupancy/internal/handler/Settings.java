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
package org.openhab.binding.occupancy.internal.handler;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem.Kind;
import org.openhab.core.config.core.Configuration;

/**
 * Reads settings as forms and files give them: numbers, texts, lists. What cannot be read is left out and noted.
 */
@NonNullByDefault
final class Settings {

    static final String TRUE_OR_FALSE = "true / false";

    private final Configuration configuration;
    private final List<LocationProblem> problems;

    /**
     * @param configuration the settings
     * @param problems where the problems go
     */
    Settings(Configuration configuration, List<LocationProblem> problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    /** {@return a text, or {@code null} if it is not given or blank} */
    @Nullable
    String text(String key) {
        Object value = configuration.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString().trim();
    }

    /** {@return a number or text as it was meant, or {@code null} if it is not given or blank} */
    @Nullable
    String plainText(String key) {
        Object value = configuration.get(key);
        return value == null || value.toString().isBlank() ? null : plain(value).toString().trim();
    }

    /** {@return the texts of a list or of one text with commas; empty if it is not given} */
    List<String> list(String key) {
        Object value = configuration.get(key);
        List<String> result = new ArrayList<>();
        Collection<?> entries = value instanceof Collection<?> many ? many
                : value == null ? List.of() : Arrays.asList(value.toString().split(","));
        for (Object entry : entries) {
            if (entry != null && !entry.toString().isBlank()) {
                result.add(entry.toString().trim());
            }
        }
        return result;
    }

    boolean flag(String key, boolean unset) {
        Boolean value = flag(key);
        return value == null ? unset : value;
    }

    /** {@return a truth value, or {@code null} if it is not given or is no truth value} */
    @Nullable
    Boolean flag(String key) {
        String value = text(key);
        if (value != null && !"true".equalsIgnoreCase(value) && !"false".equalsIgnoreCase(value)) {
            problems.add(LocationProblem.of(Kind.CHOICE, LocationProblem.label(key), value, TRUE_OR_FALSE));
            return null;
        }
        return value == null ? null : Boolean.valueOf(value);
    }

    /** {@return one of several, in any case, or {@code null} if it is not given or none of them} */
    <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
        String value = text(key);
        if (value == null) {
            return null;
        }
        List<E> constants = List.of(type.getEnumConstants());
        for (E constant : constants) {
            if (constant.name().equals(value.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
        }
        problems.add(LocationProblem.of(Kind.CHOICE, LocationProblem.label(key), value,
                constants.stream().map(Enum::name).collect(Collectors.joining(" / "))));
        return null;
    }

    /** {@return seconds or a text such as 10m as a duration, or {@code null}} */
    @Nullable
    Duration duration(String key) {
        String text = plainText(key);
        return text == null ? null : duration(key, text, text);
    }

    /** {@return a duration, or {@code null}} @param written what the user wrote, of which it may be a part */
    @Nullable
    Duration duration(String key, String text, String written) {
        try {
            return Durations.parse(key, text);
        } catch (RejectedException e) {
            problems.add(
                    LocationProblem.of(e.code() == RejectionCode.INVALID_VALUE ? Kind.DURATION : Kind.DURATION_RANGE,
                            LocationProblem.label(key), written));
            return null;
        }
    }

    /** {@return a value as a user would write it} */
    static String words(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : plain(value).toString();
    }

    /** {@return a value with numbers in digits: openHAB reads whole numbers as decimals, which may print as 6E+2} */
    static Object plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value;
    }
}
