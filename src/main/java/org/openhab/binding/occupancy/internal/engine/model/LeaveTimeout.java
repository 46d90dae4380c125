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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * How long a {@link Vacancy#DEPARTURE} location stays occupied after somebody was seen leaving. Every rule that needs
 * it asks here and passes the instant. So a timeout that depends on the time of day would change this type and no
 * rule.
 *
 * @param usual the duration as it is set; today it is the same at every instant
 */
@NonNullByDefault
public record LeaveTimeout(Duration usual) {

    /** A minute. */
    public static final LeaveTimeout DEFAULT = new LeaveTimeout(Duration.ofMinutes(1));

    /** {@return the duration in milliseconds} @param at when somebody may have left, in milliseconds */
    public long millisAt(long at) {
        return usual.toMillis();
    }

    /** {@return when it is over if somebody may have left at an instant, in milliseconds; see {@link Instants#plus}} */
    public long endFrom(long at) {
        return Instants.plus(at, millisAt(at));
    }
}
