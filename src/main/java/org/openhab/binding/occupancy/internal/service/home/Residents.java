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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.service.api.PersonListener;
import org.openhab.binding.occupancy.internal.service.api.PersonSetup;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.openhab.core.types.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps track of the people of the home: where each of them is, and how many are there. Not thread-safe: only tasks of
 * the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class Residents {

    private final Logger logger = LoggerFactory.getLogger(Residents.class);
    private final OccupancyModel model;
    private final ServedLocations locations;
    private final Progress progress;

    private final Map<String, Person> people = new HashMap<>();
    private boolean moved;

    Residents(OccupancyModel model, ServedLocations locations, Progress progress) {
        this.model = model;
        this.locations = locations;
        this.progress = progress;
    }

    void put(PersonSetup setup, PersonListener listener) {
        Person person = new Person(setup, listener);
        Person before = people.put(setup.id(), person);
        if (before != null && before.name().equals(person.name())) {
            person.remember(before);
        }
        moved = true;
    }

    void release(String id, PersonListener listener) {
        Person person = people.get(id);
        if (person != null && person.listener() == listener) {
            people.remove(id);
            moved = true;
        }
    }

    /**
     * Has all people looked at with the next {@link #publish}: a location may have another name, or a source have
     * gone.
     */
    void recheck() {
        moved = true;
    }

    /** {@return the UIDs of the things of all people} */
    Set<String> ids() {
        return Set.copyOf(people.keySet());
    }

    /** An item that shows a channel of a person is new or another. @param channel {@code null} for all */
    void repeat(String id, @Nullable String channel, @Nullable State before) {
        Person person = people.get(id);
        if (person != null) {
            person.listener().repeat(channel, before);
        }
    }

    /**
     * Nobody is in two rooms: whoever arrives in one because a rule says so leaves the others in which rules had put
     * them, but not the locations around or inside the new one, nor those of another home: there it is somebody else
     * of the same name. And whoever leaves a home or a floor leaves all that is in it.
     *
     * @param said that somebody came or went
     * @return the events that follow from it
     */
    List<OccupancyEvent> leavings(OccupancyEvent said) {
        String here = said.location();
        String name = said.occupant();
        String source = said.source();
        String category = said.category();
        Instant at = said.at();
        if (said.type() != EventType.HOLD_START && said.type() != EventType.HOLD_END || here == null || name == null
                || source == null || category == null || at == null) {
            return List.of();
        }
        List<OccupancyEvent> leavings = new ArrayList<>();
        for (ServedLocation other : locations.all()) {
            LocationState state = model.engine().state(other.id);
            if (state != null && isLeft(other.id, here, said.type() == EventType.HOLD_END) && state.sources().stream()
                    .anyMatch(each -> each.hold() && source.equals(each.source()) && name.equals(each.occupant()))) {
                leavings.add(OccupancyEvent.holdEnd(other.id, source, category, at).withOccupant(name));
            }
        }
        leavings.sort(Comparator.comparing(leaving -> String.valueOf(leaving.location())));
        return leavings;
    }

    /** {@return whether whoever comes to a location, or leaves it, thereby leaves another one} */
    private boolean isLeft(String other, String here, boolean leaves) {
        if (leaves) {
            return !other.equals(here) && locations.isWithin(other, here);
        }
        return locations.top(other).equals(locations.top(here)) && !locations.isWithin(other, here)
                && !locations.isWithin(here, other);
    }

    /** A location changed. */
    void changed(Transition transition) {
        moved |= transition.changed().contains(StateField.OCCUPANTS);
    }

    /**
     * Records who was seen coming or going. Restarts, passing time, changed settings and VACATE events are no
     * sightings.
     *
     * @param result what came of the report of a source or of an action
     */
    void seen(EngineResult result) {
        for (Transition transition : result.transitions()) {
            if (transition.changed().contains(StateField.OCCUPANTS) && transition.cause() instanceof Cause.Event event
                    && event.type() != EventType.VACATE) {
                Set<String> before = transition.before().occupants();
                Set<String> after = transition.after().occupants();
                String location = transition.location();
                before.stream().filter(name -> !after.contains(name))
                        .forEach(name -> seen(name, location, transition.at()));
                after.stream().filter(name -> !before.contains(name))
                        .forEach(name -> seen(name, location, transition.at()));
            }
        }
    }

    /**
     * Somebody was reported.
     *
     * @param name who: of those of that name, who lives in the home of the location
     * @param location the id of the location that was told of them
     * @param at when
     */
    void seen(String name, String location, Instant at) {
        for (Person person : people.values()) {
            if (person.name().equals(name) && livesAt(person, location)) {
                person.seen(at);
                moved = true;
            }
        }
    }

    /** {@return whether a location is one of the home of a person, for whom another home may know a namesake} */
    private boolean livesAt(Person person, String location) {
        String home = person.home();
        return home == null || locations.isWithin(location, home);
    }

    /** The clock was set: the instants at which people were last seen move with it, and are shown anew. */
    void shift(Duration delta) {
        people.values().forEach(person -> person.shift(delta));
        moved = true;
    }

    /** {@return whether anybody came, went or moved since the last call of {@link #publish}} */
    boolean haveMoved() {
        return moved;
    }

    /**
     * Counts who is in a home, known guests and those whom a counter sees included. A person of whom nothing can be
     * known now counts, too: a house must not become dark for somebody whose phone is off.
     *
     * @param home the id of the home
     * @return how many there are, or {@code null} if nobody is known to be there: then it is not known who is
     */
    @Nullable
    Integer count(String home) {
        LocationState state = model.engine().state(home);
        Set<String> names = new HashSet<>(state == null ? Set.of() : state.occupants());
        if (names.isEmpty()) {
            return null;
        }
        for (Person person : people.values()) {
            if (home.equals(person.home()) && !isKnown(person)) {
                names.add(person.name());
            }
        }
        // people who are counted without a name are people, too
        return Math.max(names.size(), model.views().counted(home));
    }

    /** {@return whether a home was set up with as many people as there are} @param config its settings, if it was */
    boolean sameCount(String home, @Nullable LocationConfig config) {
        return config != null && Objects.equals(config.headCount(), count(home));
    }

    /** {@return whether any source of the home tells about the person, so that it is known whether they are here} */
    private boolean isKnown(Person person) {
        boolean named = false;
        for (ServedLocation location : locations.all()) {
            for (SourceConfig source : model.views().sources(location.id)) {
                if (names(source, person.name()) && livesAt(person, location.id)) {
                    named = true;
                    SourceStatus status = model.views().status(location.id, source.id());
                    ItemState state = status == null ? null : status.state();
                    if (state != null && state.known()) {
                        return true;
                    }
                }
            }
        }
        return !named && person.wasSeen();
    }

    private static boolean names(SourceConfig source, String name) {
        String occupant = source.occupant();
        return occupant == null ? source.map().containsValue(name) : occupant.equals(name);
    }

    /**
     * Tells where everybody is.
     *
     * @param isWaiting whether locations are waited for in which the people of a home may be
     */
    void publish(Predicate<@Nullable String> isWaiting) {
        if (!moved) {
            return;
        }
        moved = false;
        for (Person person : people.values()) {
            if (!person.isTold() && isWaiting.test(person.home())) {
                moved = true;
            } else {
                publish(person);
            }
        }
    }

    private void publish(Person person) {
        ServedLocation innermost = null;
        int deepest = -1;
        for (ServedLocation location : locations.all()) {
            LocationState state = model.engine().state(location.id);
            if (state != null && state.occupants().contains(person.name())) {
                int depth = locations.depth(location, person.home());
                if (depth >= 0 && (depth > deepest || depth == deepest && isLivelier(location, innermost))) {
                    deepest = depth;
                    innermost = location;
                }
            }
        }
        try {
            progress.elsewhere("what is shown of the person", person.name());
            person.show(innermost == null ? null : innermost.setup.label());
        } catch (RuntimeException e) {
            logger.warn("The person {} cannot be shown: {}", person.name(), e.toString(), e);
        } finally {
            progress.back("where everybody is");
        }
    }

    /**
     * Whether a location is to be shown rather than another one if sensors see the same person in both: the one with
     * the later activity, then by id, so that it does not alternate.
     */
    private boolean isLivelier(ServedLocation a, @Nullable ServedLocation b) {
        return b == null || Comparator
                .comparing((ServedLocation each) -> model.engine().lastActivity(each.id),
                        Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(each -> each.id).compare(a, b) > 0;
    }
}
