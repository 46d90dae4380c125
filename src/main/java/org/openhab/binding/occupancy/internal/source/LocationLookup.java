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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What a source must know of the locations.
 */
@NonNullByDefault
interface LocationLookup {

    /** {@return whether there is a location with an id} */
    boolean exists(String location);

    /** {@return whether a source holds in a location, counted or not} */
    boolean holds(String location, String source);

    /** {@return whether what a source holds can only keep a location occupied, but not make it so} */
    boolean onlySustains(String location, String source);

    /**
     * {@return whether any source of a location reported something since an instant; the report at hand does not count}
     */
    boolean reportedSince(String location, Instant instant);
}
