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
 * A list of one side counts for both. A part of a room without a list of its own has the list of the room, and is next
 * to the other such parts. Of a location that has no list, and lies in none that has, the neighbours are not known; it
 * is next to all such locations of the household.
 *
 * What is near a location is worked out when it is asked for the first time, and remembered until the settings change:
 * it is asked at every report. Where that would be too many locations, as in an office of hundreds of rooms without
 * lists, nothing is remembered, and a question takes as many steps as there are locations above and occupied ones next
 * door.
 */
@NonNullByDefault
final class Neighbours {

    private final Tree tree;
    /** Who lists a location, by the id of the location. */
    private final Map<String, Set<String>> listedBy = new HashMap<>();
    private boolean anyPassage;
    /** The most locations near one that are remembered; a home has fewer. */
    private static final int MOST_NEAR = 64;

    /**
     * What is near a location, whether it has content or not.
     *
     * @param around see {@link #around}
     * @param beside see {@link #beside(Node)}
     * @param passages see {@link #passagesBeside}
     */
    record Near(List<Node> around, List<Node> beside, List<Node> passages) {
        /** Stands for more locations than are remembered. */
        static final Near TOO_MANY = new Near(List.of(), List.of(), List.of());
    }

    Neighbours(Tree tree) {
        this.tree = tree;
    }

    /** Applies the lists as they are configured now. */
    void configured() {
        listedBy.clear();
        anyPassage = false;
        for (Node node : tree.all()) {
            node.near = null;
            anyPassage |= node.config.passage();
            for (String neighbour : node.config.adjacent()) {
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

    /**
     * {@return whether it is known of two locations if one can walk from one to the other, and not only assumed} Lists
     * say so, of one or of both, or that one lies in the other.
     */
    boolean known(Node one, Node other) {
        return related(one, other) || known(one) && known(other) || listed(one, other);
    }

    /** {@return how many locations are next to a location, by its list or by theirs; 0 if that is not known} */
    int ways(Node node) {
        Set<String> ways = new TreeSet<>(node.config.adjacent());
        ways.addAll(listedBy.getOrDefault(node.id, Set.of()));
        ways.removeIf(id -> tree.get(id) == null);
        ways.remove(node.id);
        return ways.size();
    }

    /**
     * {@return whether somebody can walk from one location of a household to another, or is in both at once} Where
     * there is no list, that is so between all parts of the same location; to another floor one walks through others.
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
     * {@return the locations that some list puts next to a location, or to one that it lies in: all with content, and
     * maybe others} Some of them may lie in it, or it in them.
     */
    Collection<Node> around(Node node) {
        if (isEmpty()) {
            return Set.of();
        }
        Near known = near(node);
        return known == Near.TOO_MANY ? new Search(true).around(node) : known.around;
    }

    /** {@return the locations that are {@link #beside} a location: all with content, and maybe others} */
    Collection<Node> beside(Node node) {
        Near known = near(node);
        return known == Near.TOO_MANY ? new Search(true).beside(node) : known.beside;
    }

    /**
     * {@return the passages that are {@link #beside} a location: all with content, and maybe others} Most homes have
     * none, or one.
     */
    List<Node> passagesBeside(Node node) {
        if (!anyPassage) {
            return List.of();
        }
        Near known = near(node);
        return known == Near.TOO_MANY ? passages(new Search(true).beside(node)) : known.passages;
    }

    private Near near(Node node) {
        Near known = node.near;
        if (known == null) {
            Search search = new Search(false);
            List<Node> around = List.copyOf(search.around(node));
            Set<Node> beside = search.beside(node);
            known = search.tooMany ? Near.TOO_MANY : new Near(around, List.copyOf(beside), passages(beside));
            node.near = known;
        }
        return known;
    }

    private static List<Node> passages(Collection<Node> nodes) {
        return nodes.stream().filter(node -> node.config.passage()).toList();
    }

    private static boolean related(Node one, Node other) {
        return one.isAtOrBelow(other) || other.isAtOrBelow(one);
    }

    /**
     * {@return the location whose list says what a location is next to: itself, or the nearest location above that has
     * a list}
     */
    private static @Nullable Node lister(Node node) {
        Node lister = node;
        while (lister != null && lister.config.adjacent().isEmpty()) {
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
            for (String id : location.config.adjacent()) {
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
            location = location.config.adjacent().isEmpty() ? location.parent : null;
        }
        return location != null;
    }

    /** Looks for what is near a location. */
    private final class Search {

        /** Whether only locations with content are looked at; else all are, but no more than are remembered. */
        private final boolean onlyContent;
        private boolean tooMany;

        Search(boolean onlyContent) {
            this.onlyContent = onlyContent;
        }

        Set<Node> around(Node node) {
            Set<Node> found = new LinkedHashSet<>();
            Node lister = lister(node);
            for (Node location = node; location != null; location = location.parent) {
                if (location == lister) {
                    addWithParts(location, found);
                }
                for (String id : location.config.adjacent()) {
                    addWithParts(tree.get(id), found);
                }
                for (String id : listedBy.getOrDefault(location.id, Set.of())) {
                    addWithParts(tree.get(id), found);
                }
            }
            return found;
        }

        Set<Node> beside(Node node) {
            Set<Node> found = isEmpty() ? new LinkedHashSet<>() : around(node);
            Node parent = node.parent;
            if (parent != null && !known(node)) {
                found.addAll(parts(parent));
            }
            found.removeIf(other -> !Neighbours.this.beside(node, other));
            return found;
        }

        /** Adds a location and all in it that have no list of their own. */
        private void addWithParts(@Nullable Node top, Set<Node> found) {
            Deque<Node> open = new ArrayDeque<>();
            if (top != null) {
                open.add(top);
            }
            while (!open.isEmpty() && !tooMany) {
                Node location = open.remove();
                found.add(location);
                tooMany = !onlyContent && found.size() > MOST_NEAR;
                for (Node part : parts(location)) {
                    if (part.config.adjacent().isEmpty()) {
                        open.add(part);
                    }
                }
            }
        }

        /** {@return what lies directly in a location} */
        private List<Node> parts(Node location) {
            if (onlyContent) {
                List<Node> parts = new ArrayList<>();
                for (Node part = location.firstWithContent; part != null; part = part.nextWithContent) {
                    parts.add(part);
                }
                return parts;
            }
            List<Node> parts = Tree.children(location);
            tooMany |= parts.size() > MOST_NEAR;
            return tooMany ? List.of() : parts;
        }
    }
}
