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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * What is next to what: who leaves a location is seen in one of its neighbours next.
 *
 * A list of one side counts for both. A part of a room without a list of its own has that of the room, and is next to
 * the other such parts. Of a location that has no list, and lies in none that has, the neighbours are not known; it is
 * next to all such locations of the household.
 *
 * Nothing is worked out in advance: a question costs as much as there are locations above and, next door, such with
 * content.
 */
@NonNullByDefault
final class Neighbours {

    private final Tree tree;
    /** Who lists a location, by the id of the location. */
    private final Map<String, Set<String>> listedBy = new HashMap<>();
    private boolean anyPassage;

    Neighbours(Tree tree) {
        this.tree = tree;
    }

    /** Takes up the lists as they are configured now. */
    void configured() {
        listedBy.clear();
        anyPassage = false;
        for (Node node : tree.all()) {
            anyPassage |= node.config.passage;
            for (String neighbour : node.config.adjacent) {
                Maps.getOrPut(listedBy, neighbour, () -> new TreeSet<>()).add(node.id);
            }
        }
    }

    /** {@return whether no location at all lists another} */
    boolean isEmpty() {
        return listedBy.isEmpty();
    }

    /** {@return whether there is a list that says what a location is next to} */
    static boolean known(Node node) {
        return lister(node) != null;
    }

    /** {@return how many locations are by their lists or its own next to a location; 0 if that is not known} */
    int ways(Node node) {
        Set<String> ways = new TreeSet<>(node.config.adjacent);
        ways.addAll(listedBy.getOrDefault(node.id, Set.of()));
        ways.removeIf(id -> tree.get(id) == null);
        ways.remove(node.id);
        return ways.size();
    }

    /**
     * {@return whether somebody can walk from one location of a household to another, or is in both at once} Where no
     * list says so, that is to every part of the same location: to another floor one walks by way of others.
     */
    boolean nextDoor(Node one, Node other) {
        return related(one, other) || listed(one, other) || !known(one) && !known(other) && one.parent == other.parent;
    }

    /**
     * {@return whether two locations are next to each other by a list or, if there is none, lie in the same location}
     */
    boolean beside(Node one, Node other) {
        Node parent = one.parent;
        boolean siblings = parent != null && parent == other.parent && !known(one) && !known(other);
        return !related(one, other) && (siblings || listed(one, other));
    }

    /**
     * {@return the locations with content that are by some list next to a location or to one that it lies in} Also some
     * that it lies in or that lie in it.
     */
    Collection<Node> withContentAround(Node node) {
        if (isEmpty()) {
            return Set.of();
        }
        Set<Node> found = new LinkedHashSet<>();
        Node lister = lister(node);
        for (Node location = node; location != null; location = location.parent) {
            if (location == lister) {
                addWithContent(location, found);
            }
            for (String id : location.config.adjacent) {
                addWithContent(tree.get(id), found);
            }
            for (String id : listedBy.getOrDefault(location.id, Set.of())) {
                addWithContent(tree.get(id), found);
            }
        }
        return found;
    }

    /** {@return the locations with content that are {@link #beside} a location} */
    Collection<Node> withContentBeside(Node node) {
        Set<Node> found = new LinkedHashSet<>(withContentAround(node));
        Node parent = node.parent;
        if (parent != null && !known(node)) {
            for (Node other = parent.firstWithContent; other != null; other = other.nextWithContent) {
                found.add(other);
            }
        }
        found.removeIf(other -> !beside(node, other));
        return found;
    }

    /** {@return the passages with content that are {@link #beside} a location} Most homes have none, or one. */
    List<Node> passagesBeside(Node node) {
        List<Node> passages = new ArrayList<>();
        if (anyPassage) {
            for (Node other : withContentBeside(node)) {
                if (other.config.passage) {
                    passages.add(other);
                }
            }
        }
        return passages;
    }

    private static boolean related(Node one, Node other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }

    /**
     * {@return whose list says what a location is next to: its own or that of the nearest location above that has one}
     */
    private static @Nullable Node lister(Node node) {
        Node lister = node;
        while (lister != null && lister.config.adjacent.isEmpty()) {
            lister = lister.parent;
        }
        return lister;
    }

    private boolean listed(Node one, Node other) {
        Node lister = lister(one);
        if (lister != null && lister == lister(other)) {
            return true;
        }
        for (Node location = one; location != null; location = location == lister ? null : location.parent) {
            for (String id : location.config.adjacent) {
                if (inherits(other, id)) {
                    return true;
                }
            }
            for (String id : listedBy.getOrDefault(location.id, Set.of())) {
                if (inherits(other, id)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether a location is another or a part of it that has no list of its own} */
    private static boolean inherits(Node node, String id) {
        Node location = node;
        while (location != null && !location.id.equals(id)) {
            location = location.config.adjacent.isEmpty() ? location.parent : null;
        }
        return location != null;
    }

    /** Adds a location and all in it that have content that have no list of their own. */
    private static void addWithContent(@Nullable Node top, Set<Node> found) {
        Deque<Node> open = new ArrayDeque<>();
        if (top != null) {
            open.add(top);
        }
        while (!open.isEmpty()) {
            Node location = open.remove();
            found.add(location);
            for (Node part = location.firstWithContent; part != null; part = part.nextWithContent) {
                if (part.config.adjacent.isEmpty()) {
                    open.add(part);
                }
            }
        }
    }
}
