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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * What one state of an item says by itself, without regard to what was known before.
 */
@NonNullByDefault
sealed interface Signal {

    /**
     * Somebody is in a location until further notice.
     *
     * @param location the id of the location
     * @param occupant who, or {@code null} if that is not known
     */
    record Here(String location, @Nullable String occupant) implements Signal {
    }

    /** Nobody is in the location. */
    record Gone() implements Signal {
    }

    /**
     * Something happened once.
     *
     * @param boundary what a door did; else {@code null}
     */
    record Pulse(@Nullable BoundaryChange boundary) implements Signal {
    }

    /** The state is not known any more. */
    record Unknown() implements Signal {
    }

    /** The state says nothing. */
    record Silent() implements Signal {
    }

    /**
     * The state makes no sense for such a source.
     *
     * @param problem one sentence that says why
     */
    record Unusable(SourceProblem problem) implements Signal {
    }

    Signal GONE = new Gone();
    Signal PULSE = new Pulse(null);
    Signal UNKNOWN = new Unknown();
    Signal SILENT = new Silent();
}
