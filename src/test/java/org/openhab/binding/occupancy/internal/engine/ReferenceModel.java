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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The rules of the engine, written to be obvious and not to be fast: what {@link OccupancyEngine} is compared with.
 *
 * It keeps plain facts for each place and works out everything else from them, for all places, again and again: who is
 * occupied by going round until nothing changes, the end of an occupancy by living through the future of a copy. It
 * shares the engine's types for settings, events and results, and nothing else.
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

    /** What is known from one source about one place. */
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
        }

        SourceState state() {
            return new SourceState(source, category, hold, holdEnd, timer, occupant, sustainOnly, trust);
        }
    }

    /** All that is known of one place. */
    private static final class Place {
        LocationConfig config;
        final Map<String, Evidence> evidence = new TreeMap<>();
        final Set<String> seen = new TreeSet<>();
        final Map<String, Lock> locks = new TreeMap<>();
        long lingerUntil = NO_TIME;
        /** What happened here, if the place is left by departure or passed through by those who leave. */
        Diary diary = new Diary();
        /** Vacated by hand while its parent was occupied. */
        boolean suspended;
        /** own(L) and occupied(L) as they were just before, and whether a child occupied it. */
        boolean own;
        boolean shown;
        boolean hadChild;
        /** What a person said about a place whose lock shows something: replaces what it showed. */
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
        Place parent;
        List<Place> children = List.of();
        int depth;

        Place(LocationConfig config) {
            this.config = config;
        }

        Place copy() {
            Place copy = new Place(config);
            evidence.forEach((source, each) -> copy.evidence.put(source, each.copy()));
            copy.seen.addAll(seen);
            copy.locks.putAll(locks);
            copy.lingerUntil = lingerUntil;
            copy.diary = diary.copy();
            copy.suspended = suspended;
            copy.own = own;
            copy.shown = shown;
            copy.hadChild = hadChild;
            copy.spoken = spoken;
            return copy;
        }

        boolean hasContent() {
            return shown || own || !evidence.isEmpty() || !locks.isEmpty() || !seen.isEmpty() || lingerUntil != NO_TIME
                    || suspended || !diary.isEmpty();
        }

        boolean isAtOrBelow(Place other) {
            for (Place place = this; place != null; place = place.parent) {
                if (place == other) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What changed at one place; without any cause of its own it must have come from a child or the parent. */
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
        private final Map<String, Place> places = new TreeMap<>();

        Memory(long takenAt) {
            this.takenAt = takenAt;
        }
    }

    /** Which places are shown occupied from an instant on, if nothing else happens. */
    private record Moment(long instant, Set<String> occupied) {
    }

    private final Map<String, Place> places = new TreeMap<>();
    private final Map<String, Place> waiting = new TreeMap<>();
    private final Map<String, LocationState> told = new TreeMap<>();
    private final Map<String, List<Cause>> ownCauses = new TreeMap<>();
    private List<Place> childrenFirst = List.of();
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
        Set<String> removed = new TreeSet<>(places.keySet());
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
        places.forEach((id, place) -> parents.put(id, String.valueOf(place.config.parent())));
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
            Place gone = places.remove(id);
            if (gone != null) {
                if (gone.parent != null) {
                    because(gone.parent.config.id(), cause);
                }
                for (Place child : gone.children) {
                    child.suspended = false;
                    because(child.config.id(), cause);
                }
            }
        }
        for (LocationConfig config : configs) {
            Place place = places.get(config.id());
            if (place == null) {
                places.put(config.id(), new Place(config));
                told.put(config.id(), LocationState.VACANT);
                for (Place other : places.values()) {
                    if (config.id().equals(other.config.parent())) {
                        because(other.config.id(), cause);
                    }
                }
            } else {
                boolean moved = !String.valueOf(place.config.parent()).equals(String.valueOf(config.parent()));
                if (moved && place.parent != null) {
                    because(place.parent.config.id(), cause);
                }
                if (moved || place.config.strategy() != config.strategy()) {
                    place.suspended = false;
                }
                boolean departed = departs(place);
                place.config = config;
                if (!watches(place)) {
                    place.diary = new Diary();
                }
                if (departed && !departs(place)) {
                    for (Evidence evidence : List.copyOf(place.evidence.values())) {
                        cut(place, evidence, now + timeout(place, evidence.category));
                    }
                }
            }
            because(config.id(), cause);
        }
        link();
        for (LocationConfig config : configs) {
            Place entry = waiting.remove(config.id());
            if (entry != null) {
                install(place(config.id()), entry, now);
                because(config.id(), new Cause.Restore());
            }
        }
        formHouseholds();
        settle(false);
        return answer(changes);
    }

    Answer advance(Instant at) {
        List<Change> changes = new ArrayList<>();
        live(at.toEpochMilli(), changes);
        return answer(changes);
    }

    Answer shift(long delta) {
        future = null;
        now = now == NO_TIME ? NO_TIME : now + delta;
        for (Map<String, Place> all : List.of(places, waiting)) {
            for (Place place : all.values()) {
                for (Evidence evidence : place.evidence.values()) {
                    evidence.timer = later(evidence.timer, delta);
                    evidence.holdEnd = later(evidence.holdEnd, delta);
                }
                place.locks.replaceAll(
                        (owner, lock) -> new Lock(owner, lock.mode(), lock.scope(), later(lock.untilMillis(), delta)));
                place.lingerUntil = later(place.lingerUntil, delta);
                place.diary.shift(delta);
            }
        }
        places.keySet().forEach(id -> because(id, new Cause.Config()));
        return answer(new ArrayList<>());
    }

    private static long later(long instant, long delta) {
        return instant == NO_TIME || instant == NO_END ? instant : instant + delta;
    }

    Memory memory() {
        rememberPeople();
        Memory memory = new Memory(now);
        places.forEach((id, place) -> {
            if (place.hasContent()) {
                memory.places.put(id, place.copy());
            }
        });
        waiting.forEach((id, place) -> memory.places.put(id, place.copy()));
        places.values().forEach(place -> place.diary.remembered = null);
        return memory;
    }

    private void rememberPeople() {
        for (Household household : households.values()) {
            if (household.diaries.stream().anyMatch(diary -> diary.size() > 0)) {
                household.members.forEach((id, place) -> place.diary.remembered = household.people.remembered(id));
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
        for (Place place : places.values()) {
            Place nothing = new Place(place.config);
            forgetEverything(place);
            install(place, memory.places.getOrDefault(place.config.id(), nothing), present);
        }
        memory.places.forEach((id, place) -> {
            if (!places.containsKey(id)) {
                waiting.put(id, place.copy());
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
        places.keySet().forEach(id -> because(id, new Cause.Restore()));
        return answer(changes);
    }

    private static void forgetEverything(Place place) {
        place.evidence.clear();
        place.seen.clear();
        place.locks.clear();
        place.lingerUntil = NO_TIME;
        place.diary = new Diary();
        place.suspended = false;
    }

    /** Puts what was remembered into a place; holds are believed for a grace. */
    private void install(Place place, Place remembered, long present) {
        Place entry = remembered.copy();
        for (Evidence evidence : entry.evidence.values()) {
            expire(evidence);
            if (evidence.hold && (evidence.trust == Trust.LIVE || evidence.trust == Trust.RESTORED)) {
                evidence.trust = Trust.RESTORED;
                evidence.holdEnd = Math.min(evidence.holdEnd, present + GRACE_MILLIS);
            }
            if (evidence.hold || evidence.timer != NO_TIME) {
                place.evidence.put(evidence.source, evidence);
            }
        }
        entry.locks.values().stream().filter(lock -> lock.untilMillis() > now)
                .forEach(lock -> place.locks.put(lock.owner(), lock));
        place.seen.addAll(entry.seen);
        place.lingerUntil = entry.lingerUntil > now ? entry.lingerUntil : NO_TIME;
        if (watches(place)) {
            place.diary = entry.diary;
        }
        place.suspended = entry.suspended;
        place.own = entry.own;
        place.shown = entry.shown;
    }

    // ------------------------------------------------------------------------------------------------------ events

    Answer handle(OccupancyEvent event) {
        Place place = places.get(event.location());
        if (place == null) {
            return Answer.refused(RejectionCode.UNKNOWN_LOCATION);
        }
        List<Change> changes = new ArrayList<>();
        live(event.at().toEpochMilli(), changes);
        future = null;
        boolean mayLinger = event.type() != EventType.VACATE;
        apply(place, event);
        settle(mayLinger);
        return answer(changes);
    }

    private void apply(Place place, OccupancyEvent event) {
        EventType type = event.type();
        String source = event.source();
        Evidence known = source == null ? null : place.evidence.get(source);
        String category = event.category() != null ? event.category()
                : known != null ? known.category : LocationConfig.DEFAULT_CATEGORY;
        long length = event.duration() != null ? event.duration().toMillis() : timeout(place, category);
        long end = now + length;
        String occupant = event.occupant();
        String id = place.config.id();
        Cause cause = new Cause.Event(type, source == null ? "manual" : source, category);
        switch (type) {
            case MOMENTARY, MANUAL -> {
                boolean sustainOnly = event.sustainOnly() && type == EventType.MOMENTARY;
                if (end > now && (!sustainOnly || place.own)) {
                    end = active(place, event, source, category, end);
                }
                if (end > now) {
                    Evidence evidence = place.evidence.computeIfAbsent(source, s -> new Evidence(s, category));
                    evidence.category = category;
                    evidence.timer = Math.max(evidence.timer, end);
                    evidence.sustainOnly = sustainOnly;
                }
                if (occupant != null) {
                    endSightingsElsewhere(occupant, place, cause);
                    place.seen.add(occupant);
                }
                if (type == EventType.MANUAL) {
                    place.spoken = true;
                }
                because(id, cause);
                if (!sustainOnly) {
                    activeElsewhere(place, cause);
                }
                weigh(place, cause);
            }
            case HOLD_START -> {
                if (known != null && known.hold && known.trust == Trust.VACATED) {
                    return;
                }
                if (!event.sustainOnly() || place.own) {
                    active(place, event, source, category, NO_END);
                }
                Evidence evidence = place.evidence.computeIfAbsent(source, s -> new Evidence(s, category));
                evidence.category = category;
                evidence.hold = true;
                // Nobody moves for so long without a pause: the sensor is stuck.
                evidence.holdEnd = watches(place) && category.equals(MOTION) && stay(place) > 0 ? now + stay(place)
                        : NO_END;
                evidence.trust = Trust.LIVE;
                evidence.sustainOnly = event.sustainOnly();
                if (occupant != null) {
                    evidence.occupant = occupant;
                    endSightingsElsewhere(occupant, place, cause);
                }
                because(id, cause);
                if (!event.sustainOnly()) {
                    activeElsewhere(place, cause);
                }
                weigh(place, cause);
            }
            case HOLD_END -> {
                if (event.boundary() != null && departs(place)) {
                    place.diary.found(now, source,
                            event.boundary() == BoundaryChange.OPENED ? Diary.Kind.OPENED : Diary.Kind.CLOSED);
                }
                if (known != null && known.hold) {
                    if (known.holdCounts()) {
                        if (end > now && place.own) {
                            end = active(place, event, source, category, end);
                        }
                        known.category = category;
                        known.timer = end > now ? Math.max(known.timer, end) : known.timer;
                    } else {
                        known.category = category;
                    }
                    known.endHold();
                    if (known.timer == NO_TIME) {
                        place.evidence.remove(source);
                    }
                    because(id, cause);
                    weigh(place, cause);
                }
                if (occupant != null) {
                    for (Place other : places.values()) {
                        if (other.isAtOrBelow(place) && other.seen.remove(occupant)) {
                            because(other.config.id(), cause);
                        }
                    }
                }
            }
            case SOURCE_LOST -> {
                if (known != null && known.hold && (known.trust == Trust.LIVE || known.trust == Trust.RESTORED)) {
                    known.holdEnd = known.trust == Trust.RESTORED ? Math.max(end, known.holdEnd) : end;
                    known.trust = Trust.LOST;
                    if (departs(place) && known.category.equals(MOTION)) {
                        // That a motion sensor falls silent says nothing of leaving.
                        known.timer = Math.max(known.timer, now + stay(place));
                    }
                    expire(known);
                    if (!known.active()) {
                        place.evidence.remove(source);
                    }
                    because(id, cause);
                }
            }
            case VACATE -> {
                for (Place each : places.values()) {
                    if (each == place || (event.scope() != Scope.SELF && each.isAtOrBelow(place))) {
                        vacate(each);
                        because(each.config.id(), cause);
                    }
                }
            }
            case LOCK -> lock(place, new Lock(event.owner() != null ? event.owner() : source,
                    event.mode() == null ? LockMode.FREEZE : event.mode(),
                    event.scope() == null ? Scope.SELF : event.scope(), event.duration() == null ? NO_END : end));
            case UNLOCK -> unlock(place, event.owner() != null ? event.owner() : source);
            case UNLOCK_ALL -> {
                for (Place each : places.values()) {
                    if (each == place || (event.scope() == Scope.SUBTREE && each.isAtOrBelow(place))) {
                        List.copyOf(each.locks.keySet()).forEach(owner -> unlock(each, owner));
                    }
                }
            }
            case LOCK_CHANGE -> {
                Lock own = place.locks.get(source);
                if (own != null && own.mode() == LockMode.FREEZE) {
                    unlock(place, source);
                } else {
                    lock(place, new Lock(source, LockMode.FREEZE, Scope.SELF, NO_END));
                }
            }
            case PROPAGATED -> throw new IllegalArgumentException("not generated");
        }
    }

    // ----------------------------------------------------------------------------------------- leaving (section 8)

    private static boolean watches(Place place) {
        return place.config.vacancy() == Vacancy.DEPARTURE;
    }

    private static boolean departs(Place place) {
        return watches(place) && !place.config.passage();
    }

    private static long stay(Place place) {
        return place.config.stayTimeout().toMillis();
    }

    private static long leave(Place place) {
        return place.config.leaveTimeout().toMillis();
    }

    /**
     * Somebody was active in a place.
     *
     * @param end when the evidence would end by its timer
     * @return when the evidence ends: with the stay, if the place is left by departure
     */
    private long active(Place place, OccupancyEvent event, String source, String category, long end) {
        if (!watches(place)) {
            return end;
        }
        Diary diary = place.diary;
        Diary.Kind kind = kind(place, event, category);
        long before = diary.lastActive();
        long doorMoved = diary.doorMoved();
        long emptied = diary.emptiedAt();
        Evidence own = place.evidence.get(source);
        boolean tellsOfAll = category.equals(PRESENCE) && (own == null || !own.sustainOnly);
        if (event.type() != EventType.HOLD_END && !event.sustainOnly()) {
            peopleSeen(place, event.boundary());
        } else if (event.type() == EventType.HOLD_END && tellsOfAll) {
            nobodySeen(place);
        }
        diary.active(now, kind, source, place.own, stay(place), leave(place), event.type(),
                event.type() == EventType.HOLD_END ? tellsOfAll : category.equals(PRESENCE) && !event.sustainOnly());
        if (kind == Diary.Kind.PASSING) {
            return end;
        }
        long stays = now + stay(place);
        if (kind.isDoor()) {
            stays = Math.min(stays, now + leave(place));
        } else if (kind == Diary.Kind.RELEASED) {
            stays = Math.min(stays, end);
        } else if (kind == Diary.Kind.STILL) {
            long lastMovement = now - diary.coolDown(source);
            long elsewhere = diary.activeElsewhere();
            if (before != NO_TIME && before == emptied && lastMovement <= before) {
                diary.leftAfter(before);
                long left = place.evidence.values().stream().filter(e -> e.category.equals(PRESENCE))
                        .mapToLong(e -> e.timer).reduce(before + leave(place), Math::max);
                stays = Math.max(now, Math.min(stays, left));
            } else if (before != NO_TIME && before == doorMoved && lastMovement <= before) {
                diary.leftAfter(before);
                stays = Math.max(now, Math.min(stays, before + leave(place)));
            } else if (elsewhere > Math.max(lastMovement, before) && !diary.enclosed()) {
                diary.leftAfter(lastMovement);
                long leaves = isHomeOfOne(place) ? elsewhere : elsewhere + diary.patience(leave(place));
                stays = Math.max(now, Math.min(stays, leaves));
            }
        }
        if (event.type() == EventType.HOLD_START) {
            return end;
        }
        if (event.type() != EventType.MANUAL && !diary.enclosed() && isBesideAHold(place)) {
            stays = Math.min(stays, now + LEAVES_BESIDE_A_HOLD * leave(place));
        }
        if (kind != Diary.Kind.RELEASED || tellsOfAll) {
            cut(place, stays);
        }
        return stays;
    }

    private static Diary.Kind kind(Place place, OccupancyEvent event, String category) {
        if (!departs(place)) {
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

    /** Who is active somewhere may have left another place. */
    private void activeElsewhere(Place where, Cause cause) {
        for (Place other : places.values()) {
            boolean apart = !other.isAtOrBelow(where) && !where.isAtOrBelow(other);
            if (!departs(other) || !other.own || !apart || other.diary.lastActive() >= now || seesStillness(other)) {
                continue;
            }
            boolean decides = decides(household(where));
            if (isHomeOfOne(where) && household(other).equals(household(where)) && !(decides && isWeighed(other))) {
                leave(other, now, cause);
            } else if ((!isHomeOfOne(where) || decides) && isNextTo(other, where)) {
                long inside = other.diary.lastInside();
                if (inside == NO_TIME || now - inside <= WALK_MILLIS) {
                    if (inside != NO_TIME) {
                        other.diary.walkedOut();
                    }
                    leave(other, now + other.diary.patience(leave(other)), cause);
                }
            }
        }
    }

    private void leave(Place place, long end, Cause cause) {
        boolean moving = place.evidence.values().stream()
                .anyMatch(e -> e.holdCounts() && e.trust != Trust.LOST && e.category.equals(MOTION));
        if (moving) {
            place.diary.activeElsewhere(now);
        } else if (cut(place, end)) {
            because(place.config.id(), cause);
        }
    }

    /** {@return whether a sensor holds a place that itself tells when somebody leaves} */
    private static boolean seesStillness(Place place) {
        return place.evidence.values().stream().anyMatch(e -> e.holdCounts() && !e.category.equals(MOTION));
    }

    /** Ends all timers of a place at an instant, if they would run longer. */
    private boolean cut(Place place, long end) {
        boolean any = false;
        for (Evidence evidence : List.copyOf(place.evidence.values())) {
            any |= cut(place, evidence, end);
        }
        return any;
    }

    private boolean cut(Place place, Evidence evidence, long end) {
        if (evidence.timer == NO_TIME || evidence.timer <= end) {
            return false;
        }
        evidence.timer = end > now ? end : NO_TIME;
        if (evidence.timer == NO_TIME && !evidence.hold) {
            place.evidence.remove(evidence.source);
        }
        return true;
    }

    /** {@return whether who is active in a place may have left the other one} A part of a room is in the room. */
    private static boolean isNextTo(Place other, Place where) {
        for (Place place = where; place != null; place = place.parent) {
            for (Place listed = other; listed != null; listed = hasList(listed) ? null : listed.parent) {
                if (lists(place, listed) || lists(listed, place)) {
                    return true;
                }
            }
        }
        Place lister = lister(where);
        return lister == lister(other) && (lister != null || household(other).equals(household(where)));
    }

    private static boolean lists(Place place, Place other) {
        return place.config.adjacent().contains(other.config.id());
    }

    private static boolean hasList(Place place) {
        return !place.config.adjacent().isEmpty();
    }

    /** {@return the place that has the list of neighbours of a place: itself or one that it lies in} */
    private static @Nullable Place lister(Place place) {
        Place lister = place;
        while (lister != null && !hasList(lister)) {
            lister = lister.parent;
        }
        return lister;
    }

    /** {@return whether two places are next to each other by a list, or parts of one place that has a list} */
    private static boolean areListed(Place a, Place b) {
        boolean same = lister(a) != null && lister(a) == lister(b);
        for (Place one = a; one != null; one = hasList(one) ? null : one.parent) {
            for (Place other = b; other != null; other = hasList(other) ? null : other.parent) {
                same |= lists(one, other) || lists(other, one);
            }
        }
        return same;
    }

    private static boolean areRelated(Place a, Place b) {
        return a.isAtOrBelow(b) || b.isAtOrBelow(a);
    }

    /** {@return whether two places are next to each other by a list or, without one, lie in the same place} */
    private static boolean areBeside(Place a, Place b) {
        boolean siblings = a.parent != null && a.parent == b.parent && lister(a) == null && lister(b) == null;
        return !areRelated(a, b) && (siblings || areListed(a, b));
    }

    /** {@return whether a sensor that sees people sit still holds a place next to this one} */
    private boolean isBesideAHold(Place place) {
        return places.values().stream().anyMatch(other -> areBeside(place, other) && seesSomebody(other, place));
    }

    private static boolean seesSomebody(Place place, Place where) {
        return isOccupied(place, where) && place.evidence.values().stream().anyMatch(
                e -> e.holdCounts() && e.trust != Trust.LOST && !e.sustainOnly && e.category.equals(PRESENCE));
    }

    /** {@return the household of a place: the root above it; all roots with nothing below are one} */
    private static String household(Place place) {
        Place root = place;
        for (Place above = place.parent; above != null; above = above.parent) {
            root = above;
        }
        return root.children.isEmpty() ? "" : root.config.id();
    }

    private boolean isHomeOfOne(Place place) {
        return headCount(household(place)) == 1;
    }

    /** {@return how many people there are, or 0} Of roots with nothing below each may say it; one stands for all. */
    private int headCount(String household) {
        if (!household.isEmpty()) {
            return headCount(place(household));
        }
        List<Integer> counts = places.values().stream()
                .filter(root -> root.parent == null && root.children.isEmpty() && departs(root)).map(this::headCount)
                .toList();
        return counts.contains(1) ? 1 : counts.stream().reduce(0, Math::max);
    }

    private int headCount(Place place) {
        Integer count = place.config.headCount();
        return count == null ? 0 : count;
    }

    // ------------------------------------------------------------------------------- where the people are (section 8)

    /**
     * A household whose people are weighed. As long as all of this is the same, what is known of them remains true.
     *
     * @param members its places, by id
     * @param diaries what happened in them
     * @param adjacent between which of them people can walk
     * @param beside between which of them nobody would see them walk into a held one
     * @param headCount how many people there are, or 0
     * @param people where they may be
     */
    private record Household(Map<String, Place> members, List<Diary> diaries, Set<List<String>> adjacent,
            Set<List<String>> beside, int headCount, ReferenceWhereabouts people) {
        boolean isSameAs(Household other) {
            return members.equals(other.members) && diaries.equals(other.diaries) && adjacent.equals(other.adjacent)
                    && beside.equals(other.beside) && headCount == other.headCount;
        }
    }

    /** Takes up the households as they are configured now. */
    private void formHouseholds() {
        Map<String, Map<String, Place>> members = new TreeMap<>();
        places.values().stream().filter(ReferenceModel::watches).forEach(
                place -> members.computeIfAbsent(household(place), h -> new TreeMap<>()).put(place.config.id(), place));
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
            for (Place a : all.values()) {
                for (Place b : all.values()) {
                    boolean free = lister(a) == null && lister(b) == null;
                    if (a != b && (free || areListed(a, b) || areRelated(a, b))) {
                        adjacent.add(List.of(a.config.id(), b.config.id()));
                    }
                    if (areBeside(a, b)) {
                        beside.add(List.of(a.config.id(), b.config.id()));
                    }
                }
            }
            Household household = new Household(all, all.values().stream().map(place -> place.diary).toList(), adjacent,
                    beside, headCount(id), new ReferenceWhereabouts(all.size(), headCount(id)));
            Household known = before.get(id);
            if (known != null && known.isSameAs(household)) {
                households.put(id, known);
                return;
            }
            Map<String, ReferenceWhereabouts.Remembered> remembered = new TreeMap<>();
            Set<String> occupied = new TreeSet<>();
            all.forEach((place, member) -> {
                if (member.diary.remembered != null) {
                    remembered.put(place, member.diary.remembered);
                }
                if (isOccupied(member, member)) {
                    occupied.add(place);
                }
            });
            household.people.recall(all.keySet(), remembered, occupied);
            households.put(id, household);
        });
        places.values().forEach(place -> place.diary.remembered = null);
    }

    private boolean decides(String id) {
        Household household = households.get(id);
        return household != null && household.diaries.stream().mapToInt(Diary::size).sum() >= enoughActivities;
    }

    /** {@return whether the hypotheses say when a place is left; a sensor that sees people sit still says so itself} */
    private static boolean isWeighed(Place place) {
        return departs(place) && !place.diary.seesStillness();
    }

    private ReferenceWhereabouts.Views views(Household household, Place where, long at) {
        return new ReferenceWhereabouts.Views() {
            @Override
            public double silence(String id) {
                Diary diary = place(id).diary;
                return diary.lastActive() == NO_TIME ? 1e6
                        : isReporting(place(id), where) ? 0 : Math.min(1e6, (at - diary.lastActive()) / 1000.0);
            }

            @Override
            public double stays(String id) {
                return isReporting(place(id), where) ? 1 : place(id).diary.stillHere(at);
            }

            @Override
            public boolean adjacent(String one, String other) {
                return household.adjacent.contains(List.of(one, other));
            }

            @Override
            public int ways(String id) {
                return (int) household.adjacent.stream().filter(pair -> pair.get(0).equals(id)).count();
            }
        };
    }

    /** {@return whether a sensor that is not stuck holds a place} */
    private boolean isReporting(Place place, Place where) {
        long lastActive = place.diary.lastActive();
        return isHeldByPeople(place, where)
                || isOccupied(place, where) && lastActive != NO_TIME && now - lastActive < stay(place) && isHeld(place);
    }

    /** {@return whether a sensor sees people sit still in a place, and not for days without a break} */
    private boolean isHeldByPeople(Place place, Place where) {
        long lastActive = place.diary.lastActive();
        return lastActive != NO_TIME && (now - lastActive) / 3 < stay(place) && seesSomebody(place, where);
    }

    private static boolean isHeld(Place place) {
        return place.evidence.values().stream()
                .anyMatch(e -> e.holdCounts() && !(e.trust == Trust.LOST && e.category.equals(MOTION)));
    }

    private void peopleSeen(Place place, @Nullable BoundaryChange door) {
        Household household = households.get(household(place));
        if (household == null) {
            return;
        }
        String id = place.config.id();
        ReferenceWhereabouts.Views views = views(household, place, now);
        Set<String> inside = new TreeSet<>(household.members.keySet());
        inside.removeIf(member -> !place(member).isAtOrBelow(place));
        if (door != null && !inside.equals(Set.of(id))) {
            Set<String> held = new TreeSet<>(household.members.keySet());
            held.removeIf(member -> !isHeldByPeople(place(member), place));
            household.people.doorAround(inside, held, views);
            return;
        }
        if (!inside.contains(id)) {
            return;
        }
        long moved = place.diary.doorMoved();
        Whereabouts.Sight sight = door == null ? Whereabouts.Sight.INSIDE
                : door == BoundaryChange.CLOSED && moved != NO_TIME && now - moved <= 120_000
                        ? Whereabouts.Sight.DOOR_CLOSING
                        : Whereabouts.Sight.DOOR;
        boolean byDoor = false;
        for (Place around = place; around != null; around = around.parent) {
            long at = around.diary.doorMoved();
            byDoor |= watches(around) && at != NO_TIME && now - at <= 90_000;
        }
        household.people.seen(id, sight, byDoor, place.diary.believedSilence(), views);
    }

    /** A sensor that sees people sit still reports nobody any more. */
    private void nobodySeen(Place place) {
        Household household = households.get(household(place));
        if (household != null && household.members.containsKey(place.config.id())) {
            household.people.released(place.config.id(), views(household, place, now));
        }
    }

    /** Once a household is known well enough, its hypotheses say when each of its places will have been left. */
    private void weigh(Place where, Cause cause) {
        if (!watches(where) || !decides(household(where))) {
            return;
        }
        Household household = households.get(household(where));
        if (household == null) {
            return;
        }
        Map<String, Long> left = foresee(household, where);
        household.members.forEach((id, place) -> {
            boolean closed = place.diary.enclosed() && household.headCount != 1;
            if (!isWeighed(place) || !isOccupied(place, where) || closed || isHeld(place)
                    || place.diary.lastActive() == NO_TIME) {
                return;
            }
            long stay = !place.diary.enclosed() && isBesideAHold(household, place, where)
                    ? Math.min(stay(place), 10 * leave(place))
                    : stay(place);
            long end = Math.min(place.diary.lastActive() + stay, left.getOrDefault(id, NO_END));
            for (Evidence evidence : List.copyOf(place.evidence.values())) {
                boolean over = evidence.sustainOnly || List.of(PRESENCE, "person", "level").contains(evidence.category);
                if (evidence.timer != NO_TIME && (over ? evidence.timer > end : evidence.timer != end)) {
                    evidence.timer = end > now ? end : NO_TIME;
                    if (evidence.timer == NO_TIME && !evidence.hold) {
                        place.evidence.remove(evidence.source);
                    }
                    because(id, cause);
                }
            }
        });
    }

    private boolean isBesideAHold(Household household, Place place, Place where) {
        return household.members.values().stream()
                .anyMatch(other -> household.beside.contains(List.of(place.config.id(), other.config.id()))
                        && isHeldByPeople(other, where));
    }

    /** {@return whether a place is occupied, or becomes so by the activity that is weighed} */
    private static boolean isOccupied(Place place, Place where) {
        return place.own
                || (place == where && place.evidence.values().stream().anyMatch(e -> e.active() && !e.sustainOnly));
    }

    private Map<String, Long> foresee(Household household, Place where) {
        Map<String, Long> left = new TreeMap<>();
        for (long silence : SILENCES) {
            long at = now + silence * 1000;
            ReferenceWhereabouts.Views views = views(household, where, at);
            Map<String, Double> odds = household.people.odds(views::stays);
            household.members.forEach((id, place) -> {
                long shown = household.members.entrySet().stream()
                        .filter(other -> isOccupied(other.getValue(), where) && !left.containsKey(other.getKey()))
                        .count();
                long lastActive = place.diary.lastActive();
                long least = leave(place) / (household.headCount == 1 ? 10 : 2);
                if (!isOccupied(place, where) || left.containsKey(id) || isReporting(place, where)
                        || household.people.isAlwaysThere(id) || lastActive == NO_TIME || at - lastActive < least) {
                    return;
                }
                double chance = odds.getOrDefault(id, 0.0);
                if (shown > 1) {
                    double rare = isBesideAHold(household, place, where) ? 0.3 : 0.03;
                    chance *= views.stays(id) / (views.stays(id) + rare);
                }
                if (chance < 0.1) {
                    left.put(id, at);
                }
            });
        }
        return left;
    }

    private static long timeout(Place place, String category) {
        Map<String, Duration> timeouts = place.config.timeouts();
        return timeouts.getOrDefault(category, timeouts.get(LocationConfig.DEFAULT_CATEGORY)).toMillis();
    }

    private void endSightingsElsewhere(String person, Place here, Cause cause) {
        for (Place other : places.values()) {
            if (!other.isAtOrBelow(here) && !here.isAtOrBelow(other) && other.seen.remove(person)) {
                because(other.config.id(), cause);
            }
        }
    }

    private void vacate(Place place) {
        Household household = households.get(household(place));
        if (household != null && watches(place)) {
            household.people.vacated(place.config.id());
        }
        place.evidence.values().removeIf(evidence -> !evidence.hold);
        for (Evidence evidence : place.evidence.values()) {
            evidence.timer = NO_TIME;
            evidence.holdEnd = NO_END;
            evidence.trust = Trust.VACATED;
        }
        place.seen.clear();
        place.lingerUntil = NO_TIME;
        place.own = false;
        place.spoken = false;
        if (follows(place.config) && place.parent != null && place.parent.shown) {
            place.suspended = true;
        }
    }

    private void lock(Place place, Lock lock) {
        Lock before = place.locks.remove(lock.owner());
        if (lock.untilMillis() > now) {
            place.locks.put(lock.owner(), lock);
            lockChanged(place, lock);
        }
        if (before != null) {
            lockChanged(place, new Lock(before.owner(), before.mode(),
                    before.scope() == Scope.SUBTREE || lock.scope() == Scope.SUBTREE ? Scope.SUBTREE : Scope.SELF,
                    NO_END));
        }
    }

    private void unlock(Place place, String owner) {
        Lock lock = place.locks.remove(owner);
        if (lock != null) {
            lockChanged(place, lock);
        }
    }

    private void lockChanged(Place place, Lock lock) {
        for (Place each : places.values()) {
            if (each == place || (lock.scope() == Scope.SUBTREE && each.isAtOrBelow(place))) {
                because(each.config.id(), new Cause.Locking(lock.owner(), place.config.id()));
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
        for (Place place : places.values()) {
            for (Evidence evidence : place.evidence.values()) {
                next = Math.min(next, evidence.nextChange());
            }
            for (Lock lock : place.locks.values()) {
                next = Math.min(next, lock.untilMillis());
            }
            if (place.lingerUntil != NO_TIME) {
                next = Math.min(next, place.lingerUntil);
            }
        }
        return next;
    }

    /** Takes away all that is over at this instant. */
    private void expire() {
        for (Place place : places.values()) {
            String id = place.config.id();
            if (place.lingerUntil != NO_TIME && place.lingerUntil <= now) {
                place.lingerUntil = NO_TIME;
                because(id, new Cause.Timer("linger"));
            }
            for (Evidence evidence : List.copyOf(place.evidence.values())) {
                if (expire(evidence)) {
                    because(id, new Cause.Timer(evidence.source));
                }
                if (!evidence.hold && evidence.timer == NO_TIME) {
                    place.evidence.remove(evidence.source);
                }
            }
            for (Lock lock : List.copyOf(place.locks.values())) {
                if (lock.untilMillis() <= now) {
                    unlock(place, lock.owner());
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

    /** Works out the children and parents of all places, and an order in which children come first. */
    private void link() {
        for (Place place : places.values()) {
            place.parent = place.config.parent() == null ? null : places.get(place.config.parent());
            place.children = new ArrayList<>();
        }
        for (Place place : places.values()) {
            place.depth = 0;
            for (Place above = place.parent; above != null; above = above.parent) {
                place.depth++;
            }
            if (place.parent != null) {
                place.parent.children.add(place);
            }
        }
        childrenFirst = new ArrayList<>(places.values());
        childrenFirst.sort(Comparator.comparing((Place place) -> place.depth).reversed());
        future = null;
    }

    /**
     * Works out what is true and shown at this instant, as the least solution of the rules: nothing is taken for
     * occupied until some rule says so.
     */
    private void settle(boolean mayLinger) {
        for (Place place : childrenFirst) {
            place.own = own(place);
            place.nowShown = false;
            place.nowReported = false;
        }
        boolean again = true;
        while (again) {
            again = false;
            for (Place place : childrenFirst) {
                again |= apply(place, mayLinger);
            }
            for (int i = childrenFirst.size() - 1; i >= 0; i--) {
                again |= apply(childrenFirst.get(i), mayLinger);
            }
        }
        for (Place place : childrenFirst) {
            Place parent = place.parent;
            if (parent != null && parent.nowShown && !parent.shown) {
                place.suspended = false;
            }
        }
        for (Place place : childrenFirst) {
            place.shown = place.nowShown;
            place.spoken = null;
            place.lingerUntil = place.nowLinger;
            place.hadChild = place.nowHasChild;
            if (!place.nowRaw) {
                place.seen.clear();
            }
            place.occupants = occupants(place);
        }
    }

    private static boolean own(Place place) {
        boolean full = place.evidence.values().stream().anyMatch(e -> e.active() && !e.sustainOnly);
        boolean sustaining = place.evidence.values().stream().anyMatch(Evidence::active)
                || (place.config.identityHolds() && !place.seen.isEmpty());
        return full || (place.own && sustaining);
    }

    /** Applies the rules of section 3 to one place. Returns whether that changed anything. */
    private boolean apply(Place place, boolean mayLinger) {
        boolean child = place.children.stream().anyMatch(c -> c.config.contributesToParent() && c.nowReported);
        long linger = place.lingerUntil;
        if (child) {
            linger = NO_TIME;
        } else if (place.hadChild && mayLinger && !place.config.linger().isZero()) {
            linger = now + place.config.linger().toMillis();
        }
        boolean up = place.own || child || linger != NO_TIME;
        Place parent = place.parent;
        boolean following = follows(place.config) && parent != null && parent.nowShown
                && !(place.suspended && parent.shown);
        boolean raw = up || following;
        LockMode mode = lockMode(place);
        boolean before = place.spoken != null ? place.spoken : place.shown;
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
        boolean changed = shown != place.nowShown || reported != place.nowReported || raw != place.nowRaw
                || child != place.nowHasChild || linger != place.nowLinger;
        place.nowShown = shown;
        place.nowReported = reported;
        place.nowRaw = raw;
        place.nowHasChild = child;
        place.nowLinger = linger;
        return changed;
    }

    private static boolean follows(LocationConfig config) {
        return config.strategy() == Strategy.FOLLOW_PARENT;
    }

    /** The strongest of the place's own locks and of those above that reach down. */
    private static @Nullable LockMode lockMode(Place place) {
        Set<LockMode> modes = new HashSet<>();
        place.locks.values().forEach(lock -> modes.add(lock.mode()));
        for (Place above = place.parent; above != null; above = above.parent) {
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

    private static Set<String> occupants(Place place) {
        if (!place.shown) {
            return Set.of();
        }
        Set<String> people = new TreeSet<>(place.seen);
        for (Evidence evidence : place.evidence.values()) {
            if (evidence.holdCounts() && evidence.occupant != null) {
                people.add(evidence.occupant);
            }
        }
        for (Place child : place.children) {
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
        places.forEach((id, place) -> {
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
        Place place = place(id);
        return new LocationState(until(place), place.occupants,
                place.evidence.values().stream().map(Evidence::state).toArray(SourceState[]::new),
                place.locks.values().toArray(Lock[]::new));
    }

    Map<String, LocationState> states() {
        Map<String, LocationState> states = new TreeMap<>();
        places.keySet().forEach(id -> states.put(id, state(id)));
        return states;
    }

    private long until(Place place) {
        if (!place.shown) {
            return NO_TIME;
        }
        for (Moment moment : future()) {
            if (moment.instant > now && !moment.occupied.contains(place.config.id())) {
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
            places.forEach((id, place) -> copy.places.put(id, place.copy()));
            copy.now = now;
            copy.link();
            while (copy.nextChange() != NO_END) {
                copy.now = copy.nextChange();
                copy.expire();
                copy.settle(true);
                Set<String> occupied = new HashSet<>();
                copy.places.forEach((id, place) -> {
                    if (place.shown) {
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

    private Place place(String id) {
        Place place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException("no place " + id);
        }
        return place;
    }

    Set<String> ids() {
        return places.keySet();
    }
}
