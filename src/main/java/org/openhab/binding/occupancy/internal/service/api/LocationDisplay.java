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
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.types.State;

/**
 * What the channels of a location show. Immutable.
 *
 * @param view the location
 * @param occupiedUntil when it will become vacant, updated every few seconds at most; {@code null} when vacant or
 *            held
 * @param onRequest the states of those channels that are computed only while an item is linked, by their ids
 * @param counted how many people counters see; 0 where nothing counts
 * @param contributing the ids of the sources whose evidence counts now
 */
@NonNullByDefault
public record LocationDisplay(LocationView view, @Nullable Instant occupiedUntil, Map<String, State> onRequest,
        Set<String> contributing, int counted) {
}
