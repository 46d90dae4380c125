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
package org.openhab.binding.occupancy.internal.engine.snapshot;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads single fields of the JSON of a snapshot. A damaged field counts as missing and is noted with its path.
 */
@NonNullByDefault
final class JsonFields {

    private final List<SnapshotProblem> problems = new ArrayList<>();
    private long written;

    /** Sets when the snapshot says that it was written: nothing in it can have happened later. */
    void written(long instant) {
        written = instant;
    }

    /** {@return what could not be read so far} */
    List<SnapshotProblem> problems() {
        return problems;
    }

    interface ItemReader {
        void read(JsonNode item, String path);
    }

    void each(JsonNode json, String field, String path, ItemReader reader) {
        JsonNode list = json.get(field);
        if (list == null || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            problem(path + "/" + field, "The field " + field + " is not a list.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            reader.read(list.get(i), path + "/" + field + "/" + i);
        }
    }

    interface FieldReader {
        void read(String name, JsonNode value, String path);
    }

    void eachField(JsonNode json, String field, String path, FieldReader reader) {
        JsonNode object = json.get(field);
        if (object == null || object.isNull()) {
            return;
        }
        if (!object.isObject()) {
            problem(path + "/" + field, "The field " + field + " is not an object.");
            return;
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> entry = it.next();
            reader.read(entry.getKey(), entry.getValue(), SnapshotProblem.pointer(path + "/" + field, entry.getKey()));
        }
    }

    boolean flag(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            problem(path + "/" + field, "The field " + field + " is neither true nor false.");
            return false;
        }
        return value.booleanValue();
    }

    @Nullable
    String text(JsonNode json, String field, String path, boolean required) {
        JsonNode value = json.get(field);
        if (value != null && value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        if (required || (value != null && !value.isNull())) {
            problem(path + "/" + field, "The field " + field + " is not a name.");
        }
        return null;
    }

    <T extends Enum<T>> @Nullable T constant(JsonNode json, String field, String path, T[] known, T absent) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return absent;
        }
        for (T constant : known) {
            if (constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        problem(path + "/" + field, "The field " + field + " is " + shortened(value) + ", which is not known.");
        return null;
    }

    long instant(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? NONE : parseInstant(value, path + "/" + field, field);
    }

    /** {@return an instant of something that has happened, or {@link Instants#NONE}} */
    long past(JsonNode json, String field, String path) {
        return notAhead(instant(json, field, path), path + "/" + field, field);
    }

    long notAhead(long instant, String path, String field) {
        if (instant == NONE || instant <= written) {
            return instant;
        }
        problem(path, "The field " + field + " is later than the snapshot itself.");
        return NONE;
    }

    long parseInstant(JsonNode value, String path, String field) {
        Instant parsed = value.isTextual() ? parse(value.textValue()) : null;
        if (parsed != null) {
            long seconds = parsed.getEpochSecond();
            if (seconds >= 0 && seconds <= Instants.MAX / 1000) {
                return parsed.toEpochMilli();
            }
        }
        problem(path, "The field " + field + " is " + shortened(value) + ", which is not a time.");
        return NONE;
    }

    /** {@return the instant, UTC if there is no offset, or {@code null} if it cannot be read} */
    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e2) {
                return null;
            }
        }
    }

    static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    void problem(String path, String message) {
        problems.add(new SnapshotProblem(path, message));
    }

    int count(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (!value.isInt() || value.intValue() < 0) {
            problem(path + "/" + field, "The field " + field + " is " + shortened(value) + ", which is not a count.");
            return 0;
        }
        return value.intValue();
    }

    /** {@return a list of numbers from 0 to a most, or {@code null} if there is none} */
    double @Nullable [] numbers(JsonNode json, String field, String path, double most) {
        JsonNode list = json.get(field);
        if (list == null || list.isNull()) {
            return null;
        }
        boolean good = list.isArray();
        double[] result = new double[list.size()];
        for (int i = 0; good && i < result.length; i++) {
            result[i] = list.get(i).doubleValue();
            good = list.get(i).isNumber() && result[i] >= 0 && result[i] <= most;
        }
        if (!good) {
            problem(path + "/" + field, "The field " + field + " is not a list of counts.");
            return null;
        }
        return result;
    }
}
