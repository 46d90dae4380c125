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
package org.openhab.binding.occupancy.internal.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * What a report shows of a replay. Immutable.
 *
 * @param locations the locations in the order of the home file
 * @param zone the time zone in which the recording's times are to be shown
 * @param start the first instant of the stretch
 * @param end the instant at which the stretch ends
 * @param transitions what changed, in order: all transitions in which {@code occupied}, {@code occupants} or
 *            {@code locks} changed; all locations are vacant before the first
 * @param ticks what the sources reported, in order of time, by location; a location without sources has no entry
 */
@NonNullByDefault
public record ReplayResult(List<LocationConfig> locations, ZoneId zone, Instant start, Instant end,
        List<Transition> transitions, Map<String, List<SourceTick>> ticks) {

    public ReplayResult {
        locations = List.copyOf(locations);
        transitions = List.copyOf(transitions);
        Map<String, List<SourceTick>> copy = new LinkedHashMap<>();
        ticks.forEach((location, list) -> copy.put(location, List.copyOf(list)));
        ticks = Collections.unmodifiableMap(copy);
    }

    /** {@return what a location's sources reported, in order of time} @param location the id of the location */
    public List<SourceTick> ticks(String location) {
        List<SourceTick> result = ticks.get(location);
        return result == null ? List.of() : result;
    }

    /** {@return the transitions of one location, in order of time} @param location the id of the location */
    public List<Transition> transitions(String location) {
        List<Transition> result = new ArrayList<>();
        for (Transition transition : transitions) {
            if (transition.location().equals(location)) {
                result.add(transition);
            }
        }
        return Collections.unmodifiableList(result);
    }
}
