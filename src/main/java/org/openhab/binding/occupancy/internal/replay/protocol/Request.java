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
package org.openhab.binding.occupancy.internal.replay.protocol;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.source.Suggestion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The fields of a request. A field that is {@code null} counts as left out.
 */
@NonNullByDefault
final class Request {

    private final JsonNode json;

    Request(JsonNode json) {
        this.json = json;
    }

    /** Refuses fields that the operation does not have: a typing error must not pass for a default. */
    void allow(String... fields) {
        Set<String> known = new LinkedHashSet<>(List.of("op"));
        known.addAll(Arrays.asList(fields));
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String field = entry.getKey();
            if (!known.contains(field)) {
                throw new ProtocolException(ProtocolException.UNKNOWN_FIELD, field,
                        "The field " + field + " is not known" + Suggestion.among(known, field));
            }
        }
    }

    /** {@return a text, or {@code null} if it is absent} */
    @Nullable
    String text(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(field,
                    "The field " + field + " is " + Printable.brief(value.toString()) + "; it must be a text.");
        }
        return value.asText();
    }

    String requiredText(String field) {
        String text = text(field);
        if (text == null || text.isBlank()) {
            throw missing(field);
        }
        return text;
    }

    boolean flag(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw invalid(field,
                    "The field " + field + " is " + Printable.brief(value.toString()) + "; it must be true or false.");
        }
        return value.asBoolean();
    }

    JsonNode requiredNode(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw missing(field);
        }
        return value;
    }

    /** {@return a constant, or {@code null} if it is absent} */
    <E extends Enum<E>> @Nullable E constant(Class<E> type, String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
            throw invalid(field,
                    "The " + field + " \"" + Printable.brief(text) + "\" is not known" + Suggestion.among(known, text));
        }
    }

    /** {@return a duration, {@code PT5M}, {@code 5m} or seconds, or {@code null} if it is absent} */
    @Nullable
    Duration duration(String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw invalid(field, "The field " + field + " is " + Printable.brief(value.toString())
                    + "; it must be a duration such as PT5M.");
        }
        try {
            return Durations.parse(field, value.asText());
        } catch (RejectedException e) {
            throw new ProtocolException(e.code().key(), field, String.valueOf(e.getMessage()));
        }
    }

    Instant requiredInstant(String field) {
        Instant instant = instant(field);
        if (instant == null) {
            throw missing(field);
        }
        return instant;
    }

    /** {@return an instant, or {@code null} if it is absent} */
    @Nullable
    Instant instant(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text.trim(), OffsetDateTime::from,
                    LocalDateTime::from);
            return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
        } catch (DateTimeException e) {
            throw invalid(field,
                    "The time \"" + Printable.brief(text) + "\" cannot be read; it must be like 2026-01-01T12:00:00Z.");
        }
    }

    static ProtocolException missing(String field) {
        return new ProtocolException(ProtocolException.MISSING_FIELD, field, "The request has no " + field + ".");
    }

    private static ProtocolException invalid(String field, String message) {
        return new ProtocolException(ProtocolException.INVALID_VALUE, field, message);
    }
}
