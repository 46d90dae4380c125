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

import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;

/**
 * Finds items that are linked to channels of this add-on. They must not be sources, or a location would hold itself.
 */
@NonNullByDefault
public final class OwnItems {

    private OwnItems() {
    }

    /** {@return the channels of this add-on that an item is linked to} @param links all links @param item its name */
    public static Set<ChannelUID> channels(ItemChannelLinkRegistry links, String item) {
        return links.getBoundChannels(item).stream()
                .filter(channel -> channel.getBindingId().equals(OccupancyBindingConstants.BINDING_ID))
                .collect(Collectors.toSet());
    }

    /** {@return whether an item is linked to a channel of this add-on} @param links all links @param item its name */
    public static boolean isOwn(ItemChannelLinkRegistry links, String item) {
        return !channels(links, item).isEmpty();
    }
}
