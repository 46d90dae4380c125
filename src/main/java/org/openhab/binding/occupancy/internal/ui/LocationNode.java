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
package org.openhab.binding.occupancy.internal.ui;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPANCY;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A location as the page knows it.
 *
 * @param thing the UID of its thing
 * @param label what the user calls it
 * @param items the items that show its channels, by the id of the channel
 * @param expected the items that would be made for its channels, by the id of the channel, where there are none yet
 * @param inside the locations in it, by label
 * @param missing what the user has not set up yet
 */
@NonNullByDefault
record LocationNode(String thing, String label, Map<String, String> items, Map<String, String> expected,
        List<LocationNode> inside, Missing missing) {

    /** What nobody can be noticed without. */
    enum Missing {
        NOTHING,
        ROOMS,
        SENSORS
    }

    /** {@return the item that shows a channel} */
    @Nullable
    String item(String channel) {
        return items.get(channel);
    }

    /**
     * {@return the item that shows a channel, or the one that would be made for it; {@code null} if the page must not
     * ask for one} If the location has items already, the page does not ask for others, because openHAB's log complains
     * about each item that a page asks for in vain.
     */
    @Nullable
    String itemOrExpected(String channel) {
        String item = items.get(channel);
        return item != null || items.containsKey(CHANNEL_OCCUPANCY) ? item : expected.get(channel);
    }

    /** {@return this location and all in it, each before those in it} */
    Stream<LocationNode> all() {
        return Stream.concat(Stream.of(this), inside.stream().flatMap(LocationNode::all));
    }
}
