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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The places that handlers announced, and how they lie in each other. Belongs to the worker.
 */
@NonNullByDefault
final class Places {

    private final Map<String, Place> places = new HashMap<>();

    @Nullable
    Place get(String id) {
        return places.get(id);
    }

    void add(Place place) {
        places.put(place.id, place);
    }

    void remove(String id) {
        places.remove(id);
    }

    /** {@return all places, in no order; may be changed while it is read} */
    Collection<Place> all() {
        return List.copyOf(places.values());
    }

    /** {@return the place that a place lies in, or {@code null} if there is none} */
    @Nullable
    Place above(Place place) {
        String parent = place.parent();
        return parent == null ? null : places.get(parent);
    }

    /** {@return a place and all that lie in it} @param top the id of the place, which may be gone */
    Set<String> within(String top) {
        Set<String> within = new HashSet<>(Set.of(top));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Place place : places.values()) {
                String parent = place.parent();
                if (parent != null && within.contains(parent) && within.add(place.id)) {
                    grown = true;
                }
            }
        }
        return within;
    }

    /** {@return how deep a place lies in a home, or -1 if it is in another} @param home {@code null} for any */
    int depth(Place place, @Nullable String home) {
        int depth = 0;
        Place each = place;
        while (home == null || !each.id.equals(home)) {
            Place above = above(each);
            if (above == null) {
                return home == null ? depth : -1;
            }
            each = above;
            depth++;
        }
        return depth;
    }
}
