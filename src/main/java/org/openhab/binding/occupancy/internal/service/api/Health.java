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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.source.SourceHealth;

/**
 * How the add-on is doing, for whoever looks after a home. Immutable.
 *
 * @param worker the queue of what is to be done
 * @param store what is stored
 */
@NonNullByDefault
public record Health(Worker worker, Store store) {

    /**
     * The one worker that everything goes through.
     *
     * @param waiting how many tasks wait for it
     * @param worstDelay how long a task waited at most since the start
     * @param worstTask which one that was, in a few words; empty if there was none yet
     * @param worstAt when its turn came, or {@code null} if there was none yet
     * @param busyWith what it does at the moment, in a few words; empty if it is idle
     * @param busyFor for how long it has been doing that
     */
    public record Worker(int waiting, Duration worstDelay, String worstTask, @Nullable Instant worstAt, String busyWith,
            Duration busyFor) {
    }

    /**
     * What is stored for the next start.
     *
     * @param at when it was stored last, or {@code null} if it was not yet
     * @param characters how long it is
     * @param fault why it could not be stored the last time, or {@code null} if it could
     */
    public record Store(@Nullable Instant at, int characters, @Nullable String fault) {
    }

    /**
     * The sources whose settings are in order.
     *
     * @param count how many there are
     * @param unwell those that something is wrong with, by location and id
     */
    public record Sources(int count, List<SourceHealth> unwell) {

        public Sources {
            unwell = List.copyOf(unwell);
        }
    }
}
