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
package org.openhab.binding.occupancy.internal.replay.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.replay.SourceTick;

/**
 * What happened in one location. All lists are in order of time.
 *
 * @param id the id of the location
 * @param parent the index of the location that it is in, or -1
 * @param depth how deep it is in the tree; 0 for a root
 * @param stays when it was shown occupied
 * @param people when who was shown in it, by name in order of appearance
 * @param locks when it was locked, by a lock of its own or one from above
 * @param ticks what its sources reported
 * @param truth who really was in it when, by name; {@code null} if nothing is known
 * @param known the time for which it is known where everybody was
 */
@NonNullByDefault
record LocationHistory(String id, int parent, int depth, List<Stay> stays, Map<String, List<Span>> people,
        List<Locked> locks, List<SourceTick> ticks, @Nullable Map<String, List<Span>> truth, List<Span> known) {

    /**
     * A stretch of being occupied.
     *
     * @param span when
     * @param began why it began
     * @param ended why it ended; {@code null} if it went on at the end
     */
    record Stay(Span span, Cause began, @Nullable Cause ended) {
    }

    /**
     * A stretch of being locked.
     *
     * @param span when
     * @param lock by what
     * @param from the id of the location that the lock is set on
     */
    record Locked(Span span, Lock lock, String from) {
    }

    /** {@return when it was shown occupied} */
    List<Span> occupied() {
        return stays.stream().map(Stay::span).toList();
    }

    /** {@return when somebody really was here; empty if that is not known} */
    List<Span> somebody() {
        Map<String, List<Span>> known = truth;
        return known == null ? List.of() : Span.union(known.values().stream().flatMap(Collection::stream).toList());
    }

    /** {@return for how long the spans go on between two instants} */
    static Duration total(List<Span> spans, Instant start, Instant end) {
        Duration total = Duration.ZERO;
        for (Span span : spans) {
            total = total.plus(span.within(start, end));
        }
        return total;
    }
}
