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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;

/**
 * What a person would tell of a location: it became occupied or vacant, somebody came or went, it was locked.
 *
 * @param at when
 * @param location the id of the location
 * @param occupied whether it was occupied from then on
 * @param until until when, as it looked then; {@code null} if vacant or held
 * @param occupants who was known to be there
 * @param sources the sources that spoke for somebody when it was occupied, or until it became vacant
 * @param lastActivity when somebody had last been noticed there, or {@code null}
 * @param locks the owners of its locks
 * @param cause why
 */
@NonNullByDefault
public record HistoryEntry(Instant at, String location, boolean occupied, @Nullable Instant until,
        List<String> occupants, List<String> sources, @Nullable Instant lastActivity, List<String> locks, Cause cause) {

    public HistoryEntry {
        occupants = List.copyOf(occupants);
        sources = List.copyOf(sources);
        locks = List.copyOf(locks);
    }
}
