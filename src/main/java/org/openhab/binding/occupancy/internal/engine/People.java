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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * Where each person whose name is known was last seen. All sightings of a person are in locations that lie in each
 * other, since nobody is in two places: a sighting anywhere else ends the earlier ones.
 */
@NonNullByDefault
final class People {

    private final Map<String, List<Node>> lastSeen = new HashMap<>();

    /** Records that a person was seen in a location. */
    void seen(String person, Node node) {
        if (!node.sightings.contains(person)) {
            node.addSighting(person);
            Maps.getOrPut(lastSeen, person, () -> new ArrayList<>(2)).add(node);
        }
    }

    /** {@return the locations of earlier sightings that a person's being at {@code node} ends; they are forgotten} */
    List<Node> leaveAllBut(String person, Node node) {
        return forget(person, other -> !other.isAtOrBelow(node) && !node.isAtOrBelow(other));
    }

    /** {@return the locations at or below {@code node} where a person who leaves it was seen; they are forgotten} */
    List<Node> leave(String person, Node node) {
        return forget(person, other -> other.isAtOrBelow(node));
    }

    /** Forgets everybody last seen in a location. */
    void forgetAll(Node node) {
        for (String person : List.copyOf(node.sightings)) {
            forget(person, other -> other == node);
        }
    }

    private List<Node> forget(String person, Predicate<Node> where) {
        List<Node> locations = lastSeen.get(person);
        if (locations == null) {
            return List.of();
        }
        List<Node> left = new ArrayList<>();
        for (Node location : locations) {
            if (where.test(location)) {
                location.removeSighting(person);
                left.add(location);
            }
        }
        locations.removeAll(left);
        if (locations.isEmpty()) {
            lastSeen.remove(person);
        }
        return left;
    }
}
