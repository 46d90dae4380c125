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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * Merges the transitions of several calls of the engine as if they had been one call: at most one for each location
 * and instant, children before parents before followers.
 */
@NonNullByDefault
final class TransitionMerger {

    private final List<Transition> transitions = new ArrayList<>(4);
    private final ToIntFunction<String> depth;
    private int asked;

    /**
     * @param depth how many locations are above one
     */
    TransitionMerger(ToIntFunction<String> depth) {
        this.depth = depth;
    }

    /** Adds transitions of a further call, none of them earlier than those before. */
    void add(List<Transition> told) {
        if (!told.isEmpty()) {
            asked++;
            transitions.addAll(told);
        }
    }

    /** {@return all transitions} */
    List<Transition> transitions() {
        if (transitions.isEmpty()) {
            return List.of();
        }
        return Collections.unmodifiableList(asked == 1 ? transitions : merged());
    }

    private List<Transition> merged() {
        List<Transition> result = new ArrayList<>();
        for (int from = 0, to; from < transitions.size(); from = to) {
            Instant instant = transitions.get(from).at();
            to = from + 1;
            while (to < transitions.size() && transitions.get(to).at().equals(instant)) {
                to++;
            }
            result.addAll(atOnce(transitions.subList(from, to)));
        }
        return result;
    }

    /** {@return the transitions of one instant, unchanged unless one of the locations has several} */
    private Collection<Transition> atOnce(List<Transition> told) {
        Map<String, Transition> byLocation = new LinkedHashMap<>();
        for (Transition next : told) {
            Transition first = byLocation.get(next.location());
            byLocation.put(next.location(), first == null ? next
                    : new Transition(next.location(), next.at(), first.before(), next.after(), first.cause()));
        }
        if (byLocation.size() == told.size()) {
            return told;
        }
        List<Transition> upwards = new ArrayList<>();
        List<Transition> downwards = new ArrayList<>();
        for (Transition transition : byLocation.values()) {
            if (!transition.before().equals(transition.after())) {
                (transition.cause() instanceof Cause.Parent ? downwards : upwards).add(transition);
            }
        }
        Comparator<Transition> byDepth = Comparator.comparingInt(each -> depth.applyAsInt(each.location()));
        upwards.sort(byDepth.reversed());
        downwards.sort(byDepth);
        upwards.addAll(downwards);
        return upwards;
    }
}
