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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;

/**
 * Until when each mode of lock applies to a location, whoever set it: of several locks of one mode only the one that
 * ends last matters. Immutable, so that all locations below a lock can share one.
 *
 * @param freeze the end of the last {@link LockMode#FREEZE}; {@code Instants.HELD} if only an event ends it,
 *            {@code Instants.NONE} if there is none
 * @param keepVacant the end of the last {@link LockMode#KEEP_VACANT}, likewise
 * @param keepOccupied the end of the last {@link LockMode#KEEP_OCCUPIED}, likewise
 */
@NonNullByDefault
record LockEnds(long freeze, long keepVacant, long keepOccupied) {

    static final LockEnds FREE = new LockEnds(NONE, NONE, NONE);

    /** {@return these and one more} */
    LockEnds with(Lock lock) {
        long end = lock.untilMillis();
        return switch (lock.mode()) {
            case FREEZE -> end <= freeze ? this : new LockEnds(end, keepVacant, keepOccupied);
            case KEEP_VACANT -> end <= keepVacant ? this : new LockEnds(freeze, end, keepOccupied);
            case KEEP_OCCUPIED -> end <= keepOccupied ? this : new LockEnds(freeze, keepVacant, end);
        };
    }

    boolean isFree() {
        return freeze == NONE && !keeps();
    }

    /** {@return whether a mode applies that lets through some of what is true} */
    boolean keeps() {
        return keepVacant != NONE || keepOccupied != NONE;
    }

    /** {@return the strongest mode at an instant, or {@code null} if the location is free then} */
    @Nullable
    LockMode at(long instant) {
        if (freeze > instant) {
            return LockMode.FREEZE;
        }
        if (keepVacant > instant) {
            return LockMode.KEEP_VACANT;
        }
        return keepOccupied > instant ? LockMode.KEEP_OCCUPIED : null;
    }

    /** {@return the strongest mode of all, or {@code null} if there is none} */
    @Nullable
    LockMode strongest() {
        return at(NONE);
    }

    /** {@return the instants at which a mode ends} */
    long[] ends() {
        return Timeline.instants(freeze, keepVacant, keepOccupied);
    }
}
