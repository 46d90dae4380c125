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

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;

/**
 * Who is shown in a location: those known there, and those whom its children report.
 */
@NonNullByDefault
final class Occupants {

    static final Set<String> NOBODY = Set.of();

    private Occupants() {
    }

    /** Records that a child reports other people than before. */
    static void recount(Node parent, Set<String> before, Set<String> after) {
        TreeMap<String, Integer> counts = parent.childOccupants;
        if (counts == null) {
            counts = new TreeMap<>();
            parent.childOccupants = counts;
        }
        for (String person : after) {
            if (!before.contains(person)) {
                counts.merge(person, 1, Integer::sum);
            }
        }
        for (String person : before) {
            if (!after.contains(person)) {
                int left = counts.getOrDefault(person, 1) - 1;
                if (left == 0) {
                    counts.remove(person);
                } else {
                    counts.put(person, left);
                }
            }
        }
        if (counts.isEmpty()) {
            parent.childOccupants = null;
        }
        parent.peopleChanged = true;
    }

    /** Works out who is shown in a location. */
    static void update(Node node) {
        if (!node.shown || node.nobodyKnown()) {
            node.occupants = NOBODY;
            return;
        }
        Map<String, Integer> counts = node.childOccupants;
        TreeSet<String> present = new TreeSet<>(node.sightings);
        for (SourceState evidence : node.sources) {
            String occupant = evidence.occupant;
            if (occupant != null && evidence.holds()) {
                present.add(occupant);
            }
        }
        if (counts != null) {
            present.addAll(counts.keySet());
        }
        if (!present.equals(node.occupants)) {
            node.occupants = present.isEmpty() ? NOBODY : Collections.unmodifiableSet(present);
        }
    }
}
