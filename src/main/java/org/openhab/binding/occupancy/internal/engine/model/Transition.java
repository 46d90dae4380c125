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
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A change of what one location shows, at one instant.
 *
 * @param location the id of the location
 * @param at when it fell due, or when the event happened
 * @param before the state before
 * @param after the state after
 * @param cause why
 */
@NonNullByDefault
public record Transition(String location, Instant at, LocationState before, LocationState after, Cause cause) {

    /** {@return the fields in which the two states differ; never empty} */
    public Set<StateField> changed() {
        return before.diff(after);
    }

    /** {@return whether the location became occupied or vacant} */
    public boolean flipped() {
        return before.occupied() != after.occupied();
    }
}
