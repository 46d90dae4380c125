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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * Says of a time in the past why a location was as it was then, what ended it, and which setting decides that: the
 * answer to "the study stayed occupied until two though I left at eleven". The console asks it about the history of the
 * live home, the command line about a recording.
 */
@NonNullByDefault
public final class Retrospect {

    /** A time span of at least this length is told in minutes. */
    private static final Duration IN_MINUTES_FROM = Duration.ofMinutes(10);

    private final String label;
    private final Map<String, String> sources;
    private final UnaryOperator<String> locations;
    private final ZoneId zone;
    private final List<String> unwatched;

    /**
     * @param label what the location is called
     * @param sources what its sources are called, by their ids; one that is missing is called by its id
     * @param locations what any location is called, by its id
     * @param zone the zone in which times are told
     */
    public Retrospect(String label, Map<String, String> sources, UnaryOperator<String> locations, ZoneId zone) {
        this(label, sources, locations, zone, List.of());
    }

    /**
     * @param label what the location is called
     * @param sources what its sources are called, by their ids; one that is missing is called by its id
     * @param locations what any location is called, by its id
     * @param zone the zone in which times are told
     * @param unwatched the ids of all locations to which one can walk from there, if none of them has a source; else
     *            empty, as if that is not known
     */
    public Retrospect(String label, Map<String, String> sources, UnaryOperator<String> locations, ZoneId zone,
            List<String> unwatched) {
        this.unwatched = List.copyOf(unwatched);
        this.label = Printable.brief(label);
        this.sources = Map.copyOf(sources);
        this.locations = locations;
        this.zone = zone;
    }

    /**
     * @param history what happened in the location, the oldest first
     * @param at the time that is asked about
     * @param vacantFrom since when the location was vacant before the first entry, or {@code null} if nothing is known
     *            of that time
     * @param stillSo what to say if it has not changed again since
     * @return sentences, a line each
     */
    public List<String> at(List<HistoryEntry> history, Instant at, @Nullable Instant vacantFrom, String stillSo) {
        int last = -1;
        while (last + 1 < history.size() && !history.get(last + 1).at().isAfter(at)) {
            last++;
        }
        if (last < 0 && vacantFrom == null) {
            return List.of(history.isEmpty() ? "Nothing is known of " + label + " in the last days."
                    : "The history of " + label + " begins only at " + time(history.get(0).at()) + ".");
        }
        boolean occupied = last >= 0 && history.get(last).occupied();
        int first = last;
        while (first > 0 && history.get(first - 1).occupied() == occupied) {
            first--;
        }
        int next = last + 1;
        while (next < history.size() && history.get(next).occupied() == occupied) {
            next++;
        }
        @Nullable
        HistoryEntry began = first < 0 ? null : history.get(first);
        List<String> lines = new ArrayList<>();
        lines.add(
                began == null || vacantFrom != null && first == 0 && !occupied
                        ? label + " at " + time(at) + ": vacant since the beginning, "
                                + time(vacantFrom == null ? at : vacantFrom) + "."
                        : then(began, history.get(last), at));
        if (next == history.size()) {
            lines.add(stillSo);
        } else {
            lines.addAll(end(began, history.get(next), history));
        }
        return lines;
    }

    private String then(HistoryEntry began, HistoryEntry latest, Instant at) {
        return label + " at " + time(at) + ": " + (began.occupied() ? "occupied" : "vacant") + " since "
                + time(began.at()) + ", because " + cause(began) + "."
                + (latest.occupants().isEmpty() ? "" : " Known to be there: " + join(latest.occupants()) + ".")
                + (latest.locks().isEmpty() ? "" : " Locked by " + join(latest.locks()) + ".");
    }

    /** {@return what ended it: {@code began} is the first entry of what ended, {@code null} if that is not known} */
    private List<String> end(@Nullable HistoryEntry began, HistoryEntry ended, List<HistoryEntry> history) {
        List<String> lines = new ArrayList<>();
        Instant noticed = began == null || ended.occupied() ? null : ended.lastActivity();
        if (began != null && noticed != null && (noticed.isBefore(began.at()) || noticed.isAfter(ended.at()))) {
            noticed = null;
        }
        if (noticed != null) {
            lines.add("Somebody was last noticed at " + time(noticed) + keptBy(ended) + ".");
        }
        lines.add("It became " + (ended.occupied() ? "occupied" : "vacant") + " at " + time(ended.at()) + ", because "
                + cause(ended) + "."
                + (noticed != null && noticed.isBefore(ended.at())
                        ? " That was " + duration(noticed, ended.at()) + " after somebody was last noticed."
                        : ""));
        String advice = ended.occupied() ? tooShort(began) : tooLong(ended, noticed, history);
        if (advice != null) {
            lines.add(advice);
        }
        return lines;
    }

    /**
     * {@return what helps if the location was occupied for too long, or {@code null} if nothing needs to be said}
     *
     * @param ended what ended it
     * @param noticed when somebody was last noticed, or {@code null} if that is not known
     * @param history what happened in the location
     */
    private @Nullable String tooLong(HistoryEntry ended, @Nullable Instant noticed, List<HistoryEntry> history) {
        Cause cause = ended.cause();
        if (cause instanceof Cause.StayedTooLong) {
            return "If people had left before, no sensor showed it: " + whereTheyWent()
                    + " The settings Adjacent Locations (adjacent) and Stay Timeout (stayTimeout) decide.";
        } else if (cause instanceof Cause.Left left) {
            String whenLeft = "How long it stays occupied after somebody was seen leaving is the setting Leave Timeout "
                    + "(leaveTimeout).";
            String unseen = "If people had left before that, no sensor showed it: is there one where they went, and is "
                    + "that location adjacent? See Adjacent Locations (adjacent).";
            return noticed != null && mostlyUnseen(noticed, left.since(), ended.at()) ? unseen + " " + whenLeft
                    : whenLeft + " " + unseen;
        } else if (cause instanceof Cause.Timer timer) {
            return timer.isLinger() ? "How long that is, is the setting Linger (linger)."
                    : "How long " + source(timer.source()) + " counts is its setting Timeout (timeout) or "
                            + timeoutSetting(timer.source(), history) + " of this location; where somebody has to be "
                            + "seen leaving it is Stay Timeout (stayTimeout), in a passage Leave Timeout "
                            + "(leaveTimeout).";
        } else if (cause instanceof Cause.Stuck stuck) {
            return "Look at " + source(stuck.source())
                    + ". How long it is believed without a break is its setting Longest ON (maxActive).";
        } else if (cause instanceof Cause.Child child) {
            return "Ask about " + location(child.location()) + ": it kept this location occupied.";
        } else if (cause instanceof Cause.Parent parent) {
            return "Ask about " + location(parent.location()) + ": this location follows it.";
        } else if (cause instanceof Cause.Locking lock) {
            return "The lock of " + Printable.brief(lock.owner()) + " kept it so. A lock that is set by hand ends by "
                    + "itself if Lock Timeout (lockTimeout) is set.";
        } else if (cause instanceof Cause.Event event && event.type() == EventType.HOLD_END) {
            return source(event.source()) + " kept it occupied until then. If nobody was there, it has seen something "
                    + "else: see Keeps Occupied Only (sustainOnly) and Active States (activeStates) of this source.";
        }
        return null;
    }

    /** {@return what to ask of where people can have gone, or what is known to be missing there} */
    private String whereTheyWent() {
        if (unwatched.isEmpty()) {
            return "is there one where they went, and is that location adjacent?";
        }
        String names = String.join(", ", unwatched.stream().map(this::location).toList());
        return "from " + label + " one can walk to " + names + " only, and "
                + (unwatched.size() == 1 ? names + " has no source" : "none of these has a source")
                + ", so nobody was seen leaving.";
    }

    /** {@return the setting of the location for the timeout of a source, which depends on what kind of source it is} */
    private static String timeoutSetting(String source, List<HistoryEntry> history) {
        for (HistoryEntry entry : history) {
            if (entry.cause() instanceof Cause.Event event && event.source().equals(source)) {
                return switch (event.category()) {
                    case Categories.MOTION -> "Motion Timeout (motionTimeout)";
                    case Categories.PRESENCE -> "Presence Timeout (presenceTimeout)";
                    default -> "Timeout (timeout)";
                };
            }
        }
        return "Timeout (timeout), Motion Timeout (motionTimeout) or Presence Timeout (presenceTimeout)";
    }

    /** {@return whether it took longer until somebody was seen leaving than the location then stayed occupied} */
    private static boolean mostlyUnseen(Instant noticed, Instant seenLeaving, Instant vacant) {
        return Duration.between(noticed, seenLeaving).compareTo(Duration.between(seenLeaving, vacant)) > 0;
    }

    /** {@return what helps if the location became vacant too soon, or {@code null} if nothing needs to be said} */
    private @Nullable String tooShort(@Nullable HistoryEntry vacated) {
        Cause cause = vacated == null ? null : vacated.cause();
        if (cause instanceof Cause.Timer timer && !timer.isLinger()) {
            return "If somebody was there all the time, a longer Timeout (timeout) of the source "
                    + source(timer.source()) + " keeps it occupied, or Vacant When (vacancy) set to Somebody left.";
        } else if (cause instanceof Cause.Left) {
            return "If somebody was there all the time, a longer Leave Timeout (leaveTimeout) keeps it occupied, or a "
                    + "sensor that sees people sit still.";
        }
        return null;
    }

    /** {@return which sources counted until it ended; not all of them were the last to notice somebody} */
    private String keptBy(HistoryEntry ended) {
        return ended.sources().isEmpty() ? ""
                : "; until the end it was kept occupied by "
                        + String.join(", ", ended.sources().stream().map(this::source).toList());
    }

    private String cause(HistoryEntry entry) {
        return CauseText.of(entry.cause(), entry.occupied(), locations, this::source);
    }

    private String source(String id) {
        return Printable.brief(sources.getOrDefault(id, id));
    }

    private String location(String id) {
        return Printable.brief(locations.apply(id));
    }

    private String time(Instant instant) {
        return PastTime.format(instant, zone);
    }

    private static String duration(Instant from, Instant to) {
        Duration duration = Duration.between(from, to);
        return Durations.format(duration.compareTo(IN_MINUTES_FROM) < 0 ? duration.withNanos(0)
                : Duration.ofMinutes(duration.toMinutes()));
    }

    private static String join(List<String> names) {
        return names.stream().map(Printable::brief).collect(Collectors.joining(", "));
    }
}
