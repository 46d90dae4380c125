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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem.Kind;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.service.item.SourceItems;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SeenLeaving;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.binding.occupancy.internal.source.VacancyDefault;
import org.openhab.core.items.Item;

/**
 * Puts locations and their sources into the model ("binds" them) as soon as a location and all that it lies in have
 * come, and then reads the items of the sources. Events for a location that is not bound yet are kept until it is. Not
 * thread-safe: only tasks of the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
public final class Bindings {

    /** How many of the latest changes of an item are kept for a location that is not bound yet. */
    public static final int MOST_DELAYED = 1_000;

    private final OccupancyModel model;
    private final ServedLocations locations;
    private final SourceItems items;
    private final OccupancyHost.HostContext context;
    private final Board board;
    private final StartupBarrier barrier;
    private final Residents residents;
    private final Publisher publisher;
    private final Consumer<EngineResult> results;

    /** The locations whose settings or items may have changed. */
    private final Set<String> stale = new LinkedHashSet<>();
    /** The items that were never read, or were replaced since. */
    private final Set<String> unread = new HashSet<>();
    /** The locations that an item concerns, by its name. */
    private final Map<String, Set<String>> watchers = new HashMap<>();
    /** Calls for locations that are not at work yet, by the location or item they are for. */
    private final Map<String, Deque<Delayed>> delayed = new HashMap<>();
    /**
     * The locations whose parent cannot be used because it would close a circle. They are tried again whenever
     * another location changes.
     */
    private final Set<String> circling = new LinkedHashSet<>();
    /** The locations that stand for a group, by its name. */
    private final Map<String, Set<String>> byGroup = new HashMap<>();
    /** The locations whose group is also that of another location, or was until now. */
    private final Set<String> sharing = new LinkedHashSet<>();
    private long delays;
    /** Knows which locations people can be seen leaving, which depends on the other locations of the home. */
    private SeenLeaving seenLeaving = new SeenLeaving();
    private boolean anyDropped;

    /**
     * Something that waits for a location.
     *
     * @param order its number: what waited for different locations is still done in the order in which it came
     * @param isState whether it tells the state of the item
     * @param task what is to be done then
     * @param refusal what is to be done if the location goes
     */
    private record Delayed(long order, boolean isState, Runnable task, Runnable refusal) {
    }

    /** @param results where the changes of the model go */
    Bindings(OccupancyModel model, ServedLocations locations, SourceItems items, OccupancyHost.HostContext context,
            Board board, StartupBarrier barrier, Residents residents, Publisher publisher,
            Consumer<EngineResult> results) {
        this.model = model;
        this.locations = locations;
        this.items = items;
        this.context = context;
        this.board = board;
        this.barrier = barrier;
        this.residents = residents;
        this.publisher = publisher;
        this.results = results;
    }

    // ------------------------------------------------------------------------------------------------ what changed

    /** A location has other settings. */
    void changed(String id) {
        stale.add(id);
    }

    /** There may be a thing, or none any more, that locations name as their neighbour. */
    void neighbourChanged(String uid) {
        locations.all().stream().filter(location -> location.setup.config().adjacent().contains(uid))
                .forEach(location -> stale.add(location.id));
    }

    /** A location has another parent: what lies in which home, and in what, is another matter for all neighbours. */
    void moved() {
        locations.all().stream().filter(location -> !location.setup.config().adjacent().isEmpty())
                .forEach(location -> stale.add(location.id));
    }

    /** Somebody came or went: locations that count the people may have another head count. */
    void peopleChanged() {
        locations.all().stream()
                .filter(location -> location.setup.countsPeople() && !residents.sameCount(location.id, location.bound))
                .forEach(location -> stale.add(location.id));
    }

    /** An item was added, removed or replaced. */
    void itemReplaced(String name) {
        unread.add(name);
        stale.addAll(watchersOf(name));
        if (items.mayBeEquipment(name)) {
            // its doors may lead out of the home now, or no longer
            locations.all().stream().filter(Bindings::hasDoorOfUnknownUse).forEach(location -> stale.add(location.id));
        }
        // it may have joined or left the group of a location, or a group that is a source
        locations.all().stream().filter(location -> location.setup.autoSources() || location.listensToGroups)
                .forEach(location -> stale.add(location.id));
    }

    /** {@return whether only the semantic model can tell if a door of the location leads out of the home} */
    private static boolean hasDoorOfUnknownUse(ServedLocation location) {
        return location.setup.sources().stream().map(SourceSetup::config)
                .anyMatch(source -> source.type() == SourceType.DOOR && source.exit() == null);
    }

    /** Any item may have been replaced. */
    void itemsReplaced() {
        unread.addAll(watchers.keySet());
        locations.all().stream().map(location -> location.id).sorted().forEach(stale::add);
    }

    /** A location is gone. */
    void dropped(ServedLocation location) {
        stale.remove(location.id);
        circling.remove(location.id);
        anyDropped = true;
        byGroup.values().forEach(ids -> {
            if (ids.remove(location.id)) {
                stale.addAll(ids);
            }
        });
        byGroup.values().removeIf(Set::isEmpty);
        Deque<Delayed> kept = delayed.remove(location.id);
        if (kept != null) {
            kept.forEach(each -> each.refusal().run());
        }
        unwatch(location.id);
        listen();
        neighbourChanged(location.id);
    }

    // ---------------------------------------------------------------------------------------------------- waiting

    /** {@return the locations that an item concerns} */
    Set<String> watchersOf(String item) {
        return watchers.getOrDefault(item, Set.of());
    }

    /**
     * Keeps something for later if it concerns a location that is not at work yet.
     *
     * @param subject the id of the location, or the name of an item
     * @param isState whether it tells the state of the item
     * @param task what is to be done
     * @param refusal what is to be done instead if the location goes before
     * @return whether it waits
     */
    boolean delay(String subject, boolean isState, Runnable task, Runnable refusal) {
        boolean waits = isWaiting(subject);
        if (waits) {
            Deque<Delayed> kept = Maps.getOrPut(delayed, subject, () -> new ArrayDeque<>());
            if (kept.size() >= MOST_DELAYED && !barrier.isWaiting(subject)) {
                // only the latest states of an item make a difference to what the location shows now
                kept.remove();
            }
            kept.add(new Delayed(delays++, isState, task, refusal));
        }
        return waits;
    }

    private boolean isWaiting(String subject) {
        return barrier.isWaiting(subject) || watchersOf(subject).stream().anyMatch(barrier::isWaiting);
    }

    private void runDelayed() {
        List<Delayed> ready = new ArrayList<>();
        delayed.entrySet().removeIf(kept -> !isWaiting(kept.getKey()) && ready.addAll(kept.getValue()));
        ready.sort(Comparator.comparingLong(Delayed::order));
        ready.forEach(each -> each.task().run());
    }

    // ---------------------------------------------------------------------------------------------------- binding

    /** Binds all that changed. */
    void bind(Instant now) {
        if (stale.isEmpty() && !barrier.anyWaiting() && !anyDropped) {
            unread.clear();
            return;
        }
        List<ServedLocation> looked = new ArrayList<>();
        if (!stale.isEmpty()) {
            stale.addAll(circling);
        }
        for (String id : stale) {
            ServedLocation location = locations.get(id);
            if (location != null) {
                resolve(location);
                looked.add(location);
            }
        }
        boolean any = !stale.isEmpty();
        boolean otherSources = any || anyDropped;
        anyDropped = false;
        stale.clear();
        if (any) {
            // listen first, then read: a change in between is then taken twice, which does no harm, rather than
            // missed
            listen();
        }
        for (String id : sharing) {
            ServedLocation location = locations.get(id);
            if (location != null && !looked.contains(location)) {
                resolve(location);
                looked.add(location);
            }
        }
        sharing.clear();
        if (otherSources) {
            looked.addAll(seenLeavingAnew(looked));
        }
        bind(looked.stream().filter(location -> !barrier.isWaiting(location.id)).toList(), now);
        for (Set<String> together : ready(now)) {
            together.forEach(barrier::done);
            bind(locations.all().stream().filter(location -> together.contains(location.id))
                    .sorted(Comparator.comparing(location -> location.id)).toList(), now);
        }
        unread.clear();
        runDelayed();
    }

    private List<Set<String>> ready(Instant now) {
        if (!barrier.anyWaiting()) {
            return List.of();
        }
        Map<String, String> parents = new HashMap<>();
        locations.all().stream().filter(location -> barrier.isWaiting(location.id)).forEach(location -> {
            String parent = location.setup.config().parent();
            parents.put(location.id, parent == null ? "" : parent);
        });
        return barrier.ready(parents, context.awaitedLocations(), context::hasThing,
                id -> locations.get(id) != null && !barrier.isWaiting(id), now);
    }

    /** Looks up the sources of a location. */
    private void resolve(ServedLocation location) {
        LocationSetup setup = location.setup;
        List<LocationProblem> problems = new ArrayList<>(setup.problems());
        SourceItems.Resolved resolved = items.resolve(setup, problems);
        noteItemsUsedTwice(setup, problems);
        noteGroupUsedTwice(location, problems);
        Set<String> around = around(location);
        String label = LocationProblem.label(OccupancyBindingConstants.CONFIG_ADJACENT);
        for (String neighbour : setup.config().adjacent()) {
            if (neighbour.equals(location.id)) {
                problems.add(LocationProblem.of(Kind.LOCATION_OWN, label));
            } else if (!context.hasThing(neighbour)) {
                problems.add(LocationProblem.of(Kind.LOCATION_UNKNOWN, label, neighbour));
            } else if (!isOfTheSameHome(neighbour, location)) {
                problems.add(LocationProblem.of(Kind.LOCATION_ELSEWHERE, label, label(neighbour)));
            } else if (around.contains(neighbour)) {
                problems.add(LocationProblem.of(Kind.LOCATION_AROUND, label, label(neighbour)));
            }
        }
        location.sources = resolved.sources();
        location.listensToGroups = resolved.hasGroups();
        Map<String, String> labels = new HashMap<>(resolved.labels());
        labels.replaceAll((id, name) -> Printable.brief(name));
        location.labels = Map.copyOf(labels);
        location.problems = List.copyOf(problems);

        unwatch(location.id);
        Stream<String> listed = setup.sources().stream().map(source -> source.config().item());
        Stream<String> found = location.sources.values().stream().map(SourceConfig::item);
        Stream.concat(listed, found).forEach(item -> watch(item, location.id));
        String group = setup.item();
        if (group != null) {
            watch(group, location.id);
        }
    }

    /**
     * Works out which locations people can be seen leaving.
     *
     * @param looked the locations that are bound again anyway
     * @return the other locations for which the answer has changed, so that they become vacant in another way
     */
    private List<ServedLocation> seenLeavingAnew(Collection<ServedLocation> looked) {
        SeenLeaving known = new SeenLeaving();
        for (ServedLocation location : locations.all()) {
            known.location(location.id, location.setup.config().parent());
            // a group that is not there yet may have sensors
            if (!location.sources.isEmpty() || isUnsure(location)) {
                known.source(location.id,
                        location.sources.values().stream().anyMatch(source -> source.type() == SourceType.DOOR));
            }
        }
        seenLeaving = known;
        return locations.all().stream().filter(location -> {
            LocationConfig bound = location.bound;
            return bound != null && bound.vacancy() != vacancy(location) && !looked.contains(location);
        }).toList();
    }

    /** {@return whether it is not known which sources a location has} */
    private boolean isUnsure(ServedLocation location) {
        String group = location.setup.item();
        return location.setup.autoSources() && group != null && items.get(group) == null;
    }

    private Vacancy vacancy(ServedLocation location) {
        return VacancyDefault.of(location.setup.vacancy(), !location.sources.isEmpty(), location.setup.hasTimeouts(),
                seenLeaving.canBeSeen(location.id));
    }

    /** Reports an item that is two sources of the location: that works, but both always say the same. */
    private static void noteItemsUsedTwice(LocationSetup setup, List<LocationProblem> problems) {
        Map<String, String> first = new HashMap<>();
        for (SourceSetup source : setup.sources()) {
            String before = first.putIfAbsent(source.config().item(), source.label());
            if (before != null) {
                problems.add(LocationProblem.of(Kind.ITEM_TWICE, source.config().item(), before, source.label()));
            }
        }
    }

    private void noteGroupUsedTwice(ServedLocation location, List<LocationProblem> problems) {
        String group = location.setup.item();
        byGroup.forEach((name, ids) -> {
            if (!name.equals(group) && ids.remove(location.id)) {
                sharing.addAll(ids);
            }
        });
        byGroup.values().removeIf(Set::isEmpty);
        if (group == null) {
            return;
        }
        Set<String> ids = byGroup.get(group);
        if (ids == null) {
            ids = new TreeSet<>();
            byGroup.put(group, ids);
        }
        if (ids.add(location.id)) {
            sharing.addAll(ids);
            sharing.remove(location.id);
        }
        ids.stream().filter(id -> !id.equals(location.id)).findFirst()
                .ifPresent(other -> problems.add(LocationProblem.of(Kind.GROUP_TWICE,
                        LocationProblem.label(OccupancyBindingConstants.CONFIG_ITEM), group, label(other))));
    }

    /** {@return whether somebody can walk from a location to a thing: not to a person, nor to another home} */
    private boolean isOfTheSameHome(String neighbour, ServedLocation location) {
        String[] parts = neighbour.split(":");
        if (parts.length < 2 || !OccupancyBindingConstants.BINDING_ID.equals(parts[0])
                || OccupancyBindingConstants.THING_TYPE_PERSON.getId().equals(parts[1])) {
            return false;
        }
        ServedLocation other = locations.get(neighbour);
        String home = home(location);
        String othersHome = other == null ? "" : home(other);
        return home.isEmpty() || othersHome.isEmpty() || home.equals(othersHome);
    }

    /** {@return the home that a location lies in, or nothing if that is not known yet} */
    private String home(ServedLocation location) {
        Set<String> seen = new HashSet<>();
        ServedLocation each = location;
        String parent = each.setup.config().parent();
        while (parent != null && seen.add(parent)) {
            each = locations.get(parent);
            if (each == null) {
                return "";
            }
            parent = each.setup.config().parent();
        }
        return parent == null ? each.id : "";
    }

    /** {@return what a location is set up to lie in, at any depth} */
    private Set<String> around(ServedLocation location) {
        Set<String> around = new HashSet<>();
        String id = location.setup.config().parent();
        while (id != null && around.add(id)) {
            ServedLocation above = locations.get(id);
            id = above == null ? null : above.parent();
        }
        return around;
    }

    private void watch(String item, String id) {
        Maps.getOrPut(watchers, item, () -> new LinkedHashSet<>()).add(id);
    }

    private void unwatch(String id) {
        watchers.values().forEach(concerned -> concerned.remove(id));
        watchers.values().removeIf(Set::isEmpty);
    }

    private void listen() {
        Set<String> repeating = new HashSet<>();
        for (ServedLocation location : locations.all()) {
            location.sources.values().stream().filter(SourceConfig::needsRepeats)
                    .forEach(source -> repeating.add(source.item()));
        }
        board.setItems(watchers.keySet(), repeating);
    }

    /** Puts locations and their sources into the model as they are set up now, and reads their items. */
    private void bind(Collection<ServedLocation> together, Instant now) {
        putLocations(together, now);
        Set<String> toRead = new TreeSet<>();
        together.forEach(location -> putSources(location, toRead, now));
        // items with changes that were kept need not be read: the changes are told one by one below
        toRead.removeIf(name -> {
            Deque<Delayed> kept = delayed.get(name);
            return kept != null && kept.stream().anyMatch(Delayed::isState);
        });
        for (String name : toRead) {
            Item item = items.get(name);
            results.accept(model.seed(name,
                    item == null ? ItemState.UNDEF : ItemState.parse(item.getState().toFullString()), now));
        }
        for (ServedLocation location : together) {
            publisher.bound(location, now);
        }
        if (!together.isEmpty()) {
            // the location of a person may have another name now, or the source that told of the person may be gone
            residents.recheck();
        }
    }

    /**
     * Puts locations into the model in one step, so that no room is ever in it without its floor, nor a floor without
     * its rooms.
     */
    private void putLocations(Collection<ServedLocation> together, Instant now) {
        Map<ServedLocation, LocationConfig> changes = new LinkedHashMap<>();
        for (ServedLocation location : together) {
            LocationConfig config = config(location);
            if (!config.equals(location.bound)) {
                changes.put(location, config);
            }
        }
        breakCircles(changes);
        if (!changes.isEmpty()) {
            results.accept(model.putLocations(changes.values(), now));
            changes.forEach(this::bound);
        }
    }

    /**
     * Keeps a location below its old parent if its new parent would lie in the location itself, and applies its other
     * new settings. So one wrong parent does not stop the other locations from being bound.
     */
    private void breakCircles(Map<ServedLocation, LocationConfig> changes) {
        Map<String, String> parents = new HashMap<>();
        for (ServedLocation location : locations.all()) {
            LocationConfig config = changes.get(location);
            String parent = config == null ? location.parent() : config.parent();
            if (parent != null) {
                parents.put(location.id, parent);
            }
        }
        changes.keySet().forEach(location -> circling.remove(location.id));
        Set<ServedLocation> kept = new HashSet<>();
        boolean any = true;
        while (any) {
            any = false;
            for (Map.Entry<ServedLocation, LocationConfig> change : changes.entrySet()) {
                ServedLocation location = change.getKey();
                List<String> circle = circle(location.id, parents);
                if (!circle.isEmpty() && kept.add(location)) {
                    any = true;
                    String parent = location.parent();
                    change.setValue(change.getValue().toBuilder().parent(parent).build());
                    if (parent == null) {
                        parents.remove(location.id);
                    } else {
                        parents.put(location.id, parent);
                    }
                    circling.add(location.id);
                    List<LocationProblem> problems = new ArrayList<>(location.problems);
                    problems.add(LocationProblem.of(Kind.PARENT_CYCLE, label(circle.get(1)),
                            circle.stream().map(this::label).collect(Collectors.joining(" > "))));
                    location.problems = List.copyOf(problems);
                }
            }
        }
        changes.entrySet().removeIf(change -> change.getValue().equals(change.getKey().bound));
    }

    /** {@return the circle of parents that begins and ends with a location, or nothing if there is none} */
    private static List<String> circle(String id, Map<String, String> parents) {
        Set<String> way = new LinkedHashSet<>();
        String each = id;
        while (each != null && way.add(each)) {
            each = parents.get(each);
        }
        if (!id.equals(each)) {
            return List.of();
        }
        List<String> circle = new ArrayList<>(way);
        circle.add(id);
        return circle;
    }

    private String label(String id) {
        ServedLocation location = locations.get(id);
        return location == null ? id : location.setup.label();
    }

    private void bound(ServedLocation location, LocationConfig config) {
        location.bound = config;
        publisher.relock(location.id);
    }

    /** {@return the settings of a location, with those that depend on others} */
    private LocationConfig config(ServedLocation location) {
        LocationSetup setup = location.setup;
        LocationConfig.Builder config = setup.config().toBuilder().vacancy(vacancy(location));
        return (setup.countsPeople() ? config.headCount(residents.count(location.id)) : config).build();
    }

    private void putSources(ServedLocation location, Set<String> toRead, Instant now) {
        forgetMissingSources(location);
        Map<String, SourceConfig> before = new HashMap<>();
        model.views().sources(location.id).forEach(source -> before.put(source.id(), source));
        before.keySet().stream().filter(id -> !location.sources.containsKey(id)).sorted()
                .forEach(id -> results.accept(model.removeSource(location.id, id, now)));
        for (SourceConfig source : location.sources.values()) {
            SourceConfig old = before.get(source.id());
            if (!source.equals(old)) {
                results.accept(model.putSource(source, now));
            }
            SourceStatus status = model.views().status(location.id, source.id());
            if (old == null || unread.contains(source.item()) || status == null || status.state() == null) {
                toRead.add(source.item());
            }
        }
    }

    /** Forgets what is stored of sources that were removed while the add-on was not running. */
    private void forgetMissingSources(ServedLocation location) {
        LocationSetup setup = location.setup;
        // a source with a wrong setting is not among them, but it is not gone
        if (setup.problems().stream().noneMatch(LocationProblem::isWrongSetting) && !isUnsure(location)) {
            Set<String> ids = new HashSet<>(location.sources.keySet());
            setup.sources().forEach(source -> ids.add(source.config().id()));
            model.forgetOtherSources(location.id, ids);
        }
    }
}
