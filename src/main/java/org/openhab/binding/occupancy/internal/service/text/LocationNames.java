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
package org.openhab.binding.occupancy.internal.service.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.core.config.core.ParameterOption;

/**
 * Names locations in a list to choose from.
 */
@NonNullByDefault
public final class LocationNames {

    private LocationNames() {
    }

    /**
     * {@return the locations as options, in their order: the label, and where two have the same, the one they lie in}
     *
     * @param locations the locations
     */
    public static List<ParameterOption> options(List<LocationView> locations) {
        Map<String, String> names = names(locations);
        return locations.stream()
                .map(location -> new ParameterOption(location.id(), harmless(names.getOrDefault(location.id(), ""))))
                .toList();
    }

    /**
     * {@return what locations are called where others are named beside them, by id: the label, and where two have the
     * same, the one they lie in}
     *
     * @param locations the locations
     */
    public static Map<String, String> names(List<LocationView> locations) {
        Map<String, Long> count = locations.stream()
                .collect(Collectors.groupingBy(LocationView::label, Collectors.counting()));
        Map<String, String> labels = locations.stream()
                .collect(Collectors.toMap(LocationView::id, LocationView::label));
        Map<String, String> names = new HashMap<>();
        for (LocationView location : locations) {
            String parent = location.parent();
            String parentLabel = parent == null ? null : labels.get(parent);
            boolean unique = count.getOrDefault(location.label(), 0L) == 1;
            names.put(location.id(),
                    unique || parentLabel == null ? location.label() : location.label() + " (" + parentLabel + ")");
        }
        return names;
    }

    /** Makes a name harmless for the main UI, which puts the names of options into its HTML unescaped. */
    private static String harmless(String name) {
        return name.replace('<', '\u2039').replace('>', '\u203A').replace('&', '+');
    }
}
