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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.snapshot.LocationSnapshot;

/**
 * Adds, changes, moves and removes locations while the engine runs. A change keeps the evidence of the location.
 */
@NonNullByDefault
final class Reconfiguration {

    private final Tree tree;
    private final EffectiveLocks locks;
    private final People people;
    private final DeadlineQueue deadlines;
    private final Propagation propagation;
    private final Departures departures;
    private final Memory memory;
    private final ChangeCollector collector;

    Reconfiguration(Tree tree, EffectiveLocks locks, People people, DeadlineQueue deadlines, Propagation propagation,
            Departures departures, Memory memory, ChangeCollector collector) {
        this.tree = tree;
        this.locks = locks;
        this.people = people;
        this.deadlines = deadlines;
        this.propagation = propagation;
        this.departures = departures;
        this.memory = memory;
        this.collector = collector;
    }

    /**
     * Makes the changes, which {@link Tree#checkNoCycle} has let pass, and settles everything.
     *
     * @param changes the settings of locations that are added or changed, by id
     * @param removed the ids of locations that are removed
     * @param keep whether what is known of those is kept until they come back
     * @param now the instant
     * @return what came back to locations for which it had been kept
     */
    Map<Node, LocationSnapshot> apply(Map<String, LocationConfig> changes, Set<String> removed, boolean keep,
            long now) {
        Change change = new Change(changes.values(), now);
        removed.forEach(id -> change.remove(id, keep));
        change.cutLinks();
        change.makeLinks();
        change.announce();
        Map<Node, LocationSnapshot> installed = change.install();
        if (change.leaving) {
            departures.configured(now);
        }
        propagation.settle(now, false);
        return installed;
    }

    /**
     * One call of {@link #apply}, step by step. All links that change are cut before any is made, so that two locations
     * can change places. What changed is announced when the tree is complete again, because until then depths are not
     * known.
     */
    private final class Change {

        private final Collection<LocationConfig> configs;
        private final long now;
        /** Locations in which a child is missing now, or which have lost their parent. */
        private final Set<Node> affected = new LinkedHashSet<>();
        /** Locations that were moved, or have another parent because theirs came or went. */
        private final Set<Node> moved = new LinkedHashSet<>();
        /** Locations whose parent changes. */
        private final Set<Node> cut = new HashSet<>();
        /** Parents to which a child begins or ceases to count. */
        private final Set<Node> unsettled = new LinkedHashSet<>();
        private final List<Node> changed = new ArrayList<>();
        /** Whether it concerns how locations are left. */
        private boolean leaving;

        Change(Collection<LocationConfig> configs, long now) {
            this.configs = configs;
            this.now = now;
            for (LocationConfig config : configs) {
                Node node = tree.get(config.id());
                leaving |= departures.concernedBy(node == null ? null : node.config, config);
            }
        }

        void remove(String id, boolean keep) {
            Node node = tree.get(id);
            if (!keep) {
                memory.take(id);
            } else if (node != null) {
                memory.keep(node, now);
            }
            if (node != null) {
                leaving |= departures.concernedBy(null, node.config);
                moved.addAll(Tree.children(node));
                removeNode(node, affected);
            }
        }

        void cutLinks() {
            for (LocationConfig config : configs) {
                Node node = tree.get(config.id());
                if (node != null && !Objects.equals(node.config.parent(), config.parent())) {
                    unreport(node, affected);
                    tree.unlink(node);
                    cut.add(node);
                    moved.add(node);
                }
            }
        }

        void makeLinks() {
            for (LocationConfig config : configs) {
                Node node = tree.get(config.id());
                if (node == null) {
                    node = tree.add(config);
                    changed.addAll(Tree.children(node));
                    moved.addAll(Tree.children(node));
                } else {
                    LocationConfig before = node.config;
                    change(node, config);
                    Departures.reconfigured(node, before, now);
                }
                changed.add(node);
            }
        }

        private void change(Node node, LocationConfig config) {
            if (cut.contains(node)) {
                node.config = config;
                node.followSuspended = false;
                tree.link(node);
                return;
            }
            boolean otherStrategy = node.config.strategy() != config.strategy();
            Node parent = node.parent;
            if (parent != null && node.config.contributesToParent() != config.contributesToParent()) {
                unsettled.add(parent);
            }
            node.config = config;
            if (otherStrategy) {
                node.followSuspended = false;
                tree.updateFollower(node);
            }
        }

        void announce() {
            Cause cause = new Cause.Config();
            locks.moved();
            // a location that was moved is under other locks now, and so is all below it
            moved.stream().filter(this::isThere).forEach(node -> Tree.addSubtreeWithFollowers(node, unsettled));
            unsettled.forEach(propagation::unsettled);
            affected.stream().filter(this::isThere).forEach(node -> propagation.changed(node, cause));
            changed.forEach(node -> propagation.evidenceChanged(node, cause));
        }

        private boolean isThere(Node node) {
            return tree.get(node.id) == node;
        }

        /**
         * Gives locations back what had been kept for them, before anything is settled, so that a restored location
         * shows at once what it showed, without a new transition.
         */
        Map<Node, LocationSnapshot> install() {
            Map<Node, LocationSnapshot> installed = new LinkedHashMap<>();
            for (LocationConfig config : configs) {
                LocationSnapshot entry = memory.take(config.id());
                Node node = tree.get(config.id());
                if (entry != null && node != null) {
                    memory.install(node, entry, now, now, new Cause.Restore());
                    installed.put(node, entry);
                    leaving |= node.remembersStay();
                }
            }
            return installed;
        }
    }

    private void removeNode(Node node, Set<Node> affected) {
        boolean hadLocks = node.locks.length > 0;
        people.forgetAll(node);
        node.locks = LocationState.NO_LOCKS;
        locks.changed(node, hadLocks);
        unreport(node, affected);
        for (Node child : Tree.children(node)) {
            unreport(child, affected);
            child.followSuspended = false;
            affected.add(child);
        }
        deadlines.forget(node);
        collector.forget(node);
        tree.remove(node);
    }

    /** Takes back what a location reported to its parent, before the link between them is cut. */
    private void unreport(Node node, Set<Node> affected) {
        Node parent = node.parent;
        if (parent != null) {
            propagation.unreport(parent, node);
            affected.add(parent);
        }
    }
}
