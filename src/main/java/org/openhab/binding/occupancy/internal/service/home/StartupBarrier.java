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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;

/**
 * The start-up barrier: knows which locations are still waited for. openHAB starts the handler of a home before those
 * of its rooms. A home that went to work before its rooms would be vacant for a moment, and a room before its home
 * would follow nobody. Locations that lie in each other therefore go to work together. Not thread-safe: only tasks of
 * the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class StartupBarrier {

    /** How long to wait for more locations after the latest one has come. */
    static final Duration GRACE = Duration.ofMinutes(1);
    /** How long after the start to keep what is stored of a location whose thing does not exist. */
    static final Duration MEMORY_GRACE = Duration.ofMinutes(10);

    /** The locations that were stored and did not come yet. */
    private final Set<String> stored = new HashSet<>();
    /** When the locations came that are not at work yet. */
    private final Map<String, Instant> waiting = new HashMap<>();
    private @Nullable Instant forgetAt;
    /** Until when a stored location that is not there may still come. */
    private Instant missedAt = Instant.MIN;

    /**
     * The home starts to work.
     *
     * @param ids what was stored
     */
    void start(Set<String> ids, Instant now) {
        stored.addAll(ids);
        stored.removeAll(waiting.keySet());
        waiting.replaceAll((id, at) -> now);
        forgetAt = now.plus(MEMORY_GRACE);
        missedAt = now.plus(GRACE);
    }

    /** A location came. */
    void arrived(String id, Instant now) {
        stored.remove(id);
        waiting.put(id, now);
    }

    /** A location went to work, or is gone. */
    void done(String id) {
        waiting.remove(id);
    }

    /** {@return whether a location has come and is not at work} */
    boolean isWaiting(String id) {
        return waiting.containsKey(id);
    }

    /** {@return whether any location has come that is not at work} */
    boolean anyWaiting() {
        return !waiting.isEmpty();
    }

    void shift(Duration delta) {
        waiting.replaceAll((id, at) -> at.plus(delta));
        Instant at = forgetAt;
        forgetAt = at == null ? null : at.plus(delta);
        missedAt = missedAt.equals(Instant.MIN) ? missedAt : missedAt.plus(delta);
    }

    /** {@return when the first of the waiting locations goes to work at the latest, or {@code null} if none waits} */
    @Nullable
    Instant nextDue() {
        return waiting.values().stream().min(Instant::compareTo).map(at -> at.plus(GRACE)).orElse(null);
    }

    /** {@return when {@link #forgotten} will have an answer, or {@code null} if it has given it} */
    @Nullable
    Instant forgetAt() {
        return forgetAt;
    }

    /** {@return the stored locations that never came, once, when it is time to forget them} */
    Set<String> forgotten(Instant now) {
        Instant at = forgetAt;
        if (at == null || now.isBefore(at)) {
            return Set.of();
        }
        forgetAt = null;
        Set<String> result = Set.copyOf(stored);
        stored.clear();
        return result;
    }

    /**
     * Looks which of the waiting locations can go to work.
     *
     * @param parents the parents of the waiting locations, by id; empty where there is none
     * @param served the parents of the locations that openHAB serves, by id; empty where there is none
     * @param exists whether there is a thing
     * @param isAtWork whether a location is at work
     * @return the locations that lie in each other and are all there, or whose time to wait is over, set by set
     */
    List<Set<String>> ready(Map<String, String> parents, Map<String, String> served, Predicate<String> exists,
            Predicate<String> isAtWork, Instant now) {
        // a stored location whose thing has not come yet may belong to any of the sets; a minute after the start it is
        // taken for one that was removed while openHAB was down
        boolean unplaced = now.isBefore(missedAt) && stored.stream().anyMatch(id -> !exists.test(id));
        Map<String, String> open = new HashMap<>(served);
        open.putAll(parents);
        open.keySet().removeIf(isAtWork);
        List<Set<String>> ready = new ArrayList<>();
        for (Set<String> together : together(open)) {
            boolean complete = !unplaced && waiting.keySet().containsAll(together);
            together.retainAll(waiting.keySet());
            if (!together.isEmpty() && (complete || isOver(together, now))) {
                ready.add(together);
            }
        }
        return ready;
    }

    private boolean isOver(Collection<String> together, Instant now) {
        return together.stream().allMatch(id -> !now.isBefore(waiting.getOrDefault(id, now).plus(GRACE)));
    }

    /** {@return the locations that lie in each other, set by set} @param parents their parents, by id */
    private static Collection<Set<String>> together(Map<String, String> parents) {
        Map<String, Set<String>> byTop = new HashMap<>();
        parents.keySet().forEach(id -> {
            Set<String> seen = new HashSet<>();
            String top = id;
            // a circle has no top: its parent will be refused later
            for (String each = id; parents.containsKey(each) && seen.add(each); each = parents.getOrDefault(each, "")) {
                top = each;
            }
            Maps.getOrPut(byTop, top, () -> new HashSet<>()).add(id);
        });
        return byTop.values();
    }
}
