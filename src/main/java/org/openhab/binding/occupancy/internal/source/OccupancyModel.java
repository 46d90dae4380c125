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
package org.openhab.binding.occupancy.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.EngineResult;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.LocationState;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.RejectedException;
import org.openhab.binding.occupancy.internal.engine.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.SourceState;
import org.openhab.binding.occupancy.internal.engine.Transition;
import org.openhab.binding.occupancy.internal.engine.Trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The locations of a home and the items that tell about them: an engine and its sources.
 *
 * Sources have times of their own, such as the end of a hold that is not believed any longer; these and the engine's
 * are one order of time. As with the engine, time comes in as an argument, an earlier time than the latest seen counts
 * as that, a host that calls late gets the same history, and there is one caller at a time.
 */
@NonNullByDefault
public final class OccupancyModel {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final OccupancyEngine engine = new OccupancyEngine();
    private final Places places = new Places() {
        @Override
        public boolean exists(String location) {
            return engine.config(location) != null;
        }

        @Override
        public boolean holds(String location, String source) {
            SourceState evidence = evidence(location, source);
            return evidence != null && evidence.hold();
        }
    };
    private final Map<String, Item> items = new HashMap<>();
    /** The sources of each location, by id. */
    private final Map<String, Map<String, Source>> sources = new HashMap<>();
    /** The sources that have something happen by itself, in order of time. */
    private final TreeSet<Source> due = new TreeSet<>(
            Comparator.comparingLong(Source::due).thenComparingInt(source -> source.ordinal));

    private int created;
    private Instant now = Instant.EPOCH;

    // ---------------------------------------------------------------------------------------------- configuration

    /**
     * Makes the locations and sources those given: adds, changes and removes. What is known of items and of sources
     * that stay is kept.
     *
     * @param locationConfigs the settings of all locations
     * @param sourceConfigs the settings of all sources; one of a location that is not there waits for it
     * @param at when
     * @return what changed
     * @throws RejectedException if the engine refuses the locations, or two sources of a location have the same id;
     *             nothing is changed then
     */
    public EngineResult configureAll(Collection<LocationConfig> locationConfigs, Collection<SourceConfig> sourceConfigs,
            Instant at) {
        Set<List<String>> wanted = new HashSet<>();
        for (SourceConfig config : sourceConfigs) {
            if (!wanted.add(List.of(config.location(), config.id()))) {
                throw new RejectedException(RejectionCode.INVALID_VALUE, "id", "The location " + config.location()
                        + " has two sources with the id " + config.id() + "; give one of them another id.");
            }
        }
        Set<String> before = engine.states().keySet();
        Call call = new Call(at);
        call.add(engine.configureAll(locationConfigs, call.at));
        for (SourceConfig config : sourceConfigs) {
            put(config, call);
        }
        for (Source source : all()) {
            if (!wanted.contains(List.of(source.config.location(), source.config.id()))) {
                remove(source, call);
            }
        }
        for (LocationConfig config : locationConfigs) {
            if (!before.contains(config.id())) {
                tellAgain(config.id(), call);
            }
        }
        return call.finish();
    }

    /**
     * Adds a location, or changes the settings of one. Sources that waited for it tell it what they know.
     *
     * @param config the settings
     * @param at when
     * @return what changed
     * @throws RejectedException if the engine refuses it
     */
    public EngineResult putLocation(LocationConfig config, Instant at) {
        boolean added = engine.config(config.id()) == null;
        Call call = new Call(at);
        call.add(engine.configure(config, call.at));
        if (added) {
            tellAgain(config.id(), call);
        }
        return call.finish();
    }

    /**
     * Removes a location, its sources and what is known of it.
     *
     * @param id the id of the location
     * @param at when
     * @return what changed elsewhere
     */
    public EngineResult removeLocation(String id, Instant at) {
        Call call = new Call(at);
        for (Source source : List.copyOf(sources.getOrDefault(id, Map.of()).values())) {
            remove(source, call);
        }
        call.apply();
        call.add(engine.remove(id, call.at));
        return call.finish();
    }

    /**
     * Adds a source, or changes the settings of the one with its location and id. It tells at once what is known of
     * its item.
     *
     * @param config the settings
     * @param at when
     * @return what changed
     */
    public EngineResult putSource(SourceConfig config, Instant at) {
        Call call = new Call(at);
        put(config, call);
        return call.finish();
    }

    /**
     * Removes a source. What it holds ends as if the sensor had become inactive.
     *
     * @param location the id of its location
     * @param id its id
     * @param at when
     * @return what changed
     */
    public EngineResult removeSource(String location, String id, Instant at) {
        Call call = new Call(at);
        Source source = source(location, id);
        if (source != null) {
            remove(source, call);
        }
        return call.finish();
    }

    private void put(SourceConfig config, Call call) {
        Source old = source(config.location(), config.id());
        if (old != null && old.config.equals(config)) {
            return;
        }
        Item item = items.get(config.item());
        if (item == null) {
            item = new Item(config.item());
            items.put(item.name, item);
        }
        Source source = new Source(config, item, created++);
        if (old != null) {
            due.remove(old);
            source.inherit(old, call.at, call.events);
            detach(old);
        }
        item.sources.add(source);
        Map<String, Source> ofLocation = sources.get(config.location());
        if (ofLocation == null) {
            ofLocation = new LinkedHashMap<>();
            sources.put(config.location(), ofLocation);
        }
        ofLocation.put(config.id(), source);
        ItemState state = item.state;
        if (state != null) {
            source.report(state, state, true, call.at, places, call.events);
        } else if (source.hold() != null) {
            source.report(null, ItemState.UNDEF, true, call.at, places, call.events);
        }
        schedule(source);
    }

    private void remove(Source source, Call call) {
        due.remove(source);
        source.release(call.at, call.events);
        detach(source);
        Map<String, Source> ofLocation = sources.get(source.config.location());
        if (ofLocation != null) {
            ofLocation.remove(source.config.id());
            if (ofLocation.isEmpty()) {
                sources.remove(source.config.location());
            }
        }
    }

    private void detach(Source source) {
        source.item.sources.remove(source);
        if (source.item.sources.isEmpty()) {
            items.remove(source.item.name);
        }
    }

    /** A location came into being: what its sources know, and who might be there, is new to it. */
    private void tellAgain(String location, Call call) {
        for (Source source : all()) {
            boolean concerned = source.config.location().equals(location) || source.config.type() == SourceType.PERSON;
            ItemState state = source.item.state;
            if (concerned && state != null) {
                due.remove(source);
                source.distrust();
                source.report(state, state, true, call.at, places, call.events);
                schedule(source);
            }
        }
    }

    // ----------------------------------------------------------------------------------------------------- events

    /**
     * Takes a change of an item, or a report that it is still the same.
     *
     * @param item the name of the item; one that no source listens to is ignored
     * @param state what it is now
     * @param at when
     * @return what changed
     */
    public EngineResult item(String item, ItemState state, Instant at) {
        return report(item, state, false, at);
    }

    /**
     * Takes what an item is, as read at start-up: confirms or ends what was restored, and is no activity.
     *
     * @param item the name of the item; one that no source listens to is ignored
     * @param state what it is
     * @param at when
     * @return what changed
     */
    public EngineResult seed(String item, ItemState state, Instant at) {
        return report(item, state, true, at);
    }

    private EngineResult report(String name, ItemState state, boolean seed, Instant at) {
        Item item = items.get(name);
        if (item == null) {
            return new EngineResult(List.of(), nextExpiration());
        }
        Call call = new Call(at);
        ItemState before = item.state;
        // what was unknown and is known again did not happen just now
        boolean reading = seed || (before != null && !before.known());
        item.state = state;
        for (Source source : item.sources) {
            long dueBefore = source.due();
            if (dueBefore != Source.NEVER) {
                due.remove(source);
            }
            source.report(before, state, reading, call.at, places, call.events);
            schedule(source);
        }
        return call.finish();
    }

    /**
     * Takes an event that comes from no item.
     *
     * @param event the event
     * @return what changed
     * @throws RejectedException if the engine refuses it; nothing is changed then
     */
    public EngineResult handle(OccupancyEvent event) {
        engine.check(event);
        Instant at = event.at();
        Call call = new Call(at == null ? now : at);
        call.events.add(event);
        return call.finish();
    }

    // ------------------------------------------------------------------------------------------------------- time

    /**
     * Applies everything that is due up to an instant, in order of time.
     *
     * @param at the time
     * @return what changed
     */
    public EngineResult advance(Instant at) {
        return new Call(at).finish();
    }

    /** {@return the earliest instant at which anything changes by itself, or {@code null} if nothing will} */
    public @Nullable Instant nextExpiration() {
        Instant ofEngine = engine.nextExpiration();
        if (due.isEmpty()) {
            return ofEngine;
        }
        Instant ofSources = Instant.ofEpochMilli(due.first().due());
        return ofEngine == null || ofSources.isBefore(ofEngine) ? ofSources : ofEngine;
    }

    /**
     * Moves every pending instant, for a host whose wall clock was set.
     *
     * @param delta how far the clock was set; negative if it was set back
     * @return the moved ends
     */
    public EngineResult shift(Duration delta) {
        EngineResult result = engine.shift(delta);
        now = clamped(now.plus(delta));
        List<Source> waiting = List.copyOf(due);
        due.clear();
        for (Source source : all()) {
            source.shift(delta.toMillis());
        }
        due.addAll(waiting);
        return new EngineResult(result.transitions(), nextExpiration());
    }

    private static Instant clamped(Instant instant) {
        return instant.isBefore(Instant.EPOCH) ? Instant.EPOCH : instant.isAfter(LATEST) ? LATEST : instant;
    }

    private void schedule(Source source) {
        if (source.due() != Source.NEVER) {
            due.add(source);
        }
    }

    // ------------------------------------------------------------------------------------------------------ views

    /** {@return the engine, for its views; only this model may change it} */
    public OccupancyEngine engine() {
        return engine;
    }

    /** {@return the sources of a location, in the order in which they were added} */
    public List<SourceConfig> sources(String location) {
        List<SourceConfig> result = new ArrayList<>();
        sources.getOrDefault(location, Map.of()).values().forEach(source -> result.add(source.config));
        return Collections.unmodifiableList(result);
    }

    /** {@return how a source is doing, or {@code null} if there is none with that location and id} */
    public @Nullable SourceStatus status(String location, String id) {
        Source source = source(location, id);
        return source == null ? null
                : new SourceStatus(source.config, source.item.state, contributes(location, id), problem(source));
    }

    /** {@return whether the evidence of a source counts now} */
    public boolean contributes(String location, String id) {
        Source source = source(location, id);
        Signal.Here held = source == null ? null : source.hold();
        SourceState evidence = evidence(held == null ? location : held.location(), id);
        return evidence != null && (evidence.until() != null || (evidence.hold() && evidence.trust() != Trust.VACATED));
    }

    /** {@return whether any source listens to an item} */
    public boolean listensTo(String item) {
        return items.containsKey(item);
    }

    /** {@return whether reports of an item that change nothing matter, too} */
    public boolean needsRepeats(String item) {
        Item known = items.get(item);
        return known != null && known.sources.stream().anyMatch(source -> source.config.needsRepeats());
    }

    /** {@return the names of the items that sources listen to} */
    public Set<String> items() {
        return new TreeSet<>(items.keySet());
    }

    private @Nullable String problem(Source source) {
        return places.exists(source.config.location()) ? source.problem()
                : "There is no location " + source.config.location() + ".";
    }

    private @Nullable Source source(String location, String id) {
        return sources.getOrDefault(location, Map.of()).get(id);
    }

    private List<Source> all() {
        List<Source> all = new ArrayList<>();
        sources.values().forEach(ofLocation -> all.addAll(ofLocation.values()));
        all.sort(Comparator.comparingInt(source -> source.ordinal));
        return all;
    }

    private @Nullable SourceState evidence(String location, String source) {
        LocationState state = engine.state(location);
        if (state != null) {
            for (SourceState evidence : state.sources()) {
                if (evidence.source().equals(source)) {
                    return evidence;
                }
            }
        }
        return null;
    }

    // -------------------------------------------------------------------------------------------------- snapshots

    /** {@return a snapshot of the engine with an object {@code sources} of what the sources remember} */
    public ObjectNode exportState() {
        return engine.export();
    }

    /**
     * Reads a snapshot back in the place of all that is known. No content makes it throw.
     *
     * @param snapshot what {@link #exportState} wrote, or a snapshot of an engine alone
     * @param at the time
     * @return what changed, and what could not be read
     */
    public RestoreResult restoreState(JsonNode snapshot, Instant at) {
        Call call = new Call(at);
        call.apply();
        RestoreResult result = engine.restore(snapshot, call.at);
        call.add(result.result());
        return new RestoreResult(call.finish(), result.problems());
    }

    // ------------------------------------------------------------------------------------------------------- calls

    /** One call from outside: everything due before it is applied first, and its events are applied together. */
    private final class Call {

        final Instant at;
        /** What happens at one instant, in order. */
        final List<OccupancyEvent> events = new ArrayList<>(2);
        private final List<Transition> transitions = new ArrayList<>(4);

        Call(Instant instant) {
            Instant exact = checked(instant).truncatedTo(ChronoUnit.MILLIS);
            at = exact.isAfter(now) ? exact : now;
            now = at;
            while (!due.isEmpty() && due.first().due() <= at.toEpochMilli()) {
                long next = due.first().due();
                Instant then = Instant.ofEpochMilli(next);
                while (!due.isEmpty() && due.first().due() == next) {
                    Source source = due.first();
                    due.remove(source);
                    source.expire(then, events);
                    schedule(source);
                }
                if (then.isBefore(at)) {
                    apply();
                }
            }
        }

        void apply() {
            // a source may wait for its location, or tell of a place that is gone
            events.removeIf(event -> !exists(event.location()));
            if (!events.isEmpty()) {
                add(events.size() == 1 ? engine.handle(events.get(0)) : engine.handleAll(events));
                events.clear();
            }
        }

        private boolean exists(@Nullable String location) {
            return location != null && places.exists(location);
        }

        void add(EngineResult result) {
            transitions.addAll(result.transitions());
        }

        EngineResult finish() {
            if (events.isEmpty()) {
                add(engine.advance(at));
            } else {
                apply();
            }
            return new EngineResult(transitions.isEmpty() ? List.of() : Collections.unmodifiableList(transitions),
                    nextExpiration());
        }

        private Instant checked(Instant instant) {
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                throw new RejectedException(RejectionCode.TIME_OUT_OF_RANGE, "at",
                        "The time is " + (instant.isBefore(Instant.EPOCH) ? "before 1970." : "after the year 9999."));
            }
            return instant;
        }
    }
}
