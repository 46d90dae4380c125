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
package org.openhab.binding.occupancy.internal.service.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;

/**
 * What there is to see of a location at one moment. Immutable.
 *
 * @param id the UID of its thing
 * @param parent the UID of the thing that it is a part of, or {@code null} for a home
 * @param label what the user calls it
 * @param item the name of the semantic group that it stands for, or {@code null}
 * @param state what it shows, and its own evidence and locks
 * @param lastChange when it became occupied or vacant, or {@code null} if it never did
 * @param lastActivity the latest evidence here, or in a location below while that contributed, or {@code null}
 * @param lockMode the strongest lock that applies to it, its own or inherited, or {@code null}
 * @param vacantSoon whether it will become vacant within the time that is set for a warning
 * @param sources what the user calls its sources, by the id of the source
 * @param problems what is wrong: settings first, then what its items say; the rest of it works nevertheless
 */
@NonNullByDefault
public record LocationView(String id, @Nullable String parent, String label, @Nullable String item, LocationState state,
        @Nullable Instant lastChange, @Nullable Instant lastActivity, @Nullable LockMode lockMode, boolean vacantSoon,
        Map<String, String> sources, List<LocationProblem> problems) {

    /** {@return whether any lock applies} */
    public boolean locked() {
        return lockMode != null;
    }
}
