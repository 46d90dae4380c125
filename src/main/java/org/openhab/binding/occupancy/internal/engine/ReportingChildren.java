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

import static org.openhab.binding.occupancy.internal.engine.Instants.NONE;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The children that make their parent occupied, the one with the latest end first.
 */
@NonNullByDefault
final class ReportingChildren extends NodeHeap {

    ReportingChildren() {
        super(2);
    }

    @Override
    boolean before(Node a, Node b) {
        return a.reportedUntil > b.reportedUntil;
    }

    @Override
    void placed(Node node, int position) {
        node.reportingPosition = position;
    }

    /** {@return the latest end, or {@link Instants#NONE} if no child reports} */
    long latestEnd() {
        return size() == 0 ? NONE : first().reportedUntil;
    }

    /**
     * Takes up what a child reports now.
     *
     * @param child the child
     * @param reports whether it makes its parent occupied
     * @param until when it will stop
     * @return whether the latest end changed
     */
    boolean report(Node child, boolean reports, long until) {
        long before = latestEnd();
        child.reportedUntil = until;
        int position = child.reportingPosition;
        if (!reports) {
            if (position >= 0) {
                remove(position);
            }
        } else if (position < 0) {
            add(child);
        } else {
            moved(child, position);
        }
        return before != latestEnd();
    }
}
