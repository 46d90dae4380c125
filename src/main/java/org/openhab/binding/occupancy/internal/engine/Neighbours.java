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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What is next to what: who leaves a place is seen in one of its neighbours next.
 *
 * A list of one side counts for both. A part of a room without a list is next to whatever the room is next to, and to
 * the other such parts. A place for which nobody gave a list, neither its own nor one of those it lies in, is next to
 * all such places of the household; those are not listed here, because they are many.
 */
@NonNullByDefault
final class Neighbours {

    private final Tree tree;
    /** Who lists a place, by the id of the place. */
    private final Map<String, Set<String>> listedBy = new HashMap<>();
    /** What was found, once somebody asked. */
    private final Map<Node, Found> found = new HashMap<>();

    /**
     * @param known whether there is a list, of the place or of one that it lies in
     * @param nodes the places next to it by such lists
     */
    private record Found(boolean known, Set<Node> nodes) {
    }

    Neighbours(Tree tree) {
        this.tree = tree;
    }

    /** Takes up the lists as they are configured now. */
    void configured() {
        listedBy.clear();
        found.clear();
        for (Node node : tree.all()) {
            for (String neighbour : node.config.adjacent) {
                Set<String> others = listedBy.get(neighbour);
                if (others == null) {
                    others = new LinkedHashSet<>();
                    listedBy.put(neighbour, others);
                }
                others.add(node.id);
            }
        }
    }

    /** {@return whether no place at all lists another} */
    boolean isEmpty() {
        return listedBy.isEmpty();
    }

    /** {@return whether it is known what a place is next to; if not, it is next to all others of which it is not} */
    boolean known(Node node) {
        return find(node).known;
    }

    /** {@return the places that are next to a location by a list; none that it lies in or that lie in it} */
    Set<Node> listed(Node node) {
        return find(node).nodes;
    }

    /** {@return whether somebody can walk from one place of a household to another, or they are in both at once} */
    boolean nextDoor(Node one, Node other) {
        Found listed = find(one);
        return related(one, other) || listed.nodes.contains(other) || !listed.known && !find(other).known;
    }

    private static boolean related(Node one, Node other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }

    private Found find(Node node) {
        Found known = found.get(node);
        if (known == null) {
            known = look(node);
            found.put(node, known);
        }
        return known;
    }

    private Found look(Node node) {
        Set<Node> nodes = new LinkedHashSet<>();
        Node lister = node;
        while (lister != null && !hasList(lister)) {
            lister = lister.parent;
        }
        if (lister == null) {
            return new Found(false, Set.of());
        }
        addWithParts(lister, nodes);
        for (String id : lister.config.adjacent) {
            addWithParts(tree.get(id), nodes);
        }
        for (String id : listedBy.getOrDefault(lister.id, Set.of())) {
            addWithParts(tree.get(id), nodes);
        }
        nodes.removeIf(other -> related(node, other));
        return new Found(true, nodes.isEmpty() ? Set.of() : nodes);
    }

    private boolean hasList(Node node) {
        return !node.config.adjacent.isEmpty() || listedBy.containsKey(node.id);
    }

    /** Adds a place and all in it that have no list of their own. */
    private void addWithParts(@Nullable Node place, Set<Node> nodes) {
        Deque<Node> open = new ArrayDeque<>();
        if (place != null) {
            open.add(place);
        }
        while (!open.isEmpty()) {
            Node next = open.remove();
            nodes.add(next);
            for (Node part : List.copyOf(Tree.children(next))) {
                if (!hasList(part)) {
                    open.add(part);
                }
            }
        }
    }
}
