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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a location shows, and the evidence and locks of its own. Immutable, all the way down.
 */
@NonNullByDefault
public final class LocationState {

    public static final SourceState[] NO_SOURCES = {};
    public static final Lock[] NO_LOCKS = {};
    public static final LocationState VACANT = new LocationState(NONE, Set.of(), NO_SOURCES, NO_LOCKS);

    /** {@link Instants#NONE} while vacant, {@link Instants#HELD} while only an event can end it. */
    final long untilMillis;
    private final Set<String> occupants;
    private final SourceState[] sources;
    private final Lock[] locks;

    public LocationState(long untilMillis, Set<String> occupants, SourceState[] sources, Lock[] locks) {
        this.untilMillis = untilMillis;
        this.occupants = occupants;
        this.sources = sources;
        this.locks = locks;
    }

    /** {@return whether the location is shown occupied} */
    public boolean occupied() {
        return untilMillis != NONE;
    }

    /** {@return the moment it will become vacant if nothing else happens; {@code null} when vacant or {@link #held}} */
    public @Nullable Instant occupiedUntil() {
        return Instants.toInstant(untilMillis);
    }

    /** {@return whether it is occupied and nothing but an event can end it} */
    public boolean held() {
        return untilMillis == HELD;
    }

    /** {@return who is here, sorted by name; empty when vacant} */
    public Set<String> occupants() {
        return occupants;
    }

    /** {@return the evidence of the location's own sources, sorted by source id} */
    public List<SourceState> sources() {
        return List.of(sources);
    }

    /** {@return the locks set on this location itself, sorted by owner; those inherited are not copied} */
    public List<Lock> locks() {
        return List.of(locks);
    }

    /** {@return what differs between this state and {@code next}} */
    EnumSet<StateField> diff(LocationState next) {
        EnumSet<StateField> changed = EnumSet.noneOf(StateField.class);
        if (occupied() != next.occupied()) {
            changed.add(StateField.OCCUPIED);
        }
        if (held() != next.held()) {
            changed.add(StateField.HELD);
        }
        if (!(untilMillis == next.untilMillis || (absent(untilMillis) && absent(next.untilMillis)))) {
            changed.add(StateField.OCCUPIED_UNTIL);
        }
        if (!occupants.equals(next.occupants)) {
            changed.add(StateField.OCCUPANTS);
        }
        if (!Arrays.equals(sources, next.sources)) {
            changed.add(StateField.SOURCES);
        }
        if (!Arrays.equals(locks, next.locks)) {
            changed.add(StateField.LOCKS);
        }
        return changed;
    }

    private static boolean absent(long until) {
        return until == NONE || until == HELD;
    }

    /** As {@link #equals}, without building anything: asked for every touched location of every event. */
    public boolean same(long until, Set<String> who, SourceState[] evidence, Lock[] own) {
        return untilMillis == until && (occupants == who || occupants.equals(who))
                && (sources == evidence || Arrays.equals(sources, evidence))
                && (locks == own || Arrays.equals(locks, own));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof LocationState that
                && same(that.untilMillis, that.occupants, that.sources, that.locks);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(untilMillis) + occupants.hashCode();
    }

    @Override
    public String toString() {
        return (occupied() ? held() ? "held" : "occupied until " + occupiedUntil() : "vacant") + " " + occupants + " "
                + Arrays.toString(sources) + " " + Arrays.toString(locks);
    }
}
