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

/**
 * The locations that change by themselves, ordered by when.
 */
@NonNullByDefault
final class DeadlineQueue extends NodeHeap {

    DeadlineQueue() {
        super(16);
    }

    @Override
    boolean before(Node a, Node b) {
        return a.deadline < b.deadline;
    }

    @Override
    void placed(Node node, int position) {
        node.timerPosition = position;
    }

    /** {@return the earliest deadline, or {@link Instants#HELD} if nothing will change by itself} */
    long earliest() {
        return size() == 0 ? Instants.HELD : first().deadline;
    }

    /** Puts the location where its new deadline belongs, or takes it out for {@link Instants#HELD}. */
    void update(Node node, long deadline) {
        if (deadline == node.deadline) {
            return;
        }
        node.deadline = deadline;
        if (deadline == Instants.HELD) {
            remove(node.timerPosition);
        } else if (node.timerPosition < 0) {
            add(node);
        } else {
            moved(node, node.timerPosition);
        }
    }
}
