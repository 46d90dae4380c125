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
package org.openhab.binding.occupancy.internal.engine;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.snapshot.LocationSnapshot;
import org.openhab.binding.occupancy.internal.engine.snapshot.SnapshotWriter;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Exports and restores what is known, and keeps what belongs to locations that are not configured yet.
 */
@NonNullByDefault
final class Memory {

    private final Tree tree;
    private final EffectiveLocks locks;
    private final People people;
    private final Propagation propagation;
    private final Departures departures;
    /** What is known of locations that are not configured yet, by id. */
    private final Map<String, LocationSnapshot> waiting = new TreeMap<>();

    Memory(Tree tree, EffectiveLocks locks, People people, Propagation propagation, Departures departures) {
        this.tree = tree;
        this.locks = locks;
        this.people = people;
        this.propagation = propagation;
        this.departures = departures;
    }

    /** {@return all that is known, also what waits; see {@link SnapshotWriter}} @param now the instant */
    ObjectNode export(long now) {
        departures.record();
        // a location that shows nothing has the instants of its latest change and activity
        Map<String, LocationSnapshot> all = new TreeMap<>(waiting);
        for (Node node : tree.all()) {
            if (node.hasMemory()) {
                all.putIfAbsent(node.id, snapshot(node, now));
            }
        }
        ObjectNode snapshot = SnapshotWriter.write(now, all);
        departures.recorded();
        return snapshot;
    }

    private static LocationSnapshot snapshot(Node node, long now) {
        Stay stay = node.stay;
        HomeStay home = node.home;
        HomeStay homeNow = home == null ? null : home.copy();
        if (homeNow != null) {
            homeNow.over(now);
        }
        return new LocationSnapshot(now, node.shown, node.own, List.of(node.sources), node.sightings,
                List.of(node.locks), node.lingerUntil, node.followSuspended, node.changedAt, node.lastActivity,
                stay == null ? null : stay.copy(), homeNow);
    }

    /** Keeps what is known of a location that is about to be removed, until one with its id is configured. */
    void keep(Node node, long now) {
        if (node.hasMemory()) {
            waiting.put(node.id, snapshot(node, now));
        }
    }

    /** Keeps what a snapshot says of a location until one with that id is configured. */
    void keep(String id, LocationSnapshot entry) {
        waiting.put(id, entry);
    }

    /** {@return what waits for a location, which is forgotten here; {@code null} if nothing does} */
    @Nullable
    LocationSnapshot take(String id) {
        return waiting.remove(id);
    }

    /** Moves what waits by the time that the host's clock was set. */
    void shift(long millis) {
        waiting.replaceAll((id, entry) -> entry.shift(millis));
    }

    /** Forgets all evidence and locks, also of locations that are not configured yet, and has everything settled. */
    void forgetAll(Cause cause, long now) {
        waiting.clear();
        departures.clear();
        for (Node node : tree.withContent()) {
            boolean hadLocks = node.locks.length > 0;
            node.replaceSources(LocationState.NO_SOURCES);
            node.locks = LocationState.NO_LOCKS;
            locks.changed(node, hadLocks);
            people.forgetAll(node);
            node.lingerUntil = NONE;
            node.followSuspended = false;
            node.own = false;
            node.shown = false;
            node.wasShown = false;
            node.until = NONE;
            propagation.evidenceChanged(node, cause);
        }
    }

    /**
     * Restores a location from what a snapshot says of it.
     *
     * @param node the location
     * @param entry what was known of it
     * @param now what ended before is left out
     * @param present from when on holds are believed for a grace
     * @param cause why it changes
     */
    void install(Node node, LocationSnapshot entry, long now, long present, Cause cause) {
        LocationSnapshot valid = entry.expire(now).distrustHolds(present + OccupancyEngine.RESTORE_GRACE.toMillis());
        boolean hadLocks = node.locks.length > 0;
        valid.sources().forEach(node::put);
        valid.locks().forEach(node::setLock);
        locks.changed(node, hadLocks);
        for (String person : valid.sightings()) {
            people.seen(person, node);
        }
        node.lingerUntil = valid.lingerUntil();
        node.followSuspended = valid.followSuspended();
        Stay stay = valid.stay();
        if (stay != null && node.remembersStay()) {
            node.stay = stay.copy();
        }
        HomeStay home = valid.home();
        if (home != null && node.parent == null) {
            HomeStay copy = home.copy();
            copy.over(now);
            node.home = copy;
        }
        node.own = valid.own();
        node.shown = valid.shown();
        node.wasShown = valid.shown();
        node.until = NONE;
        tree.list(node);
        propagation.evidenceChanged(node, cause);
        if (!valid.locks().isEmpty()) {
            Tree.withFollowers(Tree.subtreeWithContent(node)).forEach(propagation::unsettled);
        }
    }

    /**
     * Gives locations that were put back unchanged the instants of their latest change and activity that the snapshot
     * has. To be called after the transitions have been collected, because that stamps them with the present.
     */
    static void recall(Map<Node, LocationSnapshot> installed) {
        installed.forEach((node, entry) -> {
            node.lastActivity = Math.max(node.lastActivity, entry.lastActivity());
            if (entry.changedAt() != NONE && entry.shown() == node.shown) {
                node.changedAt = entry.changedAt();
            }
        });
    }
}
