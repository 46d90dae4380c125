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

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a person would tell of a location: it became occupied or vacant, somebody came or went, it was locked.
 *
 * @param at when
 * @param location the id of the location
 * @param occupied whether it was occupied from then on
 * @param until until when, as it looked then; {@code null} if vacant or held
 * @param occupants who was known to be there
 * @param sources the sources that spoke for somebody when it was occupied, or until it became vacant
 * @param lastActivity when somebody had last been noticed there, or {@code null}
 * @param locks the owners of its locks
 * @param cause why
 */
@NonNullByDefault
public record HistoryEntry(Instant at, String location, boolean occupied, @Nullable Instant until,
        List<String> occupants, List<String> sources, @Nullable Instant lastActivity, List<String> locks, Cause cause) {

    private static final Set<StateField> NOTABLE = EnumSet.of(StateField.OCCUPIED, StateField.OCCUPANTS,
            StateField.LOCKS);

    public HistoryEntry {
        occupants = List.copyOf(occupants);
        sources = List.copyOf(sources);
        locks = List.copyOf(locks);
    }

    /** {@return whether a person would tell of a change} @param transition the change */
    public static boolean isNotable(Transition transition) {
        return !Collections.disjoint(transition.changed(), NOTABLE);
    }

    /**
     * @param transition a change
     * @param lastActivity when somebody had last been noticed there or in a location inside, or {@code null}
     * @return what a person would tell of it
     */
    public static HistoryEntry of(Transition transition, @Nullable Instant lastActivity) {
        LocationState after = transition.after();
        LocationState spoke = after.occupied() ? after : transition.before();
        return new HistoryEntry(transition.at(), transition.location(), after.occupied(), after.occupiedUntil(),
                List.copyOf(after.occupants()), spoke.sources().stream().map(SourceState::source).distinct().toList(),
                lastActivity, after.locks().stream().map(Lock::owner).toList(), transition.cause());
    }
}
