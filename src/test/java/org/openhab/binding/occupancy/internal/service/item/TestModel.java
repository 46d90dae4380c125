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

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.mockito.exceptions.base.MockitoException;
import org.openhab.core.common.registry.Identifiable;
import org.openhab.core.common.registry.Registry;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.items.GenericItem;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemBuilder;
import org.openhab.core.items.ItemBuilderFactory;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.Metadata;
import org.openhab.core.items.MetadataKey;
import org.openhab.core.items.MetadataRegistry;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * Things, items, links and metadata of an openHAB that does as it is told.
 */
public final class TestModel {

    private static final Map<String, String> ITEM_TYPES = Map.of("occupancy", "Switch", "occupied-until", "DateTime",
            "reason", "String", "last-change", "DateTime", "occupants", "String", "locked", "Switch");
    private static final Map<String, Set<String>> TAGS = Map.of("occupancy", Set.of("Status", "Presence"),
            "occupied-until", Set.of("Status", "Timestamp"));

    final Map<ThingUID, Thing> things = new LinkedHashMap<>();
    final Map<String, Item> items = new TreeMap<>();
    final Map<String, ItemChannelLink> links = new TreeMap<>();
    final Map<MetadataKey, Metadata> metadata = new LinkedHashMap<>();
    /** What happens right before an item of this name is added: somebody else is faster. */
    final Map<String, Runnable> beforeItem = new LinkedHashMap<>();
    /** Items whose links openHAB refuses. */
    final Set<String> unlinkable = new TreeSet<>();

    private final List<RegistryChangeListener<Thing>> thingListeners = new ArrayList<>();
    private final List<RegistryChangeListener<Item>> itemListeners = new ArrayList<>();
    private final List<RegistryChangeListener<ItemChannelLink>> linkListeners = new ArrayList<>();

    public final ThingRegistry thingRegistry = mock(ThingRegistry.class);
    public final ItemRegistry itemRegistry = mock(ItemRegistry.class);
    public final ItemChannelLinkRegistry linkRegistry = mock(ItemChannelLinkRegistry.class);
    public final MetadataRegistry metadataRegistry = mock(MetadataRegistry.class);
    public final ItemBuilderFactory itemBuilderFactory = mock(ItemBuilderFactory.class);

    public TestModel() {
        when(itemBuilderFactory.newItemBuilder(anyString(), anyString()))
                .thenAnswer(call -> partly(TestItemBuilder.class, call.getArgument(0), call.getArgument(1)));
        when(thingRegistry.getAll()).thenAnswer(call -> List.copyOf(things.values()));
        when(thingRegistry.get(any(ThingUID.class))).thenAnswer(call -> things.get(call.<ThingUID> getArgument(0)));
        keep(thingRegistry, thingListeners);
        when(itemRegistry.getAll()).thenAnswer(call -> List.copyOf(items.values()));
        when(itemRegistry.get(anyString())).thenAnswer(call -> items.get(call.<String> getArgument(0)));
        when(itemRegistry.add(any())).thenAnswer(call -> {
            Item item = call.getArgument(0);
            Runnable first = beforeItem.remove(item.getName());
            if (first != null) {
                first.run();
            }
            return addOnce(items, item.getName(), item, itemListeners);
        });
        when(itemRegistry.remove(anyString()))
                .thenAnswer(call -> remove(items, call.<String> getArgument(0), itemListeners));
        keep(itemRegistry, itemListeners);
        when(linkRegistry.add(any())).thenAnswer(call -> {
            ItemChannelLink link = call.getArgument(0);
            if (unlinkable.contains(link.getItemName())) {
                throw new IllegalArgumentException("no link to " + link.getItemName());
            }
            return addOnce(links, link.getUID(), link, linkListeners);
        });
        when(linkRegistry.get(anyString())).thenAnswer(call -> links.get(call.<String> getArgument(0)));
        when(linkRegistry.remove(anyString()))
                .thenAnswer(call -> remove(links, call.<String> getArgument(0), linkListeners));
        when(linkRegistry.getLinkedItemNames(any())).thenAnswer(
                call -> links.values().stream().filter(link -> link.getLinkedUID().equals(call.getArgument(0)))
                        .map(ItemChannelLink::getItemName).collect(Collectors.toSet()));
        when(linkRegistry.getBoundChannels(anyString())).thenAnswer(
                call -> links.values().stream().filter(link -> link.getItemName().equals(call.getArgument(0)))
                        .map(ItemChannelLink::getLinkedUID).collect(Collectors.toSet()));
        keep(linkRegistry, linkListeners);
        when(metadataRegistry.get(any())).thenAnswer(call -> metadata.get(call.<MetadataKey> getArgument(0)));
        when(metadataRegistry.add(any())).thenAnswer(call -> {
            Metadata each = call.getArgument(0);
            return addOnce(metadata, each.getUID(), each, List.of());
        });
        when(metadataRegistry.remove(any())).thenAnswer(call -> metadata.remove(call.<MetadataKey> getArgument(0)));
    }

    private static <E extends Identifiable<K>, K> void keep(Registry<E, K> registry,
            List<RegistryChangeListener<E>> listeners) {
        doAnswer(call -> listeners.add(call.getArgument(0))).when(registry).addRegistryChangeListener(any());
        doAnswer(call -> listeners.remove(call.getArgument(0))).when(registry).removeRegistryChangeListener(any());
    }

    private static <E extends Identifiable<K>, K> E addOnce(Map<K, E> all, K key, E element,
            List<RegistryChangeListener<E>> listeners) {
        if (all.putIfAbsent(key, element) != null) {
            throw new IllegalArgumentException("there is a " + key);
        }
        List.copyOf(listeners).forEach(listener -> listener.added(element));
        return element;
    }

    private static <E extends Identifiable<K>, K> E remove(Map<K, E> all, K key,
            List<RegistryChangeListener<E>> listeners) {
        E element = all.remove(key);
        if (element != null) {
            List.copyOf(listeners).forEach(listener -> listener.removed(element));
        }
        return element;
    }

    // ------------------------------------------------------------------------------------------------------ things

    /** A home or location with all channels. */
    public TestModel location(String uid, String label, String parent, String... settings) {
        return location(uid, label, parent, ITEM_TYPES.keySet(), settings);
    }

    /** A location that was made while the add-on was not there: it has no channels. */
    public TestModel locationWithout(String uid, String label, String parent) {
        return location(uid, label, parent, List.of());
    }

    private TestModel location(String uid, String label, String parent, Collection<String> channels,
            String... settings) {
        Bridge thing = mock(Bridge.class);
        ThingUID id = new ThingUID(uid);
        String[] parts = uid.split(":");
        Configuration configuration = new Configuration();
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        when(thing.getUID()).thenReturn(id);
        when(thing.getThingTypeUID()).thenReturn(new ThingTypeUID(parts[0], parts[1]));
        when(thing.getLabel()).thenReturn(label);
        when(thing.getBridgeUID()).thenReturn(parent == null ? null : new ThingUID(parent));
        when(thing.getConfiguration()).thenReturn(configuration);
        List<Channel> all = channels.stream().sorted().map(channel -> channel(id, channel)).toList();
        when(thing.getChannels()).thenReturn(all);
        for (Channel channel : all) {
            String name = channel.getUID().getId();
            when(thing.getChannel(name)).thenReturn(channel);
        }
        Thing old = things.put(id, thing);
        List.copyOf(thingListeners).forEach(listener -> {
            if (old == null) {
                listener.added(thing);
            } else {
                listener.updated(old, thing);
            }
        });
        return this;
    }

    private static Channel channel(ThingUID thing, String id) {
        Channel channel = mock(Channel.class);
        when(channel.getUID()).thenReturn(new ChannelUID(thing, id));
        when(channel.getAcceptedItemType()).thenReturn(ITEM_TYPES.get(id));
        when(channel.getDefaultTags()).thenReturn(TAGS.getOrDefault(id, Set.of("Status")));
        return channel;
    }

    /** Gives a location a source. @param type the id of its channel type */
    public TestModel source(String uid, String type) {
        Thing thing = Objects.requireNonNull(things.get(new ThingUID(uid)));
        Channel source = channel(thing.getUID(), "a-" + type);
        when(source.getChannelTypeUID()).thenReturn(new ChannelTypeUID("occupancy", type));
        List<Channel> all = Stream.concat(thing.getChannels().stream(), Stream.of(source)).toList();
        when(thing.getChannels()).thenReturn(all);
        List.copyOf(thingListeners).forEach(listener -> listener.updated(thing, thing));
        return this;
    }

    public void removeThing(String uid) {
        remove(things, new ThingUID(uid), thingListeners);
    }

    // ------------------------------------------------------------------------------------------------------- items

    /** An item that the user made. */
    public TestModel item(String type, String name, String... groups) {
        GenericItem item = partly(GenericItem.class, type, name);
        List.of(groups).forEach(item::addGroupName);
        items.put(name, item);
        return this;
    }

    /** A group that the user made, a location of the model if it has a tag. */
    public TestModel group(String name, String tag, String... groups) {
        GroupItem item = new GroupItem(name);
        if (tag != null) {
            item.addTag(tag);
        }
        List.of(groups).forEach(item::addGroupName);
        items.put(name, item);
        return this;
    }

    public TestModel link(String item, String channel) {
        linkRegistry.add(new ItemChannelLink(item, new ChannelUID(channel)));
        return this;
    }

    Item get(String name) {
        return items.get(name);
    }

    Set<String> itemNames() {
        return items.keySet();
    }

    /** {@return the links, as item -> channel} */
    Set<String> linkNames() {
        return links.keySet();
    }

    /** {@return how many listeners there are} */
    public int listeners() {
        return thingListeners.size() + itemListeners.size() + linkListeners.size();
    }

    /** {@return an instance of a class that leaves open what only the real openHAB asks for} */
    private static <T> T partly(Class<T> type, Object... arguments) {
        try {
            return mock(type, withSettings().useConstructor(arguments).defaultAnswer(CALLS_REAL_METHODS));
        } catch (MockitoException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IllegalArgumentException refusal) {
                    throw refusal;
                }
            }
            throw e;
        }
    }

    abstract static class TestItemBuilder implements ItemBuilder {
        private final GenericItem item;

        TestItemBuilder(String type, String name) {
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
                throw new IllegalArgumentException("no name: " + name);
            }
            item = "Group".equals(type) ? new GroupItem(name) : partly(GenericItem.class, type, name);
        }

        @Override
        public ItemBuilder withLabel(String label) {
            item.setLabel(label);
            return this;
        }

        @Override
        public ItemBuilder withGroups(Collection<String> groups) {
            groups.forEach(item::addGroupName);
            return this;
        }

        @Override
        public ItemBuilder withCategory(String category) {
            return this;
        }

        @Override
        public ItemBuilder withTags(Set<String> tags) {
            tags.forEach(item::addTag);
            return this;
        }

        @Override
        public Item build() {
            return item;
        }
    }
}
