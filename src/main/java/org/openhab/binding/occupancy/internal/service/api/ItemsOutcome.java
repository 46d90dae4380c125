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
package org.openhab.binding.occupancy.internal.service.api;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What became of a request to make or remove the items of locations.
 *
 * @param locations how many locations were looked at; 0 if there is none of that id
 * @param items the items that were made or removed
 * @param groups the groups that were made or removed, of locations that have none of their own
 * @param kept how many items were there already
 * @param problems what the user should know, in the order of the locations
 */
@NonNullByDefault
public record ItemsOutcome(int locations, List<String> items, List<String> groups, int kept, List<Problem> problems) {

    /** There is no such location. */
    public static final ItemsOutcome NOWHERE = new ItemsOutcome(0, List.of(), List.of(), 0, List.of());

    public ItemsOutcome {
        items = List.copyOf(items);
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
    }

    /**
     * Something about one location.
     *
     * @param kind what it is
     * @param location the label of the location
     * @param name the item or channel that it is about
     */
    public record Problem(Kind kind, String location, String name) {
    }

    /** The kinds of problems. */
    public enum Kind {
        /** The setting for the group of the semantic model names an item that is not there. */
        NO_SUCH_ITEM,
        /** That setting names an item that is no group. */
        NO_GROUP,
        /** The group is no location of the semantic model: the main UI does not show it among the locations. */
        NO_LOCATION,
        /** The thing does not have the channel: it was made while the add-on was not there. */
        NO_CHANNEL,
        /** openHAB refused the item or its link. */
        REFUSED,
        /** The item is linked to something else, too, so that it was kept. */
        IN_USE
    }
}
