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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;

/**
 * Knows the items that show the channels of locations, and how those will be called that are yet to be made.
 */
@NonNullByDefault
public final class ShownItems {

    /** The channels that get an item with one click. */
    static final List<String> CHANNELS = List.of(CHANNEL_OCCUPANCY, CHANNEL_OCCUPIED_UNTIL, CHANNEL_REASON);

    /** The channels that get one too if more is asked for. */
    static final List<String> MORE_CHANNELS = List.of(CHANNEL_LAST_CHANGE, CHANNEL_OCCUPANTS, CHANNEL_LOCKED);

    private final ItemRegistry itemRegistry;
    private final ItemChannelLinkRegistry linkRegistry;

    /**
     * @param itemRegistry the items
     * @param linkRegistry what they are linked to
     */
    public ShownItems(ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry) {
        this.itemRegistry = itemRegistry;
        this.linkRegistry = linkRegistry;
    }

    /**
     * {@return the items that show the channels of the locations, by the id of the location and of the channel}
     *
     * @param roots all locations
     */
    public Map<String, Map<String, String>> shown(List<LocationThing> roots) {
        Map<String, Map<String, String>> shown = new HashMap<>();
        roots.stream().flatMap(LocationThing::all).forEach(location -> {
            Map<String, String> items = new HashMap<>();
            for (Channel channel : location.thing().getChannels()) {
                String id = channel.getUID().getId();
                String type = channel.getAcceptedItemType();
                linked(location, id).stream().filter(name -> isOfType(name, type)).findFirst()
                        .ifPresent(name -> items.put(id, name));
            }
            shown.put(location.id(), Map.copyOf(items));
        });
        return shown;
    }

    /**
     * {@return the items that would be made for the channels that no item shows, by the id of the location and of the
     * channel}
     *
     * @param roots all locations
     */
    public Map<String, Map<String, String>> expected(List<LocationThing> roots) {
        ItemNames names = names(roots);
        Map<String, Map<String, String>> expected = new HashMap<>();
        roots.stream().flatMap(LocationThing::all).forEach(location -> {
            Map<String, String> items = new HashMap<>();
            allChannels().filter(
                    channel -> location.thing().getChannel(channel) != null && linked(location, channel).isEmpty())
                    .forEach(channel -> items.put(channel, names.item(location, channel, this::exists)));
            expected.put(location.id(), Map.copyOf(items));
        });
        return expected;
    }

    static Stream<String> allChannels() {
        return Stream.concat(CHANNELS.stream(), MORE_CHANNELS.stream());
    }

    /** {@return the items that are linked to a channel and are there, by name} */
    List<String> linked(LocationThing location, String channel) {
        return linkRegistry.getLinkedItemNames(new ChannelUID(location.thing().getUID(), channel)).stream()
                .filter(this::exists).sorted().toList();
    }

    boolean exists(String item) {
        return itemRegistry.get(item) != null;
    }

    /** {@return how items are called} @param roots all locations */
    ItemNames names(List<LocationThing> roots) {
        Map<String, String> groups = new HashMap<>();
        List<LocationThing> all = roots.stream().flatMap(LocationThing::all).toList();
        for (LocationThing location : all) {
            String group = location.group();
            if (group != null && exists(group)) {
                groups.put(location.id(), group);
            }
        }
        return new ItemNames(all, groups);
    }

    private boolean isOfType(String name, @Nullable String type) {
        Item item = itemRegistry.get(name);
        return item != null && item.getType().equals(type);
    }
}
