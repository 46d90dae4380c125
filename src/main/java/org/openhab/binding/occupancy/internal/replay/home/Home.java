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
package org.openhab.binding.occupancy.internal.replay.home;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * The locations of a home and the sources that tell about them. Immutable.
 *
 * @param locations the settings of the locations, in the order of the home file
 * @param sources the settings of the sources, in the order of the home file
 */
@NonNullByDefault
public record Home(List<LocationConfig> locations, List<SourceConfig> sources) {

    /** A home without locations. */
    public static final Home EMPTY = new Home(List.of(), List.of());

    public Home {
        locations = List.copyOf(locations);
        sources = List.copyOf(sources);
    }

    /** {@return this home with other ids for its locations} @param names the id for each; unique, none is blank */
    public Home renamed(UnaryOperator<String> names) {
        return new Home(locations.stream().map(location -> {
            String parent = location.parent();
            return location.toBuilder(names.apply(location.id())).parent(parent == null ? null : names.apply(parent))
                    .adjacent(location.adjacent().stream().map(names)
                            .collect(Collectors.toCollection(LinkedHashSet::new)))
                    .build();
        }).toList(), sources.stream().map(source -> renamed(source, names)).toList());
    }

    private static SourceConfig renamed(SourceConfig source, UnaryOperator<String> names) {
        SourceConfig.Builder builder = source.toBuilder(names.apply(source.location()));
        if (source.type() == SourceType.PERSON && source.occupant() != null) {
            // a known person's states stand for locations
            Map<String, String> map = new LinkedHashMap<>(source.map());
            map.replaceAll((state, location) -> names.apply(location));
            builder.map(map);
        }
        return builder.build();
    }

    /**
     * {@return the ids of the locations to which one can walk from a location, if it lists them and neither they, nor
     * what
     * is inside them, nor a door of the location can show that somebody leaves; else empty}
     *
     * @param id the id of the location
     */
    public List<String> unwatchedNeighbours(String id) {
        Map<String, LocationConfig> all = new LinkedHashMap<>();
        locations.forEach(each -> all.put(each.id(), each));
        LocationConfig from = all.get(id);
        if (from == null || from.adjacent().isEmpty() || sources.stream()
                .anyMatch(source -> source.location().equals(id) && source.type() == SourceType.DOOR)) {
            return List.of();
        }
        // a list of one side counts for both
        Set<String> near = new LinkedHashSet<>(from.adjacent());
        locations.stream().filter(each -> each.adjacent().contains(id)).forEach(each -> near.add(each.id()));
        near.retainAll(all.keySet());
        for (SourceConfig source : sources) {
            LocationConfig within = all.get(source.location());
            while (within != null) {
                if (near.contains(within.id())) {
                    return List.of();
                }
                String parent = within.parent();
                within = parent == null ? null : all.get(parent);
            }
        }
        return List.copyOf(near);
    }

    /** {@return the ids of all locations, in the order of the home file} */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (LocationConfig location : locations) {
            ids.add(location.id());
        }
        return ids;
    }
}
