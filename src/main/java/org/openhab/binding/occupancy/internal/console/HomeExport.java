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
package org.openhab.binding.occupancy.internal.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeWriter;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * Makes a home file of the locations and sources at work. Things may name locations that do not exist, a home file
 * may not: such names are left out, and a comment in the file says so.
 */
@NonNullByDefault
final class HomeExport {

    private final List<LocationView> views;
    private final Map<String, String> labels;
    private final List<String> leftOut = new ArrayList<>();

    /** @param views the locations, in the order in which to write them */
    HomeExport(List<LocationView> views) {
        this.views = views;
        labels = views.stream().collect(Collectors.toMap(LocationView::id, LocationView::label));
    }

    /**
     * @param settings the locations and sources
     * @param top what to export with all that lies in it, or {@code null} for all
     * @return the content of the file
     * @throws InputException if there is nothing to export, or homes cannot be in one file
     */
    String write(HomeSettings settings, @Nullable LocationView top) {
        Map<String, LocationConfig> configs = new LinkedHashMap<>();
        Map<String, LocationConfig> known = new HashMap<>();
        settings.locations().forEach(location -> known.put(location.id(), location));
        for (LocationView view : views) {
            LocationConfig config = known.get(view.id());
            if (config != null && (top == null || liesIn(config, top.id(), known))) {
                configs.put(view.id(), config);
            }
        }
        if (configs.isEmpty()) {
            throw new InputException("There is nothing to export: no location is online.");
        }
        List<LocationConfig> locations = configs.values().stream().map(config -> written(config, configs.keySet()))
                .toList();
        checkHeadCounts(locations);
        List<SourceConfig> sources = new ArrayList<>();
        for (LocationConfig location : locations) {
            settings.sources().stream().filter(source -> source.location().equals(location.id()))
                    .map(source -> written(source, configs.keySet())).filter(Objects::nonNull).forEach(sources::add);
        }
        StringBuilder file = new StringBuilder();
        String content = HomeWriter.write(new Home(locations, sources), id -> labels.getOrDefault(id, id));
        leftOut.forEach(each -> file.append("# Left out: ").append(Printable.line(each)).append('\n'));
        return file.append(content).toString();
    }

    private static boolean liesIn(LocationConfig location, String top, Map<String, LocationConfig> known) {
        Set<String> way = new HashSet<>();
        for (LocationConfig each = location; each != null && way.add(each.id());) {
            if (each.id().equals(top)) {
                return true;
            }
            String parent = each.parent();
            each = parent == null ? null : known.get(parent);
        }
        return false;
    }

    private LocationConfig written(LocationConfig config, Set<String> there) {
        LocationConfig.Builder builder = config.toBuilder();
        String parent = config.parent();
        if (parent != null && !there.contains(parent)) {
            builder.parent(null);
        }
        Set<String> adjacent = new LinkedHashSet<>(config.adjacent());
        adjacent.remove(config.id());
        for (String other : config.adjacent()) {
            if (!there.contains(other)) {
                adjacent.remove(other);
                leftOut.add(name(config.id()) + " is adjacent to " + name(other) + ", which is not in this file.");
            }
        }
        return builder.adjacent(adjacent).build();
    }

    /** {@return the source as it can be in a file, or {@code null} if nothing of it can} */
    private @Nullable SourceConfig written(SourceConfig source, Set<String> there) {
        if (source.type() != SourceType.PERSON || source.occupant() == null) {
            return source;
        }
        Map<String, String> map = new LinkedHashMap<>(source.map());
        source.map().forEach((state, location) -> {
            if (!location.isBlank() && !there.contains(location)) {
                map.remove(state);
                leftOut.add("the source " + source.id() + " of " + name(source.location()) + " maps "
                        + Printable.brief(state) + " to " + name(location) + ", which is not in this file.");
            }
        });
        return map.size() == source.map().size() ? source : source.toBuilder().map(map).build();
    }

    /** A home file is of one home. */
    private void checkHeadCounts(List<LocationConfig> locations) {
        List<LocationConfig> roots = locations.stream().filter(location -> location.parent() == null).toList();
        if (roots.stream().map(LocationConfig::headCount).distinct().count() > 1) {
            throw new InputException("The homes "
                    + roots.stream().map(root -> name(root.id())).collect(Collectors.joining(" and "))
                    + " have different head counts, and a file has one: export one of them, with its ID after home.");
        }
    }

    private String name(String id) {
        return Printable.brief(labels.getOrDefault(id, id));
    }
}
