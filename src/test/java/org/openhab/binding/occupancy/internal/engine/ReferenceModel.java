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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HypothesisFilter;

/**
 * The rules of the engine, written to be obvious and not to be fast: what {@link OccupancyEngine} is compared with.
 *
 * It keeps plain facts for each location and works out everything else from them, for all locations, again and again:
 * who is occupied by going round until nothing changes, the end of an occupancy by living through the future of a copy.
 * It shares the engine's types for settings, events and results, and nothing else.
 */
@NonNullByDefault
final class ReferenceModel {

    /** The end of what only an event ends. */
    static final long NO_END = Long.MAX_VALUE;

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final long GRACE_MILLIS = 15 * 60_000L;
    /** Whoever is active next door so soon after somebody in a closed room has walked out of it. */
    private static final long WALK_MILLIS = 10_000;
    private static final int LEAVES_BESIDE_A_HOLD = 5;
    private static final String MOTION = "motion";
    private static final String PRESENCE = "presence";
    /** The silences after which the odds are looked at, in seconds. */
    private static final long[] SILENCES = { 0, 5, 10, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1440,
            1920, 2880, 3840, 5760, 7680, 11_520, 14_400 };

    /** What is known from one source about one location. */
    private static final class Evidence {
        final String source;
        String category;
        boolean hold;
        long holdEnd = NO_END;
        Trust trust = Trust.LIVE;
        /** When its timer ends, or {@link #NO_TIME}. */
        long timer = NO_TIME;
        @Nullable
        String occupant;
        boolean sustainOnly;
        /** Since when its sensor has said so. */
        long since = NO_TIME;

        Evidence(String source, String category) {
            this.source = source;
            this.category = category;
        }

        Evidence copy() {
            Evidence copy = new Evidence(source, category);
            copy.hold = hold;
            copy.holdEnd = holdEnd;
            copy.trust = trust;
            copy.timer = timer;
            copy.occupant = occupant;
            copy.sustainOnly = sustainOnly;
            copy.since = since;
            return copy;
        }

        boolean holdCounts() {
            return hold && trust != Trust.VACATED;
        }

        boolean active() {
            return holdCounts() || timer != NO_TIME;
        }

        long nextChange() {
            long next = timer == NO_TIME ? NO_END : timer;
            return holdCounts() ? Math.min(next, holdEnd) : next;
        }

        /** The hold is over; a running timer stays. */
        void endHold() {
            hold = false;
            holdEnd = NO_END;
            trust = Trust.LIVE;
            occupant = null;
            since = NO_TIME;
        }

        SourceState state() {
            return new SourceState(source, category, hold, holdEnd, timer, occupant, sustainOnly, trust);
        }
    }

    /** All that is known of one location. */
    private static final class Location {
        LocationConfig config;
        final Map<String, Evidence> evidence = new TreeMap<>();
        final Set<String> seen = new TreeSet<>();
        final Map<String, Lock> locks = new TreeMap<>();
        long lingerUntil = NO_TIME;
        /** What happened here, if the location is left by departure or passed through by those who leave. */
        Diary diary = new Diary();
        /** What happened in the home of which the location is the root. */
        ReferenceHome home = new ReferenceHome();
        /** Vacated by hand while its parent was occupied. */
        boolean suspended;
        /** own(L) and occupied(L) as they were just before, and whether a child occupied it. */
        boolean own;
        boolean shown;
        boolean hadChild;
        /** What a person said about a location whose lock shows something: replaces what it showed. */
        @Nullable
        Boolean spoken;

        // Worked out by a settlement.
        boolean nowShown;
        boolean nowReported;
        boolean nowRaw;
        boolean nowHasChild;
        long nowLinger = NO_TIME;
        Set<String> occupants = Set.of();

        // The tree, worked out when the configuration changes.
        @Nullable
        Location parent;
        List<Location> children = List.of();
        int depth;
        /** The root above, and of a root whether rooms in it are left by departure, and its doors. */
        @Nullable
        Location root;
        boolean isHome;
        final Set<ReferenceHome.Key> exits = new TreeSet<>();
        final Set<ReferenceHome.Key> innerDoors = new TreeSet<>();

        Location(LocationConfig config) {
            this.config = config;
        }

        Location copy() {
            Location copy = new Location(config);
            evidence.forEach((source, each) -> copy.evidence.put(source, each.copy()));
            copy.seen.addAll(seen);
            copy.locks.putAll(locks);
            copy.lingerUntil = lingerUntil;
            copy.diary = diary.copy();
            copy.home = home.copy();
            copy.suspended = suspended;
            copy.own = own;
            copy.shown = shown;
            copy.hadChild = hadChild;
            copy.spoken = spoken;
            return copy;
        }

        boolean hasContent() {
            return shown || own || !evidence.isEmpty() || !locks.isEmpty() || !seen.isEmpty() || lingerUntil != NO_TIME
                    || suspended || !diary.isEmpty() || !home.isEmpty(NO_TIME);
        }

        boolean isAtOrBelow(Location other) {
            for (Location location = this; location != null; location = location.parent) {
                if (location == other) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What changed at one location; without any cause of its own it must have come from a child or the parent. */
    record Change(String location, Instant at, LocationState before, LocationState after, List<Cause> ownCauses) {
    }

    /** What a call did; {@code code} tells why it was refused. */
    record Answer(List<Change> changes, @Nullable Instant nextExpiration, @Nullable RejectionCode code) {
        static Answer refused(RejectionCode code) {
            return new Answer(List.of(), null, code);
        }
    }

    /** Everything the model knew at one instant: its snapshot. */
    static final class Memory {
        final long takenAt;
        private final Map<String, Location> locations = new TreeMap<>();

        Memory(long takenAt) {
            this.takenAt = takenAt;
        }
    }

    /** Which locations are shown occupied from an instant on, if nothing else happens. */
    private record Moment(long instant, Set<String> occupied) {
    }

    private final Map<String, Location> locations = new TreeMap<>();
    private final Map<String, Location> waiting = new TreeMap<>();
    private final Map<String, LocationState> told = new TreeMap<>();
    private final Map<String, List<Cause>> ownCauses = new TreeMap<>();
    private List<Location> childrenFirst = List.of();
    private @Nullable List<Moment> future;
    private final Map<String, Household> households = new TreeMap<>();
    private final int enoughActivities;
    private long now = NO_TIME;

    ReferenceModel(int enoughActivities) {
        this.enoughActivities = enoughActivities;
    }

    // ------------------------------------------------------------------------------------------------------- calls

    Answer configureAll(Collection<LocationConfig> configs, Instant at) {
        Set<String> ids = new HashSet<>();
        for (LocationConfig config : configs) {
            if (!ids.add(config.id())) {
                return Answer.refused(RejectionCode.DUPLICATE_LOCATION);
            }
        }
        Set<String> removed = new TreeSet<>(locations.keySet());
        removed.removeAll(ids);
        return change(configs, removed, at);
    }

    Answer configure(LocationConfig config, Instant at) {
        return change(List.of(config), Set.of(), at);
    }

    Answer remove(String id, Instant at) {
        return change(List.of(), Set.of(id), at);
    }

    private Answer change(Collection<LocationConfig> configs, Set<String> removed, Instant at) {
        Map<String, String> parents = new TreeMap<>();
        locations.forEach((id, location) -> parents.put(id, String.valueOf(location.config.parent())));
        parents.keySet().removeAll(removed);
        configs.forEach(config -> parents.put(config.id(), String.valueOf(config.parent())));
        for (String start : parents.keySet()) {
            Set<String> path = new HashSet<>();
            for (String id = start; id != null; id = parents.get(id)) {
                if (!path.add(id)) {
                    return Answer.refused(RejectionCode.PARENT_CYCLE);
                }
            }
        }
        List<Change> changes = new ArrayList<>();
        live(at.toEpochMilli(), changes);
        Cause cause = new Cause.Config();
        for (String id : removed) {
            waiting.remove(id);
            told.remove(id);
            ownCauses.remove(id);
            Location gone = locations.remove(id);
            if (gone != null) {
                if (gone.parent != null) {
                    because(gone.parent.config.id(), cause);
                }
                for (Location child : gone.children) {
                    child.suspended = false;
                    because(child.config.id(), cause);
                }
            }
        }
        for (LocationConfig config : configs) {
            Location location = locations.get(config.id());
            if (location == null) {
                locations.put(config.id(), new Location(config));
                told.put(config.id(), LocationState.VACANT);
                for (Location other : locations.values()) {
                    if (config.id().equals(other.config.parent())) {
                        because(other.config.id(), cause);
                    }
                }
            } else {
                boolean moved = !String.valueOf(location.config.parent()).equals(String.valueOf(config.parent()));
                if (moved && location.parent != null) {
                    because(location.parent.config.id(), cause);
                }
                if (moved || location.config.strategy() != config.strategy()) {
                    location.suspended = false;
                }
                boolean departed = departs(location);
                LocationConfig before = location.config;
                location.config = config;
                if (!watches(location)) {
                    location.diary = new Diary();
                }
                if (departed && !departs(location)) {
                    for (Evidence evidence : List.copyOf(location.evidence.values())) {
                        cut(location, evidence, now + timeout(location, evidence.category));
                    }
                }
                if (before.vacancy() != config.vacancy() || !before.stayTimeout().equals(config.stayTimeout())) {
                    limitHolds(location);
                }
            }
            because(config.id(), cause);
        }
        link();
        for (LocationConfig config : configs) {
            Location entry = waiting.remove(config.id());
            if (entry != null) {
                install(location(config.id()), entry, now);
                because(config.id(), new Cause.Restore());
            }
        }
        formHouseholds();
        settle(false);
        return answer(changes);
    }

    /** When a sensor is given up as stuck follows from the settings of today and from when its hold began. */
    private void limitHolds(Location location) {
        for (Evidence evidence : List.copyOf(location.evidence.values())) {
            if (!evidence.holdCounts() || evidence.since == NO_TIME) {
                continue;
            }
            boolean clocked = watches(location) && evidence.category.equals(MOTION) && stay(location) > 0;
            long end = clocked ? evidence.since + stay(location) : NO_END;
            if (evidence.trust == Trust.LIVE) {
                evidence.holdEnd = end;
            } else if (evidence.trust == Trust.RESTORED) {
                evidence.holdEnd = Math.min(evidence.holdEnd, end);
            }
            expire(evidence);
            if (!evidence.active()) {
                location.evidence.remove(evidence.source);
            }
        }
    }

    Answer advance(Instant at) {
        List<Change> changes = new ArrayList<>();
        live(at.toEpochMilli(), changes);
        return answer(changes);
    }

    Answer shift(long delta) {
        future = null;
        now = now == NO_TIME ? NO_TIME : now + delta;
        for (Map<String, Location> all : List.of(locations, waiting)) {
            for (Location location : all.values()) {
                for (Evidence evidence : location.evidence.values()) {
                    evidence.timer = later(evidence.timer, delta);
                    evidence.holdEnd = later(evidence.holdEnd, delta);
                    evidence.since = later(evidence.since, delta);
                }
                location.locks.replaceAll(
                        (owner, lock) -> new Lock(owner, lock.mode(), lock.scope(), later(lock.untilMillis(), delta)));
                location.lingerUntil = later(location.lingerUntil, delta);
                location.diary.shift(delta);
                location.home.shift(delta);
            }
        }
        locations.keySet().forEach(id -> because(id, new Cause.Config()));
        return answer(new ArrayList<>());
    }

    private static long later(long instant, long delta) {
        return instant == NO_TIME || instant == NO_END ? instant : instant + delta;
    }

    Memory memory() {
        rememberPeople();
        Memory memory = new Memory(now);
        locations.forEach((id, location) -> {
            if (location.hasContent()) {
                memory.locations.put(id, location.copy());
            }
        });
        waiting.forEach((id, location) -> memory.locations.put(id, location.copy()));
        locations.values().forEach(location -> location.diary.remembered = null);
        return memory;
    }

    private void rememberPeople() {
        for (Household household : households.values()) {
            if (household.diaries.stream().anyMatch(diary -> diary.size() > 0)) {
                household.members
                        .forEach((id, location) -> location.diary.remembered = household.people.remembered(id));
            }
        }
    }

    Answer restore(Memory memory, Instant at) {
        List<Change> changes = new ArrayList<>();
        live(at.toEpochMilli(), changes);
        long present = now;
        future = null;
        waiting.clear();
        now = Math.min(present, memory.takenAt);
        for (Location location : locations.values()) {
            Location nothing = new Location(location.config);
            forgetEverything(location);
            install(location, memory.locations.getOrDefault(location.config.id(), nothing), present);
        }
        memory.locations.forEach((id, location) -> {
            if (!locations.containsKey(id)) {
                waiting.put(id, location.copy());
            }
        });
        households.clear();
        formHouseholds();
        settle(false);
        while (nextChange() <= present) {
            now = nextChange();
            expire();
            settle(true);
        }
        now = present;
        ownCauses.clear();
        locations.keySet().forEach(id -> because(id, new Cause.Restore()));
        return answer(changes);
    }

    private static void forgetEverything(Location location) {
        location.evidence.clear();
        location.seen.clear();
        location.locks.clear();
        location.lingerUntil = NO_TIME;
        location.diary = new Diary();
        location.home = new ReferenceHome();
        location.suspended = false;
    }

    /** Puts what was remembered into a location; holds are believed for a grace. */
    private void install(Location location, Location remembered, long present) {
        Location entry = remembered.copy();
        for (Evidence evidence : entry.evidence.values()) {
            expire(evidence);
            if (evidence.hold && (evidence.trust == Trust.LIVE || evidence.trust == Trust.RESTORED)) {
                evidence.trust = Trust.RESTORED;
                evidence.holdEnd = Math.min(evidence.holdEnd, present + GRACE_MILLIS);
            }
            if (evidence.hold || evidence.timer != NO_TIME) {
                location.evidence.put(evidence.source, evidence);
            }
        }
        entry.locks.values().stream().filter(lock -> lock.untilMillis() > now)
                .forEach(lock -> location.locks.put(lock.owner(), lock));
        location.seen.addAll(entry.seen);
        location.lingerUntil = entry.lingerUntil > now ? entry.lingerUntil : NO_TIME;
        if (watches(location)) {
            location.diary = entry.diary;
        }
        if (location.parent == null) {
            location.home = entry.home;
        }
        location.suspended = entry.suspended;
        location.own = entry.own;
        location.shown = entry.shown;
    }

    // ------------------------------------------------------------------------------------------------------ events

    Answer handle(OccupancyEvent event) {
        Location location = locations.get(event.location());
        if (location == null) {
            return Answer.refused(RejectionCode.UNKNOWN_LOCATION);
        }
        List<Change> changes = new ArrayList<>();
        live(event.at().toEpochMilli(), changes);
        future = null;
        boolean mayLinger = event.type() != EventType.VACATE;
        apply(location, event);
        settle(mayLinger);
        return answer(changes);
    }

    private void apply(Location location, OccupancyEvent event) {
        EventType type = event.type();
        String source = event.source();
        Evidence known = source == null ? null : location.evidence.get(source);
        String category = event.category() != null ? event.category()
                : known != null ? known.category : LocationConfig.DEFAULT_CATEGORY;
        long length = event.duration() != null ? event.duration().toMillis() : timeout(location, category);
        if (event.duration() == null && (type == EventType.MOMENTARY || type == EventType.HOLD_END)
                && isSeenAgainSoon(location, category)) {
            length = leaveTimeout(location) / 2;
        }
        long end = now + length;
        String occupant = event.occupant();
        String id = location.config.id();
        Cause cause = new Cause.Event(type, source == null ? "manual" : source, category);
        switch (type) {
            case MOMENTARY, MANUAL -> {
                boolean sustainOnly = doubts(location, event, source, category)
                        || event.sustainOnly() && type == EventType.MOMENTARY;
                if (end > now) {
                    happenedAtHome(location, event, source, category, sustainOnly, cause);
                }
                boolean counts = end > now || event.boundary() != null && location.own && watches(location);
                if (counts && (!sustainOnly || location.own)) {
                    long left = active(location, event, source, category, end);
                    boolean saidFor = type == EventType.MANUAL && event.duration() != null;
                    end = saidFor || end <= now ? Math.min(left, end) : left;
                } else if (event.boundary() != null && departs(location)) {
                    // where the door is now is known, though it makes nobody be here
                    location.diary.found(now, source,
                            event.boundary() == BoundaryChange.OPENED ? Diary.Kind.OPENED : Diary.Kind.CLOSED);
                }
                if (end > now) {
                    Evidence evidence = location.evidence.computeIfAbsent(source, s -> new Evidence(s, category));
                    evidence.category = category;
                    evidence.timer = Math.max(evidence.timer, end);
                    evidence.sustainOnly = sustainOnly;
                }
                if (occupant != null) {
                    endSightingsElsewhere(occupant, location, cause);
                    location.seen.add(occupant);
                }
                if (type == EventType.MANUAL) {
                    location.spoken = true;
                }
                because(id, cause);
                if (!sustainOnly) {
                    activeElsewhere(location, cause);
                }
                weigh(location, cause);
            }
            case HOLD_START -> {
                if (known != null && known.hold && known.trust == Trust.VACATED) {
                    return;
                }
                if (event.since() != null || (known != null && known.hold && known.trust != Trust.LIVE)) {
                    read(location, event, source, category, cause);
                    return;
                }
                boolean sustainOnly = doubts(location, event, source, category) || event.sustainOnly();
                holdBeganAtHome(location, event.withSustainOnly(sustainOnly), source, category, cause);
                if (!sustainOnly || location.own) {
                    active(location, event, source, category, NO_END);
                }
                Evidence evidence = location.evidence.computeIfAbsent(source, s -> new Evidence(s, category));
                evidence.category = category;
                evidence.hold = true;
                // Nobody moves for so long without a pause: the sensor is stuck.
                evidence.holdEnd = watches(location) && category.equals(MOTION) && stay(location) > 0
                        ? now + stay(location)
                        : NO_END;
                evidence.trust = Trust.LIVE;
                evidence.since = now;
                evidence.sustainOnly = sustainOnly;
                if (occupant != null) {
                    evidence.occupant = occupant;
                    endSightingsElsewhere(occupant, location, cause);
                }
                because(id, cause);
                if (!sustainOnly) {
                    activeElsewhere(location, cause);
                }
                weigh(location, cause);
            }
            case HOLD_END -> {
                if (event.boundary() != null && departs(location)) {
                    location.diary.found(now, source,
                            event.boundary() == BoundaryChange.OPENED ? Diary.Kind.OPENED : Diary.Kind.CLOSED);
                }
                if (event.boundary() != null && home(location) != null) {
                    root(location).home.found(key(location, source), now);
                }
                if (known != null && known.hold) {
                    doubts(location, event, source, category);
                    if (known.holdCounts() && end > now) {
                        holdEndedAtHome(location, known, category, cause);
                    }
                    if (known.holdCounts()) {
                        if (end > now && location.own) {
                            end = active(location, event, source, category, end);
                        }
                        known.category = category;
                        known.timer = end > now ? Math.max(known.timer, end) : known.timer;
                    } else {
                        known.category = category;
                    }
                    known.endHold();
                    if (known.timer == NO_TIME) {
                        location.evidence.remove(source);
                    }
                    because(id, cause);
                    weigh(location, cause);
                }
                if (occupant != null) {
                    for (Location other : locations.values()) {
                        if (other.isAtOrBelow(location) && other.seen.remove(occupant)) {
                            because(other.config.id(), cause);
                        }
                    }
                }
            }
            case SOURCE_LOST -> {
                if (known != null && known.hold && (known.trust == Trust.LIVE || known.trust == Trust.RESTORED)) {
                    known.holdEnd = known.trust == Trust.RESTORED ? Math.max(end, known.holdEnd) : end;
                    known.trust = Trust.LOST;
                    if (departs(location) && known.category.equals(MOTION)) {
                        // That a motion sensor falls silent says nothing of leaving.
                        known.timer = Math.max(known.timer, now + stay(location));
                    }
                    expire(known);
                    if (!known.active()) {
                        location.evidence.remove(source);
                    }
                    because(id, cause);
                }
            }
            case VACATE -> {
                if (location.parent == null && home(location) != null) {
                    atHome(location, cause, () -> location.home.saidEmpty(now));
                }
                for (Location each : locations.values()) {
                    if (each == location || (event.scope() != Scope.SELF && each.isAtOrBelow(location))) {
                        vacate(each);
                        because(each.config.id(), cause);
                    }
                }
            }
            case LOCK -> lock(location, new Lock(event.owner() != null ? event.owner() : source,
                    event.mode() == null ? LockMode.FREEZE : event.mode(),
                    event.scope() == null ? Scope.SELF : event.scope(), event.duration() == null ? NO_END : end));
            case UNLOCK -> unlock(location, event.owner() != null ? event.owner() : source);
            case UNLOCK_ALL -> {
                for (Location each : locations.values()) {
                    if (each == location || (event.scope() == Scope.SUBTREE && each.isAtOrBelow(location))) {
                        List.copyOf(each.locks.keySet()).forEach(owner -> unlock(each, owner));
                    }
                }
            }
            case LOCK_CHANGE -> {
                Lock own = location.locks.get(source);
                if (own != null && own.mode() == LockMode.FREEZE) {
                    unlock(location, source);
                } else {
                    lock(location, new Lock(source, LockMode.FREEZE, Scope.SELF, NO_END));
                }
            }
            case PROPAGATED -> throw new IllegalArgumentException("not generated");
        }
    }

    /** A sensor says what has been so for a while: nothing happens, but what it says counts again. */
    private void read(Location location, OccupancyEvent event, String source, String category, Cause cause) {
        Evidence known = location.evidence.get(source);
        long since = event.since() == null ? now : Math.max(0, Math.min(now, event.since().toEpochMilli()));
        if (known != null && known.hold && known.since != NO_TIME) {
            // the time of a silence does not count
            since = event.since() != null && known.trust == Trust.LOST ? Math.max(since, known.since) : known.since;
        }
        boolean clocked = watches(location) && category.equals(MOTION) && stay(location) > 0;
        long end = clocked ? since + stay(location) : NO_END;
        if (end <= now) {
            // stuck for so long that it is not believed any more
            if (known != null && known.hold) {
                known.category = category;
                known.endHold();
                if (known.timer == NO_TIME) {
                    location.evidence.remove(source);
                }
                because(location.config.id(), cause);
            }
            return;
        }
        Evidence evidence = location.evidence.computeIfAbsent(source, s -> new Evidence(s, category));
        evidence.category = category;
        evidence.hold = true;
        evidence.holdEnd = end;
        evidence.trust = Trust.LIVE;
        evidence.since = since;
        evidence.sustainOnly = event.sustainOnly();
        String occupant = event.occupant();
        if (occupant != null && !occupant.equals(evidence.occupant)) {
            evidence.occupant = occupant;
            endSightingsElsewhere(occupant, location, cause);
        }
        because(location.config.id(), cause);
    }

    // ----------------------------------------------------------------------------------------- leaving

    private static boolean watches(Location location) {
        return location.config.vacancy() == Vacancy.DEPARTURE;
    }

    private static boolean departs(Location location) {
        return watches(location) && !location.config.passage();
    }

    private static long stay(Location location) {
        return location.config.stayTimeout().toMillis();
    }

    private long leaveTimeout(Location location) {
        return leaveTimeout(location, now);
    }

    private static long leaveTimeout(Location location, long at) {
        return location.config.leaveTimeout().millisAt(at);
    }

    /**
     * Somebody was active in a location.
     *
     * @param end when the evidence would end by its timer
     * @return when the evidence ends: with the stay, if the location is left by departure
     */
    private long active(Location location, OccupancyEvent event, String source, String category, long end) {
        if (!watches(location)) {
            return end;
        }
        Diary diary = location.diary;
        Diary.Kind kind = kind(location, event, category);
        long before = diary.lastActive();
        long doorMoved = diary.doorMoved();
        long emptied = diary.emptiedAt();
        Evidence own = location.evidence.get(source);
        boolean tellsOfAll = category.equals(PRESENCE) && (own == null || !own.sustainOnly);
        double again = 0;
        if (event.type() != EventType.HOLD_END && !event.sustainOnly()) {
            again = peopleSeen(location, event.boundary());
        } else if (event.type() == EventType.HOLD_END && tellsOfAll) {
            nobodySeen(location);
        }
        diary.active(now, kind, source, location.own, stay(location), leaveTimeout(location), event.type(),
                event.type() == EventType.HOLD_END ? tellsOfAll : category.equals(PRESENCE) && !event.sustainOnly(),
                allWaysHaveDoors(location), again);
        if (kind == Diary.Kind.PASSING) {
            return end;
        }
        long stays = now + stay(location);
        boolean lost = kind == Diary.Kind.RELEASED && tellsOfAll && diary.knowsRhythm() && diary.arrived() != NO_TIME
                && now - diary.arrived() >= 7_200_000 && isQuietElsewhere(location, now - 600_000);
        diary.onlyUntil = NO_TIME;
        boolean ends = event.type() == EventType.HOLD_END;
        long began = diary.arrived();
        if (event.type() != EventType.MANUAL && event.type() != EventType.HOLD_START && !kind.isDoor()
                && diary.knowsRhythm() && began != NO_TIME && began == (ends ? before : now) && now - began <= 60_000
                && isQuietElsewhere(location, began - 3_600_000)) {
            stays = Math.min(stays, end);
            diary.onlyUntil = end;
        }
        if (kind.isDoor()) {
            stays = Math.min(stays, now + leaveTimeout(location));
        } else if (kind == Diary.Kind.RELEASED) {
            boolean glance = tellsOfAll && diary.knowsRhythm() && diary.arrived() != NO_TIME
                    && now - diary.arrived() < 10_000;
            ReferenceHome home = home(location);
            boolean unreliable = home != null && home.isUnreliable(key(location, source));
            stays = lost ? stays
                    : Math.min(stays, !glance ? end : unreliable ? now : Math.min(end, now + leaveTimeout(location)));
        } else if (kind == Diary.Kind.STILL) {
            long lastMovement = now - diary.coolDown(source);
            long elsewhere = diary.activeElsewhere();
            if (before != NO_TIME && before == emptied && lastMovement <= before) {
                diary.leftAfter(before);
                long left = location.evidence.values().stream().filter(e -> e.category.equals(PRESENCE))
                        .mapToLong(e -> e.timer).reduce(before + leaveTimeout(location, before), Math::max);
                stays = Math.max(now, Math.min(stays, left));
            } else if (before != NO_TIME && before == doorMoved && lastMovement <= before) {
                diary.leftAfter(before);
                stays = Math.max(now, Math.min(stays, before + leaveTimeout(location, before)));
            } else if (elsewhere > Math.max(lastMovement, before) && !diary.enclosed()) {
                diary.leaving = true;
                long leaves = isHomeOfOne(location) ? now : now + diary.patience(leaveTimeout(location));
                stays = Math.max(now, Math.min(stays, leaves));
            }
        }
        if (event.type() != EventType.MANUAL && event.type() != EventType.HOLD_START && !diary.enclosed() && !lost
                && isBesideAHold(location)) {
            stays = Math.min(stays, now + LEAVES_BESIDE_A_HOLD * leaveTimeout(location));
        }
        stays = cappedByHome(location, stays);
        if (event.type() == EventType.HOLD_START) {
            return end;
        }
        if (kind != Diary.Kind.RELEASED || tellsOfAll) {
            cut(location, stays);
        }
        return stays;
    }

    private static Diary.Kind kind(Location location, OccupancyEvent event, String category) {
        if (!departs(location)) {
            return Diary.Kind.PASSING;
        }
        if (event.boundary() != null && event.type() != EventType.HOLD_END) {
            return event.boundary() == BoundaryChange.OPENED ? Diary.Kind.OPENED : Diary.Kind.CLOSED;
        }
        boolean motion = category.equals(MOTION);
        return switch (event.type()) {
            case HOLD_START -> motion ? Diary.Kind.MOTION : Diary.Kind.INSIDE;
            case HOLD_END -> motion ? Diary.Kind.STILL : Diary.Kind.RELEASED;
            default -> Diary.Kind.INSIDE;
        };
    }

    /** {@return whether nobody was active in another location of the household since an instant} */
    private boolean isQuietElsewhere(Location location, long since) {
        Household household = households.get(household(location));
        return household != null && household.members.values().stream()
                .noneMatch(other -> other != location && other.diary.lastActive() > since);
    }

    /** {@return the passages through which somebody can have come to a location a moment ago} */
    private Set<Location> walkedThrough(Location where) {
        Set<Location> passages = new LinkedHashSet<>();
        List<Location> reached = new ArrayList<>(List.of(where));
        while (!reached.isEmpty()) {
            Location from = reached.remove(0);
            for (Location passage : locations.values()) {
                if (watches(passage) && passage.config.passage() && passage.own && areBeside(from, passage)
                        && passage.diary.lastActive() != NO_TIME && now - passage.diary.lastActive() <= 60_000
                        && passages.add(passage)) {
                    reached.add(passage);
                }
            }
        }
        return passages;
    }

    /** Who is active somewhere may have left another location. */
    private void activeElsewhere(Location where, Cause cause) {
        for (Location passage : locations.values()) {
            if (watches(passage) && passage.config.passage() && passage.own && passage.diary.knowsRhythm()
                    && areBeside(where, passage) && passage.diary.lastActive() < now && !isHeld(passage)
                    && cut(passage, now + 5_000)) {
                because(passage.config.id(), cause);
            }
        }
        Set<Location> walks = where.config.passage() ? Set.of() : walkedThrough(where);
        boolean decides = decides(household(where));
        for (Location other : mayHaveLeft(where)) {
            if (isHomeOfOne(where) && household(other).equals(household(where)) && !(decides && isWeighed(other))) {
                leave(other, where, now, cause, true);
            }
        }
        if (isHomeOfOne(where) && !decides) {
            return;
        }
        Location spared = noLongerSpared(where);
        for (Location other : mayHaveLeft(where)) {
            boolean walked = walks.stream().anyMatch(
                    passage -> areBeside(passage, other) && other.diary.lastActive() < passage.diary.lastActive());
            boolean far = lister(where) == null && lister(other) == null && where.parent != other.parent;
            if (isNextTo(other, where) || other == spared || walked) {
                boolean certain = walked || !far && !(where.config.passage() && other.diary.knowsRhythm());
                long inside = other.diary.lastInside();
                if (inside == NO_TIME || now - inside <= WALK_MILLIS) {
                    if (inside != NO_TIME) {
                        other.diary.walkedOut();
                    }
                    leave(other, where, now + other.diary.patience(leaveTimeout(other)) * (certain ? 1 : 5), cause,
                            certain);
                }
            }
        }
    }

    /** {@return the locations that whoever is active somewhere may have left, the longest silent first} */
    private List<Location> mayHaveLeft(Location where) {
        List<Location> result = new ArrayList<>();
        for (Location other : locations.values()) {
            if (departs(other) && other.own && !areRelated(other, where) && other.diary.lastActive() < now
                    && !seesStillness(other)) {
                result.add(other);
            }
        }
        result.sort(Comparator.comparing((Location location) -> location.diary.lastActive())
                .thenComparing(location -> location.config.id()));
        return result;
    }

    private void leave(Location location, Location where, long end, Cause cause, boolean certain) {
        boolean moving = location.evidence.values().stream()
                .anyMatch(e -> e.holdCounts() && e.trust != Trust.LOST && e.category.equals(MOTION));
        if (moving) {
            if (certain) {
                location.diary.activeElsewhere(now);
            }
        } else if (!location.diary.leaving && isLastOne(location, where)) {
            root(location).home.spared = location.config.id();
        } else if (cut(location, end)) {
            location.diary.leaving = true;
            because(location.config.id(), cause);
        }
    }

    /** {@return whether a sensor holds a location that itself tells when somebody leaves} */
    private static boolean seesStillness(Location location) {
        return location.evidence.values().stream().anyMatch(e -> e.holdCounts() && !e.category.equals(MOTION));
    }

    /** Ends all timers of a location at an instant, if they would run longer. */
    private boolean cut(Location location, long end) {
        boolean any = false;
        for (Evidence evidence : List.copyOf(location.evidence.values())) {
            any |= cut(location, evidence, end);
        }
        return any;
    }

    private boolean cut(Location location, Evidence evidence, long end) {
        if (evidence.timer == NO_TIME || evidence.timer <= end) {
            return false;
        }
        evidence.timer = end > now ? end : NO_TIME;
        if (evidence.timer == NO_TIME && !evidence.hold) {
            location.evidence.remove(evidence.source);
        }
        return true;
    }

    /** {@return whether who is active in a location may have left the other one} A part of a room is in the room. */
    private static boolean isNextTo(Location other, Location where) {
        for (Location location = where; location != null; location = location.parent) {
            for (Location listed = other; listed != null; listed = hasList(listed) ? null : listed.parent) {
                if (lists(location, listed) || lists(listed, location)) {
                    return true;
                }
            }
        }
        Location lister = lister(where);
        return lister == lister(other) && (lister != null || household(other).equals(household(where)));
    }

    private static boolean lists(Location location, Location other) {
        return location.config.adjacent().contains(other.config.id());
    }

    private static boolean hasList(Location location) {
        return !location.config.adjacent().isEmpty();
    }

    /** {@return the location that has the list of neighbours of a location: itself or one that it lies in} */
    private static @Nullable Location lister(Location location) {
        Location lister = location;
        while (lister != null && !hasList(lister)) {
            lister = lister.parent;
        }
        return lister;
    }

    /** {@return whether two locations are next to each other by a list, or parts of one location that has a list} */
    private static boolean areListed(Location a, Location b) {
        boolean same = lister(a) != null && lister(a) == lister(b);
        for (Location one = a; one != null; one = hasList(one) ? null : one.parent) {
            for (Location other = b; other != null; other = hasList(other) ? null : other.parent) {
                same |= lists(one, other) || lists(other, one);
            }
        }
        return same;
    }

    private static boolean areRelated(Location a, Location b) {
        return a.isAtOrBelow(b) || b.isAtOrBelow(a);
    }

    /** {@return whether two locations are next to each other by a list or, without one, lie in the same location} */
    private static boolean areBeside(Location a, Location b) {
        boolean siblings = a.parent != null && a.parent == b.parent && lister(a) == null && lister(b) == null;
        return !areRelated(a, b) && (siblings || areListed(a, b));
    }

    /** {@return whether a sensor that sees people sit still holds a location next to this one} */
    private boolean isBesideAHold(Location location) {
        return locations.values().stream()
                .anyMatch(other -> areBeside(location, other) && seesSomebody(other, location));
    }

    private static boolean seesSomebody(Location location, Location where) {
        return isOccupied(location, where) && location.evidence.values().stream().anyMatch(
                e -> e.holdCounts() && e.trust != Trust.LOST && !e.sustainOnly && e.category.equals(PRESENCE));
    }

    /** {@return the household of a location: the root above it; all roots with nothing below are one} */
    private static String household(Location location) {
        Location root = location;
        for (Location above = location.parent; above != null; above = above.parent) {
            root = above;
        }
        return root.children.isEmpty() ? "" : root.config.id();
    }

    private boolean isHomeOfOne(Location location) {
        return headCount(household(location)) == 1;
    }

    /** {@return how many people there are, or 0} Of roots with nothing below each may say it; one stands for all. */
    private int headCount(String household) {
        if (!household.isEmpty()) {
            return headCount(location(household));
        }
        List<Integer> counts = locations.values().stream()
                .filter(root -> root.parent == null && root.children.isEmpty() && departs(root)).map(this::headCount)
                .toList();
        return counts.contains(1) ? 1 : counts.stream().reduce(0, Math::max);
    }

    private int headCount(Location location) {
        Integer count = location.config.headCount();
        return count == null ? 0 : count;
    }

    // -------------------------------------------------------------------------------- the home itself

    private static Location root(Location location) {
        Location root = location.root;
        return root == null ? location : root;
    }

    /** {@return whether somebody who is in a location is at home: a garden is no part of it} */
    private static boolean isPart(Location location) {
        boolean part = true;
        for (Location each = location; each.parent != null; each = each.parent) {
            part &= each.config.contributesToParent();
        }
        return part;
    }

    /** {@return what happened in the home of a location, or null if none of its rooms is left by departure} */
    private static @Nullable ReferenceHome home(Location location) {
        Location root = root(location);
        return root.isHome ? root.home : null;
    }

    private static ReferenceHome.Key key(Location location, String source) {
        return new ReferenceHome.Key(location.config.id(), source);
    }

    /** {@return the doors of a home that are set to lead out, or not to} */
    private static Set<ReferenceHome.Key> doors(Location location, boolean leadOut) {
        return leadOut ? root(location).exits : root(location).innerDoors;
    }

    private boolean isDecided(Location location) {
        ReferenceHome home = home(location);
        return home != null && home.isDecided(doors(location, true), doors(location, false));
    }

    /** {@return until when somebody is at home although no room may say so} */
    private long homeUntil(Location location) {
        return location.parent == null && isDecided(location) ? location.home.until(now) : NO_TIME;
    }

    private long homeLimit(Location location) {
        return isDecided(location) ? root(location).home.limit(now) : NO_END;
    }

    private boolean cannotBeEmpty(Location location) {
        return isDecided(location) && isPart(location) && homeLimit(location) == NO_END
                && root(location).home.until(now) != NO_TIME;
    }

    private long cappedByHome(Location location, long end) {
        long limit = home(location) != null && isPart(location) ? Math.max(now, homeLimit(location)) : NO_END;
        location.diary.heldBack = end > limit ? end : NO_TIME;
        return Math.min(end, limit);
    }

    /** {@return whether a report is not believed, because its source has reported somebody too often for nothing} */
    private boolean doubts(Location location, OccupancyEvent event, String source, String category) {
        ReferenceHome home = home(location);
        if (home == null || !isPart(location)) {
            return false;
        }
        boolean reported = (event.type() == EventType.MOMENTARY || event.type() == EventType.HOLD_START)
                && event.boundary() == null && !event.sustainOnly() && event.occupant() == null
                && !List.of("person", "level", "count").contains(category);
        return home.doubts(key(location, source), reported, !location.own, now) && !category.equals(PRESENCE);
    }

    private void happenedAtHome(Location location, OccupancyEvent event, String source, String category,
            boolean sustainOnly, Cause cause) {
        ReferenceHome home = home(location);
        if (home == null) {
            return;
        }
        Location root = root(location);
        atHome(root, cause, () -> {
            boolean door = event.boundary() != null || location.config.exits().containsKey(source);
            boolean livedIn = location == root || location.config.passage() || !location.children.isEmpty();
            if (!door || !home.doorMoved(key(location, source), doors(root, true), doors(root, false), livedIn,
                    isHeldByAnybody(root, null), homeStay(root), leaveTimeout(root), now)) {
                boolean certain = event.type() == EventType.MANUAL || event.occupant() != null;
                insideAtHome(location, source, category, now, isHeldByAnybody(root, null), sustainOnly, certain);
            }
        });
    }

    private void holdBeganAtHome(Location location, OccupancyEvent event, String source, String category, Cause cause) {
        ReferenceHome home = home(location);
        if (home == null) {
            return;
        }
        atHome(root(location), cause, () -> {
            if (category.equals(MOTION)) {
                home.motion(key(location, source), true, now);
            }
            if (!category.equals("level")) {
                insideAtHome(location, source, category, now, isHeldByAnybody(root(location), null),
                        event.sustainOnly(), event.occupant() != null || category.equals("person"));
            }
        });
    }

    private void holdEndedAtHome(Location location, Evidence known, String category, Cause cause) {
        ReferenceHome home = home(location);
        if (home == null || known.sustainOnly || !isPart(location)) {
            return;
        }
        Location root = root(location);
        atHome(root, cause, () -> {
            if (known.category.equals("person")) {
                boolean anybody = locations.values().stream().filter(other -> root(other) == root)
                        .flatMap(other -> other.evidence.values().stream())
                        .anyMatch(e -> e != known && e.holdCounts() && e.category.equals("person"));
                if (!anybody) {
                    home.everybodyAway(leaveTimeout(root), now);
                }
            } else if (known.category.equals(MOTION)) {
                home.motion(key(location, known.source), false, now);
                long lastMovement = now - home.coolDown(key(location, known.source));
                insideAtHome(location, known.source, category, lastMovement, true, false, false);
            } else if (known.category.equals(PRESENCE)
                    && (isHeldByAnybody(root, known) || !home.clearedAtExit(location.config.id(), doors(root, true),
                            doors(root, false), leaveTimeout(root), now))) {
                insideAtHome(location, known.source, category, now, true, false, false);
            }
        });
    }

    private void insideAtHome(Location location, String source, String category, long at, boolean held,
            boolean sustainOnly, boolean certain) {
        if (isPart(location) && (location.own || !sustainOnly)) {
            Location root = root(location);
            root.home.inside(key(location, source), at, held, homeStay(root), timeout(location, category), certain,
                    now);
        }
    }

    private static long homeStay(Location root) {
        return root.config.homeStayMillis();
    }

    private boolean isHeldByAnybody(Location root, @Nullable Evidence but) {
        return locations.values().stream().filter(location -> root(location) == root && isPart(location))
                .flatMap(location -> location.evidence.values().stream())
                .anyMatch(e -> e != but && e.holdCounts() && !e.sustainOnly && e.trust != Trust.LOST
                        && List.of("person", PRESENCE, "count").contains(e.category));
    }

    /** Has something happen in a home, and its rooms last no longer than it while everybody is thought to have left. */
    private void atHome(Location root, Cause cause, Runnable happening) {
        long before = homeLimit(root);
        long untilBefore = homeUntil(root);
        happening.run();
        long limit = homeLimit(root);
        if (homeUntil(root) != untilBefore) {
            because(root.config.id(), cause);
        }
        for (Location room : limit == before ? List.<Location> of() : List.copyOf(locations.values())) {
            if (root(room) != root || !departs(room) || !isPart(room)) {
                continue;
            }
            long longest = NO_TIME;
            for (Evidence evidence : List.copyOf(room.evidence.values())) {
                long free = evidence.timer != NO_TIME && evidence.timer == before
                        ? Math.max(evidence.timer, room.diary.heldBack)
                        : evidence.timer;
                longest = Math.max(longest, free);
                long timer = Math.min(free, limit);
                if (timer != evidence.timer) {
                    evidence.timer = timer > now ? timer : NO_TIME;
                    if (evidence.timer == NO_TIME && !evidence.hold) {
                        room.evidence.remove(evidence.source);
                    }
                    because(room.config.id(), cause);
                }
            }
            room.diary.heldBack = longest > limit ? longest : NO_TIME;
        }
    }

    /** {@return whether a location is the only one in which somebody may be who is at home} */
    private boolean isLastOne(Location location, Location where) {
        return cannotBeEmpty(location) && !mayHoldSomebody(where, where) && locations.values().stream().noneMatch(
                other -> other != location && root(other) == root(location) && mayHoldSomebody(other, where));
    }

    private static boolean mayHoldSomebody(Location location, Location where) {
        return location.parent != null && departs(location) && isOccupied(location, where)
                && (!location.diary.leaving || isHeld(location)) && isPart(location);
    }

    /** {@return the location that was not left only because the home is not empty, if that is over} */
    private @Nullable Location noLongerSpared(Location where) {
        ReferenceHome home = home(where);
        String id = home == null ? null : home.spared;
        if (home == null || id == null || !mayHoldSomebody(where, where)) {
            return null;
        }
        home.spared = null;
        return id.equals(where.config.id()) ? null : locations.get(id);
    }

    /** {@return whether there are doors but exits, and not fewer of them than known ways out of a location} */
    private boolean allWaysHaveDoors(Location location) {
        Set<String> doors = location.diary.doors();
        doors.removeIf(door -> isDecidedExit(location, door));
        Set<String> ways = new TreeSet<>(location.config.adjacent());
        locations.values().stream().filter(other -> lists(other, location))
                .forEach(other -> ways.add(other.config.id()));
        ways.retainAll(locations.keySet());
        ways.remove(location.config.id());
        return !doors.isEmpty() && doors.size() >= ways.size();
    }

    private boolean isDecidedExit(Location location, String door) {
        ReferenceHome home = home(location);
        return home != null && home.isExit(key(location, door), doors(location, true), doors(location, false));
    }

    // ------------------------------------------------------------------------------- where the people are

    /**
     * A household whose people are weighed. As long as all of this is the same, what is known of them remains true.
     *
     * @param members its locations, by id
     * @param diaries what happened in them
     * @param adjacent between which of them people can walk
     * @param beside between which of them nobody would see them walk into a held one
     * @param headCount how many people there are, or 0
     * @param people where they may be
     */
    private record Household(Map<String, Location> members, List<Diary> diaries, Set<List<String>> adjacent,
            Set<List<String>> beside, int headCount, ReferenceWhereabouts people) {
        boolean isSameAs(Household other) {
            return members.equals(other.members) && diaries.equals(other.diaries) && adjacent.equals(other.adjacent)
                    && beside.equals(other.beside) && headCount == other.headCount;
        }
    }

    /** Applies the households as they are configured now. */
    private void formHouseholds() {
        Map<String, Map<String, Location>> members = new TreeMap<>();
        locations.values().stream().filter(ReferenceModel::watches).forEach(location -> members
                .computeIfAbsent(household(location), h -> new TreeMap<>()).put(location.config.id(), location));
        locations.values().stream().filter(location -> location.parent != null)
                .forEach(location -> location.home = new ReferenceHome());
        rememberPeople();
        Map<String, Household> before = new TreeMap<>(households);
        households.clear();
        members.forEach((id, all) -> {
            all.remove(id);
            if (all.size() < 2 || all.size() > 60) {
                return;
            }
            Set<List<String>> adjacent = new HashSet<>();
            Set<List<String>> beside = new HashSet<>();
            for (Location a : all.values()) {
                for (Location b : all.values()) {
                    boolean free = lister(a) == null && lister(b) == null && a.parent == b.parent;
                    if (a != b && (free || areListed(a, b) || areRelated(a, b))) {
                        adjacent.add(List.of(a.config.id(), b.config.id()));
                    }
                    if (areBeside(a, b)) {
                        beside.add(List.of(a.config.id(), b.config.id()));
                    }
                }
            }
            Household household = new Household(all, all.values().stream().map(location -> location.diary).toList(),
                    adjacent, beside, headCount(id), new ReferenceWhereabouts(all.size(), headCount(id)));
            Household known = before.get(id);
            if (known != null && known.isSameAs(household)) {
                households.put(id, known);
                return;
            }
            Map<String, ReferenceWhereabouts.Remembered> remembered = new TreeMap<>();
            Set<String> occupied = new TreeSet<>();
            all.forEach((location, member) -> {
                if (member.diary.remembered != null) {
                    remembered.put(location, member.diary.remembered);
                }
                if (isOccupied(member, member)) {
                    occupied.add(location);
                }
            });
            household.people.recall(all.keySet(), remembered, occupied);
            households.put(id, household);
        });
        locations.values().forEach(location -> location.diary.remembered = null);
    }

    private boolean decides(String id) {
        Household household = households.get(id);
        return household != null && household.diaries.stream().mapToInt(Diary::size).sum() >= enoughActivities;
    }

    /**
     * {@return whether the hypotheses say when a location is left; a sensor that sees people sit still says so itself}
     */
    private static boolean isWeighed(Location location) {
        return departs(location) && !location.diary.seesStillness();
    }

    private ReferenceWhereabouts.Views views(Household household, Location where, long at) {
        return ReferenceWhereabouts.remembering(new ReferenceWhereabouts.Views() {
            @Override
            public double silence(String id) {
                Diary diary = location(id).diary;
                return diary.lastActive() == NO_TIME ? 1e6
                        : isReporting(location(id), where) ? 0 : Math.min(1e6, (at - diary.lastActive()) / 1000.0);
            }

            @Override
            public double stays(String id) {
                return isReporting(location(id), where) ? 1 : location(id).diary.stillHere(at);
            }

            @Override
            public boolean adjacent(String one, String other) {
                return nextDoor(household, one, other);
            }

            @Override
            public double part(String from, String to) {
                long ways = household.members.keySet().stream().filter(id -> adjacent(from, id)).count();
                double before = (adjacent(from, to) ? 1 : 0.1) / Math.max(1, ways);
                return isKnown(from, to) ? before : (10 * before + walks(from, to)) / (10 + walks(household, from));
            }
        });
    }

    /** {@return whether a sensor that is not stuck holds a location} */
    private boolean isReporting(Location location, Location where) {
        long lastActive = location.diary.lastActive();
        return isHeldByPeople(location, where) || isOccupied(location, where) && lastActive != NO_TIME
                && now - lastActive < stay(location) && isHeld(location);
    }

    /** {@return whether a sensor sees people sit still in a location, and not for days without a break} */
    private boolean isHeldByPeople(Location location, Location where) {
        long lastActive = location.diary.lastActive();
        return lastActive != NO_TIME && (now - lastActive) / 3 < stay(location) && seesSomebody(location, where);
    }

    private static boolean isHeld(Location location) {
        return location.evidence.values().stream()
                .anyMatch(e -> e.holdCounts() && !(e.trust == Trust.LOST && e.category.equals(MOTION)));
    }

    /** {@return how likely it was somebody who had been there all the time} */
    private double peopleSeen(Location location, @Nullable BoundaryChange door) {
        Household household = households.get(household(location));
        if (household == null) {
            return 0;
        }
        String id = location.config.id();
        ReferenceWhereabouts.Views views = views(household, location, now);
        Set<String> inside = new TreeSet<>(household.members.keySet());
        inside.removeIf(member -> !location(member).isAtOrBelow(location));
        if (door != null && !inside.equals(Set.of(id))) {
            Set<String> held = new TreeSet<>(household.members.keySet());
            held.removeIf(member -> !isHeldByPeople(location(member), location));
            household.people.doorAround(inside, held, views);
            return 0;
        }
        if (!inside.contains(id)) {
            return 0;
        }
        long moved = location.diary.doorMoved();
        HypothesisFilter.Sight sight = door == null ? HypothesisFilter.Sight.INSIDE
                : door == BoundaryChange.CLOSED && moved != NO_TIME && now - moved <= 120_000
                        ? HypothesisFilter.Sight.DOOR_CLOSING
                        : HypothesisFilter.Sight.DOOR;
        if (door == null) {
            follow(household, location);
        }
        boolean byDoor = false;
        for (Location around = location; around != null; around = around.parent) {
            long at = around.diary.doorMoved();
            byDoor |= watches(around) && at != NO_TIME && now - at <= 90_000;
        }
        return household.people.seen(id, sight, byDoor, location.diary.believedSilence(), views);
    }

    /** Somebody is active in a location: they may have come from where somebody was active last. */
    private void follow(Household household, Location location) {
        if (!location.diary.follows(now)) {
            return;
        }
        List<Location> others = household.members.values().stream()
                .filter(other -> other != location && other.diary.lastActive() != NO_TIME).toList();
        for (Location other : others) {
            long ago = now - other.diary.lastActive();
            if (ago > 20_000 && ago <= 60_000) {
                other.diary.arrivedElsewhere(location.config.id(), false);
            }
        }
        // Of several in which somebody was active last, the one with the lowest name.
        others.stream().min(Comparator.comparing((Location other) -> -other.diary.lastActive())
                .thenComparing(other -> other.config.id())).ifPresent(latest -> {
                    long ago = now - latest.diary.lastActive();
                    if (ago > 0 && ago <= 10_000) {
                        latest.diary.arrivedElsewhere(location.config.id(), true);
                    }
                });
    }

    /** {@return how often somebody walked between two locations, less what is chance} */
    private double walks(String one, String other) {
        return one.equals(other) ? 0 : Math.max(0, location(one).diary.walks(other) + location(other).diary.walks(one));
    }

    /** {@return how often somebody walked between a location and any other} */
    private double walks(Household household, String one) {
        double all = 0;
        for (String id : household.members.keySet()) {
            all += walks(one, id);
        }
        return all;
    }

    /** {@return whether lists say if one can walk from one location to another, or one lies in the other} */
    private boolean isKnown(String one, String other) {
        return areRelated(location(one), location(other)) || areListed(location(one), location(other))
                || lister(location(one)) != null && lister(location(other)) != null;
    }

    /** {@return whether one can walk from one location to another: as is set, or as was learned} */
    private boolean nextDoor(Household household, String one, String other) {
        if (one.equals(other)) {
            return false;
        }
        boolean assumed = household.adjacent.contains(List.of(one, other));
        if (isKnown(one, other)) {
            return assumed;
        }
        double usual = 0.12 * Math.sqrt(walks(household, one) * walks(household, other));
        boolean walked = walks(one, other) >= usual;
        return assumed ? usual < 3 || walked : walked && walks(one, other) >= 10;
    }

    /** {@return when a location is left at the latest through which people only pass} */
    private long passed(Household household, Location location) {
        long lastActive = location.diary.lastActive();
        boolean since = household.members.values().stream()
                .anyMatch(other -> nextDoor(household, location.config.id(), other.config.id())
                        && other.diary.lastActive() > lastActive);
        return !location.diary.isPassage() ? NO_END
                : lastActive + (since ? Math.min(10_000, leaveTimeout(location)) : leaveTimeout(location));
    }

    /** A sensor that sees people sit still reports nobody any more. */
    private void nobodySeen(Location location) {
        Household household = households.get(household(location));
        if (household != null && household.members.containsKey(location.config.id())) {
            household.people.released(location.config.id(), views(household, location, now));
        }
    }

    /** Once a household is known well enough, its hypotheses say when each of its locations will have been left. */
    private void weigh(Location where, Cause cause) {
        if (!watches(where) || !decides(household(where))) {
            return;
        }
        Household household = households.get(household(where));
        if (household == null) {
            return;
        }
        Map<String, Long> left = foresee(household, where);
        Location likeliest = likeliest(household, where, left);
        if (likeliest != null) {
            root(where).home.spared = likeliest.config.id();
        }
        Location kept = keptWithHome(household, where, left);
        household.members.forEach((id, location) -> {
            boolean closed = location.diary.enclosed() && household.headCount != 1;
            if (!isWeighed(location) || !isOccupied(location, where) || closed || isHeld(location)
                    || location.diary.lastActive() == NO_TIME) {
                return;
            }
            long stay = !location.diary.enclosed() && isBesideAHold(household, location, where)
                    ? Math.min(stay(location), 10 * leaveTimeout(location))
                    : stay(location);
            long only = location.diary.onlyUntil == NO_TIME ? NO_END : location.diary.onlyUntil;
            long latest = Math.min(only, location.diary.lastActive() + stay);
            long leaves = location == likeliest ? latest : Math.min(latest, left.getOrDefault(id, NO_END));
            location.diary.leaving = leaves != latest;
            leaves = location == likeliest ? leaves : Math.min(leaves, passed(household, location));
            leaves = location == kept ? Math.max(leaves, root(where).home.until(now)) : leaves;
            long end = cappedByHome(location, leaves);
            for (Evidence evidence : List.copyOf(location.evidence.values())) {
                boolean over = evidence.sustainOnly || List.of(PRESENCE, "person", "level").contains(evidence.category);
                if (evidence.timer != NO_TIME && (over ? evidence.timer > end : evidence.timer != end)) {
                    evidence.timer = end > now ? end : NO_TIME;
                    if (evidence.timer == NO_TIME && !evidence.hold) {
                        location.evidence.remove(evidence.source);
                    }
                    because(id, cause);
                }
            }
        });
    }

    /**
     * {@return the location that nobody was seen leaving and that would be given up last, while somebody is at home}
     */
    private @Nullable Location keptWithHome(Household household, Location where, Map<String, Long> left) {
        List<Location> open = household.members.values().stream()
                .filter(each -> cannotBeEmpty(where) && departs(each) && isOccupied(each, where)).toList();
        return open.stream().anyMatch(ReferenceModel::isHeld) ? null
                : open.stream().filter(each -> each.diary.lastActive() != NO_TIME)
                        .filter(each -> isWeighed(each) ? !left.containsKey(each.config.id()) : !each.diary.leaving)
                        .min(Comparator.comparing((Location each) -> -each.diary.lastActive() - stay(each))
                                .thenComparing(each -> each.config.id()))
                        .orElse(null);
    }

    /** {@return the location that would be left last if all would be, although somebody is at home} */
    private @Nullable Location likeliest(Household household, Location where, Map<String, Long> left) {
        Location likeliest = null;
        long latest = NO_TIME;
        for (Location location : cannotBeEmpty(where) ? household.members.values() : List.<Location> of()) {
            if (!departs(location) || !isOccupied(location, where)) {
                continue;
            }
            long end = left.getOrDefault(location.config.id(), NO_END);
            boolean closed = location.diary.enclosed() && household.headCount != 1;
            boolean leaves = isWeighed(location) ? end != NO_END : location.diary.leaving;
            if (isHeld(location) || closed || !leaves) {
                return null;
            }
            boolean justLit = location == where && location.diary.arrived() == location.diary.lastActive();
            if (isWeighed(location) && end > latest && !justLit) {
                latest = end;
                likeliest = location;
            }
        }
        return likeliest;
    }

    private boolean isBesideAHold(Household household, Location location, Location where) {
        return household.members.values().stream()
                .anyMatch(other -> household.beside.contains(List.of(location.config.id(), other.config.id()))
                        && isHeldByPeople(other, where));
    }

    /** {@return whether a location is occupied, or becomes so by the activity that is weighed} */
    private static boolean isOccupied(Location location, Location where) {
        return location.own || (location == where
                && location.evidence.values().stream().anyMatch(e -> e.active() && !e.sustainOnly));
    }

    /** {@return how long a location is not left because somebody was seen in a passage next to it since} */
    private long walkingOn(Household household, Location location) {
        long lastActive = location.diary.lastActive();
        long latest = household.members.values().stream()
                .filter(other -> departs(location) && other.config.passage()
                        && nextDoor(household, location.config.id(), other.config.id()))
                .mapToLong(other -> other.diary.lastActive()).reduce(lastActive, Math::max);
        return lastActive == NO_TIME || latest == lastActive ? 0 : latest + 20_000 - lastActive;
    }

    /** {@return whether seven in ten who stay in a passage are seen there again within half of its timeout} */
    private boolean isSeenAgainSoon(Location location, String category) {
        Map<String, Duration> own = location.config.ownTimeouts();
        boolean ofItsOwn = own.containsKey(category)
                || own.containsKey("default") && !LocationConfig.DEFAULT_TIMEOUTS.containsKey(category);
        return watches(location) && !departs(location) && !ofItsOwn && location.diary.knowsRhythm()
                && location.diary.shareOfLonger(Math.max(1, leaveTimeout(location) / 2 / 1000.0)) < 0.3;
    }

    private Map<String, Long> foresee(Household household, Location where) {
        Map<String, Long> left = new TreeMap<>();
        for (long silence : SILENCES) {
            long at = now + silence * 1000;
            ReferenceWhereabouts.Views views = views(household, where, at);
            Map<String, Double> odds = household.people.odds(views::stays);
            household.members.forEach((id, location) -> {
                long shown = household.members.entrySet().stream()
                        .filter(other -> isOccupied(other.getValue(), where) && !left.containsKey(other.getKey()))
                        .count();
                long lastActive = location.diary.lastActive();
                boolean alone = household.headCount == 1;
                long walkingOn = walkingOn(household, location);
                long least = Math.max(leaveTimeout(location) / (alone ? 10 : 2), walkingOn);
                long brisk = location.diary.knowsRhythm()
                        ? Math.max(leaveTimeout(location) / 6, (long) (1000 * location.diary.believedSilence()))
                        : Long.MAX_VALUE;
                long plainly = Math.max(Math.min(leaveTimeout(location) / (alone ? 10 : 2), brisk), walkingOn);
                if (!isOccupied(location, where) || left.containsKey(id) || isReporting(location, where)
                        || household.people.isAlwaysThere(id) || lastActive == NO_TIME || at - lastActive < plainly) {
                    return;
                }
                double chance = odds.getOrDefault(id, 0.0);
                if (shown > 1) {
                    double rare = isBesideAHold(household, location, where) ? 0.3 : 0.03;
                    chance *= views.stays(id) / (views.stays(id) + rare);
                }
                if (chance < (at - lastActive < least ? 0.01 : 0.1)) {
                    left.put(id, at);
                }
            });
        }
        return left;
    }

    /** A timeout of its own counts, that of its category before the default one; then the built-in ones likewise. */
    private long timeout(Location location, String category) {
        Map<String, Duration> own = location.config.ownTimeouts();
        Map<String, Duration> builtIn = LocationConfig.DEFAULT_TIMEOUTS;
        String kind = own.containsKey(category) || builtIn.containsKey(category) ? category : "default";
        if (own.containsKey(kind)) {
            return own.get(kind).toMillis();
        }
        // Where people only pass through, they are gone as soon as they would be after they were seen leaving.
        boolean passing = watches(location) && !departs(location);
        return passing ? leaveTimeout(location) : builtIn.get(kind).toMillis();
    }

    private void endSightingsElsewhere(String person, Location here, Cause cause) {
        for (Location other : locations.values()) {
            if (!other.isAtOrBelow(here) && !here.isAtOrBelow(other) && other.seen.remove(person)) {
                because(other.config.id(), cause);
            }
        }
    }

    private void vacate(Location location) {
        Household household = households.get(household(location));
        if (household != null && watches(location)) {
            household.people.vacated(location.config.id());
        }
        location.evidence.values().removeIf(evidence -> !evidence.hold);
        for (Evidence evidence : location.evidence.values()) {
            evidence.timer = NO_TIME;
            evidence.holdEnd = NO_END;
            evidence.trust = Trust.VACATED;
        }
        location.seen.clear();
        location.lingerUntil = NO_TIME;
        location.own = false;
        location.spoken = false;
        if (follows(location.config) && location.parent != null && location.parent.shown) {
            location.suspended = true;
        }
    }

    private void lock(Location location, Lock lock) {
        Lock before = location.locks.remove(lock.owner());
        if (lock.untilMillis() > now) {
            location.locks.put(lock.owner(), lock);
            lockChanged(location, lock);
        }
        if (before != null) {
            lockChanged(location, new Lock(before.owner(), before.mode(),
                    before.scope() == Scope.SUBTREE || lock.scope() == Scope.SUBTREE ? Scope.SUBTREE : Scope.SELF,
                    NO_END));
        }
    }

    private void unlock(Location location, String owner) {
        Lock lock = location.locks.remove(owner);
        if (lock != null) {
            lockChanged(location, lock);
        }
    }

    private void lockChanged(Location location, Lock lock) {
        for (Location each : locations.values()) {
            if (each == location || (lock.scope() == Scope.SUBTREE && each.isAtOrBelow(location))) {
                because(each.config.id(), new Cause.Locking(lock.owner(), location.config.id()));
            }
        }
    }

    // -------------------------------------------------------------------------------------------------------- time

    /** Lets time pass; what falls due at the very end is told together with what the call does then. */
    private void live(long to, List<Change> changes) {
        long end = Math.max(now, to);
        while (nextChange() <= end) {
            now = nextChange();
            expire();
            settle(true);
            if (now < end) {
                tell(changes);
            }
        }
        now = end;
        // What ended without changing anything is no cause of what comes next.
        ownCauses.keySet().removeIf(id -> state(id).equals(told.get(id)));
    }

    /** The earliest instant at which anything ends. */
    private long nextChange() {
        long next = NO_END;
        for (Location location : locations.values()) {
            for (Evidence evidence : location.evidence.values()) {
                next = Math.min(next, evidence.nextChange());
            }
            for (Lock lock : location.locks.values()) {
                next = Math.min(next, lock.untilMillis());
            }
            if (location.lingerUntil != NO_TIME) {
                next = Math.min(next, location.lingerUntil);
            }
            long homeUntil = homeUntil(location);
            next = homeUntil == NO_TIME ? next : Math.min(next, homeUntil);
        }
        return next;
    }

    /** Takes away all that is over at this instant. */
    private void expire() {
        for (Location location : locations.values()) {
            String id = location.config.id();
            if (location.lingerUntil != NO_TIME && location.lingerUntil <= now) {
                location.lingerUntil = NO_TIME;
                because(id, new Cause.Timer("linger"));
            }
            if (location.parent == null && isDecided(location) && location.home.endsAt(now)) {
                because(id, new Cause.Timer(location.home.reporter()));
            }
            for (Evidence evidence : List.copyOf(location.evidence.values())) {
                if (expire(evidence)) {
                    because(id, new Cause.Timer(evidence.source));
                }
                if (!evidence.hold && evidence.timer == NO_TIME) {
                    location.evidence.remove(evidence.source);
                }
            }
            for (Lock lock : List.copyOf(location.locks.values())) {
                if (lock.untilMillis() <= now) {
                    unlock(location, lock.owner());
                }
            }
        }
    }

    private boolean expire(Evidence evidence) {
        boolean changed = false;
        if (evidence.timer != NO_TIME && evidence.timer <= now) {
            evidence.timer = NO_TIME;
            changed = true;
        }
        if (evidence.holdCounts() && evidence.holdEnd <= now) {
            evidence.endHold();
            changed = true;
        }
        return changed;
    }

    // -------------------------------------------------------------------------------------------------- settlement

    /** Works out the children and parents of all locations, and an order in which children come first. */
    private void link() {
        for (Location location : locations.values()) {
            location.parent = location.config.parent() == null ? null : locations.get(location.config.parent());
            location.children = new ArrayList<>();
        }
        for (Location location : locations.values()) {
            location.depth = 0;
            for (Location above = location.parent; above != null; above = above.parent) {
                location.depth++;
            }
            if (location.parent != null) {
                location.parent.children.add(location);
            }
        }
        for (Location location : locations.values()) {
            location.isHome = false;
            location.exits.clear();
            location.innerDoors.clear();
        }
        for (Location location : locations.values()) {
            Location root = location;
            for (Location above = location.parent; above != null; above = above.parent) {
                root = above;
            }
            Location home = root;
            location.root = home;
            home.isHome |= location != home && departs(location) && isPart(location);
            location.config.exits()
                    .forEach((source, out) -> (out ? home.exits : home.innerDoors).add(key(location, source)));
        }
        childrenFirst = new ArrayList<>(locations.values());
        childrenFirst.sort(Comparator.comparing((Location location) -> location.depth).reversed());
        future = null;
    }

    /**
     * Works out what is true and shown at this instant, as the least solution of the rules: nothing is taken for
     * occupied until some rule says so.
     */
    private void settle(boolean mayLinger) {
        for (Location location : childrenFirst) {
            location.own = own(location);
            location.nowShown = false;
            location.nowReported = false;
        }
        boolean again = true;
        while (again) {
            again = false;
            for (Location location : childrenFirst) {
                again |= apply(location, mayLinger);
            }
            for (int i = childrenFirst.size() - 1; i >= 0; i--) {
                again |= apply(childrenFirst.get(i), mayLinger);
            }
        }
        for (Location location : childrenFirst) {
            Location parent = location.parent;
            if (parent != null && parent.nowShown && !parent.shown) {
                location.suspended = false;
            }
        }
        for (Location location : childrenFirst) {
            location.shown = location.nowShown;
            location.spoken = null;
            location.lingerUntil = location.nowLinger;
            location.hadChild = location.nowHasChild;
            if (!location.nowRaw) {
                location.seen.clear();
            }
            location.occupants = occupants(location);
        }
    }

    private static boolean own(Location location) {
        boolean full = location.evidence.values().stream().anyMatch(e -> e.active() && !e.sustainOnly);
        boolean sustaining = location.evidence.values().stream().anyMatch(Evidence::active)
                || (location.config.identityHolds() && !location.seen.isEmpty());
        return full || (location.own && sustaining);
    }

    /** Applies the rules of the tree to one location. Returns whether that changed anything. */
    private boolean apply(Location location, boolean mayLinger) {
        boolean child = location.children.stream().anyMatch(c -> c.config.contributesToParent() && c.nowReported);
        long linger = location.lingerUntil;
        if (child) {
            linger = NO_TIME;
        } else if (location.hadChild && mayLinger && !location.config.linger().isZero()) {
            linger = now + location.config.linger().toMillis();
        }
        boolean up = location.own || child || linger != NO_TIME || homeUntil(location) != NO_TIME;
        Location parent = location.parent;
        boolean following = follows(location.config) && parent != null && parent.nowShown
                && !(location.suspended && parent.shown);
        boolean raw = up || following;
        LockMode mode = lockMode(location);
        boolean before = location.spoken != null ? location.spoken : location.shown;
        boolean shown = raw;
        boolean reported = up;
        if (mode == LockMode.FREEZE) {
            shown = before;
            reported = shown;
        } else if (mode == LockMode.KEEP_VACANT) {
            shown = before && raw;
            // Following is not reported back, or the two would keep each other occupied for ever.
            reported = shown && up;
        } else if (mode == LockMode.KEEP_OCCUPIED) {
            shown = before || raw;
            reported = shown;
        }
        boolean changed = shown != location.nowShown || reported != location.nowReported || raw != location.nowRaw
                || child != location.nowHasChild || linger != location.nowLinger;
        location.nowShown = shown;
        location.nowReported = reported;
        location.nowRaw = raw;
        location.nowHasChild = child;
        location.nowLinger = linger;
        return changed;
    }

    private static boolean follows(LocationConfig config) {
        return config.strategy() == Strategy.FOLLOW_PARENT;
    }

    /** The strongest of the location's own locks and of those above that reach down. */
    private static @Nullable LockMode lockMode(Location location) {
        Set<LockMode> modes = new HashSet<>();
        location.locks.values().forEach(lock -> modes.add(lock.mode()));
        for (Location above = location.parent; above != null; above = above.parent) {
            above.locks.values().stream().filter(lock -> lock.scope() == Scope.SUBTREE)
                    .forEach(lock -> modes.add(lock.mode()));
        }
        for (LockMode mode : List.of(LockMode.FREEZE, LockMode.KEEP_VACANT, LockMode.KEEP_OCCUPIED)) {
            if (modes.contains(mode)) {
                return mode;
            }
        }
        return null;
    }

    private static Set<String> occupants(Location location) {
        if (!location.shown) {
            return Set.of();
        }
        Set<String> people = new TreeSet<>(location.seen);
        for (Evidence evidence : location.evidence.values()) {
            if (evidence.holdCounts() && evidence.occupant != null) {
                people.add(evidence.occupant);
            }
        }
        for (Location child : location.children) {
            if (child.config.contributesToParent() && child.nowReported) {
                people.addAll(child.occupants);
            }
        }
        return people;
    }

    // ----------------------------------------------------------------------------------------------------- results

    private Answer answer(List<Change> changes) {
        tell(changes);
        long next = nextChange();
        return new Answer(changes, next == NO_END ? null : Instant.ofEpochMilli(next), null);
    }

    private void tell(List<Change> changes) {
        locations.forEach((id, location) -> {
            LocationState before = told.getOrDefault(id, LocationState.VACANT);
            LocationState after = state(id);
            if (!before.equals(after)) {
                changes.add(new Change(id, Instant.ofEpochMilli(now), before, after,
                        List.copyOf(ownCauses.getOrDefault(id, List.of()))));
                told.put(id, after);
            }
        });
        ownCauses.clear();
    }

    LocationState state(String id) {
        Location location = location(id);
        return new LocationState(until(location), location.occupants,
                location.evidence.values().stream().map(Evidence::state).toArray(SourceState[]::new),
                location.locks.values().toArray(Lock[]::new));
    }

    Map<String, LocationState> states() {
        Map<String, LocationState> states = new TreeMap<>();
        locations.keySet().forEach(id -> states.put(id, state(id)));
        return states;
    }

    private long until(Location location) {
        if (!location.shown) {
            return NO_TIME;
        }
        for (Moment moment : future()) {
            if (moment.instant > now && !moment.occupied.contains(location.config.id())) {
                return moment.instant;
            }
        }
        return NO_END;
    }

    /** What will be shown if nothing else happens: a copy lives through it. */
    private List<Moment> future() {
        List<Moment> moments = future;
        if (moments == null) {
            moments = new ArrayList<>();
            ReferenceModel copy = new ReferenceModel(enoughActivities);
            locations.forEach((id, location) -> copy.locations.put(id, location.copy()));
            copy.now = now;
            copy.link();
            while (copy.nextChange() != NO_END) {
                copy.now = copy.nextChange();
                copy.expire();
                copy.settle(true);
                Set<String> occupied = new HashSet<>();
                copy.locations.forEach((id, location) -> {
                    if (location.shown) {
                        occupied.add(id);
                    }
                });
                moments.add(new Moment(copy.now, occupied));
            }
            future = moments;
        }
        return moments;
    }

    private void because(String id, Cause cause) {
        ownCauses.computeIfAbsent(id, i -> new ArrayList<>()).add(cause);
    }

    private Location location(String id) {
        Location location = locations.get(id);
        if (location == null) {
            throw new IllegalArgumentException("no location " + id);
        }
        return location;
    }

    Set<String> ids() {
        return locations.keySet();
    }
}
