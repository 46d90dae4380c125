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

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.StoredFields;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Gives the fields of something remembered the values that a JSON object of a snapshot has for them.
 */
@NonNullByDefault
final class ReadFields implements StoredFields {

    /**
     * Numbers that the engine itself never comes near: beyond them sums and products become infinite, and quotients of
     * these no numbers at all. Weights are relative to the best hypothesis, which can be small.
     */
    private static final double MOST_NUMBER = 1e100;
    private static final int MOST_COUNT = 1_000;

    private final JsonFields fields;
    private final JsonNode json;
    private final String path;

    /**
     * @param fields reads single fields
     * @param json the object
     * @param path where it stands in the snapshot
     */
    ReadFields(JsonFields fields, JsonNode json, String path) {
        this.fields = fields;
        this.json = json;
        this.path = path;
    }

    @Override
    public long instant(String name, long value) {
        return fields.past(json, name, path);
    }

    @Override
    public long end(String name, long value) {
        return fields.instant(json, name, path);
    }

    @Override
    public boolean flag(String name, boolean value) {
        return fields.flag(json, name, path);
    }

    @Override
    public @Nullable String text(String name, @Nullable String value) {
        return fields.text(json, name, path, false);
    }

    @Override
    public int count(String name, int value) {
        return fields.count(json, name, path);
    }

    @Override
    public double number(String name, double value) {
        JsonNode number = json.get(name);
        return number != null && number.isNumber() ? number.doubleValue() : Double.NaN;
    }

    @Override
    public int wholeNumber(String name, int value) {
        JsonNode number = json.get(name);
        return number != null && number.isInt() ? number.intValue() : -1;
    }

    @Override
    public double @Nullable [] numbers(String name, double @Nullable [] value) {
        return fields.numbers(json, name, path, MOST_NUMBER);
    }

    @Override
    public int @Nullable [] counts(String name, int @Nullable [] value) {
        double[] numbers = fields.numbers(json, name, path, MOST_COUNT);
        return numbers == null ? null : Arrays.stream(numbers).mapToInt(each -> (int) each).toArray();
    }

    @Override
    public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
        SortedMap<String, Boolean> result = new TreeMap<>();
        fields.eachField(json, name, path, (key, each, keyPath) -> {
            if (each.isBoolean()) {
                result.put(key, each.booleanValue());
            } else {
                fields.problem(keyPath, "The field is neither true nor false.");
            }
        });
        return result;
    }

    @Override
    public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
        SortedMap<String, Long> result = new TreeMap<>();
        fields.eachField(json, name, path, (key, each, keyPath) -> {
            long instant = fields.notAhead(fields.parseInstant(each, keyPath, name), keyPath, name);
            if (instant != NONE) {
                result.put(key, instant);
            }
        });
        return result;
    }

    @Override
    public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
        return wholeNumbers(name, Instants.MAX, "cool-down", "no time");
    }

    @Override
    public SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value) {
        return wholeNumbers(name, MOST_COUNT, "count", "none");
    }

    private SortedMap<String, Long> wholeNumbers(String name, long most, String what, String otherwise) {
        SortedMap<String, Long> result = new TreeMap<>();
        fields.eachField(json, name, path, (key, each, keyPath) -> {
            if (each.isIntegralNumber() && each.canConvertToLong() && each.longValue() >= 0
                    && each.longValue() <= most) {
                result.put(key, each.longValue());
            } else {
                fields.problem(keyPath,
                        "The " + what + " is " + JsonFields.shortened(each) + ", which is " + otherwise + ".");
            }
        });
        return result;
    }

    @Override
    public void damaged(String name, String sentence) {
        fields.problem(path + "/" + name, sentence);
    }
}
