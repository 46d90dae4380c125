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

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.Scope;

/**
 * Sets and removes locks, and has settled all whose state or end may be another then.
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

    /** Sets a lock in the place of its owner's last; one that is over by now removes that. */
    void lock(Node node, Lock lock, long now) {
        if (lock.untilMillis() <= now) {
            unlock(node, lock.owner());
            return;
        }
        List<Node> unsettled = touched();
        Lock before = node.lock(lock.owner());
        boolean hadLocks = node.locks.length > 0;
        node.setLock(lock);
        tree.list(node);
        locksChanged(node, hadLocks, lock, before != null && before.scope() == Scope.SUBTREE, unsettled);
    }

    /** Removes the lock of an owner, if there is one. */
    void unlock(Node node, String owner) {
        Lock lock = node.lock(owner);
        if (lock != null) {
            List<Node> unsettled = touched();
            node.removeLock(owner);
            locksChanged(node, true, lock, false, unsettled);
        }
    }

    private void locksChanged(Node node, boolean hadLocks, Lock lock, boolean reachedBelow, List<Node> unsettled) {
        locks.changed(node, hadLocks);
        Cause cause = new Cause.Locking(lock.owner(), node.id);
        boolean below = reachedBelow || lock.scope() == Scope.SUBTREE;
        for (Node each : below ? Tree.withFollowers(Tree.subtreeWithContent(node)) : List.of(node)) {
            propagation.changed(each, cause);
        }
        unsettled.forEach(propagation::unsettled);
    }

    /** {@return the locations whose future a lock touches, also those that only a lock keeps from following} */
    List<Node> touched() {
        List<Node> result = new ArrayList<>();
        if (locks.any()) {
            for (Node node : Tree.withFollowers(tree.withContent())) {
                if (locks.touch(node)) {
                    result.add(node);
                }
            }
        }
        return result;
    }
}
