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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.replay.PastTime;
import org.openhab.binding.occupancy.internal.replay.Retrospect;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.i18n.TimeZoneProvider;

/**
 * Prints locations and what happened in them.
 */
@NonNullByDefault
final class LocationPrinter {

    private final OccupancyService service;
    private final TimeZoneProvider zones;

    LocationPrinter(OccupancyService service, TimeZoneProvider zones) {
        this.service = service;
        this.zones = zones;
    }

    /** Prints all locations, each below what it lies in. */
    void tree(PlainConsole console) {
        List<LocationView> locations = service.locations();
        if (locations.isEmpty()) {
            console.println("There are no locations: add a home in the settings under Things.");
            return;
        }
        Map<String, Integer> depths = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (LocationView location : locations) {
            String parent = location.parent();
            int depth = parent == null ? 0 : depths.getOrDefault(parent, -1) + 1;
            depths.put(location.id(), depth);
            names.add("  ".repeat(depth) + location.label());
        }
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < locations.size(); i++) {
            String name = names.get(i);
            console.println(name + " ".repeat(width - name.length()) + "  " + summary(locations.get(i)));
        }
    }

    /** {@return what a location shows, in a few words} */
    String summary(LocationView location) {
        LocationState state = location.state();
        StringBuilder text = new StringBuilder(status(state));
        if (!state.occupants().isEmpty()) {
            text.append(", ").append(names(state.occupants()));
        }
        LockMode mode = location.lockMode();
        if (mode != null) {
            text.append(", locked ").append(mode);
        }
        if (!location.problems().isEmpty()) {
            text.append(", see the status of the thing");
        }
        return text.toString();
    }

    private String status(LocationState state) {
        Instant until = state.occupiedUntil();
        return !state.occupied() ? "vacant" : until == null ? "occupied" : "occupied until " + time(until);
    }

    /** Prints all that is known of a location. @param ways where people were seen walking from there */
    void show(LocationView location, List<LearnedWay> ways, PlainConsole console) {
        LocationState state = location.state();
        console.println(location.label() + " (" + location.id() + ")");
        line(console, "parent", location.parent());
        line(console, "group", location.item());
        line(console, "state", summary(location));
        line(console, "last change", timeOrNull(location.lastChange()));
        line(console, "last activity", timeOrNull(location.lastActivity()));
        for (Lock lock : state.locks()) {
            Instant until = lock.until();
            line(console, "lock",
                    Printable.brief(lock.owner()) + " " + lock.mode()
                            + (lock.scope() == Scope.SUBTREE ? " and below" : "")
                            + (until == null ? "" : " until " + time(until)));
        }
        Map<String, SourceState> evidence = state.sources().stream()
                .collect(Collectors.toMap(SourceState::source, source -> source));
        Set<String> ids = new TreeSet<>(location.sources().keySet());
        ids.addAll(evidence.keySet());
        for (String id : ids) {
            SourceState source = evidence.get(id);
            String label = Printable.brief(location.sources().getOrDefault(id, id));
            line(console, "source", (label.equals(id) ? id : Printable.brief(id) + " (" + label + ")") + ": "
                    + (source == null ? "nothing that counts" : describe(source)));
        }
        if (!ways.isEmpty()) {
            Map<String, LocationView> views = views();
            line(console, "leads to",
                    ways.stream().map(way -> name(views, way.location()) + " (" + way.walks() + " walks)")
                            .collect(Collectors.joining(", ")));
        }
        location.problems().forEach(problem -> line(console, "problem", service.describe(problem)));
    }

    private String describe(SourceState source) {
        Instant until = source.until();
        String occupant = source.occupant();
        return (source.hold() ? "holds" : "counts") + (until == null ? "" : " until " + time(until))
                + (occupant == null ? "" : ", " + Printable.brief(occupant))
                + (source.sustainOnly() ? ", sustains only" : "") + ", "
                + source.trust().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Prints what happened.
     *
     * @param location where, or {@code null} for everywhere
     * @param from since when, or {@code null} for all that is known
     */
    void events(@Nullable LocationView location, @Nullable Instant from, PlainConsole console) {
        List<HistoryEntry> history = service.history(location == null ? null : location.id(), from);
        if (history.isEmpty()) {
            console.println(from == null ? "Nothing has changed in the last days." : "Nothing has changed since then.");
            return;
        }
        Map<String, LocationView> views = views();
        for (HistoryEntry entry : history) {
            LocationView view = views.get(entry.location());
            Instant until = entry.until();
            console.println(time(entry.at()) + "  " + name(views, entry.location()) + ": "
                    + (!entry.occupied() ? "vacant" : until == null ? "occupied" : "occupied until " + time(until))
                    + (entry.occupants().isEmpty() ? "" : ", " + names(entry.occupants()))
                    + (entry.locks().isEmpty() ? "" : ", locked by " + names(entry.locks())) + " ("
                    + CauseText.of(entry.cause(), entry.occupied(), id -> name(views, id),
                            id -> Printable.brief(view == null ? id : view.sources().getOrDefault(id, id)))
                    + ")");
        }
    }

    /** Prints why a location was as it was at a time in the past. */
    void why(LocationView location, Instant at, PlainConsole console) {
        Map<String, LocationView> views = views();
        new Retrospect(location.label(), location.sources(), id -> name(views, id), zones.getTimeZone())
                .at(service.history(location.id(), null), at, null, stillSo(location)).forEach(console::println);
    }

    private String stillSo(LocationView location) {
        Instant noticed = location.lastActivity();
        String since = location.state().occupied() && noticed != null
                ? ", and somebody was last noticed at " + time(noticed)
                : "";
        return "It still is" + since + "; why " + location.label() + " without a time tells what would end it.";
    }

    private Map<String, LocationView> views() {
        return service.locations().stream().collect(Collectors.toMap(LocationView::id, view -> view));
    }

    private static String name(Map<String, LocationView> views, String id) {
        LocationView view = views.get(id);
        return view == null ? id : view.label();
    }

    /** Joins names of people or owners of locks, which come from rules and items and may contain anything. */
    private static String names(Collection<String> names) {
        return names.stream().map(Printable::brief).collect(Collectors.joining(", "));
    }

    private static void line(PlainConsole console, String name, @Nullable String text) {
        if (text != null) {
            console.println("  " + name + ": " + text);
        }
    }

    private String time(Instant instant) {
        return PastTime.format(instant, zones.getTimeZone());
    }

    private @Nullable String timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }
}
