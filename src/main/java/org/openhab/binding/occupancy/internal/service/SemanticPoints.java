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
package org.openhab.binding.occupancy.internal.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.semantics.SemanticTags;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * Finds the items of a semantic Location that can tell whether somebody is there: its points for motion, presence and
 * opening, also inside its equipment, but not those of the places below it.
 * <p>
 * The property Motion came with openHAB 5; before, a motion detector was known by its equipment only. OpenState was a
 * point and became a property. Both ways are understood.
 */
@NonNullByDefault
public final class SemanticPoints {

    /**
     * An item and what it can be used as.
     *
     * @param item the item
     * @param channelType the type of the source channel that fits it
     */
    public record Point(Item item, ChannelTypeUID channelType) {
    }

    private static final Set<String> REPORTING = Set.of("Measurement", "Status", "Alarm", "OpenState", "Motion");
    private static final Set<String> DETECTORS = Set.of("MotionDetector", "OccupancySensor");
    /** Tags that say of a detector's point no more than that it is one: no battery, no tampering. */
    private static final Set<String> PLAIN = Set.of("Measurement", "Status", "Alarm", "MotionDetector",
            "OccupancySensor");
    private static final Set<String> OPENINGS = Set.of("Opening", "OpenState");
    private static final Set<String> TWO_STATES = Set.of("Switch", "Contact");

    private SemanticPoints() {
    }

    /** {@return whether an item is a group that stands for a place} @param item the item */
    public static boolean isLocation(Item item) {
        return item instanceof GroupItem && SemanticTags.getLocation(item) != null;
    }

    /** {@return the points of a place, by the name of the item} @param location the group */
    public static List<Point> of(GroupItem location) {
        List<Point> found = new ArrayList<>();
        collect(location.getMembers(), false, found, new HashSet<>(Set.of(location.getName())));
        found.sort(Comparator.comparing(point -> point.item().getName()));
        return found;
    }

    private static void collect(Collection<Item> members, boolean inDetector, List<Point> found, Set<String> seen) {
        for (Item member : members) {
            if (!seen.add(member.getName()) || SemanticTags.getLocation(member) != null) {
                continue;
            }
            boolean detector = member.getTags().stream().anyMatch(DETECTORS::contains);
            ChannelTypeUID type = typeOf(member, inDetector || detector);
            if (type != null) {
                found.add(new Point(member, type));
            } else if (member instanceof GroupItem group) {
                collect(group.getMembers(), inDetector || detector, found, seen);
            }
        }
    }

    private static @Nullable ChannelTypeUID typeOf(Item item, boolean detector) {
        Set<String> tags = item.getTags();
        String type = item instanceof GroupItem group ? stateType(group) : item.getType();
        if (tags.stream().noneMatch(REPORTING::contains)) {
            return null;
        }
        if (tags.contains("Presence")) {
            return OccupancyBindingConstants.CHANNEL_TYPE_PRESENCE;
        }
        if (tags.contains("Motion")) {
            return OccupancyBindingConstants.CHANNEL_TYPE_MOTION;
        }
        if (TWO_STATES.contains(type)) {
            if (tags.stream().anyMatch(OPENINGS::contains)) {
                return OccupancyBindingConstants.CHANNEL_TYPE_DOOR;
            }
            if (detector && PLAIN.containsAll(tags)) {
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
