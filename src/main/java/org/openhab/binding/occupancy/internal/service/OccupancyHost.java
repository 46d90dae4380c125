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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.EngineResult;
import org.openhab.binding.occupancy.internal.engine.Explanation;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.LocationState;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.RejectedException;
import org.openhab.binding.occupancy.internal.engine.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.StateField;
import org.openhab.binding.occupancy.internal.engine.Transition;
import org.openhab.binding.occupancy.internal.service.PlaceProblem.Kind;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceProblem;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.openhab.binding.occupancy.internal.source.VacancyDefault;
import org.openhab.core.items.Item;
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

    /** How often the channel occupied-until may change by itself. */
    static final Duration UNTIL_INTERVAL = Duration.ofSeconds(10);
    /** How long a place that no handler serves stays: a handler that is set up anew is back long before. */
    static final Duration RELEASE_GRACE = Duration.ofSeconds(10);
    /** How often to look who is still to come while places wait for them. */
    static final Duration ARRIVALS_INTERVAL = Duration.ofSeconds(5);
    /** How long after its thing a place is forgotten: openHAB shuts down within it, and then nothing is. */
    static final Duration REMOVAL_GRACE = Duration.ofMinutes(1);
    /** How soon a change that matters is stored after the one before. */
    static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);
    /** How soon a change is stored that only moves the end of a timer: not every motion wears out a memory card. */
    static final Duration LAZY_SAVE_INTERVAL = Duration.ofMinutes(1);
    /** The wall clock is looked at so often, even if nothing happens. */
    static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private static final Set<StateField> MATTERING = Set.of(StateField.OCCUPIED, StateField.HELD, StateField.OCCUPANTS,
            StateField.LOCKS);

    /** What the host needs of openHAB besides items. */
    interface Surroundings {

        /** {@return whether there is a thing} @param uid its UID */
        boolean hasThing(String uid);

        /** {@return the places that openHAB serves or will: all enabled things, and their parents' UIDs or nothing} */
        Map<String, String> servedPlaces();

        /** Has {@link OccupancyHost#wake} called. @param delay after how long; replaces what was asked before */
        void wakeIn(Duration delay);
    }

    private final Logger logger = LoggerFactory.getLogger(OccupancyHost.class);
    private final EngineClock clock;
    private final SnapshotStore store;
    private final SourceItems items;
    private final ReasonText reasons;
    private final ProblemText problems;
    private final Board board;
    private final Surroundings surroundings;

    private final OccupancyModel model = new OccupancyModel();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    /** The places that an item concerns, by its name. */
    private final Map<String, Set<String>> watchers = new HashMap<>();
    /** The things that are gone, and when what is known of them is forgotten. */
    private final Map<String, Instant> gone = new HashMap<>();
    /** What came before the start. */
    private final List<Runnable> early = new ArrayList<>();

    /** The places whose sources must be looked up again. */
    private final Set<String> stale = new LinkedHashSet<>();
    /** The items that were never read, or may be others than those that were. */
    private final Set<String> unread = new HashSet<>();
    /** The places that may show something else. */
    private final Set<String> touched = new LinkedHashSet<>();
    /** The places below which a lock may have changed. */
    private final Set<String> relocked = new HashSet<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    /** The places that are not shown before those that are to come. */
    private final Set<String> heldBack = new LinkedHashSet<>();
    /** The people who are not shown before the places are there in which they may be. */
    private final Set<String> heldBackPeople = new HashSet<>();

    private boolean running;
    private boolean peopleMoved;
    private @Nullable Instant saveAt;
    private Instant savedAt = Instant.EPOCH;

    OccupancyHost(EngineClock clock, SnapshotStore store, SourceItems items, ReasonText reasons, ProblemText problems,
            Board board, Surroundings surroundings) {
        this.clock = clock;
        this.store = store;
        this.items = items;
        this.reasons = reasons;
        this.problems = problems;
        this.board = board;
        this.surroundings = surroundings;
    }

    // ------------------------------------------------------------------------------------------------------- start

    /** The states of items were restored: the home starts to work. */
    void start() {
        if (running) {
            return;
        }
        Instant now = clock.now();
        savedAt = now;
        JsonNode snapshot = store.read();
        if (snapshot != null) {
            restore(snapshot, now);
        }
        Set<String> waiting = new HashSet<>();
        JsonNode known = model.exportState();
        known.path("locations").fieldNames().forEachRemaining(waiting::add);
        known.path("sources").fieldNames().forEachRemaining(waiting::add);
        waiting.removeAll(places.keySet());
        arrivals.start(waiting, now);
        running = true;
        places.values().stream().sorted(Comparator.comparing((Place place) -> place.id))
                .forEach(place -> stale.add(place.id));
        bindStale();
        early.forEach(Runnable::run);
        early.clear();
        board.setRunning(true);
    }

    private void restore(JsonNode snapshot, Instant now) {
        RestoreResult result = model.restoreState(snapshot, now);
        apply(result.result());
        List<SnapshotProblem> problems = result.problems();
        if (!problems.isEmpty()) {
            SnapshotProblem first = problems.get(0);
            String where = first.path().isEmpty() ? "" : "At " + first.path() + ": ";
            String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
            store.keepAside(where + first.message() + more);
            saveAt = now;
        }
    }

    // ------------------------------------------------------------------------------------------------------ places

    void put(LocationSetup setup, LocationListener listener) {
        Place place = places.get(setup.id());
        if (place == null) {
            place = new Place(setup);
            places.put(place.id, place);
            arrivals.arrived(place.id, clock.now());
        } else {
            relocked.add(place.id);
        }
        place.setup = setup;
        if (place.listener != listener) {
            place.listen(listener);
        }
        gone.remove(place.id);
        stale.add(place.id);
    }

    void release(String id, LocationListener listener) {
        Place place = places.get(id);
        if (place != null && place.listener == listener) {
            place.listener = null;
            place.releasedAt = clock.now();
        }
    }

    void remove(String id) {
        gone.remove(id);
        drop(id);
        if (running) {
            apply(model.removeLocation(id, clock.now()));
            saveAt = soonest();
        } else {
            early.add(() -> apply(model.removeLocation(id, clock.now())));
        }
    }

    private void drop(String id) {
        places.remove(id);
        stale.remove(id);
        touched.remove(id);
        heldBack.remove(id);
        board.remove(id);
        watchers.values().forEach(concerned -> concerned.remove(id));
        watchers.values().removeIf(Set::isEmpty);
        listen();
        places.values().stream().filter(place -> place.setup.config().adjacent().contains(id))
                .forEach(place -> stale.add(place.id));
        relockBelow(id);
    }

    void thingAdded(String uid) {
        gone.remove(uid);
        neighboursOf(uid);
    }

    /** The thing is gone, by hand or because openHAB stops: what is known of it is forgotten after a while. */
    void thingRemoved(String uid) {
        gone.put(uid, clock.now().plus(REMOVAL_GRACE));
        neighboursOf(uid);
    }

    private void neighboursOf(String uid) {
        places.values().stream().filter(place -> place.setup.config().adjacent().contains(uid))
                .forEach(place -> stale.add(place.id));
    }

    void refresh(String id) {
        Place place = places.get(id);
        if (place != null && place.shownProblems != null) {
            place.shown = null;
            touched.add(id);
        }
    }

    // ------------------------------------------------------------------------------------------------------ people

    void putPerson(PersonSetup setup, PersonListener listener) {
        people.put(setup.id(), new Person(setup, listener));
        peopleMoved = true;
    }

    void releasePerson(String id, PersonListener listener) {
        Person person = people.get(id);
        if (person != null && person.listener() == listener) {
            people.remove(id);
        }
    }

    void refreshPerson(String id) {
        Person person = people.get(id);
        if (person != null) {
            person.tellAgain();
            peopleMoved = true;
        }
    }

    // ----------------------------------------------------------------------------------------------------- sources

    private void bindStale() {
        if (!running || stale.isEmpty()) {
            return;
        }
        List<Place> bound = new ArrayList<>();
        for (String id : stale) {
            Place place = places.get(id);
            if (place != null) {
                resolve(place);
                bound.add(place);
            }
        }
        stale.clear();
        // first listen, then read: what changes in between is heard twice rather than not at all
        listen();
        bound.forEach(this::bind);
        unread.clear();
    }

    /** Looks up the sources of a place. */
    private void resolve(Place place) {
        LocationSetup setup = place.setup;
        List<PlaceProblem> found = new ArrayList<>(setup.problems());
        SourceItems.Resolved resolved = items.resolve(setup, found);
        for (String neighbour : setup.config().adjacent()) {
            if (neighbour.equals(place.id)) {
                found.add(PlaceProblem.of(Kind.PLACE_OWN, OccupancyBindingConstants.CONFIG_ADJACENT));
            } else if (!surroundings.hasThing(neighbour)) {
                found.add(PlaceProblem.of(Kind.PLACE_UNKNOWN, OccupancyBindingConstants.CONFIG_ADJACENT, neighbour));
            }
        }
        place.sources = resolved.sources();
        place.labels = Map.copyOf(resolved.labels());
        place.problems = List.copyOf(found);

        Set<String> names = new HashSet<>();
        place.sources.values().forEach(source -> names.add(source.item()));
        setup.sources().forEach(source -> names.add(source.config().item()));
        String group = setup.item();
        if (group != null) {
            names.add(group);
        }
        watchers.values().forEach(concerned -> concerned.remove(place.id));
        for (String name : names) {
            Set<String> concerned = watchers.get(name);
            if (concerned == null) {
                concerned = new LinkedHashSet<>();
                watchers.put(name, concerned);
            }
            concerned.add(place.id);
        }
        watchers.values().removeIf(Set::isEmpty);
    }

    private void listen() {
        Set<String> repeating = new HashSet<>();
        for (Place place : places.values()) {
            place.sources.values().stream().filter(SourceConfig::needsRepeats)
                    .forEach(source -> repeating.add(source.item()));
        }
        board.setItems(watchers.keySet(), repeating);
    }

    /** Makes the model know a place and its sources as they are set up now, and reads their items. */
    private void bind(Place place) {
        LocationSetup setup = place.setup;
        Map<String, SourceConfig> sources = place.sources;
        Instant now = clock.now();
        LocationConfig config = setup.config().toBuilder()
                .vacancy(VacancyDefault.of(setup.vacancy(), !sources.isEmpty(), setup.hasTimeouts())).build();
        if (!config.equals(place.bound)) {
            try {
                apply(model.putLocation(config, now));
                place.bound = config;
                relocked.add(place.id);
            } catch (RejectedException e) {
                // a place that goes into itself is all that a model refuses of settings that could be read
                List<PlaceProblem> all = new ArrayList<>(place.problems);
                all.add(PlaceProblem.of(Kind.PARENT_CYCLE, String.valueOf(config.parent())));
                place.problems = List.copyOf(all);
            }
        }
        Map<String, SourceConfig> before = new HashMap<>();
        model.sources(place.id).forEach(source -> before.put(source.id(), source));
        before.keySet().stream().filter(id -> !sources.containsKey(id)).sorted()
                .forEach(id -> apply(model.removeSource(place.id, id, now)));
        Set<String> toRead = new TreeSet<>();
        for (SourceConfig source : sources.values()) {
            if (!source.equals(before.get(source.id()))) {
                apply(model.putSource(source, now));
            }
            SourceStatus status = model.status(place.id, source.id());
            boolean isNew = !before.containsKey(source.id());
            if (isNew || unread.contains(source.item()) || status == null || status.state() == null) {
                toRead.add(source.item());
            }
        }
        toRead.forEach(item -> read(item, now));

        touched.add(place.id);
        propagateActivity(place);
        for (Place other : places.values()) {
            if (place.id.equals(other.parent())) {
                propagateActivity(other);
                touched.add(other.id);
            } else if (other.id.equals(place.parent())) {
                // it may call this place by another name now
                touched.add(other.id);
            }
        }
    }

    /** Tells the model what an item is, as a reading. */
    private void read(String name, Instant now) {
        Item item = items.get(name);
        apply(model.seed(name, item == null ? ItemState.UNDEF : ItemState.parse(item.getState().toFullString()), now));
    }

    // ------------------------------------------------------------------------------------------------------ events

    /** An item has another state. */
    void itemChanged(String name, State state, long nanos) {
        report(name, ItemState.parse(state.toFullString()), nanos);
    }

    /** An item was given a state; told only if it is the one that it had, for sensors that repeat themselves. */
    void itemRepeated(String name, State state, long nanos) {
        ItemState repeated = ItemState.parse(state.toFullString());
        if (model.needsRepeats(name) && watchers.getOrDefault(name, Set.of()).stream()
                .flatMap(id -> model.sources(id).stream().filter(source -> source.item().equals(name)))
                .map(source -> model.status(source.location(), source.id()))
                .anyMatch(status -> status != null && repeated.equals(status.state()))) {
            report(name, repeated, nanos);
        }
    }

    private void report(String name, ItemState state, long nanos) {
        if (!running || !model.listensTo(name) || items.isOwn(name)) {
            return;
        }
        followWall();
        Instant at = clock.at(nanos);
        apply(model.item(name, state, at));
        for (String id : watchers.getOrDefault(name, Set.of())) {
            touched.add(id);
            for (SourceConfig source : model.sources(id)) {
                String occupant = source.occupant();
                if (occupant != null && source.item().equals(name) && model.contributes(id, source.id())) {
                    seen(occupant, at);
                }
            }
        }
    }

    /** An item came, went, or is another now. */
    void itemReplaced(String name) {
        unread.add(name);
        stale.addAll(watchers.getOrDefault(name, Set.of()));
        // it may have come to or gone from the group of a place
        places.values().stream().filter(place -> place.setup.autoSources()).forEach(place -> stale.add(place.id));
    }

    /** All items may be others now. */
    void itemsReplaced() {
        unread.addAll(watchers.keySet());
        stale.addAll(places.keySet());
    }

    /** See {@link OccupancyService#handle}. */
    void handle(Function<Instant, OccupancyEvent> maker, CompletableFuture<@Nullable Void> done) {
        if (!running) {
            early.add(() -> handle(maker, done));
            return;
        }
        try {
            bindStale();
            followWall();
            Instant now = clock.now();
            OccupancyEvent event = maker.apply(now);
            apply(model.handle(event));
            String location = event.location();
            Place place = location == null ? null : places.get(location);
            if (place != null) {
                propagateActivity(place);
            }
            String occupant = event.occupant();
            if (occupant != null) {
                seen(occupant, now);
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
        bindStale();
        apply(model.advance(clock.now()));
        Explanation explanation = model.engine().explain(id);
        if (explanation != null) {
            answers.add(() -> done.complete(explanation));
        } else {
            answers.add(() -> done.completeExceptionally(new RejectedException(RejectionCode.UNKNOWN_LOCATION,
                    "location", "There is no location " + id + ".")));
        }
    }

    /** See {@link OccupancyService#settings}. */
    void settings(CompletableFuture<HomeSettings> done) {
        bindStale();
        List<LocationConfig> locations = new ArrayList<>();
        List<SourceConfig> sources = new ArrayList<>();
        places.values().stream().sorted(Comparator.comparing((Place place) -> place.id)).forEach(place -> {
            LocationConfig config = place.bound;
            if (config != null) {
                locations.add(config);
                sources.addAll(model.sources(place.id));
            }
        });
        HomeSettings settings = new HomeSettings(locations, sources);
        // whoever waits for it goes on in the thread that completes it: not before the worker has done its part
        answers.add(() -> done.complete(settings));
    }

    /** {@return all that is known, as it is stored} */
    String export() {
        apply(model.advance(clock.now()));
        return model.exportState().toString();
    }

    // -------------------------------------------------------------------------------------------------------- time

    /** Something may be due. */
    void wake() {
        followWall();
        Instant now = clock.now();
        if (running) {
            apply(model.advance(now));
        }
        boolean anyReleased = places.values().stream().anyMatch(place -> place.releasedAt != null);
        Map<String, String> served = anyReleased ? surroundings.servedPlaces() : Map.of();
        for (Place place : List.copyOf(places.values())) {
            Instant releasedAt = place.releasedAt;
            if (releasedAt != null && !now.isBefore(releasedAt.plus(RELEASE_GRACE))) {
                if (served.containsKey(place.id)) {
                    // openHAB refuses its settings, or those of what it is in: that empties no room
                    place.releasedAt = now;
                } else {
                    drop(place.id);
                    if (running) {
                        apply(model.detachLocation(place.id, now));
                    }
                }
            }
        }
        for (Map.Entry<String, Instant> entry : List.copyOf(gone.entrySet())) {
            if (!now.isBefore(entry.getValue())) {
                gone.remove(entry.getKey());
                if (!surroundings.hasThing(entry.getKey())) {
                    remove(entry.getKey());
                }
            }
        }
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
        for (Place place : places.values()) {
            place.lastActivity = moved(place.lastActivity, jump);
            place.releasedAt = moved(place.releasedAt, jump);
            place.untilShownAt = place.untilShownAt.plus(jump);
            touched.add(place.id);
        }
        gone.replaceAll((uid, at) -> at.plus(jump));
        arrivals.shift(jump);
        people.values().forEach(person -> person.shift(jump));
        savedAt = savedAt.plus(jump);
        saveAt = moved(saveAt, jump);
    }

    private static @Nullable Instant moved(@Nullable Instant instant, Duration by) {
        return instant == null ? null : instant.plus(by);
    }

    // --------------------------------------------------------------------------------------------------- results

    private void apply(EngineResult result) {
        for (Transition transition : result.transitions()) {
            Set<StateField> changed = transition.changed();
            board.add(transition);
            touched.add(transition.location());
            if (changed.contains(StateField.LOCKS)) {
                relocked.add(transition.location());
            }
            Place place = places.get(transition.location());
            if (place != null) {
                propagateActivity(place);
                if (place.shownProblems != null) {
                    tell(place, transition);
                }
            }
            if (changed.contains(StateField.OCCUPANTS)) {
                peopleMoved = true;
                for (String name : transition.before().occupants()) {
                    if (!transition.after().occupants().contains(name)) {
                        seen(name, transition.at());
                    }
                }
                transition.after().occupants().stream().filter(name -> !transition.before().occupants().contains(name))
                        .forEach(name -> seen(name, transition.at()));
            }
            boolean matters = changed.stream().anyMatch(MATTERING::contains);
            Instant due = matters ? soonest() : savedAt.plus(LAZY_SAVE_INTERVAL);
            Instant planned = saveAt;
            saveAt = planned == null || due.isBefore(planned) ? due : planned;
        }
    }

    private Instant soonest() {
        return savedAt.plus(SAVE_INTERVAL);
    }

    private static void tell(Place place, Transition transition) {
        LocationState before = transition.before();
        LocationState after = transition.after();
        for (String name : before.occupants()) {
            if (!after.occupants().contains(name)) {
                place.events.add(OccupancyBindingConstants.EVENT_LEFT + " " + name);
            }
        }
        if (transition.flipped()) {
            place.events.add(after.occupied() ? OccupancyBindingConstants.EVENT_OCCUPIED
                    : OccupancyBindingConstants.EVENT_VACANT);
        }
        for (String name : after.occupants()) {
            if (!before.occupants().contains(name)) {
                place.events.add(OccupancyBindingConstants.EVENT_ARRIVED + " " + name);
            }
        }
    }

    private void seen(String name, Instant at) {
        for (Person person : people.values()) {
            if (person.name().equals(name)) {
                person.seen(at);
                peopleMoved = true;
            }
        }
    }

    /** Evidence in a place is evidence in all places above that it contributes to. */
    private void propagateActivity(Place from) {
        Instant own = model.engine().lastActivity(from.id);
        if (isLater(own, from.lastActivity)) {
            from.lastActivity = own;
            touched.add(from.id);
        }
        Instant latest = from.lastActivity;
        Place place = from;
        while (place.setup.config().contributesToParent()) {
            String parent = place.parent();
            Place above = parent == null ? null : places.get(parent);
            if (above == null || !isLater(latest, above.lastActivity)) {
                return;
            }
            above.lastActivity = latest;
            touched.add(above.id);
            place = above;
        }
    }

    private static boolean isLater(@Nullable Instant a, @Nullable Instant b) {
        return a != null && (b == null || a.isAfter(b));
    }

    private void relockBelow(String top) {
        Set<String> below = new HashSet<>(Set.of(top));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Place place : places.values()) {
                String parent = place.parent();
                if (parent != null && below.contains(parent) && below.add(place.id)) {
                    grown = true;
                }
            }
        }
        touched.addAll(below);
    }

    // ------------------------------------------------------------------------------------------------- publishing

    /** Tells everybody what came of the calls since the last time, and sees to what is due next. */
    void settle() {
        bindStale();
        Instant now = clock.now();
        if (running) {
            relocked.forEach(this::relockBelow);
            relocked.clear();
            // what is evidence here may come from a source of another place
            for (String id : List.copyOf(touched)) {
                model.contributors(id).forEach(source -> touched.add(source.location()));
            }
            touched.addAll(heldBack);
            Arrivals.Missing missing = missing(now);
            List<String> ids = List.copyOf(touched);
            touched.clear();
            heldBack.clear();
            // all are put up before any is told, because one names the other
            Map<Place, LocationView> views = new LinkedHashMap<>();
            for (String id : ids) {
                Place place = places.get(id);
                LocationState state = model.engine().state(id);
                if (place != null && place.shownProblems == null && state != null
                        && missing.holdsBack(id, state.occupied())) {
                    heldBack.add(id);
                } else if (place != null && place.bound != null && state != null) {
                    LocationView view = view(place, state);
                    board.put(view);
                    views.put(place, view);
                } else if (place != null) {
                    tellRefused(place);
                }
            }
            views.forEach((place, view) -> publish(place, view, now));
            if (peopleMoved || !heldBackPeople.isEmpty()) {
                peopleMoved = false;
                heldBackPeople.clear();
                people.forEach((id, person) -> {
                    if (!person.isTold() && missing.holdsBackIn(person.home())) {
                        heldBackPeople.add(id);
                    } else {
                        publish(person);
                    }
                });
            }
            Instant due = saveAt;
            if (due != null && !now.isBefore(due)) {
                save();
            }
        }
        List<Runnable> ready = List.copyOf(answers);
        answers.clear();
        ready.forEach(Runnable::run);
        surroundings.wakeIn(sleep(now));
    }

    /** {@return who is still to come, as long as anybody is waited for} */
    private Arrivals.Missing missing(Instant now) {
        return arrivals.isOpen(now)
                ? arrivals.missing(surroundings.servedPlaces(), surroundings::hasThing, places::containsKey)
                : Arrivals.Missing.NOBODY;
    }

    private LocationView view(Place place, LocationState state) {
        return new LocationView(place.id, place.parent(), place.setup.label(), place.setup.item(), state,
                model.engine().lastChange(place.id), place.lastActivity, model.engine().lockMode(place.id),
                place.labels, problems(place));
    }

    /** {@return what is wrong with the settings, and with what the items of the sources say} */
    private List<PlaceProblem> problems(Place place) {
        List<PlaceProblem> all = new ArrayList<>(place.problems);
        for (SourceConfig source : model.sources(place.id)) {
            SourceStatus status = model.status(place.id, source.id());
            SourceProblem problem = status == null ? null : status.problem();
            if (problem != null) {
                all.add(problems.ofSource(place.labels.getOrDefault(source.id(), source.id()), source.item(), problem));
            }
        }
        return List.copyOf(all);
    }

    /** A place whose settings the model never took has nothing to show but why. */
    private void tellRefused(Place place) {
        LocationListener listener = place.listener;
        if (listener == null || place.problems.isEmpty() || place.problems.equals(place.shownProblems)) {
            return;
        }
        place.shownProblems = place.problems;
        try {
            listener.ready(place.problems);
        } catch (RuntimeException e) {
            logger.warn("The problems of the place {} cannot be shown: {}", place.id, e.toString(), e);
        }
    }

    private void publish(Place place, LocationView view, Instant now) {
        LocationState state = view.state();
        LocationListener listener = place.listener;
        if (listener == null) {
            return;
        }
        LocationDisplay shown = place.shown;
        if (shown != null && shown.view().locked() != view.locked()) {
            place.events.add(
                    view.locked() ? OccupancyBindingConstants.EVENT_LOCKED : OccupancyBindingConstants.EVENT_UNLOCKED);
        }
        Instant until = state.occupiedUntil();
        if (shown == null || shown.view().state().occupied() != state.occupied() || isUntilDue(place, now)) {
            if (shown == null || !Objects.equals(until, shown.occupiedUntil())) {
                place.untilShownAt = now;
            }
        } else {
            until = shown.occupiedUntil();
        }
        LocationDisplay display = new LocationDisplay(view, until,
                listener.wantsReason() ? reason(place.id, now) : null, contributing(place));
        place.shown = display;
        List<String> events = List.copyOf(place.events);
        place.events.clear();
        try {
            if (!display.equals(shown)) {
                listener.show(display);
            }
            events.forEach(listener::happened);
            if (!view.problems().equals(place.shownProblems)) {
                place.shownProblems = view.problems();
                listener.ready(view.problems());
            }
        } catch (RuntimeException e) {
            logger.warn("The place {} cannot be shown: {}", place.id, e.toString(), e);
        }
    }

    private static boolean isUntilDue(Place place, Instant now) {
        return !now.isBefore(place.untilShownAt.plus(UNTIL_INTERVAL));
    }

    private Set<String> contributing(Place place) {
        Set<String> ids = new TreeSet<>();
        for (SourceConfig source : model.sources(place.id)) {
            if (model.contributes(place.id, source.id())) {
                ids.add(source.id());
            }
        }
        return ids;
    }

    private String reason(String id, Instant now) {
        Explanation explanation = model.engine().explain(id);
        return explanation == null ? "" : reasons.shortText(explanation, board.names(id), now);
    }

    private void publish(Person person) {
        Place innermost = null;
        int deepest = -1;
        for (Place place : places.values()) {
            LocationState state = model.engine().state(place.id);
            if (state != null && state.occupants().contains(person.name())) {
                int depth = depth(place, person.home());
                if (depth > deepest) {
                    deepest = depth;
                    innermost = place;
                }
            }
        }
        try {
            person.show(innermost == null ? null : innermost.setup.label());
        } catch (RuntimeException e) {
            logger.warn("The person {} cannot be shown: {}", person.name(), e.toString(), e);
        }
    }

    /** {@return how deep a place is in a home, or -1 if it is in another} */
    private int depth(Place place, @Nullable String home) {
        int depth = 0;
        Place each = place;
        while (home == null || !each.id.equals(home)) {
            String parent = each.parent();
            Place above = parent == null ? null : places.get(parent);
            if (above == null) {
                return home == null ? depth : -1;
            }
            each = above;
            depth++;
        }
        return depth;
    }

    // ------------------------------------------------------------------------------------------------------- store

    private void save() {
        saveAt = null;
        savedAt = clock.now();
        store.write(model.exportState());
    }

    /** openHAB stops, or the add-on does: what is known is stored for the next start. */
    void stop() {
        board.setRunning(false);
        if (running) {
            followWall();
            apply(model.advance(clock.now()));
            save();
        }
        running = false;
        answers.forEach(Runnable::run);
        answers.clear();
        board.clear();
    }

    private Duration sleep(Instant now) {
        Instant next = now.plus(LONGEST_SLEEP);
        if (running) {
            next = earlier(next, model.nextExpiration());
            next = earlier(next, saveAt);
            next = earlier(next, arrivals.forgetAt());
            if (!heldBack.isEmpty() || !heldBackPeople.isEmpty()) {
                // who is waited for may have been disabled, of which openHAB tells nobody
                next = earlier(earlier(next, arrivals.until()), now.plus(ARRIVALS_INTERVAL));
            }
            for (Place place : places.values()) {
                LocationDisplay shown = place.shown;
                if (shown != null && place.listener != null
                        && !Objects.equals(shown.occupiedUntil(), shown.view().state().occupiedUntil())) {
                    touched.add(place.id);
                    next = earlier(next, place.untilShownAt.plus(UNTIL_INTERVAL));
                }
            }
        }
        for (Place place : places.values()) {
            next = earlier(next, moved(place.releasedAt, RELEASE_GRACE));
        }
        for (Instant due : gone.values()) {
            next = earlier(next, due);
        }
        Duration delay = Duration.between(now, next);
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }
}
