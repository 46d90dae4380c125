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
package org.openhab.binding.occupancy.internal.engine;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * The locations that change by themselves, ordered by when. A location that ever had a deadline keeps its slot, with a
 * deadline that never comes, until it is forgotten.
 */
@NonNullByDefault
final class DeadlineQueue extends WinnerTree {

    DeadlineQueue() {
        super(16);
    }

    @Override
    void placed(Node node, int slot) {
        node.timerSlot = slot;
    }

    /** {@return the earliest deadline, or {@link Instants#HELD} if nothing will change by itself} */
    long earliest() {
        return smallest();
    }

    /** Moves the location to its new deadline; {@link Instants#HELD} if it will not change by itself. */
    void update(Node node, long deadline) {
        if (deadline == node.deadline) {
            return;
        }
        node.deadline = deadline;
        if (node.timerSlot < 0) {
            add(node, deadline);
        } else {
            change(node.timerSlot, deadline);
        }
    }

    /** Removes a location for good. */
    void forget(Node node) {
        if (node.timerSlot >= 0) {
            node.deadline = Instants.HELD;
            remove(node.timerSlot);
        }
    }
}
