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

import java.util.SortedMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.whereabouts.StoredFields;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the fields of something remembered into a JSON object.
 */
@NonNullByDefault
final class WrittenFields implements StoredFields {

    private final ObjectNode json;

    WrittenFields(ObjectNode json) {
        this.json = json;
    }

    @Override
    public long instant(String name, long value) {
        SnapshotWriter.putIf(json, name, value);
        return value;
    }

    @Override
    public long end(String name, long value) {
        return instant(name, value);
    }

    @Override
    public boolean flag(String name, boolean value) {
        SnapshotWriter.putIf(json, name, value);
        return value;
    }

    @Override
    public @Nullable String text(String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
        return value;
    }

    @Override
    public int count(String name, int value) {
        if (value > 0) {
            json.put(name, value);
        }
        return value;
    }

    @Override
    public double number(String name, double value) {
        json.put(name, value);
        return value;
    }

    @Override
    public int wholeNumber(String name, int value) {
        json.put(name, value);
        return value;
    }

    @Override
    public double @Nullable [] numbers(String name, double @Nullable [] value) {
        if (value != null) {
            ArrayNode array = json.putArray(name);
            for (double each : value) {
                array.add(each);
            }
        }
        return value;
    }

    @Override
    public int @Nullable [] counts(String name, int @Nullable [] value) {
        if (value != null) {
            ArrayNode array = json.putArray(name);
            for (int each : value) {
                array.add(each);
            }
        }
        return value;
    }

    @Override
    public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
        if (!value.isEmpty()) {
            ObjectNode object = json.putObject(name);
            value.forEach(object::put);
        }
        return value;
    }

    @Override
    public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
        if (!value.isEmpty()) {
            ObjectNode object = json.putObject(name);
            value.forEach((key, instant) -> SnapshotWriter.putIf(object, key, instant));
        }
        return value;
    }

    @Override
    public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
        if (!value.isEmpty()) {
            ObjectNode object = json.putObject(name);
            value.forEach(object::put);
        }
        return value;
    }

    @Override
    public SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value) {
        return times(name, value);
    }

    @Override
    public void damaged(String name, String sentence) {
        throw new IllegalStateException(name + ": " + sentence);
    }
}
