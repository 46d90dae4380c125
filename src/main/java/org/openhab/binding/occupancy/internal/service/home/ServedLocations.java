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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;

/**
 * The locations that handlers announced, and how they lie in each other. Not thread-safe: only tasks of the {@link
 * SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class ServedLocations {

    private final Map<String, ServedLocation> locations = new HashMap<>();

    @Nullable
    ServedLocation get(String id) {
        return locations.get(id);
    }

    void add(ServedLocation location) {
        locations.put(location.id, location);
    }

    void remove(String id) {
        locations.remove(id);
    }

    /** {@return all locations, in no order; may be changed while it is read} */
    Collection<ServedLocation> all() {
        return List.copyOf(locations.values());
    }

    /** {@return the location that a location lies in, or {@code null} if there is none} */
    @Nullable
    ServedLocation above(ServedLocation location) {
        String parent = location.parent();
        return parent == null ? null : locations.get(parent);
    }

    /** {@return a location and all that lie in it} @param top the id of the location, which may be gone */
    Set<String> within(String top) {
        Set<String> within = new HashSet<>(Set.of(top));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (ServedLocation location : locations.values()) {
                String parent = location.parent();
                if (parent != null && within.contains(parent) && within.add(location.id)) {
                    grown = true;
                }
            }
        }
        return within;
    }

    /** {@return whether a location is another or lies in it} @param top the id of the other, which may not be served */
    boolean isWithin(String id, String top) {
        String each = id;
        while (each != null && !each.equals(top)) {
            each = parentOf(each);
        }
        return each != null;
    }

    /**
     * {@return the id of the home that a location lies in: of the outermost location around it, which may not be
     * served} @param id its id
     */
    String top(String id) {
        String top = id;
        for (String each = id; each != null; each = parentOf(each)) {
            top = each;
        }
        return top;
    }

    private @Nullable String parentOf(String id) {
        ServedLocation location = locations.get(id);
        return location == null ? null : location.parent();
    }

    /** {@return how deep a location lies in a home, or -1 if it is in another} @param home {@code null} for any */
    int depth(ServedLocation location, @Nullable String home) {
        int depth = 0;
        ServedLocation each = location;
        while (home == null || !each.id.equals(home)) {
            ServedLocation above = above(each);
            if (above == null) {
                return home == null ? depth : -1;
            }
            each = above;
            depth++;
        }
        return depth;
    }
}
