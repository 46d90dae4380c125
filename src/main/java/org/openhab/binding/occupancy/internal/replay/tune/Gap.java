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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.time.Duration;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A stretch of time without activity in a location. Gaps are the same for all settings: what settings are worth is
 * measured by what they show during the gaps. Instants in milliseconds.
 *
 * @param start the end of the activity before
 * @param firstElsewhere when somebody was first active elsewhere, or {@link #NEVER}
 * @param lastElsewhere when somebody was last active elsewhere, or {@link #NEVER}
 * @param lastBoundary when a door of the location was last used, or {@link #NEVER}
 * @param end the activity after, or {@link Long#MAX_VALUE} if there is none
 */
@NonNullByDefault
record Gap(long start, long firstElsewhere, long lastElsewhere, long lastBoundary, long end) {

    /** Something did not happen. */
    static final long NEVER = Long.MIN_VALUE;

    /** {@return whether nobody can have come in after an instant: no activity elsewhere and no door} */
    boolean undisturbedFrom(long instant) {
        return lastElsewhere <= instant && lastBoundary <= instant;
    }

    /**
     * {@return whether nobody was active anywhere for longer than a stay lasts: people left without being seen, or
     * sleep}
     */
    boolean unexplained(Duration longestStay) {
        return !left() && end - start > longestStay.toMillis();
    }

    /** {@return whether the location was left: somebody was active elsewhere} */
    boolean left() {
        return firstElsewhere != NEVER;
    }
}
