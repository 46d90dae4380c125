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
package org.openhab.binding.occupancy.internal.service.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;

/**
 * Grace periods for locations that may come back. openHAB stops a handler also when its settings or its bridge change,
 * and removes things also when it reads a file anew. So a location whose handler was stopped stays in the home for a
 * while, and what is known of a removed thing is kept for a while longer. Not thread-safe: only tasks of the {@link
 * SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class RemovalGrace {

    /**
     * How long a location without a handler stays in the home; a handler that is only restarted is back long before.
     */
    static final Duration RELEASE_GRACE = Duration.ofSeconds(10);
    /**
     * How long to wait until a stopped handler is taken for one that does not start again soon, so that its channels
     * have to be updated without it.
     */
    static final Duration ORPHAN_GRACE = Duration.ofSeconds(1);
    /** Delay before what is stored of a removed thing is deleted; longer than openHAB takes to shut down. */
    static final Duration REMOVAL_GRACE = Duration.ofMinutes(1);

    /** The locations without a handler, and when each is checked. */
    private final Map<String, Instant> released = new HashMap<>();
    /** The locations whose handler was stopped, and when to check whether it stopped because of another thing. */
    private final Map<String, Instant> stopped = new HashMap<>();
    /** The things that are gone, and when what is known of them is forgotten. */
    private final Map<String, Instant> gone = new HashMap<>();
    /** Those of {@link #gone} that were removed together with all others, as when a file is read anew. */
    private final Set<String> goneTogether = new HashSet<>();
    /** The things that a person removed, and those in them, and when that is forgotten. */
    private final Map<String, Instant> byHand = new HashMap<>();

    void released(String id, Instant now) {
        released.put(id, now.plus(RELEASE_GRACE));
        stopped.put(id, now.plus(ORPHAN_GRACE));
    }

    /** A person removed a thing: what lies in it and is removed next was not removed because a file is read anew. */
    void removedByHand(String thing, Instant now) {
        byHand.put(thing, now.plus(REMOVAL_GRACE));
    }

    /**
     * @param parent what the thing lies in, or {@code null} if that is not known
     * @param all all locations that are served, or were a moment ago
     */
    void removed(String thing, @Nullable String parent, Instant now, Collection<String> all) {
        gone.put(thing, now.plus(REMOVAL_GRACE));
        if (parent != null && byHand.containsKey(parent)) {
            removedByHand(thing, now);
        }
        if (gone.keySet().containsAll(all)) {
            goneTogether.addAll(gone.keySet());
            goneTogether.removeAll(byHand.keySet());
        }
    }

    /** A handler serves the location. */
    void served(String id) {
        released.remove(id);
        stopped.remove(id);
        gone.remove(id);
        goneTogether.remove(id);
        byHand.remove(id);
    }

    /**
     * {@return whether a thing that is back had been removed by a person, while others stayed} openHAB also removes
     * all things of a file, or of its storage, and adds them again when it reads them anew; that means nothing.
     *
     * @param thing its UID
     */
    boolean wasRemovedAlone(String thing) {
        return gone.containsKey(thing) && !goneTogether.contains(thing);
    }

    /** There is a thing. */
    void added(String thing) {
        gone.remove(thing);
        goneTogether.remove(thing);
        byHand.remove(thing);
    }

    boolean anyReleased() {
        return !released.isEmpty();
    }

    /**
     * {@return the locations to be taken out of the home} @param isServed whether openHAB has a handler for it or will
     */
    List<String> toDetach(Instant now, Predicate<String> isServed) {
        // a location whose settings openHAB refuses, or whose parent it refuses, stays: that is no reason to show a
        // room vacant
        released.replaceAll((id, at) -> now.isBefore(at) || !isServed.test(id) ? at : now.plus(RELEASE_GRACE));
        return due(released, now);
    }

    /** {@return the locations whose handlers were stopped a moment ago and have not been started again} */
    List<String> orphans(Instant now) {
        return due(stopped, now);
    }

    /** {@return the things of which nothing is to be kept} */
    List<String> toForget(Instant now) {
        List<String> due = due(gone, now);
        goneTogether.removeAll(due);
        byHand.values().removeIf(end -> !now.isBefore(end));
        return due;
    }

    private static List<String> due(Map<String, Instant> absent, Instant now) {
        List<String> due = absent.entrySet().stream().filter(entry -> !now.isBefore(entry.getValue()))
                .map(Map.Entry::getKey).sorted().toList();
        due.forEach(absent::remove);
        return due;
    }

    /** {@return when there is something to do, or {@code null} if there is nothing} */
    @Nullable
    Instant nextDue() {
        Instant next = null;
        for (Map<String, Instant> absent : List.of(released, stopped, gone)) {
            for (Instant at : absent.values()) {
                next = next == null || at.isBefore(next) ? at : next;
            }
        }
        return next;
    }

    void shift(Duration delta) {
        released.replaceAll((id, at) -> at.plus(delta));
        stopped.replaceAll((id, at) -> at.plus(delta));
        gone.replaceAll((id, at) -> at.plus(delta));
        byHand.replaceAll((id, at) -> at.plus(delta));
    }
}
