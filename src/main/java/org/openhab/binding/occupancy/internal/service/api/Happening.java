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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;

/**
 * Something that happened in a location.
 *
 * @param kind what
 * @param person who came or went, or {@code null} if it is not about a person
 */
@NonNullByDefault
public record Happening(Kind kind, @Nullable String person) {

    /** What can happen. */
    public enum Kind {
        /** What the location shows is known for the first time, or was asked for again; nothing changed. */
        KNOWN,
        OCCUPIED,
        VACANT,
        /** It will become vacant within the time for a warning. */
        VACANT_SOON,
        /** It would have become vacant soon, but stays occupied. */
        STAYS,
        ARRIVED,
        LEFT,
        LOCKED,
        UNLOCKED
    }

    public Happening(Kind kind) {
        this(kind, null);
    }

    /** {@return the payload of the trigger channel, or {@code null} if that does not tell it} */
    public @Nullable String payload() {
        return switch (kind) {
            case KNOWN, STAYS -> null;
            case OCCUPIED -> OccupancyBindingConstants.EVENT_OCCUPIED;
            case VACANT -> OccupancyBindingConstants.EVENT_VACANT;
            case VACANT_SOON -> OccupancyBindingConstants.EVENT_WARNING;
            case ARRIVED -> OccupancyBindingConstants.EVENT_ARRIVED + " " + person;
            case LEFT -> OccupancyBindingConstants.EVENT_LEFT + " " + person;
            case LOCKED -> OccupancyBindingConstants.EVENT_LOCKED;
            case UNLOCKED -> OccupancyBindingConstants.EVENT_UNLOCKED;
        };
    }
}
