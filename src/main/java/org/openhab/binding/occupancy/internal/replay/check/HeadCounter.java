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
package org.openhab.binding.occupancy.internal.replay.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * Counts how many people were seen for sure: held by sensors of different locations at once, or known by different
 * names.
 */
@NonNullByDefault
final class HeadCounter {

    /** Sensors lag: whoever walked from one location to the next is seen in both for a while. */
    private static final long LAG_MILLIS = 120_000;

    private final @Nullable Integer headCount;
    private final Map<String, @Nullable String> parents = new HashMap<>();

    private int most;
    private int times;
    private List<String> where = List.of();

    HeadCounter(Home home) {
        Integer count = null;
        for (LocationConfig location : home.locations()) {
            parents.put(location.id(), location.parent());
            Integer own = location.headCount();
            if (own != null && (count == null || own > count)) {
                count = own;
            }
        }
        headCount = count;
    }

    /** {@return whether there is a head count that could be too low} */
    boolean counts() {
        return headCount != null;
    }

    /**
     * Counts who is seen just before a sensor becomes inactive: then there are the most.
     *
     * @param sources all sources
     * @param now the instant, milliseconds
     */
    void count(Collection<SourceHistory> sources, long now) {
        Integer known = headCount;
        if (known == null) {
            return;
        }
        Set<String> locations = new LinkedHashSet<>();
        Set<String> names = new TreeSet<>();
        for (SourceHistory source : sources) {
            if (source.active() && source.activeSince() <= now - LAG_MILLIS && isSure(source)) {
                locations.add(source.config.location());
                String name = source.reader().occupant();
                if (name != null) {
                    names.add(name);
                }
            }
        }
        List<String> apart = locations.stream()
                .filter(location -> locations.stream().noneMatch(other -> isBelow(other, location))).toList();
        int people = Math.max(apart.size(), names.size());
        if (people > known) {
            times++;
        }
        if (people > most) {
            most = people;
            where = apart.size() >= names.size() ? apart : List.copyOf(names);
        }
    }

    /** A motion sensor's cool-down proves nothing, and where a person was last is kept after they left. */
    private static boolean isSure(SourceHistory source) {
        SourceType type = source.config.type();
        return !source.config.sustainOnly() && (type == SourceType.PRESENCE || type == SourceType.PERSON);
    }

    private boolean isBelow(String location, String other) {
        Set<String> seen = new LinkedHashSet<>();
        for (String above = parents.get(location); above != null && seen.add(above); above = parents.get(above)) {
            if (above.equals(other)) {
                return true;
            }
        }
        return false;
    }

    void warn(List<String> warnings) {
        Integer known = headCount;
        if (known != null && most > known) {
            warnings.add("The headCount is " + known + ", but " + Phrases.list(where) + " were seen at the same time, "
                    + Phrases.times(times) + ": there are at least " + most
                    + " people, or a sensor sees what is not its location's.");
        }
    }
}
