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

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * The latest changes that a person would tell of: who came and went, what was locked. Safe for use by many threads.
 */
@NonNullByDefault
final class TransitionLog {

    static final int CAPACITY = 500;

    private static final Set<StateField> NOTABLE = EnumSet.of(StateField.OCCUPIED, StateField.OCCUPANTS,
            StateField.LOCKS);

    private final Deque<Transition> transitions = new ArrayDeque<>();

    static boolean isNotable(Transition transition) {
        return !Collections.disjoint(transition.changed(), NOTABLE);
    }

    synchronized void add(Transition transition) {
        if (isNotable(transition)) {
            if (transitions.size() == CAPACITY) {
                transitions.removeFirst();
            }
            transitions.addLast(transition);
        }
    }

    /** {@return the latest changes of a location or of all, the oldest first} */
    synchronized List<Transition> of(@Nullable String location) {
        return transitions.stream().filter(each -> location == null || each.location().equals(location)).toList();
    }
}
