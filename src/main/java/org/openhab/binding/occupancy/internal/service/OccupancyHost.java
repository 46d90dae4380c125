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
package org.openhab.binding.occupancy.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.EngineResult;
import org.openhab.binding.occupancy.internal.engine.Explanation;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.RejectedException;
import org.openhab.binding.occupancy.internal.engine.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.Transition;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.core.types.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The home at work: feeds the model with what items do, wakes it when something falls due, tells the listeners what the
 * places show, and has it stored. Belongs to the worker: one caller at a time, {@link #settle} after each slice of
 * calls. Only {@link Board} is read by others.
 */
@NonNullByDefault
final class OccupancyHost {

    /** How often to look who is still to come while places wait for them. */
    static final Duration ARRIVALS_INTERVAL = Duration.ofSeconds(5);
    /** The wall clock is looked at so often, even if nothing happens. */
    static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    /** What the host needs of openHAB besides items. */
    interface Surroundings {

        /** {@return whether there is a thing} @param uid its UID */
        boolean hasThing(String uid);

        /** {@return the places that openHAB serves or will: all enabled things, and their parents' UIDs or nothing} */
        Map<String, String> servedPlaces();

        /** {@return as {@link #servedPlaces}, without those that openHAB refuses, and those that lie in them} */
        Map<String, String> awaitedPlaces();

        /** Has {@link OccupancyHost#wake} called. @param delay after how long; replaces what was asked before */
        void wakeIn(Duration delay);
    }

    private final Logger logger = LoggerFactory.getLogger(OccupancyHost.class);
    private final EngineClock clock;
    private final SourceItems items;
    private final Board board;
    private final Surroundings surroundings;

    private final OccupancyModel model = new OccupancyModel();
    private final Places places = new Places();
    private final Arrivals arrivals = new Arrivals();
    private final Absences absences = new Absences();
    private final Residents residents = new Residents(model, places);
    private final Publisher publisher;
    private final Bindings bindings;
    private final Saver saver;
    /** What came before the start. */
    private final List<Runnable> early = new ArrayList<>();
    /** Whoever asked is answered when the rest is done. */
    private final List<Runnable> answers = new ArrayList<>();

    private boolean running;

    OccupancyHost(EngineClock clock, SnapshotStore store, SourceItems items, ReasonText reasons, ProblemText problems,
            Board board, Surroundings surroundings) {
        this.clock = clock;
        this.items = items;
        this.board = board;
        this.surroundings = surroundings;
        publisher = new Publisher(model, places, board, reasons, problems);
        bindings = new Bindings(model, places, items, surroundings, board, arrivals, residents, publisher, this::apply);
        saver = new Saver(store, model);
    }

    // ------------------------------------------------------------------------------------------------------- start

    /** The states of items were restored: the home starts to work. */
    void start() {
        if (running) {
            return;
        }
        Instant now = clock.now();
        RestoreResult restored = saver.restore(now);
        if (restored != null) {
            apply(restored.result());
        }
        Set<String> stored = new HashSet<>();
        JsonNode known = model.exportState();
        known.path("locations").fieldNames().forEachRemaining(stored::add);
        known.path("sources").fieldNames().forEachRemaining(stored::add);
        arrivals.start(stored, now);
        running = true;
        bindings.allChanged();
        bindings.bind(now);
        early.forEach(Runnable::run);
        early.clear();
        board.setRunning(true);
    }

    // ------------------------------------------------------------------------------------------------------ places

    void put(LocationSetup setup, LocationListener listener) {
        Place place = places.get(setup.id());
        if (place == null) {
            place = new Place(setup);
            places.add(place);
            arrivals.arrived(place.id, clock.now());
        } else {
            publisher.relock(place.id);
        }
        place.setup = setup;
        if (place.listener != listener) {
            place.listen(listener);
        }
        absences.served(place.id);
        bindings.changed(place.id);
    }

    void release(String id, LocationListener listener) {
        Place place = places.get(id);
        if (place != null && place.listener == listener) {
            place.listener = null;
            absences.released(id, clock.now());
        }
    }

    void remove(String id) {
        absences.forgotten(id);
        drop(id);
        if (running) {
            apply(model.removeLocation(id, clock.now()));
            saver.removed();
        } else {
            early.add(() -> apply(model.removeLocation(id, clock.now())));
        }
    }

    private void drop(String id) {
        Place place = places.get(id);
        if (place != null) {
            places.remove(id);
            arrivals.done(id);
            bindings.dropped(place);
            publisher.dropped(place);
        }
    }

    void thingAdded(String uid) {
        absences.added(uid);
        bindings.neighbourChanged(uid);
    }

    /** The thing is gone, by hand or because openHAB stops: what is known of it is forgotten after a while. */
    void thingRemoved(String uid) {
        absences.removed(uid, clock.now());
        bindings.neighbourChanged(uid);
    }

    void refresh(String id) {
        Place place = places.get(id);
        if (place != null && place.shownProblems != null) {
            place.shown = null;
            publisher.touch(id);
        }
    }

    // ------------------------------------------------------------------------------------------------------ people

    void putPerson(PersonSetup setup, PersonListener listener) {
        residents.put(setup, listener);
    }

    void releasePerson(String id, PersonListener listener) {
        residents.release(id, listener);
    }

    void refreshPerson(String id) {
        residents.refresh(id);
    }

    // ------------------------------------------------------------------------------------------------------- items

    /** An item has another state. */
    void itemChanged(String name, State state, long nanos) {
        if (running && !bindings.delay(name, true, () -> itemChanged(name, state, nanos))) {
            report(name, ItemState.parse(state.toFullString()), nanos);
        }
    }

    /** An item was given a state; told only if it is the one that it had, for sensors that repeat themselves. */
    void itemRepeated(String name, State state, long nanos) {
        if (!running || bindings.delay(name, false, () -> itemRepeated(name, state, nanos))) {
            return;
        }
        ItemState repeated = ItemState.parse(state.toFullString());
        if (model.needsRepeats(name) && bindings.watchersOf(name).stream()
                .flatMap(id -> model.sources(id).stream().filter(source -> source.item().equals(name)))
                .map(source -> model.status(source.location(), source.id()))
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
        EngineResult result = model.item(name, state, at);
        apply(result);
        residents.seen(result);
        for (String id : bindings.watchersOf(name)) {
            publisher.touch(id);
            for (SourceConfig source : model.sources(id)) {
                String occupant = source.occupant();
                if (occupant != null && source.item().equals(name) && model.contributes(id, source.id())) {
                    residents.seen(occupant, at);
                }
            }
        }
    }

    /** An item came, went, or is another now. */
    void itemReplaced(String name) {
        bindings.itemReplaced(name);
    }

    /** All items may be others now. */
    void itemsReplaced() {
        bindings.itemsReplaced();
    }

    // ------------------------------------------------------------------------------------- what people say and ask

    /** See {@link OccupancyService#handle}. */
    void handle(Function<Instant, OccupancyEvent> maker, CompletableFuture<@Nullable Void> done) {
        if (!running) {
            early.add(() -> handle(maker, done));
            return;
        }
        try {
            bindings.bind(clock.now());
            followWall();
            Instant now = clock.now();
            OccupancyEvent event = maker.apply(now);
            String location = event.location();
            if (location != null && bindings.delay(location, false, () -> handle(maker, done))) {
                return;
            }
            EngineResult result = model.handle(event);
            apply(result);
            residents.seen(result);
            Place place = location == null ? null : places.get(location);
            if (place != null) {
                publisher.active(place);
            }
            String occupant = event.occupant();
            if (occupant != null) {
                residents.seen(occupant, now);
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
    void explain(String id, CompletableFuture<Explanation> done) {
        upToDate();
        Explanation explanation = model.explain(id);
        if (explanation != null) {
            answers.add(() -> done.complete(explanation));
        } else {
            answers.add(() -> done.completeExceptionally(new RejectedException(RejectionCode.UNKNOWN_LOCATION,
                    "location", "There is no location " + id + ".")));
        }
    }

    /** See {@link OccupancyService#settings}. */
    void settings(CompletableFuture<HomeSettings> done) {
        upToDate();
        List<LocationConfig> locations = new ArrayList<>();
        List<SourceConfig> sources = new ArrayList<>();
        places.all().stream().sorted(Comparator.comparing(place -> place.id)).forEach(place -> {
            LocationConfig config = place.bound;
            if (config != null) {
                // how many there are today says nothing of other days
                locations.add(place.setup.countsPeople() ? config.toBuilder().headCount(null).build() : config);
                sources.addAll(model.sources(place.id));
            }
        });
        HomeSettings settings = new HomeSettings(locations, sources);
        // whoever waits for it goes on in the thread that completes it: not before the worker has done its part
        answers.add(() -> done.complete(settings));
    }

    /** {@return all that is known, as it is stored} */
    String export() {
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
    void wake() {
        followWall();
        Instant now = clock.now();
        if (running) {
            apply(model.advance(now));
        }
        if (absences.anyReleased()) {
            Map<String, String> served = surroundings.servedPlaces();
            for (String id : absences.toDetach(now, served::containsKey)) {
                drop(id);
                if (running) {
                    apply(model.detachLocation(id, now));
                }
            }
        }
        absences.toForget(now).stream().filter(id -> !surroundings.hasThing(id)).forEach(this::remove);
        // of places that were removed while nobody looked
        arrivals.forgotten(now).stream().filter(id -> !surroundings.hasThing(id)).sorted().forEach(this::remove);
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
        absences.shift(jump);
        arrivals.shift(jump);
        residents.shift(jump);
        saver.shift(jump);
    }

    // --------------------------------------------------------------------------------------------------- results

    private void apply(EngineResult result) {
        for (Transition transition : result.transitions()) {
            publisher.changed(transition);
            residents.changed(transition);
            saver.changed(transition);
        }
    }

    /** Tells everybody what came of the calls since the last time, and sees to what is due next. */
    void settle() {
        Instant now = clock.now();
        if (running) {
            if (residents.haveMoved()) {
                bindings.peopleChanged();
            }
            bindings.bind(now);
            publisher.publish(now);
            residents.publish(this::isAwaited);
            saver.saveIfDue(now);
        }
        List<Runnable> ready = List.copyOf(answers);
        answers.clear();
        ready.forEach(Runnable::run);
        surroundings.wakeIn(sleep(now));
    }

    /** {@return whether a home is still to go to work, or, if it is not named, any} */
    private boolean isAwaited(@Nullable String home) {
        if (home == null) {
            return arrivals.anyWaiting();
        }
        return arrivals.isWaiting(home) || places.get(home) == null && surroundings.awaitedPlaces().containsKey(home);
    }

    /** openHAB stops, or the add-on does: what is known is stored for the next start. */
    void stop() {
        board.setRunning(false);
        if (running) {
            followWall();
            Instant now = clock.now();
            apply(model.advance(now));
            saver.save(now);
        }
        running = false;
        answers.forEach(Runnable::run);
        answers.clear();
        board.clear();
    }

    private Duration sleep(Instant now) {
        Instant next = earlier(now.plus(LONGEST_SLEEP), absences.nextDue());
        if (running) {
            next = earlier(next, model.nextExpiration());
            next = earlier(next, saver.due());
            next = earlier(next, publisher.nextDue());
            next = earlier(next, arrivals.forgetAt());
            if (arrivals.anyWaiting() || residents.haveMoved()) {
                // who is waited for may have been disabled, of which openHAB tells nobody
                next = earlier(earlier(next, arrivals.nextDue()), now.plus(ARRIVALS_INTERVAL));
            }
        }
        Duration delay = Duration.between(now, next);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }
}
