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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.types.State;

/**
 * Is told of one person by the service's worker, one call at a time. Must return soon.
 */
@NonNullByDefault
@FunctionalInterface
public interface PersonListener {

    /**
     * The person is somewhere, for the first time or somewhere else.
     *
     * @param location the label of the innermost location, or {@code null} if the person is not here
     * @param lastSeen when the person was last seen here, or {@code null} if never since the start
     */
    void show(@Nullable String location, @Nullable Instant lastSeen);

    /**
     * An item that shows a channel is new or another, and shows nothing yet.
     *
     * @param channel the id of the channel, or {@code null} for all
     * @param before what the item showed before, or {@code null} if that is not known: what the add-on has not seen
     *            since the start, the item may still know
     */
    default void repeat(@Nullable String channel, @Nullable State before) {
    }
}
