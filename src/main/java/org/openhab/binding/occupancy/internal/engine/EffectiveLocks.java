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

import java.util.ArrayDeque;
import java.util.Deque;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * Finds out which lock decides what a location shows. A {@link Scope#SUBTREE} lock is not copied to the locations
 * below: they look it up, and remember it until any such lock changes.
 */
@NonNullByDefault
final class EffectiveLocks {

    private int lockedNodes;
    private int epoch;

    /** {@return whether there is any lock at all} */
    boolean any() {
        return lockedNodes > 0;
    }

    /** Records that the location now has locks of its own, or has none any more. */
    void changed(Node node, boolean hadLocks) {
        epoch++;
        boolean hasLocks = node.locks.length > 0;
        if (hadLocks != hasLocks) {
            int delta = hasLocks ? 1 : -1;
            lockedNodes += delta;
            for (Node above = node; above != null; above = above.parent) {
                above.lockedBelow += delta;
            }
        }
    }

    /** Tells that a part of the tree hangs elsewhere now, or that locks end at other instants. */
    void moved() {
        epoch++;
    }

    /** {@return the strongest mode that applies to the location, or {@code null} if it is free} */
    @Nullable
    LockMode mode(Node node) {
        if (lockedNodes == 0) {
            return null;
        }
        LockMode strongest = inherited(node).strongest();
        for (Lock lock : node.locks) {
            strongest = stronger(strongest, lock.mode());
        }
        return strongest;
    }

    /** {@return until when the locks apply that are the location's own or inherited} */
    LockEnds ends(Node node) {
        LockEnds ends = lockedNodes == 0 ? LockEnds.FREE : inherited(node);
        for (Lock lock : node.locks) {
            ends = ends.with(lock);
        }
        return ends;
    }

    /** {@return whether what the location will show depends on a lock, here, above or below} */
    boolean touch(Node node) {
        if (lockedNodes == 0) {
            return false;
        }
        Node top = node;
        while (top.config.strategy() == Strategy.FOLLOW_PARENT && top.lockedBelow == 0) {
            Node parent = top.parent;
            if (parent == null) {
                break;
            }
            top = parent;
        }
        return top.lockedBelow > 0 || !inherited(top).isFree();
    }

    private LockEnds inherited(Node node) {
        if (node.inheritedEpoch == epoch) {
            return node.inherited;
        }
        // up to the first location that remembers its locks, then down again, so that each location of the path
        // remembers them, too
        Deque<Node> path = new ArrayDeque<>();
        Node above = node;
        while (above != null && above.inheritedEpoch != epoch) {
            path.push(above);
            above = above.parent;
        }
        for (Node next : path) {
            next.inherited = fromParent(next.parent);
            next.inheritedEpoch = epoch;
        }
        return node.inherited;
    }

    private static LockEnds fromParent(@Nullable Node parent) {
        if (parent == null) {
            return LockEnds.FREE;
        }
        LockEnds ends = parent.inherited;
        for (Lock lock : parent.locks) {
            if (lock.scope() == Scope.SUBTREE) {
                ends = ends.with(lock);
            }
        }
        return ends;
    }

    private static @Nullable LockMode stronger(@Nullable LockMode a, @Nullable LockMode b) {
        if (a == null) {
            return b;
        }
        return b == null || a.compareTo(b) >= 0 ? a : b;
    }

    /** {@return what a location shows, from what it showed and what is true} */
    static boolean filter(@Nullable LockMode mode, boolean shown, boolean truth) {
        if (mode == null) {
            return truth;
        }
        return switch (mode) {
            case FREEZE -> shown;
            case KEEP_VACANT -> shown && truth;
            case KEEP_OCCUPIED -> shown || truth;
        };
    }

    /**
     * What a location reports to its parent. Under {@link LockMode#KEEP_VACANT} a location that is occupied only
     * because it follows its parent does not report that back: the two would keep each other occupied for ever.
     */
    static boolean reported(@Nullable LockMode mode, boolean shown, boolean up) {
        return mode == null ? up : shown && (mode != LockMode.KEEP_VACANT || up);
    }
}
