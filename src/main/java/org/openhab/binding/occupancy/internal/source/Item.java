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
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * An item that sources listen to, with its latest state.
 */
@NonNullByDefault
final class Item {

    /**
     * For so long after the start a first state counts as a reading: the device was asked for its state, it has not
     * just noticed something.
     */
    static final Duration START_UP = Duration.ofMinutes(5);

    final String name;
    final List<Source> sources = new ArrayList<>(1);
    /** The latest state, or {@code null} if there was none yet. */
    @Nullable
    ItemState state;
    /** Whether the state is only known from a snapshot: enough to see whether it has changed, not to rely on it. */
    boolean remembered;

    /** Since when the state has been NULL or UNDEF, if it is. */
    private @Nullable Instant unknownSince;
    /** Whether the item had a state since the start and lost it: its device went silent. */
    private boolean lost;

    Item(String name) {
        this.name = name;
    }

    /**
     * Takes a state.
     *
     * @param next what it is
     * @param seed whether that was read, not reported
     * @param at when
     * @return whether it has just happened
     */
    News take(ItemState next, boolean seed, Instant at) {
        ItemState before = state;
        News news = seed || isStarting(at) ? News.READING : lost ? News.RETURN : News.CHANGE;
        if (next.known()) {
            unknownSince = null;
            lost = false;
        } else if (before == null || before.known()) {
            unknownSince = at;
            lost = before != null && !remembered && !seed;
        }
        state = next;
        remembered = false;
        return news;
    }

    /**
     * {@return whether there was no state yet and the device still has time to report the one it has} A first state
     * after that is news, such as the first motion after a restart without persistence.
     */
    private boolean isStarting(Instant at) {
        Instant since = unknownSince;
        return since != null && !lost && at.isBefore(since.plus(START_UP));
    }

    /** {@return since when it has not been known, or {@code null} if it is known or was never heard of} */
    @Nullable
    Instant unknownSince() {
        return unknownSince;
    }

    /** Forgets what it was. */
    void forget() {
        state = null;
        unknownSince = null;
        lost = false;
    }

    /** Moves its times, for a clock that was set. */
    void shift(Duration delta) {
        Instant since = unknownSince;
        unknownSince = since == null ? null : since.plus(delta);
    }
}
