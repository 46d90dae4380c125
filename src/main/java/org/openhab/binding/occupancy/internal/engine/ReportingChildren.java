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
 * The children that make their parent occupied, the one with the latest end first. The keys are the complements of the
 * ends, so that the latest end has the smallest key.
 */
@NonNullByDefault
final class ReportingChildren extends WinnerTree {

    ReportingChildren() {
        super(2);
    }

    @Override
    void placed(Node node, int slot) {
        node.reportingSlot = slot;
    }

    /** {@return the latest end, or {@link Instants#NONE} if no child reports} */
    long latestEnd() {
        return ~smallest();
    }

    /**
     * Updates what a child reports.
     *
     * @param child the child
     * @param reports whether it makes its parent occupied
     * @param until when it will stop
     * @return whether the latest end changed
     */
    boolean report(Node child, boolean reports, long until) {
        long before = smallest();
        child.reportedUntil = until;
        int slot = child.reportingSlot;
        if (!reports) {
            if (slot >= 0) {
                remove(slot);
            }
        } else if (slot < 0) {
            add(child, ~until);
        } else {
            change(slot, ~until);
        }
        return before != smallest();
    }
}
