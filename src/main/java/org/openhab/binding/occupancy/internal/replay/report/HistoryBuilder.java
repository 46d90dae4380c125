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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.ReplayResult;
import org.openhab.binding.occupancy.internal.replay.report.LocationHistory.Locked;
import org.openhab.binding.occupancy.internal.replay.report.LocationHistory.Stay;

/**
 * Turns a list of transitions into the histories of the locations, in the order in which a tree is read.
 */
@NonNullByDefault
final class HistoryBuilder {

    private final ReplayResult result;
    private final @Nullable TruthBands truth;
    private final Map<String, List<Transition>> transitions = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final List<LocationHistory> locations = new ArrayList<>();

    /**
     * @param result what was replayed
     * @param truth who really was where, or {@code null} if that is not known
     */
    HistoryBuilder(ReplayResult result, @Nullable TruthBands truth) {
        this.result = result;
        this.truth = truth;
    }

    /** A location whose turn comes: its id, the index of its parent, and its depth. */
    private record Step(String id, int parent, int depth) {
    }

    List<LocationHistory> build() {
        for (Transition transition : result.transitions()) {
            append(transitions, transition.location(), transition);
        }
        Set<String> known = new HashSet<>();
        for (LocationConfig location : result.locations()) {
            known.add(location.id());
        }
        List<String> roots = new ArrayList<>();
        for (LocationConfig location : result.locations()) {
            String parent = location.parent();
            if (parent == null || !known.contains(parent)) {
                roots.add(location.id());
            } else {
                append(children, parent, location.id());
            }
        }
        // a stack of our own: trees may be deep
        Deque<Step> stack = new ArrayDeque<>();
        push(stack, roots, -1, 0);
        while (!stack.isEmpty()) {
            Step step = stack.pop();
            locations.add(history(step));
            push(stack, children.getOrDefault(step.id, List.of()), locations.size() - 1, step.depth + 1);
        }
        return Collections.unmodifiableList(locations);
    }

    private static void push(Deque<Step> stack, List<String> ids, int parent, int depth) {
        for (int i = ids.size() - 1; i >= 0; i--) {
            stack.push(new Step(ids.get(i), parent, depth));
        }
    }

    private LocationHistory history(Step step) {
        List<Transition> own = transitions.getOrDefault(step.id, List.of());
        TruthBands known = truth;
        return new LocationHistory(step.id, step.parent, step.depth, stays(own), people(own), locks(step, own),
                result.ticks(step.id), known == null ? null : known.in(below(step.id)),
                known == null ? List.of() : known.known());
    }

    private List<Stay> stays(List<Transition> own) {
        List<Stay> stays = new ArrayList<>();
        @Nullable
        Transition began = null;
        for (Transition transition : own) {
            boolean occupied = transition.after().occupied();
            if (occupied && began == null) {
                began = transition;
            } else if (!occupied && began != null) {
                stays.add(new Stay(new Span(began.at(), transition.at()), began.cause(), transition.cause()));
                began = null;
            }
        }
        if (began != null) {
            Cause cause = began.cause();
            stays.add(new Stay(new Span(began.at(), result.end()), cause, null));
        }
        return Collections.unmodifiableList(stays);
    }

    private Map<String, List<Span>> people(List<Transition> own) {
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        Map<String, Instant> since = new LinkedHashMap<>();
        for (Transition transition : own) {
            Set<String> here = transition.after().occupants();
            for (String person : here) {
                since.putIfAbsent(person, transition.at());
            }
            since.entrySet().removeIf(entry -> {
                boolean left = !here.contains(entry.getKey());
                if (left) {
                    append(spans, entry.getKey(), new Span(entry.getValue(), transition.at()));
                }
                return left;
            });
        }
        since.forEach((person, from) -> append(spans, person, new Span(from, result.end())));
        return Collections.unmodifiableMap(spans);
    }

    private List<Locked> locks(Step step, List<Transition> own) {
        List<Locked> locks = new ArrayList<>();
        Map<Lock, Instant> since = new LinkedHashMap<>();
        for (Transition transition : own) {
            List<Lock> now = transition.after().locks();
            for (Lock lock : now) {
                since.putIfAbsent(lock, transition.at());
            }
            since.entrySet().removeIf(entry -> {
                boolean gone = !now.contains(entry.getKey());
                if (gone) {
                    locks.add(new Locked(new Span(entry.getValue(), transition.at()), entry.getKey(), step.id));
                }
                return gone;
            });
        }
        since.forEach((lock, from) -> locks.add(new Locked(new Span(from, result.end()), lock, step.id)));
        if (step.parent >= 0) {
            for (Locked above : locations.get(step.parent).locks()) {
                if (above.lock().scope() == Scope.SUBTREE) {
                    locks.add(above);
                }
            }
        }
        locks.sort(Comparator.comparing(locked -> locked.span().from()));
        return Collections.unmodifiableList(locks);
    }

    /** {@return a location and all below it} */
    private Set<String> below(String id) {
        Set<String> result = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            String location = open.pop();
            result.add(location);
            open.addAll(children.getOrDefault(location, List.of()));
        }
        return result;
    }

    private static <T> void append(Map<String, List<T>> lists, String key, T value) {
        Maps.getOrPut(lists, key, () -> new ArrayList<>()).add(value);
    }
}
