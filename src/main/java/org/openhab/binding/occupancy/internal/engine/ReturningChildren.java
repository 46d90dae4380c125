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

import java.util.Arrays;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The children that will report again after they have stopped, or for the first time, without any event: because of a
 * lock that ends. What they report together is the root of a tournament in which each match joins both sides, so that a
 * child that changes replays O(log n) matches and its siblings are left alone.
 *
 * A report can begin anew only where a lock ends, so what is joined has hardly more turns than there are locks with an
 * end.
 */
@NonNullByDefault
final class ReturningChildren {

    /** The root of all matches at 1, those of match i at 2i and 2i + 1, the child of slot i at capacity + i. */
    private Timeline[] joined = never(2);
    private @Nullable Future[] children = new Future[1];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** {@return what any of them will report} */
    Timeline together() {
        return joined[1];
    }

    /** Adds a child, or notes what it will report now. */
    void put(Future child, Timeline reported) {
        if (child.returningSlot < 0) {
            if (size == children.length) {
                grow();
            }
            children[size] = child;
            child.returningSlot = size++;
        }
        change(child.returningSlot, reported);
    }

    /** Takes a child out. */
    void remove(Future child) {
        int slot = child.returningSlot;
        child.returningSlot = -1;
        Future last = children[--size];
        Timeline ofLast = joined[children.length + size];
        children[size] = null;
        change(size, Timeline.NEVER);
        if (last != null && last != child) {
            children[slot] = last;
            last.returningSlot = slot;
            change(slot, ofLast);
        }
    }

    private void change(int slot, Timeline reported) {
        int match = children.length + slot;
        joined[match] = reported;
        while (match > 1) {
            Timeline both = joined[match].or(joined[match ^ 1]);
            match /= 2;
            if (joined[match].equals(both)) {
                break;
            }
            joined[match] = both;
        }
    }

    private void grow() {
        int capacity = 2 * children.length;
        Timeline[] grown = never(2 * capacity);
        System.arraycopy(joined, children.length, grown, capacity, size);
        for (int match = capacity - 1; match > 0; match--) {
            grown[match] = grown[2 * match].or(grown[2 * match + 1]);
        }
        joined = grown;
        children = Arrays.copyOf(children, capacity);
    }

    private static Timeline[] never(int length) {
        Timeline[] result = new Timeline[length];
        Arrays.fill(result, Timeline.NEVER);
        return result;
    }
}
