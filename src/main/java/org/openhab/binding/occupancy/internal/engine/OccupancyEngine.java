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
package org.openhab.binding.occupancy.internal.engine;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Weighing;
import org.openhab.binding.occupancy.internal.engine.snapshot.LocationSnapshot;
import org.openhab.binding.occupancy.internal.engine.snapshot.SnapshotReader;
import org.openhab.binding.occupancy.internal.engine.snapshot.SnapshotWriter;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Knows of every location in a home whether it is occupied, until when, and why.
 *
 * The engine has no clock, no threads and does no input or output: time comes in as an argument, and the same inputs
 * in the same order give the same outputs. Every call that can change something returns what changed and the instant
 * at which the host should call {@link #advance} at the latest. A host that calls late gets the same history.
 *
 * Not thread-safe: one caller at a time.
 */
@NonNullByDefault
public final class OccupancyEngine {

    /** How long restored holds are believed without a word from their source. */
    public static final Duration RESTORE_GRACE = Duration.ofMinutes(15);

    private final Tree tree = new Tree();
    private final EffectiveLocks locks = new EffectiveLocks();
    private final People people = new People();
    private final DeadlineQueue deadlines = new DeadlineQueue();
    private final ChangeCollector changes = new ChangeCollector();
    private final Propagation propagation = new Propagation(tree, locks, people, deadlines, changes);
    private final LockChanges lockChanges = new LockChanges(tree, locks, propagation);
    private final Departures departures;
    private final EventRules rules;
    private final Memory memory;
    private final Reconfiguration reconfiguration;

    /** The latest instant seen. */
    private long now = NONE;

    /** The earliest instant at which anything changes, as last reported. Few events move it, so it is reused. */
    private long expiration = HELD;
    private @Nullable Instant nextExpiration;

    /** Makes an engine that knows of no location yet. */
    public OccupancyEngine() {
        this(Departures.ENOUGH_ACTIVITIES);
    }

    /**
     * @param enoughActivities after how many activities a household is known well enough to weigh where its people are;
     *            few let a test see what becomes of it
     */
    OccupancyEngine(int enoughActivities) {
        departures = new Departures(tree, propagation, enoughActivities);
        rules = new EventRules(lockChanges, people, propagation, departures);
        memory = new Memory(tree, locks, people, propagation, departures);
        reconfiguration = new Reconfiguration(tree, locks, people, deadlines, propagation, departures, memory, changes);
    }

    // ---------------------------------------------------------------------------------------------- configuration

    /**
     * Adds a location, or changes the settings of one. A change keeps the evidence of the location.
     *
     * @param config the settings
     * @param at when
     * @return what changed
     * @throws RejectedException if the location would become its own ancestor; the message names the cycle
     */
    public EngineResult configure(LocationConfig config, Instant at) {
        return configure(List.of(config), at);
    }

    /**
     * Adds locations, or changes their settings, in one step. A change keeps the evidence of a location, and what was
     * restored of several comes back as it was, however they lie in each other.
     *
     * @param configs their settings
     * @param at when
     * @return what changed
     * @throws RejectedException if a location is given twice or would become its own ancestor; nothing is changed then
     */
    public EngineResult configure(Collection<LocationConfig> configs, Instant at) {
        return change(byId(configs), Set.of(), false, at);
    }

    /**
     * Makes these the locations of the engine: adds, changes and removes what differs.
     *
     * @param configs the settings of all locations
     * @param at when
     * @return what changed
     * @throws RejectedException if a location is given twice or would become its own ancestor; nothing is changed then
     */
    public EngineResult configureAll(Collection<LocationConfig> configs, Instant at) {
        Map<String, LocationConfig> changes = byId(configs);
        return change(changes, others(changes), false, at);
    }

    /**
     * Refuses what {@link #configureAll} would refuse, and does nothing else.
     *
     * @param configs the settings of all locations
     * @throws RejectedException if a location is given twice or would become its own ancestor
     */
    public void checkAll(Collection<LocationConfig> configs) {
        Map<String, LocationConfig> changes = byId(configs);
        tree.checkNoCycle(changes, others(changes));
    }

    /**
     * Refuses what {@link #configure} would refuse, and does nothing else.
     *
     * @param configs the settings of the locations
     * @throws RejectedException if a location is given twice or would become its own ancestor
     */
    public void check(Collection<LocationConfig> configs) {
        tree.checkNoCycle(byId(configs), Set.of());
    }

    private static Map<String, LocationConfig> byId(Collection<LocationConfig> configs) {
        Map<String, LocationConfig> result = new LinkedHashMap<>();
        for (LocationConfig config : configs) {
            if (result.put(config.id(), config) != null) {
                throw new RejectedException(RejectionCode.DUPLICATE_LOCATION, "id",
                        "The location " + config.id() + " is given twice.");
            }
        }
        return result;
    }

    private Set<String> others(Map<String, LocationConfig> changes) {
        Set<String> result = new LinkedHashSet<>();
        for (Node node : tree.all()) {
            if (!changes.containsKey(node.id)) {
                result.add(node.id);
            }
        }
        return result;
    }

    /**
     * Removes a location and what is known of it, also what waits for it. Its children become roots until a location
     * with its id is added again.
     *
     * @param id the id of the location
     * @param at when
     * @return what changed elsewhere
     */
    public EngineResult remove(String id, Instant at) {
        return change(Map.of(), Set.of(id), false, at);
    }

    /**
     * Removes a location, but keeps what is known of it until a location with its id is added again or removed. It is
     * part of snapshots meanwhile, and comes back as from one.
     *
     * @param id the id of the location
     * @param at when
     * @return what changed elsewhere
     */
    public EngineResult detach(String id, Instant at) {
        return change(Map.of(), Set.of(id), true, at);
    }

    private EngineResult change(Map<String, LocationConfig> changes, Set<String> removed, boolean keep, Instant at) {
        tree.checkNoCycle(changes, removed);
        advanceTo(Instants.millis(at));
        Map<Node, LocationSnapshot> installed = reconfiguration.apply(changes, removed, keep, now);
        EngineResult result = result();
        Memory.recall(installed);
        for (String id : changes.keySet()) {
            Node node = tree.get(id);
            if (node != null) {
                Tree.children(node).forEach(Node::tellActivity);
                node.tellActivity();
            }
        }
        return result;
    }

    // ----------------------------------------------------------------------------------------------------- events

    /**
     * Takes an event. What is due up to its instant is applied before it; an instant earlier than the latest seen
     * counts as the latest seen.
     *
     * @param event the event
     * @return what changed
     * @throws RejectedException if the event is not complete or not allowed; the engine's state is as before
     */
    public EngineResult handle(OccupancyEvent event) {
        advanceTo(EventCheck.check(event, tree));
        apply(event);
        return result();
    }

    /**
     * Takes events that happened together, so that each location has one transition for all of them.
     *
     * @param events the events, in order; what is due up to the latest of their instants is applied before the first
     * @return what changed
     * @throws RejectedException if one of them is not complete or not allowed; none of them is taken then
     */
    public EngineResult handleAll(Collection<OccupancyEvent> events) {
        long instant = now;
        for (OccupancyEvent event : events) {
            instant = Math.max(instant, EventCheck.check(event, tree));
        }
        advanceTo(instant);
        events.forEach(this::apply);
        return result();
    }

    /**
     * Refuses what {@link #handle} would refuse, and does nothing else.
     *
     * @param event the event
     * @throws RejectedException if it is not complete or not allowed
     */
    public void check(OccupancyEvent event) {
        EventCheck.check(event, tree);
    }

    /** Applies an event that was checked. */
    private void apply(OccupancyEvent event) {
        EventType type = event.type();
        String location = event.location();
        Node node = location == null ? null : tree.get(location);
        String speaker = type == null ? null : EventCheck.speaker(event, type);
        if (type != null && node != null && speaker != null) {
            rules.apply(node, event, type, speaker, now);
        }
    }

    // ------------------------------------------------------------------------------------------------------- time

    /**
     * Applies everything that is due up to an instant, in order of time. Each change is stamped with the instant it
     * fell due.
     *
     * @param at the time; earlier than the latest seen counts as the latest seen
     * @return what changed
     */
    public EngineResult advance(Instant at) {
        advanceTo(Instants.millis(at));
        return result();
    }

    /**
     * Moves every pending instant, and the latest instant seen: for a host whose wall clock was set.
     *
     * @param delta how far the clock was set; negative if it was set back
     * @return the moved ends
     */
    public EngineResult shift(Duration delta) {
        long millis = delta.toMillis();
        if (now != NONE) {
            now = Math.max(0, Math.min(Instants.MAX, now + millis));
        }
        for (Node node : tree.all()) {
            node.lastActivity = Instants.plus(node.lastActivity, millis);
            node.changedAt = Instants.plus(node.changedAt, millis);
        }
        memory.shift(millis);
        Cause cause = new Cause.Config();
        for (Node node : departures.remembering()) {
            Stay stay = node.stay;
            if (stay != null) {
                stay.shift(millis);
            }
        }
        departures.homes().shift(millis);
        for (Node node : tree.withContent()) {
            for (int i = 0; i < node.sources.length; i++) {
                node.put(node.sources[i].shift(millis));
            }
            for (Lock lock : node.locks) {
                node.setLock(
                        new Lock(lock.owner(), lock.mode(), lock.scope(), Instants.plus(lock.untilMillis(), millis)));
                locks.moved();
            }
            node.lingerUntil = Instants.plus(node.lingerUntil, millis);
            propagation.evidenceChanged(node, cause);
        }
        propagation.settle(now, false);
        return result();
    }

    /** {@return the earliest instant at which anything changes by itself, or {@code null} if nothing will} */
    public @Nullable Instant nextExpiration() {
        long earliest = deadlines.earliest();
        if (earliest != expiration) {
            expiration = earliest;
            nextExpiration = Instants.toInstant(earliest);
        }
        return nextExpiration;
    }

    /**
     * Applies all that is due. What fell due at the very instant is settled but not told yet: an event of that
     * instant may still change it, and a location has one transition an instant.
     */
    private void advanceTo(long instant) {
        if (instant > now) {
            now = instant;
        }
        while (deadlines.earliest() <= now) {
            long due = deadlines.earliest();
            expireAll(due);
            if (due == now) {
                changes.discardUnchanged();
                return;
            }
            changes.collect(due, null);
        }
    }

    /** Ends all that ends at an instant, and settles it. */
    private void expireAll(long due) {
        Node first = deadlines.first();
        deadlines.update(first, HELD);
        if (deadlines.earliest() > due) {
            expire(first, due);
        } else {
            List<Node> nodes = new ArrayList<>();
            nodes.add(first);
            while (deadlines.earliest() <= due) {
                Node node = deadlines.first();
                deadlines.update(node, HELD);
                nodes.add(node);
            }
            nodes.sort((a, b) -> Integer.compare(a.ordinal, b.ordinal));
            nodes.forEach(node -> expire(node, due));
        }
        propagation.settle(due, true);
    }

    private void expire(Node node, long due) {
        Cause cause = null;
        if (node.lingerUntil != NONE && node.lingerUntil <= due) {
            node.lingerUntil = NONE;
            cause = Cause.Timer.ofLinger();
        }
        Cause homeLeft = Homes.over(node, due);
        cause = homeLeft == null ? cause : homeLeft;
        for (SourceState evidence : node.sources) {
            SourceState left = evidence.expire(due);
            if (left != evidence) {
                cause = endOf(node, evidence);
                if (evidence.hold) {
                    departures.released(node);
                }
                if (left == null) {
                    node.removeSource(evidence.source);
                } else {
                    node.put(left);
                }
            }
        }
        for (Lock lock : node.locks) {
            if (lock.untilMillis() <= due) {
                lockChanges.unlock(node, lock.owner());
            }
        }
        if (cause != null) {
            propagation.evidenceChanged(node, cause);
        }
    }

    /** {@return why the time of a source is over: by itself, or because its location counts as left} */
    private static Cause endOf(Node node, SourceState evidence) {
        Stay stay = node.stay;
        if (evidence.hold || stay == null || !node.isLeftByDeparture()) {
            return new Cause.Timer(evidence.source);
        }
        long lastActive = stay.activity.lastActive();
        long since = stay.leaving.since();
        if (since == NONE) {
            Cause homeLeft = Homes.endOf(node, evidence.timer);
            if (homeLeft != null) {
                return homeLeft;
            }
            // where a presence sensor next door reports somebody, ten leave timeouts take the place of the stay timeout
            boolean whole = lastActive != NONE && (stay.leaving.presenceNextDoor() != null
                    || evidence.timer >= Instants.plus(lastActive, node.config.stayMillis()));
            return whole ? new Cause.StayedTooLong(Instant.ofEpochMilli(lastActive)) : new Cause.Timer(evidence.source);
        }
        String to = stay.leaving.to();
        boolean byDoor = node.id.equals(to) && stay.doors.lastMoved() == since;
        return new Cause.Left(node.id.equals(to) ? null : to, byDoor ? stay.doors.lastMover() : null,
                Instant.ofEpochMilli(since));
    }

    private EngineResult result() {
        changes.collect(now, null);
        return new EngineResult(changes.tell(), nextExpiration());
    }

    // ------------------------------------------------------------------------------------------------------ views

    /** {@return the settings of a location, or {@code null} if there is none with that id} */
    public @Nullable LocationConfig config(String id) {
        Node node = tree.get(id);
        return node == null ? null : node.config;
    }

    /** {@return what a location shows, or {@code null} if there is none with that id} */
    public @Nullable LocationState state(String id) {
        Node node = tree.get(id);
        return node == null ? null : node.state;
    }

    /** {@return whether other locations lie in a location} @param location the id of the location */
    public boolean hasLocationsInside(String location) {
        Node node = tree.get(location);
        return node != null && !Tree.children(node).isEmpty();
    }

    /** {@return what all locations show, by id, sorted} */
    public Map<String, LocationState> states() {
        Map<String, LocationState> result = new TreeMap<>();
        for (Node node : tree.all()) {
            result.put(node.id, node.state);
        }
        return result;
    }

    /** {@return the strongest lock mode that applies to a location, its own or inherited, or {@code null} if free} */
    public @Nullable LockMode lockMode(String id) {
        Node node = tree.get(id);
        return node == null ? null : locks.mode(node);
    }

    /** {@return whether evidence of its own occupies a location, whatever is shown and whoever is in those below} */
    public boolean isOccupiedByItself(String id) {
        Node node = tree.get(id);
        return node != null && node.own;
    }

    /** {@return whether a location reports to its parent that it is occupied} */
    public boolean occupiesParent(String id) {
        Node node = tree.get(id);
        return node != null && node.reportingSlot >= 0;
    }

    /** {@return when a location last became occupied or vacant, or {@code null} if it never did} */
    public @Nullable Instant lastChange(String id) {
        Node node = tree.get(id);
        return node == null ? null : Instants.toInstant(node.changedAt);
    }

    /**
     * {@return when sources of the location, or of one below while that contributed, last gave evidence; {@code null}
     * if they never did}
     */
    public @Nullable Instant lastActivity(String id) {
        Node node = tree.get(id);
        return node == null ? null : Instants.toInstant(node.lastActivity);
    }

    /**
     * Says how likely it is that somebody is in a location or in one below it: 1 while a presence sensor sees somebody
     * or a source says who is there, 0 when all was left, and in between what the hypotheses of its household make of
     * all that was seen. How often it is right is in {@code doc/accuracy.md}. It falls while nothing happens, so ask
     * again now and then.
     *
     * @param id the id of the location
     * @param at when; earlier than the latest instant seen counts as that
     * @return the probability, 0 to 1, or {@code null} if it is not known: there is no such location, its people are
     *         not weighed because it is left by time, or its household is not known well enough yet
     */
    public @Nullable Double probability(String id, Instant at) {
        Node node = tree.get(id);
        return node == null ? null : departures.probability(node, Math.max(now, Instants.millis(at)));
    }

    /** {@return how often a location was looked at so far: a figure for the cost of an event, without a clock} */
    long visits() {
        return propagation.visits();
    }

    /**
     * Says where the people of a household are thought to be.
     *
     * @param id the id of any of its locations
     * @param at when; earlier than the latest instant seen counts as that
     * @return what the hypotheses say, or {@code null} if nothing is weighed there, or there is no such location
     */
    public @Nullable Weighing weighing(String id, Instant at) {
        Node node = tree.get(id);
        return node == null ? null : departures.weighing(node, Math.max(now, Instants.millis(at)));
    }

    /**
     * Says where people walk from a location, as was learned from where somebody was seen next: to find out what is
     * next to what, or to compare it with the settings.
     *
     * @param id the id of the location
     * @return the locations that it leads to, the most frequent first; none while too little was seen, where people are
     *         not weighed because all is left by time, and if there is no such location
     */
    public List<LearnedWay> leadsTo(String id) {
        Node node = tree.get(id);
        return node == null ? List.of() : departures.leadsTo(node);
    }

    /** {@return how many locations there are} */
    public int size() {
        return tree.size();
    }

    /**
     * Says why a location is occupied or vacant. Costs nothing until asked.
     *
     * @param id the id of the location
     * @return the explanation, or {@code null} if there is no location with that id
     */
    public @Nullable Explanation explain(String id) {
        Node node = tree.get(id);
        return node == null ? null : new Explainer(locks, now).explain(node);
    }

    // -------------------------------------------------------------------------------------------------- snapshots

    /**
     * Writes down all that is known, locks and what waits for locations that are not configured.
     *
     * @return a versioned JSON object; see {@link SnapshotWriter}
     */
    public ObjectNode export() {
        return memory.export(now);
    }

    /**
     * Restores a snapshot, which replaces all that is known. Never throws, whatever the snapshot contains.
     *
     * The time between the snapshot and {@code at} is caught up: what ended meanwhile has ended. Holds are believed
     * for {@link #RESTORE_GRACE} unless their source confirms or ends them.
     *
     * @param snapshot what {@link #export} wrote, or the state of the Python library of the same idea
     * @param at the time
     * @return what changed, with the cause {@link Cause.Restore}, and what could not be read
     */
    public RestoreResult restore(JsonNode snapshot, Instant at) {
        long instant = Instants.millis(at);
        advanceTo(instant);

        SnapshotReader reader = new SnapshotReader(snapshot, now);
        if (!reader.readable()) {
            return new RestoreResult(result(), reader.problems());
        }
        long present = now;
        Cause cause = new Cause.Restore();
        memory.forgetAll(cause, now);
        now = reader.takenAt();
        Map<Node, LocationSnapshot> installed = new LinkedHashMap<>();
        reader.entries().forEach((id, entry) -> {
            Node node = tree.get(id);
            if (node == null) {
                memory.keep(id, entry);
            } else {
                memory.install(node, entry, now, present, cause);
                installed.put(node, entry);
            }
        });
        departures.configured(now);
        propagation.settle(now, false);
        // What ended while nobody was there has ended, in order of time; only the outcome is told.
        now = present;
        while (deadlines.earliest() <= present) {
            expireAll(deadlines.earliest());
        }
        changes.collect(present, cause);
        Memory.recall(installed);
        installed.keySet().forEach(Node::tellActivity);
        return new RestoreResult(result(), reader.problems());
    }
}
