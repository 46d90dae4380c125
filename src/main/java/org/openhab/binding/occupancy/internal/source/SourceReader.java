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

import java.time.Instant;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * Reads the states of an item as a source does, but without an engine: for statistics that must not depend on the
 * settings of locations. {@code minDuration} and {@code maxActive} are not applied, because they would hide what the
 * sensor itself said.
 */
@NonNullByDefault
public final class SourceReader {

    /** What a state said. */
    public enum Reading {
        /** The sensor became active. */
        STARTED,
        /** The sensor became inactive, or is not known any more. */
        ENDED,
        /** Something happened once. */
        HAPPENED,
        /** A boundary was opened. */
        OPENED,
        /** A boundary was closed. */
        CLOSED,
        /** Nothing new. */
        NOTHING
    }

    private final Interpreter interpreter;
    private final LocationLookup lookup;
    private @Nullable ItemState before;
    private boolean active;
    private @Nullable String occupant;

    /**
     * @param config the settings of the source
     * @param locations the ids of all locations
     */
    public SourceReader(SourceConfig config, Set<String> locations) {
        interpreter = new Interpreter(config);
        lookup = new LocationLookup() {
            @Override
            public boolean exists(String location) {
                return locations.contains(location);
            }

            @Override
            public boolean holds(String location, String source) {
                return active;
            }

            @Override
            public boolean onlySustains(String location, String source) {
                return false;
            }

            @Override
            public boolean reportedSince(String location, Instant instant) {
                return false;
            }
        };
    }

    /** {@return what the next state says} @param state the state */
    public Reading read(ItemState state) {
        ItemState last = before;
        before = state;
        Signal signal = interpreter.read(last, state, active, lookup);
        if (signal instanceof Signal.Here here) {
            boolean started = !active;
            active = true;
            occupant = here.occupant();
            return started ? Reading.STARTED : Reading.NOTHING;
        }
        if (signal instanceof Signal.Gone || signal instanceof Signal.Unknown || signal instanceof Signal.Unusable) {
            boolean ended = active;
            active = false;
            occupant = null;
            return ended ? Reading.ENDED : Reading.NOTHING;
        }
        // a state after NULL or UNDEF may be old: it did not happen just now
        if (signal instanceof Signal.Pulse pulse && (last == null || last.known())) {
            BoundaryChange door = pulse.boundary();
            return door == null ? Reading.HAPPENED : door == BoundaryChange.OPENED ? Reading.OPENED : Reading.CLOSED;
        }
        return Reading.NOTHING;
    }

    /** {@return whether the sensor is active} */
    public boolean active() {
        return active;
    }

    /** {@return the person whom an active sensor stands for, or {@code null}} */
    public @Nullable String occupant() {
        return occupant;
    }
}
