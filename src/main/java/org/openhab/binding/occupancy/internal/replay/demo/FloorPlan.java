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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * Which room leads to which, and how long the way takes.
 */
@NonNullByDefault
final class FloorPlan {

    /** Where people are when they are not at home. */
    static final String OUTSIDE = "outside";

    private final Map<String, Map<String, Duration>> doors = new LinkedHashMap<>();

    /** Makes a way between two locations that takes {@code seconds}, all of them spent on the side that one leaves. */
    FloorPlan connect(String one, String other, int seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        addDoor(one, other, duration);
        addDoor(other, one, duration);
        return this;
    }

    private void addDoor(String from, String to, Duration duration) {
        Maps.getOrPut(doors, from, () -> new LinkedHashMap<>()).put(to, duration);
    }

    /** {@return all locations, {@link #OUTSIDE} too} */
    Set<String> locations() {
        return Collections.unmodifiableSet(doors.keySet());
    }

    /** {@return the locations one step away} */
    Set<String> neighbours(String location) {
        return Collections.unmodifiableSet(doorsOf(location).keySet());
    }

    /** {@return how long it takes to walk out of {@code from} into the neighbour {@code to}} */
    Duration walk(String from, String to) {
        Duration duration = doorsOf(from).get(to);
        if (duration == null) {
            throw new IllegalArgumentException("no door between " + from + " and " + to);
        }
        return duration;
    }

    /** {@return the way with the fewest doors, both ends included} */
    List<String> route(String from, String to) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        cameFrom.put(to, to);
        Deque<String> border = new ArrayDeque<>(List.of(to));
        while (!cameFrom.containsKey(from)) {
            String location = border.remove();
            for (String next : doorsOf(location).keySet()) {
                if (cameFrom.putIfAbsent(next, location) == null) {
                    border.add(next);
                }
            }
        }
        List<String> route = new ArrayList<>(List.of(from));
        for (String location = from; !location.equals(to);) {
            location = cameFrom.getOrDefault(location, to);
            route.add(location);
        }
        return route;
    }

    private Map<String, Duration> doorsOf(String location) {
        Map<String, Duration> result = doors.get(location);
        if (result == null) {
            throw new IllegalArgumentException("no location " + location);
        }
        return result;
    }
}
