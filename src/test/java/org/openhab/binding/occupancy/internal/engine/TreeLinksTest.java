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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * The links of the tree stay true whatever is added, moved, removed, marked and locked: the engine trusts them to
 * visit only what is worth a visit, which no result would show.
 */
@NonNullByDefault
class TreeLinksTest {

    private static final int LOCATIONS = 14;

    private final Tree tree = new Tree();
    private final EffectiveLocks locks = new EffectiveLocks();

    @Test
    void allLinksAgreeAfterAnySequenceOfChanges() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String id = "p" + random.nextInt(LOCATIONS);
            Node node = tree.get(id);
            if (node == null) {
                configure(id, random);
            } else {
                change(node, random);
            }
            check();
        }
    }

    private void configure(String id, Random random) {
        String parent = random.nextInt(5) == 0 ? null : "p" + random.nextInt(LOCATIONS);
        LocationConfig config = LocationConfig.builder(id).parent(parent)
                .strategy(random.nextBoolean() ? Strategy.FOLLOW_PARENT : Strategy.INDEPENDENT).build();
        try {
            tree.checkNoCycle(Map.of(id, config), Set.of());
        } catch (RejectedException e) {
            return;
        }
        Node node = tree.get(id);
        if (node == null) {
            tree.add(config);
        } else {
            tree.unlink(node);
            node.config = config;
            tree.link(node);
        }
    }

    private void change(Node node, Random random) {
        switch (random.nextInt(8)) {
            case 0, 1 -> configure(node.id, random);
            case 2 -> {
                lock(node, false);
                tree.remove(node);
            }
            case 3 -> {
                node.config = node.config.toBuilder()
                        .strategy(random.nextBoolean() ? Strategy.FOLLOW_PARENT : Strategy.INDEPENDENT).build();
                tree.updateFollower(node);
            }
            case 4 -> lock(node, random.nextBoolean());
            case 5, 6 -> {
                node.lingerUntil = 1;
                tree.list(node);
            }
            default -> {
                node.lingerUntil = Instants.NONE;
                tree.unlistIfEmpty(node);
            }
        }
    }

    private void lock(Node node, boolean locked) {
        boolean before = node.locks.length > 0;
        if (locked) {
            node.setLock(new Lock("party", LockMode.FREEZE, Scope.SUBTREE, Instants.HELD));
            tree.list(node);
        } else {
            node.removeLock("party");
        }
        locks.changed(node, before);
        if (!locked) {
            tree.unlistIfEmpty(node);
        }
    }

    private void check() {
        List<Node> active = tree.withContent();
        assertThat(active).doesNotHaveDuplicates();
        int locked = 0;
        for (Node node : tree.all()) {
            Node parent = parent(node);
            assertThat(node.parent).as("parent of %s", node).isSameAs(parent);
            assertThat(node.depth).as("depth of %s", node).isEqualTo(parent == null ? 0 : parent.depth + 1);
            if (parent != null) {
                assertThat(Tree.children(parent).get(node.childPosition)).isSameAs(node);
            }
            List<Node> children = Tree.children(node);
            assertThat(children).as("children of %s", node).containsExactlyInAnyOrderElementsOf(
                    tree.all().stream().filter(other -> parent(other) == node).toList());
            List<Node> followers = node.followers;
            assertThat(followers == null ? List.<Node> of() : followers).as("followers of %s", node)
                    .containsExactlyInAnyOrderElementsOf(children.stream()
                            .filter(child -> child.config.strategy() == Strategy.FOLLOW_PARENT).toList());
            boolean worth = node.hasContent() || children.stream().anyMatch(child -> child.listed);
            assertThat(node.listed).as("active %s", node).isEqualTo(worth);
            assertThat(active.contains(node)).as("visited %s", node).isEqualTo(worth);
            assertThat(parent == null || !worth || active.indexOf(parent) < active.indexOf(node)).isTrue();
            int own = node.locks.length > 0 ? 1 : 0;
            assertThat(node.lockedBelow).as("locks at and below %s", node)
                    .isEqualTo(own + children.stream().mapToInt(child -> child.lockedBelow).sum());
            locked += own;
        }
        assertThat(locks.any()).isEqualTo(locked > 0);
        assertThat(active).allMatch(node -> tree.get(node.id) == node);
    }

    private @Nullable Node parent(Node node) {
        String id = node.config.parent();
        return id == null ? null : tree.get(Objects.requireNonNull(id));
    }
}
