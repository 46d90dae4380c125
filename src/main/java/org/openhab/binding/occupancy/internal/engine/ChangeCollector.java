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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * Collects the locations that may have changed, and makes a transition of each that has: the state before, the state
 * after and the cause. A location that caused the change of another comes before it.
 */
@NonNullByDefault
final class ChangeCollector {

    private final List<Node> touched = new ArrayList<>();
    /** The transitions since the last call of {@link #tell}. */
    private final List<Transition> changes = new ArrayList<>();

    /** Notes that a location may have changed. */
    void touch(Node node) {
        if (!node.touched) {
            node.touched = true;
            touched.add(node);
        }
    }

    /** Forgets the causes of locations that were settled but have not changed. */
    void discardUnchanged() {
        touched.removeIf(node -> {
            boolean unchanged = unchanged(node);
            if (unchanged) {
                node.touched = false;
                node.cause = null;
            }
            return unchanged;
        });
    }

    /** {@return whether the location shows what was told of it last} */
    private static boolean unchanged(Node node) {
        return node.state.same(node.until, node.occupants, node.sources, node.locks);
    }

    /** Drops a location that is about to be removed, so that no transition is made of it. */
    void forget(Node node) {
        if (node.touched) {
            node.touched = false;
            touched.remove(node);
        }
    }

    /**
     * {@return all changes since the last call} The list takes no more memory than it needs, because most events change
     * one location.
     */
    List<Transition> tell() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Transition> result = switch (changes.size()) {
            case 1 -> List.of(changes.get(0));
            case 2 -> List.of(changes.get(0), changes.get(1));
            default -> List.copyOf(changes);
        };
        changes.clear();
        return result;
    }

    /**
     * Makes transitions of what changed since the last call, for {@link #tell}.
     *
     * @param instant the instant of the changes
     * @param always the cause of all of them, or {@code null} to give each its own
     */
    void collect(long instant, @Nullable Cause always) {
        if (always != null) {
            touched.forEach(ChangeCollector::orderByTree);
        }
        sortTouched();
        Instant at = null;
        for (int i = 0; i < touched.size(); i++) {
            Node node = touched.get(i);
            LocationState before = node.state;
            if (!unchanged(node)) {
                LocationState after = new LocationState(node.until, node.occupants, node.sources, node.locks);
                node.state = after;
                if (before.occupied() != after.occupied()) {
                    node.changedAt = instant;
                }
                if (at == null) {
                    at = Instant.ofEpochMilli(instant);
                }
                Cause own = node.cause;
                changes.add(new Transition(node.id, at, before, after,
                        always != null ? always : own != null ? own : fromBelow(node)));
            }
            node.touched = false;
            node.cause = null;
        }
        touched.clear();
    }

    /** The cause for a location without a noted one: a child reports something else, because a lock has ended. */
    private Cause fromBelow(Node node) {
        for (Node other : touched) {
            if (other.parent == node && other.config.contributesToParent()) {
                return new Cause.Child(other.id);
            }
        }
        return new Cause.Config();
    }

    /** Sorts children before parents before followers: first what went up through the tree, then what came down. */
    private void sortTouched() {
        for (int i = 0; i < touched.size(); i++) {
            Node node = touched.get(i);
            if (toldAsFollower(node) || (i > 0 && Tree.deepestFirst(touched.get(i - 1), node) > 0)) {
                touched.sort(ChangeCollector::compareTold);
                return;
            }
        }
    }

    /** Sorts parents before children, even where all have the same cause. */
    private static void orderByTree(Node node) {
        Node parent = node.parent;
        boolean following = node.config.strategy() == Strategy.FOLLOW_PARENT && !node.reported && parent != null
                && parent.touched;
        node.cause = following && parent != null ? new Cause.Parent(parent.id) : null;
    }

    /**
     * Whether the change of a location is told after the change of its parent: the parent caused it, or the same vacate
     * or lock from above changed both.
     */
    private static boolean toldAsFollower(Node node) {
        Cause cause = node.cause;
        if (cause instanceof Cause.Parent) {
            return true;
        }
        Node parent = node.parent;
        return node.config.strategy() == Strategy.FOLLOW_PARENT && cause != null && parent != null && parent.touched
                && cause.equals(parent.cause) && !unchanged(parent);
    }

    private static int compareTold(Node a, Node b) {
        boolean following = toldAsFollower(a);
        if (following != toldAsFollower(b)) {
            return following ? 1 : -1;
        }
        if (a.depth != b.depth) {
            return following == a.depth < b.depth ? -1 : 1;
        }
        return Integer.compare(a.ordinal, b.ordinal);
    }
}
