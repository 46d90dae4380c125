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

    /** {@return the ids of all locations, in the order of the home file} */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (LocationConfig location : locations) {
            ids.add(location.id());
        }
        return ids;
    }
}
