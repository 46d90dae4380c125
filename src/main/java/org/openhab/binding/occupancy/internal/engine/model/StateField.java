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
 * A part of a {@link LocationState} that a {@link Transition} can change.
 */
@NonNullByDefault
public enum StateField {
    OCCUPIED("occupied"),
    OCCUPIED_UNTIL("occupiedUntil"),
    HELD("held"),
    OCCUPANTS("occupants"),
    SOURCES("sources"),
    LOCKS("locks");

    private final String key;

    StateField(String key) {
        this.key = key;
    }

    /** {@return the name of the field in JSON} */
    public String key() {
        return key;
    }
}
