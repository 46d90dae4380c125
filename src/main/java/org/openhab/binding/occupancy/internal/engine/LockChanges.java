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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.Scope;

/**
 * Sets and removes locks, and has the locations settled to which they apply. From there {@link Forecast} finds the
 * other locations whose end changes.
 */
@NonNullByDefault
final class LockChanges {

    private final Tree tree;
    private final EffectiveLocks locks;
    private final Propagation propagation;

    LockChanges(Tree tree, EffectiveLocks locks, Propagation propagation) {
        this.tree = tree;
        this.locks = locks;
        this.propagation = propagation;
    }

    /**
     * Sets a lock, which replaces the previous one of its owner. A lock that has ended already only removes the
     * previous one.
     */
    void lock(Node node, Lock lock, long now) {
        if (lock.untilMillis() <= now) {
            unlock(node, lock.owner());
            return;
        }
        Lock before = node.lock(lock.owner());
        boolean hadLocks = node.locks.length > 0;
        node.setLock(lock);
        tree.list(node);
        locksChanged(node, hadLocks, lock, before != null && before.scope() == Scope.SUBTREE);
    }

    /** Removes the lock of an owner, if there is one. */
    void unlock(Node node, String owner) {
        Lock lock = node.lock(owner);
        if (lock != null) {
            node.removeLock(owner);
            locksChanged(node, true, lock, false);
        }
    }

    private void locksChanged(Node node, boolean hadLocks, Lock lock, boolean reachedBelow) {
        locks.changed(node, hadLocks);
        Cause cause = new Cause.Locking(lock.owner(), node.id);
        boolean below = reachedBelow || lock.scope() == Scope.SUBTREE;
        for (Node each : below ? Tree.withFollowers(Tree.subtreeWithContent(node)) : List.of(node)) {
            propagation.changed(each, cause);
        }
    }
}
