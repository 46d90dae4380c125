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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * Adds up for how long each location was occupied.
 */
@NonNullByDefault
public final class ReplaySummary implements ReplayListener {

    /** A location that becomes occupied again within this time was vacant with somebody in it. */
    private static final Duration DARK_MOMENT = Duration.ofSeconds(30);

    private static final class Sum {
        @Nullable
        Instant since;
        @Nullable
        Instant until;
        long millis;
        int arrivals;
        int darkMoments;
    }

    private final Map<String, Sum> sums = new HashMap<>();

    @Override
    public void changed(Transition transition) {
        if (!transition.flipped()) {
            return;
        }
        Sum sum = Maps.getOrPut(sums, transition.location(), () -> new Sum());
        Instant since = sum.since;
        if (transition.after().occupied()) {
            sum.since = transition.at();
            sum.arrivals++;
            Instant until = sum.until;
            if (until != null && Duration.between(until, transition.at()).compareTo(DARK_MOMENT) <= 0) {
                sum.darkMoments++;
            }
        } else if (since != null) {
            sum.millis += Duration.between(since, transition.at()).toMillis();
            sum.since = null;
            sum.until = transition.at();
        }
    }

    /**
     * @param locations the locations, in the order in which to show them
     * @param names what to call a location
     * @param start the first instant
     * @param end the last instant
     * @return a table with a line for each location
     */
    public String table(List<LocationConfig> locations, Function<LocationConfig, String> names, Instant start,
            Instant end) {
        double length = Math.max(1, Duration.between(start, end).toMillis());
        double days = length / Duration.ofDays(1).toMillis();
        int width = 10;
        for (LocationConfig location : locations) {
            width = Math.max(width, Math.min(40, names.apply(location).length()));
        }
        String row = "%-" + width + "s %9s %13s %15s %13s%n";
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, row, "location", "occupied", "hours a day", "arrivals a day",
                "dark moments"));
        for (LocationConfig location : locations) {
            Sum sum = sums.getOrDefault(location.id(), new Sum());
            Instant since = sum.since;
            long millis = sum.millis + (since == null ? 0 : Duration.between(since, end).toMillis());
            text.append(String.format(Locale.ROOT, row, names.apply(location),
                    String.format(Locale.ROOT, "%.1f %%", 100 * millis / length),
                    String.format(Locale.ROOT, "%.2f", 24 * millis / length),
                    String.format(Locale.ROOT, "%.1f", sum.arrivals / days), sum.darkMoments));
        }
        return text.toString();
    }
}
