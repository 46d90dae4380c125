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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Feeds recorded item states through the engine in virtual time.
 *
 * What happens is told to a listener. The same home and the same states give the same history. The memory it takes
 * does not grow with the length of the recording.
 */
@NonNullByDefault
public final class Replay {

    /** A house has some hundred items; the names beyond that are counted together. */
    private static final int MAX_COUNTED_ITEMS = 10_000;

    private static final int PROGRESS_STEP = 4096;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final OccupancyModel model = new OccupancyModel();
    private final ReplayListener listener;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final Map<String, List<SourceConfig>> sources = new HashMap<>();
    /** Before {@code from}: the last transition of each location, to tell at {@code from} which are occupied. */
    private final Map<String, Transition> silent = new LinkedHashMap<>();
    private final Map<String, LocationState> initial;
    private final Map<String, Long> unused = new TreeMap<>();
    private final Map<String, Long> used = new HashMap<>();
    private @Nullable Consumer<Instant> question;
    private Instant nextQuestion = Instant.EPOCH;
    private boolean telling;
    private long changes;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /**
     * @param home the locations and sources
     * @param listener is told what happens
     * @param from from when the listener is told, or {@code null} from the first change. What was recorded before is
     *            replayed silently, and at this instant the listener is told of all locations that are occupied
     * @param to until when the recording is replayed, or {@code null} to its end
     */
    public Replay(Home home, ReplayListener listener, @Nullable Instant from, @Nullable Instant to) {
        this.listener = listener;
        this.from = from;
        this.to = to;
        for (SourceConfig source : home.sources()) {
            used.put(source.item(), 0L);
            Maps.getOrPut(sources, source.item(), () -> new ArrayList<>(1)).add(source);
        }
        model.configureAll(home.locations(), home.sources(), Instant.EPOCH);
        initial = model.engine().states();
        telling = from == null;
    }

    /**
     * Replays a recording to {@code to}, or to its last change.
     *
     * @param recording the recording
     * @param progress is run now and then, for a host that shows how far it is
     * @throws InputException if it cannot be read
     */
    public void run(Recording recording, Runnable progress) {
        for (ItemChange change = recording.next(); change != null && take(change); change = recording.next()) {
            if (changes % PROGRESS_STEP == 0) {
                progress.run();
            }
        }
        Instant end = to != null ? to : last;
        if (end != null) {
            advance(end);
        }
    }

    /**
     * Asks something at every minute of the recording, of the home as it is then. The replay is not changed by that.
     *
     * @param first the first instant at which it is asked, unless the replay is beyond it
     * @param newQuestion is told the instant
     */
    public void askEveryMinute(Instant first, Consumer<Instant> newQuestion) {
        nextQuestion = first;
        question = newQuestion;
    }

    private void ask(Instant before) {
        Consumer<Instant> asked = question;
        while (asked != null && nextQuestion.isBefore(before)) {
            tellUntil(nextQuestion);
            asked.accept(nextQuestion);
            nextQuestion = nextQuestion.plus(MINUTE);
        }
    }

    /**
     * Takes the next change.
     *
     * @param change the change; not earlier than the one before
     * @return whether it was taken; {@code false} if it lies after {@code to}
     */
    public boolean take(ItemChange change) {
        Instant at = change.at();
        Instant end = to;
        if (end != null && at.isAfter(end)) {
            return false;
        }
        ask(at);
        if (!telling) {
            startTelling(at);
        }
        changes++;
        if (first == null) {
            first = at;
        }
        last = at;
        List<SourceConfig> listening = sources.get(change.item());
        if (listening == null) {
            unused.merge(unused.size() < MAX_COUNTED_ITEMS || unused.containsKey(change.item()) ? change.item() : "...",
                    1L, Long::sum);
            return true;
        }
        used.merge(change.item(), 1L, Long::sum);
        ItemState state = ItemState.parse(change.state());
        tell(model.item(change.item(), state, at));
        if (telling) {
            for (SourceConfig source : listening) {
                listener.reported(source, state, at, model.views().contributes(source.location(), source.id()));
            }
        }
        return true;
    }

    /**
     * Takes what somebody told the home, beside what its items showed.
     *
     * @param event the event
     */
    public void take(OccupancyEvent event) {
        tell(model.handle(event));
    }

    /**
     * Lets time go on.
     *
     * @param at until when
     */
    public void advance(Instant at) {
        ask(at);
        tellUntil(at);
    }

    private void tellUntil(Instant at) {
        if (!telling) {
            startTelling(at);
        }
        tell(model.advance(at));
    }

    /** Begins to tell the listener when {@code from} has come, with the locations that are occupied then. */
    private void startTelling(Instant at) {
        Instant start = from;
        if (start == null || at.isBefore(start)) {
            return;
        }
        tell(model.advance(start));
        telling = true;
        silent.forEach((location, transition) -> {
            LocationState before = initial.get(location);
            if (before != null && transition.after().occupied()) {
                listener.changed(new Transition(location, start, before, transition.after(), transition.cause()));
            }
        });
        silent.clear();
    }

    private void tell(EngineResult result) {
        for (Transition transition : result.transitions()) {
            if (telling) {
                listener.changed(transition);
            } else {
                silent.put(transition.location(), transition);
            }
        }
    }

    /** {@return why a location is as it is now, or {@code null} if there is none} @param location its id */
    public @Nullable Explanation explain(String location) {
        return model.views().explain(location);
    }

    /**
     * {@return when somebody was last noticed in a location or in one inside that makes it occupied, or {@code null} if
     * that never was}
     *
     * @param location the id of the location
     */
    public @Nullable Instant lastActivity(String location) {
        return model.engine().lastActivity(location);
    }

    /** {@return where people were seen walking from a location} @param location the id of the location */
    public List<LearnedWay> leadsTo(String location) {
        return model.engine().leadsTo(location);
    }

    /**
     * {@return the probability that somebody is in a location, 0 to 1, or {@code null} if there is nothing to tell it
     * by}
     *
     * @param location the id of the location
     * @param at the instant up to which the home was replayed
     */
    public @Nullable Double probability(String location, Instant at) {
        return model.engine().probability(location, at);
    }

    /** {@return how many changes were replayed} */
    public long changes() {
        return changes;
    }

    /** {@return when the first change was, or {@code null} if there was none} */
    public @Nullable Instant first() {
        return first;
    }

    /** {@return when the last change was, or {@code null} if there was none} */
    public @Nullable Instant last() {
        return last;
    }

    /** {@return how many changes there were of items that no source listens to, by item} */
    public Map<String, Long> unused() {
        return new TreeMap<>(unused);
    }

    /** {@return the items of sources that the recording does not have, sorted} */
    public List<String> silentItems() {
        return used.entrySet().stream().filter(entry -> entry.getValue() == 0).map(Map.Entry::getKey).sorted().toList();
    }
}
