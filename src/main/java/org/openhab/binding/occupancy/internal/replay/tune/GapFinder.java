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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceReader;
import org.openhab.binding.occupancy.internal.source.SourceReader.Reading;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * Finds the gaps between the activities of each location.
 *
 * Activity in a part of a location is activity in the location. What cannot make a location occupied is left out:
 * sources with {@code sustainOnly}, and persons, whose phones are no activity. So is a light that is switched off:
 * whoever does that needs no light.
 */
@NonNullByDefault
final class GapFinder implements ReplayListener {

    /** Shorter gaps are left out: no setting that is tried makes a location vacant so soon. */
    private static final long MIN_GAP_MILLIS = 20_000;

    private final List<Found> locations = new ArrayList<>();
    private final Map<SourceConfig, Reader> readers = new HashMap<>();

    /** What was found of one location. */
    private static final class Found {
        final String id;
        final List<Gap> gaps = new ArrayList<>();
        int visits;
        int active;
        long start = Gap.NEVER;
        long firstElsewhere = Gap.NEVER;
        long lastElsewhere = Gap.NEVER;
        long lastBoundary = Gap.NEVER;

        Found(String id) {
            this.id = id;
        }

        void inside(Reading reading, long now) {
            if (reading == Reading.ENDED) {
                active--;
            } else if (active == 0) {
                close(now);
            }
            if (reading == Reading.STARTED) {
                active++;
            }
            if (active == 0) {
                start = now;
                firstElsewhere = lastElsewhere = lastBoundary = Gap.NEVER;
            }
        }

        void elsewhere(Reading reading, Reader reader, long now) {
            if (active > 0 || start == Gap.NEVER) {
                return;
            }
            if (reading != Reading.ENDED) {
                firstElsewhere = firstElsewhere == Gap.NEVER ? now : firstElsewhere;
                lastElsewhere = now;
            } else if (reader.type != SourceType.MOTION && reader.since >= start) {
                // motion sensors stay active for a while after whoever was there came here
                lastElsewhere = now;
            }
        }

        void close(long now) {
            if (now != Long.MAX_VALUE && (start == Gap.NEVER || firstElsewhere != Gap.NEVER)) {
                visits++;
            }
            if (start != Gap.NEVER && (firstElsewhere != Gap.NEVER || now - start >= MIN_GAP_MILLIS)) {
                gaps.add(new Gap(start, firstElsewhere, lastElsewhere, lastBoundary, now));
            }
        }
    }

    /** A source, the locations in which its activity is, and those for which it is elsewhere. */
    private static final class Reader {
        final SourceReader states;
        final SourceType type;
        final List<Found> inside = new ArrayList<>();
        final List<Found> elsewhere = new ArrayList<>();
        long since;

        Reader(SourceReader states, SourceType type) {
            this.states = states;
            this.type = type;
        }
    }

    GapFinder(Home home) {
        Map<String, LocationConfig> byId = new LinkedHashMap<>();
        home.locations().forEach(location -> byId.put(location.id(), location));
        byId.keySet().forEach(id -> locations.add(new Found(id)));
        for (SourceConfig source : home.sources()) {
            if (source.sustainOnly() || source.type() == SourceType.PERSON) {
                continue;
            }
            Reader reader = new Reader(new SourceReader(source, byId.keySet()), source.type());
            Collection<String> above = above(source.location(), byId);
            for (Found location : locations) {
                if (above.contains(location.id)) {
                    reader.inside.add(location);
                } else if (!above(location.id, byId).contains(source.location())) {
                    reader.elsewhere.add(location);
                }
            }
            readers.put(source, reader);
        }
    }

    /** {@return a location and all above it} */
    private static Collection<String> above(String id, Map<String, LocationConfig> byId) {
        List<String> ids = new ArrayList<>();
        for (LocationConfig location = byId.get(id); location != null; location = parent(location, byId)) {
            ids.add(location.id());
        }
        return ids;
    }

    private static @Nullable LocationConfig parent(LocationConfig location, Map<String, LocationConfig> byId) {
        String parent = location.parent();
        return parent == null ? null : byId.get(parent);
    }

    @Override
    public void reported(SourceConfig source, ItemState state, Instant at, boolean contributes) {
        Reader reader = readers.get(source);
        if (reader == null) {
            return;
        }
        Reading reading = reader.states.read(state);
        if (reading == Reading.NOTHING || reader.type == SourceType.ACTIVITY && isOff(state)) {
            return;
        }
        long now = at.toEpochMilli();
        if (reading == Reading.STARTED) {
            reader.since = now;
        }
        boolean door = reading == Reading.OPENED || reading == Reading.CLOSED;
        for (Found location : reader.inside) {
            if (door) {
                location.lastBoundary = now;
            } else {
                location.inside(reading, now);
            }
        }
        for (Found location : reader.elsewhere) {
            location.elsewhere(reading, reader, now);
        }
    }

    private static boolean isOff(ItemState state) {
        return switch (state.kind()) {
            case SWITCH -> state.equals(ItemState.OFF);
            case NUMBER, COLOR -> {
                var quantity = state.quantity();
                yield quantity != null && quantity.value().signum() == 0;
            }
            default -> false;
        };
    }

    /** {@return the gaps of each location in order of time, by the id of the location} */
    Map<String, List<Gap>> gaps() {
        Map<String, List<Gap>> gaps = new LinkedHashMap<>();
        for (Found location : locations) {
            if (location.active == 0) {
                location.close(Long.MAX_VALUE);
            }
            gaps.put(location.id, List.copyOf(location.gaps));
        }
        return gaps;
    }

    /** {@return how often somebody was active in a location after somebody was active elsewhere, by its id} */
    Map<String, Integer> visits() {
        Map<String, Integer> visits = new LinkedHashMap<>();
        locations.forEach(location -> visits.put(location.id, location.visits));
        return visits;
    }
}
