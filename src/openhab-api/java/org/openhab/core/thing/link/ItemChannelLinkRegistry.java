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
package org.openhab.core.thing.link;

import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.common.registry.AbstractRegistry;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.UID;

/**
 * All links between items and channels.
 */
@NonNullByDefault
public class ItemChannelLinkRegistry extends AbstractRegistry<ItemChannelLink, String, Object> {

    ItemChannelLinkRegistry() {
        super(null);
    }

    public Set<String> getLinkedItemNames(UID uid) {
        return getAll().stream().filter(link -> link.getLinkedUID().equals(uid)).map(ItemChannelLink::getItemName)
                .collect(Collectors.toSet());
    }

    public Set<ChannelUID> getBoundChannels(String itemName) {
        return getAll().stream().filter(link -> link.getItemName().equals(itemName)).map(ItemChannelLink::getLinkedUID)
                .collect(Collectors.toSet());
    }
}
