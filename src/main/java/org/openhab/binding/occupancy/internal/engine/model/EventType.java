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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What an {@link OccupancyEvent} does to the evidence, the locks or the people of its location.
 */
@NonNullByDefault
public enum EventType {
    /** Something happened: the source's timer becomes the later of its timer and {@code at + d}. */
    MOMENTARY,
    /** The source holds the location occupied, with no end. */
    HOLD_START,
    /** The source stops holding; if it held, its timer runs for {@code d}. A repeated end changes nothing. */
    HOLD_END,
    /** A person says "occupied": as {@link #MOMENTARY}, and it overrides every lock. */
    MANUAL,
    /** A person says "vacant": evidence is cleared (by default of all below too), every lock is overridden. */
    VACATE,
    /** Sets the lock of an owner. */
    LOCK,
    /** Removes the lock of an owner. */
    UNLOCK,
    /** Removes the locks of all owners. */
    UNLOCK_ALL,
    /** Toggles the {@link LockMode#FREEZE} lock whose owner is the event's own source. */
    LOCK_CHANGE,
    /** The source's state is no longer known: its hold stays for {@code d}, then ends. */
    SOURCE_LOST,
    /** Kept so that recorded streams which name it are recognised; always refused from outside. */
    PROPAGATED
}
