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
package org.openhab.binding.occupancy.internal.service.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.service.api.Health;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.api.PersonListener;
import org.openhab.binding.occupancy.internal.service.api.PersonSetup;
import org.openhab.binding.occupancy.internal.service.item.SourceItems;
import org.openhab.binding.occupancy.internal.service.runtime.EngineClock;
import org.openhab.binding.occupancy.internal.service.runtime.HistoryFiles;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.service.runtime.SnapshotStore;
import org.openhab.binding.occupancy.internal.service.text.ProblemText;
import org.openhab.binding.occupancy.internal.service.text.ReasonText;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.types.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Runs the model in openHAB: feeds it with the changes of items, wakes it when something falls due, tells the
 * listeners what the locations show, and has it stored. Not thread-safe: only tasks of the {@link SerialWorker} use
 * it, one at a time, and {@link #settle} runs after each slice of them. Other threads read the {@link Board}.
 */
@NonNullByDefault
public final class OccupancyHost {

    /** How often to check for missing locations while others wait for them. */
    public static final Duration BARRIER_INTERVAL = Duration.ofSeconds(5);
    /** The longest sleep: a wall clock that was set is noticed after this time even if nothing happens. */
    public static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    /** What the host needs of openHAB besides items. */
    public interface HostContext {

        /** {@return whether there is a thing} @param uid its UID */
        boolean hasThing(String uid);

        /**
         * {@return the locations that openHAB serves or will: all enabled things, and their parents' UIDs or nothing}
         */
        Map<String, String> servedLocations();

        /**
         * {@return as {@link #servedLocations}, but without things that openHAB refuses to start, and without all
         * that lie in them}
         */
        Map<String, String> awaitedLocations();

        /**
         * Has {@link OccupancyHost#wake} called. @param delay after how long; replaces the delay that was asked for
         * before
         */
        void wakeIn(Duration delay);
    }

    private final Logger logger = LoggerFactory.getLogger(OccupancyHost.class);
    private final EngineClock clock;
    private final SourceItems items;
    private final Board board;
    private final HostContext context;

    private final OccupancyModel model = new OccupancyModel();
    private final ServedLocations locations = new ServedLocations();
    private final StartupBarrier barrier = new StartupBarrier();
    private final RemovalGrace removals = new RemovalGrace();
    private final Residents residents;
    private final SnapshotStore store;
    private final HistoryFiles history;
    private final Publisher publisher;
    private final Bindings bindings;
    private final Saver saver;
    private final ShownWays ways;
    private final Diagnosis diagnosis = new Diagnosis(model, locations);
    /** Events that came before the start; they are handled when the home starts to work. */
    private final List<Early> early = new ArrayList<>();
    /** Locations that were removed before the start, and must not come back from the stored state. */
    private final Set<String> removedEarly = new LinkedHashSet<>();
    /** Answers that are given when everything else of a slice is done. */
    private final List<Runnable> answers = new ArrayList<>();

    private static final Runnable NOTHING = () -> {
    };

    private boolean running;

    /**
     * An event that came before the start.
     *
     * @param event makes the event
     * @param done who waits for it
     * @param removed the locations that were removed since: the event is not for a location that is made in their
     *            place
     */
    private record Early(Function<Instant, OccupancyEvent> event, CompletableFuture<@Nullable Void> done,
            Set<String> removed) {
    }

    public OccupancyHost(EngineClock clock, SnapshotStore store, SourceItems items, ReasonText reasons,
            ProblemText problems, Board board, HistoryFiles history, Progress progress, HostContext context) {
        this.clock = clock;
        this.items = items;
        this.board = board;
        this.context = context;
        this.store = store;
        publisher = new Publisher(model, locations, board, reasons, problems, progress, history);
        this.history = history;
        residents = new Residents(model, locations, progress);
        bindings = new Bindings(model, locations, items, context, board, barrier, residents, publisher, this::apply);
        saver = new Saver(store, model, progress);
        ways = new ShownWays(model, locations, board);
    }

    // ------------------------------------------------------------------------------------------------------- start

    /** The states of items were restored: the home starts to work. */
    public void start() {
        if (running) {
            return;
        }
        Instant now = clock.now();
        // no location is in the model yet, so nothing changes here that anybody has to be told of
        saver.restore(now);
        for (String id : removedEarly) {
            model.removeLocation(id, now);
            saver.removed();
        }
        Set<String> stored = new HashSet<>();
        JsonNode known = model.exportState();
        known.path("locations").fields().forEachRemaining(location -> {
            stored.add(location.getKey());
            if (location.getValue().path("occupied").asBoolean()) {
                publisher.wasOccupied(location.getKey());
            }
        });
        known.path("sources").fieldNames().forEachRemaining(stored::add);
        barrier.start(stored, now);
        running = true;
        bindings.bind(now);
        early.forEach(said -> handle(said.event(), said.done(), said.removed()));
        early.clear();
        board.setRunning(true);
    }

    // ------------------------------------------------------------------------------------------------------ locations

    public void put(LocationSetup setup, LocationListener listener) {
        if (removals.wasRemovedAlone(setup.id())) {
            // its handler came before the message that the thing exists again
            forget(setup.id());
        }
        ServedLocation location = locations.get(setup.id());
        if (location == null) {
            location = new ServedLocation(setup);
            locations.add(location);
            barrier.arrived(location.id, clock.now());
        } else if (!Objects.equals(location.setup.config().parent(), setup.config().parent())) {
            bindings.moved();
        }
        location.setup = setup;
        if (location.listener != listener) {
            location.listen(listener);
        }
        removals.served(location.id);
        bindings.changed(location.id);
    }

    public void release(String id, LocationListener listener) {
        ServedLocation location = locations.get(id);
        if (location != null && location.listener == listener) {
            location.listener = null;
            location.orphan = listener;
            removals.released(id, clock.now());
        }
    }

    /** A person removed the thing of a location. */
    public void remove(String id) {
        removals.removedByHand(id, clock.now());
        forget(id);
    }

    private void forget(String id) {
        history.forget(id);
        drop(id);
        if (running) {
            apply(model.removeLocation(id, clock.now()));
            saver.removed();
        } else {
            removedEarly.add(id);
            early.forEach(said -> said.removed().add(id));
        }
    }

    private void drop(String id) {
        ServedLocation location = locations.get(id);
        if (location != null) {
            locations.remove(id);
            barrier.done(id);
            bindings.dropped(location);
            publisher.dropped(location);
            // below a lock nothing else changes, and whoever was in it would be shown there for ever
            residents.recheck();
        }
    }

    /**
     * Tells a location that openHAB has stopped its handler because of its parent: a mere restart would be over by now.
     */
    private void orphan(String id) {
        ServedLocation location = locations.get(id);
        LocationListener listener = location == null ? null : location.orphan;
        if (location != null && listener != null && location.listener == null) {
            listener.orphaned();
            location.listener = listener;
            publisher.touch(id);
        }
    }

    public void thingAdded(String uid) {
        if (removals.wasRemovedAlone(uid)) {
            // the user removed the thing and added it again: what is stored belongs to the old one
            forget(uid);
        }
        removals.added(uid);
        bindings.neighbourChanged(uid);
    }

    /** The thing is gone, by hand or because openHAB stops: what is known of it is forgotten after a while. */
    public void thingRemoved(String uid) {
        ServedLocation location = locations.get(uid);
        String parent = location == null ? null : location.setup.config().parent();
        removals.removed(uid, parent, clock.now(), locations.all().stream().map(each -> each.id).toList());
        bindings.neighbourChanged(uid);
    }

    public void refresh(String id) {
        ServedLocation location = locations.get(id);
        if (location != null && location.shownProblems != null) {
            location.shown = null;
            publisher.touch(id);
        }
    }

    // ------------------------------------------------------------------------------------------------------ people

    public void putPerson(PersonSetup setup, PersonListener listener) {
        residents.put(setup, listener);
    }

    public void releasePerson(String id, PersonListener listener) {
        residents.release(id, listener);
    }

    // ------------------------------------------------------------------------------------------------------- items

    /** An item has another state. */
    public void itemChanged(String name, State state, long nanos) {
        if (running && !bindings.delay(name, true, () -> itemChanged(name, state, nanos), NOTHING)) {
            report(name, ItemState.parse(state.toFullString()), nanos);
        }
    }

    /** An item was given the state that it has already, as by a sensor that repeats itself. */
    public void itemRepeated(String name, State state, long nanos) {
        if (!running || bindings.delay(name, false, () -> itemRepeated(name, state, nanos), NOTHING)) {
            return;
        }
        ItemState repeated = ItemState.parse(state.toFullString());
        if (model.needsRepeats(name) && bindings.watchersOf(name).stream()
                .flatMap(id -> model.views().sources(id).stream().filter(source -> source.item().equals(name)))
                .map(source -> model.views().status(source.location(), source.id()))
                .anyMatch(status -> status != null && repeated.equals(status.state()))) {
            report(name, repeated, nanos);
        }
    }

    private void report(String name, ItemState state, long nanos) {
        if (!model.listensTo(name) || items.isOwn(name)) {
            return;
        }
        followWall();
        Instant at = clock.at(nanos);
        boolean wasKnown = isKnown(name);
        EngineResult result = model.item(name, state, at);
        if (wasKnown != state.known()) {
            // whether its item has a state decides whether a person counts as away or as unknown, although no
            // location changes
            residents.recheck();
        }
        apply(result);
        diagnosis.weighed(bindings.watchersOf(name), at);
        if (state.known()) {
            // nobody is seen leaving because their phone says nothing any more
            residents.seen(result);
        }
        for (String id : bindings.watchersOf(name)) {
            publisher.touch(id);
            ServedLocation location = locations.get(id);
            if (location != null) {
                publisher.active(location);
            }
            if (model.counts(name)) {
                touchAbove(id);
                residents.recheck();
            }
            for (SourceConfig source : model.views().sources(id)) {
                String occupant = source.occupant();
                if (occupant != null && source.item().equals(name) && tellsOfSomebody(id, source)) {
                    residents.seen(occupant, id, at);
                }
            }
        }
    }

    /**
     * {@return whether the latest report of a source is of somebody: not while it only counts on because its item says
     * nothing, or nothing that can be read}
     */
    private boolean tellsOfSomebody(String location, SourceConfig source) {
        SourceStatus status = model.views().status(location, source.id());
        ItemState state = status == null ? null : status.state();
        return status != null && status.contributes() && status.problem() == null && state != null && state.known();
    }

    private boolean isKnown(String item) {
        for (String id : bindings.watchersOf(item)) {
            for (SourceConfig source : model.views().sources(id)) {
                SourceStatus status = source.item().equals(item) ? model.views().status(id, source.id()) : null;
                ItemState state = status == null ? null : status.state();
                if (state != null) {
                    return state.known();
                }
            }
        }
        return false;
    }

    /** Has the locations around one updated: how many people are in it is shown there, too. */
    private void touchAbove(String id) {
        LocationConfig config = model.engine().config(id);
        while (config != null) {
            publisher.touch(config.id());
            String parent = config.parent();
            config = parent == null ? null : model.engine().config(parent);
        }
    }

    /** An item was added, removed or replaced. @param before its state before, or {@code null} if it did not exist */
    public void itemReplaced(String name, @Nullable State before) {
        bindings.itemReplaced(name);
        for (ChannelUID channel : items.ownChannels(name)) {
            repeat(channel.getThingUID().getAsString(), channel.getId(), before);
        }
    }

    /** An item was linked to a channel of this add-on, or is not any more. */
    public void itemLinked(String name) {
        bindings.itemReplaced(name);
    }

    /** Any item may have been replaced. */
    public void itemsReplaced() {
        bindings.itemsReplaced();
        locations.all().forEach(location -> repeat(location.id, null, null));
        residents.ids().forEach(id -> repeat(id, null, null));
    }

    /** Sends the state of a channel again: an item that is new has no state, and the channel itself does not change. */
    private void repeat(String thing, @Nullable String channel, @Nullable State before) {
        ServedLocation location = locations.get(thing);
        LocationListener listener = location == null ? null : location.listener;
        try {
            if (listener != null) {
                listener.repeat(channel, before);
            } else {
                residents.repeat(thing, channel, before);
            }
        } catch (RuntimeException e) {
            logger.warn("The states of {} cannot be shown again: {}", thing, e.toString(), e);
        }
    }

    // ------------------------------------------------------------------------------------- what people say and ask

    /** See {@link OccupancyService#handle}. */
    public void handle(Function<Instant, OccupancyEvent> maker, CompletableFuture<@Nullable Void> done) {
        if (running) {
            handle(maker, done, Set.of());
        } else {
            early.add(new Early(maker, done, new HashSet<>()));
        }
    }

    private void handle(Function<Instant, OccupancyEvent> maker, CompletableFuture<@Nullable Void> done,
            Set<String> removed) {
        try {
            bindings.bind(clock.now());
            followWall();
            Instant now = clock.now();
            OccupancyEvent event = maker.apply(now);
            String id = event.location();
            if (id != null && removed.contains(id)) {
                throw unknown(id);
            }
            if (id != null && bindings.delay(id, false, () -> handle(maker, done, Set.of()),
                    () -> answers.add(() -> done.completeExceptionally(unknown(id))))) {
                return;
            }
            ServedLocation location = id == null ? null : locations.get(id);
            if (location != null && event.type() == EventType.MANUAL && event.duration() == null) {
                event = event.withDuration(location.setup.manualTimeout());
            }
            EngineResult result = model.handle(event);
            apply(result);
            diagnosis.weighed(id == null ? List.of() : List.of(id), now);
            residents.seen(result);
            for (OccupancyEvent leaving : residents.leavings(event)) {
                apply(model.handle(leaving));
            }
            if (location != null) {
                publisher.active(location);
            }
            String occupant = event.occupant();
            if (occupant != null && id != null) {
                residents.seen(occupant, id, now);
            }
            answers.add(() -> done.complete(null));
        } catch (RejectedException e) {
            answers.add(() -> done.completeExceptionally(e));
        } catch (RuntimeException e) {
            logger.warn("Unexpected error, please report it: {}", e.toString(), e);
            answers.add(() -> done.completeExceptionally(e));
        }
    }

    /** See {@link OccupancyService#explain}. */
    public void explain(String id, CompletableFuture<Explanation> done) {
        upToDate();
        Explanation explanation = model.views().explain(id);
        if (explanation != null) {
            answers.add(() -> done.complete(explanation));
        } else {
            answers.add(() -> done.completeExceptionally(unknown(id)));
        }
    }

    /** See {@link OccupancyService#leadsTo}. */
    public void leadsTo(String id, CompletableFuture<List<LearnedWay>> done) {
        List<LearnedWay> ways = model.engine().leadsTo(id);
        answers.add(() -> done.complete(ways));
    }

    private static RejectedException unknown(String id) {
        return new RejectedException(RejectionCode.UNKNOWN_LOCATION, "location", "There is no location " + id + ".");
    }

    /** See {@link OccupancyService#settings}. */
    public void settings(CompletableFuture<HomeSettings> done) {
        upToDate();
        List<LocationConfig> configs = new ArrayList<>();
        List<SourceConfig> sources = new ArrayList<>();
        locations.all().stream().sorted(Comparator.comparing(location -> location.id)).forEach(location -> {
            LocationConfig config = location.bound;
            if (config != null) {
                // a head count that follows the people who are there now would be wrong for a replay of other days
                configs.add(location.setup.countsPeople() ? config.toBuilder().headCount(null).build() : config);
                sources.addAll(model.views().sources(location.id));
            }
        });
        HomeSettings settings = new HomeSettings(configs, sources);
        // completing a future may run the code of whoever waits, on this thread: not before the slice is done
        answers.add(() -> done.complete(settings));
    }

    /** See {@link OccupancyService#sourceHealth}. */
    public void sourceHealth(CompletableFuture<Health.Sources> done) {
        upToDate();
        Health.Sources health = new Health.Sources(model.views().sourceCount(), model.views().health());
        answers.add(() -> done.complete(health));
    }

    /** {@return all that is known, as it is stored} */
    public String export() {
        upToDate();
        return model.exportState().toString();
    }

    private void upToDate() {
        Instant now = clock.now();
        if (running) {
            bindings.bind(now);
        }
        apply(model.advance(now));
    }

    // -------------------------------------------------------------------------------------------------------- time

    /** Something may be due. */
    public void wake() {
        followWall();
        Instant now = clock.now();
        if (running) {
            apply(model.advance(now));
        }
        if (removals.anyReleased()) {
            Map<String, String> served = context.servedLocations();
            removals.orphans(now).stream().filter(served::containsKey).forEach(this::orphan);
            for (String id : removals.toDetach(now, served::containsKey)) {
                drop(id);
                if (running) {
                    apply(model.detachLocation(id, now));
                }
            }
        }
        removals.toForget(now).stream().filter(id -> !context.hasThing(id)).forEach(this::forget);
        // what is stored of locations that were removed while the add-on was not running
        barrier.forgotten(now).stream().filter(id -> !context.hasThing(id)).sorted().forEach(this::forget);
    }

    /** If the wall clock was set, everything pending moves with it: no interval becomes longer or shorter. */
    private void followWall() {
        Duration jump = clock.followWall();
        if (jump.isZero()) {
            return;
        }
        logger.debug("The clock was set by {}; what is pending moves with it.", jump);
        apply(model.shift(jump));
        publisher.shift(jump);
        removals.shift(jump);
        barrier.shift(jump);
        residents.shift(jump);
        saver.shift(jump);
        ways.shift(jump);
    }

    // --------------------------------------------------------------------------------------------------- results

    private void apply(EngineResult result) {
        for (Transition transition : result.transitions()) {
            diagnosis.changed(transition);
            publisher.changed(transition);
            residents.changed(transition);
            saver.changed(transition);
        }
    }

    /**
     * Publishes what the calls since the last time have changed, stores it if that is due, and schedules the next
     * wake-up.
     */
    public void settle() {
        Instant now = clock.now();
        if (running) {
            bindings.bind(now);
            if (residents.haveMoved()) {
                bindings.peopleChanged();
                bindings.bind(now);
            }
            publisher.publish(now);
            residents.publish(this::isAwaited);
            ways.showIfDue(now);
            saver.saveIfDue(now);
        }
        List<Runnable> ready = List.copyOf(answers);
        answers.clear();
        ready.forEach(Runnable::run);
        context.wakeIn(sleep(now));
    }

    /** {@return whether a home is still waited for, or any location if {@code home} is {@code null}} */
    private boolean isAwaited(@Nullable String home) {
        if (home == null) {
            return barrier.anyWaiting();
        }
        return barrier.isWaiting(home) || locations.get(home) == null && context.awaitedLocations().containsKey(home);
    }

    /** Stores the state for the next start, because openHAB or the add-on stops. */
    public void stop() {
        if (running) {
            followWall();
            Instant now = clock.now();
            apply(model.advance(now));
            saver.save(now);
        }
        running = false;
        early.clear();
        board.clear();
    }

    /**
     * Stores the state when {@link #stop} cannot run because the worker hangs in the code of a handler or of the
     * storage. The model is not in use then, so any thread may call this.
     */
    public void rescue() {
        store.write(model.exportState());
    }

    /** From now on nothing that the worker still does is shown or stored. */
    public void abandon() {
        board.setRunning(false);
        store.close();
    }

    private Duration sleep(Instant now) {
        Instant next = earlier(now.plus(LONGEST_SLEEP), removals.nextDue());
        if (running) {
            next = earlier(next, model.nextExpiration());
            next = earlier(next, saver.due());
            next = earlier(next, publisher.nextDue());
            next = earlier(next, barrier.forgetAt());
            if (barrier.anyWaiting() || residents.haveMoved()) {
                // a thing that is waited for may have been disabled, for which openHAB sends no event
                next = earlier(earlier(next, barrier.nextDue()), now.plus(BARRIER_INTERVAL));
            }
        }
        Duration delay = Duration.between(now, next);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }
}
