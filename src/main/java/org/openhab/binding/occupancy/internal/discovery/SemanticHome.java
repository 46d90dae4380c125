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
package org.openhab.binding.occupancy.internal.discovery;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.item.Environment;
import org.openhab.binding.occupancy.internal.service.item.SemanticPoints;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.semantics.SemanticTags;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;

/**
 * Reads the semantic model as a home: which things would stand for its Locations, and what is a part of what.
 * <p>
 * A building that is part of nothing is a home. Whatever else is part of nothing, such as a garden, or the floors of a
 * model that has no house, belongs to the home that exists; if there is none, to the first building; if there is none
 * either, to a home that is proposed for all of them. A home that the user has made without naming a group stands for
 * the first building.
 */
@NonNullByDefault
final class SemanticHome {

    static final String LABEL_HOME = "@text/discovery.home.label";

    private static final String OUTDOOR = "Outdoor";
    private static final Set<String> PASSAGES = Set.of("Corridor", "Entry");
    private static final Set<String> BUILDINGS = Set.of("Indoor", "Building", "House", "SummerHouse", "Apartment");
    private static final Set<String> NO_BUILDINGS = Set.of("Location", "Outdoor", "Floor", "Room", "Corridor", "Garage",
            "Shed");

    private final Map<String, GroupItem> groups = new TreeMap<>();
    private final Map<String, ThingUID> uids = new HashMap<>();
    private final Set<ThingUID> taken = new HashSet<>();
    private final Deque<ThingUID> homesWithoutItem = new ArrayDeque<>();
    /** Locations without a group of their own, by the group that contains the items that show them. */
    private final Map<String, ThingUID> shown = new TreeMap<>();
    private final Map<ThingUID, Proposal> proposals = new LinkedHashMap<>();
    private final Function<String, Set<ChannelUID>> ownChannels;
    private final UnaryOperator<String> labels;
    private @Nullable ThingUID commonHome;

    private SemanticHome(Collection<Item> items, Collection<Thing> things,
            Function<String, Set<ChannelUID>> ownChannels, UnaryOperator<String> labels) {
        this.ownChannels = ownChannels;
        this.labels = labels;
        for (Item item : items) {
            if (SemanticPoints.isLocation(item)) {
                groups.put(item.getName(), (GroupItem) item);
            }
        }
        for (Thing thing : things.stream().sorted(Comparator.comparing(each -> each.getUID().getAsString())).toList()) {
            taken.add(thing.getUID());
            if (LOCATION_THING_TYPES.contains(thing.getThingTypeUID())) {
                addLocation(thing);
            }
        }
        addGroupsThatShow(items);
    }

    /**
     * A group with an item that shows a location stands for that location, if the location has no group of its own: the
     * group must not be proposed as another location. It makes no difference who put the item there.
     */
    private void addGroupsThatShow(Collection<Item> items) {
        for (Item item : items) {
            for (ChannelUID channel : ownChannels.apply(item.getName())) {
                ThingUID thing = channel.getThingUID();
                if (CHANNEL_OCCUPANCY.equals(channel.getId()) && taken.contains(thing) && !uids.containsValue(thing)) {
                    item.getGroupNames().stream().filter(groups::containsKey)
                            .forEach(group -> shown.putIfAbsent(group, thing));
                }
            }
        }
        shown.forEach((group, thing) -> {
            uids.putIfAbsent(group, thing);
            homesWithoutItem.remove(thing);
        });
    }

    /**
     * @param items all items
     * @param things all things
     * @param ownChannels the channels of this add-on that the item of a name is linked to: such an item tells nothing
     *            new
     * @param labels makes the label of a proposal from the name of a location. It must differ from that name: when a
     *            thing is added to the model as equipment, openHAB's main UI makes a group of its label, and would
     *            take the group of the location itself for that
     * @return what to propose, parents before children
     */
    static List<Proposal> proposals(Collection<Item> items, Collection<Thing> things,
            Function<String, Set<ChannelUID>> ownChannels, UnaryOperator<String> labels) {
        SemanticHome home = new SemanticHome(items, things, ownChannels, labels);
        home.propose();
        return List.copyOf(home.proposals.values());
    }

    private void addLocation(Thing thing) {
        boolean isHome = THING_TYPE_HOME.equals(thing.getThingTypeUID());
        if (isHome && commonHome == null) {
            commonHome = thing.getUID();
        }
        if (Environment.resolve(thing.getConfiguration()).get(CONFIG_ITEM) instanceof String item && !item.isBlank()) {
            uids.putIfAbsent(item, thing.getUID());
        } else if (isHome) {
            homesWithoutItem.add(thing.getUID());
        }
    }

    private void propose() {
        List<GroupItem> sorted = parentsFirst();
        // all homes first: what belongs to no building needs to know them
        for (GroupItem group : sorted) {
            if (parent(group) == null && isBuilding(group) && !uids.containsKey(group.getName())) {
                uids.put(group.getName(),
                        homesWithoutItem.isEmpty() ? propose(THING_TYPE_HOME, null, group) : homesWithoutItem.remove());
            }
        }
        for (GroupItem group : sorted) {
            if (!uids.containsKey(group.getName())) {
                GroupItem parent = parent(group);
                ThingUID bridge = parent == null ? commonHome() : uids.get(parent.getName());
                uids.put(group.getName(), propose(THING_TYPE_LOCATION, bridge, group));
            }
        }
    }

    private ThingUID propose(ThingTypeUID type, @Nullable ThingUID parent, GroupItem group) {
        ThingUID uid = freeUid(type, parent, group.getName());
        String label = group.getLabel();
        Map<String, Object> properties = new TreeMap<>();
        properties.put(CONFIG_ITEM, group.getName());
        properties.put(CONFIG_AUTO_SOURCES, true);
        if (THING_TYPE_LOCATION.equals(type)) {
            Set<String> meanings = meanings(group);
            if (meanings.contains(OUTDOOR)) {
                properties.put(CONFIG_CONTRIBUTES_TO_PARENT, false);
            }
            if (meanings.stream().anyMatch(PASSAGES::contains)) {
                properties.put(CONFIG_PASSAGE, true);
            }
        }
        String sources = SemanticPoints.of(group).stream()
                .filter(point -> ownChannels.apply(point.item().getName()).isEmpty()).map(SemanticHome::describe)
                .collect(Collectors.joining(", "));
        if (!sources.isEmpty()) {
            properties.put(PROPERTY_SOURCES, sources);
        }
        String name = label == null || label.isBlank() ? group.getName().replace('_', ' ').strip() : label;
        String proposed = labels.apply(name);
        properties.put(PROPERTY_LABEL, proposed);
        properties.put(PROPERTY_NAME, name);
        add(new Proposal(uid, type, parent, proposed, properties));
        return uid;
    }

    /** {@return what the tag of a location means: its name and those of all tags above it} */
    private static Set<String> meanings(GroupItem group) {
        Set<String> names = new HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        Class<?> tag = SemanticTags.getLocation(group);
        for (Class<?> next = tag; next != null; next = open.poll()) {
            if (names.add(next.getSimpleName())) {
                open.addAll(List.of(next.getInterfaces()));
            }
        }
        return names;
    }

    private static String describe(SemanticPoints.Point point) {
        boolean noWayOut = CHANNEL_TYPE_DOOR.equals(point.channelType()) && !point.boundary();
        return point.item().getName() + " (" + point.channelType().getId() + (noWayOut ? ", no way out" : "")
                + (point.exit() ? ", leads outside)" : ")");
    }

    private void add(Proposal proposal) {
        proposals.put(proposal.uid(), proposal);
        if (commonHome == null && THING_TYPE_HOME.equals(proposal.type())) {
            commonHome = proposal.uid();
        }
    }

    private ThingUID commonHome() {
        ThingUID home = commonHome;
        if (home == null) {
            home = freeUid(THING_TYPE_HOME, null, "home");
            add(new Proposal(home, THING_TYPE_HOME, null, LABEL_HOME, Map.of()));
        }
        return home;
    }

    private ThingUID freeUid(ThingTypeUID type, @Nullable ThingUID parent, String name) {
        ThingUID uid = uid(type, parent, name);
        for (int i = 2; taken.contains(uid); i++) {
            uid = uid(type, parent, name + "-" + i);
        }
        return uid;
    }

    /** openHAB 4.3 refuses a result whose UID does not name its bridge. */
    private static ThingUID uid(ThingTypeUID type, @Nullable ThingUID parent, String name) {
        return parent == null ? new ThingUID(type, name) : new ThingUID(type, parent, name);
    }

    /** {@return the groups, each after the one that it is a part of; without those that are a part of themselves} */
    private List<GroupItem> parentsFirst() {
        List<GroupItem> sorted = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (GroupItem group : groups.values()) {
            Deque<GroupItem> chain = new ArrayDeque<>();
            Set<String> names = new HashSet<>();
            GroupItem next = group;
            while (next != null && !done.contains(next.getName()) && names.add(next.getName())) {
                chain.push(next);
                next = parent(next);
            }
            if (next == null || done.contains(next.getName())) {
                chain.forEach(each -> done.add(each.getName()));
                sorted.addAll(chain);
            }
        }
        return sorted;
    }

    private @Nullable GroupItem parent(GroupItem group) {
        for (String name : group.getGroupNames()) {
            GroupItem parent = groups.get(name);
            if (parent != null) {
                return parent;
            }
        }
        return null;
    }

    private static boolean isBuilding(GroupItem group) {
        Class<?> tag = SemanticTags.getLocation(group);
        return tag != null && isBuilding(tag);
    }

    /** A custom tag means what the tag above it means. */
    private static boolean isBuilding(Class<?> tag) {
        String name = tag.getSimpleName();
        if (BUILDINGS.contains(name) || NO_BUILDINGS.contains(name)) {
            return BUILDINGS.contains(name);
        }
        for (Class<?> parent : tag.getInterfaces()) {
            if (isBuilding(parent)) {
                return true;
            }
        }
        return false;
    }
}
