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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LeaveTimeout;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * The settings of a location and its sources, as far as they can be tuned, and how to say them.
 *
 * @param location the settings of the location
 * @param sources the settings of its own sources
 */
@NonNullByDefault
record TrialSettings(LocationConfig location, List<SourceConfig> sources) {

    TrialSettings {
        sources = List.copyOf(sources);
    }

    // ---------------------------------------------------------------------------------------------------- variants

    /** {@return this with a plain timer for all sources} */
    TrialSettings timer(Duration timeout) {
        LocationConfig.Builder builder = location.toBuilder().vacancy(Vacancy.TIMEOUT).passage(false);
        List<SourceConfig> without = new ArrayList<>();
        for (SourceConfig source : sources) {
            builder.timeout(source.type().category(), timeout);
            without.add(source.timeout() == null ? source : source.toBuilder().timeout(null).build());
        }
        return new TrialSettings(builder.build(), without);
    }

    /** {@return this waiting for evidence of leaving} */
    TrialSettings departure(Duration leaveTimeout) {
        return new TrialSettings(
                location.toBuilder().vacancy(Vacancy.DEPARTURE).passage(false).leaveTimeout(leaveTimeout).build(),
                sources);
    }

    /** {@return this with another {@code stayTimeout}; only of use when it waits for evidence of leaving} */
    TrialSettings stay(Duration stayTimeout) {
        return new TrialSettings(location.toBuilder().stayTimeout(stayTimeout).build(), sources);
    }

    /** {@return this with another {@code linger}} */
    TrialSettings linger(Duration linger) {
        return new TrialSettings(location.toBuilder().linger(linger).build(), sources);
    }

    /** {@return this with {@code sustainOnly} of one source turned round} */
    TrialSettings turned(int index) {
        List<SourceConfig> turned = new ArrayList<>(sources);
        SourceConfig source = turned.get(index);
        turned.set(index, source.toBuilder().sustainOnly(!source.sustainOnly()).build());
        return new TrialSettings(location, turned);
    }

    // ------------------------------------------------------------------------------------------------------- words

    boolean departs() {
        return location.vacancy() == Vacancy.DEPARTURE && !location.passage();
    }

    /** {@return the timers of its sources, the shortest first} */
    private List<Duration> timers() {
        TreeSet<Duration> timers = new TreeSet<>();
        Map<String, Duration> ofLocation = location.timeouts();
        for (SourceConfig source : sources) {
            Duration own = source.timeout();
            Duration ofType = ofLocation.get(source.type().category());
            Duration other = ofLocation.getOrDefault(LocationConfig.DEFAULT_CATEGORY, Duration.ZERO);
            timers.add(own != null ? own : ofType != null ? ofType : other);
        }
        return List.copyOf(timers);
    }

    private String timerWords() {
        List<Duration> timers = timers();
        if (timers.isEmpty()) {
            return "no timer";
        }
        Duration first = timers.get(0);
        Duration last = timers.get(timers.size() - 1);
        String shortest = words(first);
        String longest = words(last);
        return timers.size() == 1 ? shortest : withoutUnitOf(longest, shortest) + " to " + longest;
    }

    /** {@return the settings in words: {@code 10 min}, {@code DEPARTURE}, {@code DEPARTURE with leaveTimeout 30 s}} */
    String words() {
        List<String> extras = new ArrayList<>();
        if (departs()) {
            if (!location.leaveTimeout().equals(LeaveTimeout.DEFAULT)) {
                extras.add("leaveTimeout " + words(location.leaveTimeout().usual()));
            }
            if (!location.stayTimeout().equals(LocationConfig.DEFAULT_STAY_TIMEOUT)) {
                extras.add("stayTimeout " + words(location.stayTimeout()));
            }
        }
        if (!location.linger().isZero()) {
            extras.add("linger " + words(location.linger()));
        }
        for (SourceConfig source : sources) {
            if (source.sustainOnly()) {
                extras.add(source.id() + " as sustainOnly");
            }
        }
        return (departs() ? "DEPARTURE" : timerWords())
                + (extras.isEmpty() ? "" : " with " + String.join(" and ", extras));
    }

    /** {@return what is different from other settings in words: {@code 7 min instead of 10}} */
    String insteadOf(TrialSettings other) {
        List<Duration> mine = timers();
        List<Duration> others = other.timers();
        boolean sameRest = location.linger().equals(other.location.linger());
        if (!departs() && !other.departs() && sameRest && mine.size() == 1 && others.size() == 1) {
            return words() + " instead of " + withoutUnitOf(words(mine.get(0)), words(others.get(0)))
                    + other.words().substring(words(others.get(0)).length());
        }
        String aTimer = departs() == other.departs() ? "" : "a timer of ";
        return (departs() ? "" : aTimer) + words() + " instead of " + (other.departs() ? "" : aTimer) + other.words();
    }

    /** {@return a duration in words without its unit, if another has the same} */
    private static String withoutUnitOf(String other, String words) {
        String unit = words.substring(words.indexOf(' '));
        return other.endsWith(unit) ? words.substring(0, words.length() - unit.length()) : words;
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 3600 == 0 && seconds > 0 ? seconds / 3600 + " h"
                : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** {@return how many settings differ from others; all timers are one} */
    int changes(TrialSettings other) {
        return (int) keys(other).keySet().stream().map(key -> key.startsWith("timeouts.") ? "timeouts" : key).distinct()
                .count();
    }

    /** {@return the keys of the home file that differ from other settings, with their values as written there} */
    Map<String, String> keys(TrialSettings other) {
        Map<String, String> keys = new LinkedHashMap<>();
        LocationConfig before = other.location;
        if (location.vacancy() != before.vacancy()) {
            keys.put("vacancy", location.vacancy().name());
        }
        if (location.passage() != before.passage()) {
            keys.put("passage", String.valueOf(location.passage()));
        }
        new TreeMap<>(location.ownTimeouts()).forEach((category, timeout) -> {
            if (!timeout.equals(before.timeouts().get(category))) {
                keys.put("timeouts." + category, Durations.format(timeout));
            }
        });
        put(keys, "leaveTimeout", location.leaveTimeout().usual(), before.leaveTimeout().usual());
        put(keys, "stayTimeout", location.stayTimeout(), before.stayTimeout());
        put(keys, "linger", location.linger(), before.linger());
        for (int i = 0; i < sources.size(); i++) {
            SourceConfig source = sources.get(i);
            SourceConfig old = other.sources.get(i);
            if (source.timeout() == null && old.timeout() != null) {
                keys.put("sources." + source.id() + ".timeout", "none");
            }
            if (source.sustainOnly() != old.sustainOnly()) {
                keys.put("sources." + source.id() + ".sustainOnly", String.valueOf(source.sustainOnly()));
            }
        }
        return keys;
    }

    private static void put(Map<String, String> keys, String key, @Nullable Duration value, Duration before) {
        if (value != null && !value.equals(before)) {
            keys.put(key, Durations.format(value));
        }
    }
}
