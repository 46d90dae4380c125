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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.check.Phrases;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Where people were seen walking from a location in a recording, beside what is set.
 *
 * @param location the location
 * @param ways where they walked, the most frequent first
 * @param unlisted of these, those that are not set to be next to it, although others are
 * @param unwalked what is set to be next to it although nobody was seen walking there, often as people walked elsewhere
 */
@NonNullByDefault
public record LearnedNeighbours(String location, List<LearnedWay> ways, List<String> unlisted, List<String> unwalked) {

    /**
     * So many walks from a location, and from one that is listed, must have been seen before it means anything that
     * there were none between them.
     */
    private static final int MANY_WALKS = 100;
    private static final int SOME_WALKS = 20;

    public LearnedNeighbours {
        ways = List.copyOf(ways);
        unlisted = List.copyOf(unlisted);
        unwalked = List.copyOf(unwalked);
    }

    /**
     * {@return what a replay has learned, of the locations of which enough was seen} @param locations all locations
     */
    static List<LearnedNeighbours> of(Replay replay, List<LocationConfig> locations) {
        Map<String, List<LearnedWay>> ways = new LinkedHashMap<>();
        Map<String, Set<String>> listed = new LinkedHashMap<>();
        for (LocationConfig location : locations) {
            ways.put(location.id(), replay.leadsTo(location.id()));
            for (String other : location.adjacent()) {
                Maps.getOrPut(listed, location.id(), () -> new TreeSet<>()).add(other);
                Maps.getOrPut(listed, other, () -> new TreeSet<>()).add(location.id());
            }
        }
        List<LearnedNeighbours> all = new ArrayList<>();
        ways.forEach((location, seen) -> {
            Set<String> known = listed.getOrDefault(location, Set.of());
            List<String> walked = seen.stream().map(LearnedWay::location).toList();
            List<String> unlisted = known.isEmpty() ? List.of()
                    : walked.stream().filter(id -> !known.contains(id)).toList();
            List<String> unwalked = walks(seen) < MANY_WALKS ? List.of()
                    : known.stream().filter(id -> !walked.contains(id))
                            .filter(id -> walks(ways.getOrDefault(id, List.of())) >= SOME_WALKS).toList();
            if (!seen.isEmpty()) {
                all.add(new LearnedNeighbours(location, seen, unlisted, unwalked));
            }
        });
        return all;
    }

    private static int walks(List<LearnedWay> ways) {
        return ways.stream().mapToInt(LearnedWay::walks).sum();
    }

    /** {@return it in words: {@code kitchen leads to hall (212 walks) and living-room (31).}} */
    String text() {
        StringBuilder text = new StringBuilder(location).append(" leads to ")
                .append(Phrases.list(ways.stream()
                        .map(way -> String.format(Locale.ROOT, "%s (%,d walks)", way.location(), way.walks()))
                        .toList()))
                .append('.');
        if (!unlisted.isEmpty()) {
            text.append(" It is not set as next to ").append(Phrases.list(unlisted)).append('.');
        }
        if (!unwalked.isEmpty()) {
            text.append(" It is set as next to ").append(Phrases.list(unwalked))
                    .append(", but nobody was seen walking there.");
        }
        return text.toString();
    }

    /** Adds it as JSON. @param array of which it becomes an element */
    void addTo(ArrayNode array) {
        var json = array.addObject().put("place", location);
        ArrayNode leads = json.putArray("leadsTo");
        ways.forEach(way -> leads.addObject().put("place", way.location()).put("walks", way.walks()));
        unlisted.forEach(json.putArray("notSet")::add);
        unwalked.forEach(json.putArray("notWalked")::add);
    }
}
