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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The engine together with the sources that feed it: states of items go in, transitions of locations come out.
 *
 * Sources have due times of their own, such as the end of a hold that is not believed any longer. Whatever is due, in
 * sources or in the engine, is applied in order of time. The rules of the engine hold here, too: time comes in as an
 * argument, an instant earlier than the latest seen counts as the latest seen, a host that calls late gets the same
 * history, and there is one caller at a time.
 */
@NonNullByDefault
public final class OccupancyModel {

    /** The last instant that the engine takes. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final Comparator<SourceConfig> BY_NAME = Comparator.comparing(SourceConfig::location)
            .thenComparing(SourceConfig::id);

    private final OccupancyEngine engine = new OccupancyEngine();
    private final Sources sources = new Sources();
    private final SourceViews views = new SourceViews(engine, sources);
    /** What a snapshot said of sources that are not configured yet, by location and id. */
    private final Map<String, Map<String, SourceMemory>> waiting = new TreeMap<>();
    /** When something was last reported in a location, by its id: a lone report may have to be confirmed. */
    private final Map<String, Instant> reported = new HashMap<>();
    private final LocationLookup locations = new LocationLookup() {
        @Override
        public boolean exists(String location) {
            return engine.config(location) != null;
        }

        @Override
        public boolean holds(String location, String source) {
            SourceState evidence = views.evidence(location, source);
            return evidence != null && evidence.hold();
        }

        @Override
        public boolean onlySustains(String location, String source) {
            SourceState evidence = views.evidence(location, source);
            return evidence != null && evidence.hold() && evidence.sustainOnly();
        }

        @Override
        public boolean reportedSince(String location, Instant instant) {
            Instant latest = reported.get(location);
            return latest != null && !latest.isBefore(instant) || sources.of(location).stream()
                    .anyMatch(source -> source.config.type() == SourceType.MOTION && source.reports());
        }
    };

    /** The listener that is told what reports of items became. */
    private Reports reports = (item, state, events) -> {
    };

    /** The latest instant seen. */
    private Instant now = Instant.EPOCH;

    /** Is told what becomes of reports of items. */
    @FunctionalInterface
    public interface Reports {

        /**
         * An item that sources listen to was reported.
         *
         * @param item the name of the item
         * @param state what it is
         * @param events what that said; none if it was nothing new
         */
        void reported(String item, ItemState state, List<OccupancyEvent> events);
    }

    /** Sets the listener that is told what reports of items become. @param listener replaces the one before */
    public void tell(Reports listener) {
        reports = listener;
    }

    // ---------------------------------------------------------------------------------------------- configuration

    /**
     * Makes these the locations and sources of the model: adds, changes and removes what differs. What is known of
     * items, and of sources that stay, is kept.
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
        engine.checkAll(locationConfigs);
        views.configured();
        Call call = new Call(at);
        Set<String> before = engine.states().keySet();
        call.told(engine.configureAll(locationConfigs.stream().map(config -> withExits(config, sourceConfigs)).toList(),
                call.at));
        // sorted, so that the order in a file makes no difference
        sourceConfigs.stream().sorted(BY_NAME).forEach(config -> put(config, call));
        for (Source source : sources.all()) {
            if (!wanted.contains(List.of(source.config.location(), source.config.id()))) {
                drop(source, call);
            }
        }
        for (LocationConfig config : locationConfigs) {
            if (!before.contains(config.id())) {
                added(config.id(), call);
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
     * @throws RejectedException if the engine refuses it; nothing is changed then
     */
    public EngineResult putLocation(LocationConfig config, Instant at) {
        return putLocations(List.of(config), at);
    }

    /**
     * Adds locations, or changes their settings, in one step: none is ever seen without the others.
     *
     * @param configs their settings
     * @param at when
     * @return what changed
     * @throws RejectedException if the engine refuses one of them; nothing is changed then
     */
    public EngineResult putLocations(Collection<LocationConfig> configs, Instant at) {
        engine.check(configs);
        views.configured();
        Call call = new Call(at);
        List<String> added = configs.stream().map(LocationConfig::id).filter(id -> !locations.exists(id)).toList();
        call.told(engine.configure(
                configs.stream().map(config -> withExits(config, views.sources(config.id()))).toList(), call.at));
        added.forEach(id -> added(id, call));
        return call.finish();
    }

    /**
     * Removes a location, its sources and what is known of it, also what waits for it.
     *
     * @param id the id of the location
     * @param at when
     * @return what changed elsewhere
     */
    public EngineResult removeLocation(String id, Instant at) {
        views.configured();
        Call call = new Call(at);
        waiting.remove(id);
        reported.remove(id);
        call.told(engine.remove(id, call.at));
        for (Source source : List.copyOf(sources.of(id))) {
            drop(source, call);
        }
        sources.persons().forEach(person -> tellAgain(person, call));
        return call.finish();
    }

    /**
     * Removes a location and its sources, but keeps what is known of it until it is added again or removed.
     *
     * @param id the id of the location
     * @param at when
     * @return what changed elsewhere
     */
    public EngineResult detachLocation(String id, Instant at) {
        views.configured();
        Call call = new Call(at);
        call.told(engine.detach(id, call.at));
        Map<String, SourceMemory> memories = new TreeMap<>(waiting.getOrDefault(id, Map.of()));
        for (Source source : List.copyOf(sources.of(id))) {
            memories.put(source.config.id(), source.memory());
            sources.unschedule(source);
            if (!source.location().equals(id)) {
                // a person source may hold another location, which has to learn that it is gone
                source.report(source.item.state, ItemState.UNDEF, News.READING, call.at, locations, call.events);
            }
            sources.remove(source);
        }
        if (!memories.isEmpty()) {
            waiting.put(id, memories);
        }
        sources.persons().forEach(person -> tellAgain(person, call));
        return call.finish();
    }

    /**
     * Adds a source, or changes the settings of the one with its location and id. It tells at once what is known of
     * its item, which is no activity.
     *
     * @param config the settings
     * @param at when
     * @return what changed
     */
    public EngineResult putSource(SourceConfig config, Instant at) {
        views.configured();
        Call call = new Call(at);
        put(config, call);
        return call.finish();
    }

    /**
     * Removes a source, also what waits for it. What it holds ends as if the sensor had become inactive.
     *
     * @param location the id of its location
     * @param id its id
     * @param at when
     * @return what changed
     */
    public EngineResult removeSource(String location, String id, Instant at) {
        views.configured();
        Call call = new Call(at);
        takeMemory(location, id);
        Source source = sources.get(location, id);
        if (source != null) {
            drop(source, call);
        }
        return call.finish();
    }

    /**
     * Forgets what is remembered of sources that a location does not have any more.
     *
     * @param location the id of the location
     * @param ids the sources that it has, there or still to come
     */
    public void forgetOtherSources(String location, Set<String> ids) {
        Map<String, SourceMemory> ofLocation = waiting.get(location);
        if (ofLocation != null) {
            ofLocation.keySet().retainAll(ids);
            if (ofLocation.isEmpty()) {
                waiting.remove(location);
            }
        }
    }

    private void put(SourceConfig config, Call call) {
        Source old = sources.get(config.location(), config.id());
        if (old != null && old.config.equals(config)) {
            return;
        }
        Source source = sources.add(config, old);
        Item item = source.item;
        if (old != null) {
            source.inherit(old, call.at, locations, call.events);
        } else {
            SourceMemory memory = takeMemory(config, call.at);
            source.restore(memory, call.at.toEpochMilli());
            remember(item, memory);
        }
        ItemState state = item.state;
        if (state == null) {
            // the source has another item now, of which nothing is known
            source.report(null, ItemState.UNDEF, News.READING, call.at, locations, call.events);
        } else if (!item.remembered) {
            source.report(state, state, News.READING, call.at, locations, call.events);
        }
        sources.schedule(source);
        tellExits(config.location(), call);
    }

    /** {@return the settings of a location with what its sources say of doors that lead out of the home} */
    private static LocationConfig withExits(LocationConfig config, Collection<SourceConfig> sources) {
        Map<String, Boolean> exits = new TreeMap<>();
        for (SourceConfig source : sources) {
            Boolean exit = source.exit();
            if (exit != null && source.location().equals(config.id())) {
                exits.put(source.id(), exit);
            }
        }
        return exits.equals(config.exits()) ? config : config.toBuilder().exits(exits).build();
    }

    /** Tells the engine which doors of a location lead out of the home, unless it knows that already. */
    private void tellExits(String location, Call call) {
        LocationConfig known = engine.config(location);
        if (known != null) {
            LocationConfig config = withExits(known, views.sources(location));
            if (!config.equals(known)) {
                call.told(engine.configure(config, call.at));
            }
        }
    }

    private SourceMemory takeMemory(SourceConfig config, Instant at) {
        return takeMemory(config.location(), config.id()).of(config.item(), at.toEpochMilli());
    }

    private SourceMemory takeMemory(String location, String id) {
        Map<String, SourceMemory> ofLocation = waiting.get(location);
        SourceMemory memory = ofLocation == null ? null : ofLocation.remove(id);
        if (ofLocation != null && ofLocation.isEmpty()) {
            waiting.remove(location);
        }
        return memory == null ? SourceMemory.NOTHING : memory;
    }

    private static void remember(Item item, SourceMemory memory) {
        String text = memory.state();
        if (item.state == null && text != null) {
            item.state = ItemState.parse(text);
            item.remembered = true;
        }
    }

    /** Tells a new location what its sources know and who is there. */
    private void added(String location, Call call) {
        sources.of(location).forEach(source -> tellAgain(source, call));
        sources.persons().forEach(person -> tellAgain(person, call));
    }

    private void tellAgain(Source source, Call call) {
        ItemState state = source.item.state;
        if (state != null && !source.item.remembered) {
            sources.unschedule(source);
            source.distrust();
            source.report(state, state, News.READING, call.at, locations, call.events);
            sources.schedule(source);
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

    /**
     * Ends what a source holds and forgets it. It is taken out of the queue first, because its due time changes with
     * its phase.
     */
    private void drop(Source source, Call call) {
        sources.unschedule(source);
        source.release(call.at, call.events);
        sources.remove(source);
        tellExits(source.config.location(), call);
    }

    private EngineResult report(String name, ItemState state, boolean seed, Instant at) {
        Item item = sources.item(name);
        if (item == null) {
            return new EngineResult(List.of(), nextExpiration());
        }
        Call call = new Call(at);
        ItemState before = item.state;
        News news = item.take(state, seed, call.at);
        int due = call.events.size();
        for (Source source : item.sources) {
            sources.unschedule(source);
            source.report(before, state, news, call.at, locations, call.events);
            sources.schedule(source);
        }
        reports.reported(name, state, call.events.subList(due, call.events.size()));
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
        long first = sources.firstDue();
        if (first == Source.NEVER) {
            return ofEngine;
        }
        Instant ofSources = Instant.ofEpochMilli(first);
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
        Instant moved = now.plus(delta);
        now = moved.isBefore(Instant.EPOCH) ? Instant.EPOCH : moved.isAfter(LATEST) ? LATEST : moved;
        long millis = delta.toMillis();
        sources.shift(millis);
        reported.replaceAll((location, at) -> at.plus(delta));
        sources.items().forEach(name -> Objects.requireNonNull(sources.item(name)).shift(delta));
        waiting.values().forEach(ofLocation -> ofLocation.replaceAll((id, memory) -> memory.shift(millis)));
        return new EngineResult(result.transitions(), nextExpiration());
    }

    // ------------------------------------------------------------------------------------------------------ views

    /** {@return the engine, for its views; only this model may change it} */
    public OccupancyEngine engine() {
        return engine;
    }

    /** {@return what can be asked of locations and their sources} */
    public SourceViews views() {
        return views;
    }

    /** {@return whether an item counts people} @param item the name of the item */
    public boolean counts(String item) {
        Item known = sources.item(item);
        return known != null && known.sources.stream().anyMatch(source -> source.config.type() == SourceType.COUNT);
    }

    /** {@return whether any source listens to an item} */
    public boolean listensTo(String item) {
        return sources.item(item) != null;
    }

    /** {@return whether reports of an item that change nothing matter, too} */
    public boolean needsRepeats(String item) {
        Item known = sources.item(item);
        return known != null && known.sources.stream().anyMatch(source -> source.config.needsRepeats());
    }

    /** {@return the names of the items that sources listen to, sorted} */
    public Set<String> items() {
        return new TreeSet<>(sources.items());
    }

    // -------------------------------------------------------------------------------------------------- snapshots

    /** {@return the engine's snapshot with an object {@code sources} of what the sources remember} */
    public ObjectNode exportState() {
        ObjectNode snapshot = engine.export();
        Map<String, Map<String, SourceMemory>> memories = sources.memories();
        waiting.forEach((location, ofLocation) -> {
            Map<String, SourceMemory> all = new TreeMap<>(ofLocation);
            all.putAll(memories.getOrDefault(location, Map.of()));
            memories.put(location, all);
        });
        SourceSnapshots.write(snapshot, memories);
        Map<String, Instant> confirming = new TreeMap<>(reported);
        confirming.entrySet().removeIf(report -> !mayConfirm(report.getKey(), report.getValue()));
        SourceSnapshots.writeReported(snapshot, confirming);
        return snapshot;
    }

    /** {@return whether a report can still confirm another one of its location} */
    private boolean mayConfirm(String location, Instant at) {
        return waiting.containsKey(location) || sources.of(location).stream().map(source -> source.config.confirm())
                .anyMatch(within -> within != null && !at.plus(within).isBefore(now));
    }

    /**
     * Restores a snapshot, which replaces all that is known, also of items. Never throws, whatever the snapshot
     * contains.
     *
     * @param snapshot what {@link #exportState} wrote, or a snapshot of an engine alone
     * @param at the time
     * @return what changed, and what could not be read
     */
    public RestoreResult restoreState(JsonNode snapshot, Instant at) {
        SnapshotProblem fatal = rehearse(snapshot, at);
        if (fatal != null) {
            return new RestoreResult(advance(at), List.of(fatal));
        }
        Call call = new Call(at);
        call.apply();
        RestoreResult restored = engine.restore(snapshot, call.at);
        call.told(restored.result());
        List<SnapshotProblem> problems = new ArrayList<>(restored.problems());

        waiting.clear();
        waiting.putAll(SourceSnapshots.read(snapshot, call.at, problems));
        reported.clear();
        reported.putAll(SourceSnapshots.readReported(snapshot, call.at, problems));
        for (Source source : sources.all()) {
            sources.unschedule(source);
            source.item.forget();
        }
        for (Source source : sources.all()) {
            SourceMemory memory = takeMemory(source.config, call.at);
            source.restore(memory, call.at.toEpochMilli());
            remember(source.item, memory);
            sources.schedule(source);
        }
        return new RestoreResult(call.finish(), List.copyOf(problems));
    }

    /**
     * Tries a snapshot on an engine that is thrown away. The same snapshot is read at every start, so one that makes
     * the engine fail would keep the add-on from ever starting.
     *
     * @return why it must not be read, or {@code null} if it can be
     */
    private @Nullable SnapshotProblem rehearse(JsonNode snapshot, Instant at) {
        try {
            OccupancyEngine rehearsal = new OccupancyEngine();
            rehearsal.configureAll(engine.states().keySet().stream().map(engine::config).filter(Objects::nonNull)
                    .map(Objects::requireNonNull).toList(), Instant.EPOCH);
            rehearsal.restore(snapshot, at);
            rehearsal.advance(LATEST);
            SourceSnapshots.read(snapshot, at, new ArrayList<>());
            SourceSnapshots.readReported(snapshot, at, new ArrayList<>());
            return null;
        } catch (RejectedException e) {
            // the time was refused, not the snapshot
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            return new SnapshotProblem("", "The snapshot cannot be used (" + e + ").");
        }
    }

    // ------------------------------------------------------------------------------------------------------- calls

    /**
     * One call from outside: everything that is due before it is applied first; its own events are applied together.
     */
    private final class Call {

        final Instant at;
        /** What happens at {@link #at}, in order. */
        final List<OccupancyEvent> events = new ArrayList<>(2);
        private final TransitionMerger history = new TransitionMerger(this::depth);

        Call(Instant instant) {
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                boolean early = instant.isBefore(Instant.EPOCH);
                throw new RejectedException(RejectionCode.TIME_OUT_OF_RANGE, "at",
                        "The time is " + (early ? "before 1970." : "after the year 9999."));
            }
            Instant exact = instant.truncatedTo(ChronoUnit.MILLIS);
            at = exact.isAfter(now) ? exact : now;
            expire(now);
            now = at;
        }

        /**
         * Applies what is due before {@link #at}. What is due at that very instant is applied together with the events.
         *
         * @param earliest what was due earlier is applied at this instant
         */
        private void expire(Instant earliest) {
            long present = at.toEpochMilli();
            while (sources.firstDue() <= present) {
                long next = sources.firstDue();
                Instant then = Instant.ofEpochMilli(Math.max(next, earliest.toEpochMilli()));
                for (Source source : sources.takeDue(next)) {
                    source.expire(then, locations, events);
                    sources.schedule(source);
                }
                if (then.isBefore(at)) {
                    apply();
                }
            }
        }

        boolean apply() {
            // the location of a source may not exist yet, or not any more
            events.removeIf(event -> !exists(event.location()));
            if (events.isEmpty()) {
                return false;
            }
            for (OccupancyEvent event : events) {
                String location = event.location();
                Instant when = event.at();
                if (location != null && when != null
                        && (event.type() == EventType.MOMENTARY
                                || event.type() == EventType.HOLD_START && event.since() == null
                                || event.type() == EventType.HOLD_END && reportedUntilNow(event))) {
                    reported.put(location, when);
                }
            }
            told(events.size() == 1 ? engine.handle(events.get(0)) : engine.handleAll(events));
            events.clear();
            return true;
        }

        /** {@return whether a sensor says that it has reported motion until now} */
        private boolean reportedUntilNow(OccupancyEvent end) {
            String location = end.location();
            String id = end.source();
            Source source = location == null || id == null ? null : sources.get(location, id);
            SourceState evidence = source == null ? null : views.evidence(source.location(), source.config.id());
            return source != null && source.config.type() == SourceType.MOTION && !source.isStuck() && evidence != null
                    && evidence.hold() && evidence.trust() == Trust.LIVE;
        }

        private boolean exists(@Nullable String location) {
            return location != null && locations.exists(location);
        }

        void told(EngineResult result) {
            List<Transition> told = result.transitions();
            for (Transition transition : told) {
                if (named(transition) != transition) {
                    told = told.stream().map(this::named).toList();
                    break;
                }
            }
            history.add(told);
        }

        /** Names the stuck sensor as the cause: the engine only knows that a hold ended. */
        private Transition named(Transition transition) {
            if (transition.cause() instanceof Cause.Event event && event.type() == EventType.HOLD_END) {
                Source source = sources.get(transition.location(), event.source());
                if (source != null && source.isStuck()) {
                    return new Transition(transition.location(), transition.at(), transition.before(),
                            transition.after(), new Cause.Stuck(event.source()));
                }
            }
            return transition;
        }

        EngineResult finish() {
            // sources that were restored or got other settings may be overdue
            expire(at);
            if (!apply()) {
                told(engine.advance(at));
            }
            return new EngineResult(history.transitions(), nextExpiration());
        }

        private int depth(String location) {
            int depth = 0;
            for (LocationConfig config = engine.config(location); config != null; depth++) {
                String parent = config.parent();
                config = parent == null ? null : engine.config(parent);
            }
            return depth;
        }
    }
}
