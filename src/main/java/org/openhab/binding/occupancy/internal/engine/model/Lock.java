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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A lock on a location. Immutable. Several owners lock independently; an owner has at most one lock on a location.
 */
@NonNullByDefault
public final class Lock {

    private final String owner;
    private final LockMode mode;
    private final Scope scope;
    private final long untilMillis;

    public Lock(String owner, LockMode mode, Scope scope, long untilMillis) {
        this.owner = owner;
        this.mode = mode;
        this.scope = scope;
        this.untilMillis = untilMillis;
    }

    /** {@return who locked} */
    public String owner() {
        return owner;
    }

    /** {@return what the lock does to what is shown} */
    public LockMode mode() {
        return mode;
    }

    /** {@return whether the lock reaches all below} */
    public Scope scope() {
        return scope;
    }

    /** {@return when the lock ends by itself, or {@code null} if only an event ends it} */
    public @Nullable Instant until() {
        return Instants.toInstant(untilMillis);
    }

    public long untilMillis() {
        return untilMillis;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lock lock && lock.untilMillis == untilMillis && lock.mode == mode && lock.scope == scope
                && lock.owner.equals(owner);
    }

    @Override
    public int hashCode() {
        return 31 * owner.hashCode() + Long.hashCode(untilMillis);
    }

    @Override
    public String toString() {
        return mode + "/" + scope + " by " + owner + " until " + until();
    }
}
