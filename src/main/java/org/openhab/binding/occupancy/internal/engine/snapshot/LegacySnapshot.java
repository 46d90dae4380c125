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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the snapshot format of the Python library of the same idea.
 */
@NonNullByDefault
final class LegacySnapshot {

    private static final String RESTORED_SOURCE = "restored";
    private static final List<String> LEGACY_FIELDS = List.of("is_occupied", "occupied_until", "active_occupants",
            "active_holds", "lock_state");

    private final JsonFields fields;

    LegacySnapshot(JsonFields fields) {
        this.fields = fields;
    }

    /**
     * Reads a snapshot.
     *
     * @param root the JSON
     * @param now the present
     * @param entries where to put what it says of each location, by id
     * @return whether it is one, or empty
     */
    boolean read(JsonNode root, long now, Map<String, LocationSnapshot> entries) {
        boolean any = root.isEmpty();
        for (Iterator<Map.Entry<String, JsonNode>> it = root.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> field = it.next();
            String path = SnapshotProblem.pointer("", field.getKey());
            JsonNode json = field.getValue();
            if (json.isObject() && LEGACY_FIELDS.stream().anyMatch(json::has)) {
                any = true;
                entries.put(field.getKey(), entry(json, path, now));
            } else {
                fields.problem(path, "This is neither a location nor a part of a snapshot.");
            }
        }
        return any;
    }

    private LocationSnapshot entry(JsonNode json, String path, long now) {
        boolean occupied = fields.flag(json, "is_occupied", path);
        long until = fields.instant(json, "occupied_until", path);
        Set<String> people = new TreeSet<>();
        fields.each(json, "active_occupants", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                people.add(item.textValue());
            } else {
                fields.problem(itemPath, "The name of a person is missing.");
            }
        });
        Map<String, SourceState> sources = new TreeMap<>();
        fields.each(json, "active_holds", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                sources.put(item.textValue(), hold(item.textValue(), null));
            } else {
                fields.problem(itemPath, "The name of a source is missing.");
            }
        });
        if (sources.isEmpty() && occupied && (until == NONE || until <= now)) {
            // in that format a known person holds a location without any source
            people.forEach(person -> sources.put(RESTORED_SOURCE + ":" + person,
                    hold(RESTORED_SOURCE + ":" + person, person)));
        }
        if (until != NONE) {
            sources.put(RESTORED_SOURCE, new SourceState(RESTORED_SOURCE, LocationConfig.DEFAULT_CATEGORY, false, NONE,
                    until, null, false, Trust.RESTORED));
        }
        List<Lock> locks = List.of();
        String lock = fields.text(json, "lock_state", path, false);
        if (lock != null) {
            switch (lock.toLowerCase(Locale.ROOT)) {
                case "locked_frozen" -> locks = List.of(new Lock(RESTORED_SOURCE, LockMode.FREEZE, Scope.SELF, HELD));
                case "unlocked" -> {
                }
                default -> fields.problem(path + "/lock_state", "The lock state " + lock + " is not known.");
            }
        }
        return new LocationSnapshot(now, occupied, occupied, List.copyOf(sources.values()), people, locks, NONE, false,
                NONE, NONE, null, null);
    }

    private static SourceState hold(String source, @Nullable String occupant) {
        return new SourceState(source, "presence", true, HELD, NONE, occupant, false, Trust.LIVE);
    }
}
