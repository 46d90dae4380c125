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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.service.api.HistoryEntry;
import org.openhab.binding.occupancy.internal.service.api.LocationView;

/**
 * Says of a time in the past why a location was as it was then, and what ended it: the answer to "the study stayed
 * occupied until two though I left at eleven".
 */
@NonNullByDefault
final class Retrospect {

    private final LocationView location;
    private final UnaryOperator<String> names;
    private final ZoneId zone;

    /**
     * @param location the location
     * @param names what a location of an id is called
     * @param zone the time zone of the system
     */
    Retrospect(LocationView location, UnaryOperator<String> names, ZoneId zone) {
        this.location = location;
        this.names = names;
        this.zone = zone;
    }

    /**
     * @param history what happened in the location, the oldest first
     * @param at the time
     * @return sentences, a line each
     */
    List<String> at(List<HistoryEntry> history, Instant at) {
        int last = -1;
        while (last + 1 < history.size() && !history.get(last + 1).at().isAfter(at)) {
            last++;
        }
        if (last < 0) {
            return List.of(history.isEmpty() ? "Nothing is known of " + location.label() + " in the last days."
                    : "The history of " + location.label() + " begins only at " + time(history.get(0).at()) + ".");
        }
        boolean occupied = history.get(last).occupied();
        int first = last;
        while (first > 0 && history.get(first - 1).occupied() == occupied) {
            first--;
        }
        int next = last + 1;
        while (next < history.size() && history.get(next).occupied() == occupied) {
            next++;
        }
        HistoryEntry began = history.get(first);
        HistoryEntry latest = history.get(last);
        List<String> lines = new ArrayList<>();
        lines.add(location.label() + " at " + time(at) + ": " + (occupied ? "occupied" : "vacant") + " since "
                + time(began.at()) + ", because " + cause(began) + "."
                + (latest.occupants().isEmpty() ? "" : " Known to be there: " + join(latest.occupants()) + ".")
                + (latest.locks().isEmpty() ? "" : " Locked by " + join(latest.locks()) + "."));
        if (next == history.size()) {
            lines.add("It still is; why " + location.label() + " without a time tells what would end it.");
            return lines;
        }
        HistoryEntry ended = history.get(next);
        Instant noticed = ended.lastActivity();
        if (occupied && noticed != null && !noticed.isBefore(began.at())) {
            lines.add("Somebody was last noticed at " + time(noticed) + sources(ended) + ".");
        }
        lines.add("It became " + (ended.occupied() ? "occupied" : "vacant") + " at " + time(ended.at()) + ", because "
                + cause(ended) + "."
                + (occupied && noticed != null && noticed.isBefore(ended.at())
                        ? " That was " + duration(noticed, ended.at()) + " after somebody was last noticed."
                        : ""));
        String advice = occupied ? advice(ended.cause()) : null;
        if (advice != null) {
            lines.add(advice);
        }
        return lines;
    }

    /** {@return what helps if the location was occupied for too long, or {@code null} if nothing needs to be said} */
    private @Nullable String advice(Cause cause) {
        if (cause instanceof Cause.StayedTooLong) {
            return "If people had left before, no sensor showed it: is there one where they went, and is that location "
                    + "adjacent? Its Adjacent Locations and its Stay Timeout decide.";
        } else if (cause instanceof Cause.Timer timer) {
            return "A shorter timeout of " + source(timer.source()) + " ends it sooner.";
        } else if (cause instanceof Cause.Stuck stuck) {
            return "Look at " + source(stuck.source()) + "; its setting Longest ON decides how long it is believed.";
        } else if (cause instanceof Cause.Child child) {
            return "Ask of " + names.apply(child.location()) + ": it kept this location occupied.";
        } else if (cause instanceof Cause.Event event && event.type() == EventType.HOLD_END) {
            return source(event.source()) + " kept it occupied until then.";
        }
        return null;
    }

    private String sources(HistoryEntry entry) {
        return entry.sources().isEmpty() ? ""
                : " (" + String.join(", ", entry.sources().stream().map(this::source).toList()) + ")";
    }

    private String cause(HistoryEntry entry) {
        return CauseText.of(entry.cause(), entry.occupied(), names, this::source);
    }

    private String source(String id) {
        return Printable.brief(location.sources().getOrDefault(id, id));
    }

    private String time(Instant instant) {
        return PastTime.format(instant, zone);
    }

    private static String duration(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return Durations.format(duration.compareTo(Duration.ofMinutes(10)) < 0 ? duration.withNanos(0)
                : Duration.ofMinutes(duration.toMinutes()));
    }

    private static String join(List<String> names) {
        return names.stream().map(Printable::brief).collect(Collectors.joining(", "));
    }
}
