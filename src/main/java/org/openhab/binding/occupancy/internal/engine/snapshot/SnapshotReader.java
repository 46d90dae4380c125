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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Remembered;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the snapshot format, and the one of the Python library of the same idea. What is damaged is skipped and
 * reported with its path; nothing throws.
 */
@NonNullByDefault
public final class SnapshotReader {

    private final JsonFields fields = new JsonFields();
    private final Map<String, LocationSnapshot> entries = new TreeMap<>();
    private final boolean readable;
    private long takenAt;
    /** When it says that it was written. */
    private long written;

    /**
     * @param snapshot the JSON
     * @param now the present; a snapshot from the future was taken by a clock that is wrong by the difference
     */
    public SnapshotReader(JsonNode snapshot, long now) {
        takenAt = now;
        readable = read(snapshot, now);
    }

    /** {@return whether it is a snapshot at all} */
    public boolean readable() {
        return readable;
    }

    /** {@return when it was taken, never later than now} */
    public long takenAt() {
        return takenAt;
    }

    /** {@return what it says of each location, by id} */
    public Map<String, LocationSnapshot> entries() {
        return entries;
    }

    /** {@return what could not be read} */
    public List<SnapshotProblem> problems() {
        return fields.problems();
    }

    private boolean read(JsonNode root, long now) {
        if (!root.isObject()) {
            fields.problem("", "The snapshot is not a JSON object.");
            return false;
        }
        JsonNode version = root.get("version");
        if (version == null || version.isObject()) {
            return new LegacySnapshot(fields).read(root, now, entries);
        }
        if (!version.isInt() || version.intValue() < 1 || version.intValue() > SnapshotWriter.VERSION) {
            fields.problem("/version", "The snapshot has the version " + version + "; this add-on reads version "
                    + SnapshotWriter.VERSION + ".");
            return false;
        }
        long at = fields.instant(root, "at", "");
        written = at == NONE ? now : at;
        fields.written(written);
        long delta = Math.min(0, now - written);
        takenAt = written + delta;
        JsonNode locations = root.get("locations");
        if (locations == null || !locations.isObject()) {
            fields.problem("/locations", "The snapshot has no object of locations.");
            return locations == null;
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = locations.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> field = it.next();
            String path = SnapshotProblem.pointer("/locations", field.getKey());
            if (!field.getValue().isObject()) {
                fields.problem(path, "The location is not an object.");
                continue;
            }
            LocationSnapshot entry = readEntry(field.getValue(), path);
            entries.put(field.getKey(), entry.shift(delta));
        }
        return true;
    }

    private LocationSnapshot readEntry(JsonNode json, String path) {
        long at = fields.past(json, "at", path);
        Map<String, SourceState> sources = new TreeMap<>();
        fields.each(json, "sources", path, (item, itemPath) -> {
            SourceState evidence = readSource(item, itemPath);
            if (evidence != null && sources.putIfAbsent(evidence.source, evidence) != null) {
                fields.problem(itemPath, "The source " + evidence.source + " stands here twice.");
            }
        });
        Set<String> sightings = new TreeSet<>();
        fields.each(json, "sightings", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                sightings.add(item.textValue());
            } else {
                fields.problem(itemPath, "The name of a person is missing.");
            }
        });
        Map<String, Lock> locks = new TreeMap<>();
        fields.each(json, "locks", path, (item, itemPath) -> {
            Lock lock = readLock(item, itemPath);
            if (lock != null && locks.putIfAbsent(lock.owner(), lock) != null) {
                fields.problem(itemPath, "The lock of " + lock.owner() + " stands here twice.");
            }
        });
        return new LocationSnapshot(at == NONE ? written : at, fields.flag(json, "occupied", path),
                fields.flag(json, "own", path), List.copyOf(sources.values()), sightings, List.copyOf(locks.values()),
                fields.instant(json, "lingerUntil", path), fields.flag(json, "followSuspended", path),
                fields.past(json, "changedAt", path), fields.past(json, "lastActivity", path),
                remembered(json, "stay", path, new Stay()), remembered(json, "home", path, new HomeStay()));
    }

    /**
     * {@return something remembered with the values of a field, or {@code null}} @param empty what knows nothing yet
     */
    private <T extends Remembered> @Nullable T remembered(JsonNode json, String field, String path, T empty) {
        JsonNode object = json.get(field);
        if (object == null || object.isNull()) {
            return null;
        }
        if (!object.isObject()) {
            fields.problem(path + "/" + field, "The field " + field + " is not an object.");
            return null;
        }
        empty.each(new ReadFields(fields, object, path + "/" + field));
        return empty;
    }

    private @Nullable SourceState readSource(JsonNode json, String path) {
        String source = fields.text(json, "source", path, true);
        String category = fields.text(json, "category", path, true);
        if (source == null || category == null) {
            return null;
        }
        int before = fields.problems().size();
        boolean hold = fields.flag(json, "hold", path);
        long holdEnd = fields.instant(json, "holdUntil", path);
        long timer = fields.instant(json, "until", path);
        long since = fields.past(json, "since", path);
        Trust trust = fields.constant(json, "trust", path, Trust.values(), Trust.LIVE);
        if (fields.problems().size() > before || trust == null || !(hold || timer != NONE)) {
            if (fields.problems().size() == before) {
                fields.problem(path, "The source " + source + " neither holds nor has a timer.");
            }
            return null;
        }
        return new SourceState(source, category, hold, holdEnd == NONE ? HELD : holdEnd, timer,
                fields.text(json, "occupant", path, false), fields.flag(json, "sustainOnly", path), trust, since);
    }

    private @Nullable Lock readLock(JsonNode json, String path) {
        String owner = fields.text(json, "owner", path, true);
        LockMode mode = fields.constant(json, "mode", path, LockMode.values(), LockMode.FREEZE);
        Scope scope = fields.constant(json, "scope", path, Scope.values(), Scope.SELF);
        int before = fields.problems().size();
        long until = fields.instant(json, "until", path);
        if (owner == null || mode == null || scope == null || fields.problems().size() > before) {
            return null;
        }
        return new Lock(owner, mode, scope, until == NONE ? HELD : until);
    }
}
