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
package org.openhab.binding.occupancy.internal.source;

import java.time.Duration;
import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Why a source does not count although its settings are in order: its item is in a state that cannot be used.
 * Immutable.
 */
@NonNullByDefault
public sealed interface SourceProblem {

    /**
     * It has been active for longer than its sensor can be. It counts again after it was inactive.
     *
     * @param since when it became active
     * @param longest how long it may be active: the setting maxActive
     */
    record Stuck(Instant since, Duration longest) implements SourceProblem {
    }

    /** The state is not a number. @param state the state */
    record NoNumber(String state) implements SourceProblem {
    }

    /**
     * The state is a number with a unit where people are counted.
     *
     * @param state the state
     * @param unit the unit
     */
    record NoCount(String state, String unit) implements SourceProblem {
    }

    /** The state is a number below 0 where people are counted. @param state the state */
    record NegativeCount(String state) implements SourceProblem {
    }

    /**
     * The state is a number in a unit of another kind.
     *
     * @param state the state
     * @param threshold what it is to be compared with
     */
    record OtherUnit(String state, String threshold) implements SourceProblem {
    }

    /**
     * The state stands for a location that there is not.
     *
     * @param state the state
     * @param location the id of the location
     */
    record UnknownLocation(String state, String location) implements SourceProblem {
    }
}
