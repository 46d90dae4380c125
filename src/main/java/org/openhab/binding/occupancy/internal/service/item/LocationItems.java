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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.BINDING_ID;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Kind;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Problem;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemBuilderFactory;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.Metadata;
import org.openhab.core.items.MetadataKey;
import org.openhab.core.items.MetadataRegistry;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the items that show locations, and takes them away again: ordinary items with links, which the user can edit
 * like any other. What is there already stays as it is, whoever made it.
 * <p>
 * A mark in the item's metadata says that the add-on made it, so that nothing else is ever removed.
 */
@NonNullByDefault
public final class LocationItems {

    private static final String MARK = BINDING_ID;
    private static final String MARKED = "created";

    private static final String GROUP = "Group";
    private static final String TAG_BUILDING = "Building";
    private static final String TAG_FLOOR = "Floor";
    private static final String TAG_ROOM = "Room";

    /** How many names are tried for an item before it is given up. */
    private static final int MOST_TRIES = 100;

    private final Logger logger = LoggerFactory.getLogger(LocationItems.class);
    private final ThingRegistry thingRegistry;
    private final ItemRegistry itemRegistry;
    private final ItemChannelLinkRegistry linkRegistry;
    private final MetadataRegistry metadataRegistry;
    private final ItemBuilderFactory itemBuilderFactory;
    private final ShownItems shown;
    private final UnaryOperator<String> names;
    private final BinaryOperator<String> labels;

    /**
     * @param thingRegistry the locations
     * @param itemRegistry the items
     * @param linkRegistry the links
     * @param metadataRegistry where the marks are
     * @param itemBuilderFactory makes items
     * @param shown which items are there
     * @param names makes the name of a location from the label of its thing
     * @param labels makes the label of an item of the id of its channel and the label of its location
     */
    public LocationItems(ThingRegistry thingRegistry, ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry,
            MetadataRegistry metadataRegistry, ItemBuilderFactory itemBuilderFactory, ShownItems shown,
            UnaryOperator<String> names, BinaryOperator<String> labels) {
        this.thingRegistry = thingRegistry;
        this.itemRegistry = itemRegistry;
        this.linkRegistry = linkRegistry;
        this.metadataRegistry = metadataRegistry;
        this.itemBuilderFactory = itemBuilderFactory;
        this.shown = shown;
        this.names = names;
        this.labels = labels;
    }

    /**
     * Makes the items of a location and of all in it.
     *
     * @param id the UID of the location's thing
     * @param everything whether the items of {@link #MORE_CHANNELS} are wanted, too
     * @return what was made
     */
    public synchronized ItemsOutcome create(String id, boolean everything) {
        List<LocationThing> roots = LocationThing.roots(thingRegistry.getAll(), names);
        LocationThing top = find(roots, id);
        return top == null ? ItemsOutcome.NOWHERE : new Creation(roots, everything).create(top);
    }

    /**
     * Removes what {@link #create} made for a location and all in it, and nothing else.
     *
     * @param id the UID of the location's thing
     * @return what was removed
     */
    public synchronized ItemsOutcome remove(String id) {
        LocationThing top = find(LocationThing.roots(thingRegistry.getAll(), names), id);
        if (top == null) {
            return ItemsOutcome.NOWHERE;
        }
        List<String> removed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> groups = new TreeSet<>();
        List<LocationThing> locations = top.all().toList();
        for (LocationThing location : locations) {
            for (String channel : ShownItems.allChannels().toList()) {
                for (String name : shown.linked(location, channel)) {
                    Item item = itemRegistry.get(name);
                    if (item == null || !isMade(name)) {
                        continue;
                    }
                    if (linkRegistry.getBoundChannels(name).size() > 1) {
                        problems.add(new Problem(Kind.IN_USE, location.label(), name));
                    } else {
                        groups.addAll(item.getGroupNames());
                        remove(name, new ChannelUID(location.thing().getUID(), channel));
                        removed.add(name);
                    }
                }
            }
        }
        return new ItemsOutcome(locations.size(), removed, removeEmpty(groups), 0, problems);
    }

    private static @Nullable LocationThing find(List<LocationThing> roots, String id) {
        return roots.stream().flatMap(LocationThing::all).filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    // ------------------------------------------------------------------------------------------------------- marks

    private static MetadataKey mark(String item) {
        return new MetadataKey(MARK, item);
    }

    private boolean isMade(String item) {
        Metadata mark = metadataRegistry.get(mark(item));
        return mark != null && MARKED.equals(mark.getValue());
    }

    private void setMark(String item) {
        if (metadataRegistry.get(mark(item)) == null) {
            metadataRegistry.add(new Metadata(mark(item), MARKED, Map.of()));
        }
    }

    private void remove(String item, @Nullable ChannelUID channel) {
        if (channel != null) {
            linkRegistry.remove(ItemChannelLink.getIDFor(item, channel));
        }
        itemRegistry.remove(item);
        if (metadataRegistry.get(mark(item)) != null) {
            metadataRegistry.remove(mark(item));
        }
    }

    /** Removes groups that were made and hold nothing any more, and then those that held only such. */
    private List<String> removeEmpty(Set<String> candidates) {
        List<String> removed = new ArrayList<>();
        Set<String> open = new TreeSet<>(candidates);
        while (!open.isEmpty()) {
            Set<String> next = new TreeSet<>();
            for (String name : open) {
                Item group = itemRegistry.get(name);
                if (group != null && isMade(name)
                        && itemRegistry.getAll().stream().noneMatch(item -> item.getGroupNames().contains(name))) {
                    next.addAll(group.getGroupNames());
                    remove(name, null);
                    removed.add(name);
                }
            }
            open = next;
        }
        return removed;
    }

    // ---------------------------------------------------------------------------------------------------- creation

    /** One request. */
    private final class Creation {

        private final List<LocationThing> roots;
        private final ItemNames names;
        private final List<String> channels;
        private final List<String> items = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, String> groupOf = new LinkedHashMap<>();
        private int kept;

        Creation(List<LocationThing> roots, boolean everything) {
            this.roots = roots;
            names = shown.names(roots);
            channels = everything ? ShownItems.allChannels().toList() : ShownItems.CHANNELS;
        }

        ItemsOutcome create(LocationThing top) {
            List<LocationThing> locations = top.all().toList();
            locations.forEach(this::createFor);
            return new ItemsOutcome(locations.size(), items, groups, kept, problems);
        }

        private void createFor(LocationThing location) {
            List<String> missing = channels.stream().filter(channel -> shown.linked(location, channel).isEmpty())
                    .toList();
            kept += channels.size() - missing.size();
            if (missing.isEmpty() || isSetWrong(location)) {
                return;
            }
            if (thingRegistry.get(location.thing().getUID()) == null) {
                // another thread has removed it meanwhile
                return;
            }
            String group = group(location);
            if (group == null) {
                group = createGroup(location);
            }
            for (String channel : missing) {
                create(location, channel, group);
            }
        }

        /** {@return whether the settings name an item that is no group; notes it as a problem} */
        private boolean isSetWrong(LocationThing location) {
            String name = location.group();
            if (name == null) {
                return false;
            }
            Item item = itemRegistry.get(name);
            if (item == null) {
                problem(Kind.NO_SUCH_ITEM, location, name);
            } else if (!(item instanceof GroupItem)) {
                problem(Kind.NO_GROUP, location, name);
            } else {
                if (!SemanticPoints.isLocation(item)) {
                    problem(Kind.NO_LOCATION, location, name);
                }
                return false;
            }
            return true;
        }

        private void problem(Kind kind, LocationThing location, String name) {
            problems.add(new Problem(kind, location.label(), name));
        }

        /** {@return the group of a location: what its settings name, else that which its items are in} */
        private @Nullable String group(LocationThing location) {
            String made = groupOf.get(location.id());
            if (made != null) {
                return made;
            }
            String set = location.group();
            if (set != null) {
                return itemRegistry.get(set) instanceof GroupItem ? set : null;
            }
            return ShownItems.allChannels().flatMap(channel -> shown.linked(location, channel).stream())
                    .map(itemRegistry::get).filter(Objects::nonNull).flatMap(item -> item.getGroupNames().stream())
                    .filter(name -> {
                        Item group = itemRegistry.get(name);
                        return group != null && SemanticPoints.isLocation(group);
                    }).findFirst().orElse(null);
        }

        private @Nullable String createGroup(LocationThing location) {
            LocationThing above = above(location);
            String parent = above == null ? null : group(above);
            boolean isFloor = above != null && above.isHome() && !location.inside().isEmpty();
            String tag = location.isHome() ? TAG_BUILDING : isFloor ? TAG_FLOOR : TAG_ROOM;
            String name = add(location, GROUP, location.label(), Set.of(tag), parent,
                    () -> names.group(location, shown::exists), null);
            if (name != null) {
                groups.add(name);
                groupOf.put(location.id(), name);
            }
            return name;
        }

        private @Nullable LocationThing above(LocationThing location) {
            return roots.stream().flatMap(LocationThing::all).filter(each -> each.inside().contains(location))
                    .findFirst().orElse(null);
        }

        private void create(LocationThing location, String channelId, @Nullable String group) {
            Channel channel = location.thing().getChannel(channelId);
            String type = channel == null ? null : channel.getAcceptedItemType();
            if (channel == null || type == null) {
                problem(Kind.NO_CHANNEL, location, channelId);
                return;
            }
            String name = add(location, type, labels.apply(channelId, location.label()), channel.getDefaultTags(),
                    group, () -> names.item(location, channelId, shown::exists), channel.getUID());
            if (name != null) {
                items.add(name);
            }
        }

        /**
         * Adds an item, its link first: an item in the group of a location that is not linked to the add-on could be
         * taken for one of the sensors there.
         *
         * @return the name of the item that was added, or {@code null} if openHAB refused
         */
        private @Nullable String add(LocationThing location, String type, String label, Set<String> tags,
                @Nullable String group, Naming naming, @Nullable ChannelUID channel) {
            String name = naming.next();
            for (int tries = 1;; tries++) {
                // a link can be left over from an item that was deleted
                ItemChannelLink link = channel == null
                        || linkRegistry.get(ItemChannelLink.getIDFor(name, channel)) != null ? null
                                : new ItemChannelLink(name, channel);
                try {
                    if (link != null) {
                        linkRegistry.add(link);
                    }
                    itemRegistry.add(itemBuilderFactory.newItemBuilder(type, name).withLabel(label)
                            .withGroups(group == null ? List.of() : List.of(group)).withTags(tags).build());
                    setMark(name);
                    return name;
                } catch (IllegalArgumentException | IllegalStateException e) {
                    if (link != null) {
                        linkRegistry.remove(link.getUID());
                    }
                    String next = naming.next();
                    // another thread took the name a moment ago
                    if (next.equals(name) || tries == MOST_TRIES) {
                        logger.debug("The item {} was refused.", name, e);
                        problem(Kind.REFUSED, location, name);
                        return null;
                    }
                    name = next;
                }
            }
        }
    }

    private interface Naming {
        String next();
    }
}
