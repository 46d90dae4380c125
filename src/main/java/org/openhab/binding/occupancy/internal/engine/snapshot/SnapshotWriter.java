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
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the snapshot format. Only what differs from an empty, vacant location is written.
 */
@NonNullByDefault
public final class SnapshotWriter {

    static final int VERSION = 1;

    private SnapshotWriter() {
    }

    /**
     * {@return a snapshot}
     *
     * @param now when it is taken
     * @param snapshots what is known of each location, by id; what was taken at another time says so
     */
    public static ObjectNode write(long now, Map<String, LocationSnapshot> snapshots) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("version", VERSION);
        root.put("at", text(now));
        ObjectNode locations = root.putObject("locations");
        new TreeMap<>(snapshots).forEach((id, snapshot) -> locations.set(id, entry(snapshot, now)));
        return root;
    }

    private static ObjectNode entry(LocationSnapshot snapshot, long now) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (snapshot.takenAt() != now) {
            entry.put("at", text(snapshot.takenAt()));
        }
        entry.put("occupied", snapshot.shown());
        putIf(entry, "own", snapshot.own());
        putIf(entry, "followSuspended", snapshot.followSuspended());
        putIf(entry, "lingerUntil", snapshot.lingerUntil());
        putIf(entry, "changedAt", snapshot.changedAt());
        putIf(entry, "lastActivity", snapshot.lastActivity());
        if (!snapshot.sources().isEmpty()) {
            ArrayNode sources = entry.putArray("sources");
            snapshot.sources().forEach(evidence -> write(sources.addObject(), evidence));
        }
        if (!snapshot.sightings().isEmpty()) {
            ArrayNode sightings = entry.putArray("sightings");
            snapshot.sightings().forEach(sightings::add);
        }
        if (!snapshot.locks().isEmpty()) {
            ArrayNode locks = entry.putArray("locks");
            for (Lock lock : snapshot.locks()) {
                ObjectNode written = locks.addObject();
                written.put("owner", lock.owner());
                written.put("mode", lock.mode().name());
                written.put("scope", lock.scope().name());
                putIf(written, "until", lock.untilMillis());
            }
        }
        Stay stay = snapshot.stay();
        if (stay != null && stay.knowsAnything()) {
            stay.each(new WrittenFields(entry.putObject("stay")));
        }
        HomeStay home = snapshot.home();
        if (home != null && home.knowsAnything()) {
            home.each(new WrittenFields(entry.putObject("home")));
        }
        return entry;
    }

    private static void write(ObjectNode written, SourceState evidence) {
        written.put("source", evidence.source);
        written.put("category", evidence.category);
        putIf(written, "hold", evidence.hold);
        putIf(written, "holdUntil", evidence.holdEnd);
        putIf(written, "since", evidence.heldSince);
        putIf(written, "until", evidence.timer);
        String occupant = evidence.occupant;
        if (occupant != null) {
            written.put("occupant", occupant);
        }
        putIf(written, "sustainOnly", evidence.sustainOnly);
        if (evidence.trust != Trust.LIVE) {
            written.put("trust", evidence.trust.name());
        }
    }

    static void putIf(ObjectNode object, String field, boolean value) {
        if (value) {
            object.put(field, true);
        }
    }

    static void putIf(ObjectNode object, String field, long instant) {
        String text = text(instant);
        if (text != null) {
            object.put(field, text);
        }
    }

    private static @Nullable String text(long instant) {
        Instant value = instant == NONE ? null : Instants.toInstant(instant);
        return value == null ? null : value.toString();
    }
}
