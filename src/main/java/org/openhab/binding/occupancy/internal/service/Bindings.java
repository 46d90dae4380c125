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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.EngineResult;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.RejectedException;
import org.openhab.binding.occupancy.internal.service.PlaceProblem.Kind;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.openhab.binding.occupancy.internal.source.VacancyDefault;
import org.openhab.core.items.Item;

/**
 * Makes the model know the places and their sources as they are set up, as soon as they are all there, and reads their
 * items. What comes for a place before that is kept for it. Belongs to the worker.
 */
@NonNullByDefault
final class Bindings {

    /** So many of the latest changes of an item are kept for a place that is not at work yet. */
    static final int MOST_DELAYED = 1_000;

    private final OccupancyModel model;
    private final Places places;
    private final SourceItems items;
    private final OccupancyHost.Surroundings surroundings;
    private final Board board;
    private final Arrivals arrivals;
    private final Residents residents;
    private final Publisher publisher;
    private final Consumer<EngineResult> results;

    /** The places whose settings or items may be others. */
    private final Set<String> stale = new LinkedHashSet<>();
    /** The items that were never read, or may be others than those that were. */
    private final Set<String> unread = new HashSet<>();
    /** The places that an item concerns, by its name. */
    private final Map<String, Set<String>> watchers = new HashMap<>();
    /** What came for places that are not at work yet, by what waits. */
    private final Map<String, Deque<Delayed>> delayed = new HashMap<>();
    private long delays;

    /**
     * Something that waits for a place.
     *
     * @param order its number, because things happen in their order whatever they wait for
     * @param isState whether it tells the state of the item
     * @param task what is to be done then
     */
    private record Delayed(long order, boolean isState, Runnable task) {
    }

    /** @param results where the changes of the model go */
    Bindings(OccupancyModel model, Places places, SourceItems items, OccupancyHost.Surroundings surroundings,
            Board board, Arrivals arrivals, Residents residents, Publisher publisher, Consumer<EngineResult> results) {
        this.model = model;
        this.places = places;
        this.items = items;
        this.surroundings = surroundings;
        this.board = board;
        this.arrivals = arrivals;
        this.residents = residents;
        this.publisher = publisher;
        this.results = results;
    }

    // ------------------------------------------------------------------------------------------------ what changed

    /** A place has other settings. */
    void changed(String id) {
        stale.add(id);
    }

    void allChanged() {
        places.all().stream().map(place -> place.id).sorted().forEach(stale::add);
    }

    /** There may be a thing, or none any more, that places name as their neighbour. */
    void neighbourChanged(String uid) {
        places.all().stream().filter(place -> place.setup.config().adjacent().contains(uid))
                .forEach(place -> stale.add(place.id));
    }

    /** Somebody came or went: places that count the people may have another head count. */
    void peopleChanged() {
        places.all().stream().filter(place -> place.setup.countsPeople() && !residents.sameCount(place.id, place.bound))
                .forEach(place -> stale.add(place.id));
    }

    /** An item came, went, or is another now. */
    void itemReplaced(String name) {
        unread.add(name);
        stale.addAll(watchersOf(name));
        // it may have come to or gone from the group of a place
        places.all().stream().filter(place -> place.setup.autoSources()).forEach(place -> stale.add(place.id));
    }

    /** All items may be others now. */
    void itemsReplaced() {
        unread.addAll(watchers.keySet());
        allChanged();
    }

    /** A place is gone. */
    void dropped(Place place) {
        stale.remove(place.id);
        unwatch(place.id);
        listen();
        neighbourChanged(place.id);
    }

    // ---------------------------------------------------------------------------------------------------- waiting

    /** {@return the places that an item concerns} */
    Set<String> watchersOf(String item) {
        return watchers.getOrDefault(item, Set.of());
    }

    /**
     * Keeps something for later if it concerns a place that is not at work yet.
     *
     * @param subject the id of the place, or the name of an item
     * @param isState whether it tells the state of the item
     * @param task what is to be done
     * @return whether it waits
     */
    boolean delay(String subject, boolean isState, Runnable task) {
        boolean waits = isWaiting(subject);
        if (waits) {
            Deque<Delayed> kept = delayed.get(subject);
            if (kept == null) {
                kept = new ArrayDeque<>();
                delayed.put(subject, kept);
            }
            if (kept.size() >= MOST_DELAYED && !arrivals.isWaiting(subject)) {
                // what an item said long before its latest changes makes no difference to what the place is now
                kept.remove();
            }
            kept.add(new Delayed(delays++, isState, task));
        }
        return waits;
    }

    private boolean isWaiting(String subject) {
        return arrivals.isWaiting(subject) || watchersOf(subject).stream().anyMatch(arrivals::isWaiting);
    }

    private void runDelayed() {
        List<Delayed> ready = new ArrayList<>();
        delayed.entrySet().removeIf(kept -> !isWaiting(kept.getKey()) && ready.addAll(kept.getValue()));
        ready.sort(Comparator.comparingLong(Delayed::order));
        ready.forEach(each -> each.task().run());
    }

    // ---------------------------------------------------------------------------------------------------- binding

    /** Takes up all that changed. */
    void bind(Instant now) {
        if (stale.isEmpty() && !arrivals.anyWaiting()) {
            unread.clear();
            return;
        }
        List<Place> looked = new ArrayList<>();
        for (String id : stale) {
            Place place = places.get(id);
            if (place != null) {
                resolve(place);
                looked.add(place);
            }
        }
        boolean any = !stale.isEmpty();
        stale.clear();
        if (any) {
            // first listen, then read: what changes in between is heard twice rather than not at all
            listen();
        }
        bind(looked.stream().filter(place -> !arrivals.isWaiting(place.id)).toList(), now);
        for (Set<String> together : ready(now)) {
            together.forEach(arrivals::done);
            bind(places.all().stream().filter(place -> together.contains(place.id))
                    .sorted(Comparator.comparing(place -> place.id)).toList(), now);
        }
        unread.clear();
        runDelayed();
    }

    private List<Set<String>> ready(Instant now) {
        if (!arrivals.anyWaiting()) {
            return List.of();
        }
        Map<String, String> parents = new HashMap<>();
        places.all().stream().filter(place -> arrivals.isWaiting(place.id)).forEach(place -> {
            String parent = place.parent();
            parents.put(place.id, parent == null ? "" : parent);
        });
        return arrivals.ready(parents, surroundings.awaitedPlaces(), surroundings::hasThing,
                id -> places.get(id) != null && !arrivals.isWaiting(id), now);
    }

    /** Looks up the sources of a place. */
    private void resolve(Place place) {
        LocationSetup setup = place.setup;
        List<PlaceProblem> problems = new ArrayList<>(setup.problems());
        SourceItems.Resolved resolved = items.resolve(setup, problems);
        for (String neighbour : setup.config().adjacent()) {
            if (neighbour.equals(place.id)) {
                problems.add(PlaceProblem.of(Kind.PLACE_OWN, OccupancyBindingConstants.CONFIG_ADJACENT));
            } else if (!surroundings.hasThing(neighbour)) {
                problems.add(PlaceProblem.of(Kind.PLACE_UNKNOWN, OccupancyBindingConstants.CONFIG_ADJACENT, neighbour));
            }
        }
        place.sources = resolved.sources();
        place.labels = Map.copyOf(resolved.labels());
        place.problems = List.copyOf(problems);

        unwatch(place.id);
        Stream<String> listed = setup.sources().stream().map(source -> source.config().item());
        Stream<String> found = place.sources.values().stream().map(SourceConfig::item);
        Stream.concat(listed, found).forEach(item -> watch(item, place.id));
        String group = setup.item();
        if (group != null) {
            watch(group, place.id);
        }
    }

    private void watch(String item, String id) {
        Set<String> concerned = watchers.get(item);
        if (concerned == null) {
            concerned = new LinkedHashSet<>();
            watchers.put(item, concerned);
        }
        concerned.add(id);
    }

    private void unwatch(String id) {
        watchers.values().forEach(concerned -> concerned.remove(id));
        watchers.values().removeIf(Set::isEmpty);
    }

    private void listen() {
        Set<String> repeating = new HashSet<>();
        for (Place place : places.all()) {
            place.sources.values().stream().filter(SourceConfig::needsRepeats)
                    .forEach(source -> repeating.add(source.item()));
        }
        board.setItems(watchers.keySet(), repeating);
    }

    /** Makes the model know places and their sources as they are set up now, and reads their items. */
    private void bind(Collection<Place> together, Instant now) {
        putLocations(together, now);
        Set<String> toRead = new TreeSet<>();
        together.forEach(place -> putSources(place, toRead, now));
        // what happened since is told as it happened
        toRead.removeIf(name -> {
            Deque<Delayed> kept = delayed.get(name);
            return kept != null && kept.stream().anyMatch(Delayed::isState);
        });
        for (String name : toRead) {
            Item item = items.get(name);
            results.accept(model.seed(name,
                    item == null ? ItemState.UNDEF : ItemState.parse(item.getState().toFullString()), now));
        }
        for (Place place : together) {
            if (place.bound == null) {
                publisher.refused(place);
            } else {
                publisher.bound(place);
            }
        }
    }

    /** All in one step, so that none is ever seen without the others that it lies in or that lie in it. */
    private void putLocations(Collection<Place> together, Instant now) {
        Map<Place, LocationConfig> changes = new LinkedHashMap<>();
        for (Place place : together) {
            LocationConfig config = config(place);
            if (!config.equals(place.bound)) {
                changes.put(place, config);
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        try {
            results.accept(model.putLocations(changes.values(), now));
            changes.forEach(this::bound);
        } catch (RejectedException e) {
            // one that goes into itself must not keep out the others
            changes.forEach((place, config) -> putLocation(place, config, now));
        }
    }

    private void putLocation(Place place, LocationConfig config, Instant now) {
        try {
            results.accept(model.putLocations(List.of(config), now));
            bound(place, config);
        } catch (RejectedException e) {
            // that is all that a model refuses of settings that could be read
            List<PlaceProblem> problems = new ArrayList<>(place.problems);
            problems.add(PlaceProblem.of(Kind.PARENT_CYCLE, String.valueOf(config.parent())));
            place.problems = List.copyOf(problems);
        }
    }

    private void bound(Place place, LocationConfig config) {
        place.bound = config;
        publisher.relock(place.id);
    }

    /** {@return the settings of a place, with those that depend on others} */
    private LocationConfig config(Place place) {
        LocationSetup setup = place.setup;
        LocationConfig.Builder config = setup.config().toBuilder()
                .vacancy(VacancyDefault.of(setup.vacancy(), !place.sources.isEmpty(), setup.hasTimeouts()));
        return (setup.countsPeople() ? config.headCount(residents.count(place.id)) : config).build();
    }

    private void putSources(Place place, Set<String> toRead, Instant now) {
        Map<String, SourceConfig> before = new HashMap<>();
        model.sources(place.id).forEach(source -> before.put(source.id(), source));
        before.keySet().stream().filter(id -> !place.sources.containsKey(id)).sorted()
                .forEach(id -> results.accept(model.removeSource(place.id, id, now)));
        for (SourceConfig source : place.sources.values()) {
            SourceConfig old = before.get(source.id());
            if (!source.equals(old)) {
                results.accept(model.putSource(source, now));
            }
            SourceStatus status = model.status(place.id, source.id());
            if (old == null || unread.contains(source.item()) || status == null || status.state() == null) {
                toRead.add(source.item());
            }
        }
    }
}
