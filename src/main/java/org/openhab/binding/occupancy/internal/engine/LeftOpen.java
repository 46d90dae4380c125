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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * Tells which doors have been open for so long that an explanation mentions them: they were left open, or their contact
 * never reports that they are closed. It also tells when the next one will be, because nothing else happens then.
 */
@NonNullByDefault
final class LeftOpen {

    private static final long MILLIS = Duration.ofDays(1).toMillis();

    private final long now;
    private long next = Instants.NONE;

    LeftOpen(long now) {
        this.now = now;
    }

    /** {@return whether a door that is open has been so for long} @param movedAt when it was opened */
    boolean isOpenForLong(long movedAt) {
        long end = Instants.plus(movedAt, MILLIS);
        if (end > now) {
            next = next == Instants.NONE ? end : Math.min(next, end);
        }
        return end <= now;
    }

    /** {@return when the next of the doors that were asked for will have been open for long, or {@code null}} */
    @Nullable
    Instant next() {
        return Instants.toInstant(next);
    }
}
