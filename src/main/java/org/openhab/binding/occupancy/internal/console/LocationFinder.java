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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;

/**
 * How locations are called in the console: by their UID, by the last part of it, or by their label, as far as that is
 * unique.
 */
@NonNullByDefault
final class LocationFinder {

    private final OccupancyService service;

    LocationFinder(OccupancyService service) {
        this.service = service;
    }

    /** {@return the location} @throws RejectedException if there is none with that name, or more than one */
    LocationView find(String name) {
        List<LocationView> locations = service.locations();
        for (LocationView location : locations) {
            if (location.id().equals(name)) {
                return location;
            }
        }
        List<LocationView> found = locations.stream()
                .filter(location -> lastPart(location.id()).equals(name) || location.label().equalsIgnoreCase(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new RejectedException(RejectionCode.UNKNOWN_LOCATION, "ID",
                found.isEmpty() ? "There is no location \"" + Printable.brief(name) + "\"; the command tree lists them."
                        : "\"" + Printable.brief(name) + "\" can be "
                                + found.stream().map(LocationView::id).collect(Collectors.joining(" or ")) + ".");
    }

    /** {@return the shortest unique name of every location that has no blanks} */
    List<String> all() {
        List<LocationView> locations = service.locations();
        Map<String, Long> count = locations.stream()
                .collect(Collectors.groupingBy(location -> lastPart(location.id()), Collectors.counting()));
        return locations.stream().map(LocationView::id)
                .map(id -> count.getOrDefault(lastPart(id), 0L) == 1 ? lastPart(id) : id).toList();
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf(':') + 1);
    }
}
