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
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CONFIG_AUTO_SOURCES;
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CONFIG_ITEM;
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.LOCATION_THING_TYPES;
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.THING_TYPE_HOME;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * The thing of a home or location, with those in it. It stands for what the user set up, at work or not.
 *
 * @param thing the thing
 * @param label what the user calls it, on one line; never empty
 * @param inside the locations in it, by label
 */
@NonNullByDefault
public record LocationThing(Thing thing, String label, List<LocationThing> inside) {

    private static final Map<String, SourceType> SOURCE_TYPES = Arrays.stream(SourceType.values())
            .collect(Collectors.toUnmodifiableMap(SourceType::id, type -> type));

    /**
     * {@return the homes, and the locations in no home; by label}
     *
     * @param things all things of openHAB
     * @param names makes the name of a location from the label of its thing
     */
    public static List<LocationThing> roots(Collection<Thing> things, UnaryOperator<String> names) {
        Map<ThingUID, List<Thing>> inside = new HashMap<>();
        Set<ThingUID> known = new HashSet<>();
        List<Thing> locations = things.stream().filter(thing -> LOCATION_THING_TYPES.contains(thing.getThingTypeUID()))
                .sorted(Comparator.comparing((Thing thing) -> label(thing).toLowerCase(Locale.ROOT))
                        .thenComparing(thing -> thing.getUID().getAsString()))
                .toList();
        locations.forEach(thing -> known.add(thing.getUID()));
        List<Thing> tops = new ArrayList<>();
        for (Thing thing : locations) {
            ThingUID parent = thing.getBridgeUID();
            if (parent == null || !known.contains(parent)) {
                tops.add(thing);
            } else {
                Maps.getOrPut(inside, parent, () -> new ArrayList<>()).add(thing);
            }
        }
        Set<ThingUID> seen = new HashSet<>();
        List<LocationThing> roots = new ArrayList<>();
        tops.forEach(top -> roots.add(build(top, names, inside, seen)));
        // a location in a circle of parents is in no home; it is listed like one without a parent
        for (Thing thing : locations) {
            if (!seen.contains(thing.getUID())) {
                roots.add(build(thing, names, inside, seen));
            }
        }
        return List.copyOf(roots);
    }

    private static LocationThing build(Thing thing, UnaryOperator<String> names, Map<ThingUID, List<Thing>> inside,
            Set<ThingUID> seen) {
        seen.add(thing.getUID());
        List<LocationThing> locations = new ArrayList<>();
        for (Thing each : inside.getOrDefault(thing.getUID(), List.of())) {
            if (!seen.contains(each.getUID())) {
                locations.add(build(each, names, inside, seen));
            }
        }
        return new LocationThing(thing, names.apply(label(thing)), List.copyOf(locations));
    }

    /** {@return the UID of the thing} */
    public String id() {
        return thing.getUID().getAsString();
    }

    /** {@return whether it is a whole home} */
    public boolean isHome() {
        return THING_TYPE_HOME.equals(thing.getThingTypeUID());
    }

    /** {@return whether the user gave it a source: a channel, or the sensors of its group} */
    public boolean hasSources() {
        return thing.getChannels().stream().anyMatch(channel -> sourceType(channel) != null)
                || "true".equals(String.valueOf(thing.getConfiguration().get(CONFIG_AUTO_SOURCES)));
    }

    /**
     * {@return what kind of source a channel stands for, or {@code null} if it is none} @param channel of a location
     */
    public static @Nullable SourceType sourceType(Channel channel) {
        ChannelTypeUID type = channel.getChannelTypeUID();
        return type == null || !type.getBindingId().equals(BINDING_ID) ? null : SOURCE_TYPES.get(type.getId());
    }

    /** {@return the group of the semantic model that the user says it stands for, there or not} */
    @Nullable
    String group() {
        return Environment.resolve(thing.getConfiguration()).get(CONFIG_ITEM) instanceof String item && !item.isBlank()
                ? item.strip()
                : null;
    }

    /** {@return this location and all in it, each before those in it} */
    public Stream<LocationThing> all() {
        return Stream.concat(Stream.of(this), inside.stream().flatMap(LocationThing::all));
    }

    private static String label(Thing thing) {
        String label = thing.getLabel();
        String line = label == null ? "" : label.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
        return line.isEmpty() ? thing.getUID().getId() : line;
    }
}
