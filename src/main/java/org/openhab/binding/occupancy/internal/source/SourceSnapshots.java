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
package org.openhab.binding.occupancy.internal.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The part of a snapshot that the sources wrote: {@code "sources": {location: {id: {"state", "phase", "since", "place",
 * "occupant", "silentSince", "read"}}}}, and {@code "reported": {location: instant}}, when something was last reported
 * where a lone report has to be confirmed. What is damaged is skipped and reported with its path.
 */
@NonNullByDefault
final class SourceSnapshots {

    private static final String FIELD = "sources";
    private static final String REPORTED = "reported";

    /**
     * Longer texts, mostly pictures, are not stored: they only tell whether an item changed, and after a restart that
     * is a reading anyway.
     */
    private static final int MAX_TEXT = 255;

    private SourceSnapshots() {
    }

    /**
     * @param root where the field is added
     * @param memories what the sources remember, by location and id
     */
    static void write(ObjectNode root, Map<String, Map<String, SourceMemory>> memories) {
        ObjectNode all = root.putObject(FIELD);
        memories.forEach((location, ofLocation) -> {
            ObjectNode written = all.putObject(location);
            ofLocation.forEach((id, memory) -> write(written.putObject(id), memory));
        });
    }

    /**
     * @param root where the field is added, unless there is nothing to be told
     * @param reported when something was last reported, by location
     */
    static void writeReported(ObjectNode root, Map<String, Instant> reported) {
        if (!reported.isEmpty()) {
            ObjectNode written = root.putObject(REPORTED);
            reported.forEach((location, at) -> written.put(location, at.toString()));
        }
    }

    private static void write(ObjectNode written, SourceMemory memory) {
        if (memory.item() != null) {
            written.put("item", memory.item());
        }
        String state = memory.state();
        if (state != null && state.length() <= MAX_TEXT) {
            written.put("state", state);
        }
        if (memory.phase() != Phase.IDLE) {
            written.put("phase", memory.phase().name());
            written.put("since", Instant.ofEpochMilli(memory.since()).toString());
        }
        if (memory.silentSince() != Source.NEVER) {
            written.put("silentSince", Instant.ofEpochMilli(memory.silentSince()).toString());
        }
        if (memory.read()) {
            written.put("read", true);
        }
        Signal.Here here = memory.here();
        if (here != null) {
            written.put("place", here.location());
            if (here.occupant() != null) {
                written.put("occupant", here.occupant());
            }
        }
    }

    /**
     * @param root a snapshot of any kind
     * @param now the present; a snapshot from the future was taken by a clock that is wrong by the difference
     * @param problems where what could not be read is added
     * @return what the sources remember, by location and id; empty if the snapshot does not say
     */
    static Map<String, Map<String, SourceMemory>> read(JsonNode root, Instant now, List<SnapshotProblem> problems) {
        Map<String, Map<String, SourceMemory>> result = new TreeMap<>();
        JsonNode all = root.get(FIELD);
        if (all == null || all.isNull() || !root.path("version").isInt()) {
            return result;
        }
        if (!all.isObject()) {
            problems.add(new SnapshotProblem("/" + FIELD, "The sources are not an object."));
            return result;
        }
        long delta = delta(root, now);
        all.fields().forEachRemaining(location -> {
            String path = SnapshotProblem.pointer("/" + FIELD, location.getKey());
            if (!location.getValue().isObject()) {
                problems.add(new SnapshotProblem(path, "The sources of the location are not an object."));
                return;
            }
            Map<String, SourceMemory> ofLocation = new TreeMap<>();
            location.getValue().fields().forEachRemaining(source -> {
                SourceMemory memory = readSource(source.getValue(), SnapshotProblem.pointer(path, source.getKey()),
                        problems);
                if (memory != null) {
                    ofLocation.put(source.getKey(), memory.shift(delta));
                }
            });
            result.put(location.getKey(), ofLocation);
        });
        return result;
    }

    /**
     * @param root a snapshot of any kind
     * @param now the present
     * @param problems where what could not be read is added
     * @return when something was last reported, by location
     */
    static Map<String, Instant> readReported(JsonNode root, Instant now, List<SnapshotProblem> problems) {
        Map<String, Instant> result = new TreeMap<>();
        JsonNode all = root.get(REPORTED);
        if (all == null || all.isNull()) {
            return result;
        }
        if (!all.isObject()) {
            problems.add(new SnapshotProblem("/" + REPORTED, "The latest reports are not an object."));
            return result;
        }
        long delta = delta(root, now);
        all.fields().forEachRemaining(location -> {
            Instant at = instant(location.getValue());
            Instant moved = at == null ? null : at.plusMillis(delta);
            if (moved == null || moved.isAfter(now)) {
                problems.add(new SnapshotProblem(SnapshotProblem.pointer("/" + REPORTED, location.getKey()),
                        "The latest report is not a time before that of the snapshot."));
            } else {
                result.put(location.getKey(), moved);
            }
        });
        return result;
    }

    /** {@return by how many milliseconds the clock was ahead that a snapshot from the future was taken by, negative} */
    private static long delta(JsonNode root, Instant now) {
        Instant written = instant(root.get("at"));
        return written == null ? 0 : Math.min(0, now.toEpochMilli() - written.toEpochMilli());
    }

    private static @Nullable SourceMemory readSource(JsonNode json, String path, List<SnapshotProblem> problems) {
        if (!json.isObject()) {
            problems.add(new SnapshotProblem(path, "The source is not an object."));
            return null;
        }
        JsonNode state = json.get("state");
        if (state != null && !state.isTextual()) {
            problems.add(new SnapshotProblem(path + "/state", "The state is not a text."));
            return null;
        }
        String item = json.path("item").textValue();
        String text = state == null ? null : state.textValue();
        JsonNode phase = json.get("phase");
        if (phase == null) {
            return new SourceMemory(item, text, Phase.IDLE, null, 0, Source.NEVER, false);
        }
        for (Phase known : Phase.values()) {
            if (known.name().equals(phase.textValue())) {
                return readPhase(json, item, text, known, path, problems);
            }
        }
        problems.add(new SnapshotProblem(path + "/phase", "The phase is not known."));
        return null;
    }

    private static @Nullable SourceMemory readPhase(JsonNode json, @Nullable String item, @Nullable String state,
            Phase phase, String path, List<SnapshotProblem> problems) {
        Instant since = instant(json.get("since"));
        if (since == null) {
            problems.add(new SnapshotProblem(path + "/since", "The field since is not a time."));
            return null;
        }
        if (phase == Phase.IDLE || phase == Phase.STUCK) {
            return new SourceMemory(item, state, phase, null, since.toEpochMilli(), Source.NEVER, false);
        }
        String location = json.path("place").textValue();
        if (location == null || location.isBlank()) {
            problems.add(new SnapshotProblem(path + "/place", "The location is missing."));
            return null;
        }
        // a snapshot of an earlier version does not say, nor does a sensor that was heard
        Instant silentSince = instant(json.get("silentSince"));
        return new SourceMemory(item, state, phase, new Signal.Here(location, json.path("occupant").textValue()),
                since.toEpochMilli(), silentSince == null ? Source.NEVER : silentSince.toEpochMilli(),
                json.path("read").asBoolean());
    }

    private static @Nullable Instant instant(@Nullable JsonNode value) {
        String text = value == null ? null : value.textValue();
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(OccupancyModel.LATEST) ? null : instant;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
