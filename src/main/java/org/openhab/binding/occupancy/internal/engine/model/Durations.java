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
 * The one check of every duration that comes from outside.
 */
@NonNullByDefault
public final class Durations {

    private Durations() {
    }

    /**
     * @param what how to name the duration in a sentence
     * @param field the name of the field
     * @param value the duration
     * @return the duration
     * @throws RejectedException if it is negative or longer than {@link LocationConfig#MAX_DURATION}
     */
    public static Duration check(String what, String field, Duration value) {
        if (value.isNegative()) {
            throw new RejectedException(RejectionCode.NEGATIVE_DURATION, field,
                    "The " + what + " is " + value + "; it must not be negative.");
        }
        if (value.compareTo(LocationConfig.MAX_DURATION) > 0) {
            throw new RejectedException(RejectionCode.DURATION_TOO_LONG, field,
                    "The " + what + " is " + value + "; it must not be longer than 100 years.");
        }
        return value;
    }
}
