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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.semantics.SemanticTags;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * Finds the items of a semantic Location that can tell whether somebody is there: its points for motion, presence and
 * opening, also inside its equipment, but not those of the locations below it.
 * <p>
 * The tags of the equipment that a point is a part of, at any depth, decide what its own tags leave open: a contact
 * of a window or a fridge is no way out. openHAB 4.3 and 5 tag differently, and both ways are understood: the
 * property Motion came with openHAB 5, before that a motion detector was known by its equipment only; OpenState was a
 * point and became a property.
 */
@NonNullByDefault
public final class SemanticPoints {

    /**
     * An item and what it can be used as.
     *
     * @param item the item
     * @param channelType the type of the source channel that fits it
     * @param boundary whether people can leave the location through what it watches: it belongs to a door
     * @param exit whether they leave the home through it: it belongs to a front door
     */
    public record Point(Item item, ChannelTypeUID channelType, boolean boundary, boolean exit) {
    }

    private static final String FRONT_DOOR = "FrontDoor";
    private static final String MOTION_DETECTOR = "MotionDetector";
    private static final Set<String> REPORTING = Set.of("Measurement", "Status", "Alarm", "OpenState", "Motion");
    private static final Set<String> DETECTORS = Set.of(MOTION_DETECTOR, "OccupancySensor");
    private static final Set<String> DOORS = Set.of("Door", "BackDoor", "CellarDoor", "FrontDoor", "GarageDoor", "Gate",
            "InnerDoor", "SideDoor");
    /**
     * Tags that a detector's point may have; one with another tag is about something else, such as its battery or
     * tampering.
     */
    private static final Set<String> PLAIN = Set.of("Measurement", "Status", "Alarm", MOTION_DETECTOR,
            "OccupancySensor");
    private static final Set<String> OPENINGS = Set.of("Opening", "OpenState");
    private static final Set<String> TWO_STATES = Set.of("Switch", "Contact");

    private SemanticPoints() {
    }

    /** {@return whether an item is a group that stands for a location} @param item the item */
    public static boolean isLocation(Item item) {
        return item instanceof GroupItem && SemanticTags.getLocation(item) != null;
    }

    /** {@return the points of a location, by the name of the item} @param location the group */
    public static List<Point> of(GroupItem location) {
        Map<String, Found> found = new TreeMap<>();
        collect(location, location.getMembers(), Set.of(), found);
        List<Point> points = new ArrayList<>();
        for (Found each : found.values()) {
            ChannelTypeUID type = typeOf(each.item, each.tags);
            if (type != null) {
                boolean door = OccupancyBindingConstants.CHANNEL_TYPE_DOOR.equals(type)
                        && each.tags.stream().anyMatch(DOORS::contains);
                points.add(new Point(each.item, type, door, door && each.tags.contains(FRONT_DOOR)));
            }
        }
        return points;
    }

    /**
     * {@return whether an item belongs to a front door, by its own tags or those of the equipment that it is a part of}
     *
     * @param item the item
     * @param items where its groups are
     */
    static boolean isFrontDoor(Item item, ItemRegistry items) {
        Set<String> seen = new HashSet<>();
        Deque<Item> open = new ArrayDeque<>(List.of(item));
        while (!open.isEmpty()) {
            Item part = open.remove();
            Set<String> tags = new HashSet<>();
            part.getTags().forEach(tag -> addWithMeaning(tag, tags));
            if (tags.contains(FRONT_DOOR)) {
                return true;
            }
            for (String name : part.getGroupNames()) {
                Item group = seen.add(name) ? items.get(name) : null;
                if (group != null && SemanticTags.getLocation(group) == null) {
                    open.add(group);
                }
            }
        }
        return false;
    }

    /** An item with its own tags and those of all equipment that it is a part of, whichever way that was found. */
    private record Found(Item item, Set<String> tags) {
    }

    private static void collect(GroupItem location, Collection<Item> members, Set<String> above,
            Map<String, Found> found) {
        for (Item member : members) {
            if (member.getName().equals(location.getName()) || SemanticTags.getLocation(member) != null) {
                continue;
            }
            Found before = found.get(member.getName());
            Set<String> tags = new HashSet<>(above);
            member.getTags().forEach(tag -> addWithMeaning(tag, tags));
            if (before == null || !before.tags.containsAll(tags)) {
                if (before != null) {
                    tags.addAll(before.tags);
                }
                found.put(member.getName(), new Found(member, tags));
                if (member instanceof GroupItem group && typeOf(group, tags) == null) {
                    collect(location, group.getMembers(), tags, found);
                }
            }
        }
    }

    /** Adds a tag and, for one that the user made, such as a special kind of door, the tags above it. */
    private static void addWithMeaning(String tag, Set<String> tags) {
        tags.add(tag);
        Class<?> meaning = SemanticTags.getById(tag);
        if (meaning != null) {
            addAbove(meaning, tags);
        }
    }

    private static void addAbove(Class<?> meaning, Set<String> tags) {
        for (Class<?> above : meaning.getInterfaces()) {
            tags.add(above.getSimpleName());
            addAbove(above, tags);
        }
    }

    /**
     * @param item the item
     * @param around its tags and those of the equipment around it
     */
    private static @Nullable ChannelTypeUID typeOf(Item item, Set<String> around) {
        Set<String> tags = item.getTags();
        String type = item instanceof GroupItem group ? stateType(group) : item.getType();
        // a group without a state of its own never reports; its members may
        if (type.isEmpty() || tags.stream().noneMatch(REPORTING::contains)) {
            return null;
        }
        if (tags.contains("Motion") || tags.contains("Presence") && around.contains(MOTION_DETECTOR)) {
            return OccupancyBindingConstants.CHANNEL_TYPE_MOTION;
        }
        if (tags.contains("Presence")) {
            return OccupancyBindingConstants.CHANNEL_TYPE_PRESENCE;
        }
        if (TWO_STATES.contains(type)) {
            if (tags.stream().anyMatch(OPENINGS::contains)) {
                return OccupancyBindingConstants.CHANNEL_TYPE_DOOR;
            }
            if (around.stream().anyMatch(DETECTORS::contains) && PLAIN.containsAll(tags)) {
                return OccupancyBindingConstants.CHANNEL_TYPE_MOTION;
            }
        }
        return null;
    }

    private static String stateType(GroupItem group) {
        Item base = group.getBaseItem();
        return base == null ? "" : base.getType();
    }
}
