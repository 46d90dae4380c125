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
package org.openhab.binding.occupancy.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Who is still to come after a start. openHAB starts the handler of a home before those of its rooms: a home that spoke
 * before they are there would tell the house that it is empty. Belongs to the worker.
 */
@NonNullByDefault
final class Arrivals {

    /** How long after the start, and after the latest arrival, places are waited for. */
    static final Duration GRACE = Duration.ofMinutes(1);
    /** How long after the start what was stored of a place is kept for a thing that does not show up. */
    static final Duration MEMORY_GRACE = Duration.ofMinutes(10);

    /** The places that were stored and did not come yet. */
    private final Set<String> stored = new HashSet<>();
    private Instant until = Instant.EPOCH;
    private @Nullable Instant forgetAt;

    /**
     * The home starts to work.
     *
     * @param ids what was stored
     */
    void start(Set<String> ids, Instant now) {
        stored.addAll(ids);
        until = now.plus(GRACE);
        forgetAt = now.plus(MEMORY_GRACE);
    }

    /** A place came. */
    void arrived(String id, Instant now) {
        stored.remove(id);
        if (isOpen(now)) {
            until = now.plus(GRACE);
        }
    }

    void shift(Duration delta) {
        until = until.plus(delta);
        Instant at = forgetAt;
        forgetAt = at == null ? null : at.plus(delta);
    }

    /** {@return whether places are waited for} */
    boolean isOpen(Instant now) {
        return now.isBefore(until);
    }

    /** {@return until when places are waited for at the latest, if none comes} */
    Instant until() {
        return until;
    }

    /** {@return when {@link #forgotten} has an answer, or {@code null} if it had} */
    @Nullable
    Instant forgetAt() {
        return forgetAt;
    }

    /** {@return the stored places that never came, once, when it is time to forget them} */
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
     * Looks who is missing.
     *
     * @param things the parents of the places that openHAB serves, by id; empty where there is none
     * @param exists whether there is a thing
     * @param isHere whether a place came
     */
    Missing missing(Map<String, String> things, Predicate<String> exists, Predicate<String> isHere) {
        Set<String> incomplete = new HashSet<>();
        for (String id : things.keySet()) {
            String each = isHere.test(id) ? "" : id;
            while (!each.isEmpty() && incomplete.add(each)) {
                each = things.getOrDefault(each, "");
            }
        }
        return new Missing(Set.copyOf(incomplete),
                stored.stream().anyMatch(id -> !exists.test(id) && !isHere.test(id)));
    }

    /**
     * Who is missing.
     *
     * @param incomplete the places that have a thing and no handler yet, and those that they are in
     * @param unplaced whether a place was stored that has no thing yet, so that nobody knows what it is in
     */
    record Missing(Set<String> incomplete, boolean unplaced) {

        static final Missing NOBODY = new Missing(Set.of(), false);

        /** {@return whether a place must not be shown yet} @param occupied whether it would be shown occupied */
        boolean holdsBack(String id, boolean occupied) {
            return incomplete.contains(id) || (unplaced && !occupied);
        }

        /** {@return whether somebody may be in a place that is missing} @param home where, or {@code null} anywhere */
        boolean holdsBackIn(@Nullable String home) {
            return unplaced || (home == null ? !incomplete.isEmpty() : incomplete.contains(home));
        }
    }
}
