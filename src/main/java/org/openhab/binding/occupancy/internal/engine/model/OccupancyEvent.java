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
package org.openhab.binding.occupancy.internal.engine.model;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Something that happened in a home, as the engine takes it. Immutable; checked by {@code OccupancyEngine.handle}.
 *
 * The factories make the usual events, the {@code with} methods add the rest:
 *
 * <pre>
 * OccupancyEvent.momentary("kitchen", "pir", "motion", now).withOccupant("Mike")
 * </pre>
 *
 * @param location the id of the location
 * @param type what the event does
 * @param category the key into the location's timeouts; {@code null} only where no timeout is needed
 * @param source the id of the source; evidence is kept per source
 * @param at when it happened; an earlier time than the engine has seen counts as the latest seen
 * @param occupant the person it speaks of, or {@code null}
 * @param duration used instead of the category's timeout; for a lock the time until it ends; zero allowed
 * @param sustainOnly whether this evidence can keep a location occupied but not make it so
 * @param owner the owner of a lock; the source if absent
 * @param mode the mode of a lock; {@link LockMode#FREEZE} if absent
 * @param scope how far a lock ({@link Scope#SELF} if absent) or a vacate ({@link Scope#SUBTREE} if absent) reaches
 * @param boundary what a door did, or, with a {@code HOLD_END}, on which side it was found although nobody moved it
 *            just now; {@code null} for all other sources
 * @param since for a {@code HOLD_START} that only says what is: since when the sensor has been reporting somebody. Such
 *            a reading is no activity. {@code null} for what happens just now
 */
@NonNullByDefault
public record OccupancyEvent(@Nullable String location, @Nullable EventType type, @Nullable String category,
        @Nullable String source, @Nullable Instant at, @Nullable String occupant, @Nullable Duration duration,
        boolean sustainOnly, @Nullable String owner, @Nullable LockMode mode, @Nullable Scope scope,
        @Nullable BoundaryChange boundary, @Nullable Instant since) {

    /** An event of something that happens just now; the parameters are those of the record. */
    public OccupancyEvent(@Nullable String location, @Nullable EventType type, @Nullable String category,
            @Nullable String source, @Nullable Instant at, @Nullable String occupant, @Nullable Duration duration,
            boolean sustainOnly, @Nullable String owner, @Nullable LockMode mode, @Nullable Scope scope,
            @Nullable BoundaryChange boundary) {
        this(location, type, category, source, at, occupant, duration, sustainOnly, owner, mode, scope, boundary, null);
    }

    /**
     * An event with the five fields that every piece of evidence has.
     *
     * @param location the id of the location
     * @param type what the event does
     * @param category the key into the location's timeouts
     * @param source the id of the source
     * @param at when it happened
     * @return the event
     */
    public static OccupancyEvent of(String location, EventType type, @Nullable String category, @Nullable String source,
            Instant at) {
        return new OccupancyEvent(location, type, category, source, at, null, null, false, null, null, null, null);
    }

    /** {@return something that happened once} */
    public static OccupancyEvent momentary(String location, String source, String category, Instant at) {
        return of(location, EventType.MOMENTARY, category, source, at);
    }

    /** {@return a source that begins to hold} */
    public static OccupancyEvent holdStart(String location, String source, String category, Instant at) {
        return of(location, EventType.HOLD_START, category, source, at);
    }

    /** {@return a source that stops holding} */
    public static OccupancyEvent holdEnd(String location, String source, String category, Instant at) {
        return of(location, EventType.HOLD_END, category, source, at);
    }

    /** {@return a person who says "occupied"} */
    public static OccupancyEvent manual(String location, String source, Instant at) {
        return of(location, EventType.MANUAL, null, source, at);
    }

    /** {@return a person who says "vacant", for the location and all below} */
    public static OccupancyEvent vacate(String location, String source, Instant at) {
        return of(location, EventType.VACATE, null, source, at);
    }

    /** {@return a source whose state is no longer known} */
    public static OccupancyEvent sourceLost(String location, String source, String category, Instant at) {
        return of(location, EventType.SOURCE_LOST, category, source, at);
    }

    /** {@return a lock of the location itself, with no end} */
    public static OccupancyEvent lock(String location, String owner, LockMode mode, Instant at) {
        return new OccupancyEvent(location, EventType.LOCK, null, null, at, null, null, false, owner, mode, null, null);
    }

    /** {@return the end of an owner's lock} */
    public static OccupancyEvent unlock(String location, String owner, Instant at) {
        return new OccupancyEvent(location, EventType.UNLOCK, null, null, at, null, null, false, owner, null, null,
                null);
    }

    /** {@return the end of all locks set on the location} */
    public static OccupancyEvent unlockAll(String location, Instant at) {
        return of(location, EventType.UNLOCK_ALL, null, null, at);
    }

    /** {@return this event about a person} */
    public OccupancyEvent withOccupant(@Nullable String newOccupant) {
        return new OccupancyEvent(location, type, category, source, at, newOccupant, duration, sustainOnly, owner, mode,
                scope, boundary, since);
    }

    /** {@return this event with a duration of its own} */
    public OccupancyEvent withDuration(@Nullable Duration newDuration) {
        return new OccupancyEvent(location, type, category, source, at, occupant, newDuration, sustainOnly, owner, mode,
                scope, boundary, since);
    }

    /** {@return this event as evidence that can keep a location occupied but not make it so, or as full evidence} */
    public OccupancyEvent withSustainOnly(boolean newSustainOnly) {
        return new OccupancyEvent(location, type, category, source, at, occupant, duration, newSustainOnly, owner, mode,
                scope, boundary, since);
    }

    /** {@return this event with another reach} */
    public OccupancyEvent withScope(@Nullable Scope newScope) {
        return new OccupancyEvent(location, type, category, source, at, occupant, duration, sustainOnly, owner, mode,
                newScope, boundary, since);
    }

    /** {@return this event as what a door did} */
    public OccupancyEvent withBoundary(@Nullable BoundaryChange newBoundary) {
        return new OccupancyEvent(location, type, category, source, at, occupant, duration, sustainOnly, owner, mode,
                scope, newBoundary, since);
    }

    /** {@return this event as a reading of what has been so since an instant, or as something that happens just now} */
    public OccupancyEvent withSince(@Nullable Instant newSince) {
        return new OccupancyEvent(location, type, category, source, at, occupant, duration, sustainOnly, owner, mode,
                scope, boundary, newSince);
    }
}
