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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.replay.PastTime;
import org.openhab.binding.occupancy.internal.service.api.Health;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceHealth;
import org.openhab.core.i18n.TimeZoneProvider;

/**
 * Prints how the add-on is doing: the queue, what is stored, and the sources that do not say what they should.
 */
@NonNullByDefault
final class HealthPrinter {

    private final OccupancyService service;
    private final TimeZoneProvider zones;

    HealthPrinter(OccupancyService service, TimeZoneProvider zones) {
        this.service = service;
        this.zones = zones;
    }

    /** Prints what is known even while the worker is busy. */
    void addOn(PlainConsole console) {
        Health health = service.health();
        Health.Worker worker = health.worker();
        console.println("state: " + (service.isRunning() ? "running" : "waits until the states of items are restored"));
        console.println("queue: " + worker.waiting() + " waiting" + (worker.busyWith().isEmpty() ? ""
                : ", busy for " + seconds(worker.busyFor()) + " with " + Printable.brief(worker.busyWith())));
        Instant worstAt = worker.worstAt();
        console.println("worst delay: " + (worstAt == null ? "none yet"
                : seconds(worker.worstDelay()) + ", " + Printable.brief(worker.worstTask()) + " at " + time(worstAt)));
        Health.Store store = health.store();
        Instant stored = store.at();
        String fault = store.fault();
        console.println("last store: "
                + (stored == null ? "none yet"
                        : time(stored) + String.format(Locale.ROOT, ", %,d characters", store.characters()))
                + (fault == null ? "" : "; it has failed since: " + fault));
    }

    /** Prints how the sources are doing. */
    void sources(Health.Sources sources, PlainConsole console) {
        Map<SourceHealth.Kind, Long> counts = sources.unwell().stream()
                .collect(Collectors.groupingBy(SourceHealth::kind, Collectors.counting()));
        console.println("sources: " + sources.count() + ", of which "
                + Arrays.stream(SourceHealth.Kind.values())
                        .map(kind -> counts.getOrDefault(kind, 0L) + " " + kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        List<LocationView> locations = service.locations();
        Map<String, LocationView> views = locations.stream()
                .collect(Collectors.toMap(LocationView::id, Function.identity()));
        for (SourceHealth each : sources.unwell()) {
            LocationView view = views.get(each.config().location());
            String id = each.config().id();
            console.println("  " + (view == null ? each.config().location() : view.label()) + ", "
                    + (view == null ? id : view.sources().getOrDefault(id, id)) + ": " + describe(each));
        }
        List<String> problems = locations.stream().filter(view -> !view.problems().isEmpty()).map(LocationView::label)
                .toList();
        if (!problems.isEmpty()) {
            console.println("something to do: see the status of " + String.join(", ", problems));
        }
    }

    private String describe(SourceHealth health) {
        ItemState state = health.state();
        List<String> parts = new ArrayList<>();
        parts.add(health.kind().name().toLowerCase(Locale.ROOT));
        Instant since = health.since();
        if (since != null) {
            parts.add("since " + time(since));
        }
        Instant until = health.until();
        if (until != null) {
            parts.add("counts until " + time(until));
        }
        parts.add("the item " + health.config().item()
                + (state == null ? " was never heard of" : " says " + Printable.brief(state.toString())));
        return String.join(", ", parts);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toNanos() / 1e9);
    }

    private String time(Instant instant) {
        return PastTime.format(instant, zones.getTimeZone());
    }
}
