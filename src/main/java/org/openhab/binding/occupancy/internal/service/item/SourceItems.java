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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem.Kind;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;

/**
 * Finds the items of sources in openHAB, and says whether they can be used as sources.
 */
@NonNullByDefault
public final class SourceItems {

    /** The item types whose states cannot say that somebody is there. */
    private static final Set<String> MUTE = Set.of("Image", "Location", "Call");
    private static final String ROLLERSHUTTER = "Rollershutter";
    /** The item types that have no number to compare with a threshold. */
    private static final Set<String> WITHOUT_LEVEL = Set.of("Switch", "Contact", "Player", "DateTime");
    /** The item types whose numbers are percentages, which count nobody. */
    private static final Set<String> PERCENTAGES = Set.of("Dimmer", ROLLERSHUTTER, "Color");
    private static final String WITH_DIMENSION = "Number:";
    private static final String WITHOUT_UNIT = "Number:Dimensionless";

    /**
     * The sources of a location.
     *
     * @param sources those that can work, or will when their item is there, by id
     * @param labels what the user calls them, by id
     * @param hasGroups whether one that is listed is a group
     */
    public record Resolved(Map<String, SourceConfig> sources, Map<String, String> labels, boolean hasGroups) {
    }

    /** Appended to the id of a point that is used without a channel, if a channel has that id already. */
    private static final String POINT = " (point)";

    private final ItemRegistry items;
    private final ItemChannelLinkRegistry links;

    public SourceItems(ItemRegistry items, ItemChannelLinkRegistry links) {
        this.items = items;
        this.links = links;
    }

    /** {@return the item with a name, or {@code null}} */
    @Nullable
    public Item get(String name) {
        return items.get(name);
    }

    /**
     * Finds the sources of a location.
     *
     * @param setup the settings of the location
     * @param problems where the problems go
     * @return its sources
     */
    public Resolved resolve(LocationSetup setup, List<LocationProblem> problems) {
        Map<String, SourceConfig> sources = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (SourceSetup source : setup.sources()) {
            SourceConfig config = source.config();
            labels.put(config.id(), source.label());
            LocationProblem problem = check(source.label(), config.item(), config.type());
            if (problem != null) {
                problems.add(problem);
            }
            if (problem == null || problem.kind() == Kind.ITEM_UNKNOWN_OF_SOURCE) {
                sources.put(config.id(), withExit(config));
            }
        }
        String group = setup.item();
        if (group != null) {
            Item item = items.get(group);
            if (item == null) {
                problems.add(LocationProblem.of(Kind.ITEM_UNKNOWN,
                        LocationProblem.label(OccupancyBindingConstants.CONFIG_ITEM), group));
            } else if (!(item instanceof GroupItem)) {
                problems.add(LocationProblem.of(Kind.ITEM_NOT_GROUP,
                        LocationProblem.label(OccupancyBindingConstants.CONFIG_ITEM), group));
            } else if (setup.autoSources()) {
                addPoints(setup, (GroupItem) item, sources, labels);
            }
        }
        sources.replaceAll((id, source) -> source.type() == SourceType.DOOR && isRollershutter(source.item())
                ? source.toBuilder().rollershutter(true).build()
                : source);
        boolean hasGroups = setup.sources().stream()
                .anyMatch(source -> items.get(source.config().item()) instanceof GroupItem);
        return new Resolved(sources, labels, hasGroups);
    }

    /** {@return whether an item that came, went or changed may be equipment with points in it} */
    public boolean mayBeEquipment(String name) {
        Item item = items.get(name);
        return item == null || item instanceof GroupItem;
    }

    /** {@return whether an item, or what a group consists of, is a rollershutter: the only one that is open at 0 %} */
    private boolean isRollershutter(String name) {
        Item item = items.get(name);
        Item plain = item instanceof GroupItem group ? group.getBaseItem() : item;
        return plain != null && ROLLERSHUTTER.equals(plain.getType());
    }

    /** Adds the points of a group, but for those that are listed and those that this add-on feeds itself. */
    private void addPoints(LocationSetup setup, GroupItem group, Map<String, SourceConfig> sources,
            Map<String, String> labels) {
        for (SemanticPoints.Point point : SemanticPoints.of(group)) {
            String name = point.item().getName();
            boolean listed = setup.sources().stream().anyMatch(source -> source.config().item().equals(name));
            if (!listed && !isOwn(name)) {
                SourceType type = SourceType.fromId(point.channelType().getId());
                // a channel may have the name of an unrelated item as its id
                String id = sources.containsKey(name) ? name + POINT : name;
                try {
                    sources.put(id, SourceConfig.builder(setup.id(), name, type).id(id).boundary(point.boundary())
                            .exit(point.exit() ? Boolean.TRUE : null).build());
                    String label = point.item().getLabel();
                    labels.put(id, label == null || label.isBlank() ? name : label);
                } catch (RejectedException e) {
                    throw new IllegalStateException("A point needs no setting but its item: " + e.getMessage(), e);
                }
            }
        }
    }

    /**
     * {@return a source as it is set up; a door without the setting Leads Outside is an exit if it is a front door in
     * the semantic model}
     */
    private SourceConfig withExit(SourceConfig config) {
        Item item = config.type() == SourceType.DOOR && config.boundary() && config.exit() == null
                ? items.get(config.item())
                : null;
        return item != null && SemanticPoints.isFrontDoor(item, items) ? config.toBuilder().exit(Boolean.TRUE).build()
                : config;
    }

    private @Nullable LocationProblem check(String source, String name, SourceType type) {
        String setting = LocationProblem.label(type, OccupancyBindingConstants.CONFIG_ITEM);
        Item item = items.get(name);
        if (item == null) {
            return LocationProblem.of(Kind.ITEM_UNKNOWN_OF_SOURCE, source, setting, name);
        }
        String own = own(item, new HashSet<>());
        if (own != null) {
            return own.equals(name) ? LocationProblem.of(Kind.ITEM_OWN, source, setting, name)
                    : LocationProblem.of(Kind.GROUP_OWN, source, setting, name, own);
        }
        String itemType = item.getType();
        if (item instanceof GroupItem group) {
            Item base = group.getBaseItem();
            if (base == null) {
                return LocationProblem.of(Kind.GROUP_STATE, source, setting, name);
            }
            itemType = base.getType();
        }
        String plain = itemType.split(":", 2)[0];
        return MUTE.contains(plain)
                || ((type == SourceType.LEVEL || type == SourceType.COUNT) && WITHOUT_LEVEL.contains(plain))
                || (type == SourceType.COUNT && !canCount(itemType))
                        ? LocationProblem.of(Kind.ITEM_TYPE, source, setting, name, itemType)
                        : null;
    }

    /** {@return whether what an item of a type says can be a number of people} */
    private static boolean canCount(String itemType) {
        return !PERCENTAGES.contains(itemType)
                && (!itemType.startsWith(WITH_DIMENSION) || WITHOUT_UNIT.equals(itemType));
    }

    /**
     * {@return the item that this add-on feeds, or the first such in it if it is a group; {@code null} if there is
     * none}
     *
     * @param seen the groups that were looked into: one may lie in itself
     */
    private @Nullable String own(Item item, Set<String> seen) {
        String name = item.getName();
        if (isOwn(name)) {
            return name;
        }
        if (item instanceof GroupItem group && seen.add(name)) {
            for (Item member : group.getMembers()) {
                String own = own(member, seen);
                if (own != null) {
                    return own;
                }
            }
        }
        return null;
    }

    /** {@return the channels of this add-on that an item shows} */
    public Set<ChannelUID> ownChannels(String name) {
        return OwnItems.channels(links, name);
    }

    /** {@return whether an item is linked to a channel of this add-on, so that its changes are no evidence} */
    public boolean isOwn(String name) {
        return OwnItems.isOwn(links, name);
    }
}
