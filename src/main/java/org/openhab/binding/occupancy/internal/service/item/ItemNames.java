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
package org.openhab.binding.occupancy.internal.service.item;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The names of the items that are made for locations. A name depends on the location alone, so that a page can show
 * an item before it is made.
 */
@NonNullByDefault
final class ItemNames {

    /** What is appended to the name of the location, by channel. */
    private static final Map<String, String> SUFFIXES = Map.of("occupancy", "_Occupancy", "occupied-until",
            "_OccupiedUntil", "reason", "_OccupancyReason", "last-change", "_OccupancySince", "occupants", "_Occupants",
            "locked", "_OccupancyLocked");

    /** How German writes umlauts in ASCII. */
    private static final Map<String, String> SPELLINGS = Map.of("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe",
            "Ü", "Ue", "ß", "ss", "ø", "o", "Ø", "O");

    /** openHAB takes no name that starts with a digit. */
    private static final String PREFIX = "Location_";

    private final Map<String, String> bases = new HashMap<>();

    /**
     * @param locations all locations
     * @param groups the group of the semantic model that a location stands for, by the id of the location
     */
    ItemNames(Collection<LocationThing> locations, Map<String, String> groups) {
        Map<String, List<LocationThing>> wishes = new HashMap<>();
        for (LocationThing location : locations) {
            String group = groups.get(location.id());
            String wish = group == null ? spelled(location.label()) : group;
            if (wish.isEmpty()) {
                wish = PREFIX + path(location);
            }
            wishes.merge(wish, List.of(location), (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        wishes.forEach((wish, all) -> all
                .forEach(location -> bases.put(location.id(), all.size() == 1 ? wish : wish + "_" + path(location))));
    }

    /** {@return a name for the group of a location} */
    String group(LocationThing location, Predicate<String> isTaken) {
        return free(bases.getOrDefault(location.id(), path(location)), isTaken);
    }

    /** {@return a name for the item of a channel of a location} */
    String item(LocationThing location, String channel, Predicate<String> isTaken) {
        return free(bases.getOrDefault(location.id(), path(location)) + SUFFIXES.getOrDefault(channel, ""), isTaken);
    }

    private static String free(String name, Predicate<String> isTaken) {
        String free = name;
        for (int i = 2; isTaken.test(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** {@return what sets a location apart from one with the same label} */
    private static String path(LocationThing location) {
        return location.id().replaceFirst("^[^:]*:[^:]*:", "").replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** {@return a text spelled with letters, digits and underscores only; empty if nothing is left} */
    private static String spelled(String text) {
        String ascii = text;
        for (Map.Entry<String, String> each : SPELLINGS.entrySet()) {
            ascii = ascii.replace(each.getKey(), each.getValue());
        }
        String name = Normalizer.normalize(ascii, Normalizer.Form.NFKD).replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? PREFIX + name : name;
    }
}
