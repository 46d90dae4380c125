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

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * The occupied locations without known neighbours that nobody was seen leaving yet, by household. Activity in any other
 * location of the household that has no known neighbours can end the stay in them.
 */
@NonNullByDefault
final class OpenStays {

    private final Map<Households.Key, Set<Node>> byHousehold = new HashMap<>();

    void clear() {
        byHousehold.clear();
    }

    /** From now on activity elsewhere may end the stay in the location. */
    void add(Node node) {
        if (!Neighbours.known(node)) {
            Households.Key household = Households.key(node);
            Maps.getOrPut(byHousehold, household, () -> new LinkedHashSet<>()).add(node);
        }
    }

    /** From now on activity elsewhere changes nothing for the location: it was left, or is held. */
    void remove(Node node) {
        if (byHousehold.isEmpty()) {
            return;
        }
        Set<Node> locations = byHousehold.get(Households.key(node));
        if (locations != null) {
            locations.remove(node);
        }
    }

    /** {@return the locations of the household in which a location is} */
    Collection<Node> around(Node node) {
        return byHousehold.getOrDefault(Households.key(node), Set.of());
    }
}
