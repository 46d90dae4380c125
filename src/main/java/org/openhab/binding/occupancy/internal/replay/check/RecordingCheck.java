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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.binding.occupancy.internal.source.Suggestion;

/**
 * Looks for what is wrong with a home or its recording before anybody trusts a number: sensors that are stuck or went
 * silent, doors that never close, settings that do not fit what was seen. It listens to the replay that it checks.
 */
@NonNullByDefault
public final class RecordingCheck implements ReplayListener {

    /** A motion sensor that sees somebody move for longer without a break is stuck. */
    private static final Duration STUCK_MOTION = Duration.ofHours(24);
    /** Somebody can be in bed for a day. */
    private static final Duration STUCK_OTHERS = Duration.ofHours(48);
    private static final double STUCK_SHARE = 0.8;
    private static final Duration STUCK_SHARE_FROM = Duration.ofDays(2);

    private static final Duration SILENT = Duration.ofDays(3);
    /**
     * A silence is reported if it is this many times as long as the second longest: in a room that is seldom used long
     * silences are usual.
     */
    private static final int UNUSUAL = 3;
    /**
     * A silence is reported if other sensors reported this often a day meanwhile; otherwise nobody was at home.
     */
    private static final int OTHERS_A_DAY = 20;

    private static final int MAX_NAMES = 10;

    private final Home home;
    private final HeadCounter heads;
    private final Map<SourceConfig, SourceHistory> histories = new LinkedHashMap<>();
    private @Nullable Instant start;
    private long reports;

    /** @param home the home that is replayed */
    public RecordingCheck(Home home) {
        this.home = home;
        heads = new HeadCounter(home);
    }

    @Override
    public void reported(SourceConfig source, ItemState state, Instant at, boolean active) {
        if (start == null) {
            start = at;
            Set<String> ids = home.ids();
            for (SourceConfig config : home.sources()) {
                histories.put(config, new SourceHistory(config, ids, at.toEpochMilli()));
            }
        }
        SourceHistory history = histories.get(source);
        if (history == null) {
            return;
        }
        if (heads.counts() && history.active()) {
            heads.count(histories.values(), at.toEpochMilli());
        }
        history.report(state, at, ++reports);
    }

    /**
     * {@return what is wrong, a sentence each that names location, source and value; first what is wrong with settings}
     *
     * @param replay the replay, to which this was listening, when it is over
     */
    public List<String> warnings(Replay replay) {
        List<String> warnings = new ArrayList<>(sensorWarnings(replay));
        items(replay, warnings);
        return List.copyOf(warnings);
    }

    /**
     * {@return what is wrong with settings and sensors, as {@link #warnings}, but nothing about items that the
     * recording lacks or that no source uses}
     *
     * @param replay the replay, to which this was listening, when it is over
     */
    public List<String> sensorWarnings(Replay replay) {
        List<String> warnings = new ArrayList<>();
        onlySustained(warnings);
        oneWay(warnings);
        Instant first = start;
        Instant last = replay.last();
        if (first != null && last != null) {
            histories.values().forEach(history -> history.finish(last, reports));
            heads.count(histories.values(), last.toEpochMilli());
            heads.warn(warnings);
            Duration length = Duration.between(first, last);
            histories.values().forEach(history -> check(history, length, warnings));
        }
        return List.copyOf(warnings);
    }

    // ---------------------------------------------------------------------------------------------------- settings

    private void onlySustained(List<String> warnings) {
        Map<String, List<String>> sustaining = new LinkedHashMap<>();
        Set<String> occupying = new LinkedHashSet<>();
        for (SourceConfig source : home.sources()) {
            if (source.sustainOnly()) {
                Maps.getOrPut(sustaining, source.location(), () -> new ArrayList<>()).add(source.id());
            } else {
                occupying.add(source.location());
            }
        }
        Map<String, LocationConfig> byId = byId();
        for (String id : List.copyOf(occupying)) {
            LocationConfig location = byId.get(id);
            while (location != null && location.contributesToParent()) {
                String parent = location.parent();
                location = parent != null && occupying.add(parent) ? byId.get(parent) : null;
            }
        }
        sustaining.forEach((location, sources) -> {
            if (!occupying.contains(location)) {
                warnings.add(location + " has only sources with sustainOnly (" + Phrases.list(sources)
                        + "): nothing can make it occupied.");
            }
        });
    }

    private void oneWay(List<String> warnings) {
        Map<String, LocationConfig> byId = byId();
        for (LocationConfig location : home.locations()) {
            for (String id : location.adjacent()) {
                LocationConfig other = byId.get(id);
                if (other != null && !other.adjacent().contains(location.id())) {
                    warnings.add(location.id() + " lists " + id + " as adjacent, but " + id + " does not list "
                            + location.id() + ": it is taken for both.");
                }
            }
        }
    }

    private Map<String, LocationConfig> byId() {
        Map<String, LocationConfig> byId = new HashMap<>();
        home.locations().forEach(location -> byId.put(location.id(), location));
        return byId;
    }

    // ----------------------------------------------------------------------------------------------------- sources

    private static void check(SourceHistory history, Duration length, List<String> warnings) {
        if (history.reports() == 0) {
            return;
        }
        SourceConfig source = history.config;
        String name = "The " + source.type().id() + " source " + source.id() + " of " + source.location();
        stuck(history, length, name, warnings);
        silent(history, name, warnings);
        if (source.type() == SourceType.DOOR && source.boundary()) {
            door(history, name, warnings);
        }
        if (history.flappingDays() > 0) {
            warnings.add(name + " changed " + SourceHistory.FLAPS + " times or more within a minute on "
                    + Phrases.count(history.flappingDays(), "day") + ": its contact is loose or its signal bad.");
        }
    }

    private static void stuck(SourceHistory history, Duration length, String name, List<String> warnings) {
        SourceType type = history.config.type();
        if (type == SourceType.PERSON) {
            return;
        }
        Duration limit = type == SourceType.MOTION ? STUCK_MOTION : STUCK_OTHERS;
        if (history.longestActive().compareTo(limit) >= 0) {
            warnings.add(name + " was active for " + Phrases.span(history.longestActive())
                    + " without a break: it is stuck, or its item misses updates.");
        } else if (length.compareTo(STUCK_SHARE_FROM) >= 0
                && history.totalActive().toMillis() >= STUCK_SHARE * length.toMillis()) {
            warnings.add(
                    name + " was active for " + Math.round(100.0 * history.totalActive().toMillis() / length.toMillis())
                            + " % of the recording: it is stuck, or set to the wrong states.");
        }
    }

    private static void silent(SourceHistory history, String name, List<String> warnings) {
        Duration silence = history.longestSilence();
        boolean unusual = silence.compareTo(history.usualSilence().multipliedBy(UNUSUAL)) >= 0;
        double days = silence.toMillis() / 86_400_000.0;
        if (silence.compareTo(SILENT) >= 0 && unusual && history.othersDuringLongest() >= OTHERS_A_DAY * days) {
            warnings.add(name + " reported nothing for " + Phrases.span(silence)
                    + " while other sources did: its battery or connection may be gone.");
        }
    }

    private static void door(SourceHistory history, String name, List<String> warnings) {
        if (history.opened() != history.closed()) {
            warnings.add(name
                    + (history.opened()
                            ? " never reported closed: a door that is always open says nothing about who is inside."
                            : " never reported open: nobody is seen leaving through it.")
                    + " If that is wrong, its states are; see activeStates and invert.");
        }
    }

    // ------------------------------------------------------------------------------------------------------- items

    private static void items(Replay replay, List<String> warnings) {
        Map<String, Long> unused = replay.unused();
        for (String item : replay.silentItems()) {
            String nearest = Suggestion.nearest(unused.keySet(), item);
            warnings.add("The recording has nothing of the item " + item
                    + (nearest == null ? "." : "; did you mean " + nearest + "?"));
        }
        if (!unused.isEmpty()) {
            long changes = unused.values().stream().mapToLong(Long::longValue).sum();
            List<String> names = new ArrayList<>(unused.keySet().stream().limit(MAX_NAMES).toList());
            int more = unused.size() - names.size();
            if (more > 0) {
                names.add(more + " more");
            }
            warnings.add("No source uses " + Phrases.list(names) + ", of which the recording has "
                    + Phrases.count(changes, "change") + ".");
        }
    }
}
