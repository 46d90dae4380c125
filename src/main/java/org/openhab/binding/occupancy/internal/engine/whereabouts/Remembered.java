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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Something that survives a restart and a change of the clock. It lists its fields once; what moves, copies and stores
 * them follows from that list.
 */
@NonNullByDefault
public interface Remembered {

    /** Shows every field to a visitor, always in the same order, and takes the value that it returns. */
    void each(StoredFields fields);

    /** Moves every instant. @param delta by how many milliseconds */
    default void shift(long delta) {
        each(new ShiftedFields(delta));
    }

    /** Takes over the values of another of the same type. */
    default void copyFrom(Remembered other) {
        CopiedFields fields = new CopiedFields();
        other.each(fields);
        fields.give();
        each(fields);
    }
}
