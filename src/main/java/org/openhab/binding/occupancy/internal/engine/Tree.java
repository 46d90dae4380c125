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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * The locations and how they hang together. Knows nothing of occupancy.
 *
 * A location whose parent is not known is a root until a location with that id is added. Nothing here recurses, so
 * that a chain may be as deep as memory allows.
 */
@NonNullByDefault
final class Tree {

    private final Map<String, Node> nodes = new HashMap<>();
    /** By the id that they wait for: roots that name a parent which is not known. */
    private final Map<String, Set<Node>> waiting = new HashMap<>();
    private final Set<Node> rootsWithContent = new LinkedHashSet<>();
    private int ordinals;

    @Nullable
    Node get(String id) {
        return nodes.get(id);
    }

    Collection<Node> all() {
        return nodes.values();
    }

    int size() {
        return nodes.size();
    }

    /** Adds a location and links it, and the children that waited for it. The parent must have been checked. */
    Node add(LocationConfig config) {
        Node node = new Node(config, ordinals++);
        nodes.put(config.id(), node);
        link(node);
        Set<Node> orphans = waiting.remove(node.id);
        if (orphans != null) {
            for (Node orphan : orphans) {
                attach(orphan, node);
            }
        }
        return node;
    }

    /** Takes a location out. Its children become roots that wait for it. */
    void remove(Node node) {
        for (Node child : List.copyOf(children(node))) {
            detach(child);
            await(child, node.id);
        }
        unlink(node);
        nodes.remove(node.id);
    }

    /** Unlinks a location from its parent, or from the list of those that wait for one. */
    void unlink(Node node) {
        String wanted = node.config.parent();
        if (node.parent != null) {
            detach(node);
        } else if (wanted != null) {
            Set<Node> others = waiting.get(wanted);
            if (others != null && others.remove(node) && others.isEmpty()) {
                waiting.remove(wanted);
            }
        }
        rootsWithContent.remove(node);
    }

    /** Links a location to the parent that its settings name. */
    void link(Node node) {
        String wanted = node.config.parent();
        Node parent = wanted == null ? null : nodes.get(wanted);
        if (parent != null) {
            attach(node, parent);
            return;
        }
        if (wanted != null) {
            await(node, wanted);
        }
        if (node.listed) {
            rootsWithContent.add(node);
        }
    }

    private void await(Node node, String wanted) {
        Maps.getOrPut(waiting, wanted, () -> new LinkedHashSet<>()).add(node);
        if (node.listed) {
            rootsWithContent.add(node);
        }
    }

    private void attach(Node child, Node parent) {
        boolean wasListed = child.listed;
        if (wasListed) {
            rootsWithContent.remove(child);
            child.listed = false;
        }
        List<Node> siblings = parent.children;
        if (siblings == null) {
            siblings = new ArrayList<>(2);
            parent.children = siblings;
        }
        child.parent = parent;
        child.childPosition = siblings.size();
        siblings.add(child);
        updateFollower(child);
        deepen(child, parent.depth + 1);
        for (Node node = parent; node != null && child.lockedBelow > 0; node = node.parent) {
            node.lockedBelow += child.lockedBelow;
        }
        if (wasListed) {
            list(child);
        }
    }

    private void detach(Node child) {
        Node parent = child.parent;
        if (parent == null) {
            return;
        }
        boolean wasListed = child.listed;
        if (wasListed) {
            unlist(child, parent);
        }
        List<Node> siblings = children(parent);
        Node last = siblings.remove(siblings.size() - 1);
        if (last != child) {
            siblings.set(child.childPosition, last);
            last.childPosition = child.childPosition;
        }
        List<Node> followers = parent.followers;
        if (followers != null && followers.remove(child) && followers.isEmpty()) {
            parent.followers = null;
        }
        for (Node node = parent; node != null && child.lockedBelow > 0; node = node.parent) {
            node.lockedBelow -= child.lockedBelow;
        }
        child.parent = null;
        deepen(child, 0);
        if (wasListed) {
            unlistIfEmpty(parent);
            child.listed = true;
        }
    }

    /** Keeps the parent's list of followers true after the strategy of a child changed. */
    void updateFollower(Node child) {
        Node parent = child.parent;
        if (parent == null) {
            return;
        }
        List<Node> followers = parent.followers;
        if (followers != null) {
            followers.remove(child);
        }
        if (child.config.strategy() == Strategy.FOLLOW_PARENT) {
            if (followers == null) {
                followers = new ArrayList<>(2);
                parent.followers = followers;
            }
            followers.add(child);
        }
    }

    private static void deepen(Node top, int depth) {
        if (top.depth == depth) {
            return;
        }
        int delta = depth - top.depth;
        Deque<Node> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            Node node = open.pop();
            node.depth += delta;
            children(node).forEach(open::push);
        }
    }

    static List<Node> children(Node node) {
        List<Node> children = node.children;
        return children == null ? List.of() : children;
    }

    /** Marks a location, and all above it, as having content. */
    void list(Node start) {
        Node node = start;
        while (!node.listed) {
            node.listed = true;
            Node parent = node.parent;
            if (parent == null) {
                rootsWithContent.add(node);
                return;
            }
            Node first = parent.firstWithContent;
            node.nextWithContent = first;
            node.previousWithContent = null;
            if (first != null) {
                first.previousWithContent = node;
            }
            parent.firstWithContent = node;
            node = parent;
        }
    }

    /** Removes the mark from a location that has no content any more, and from all above for which that is so too. */
    void unlistIfEmpty(Node start) {
        Node node = start;
        while (node.listed && node.firstWithContent == null && !node.isWorthAVisit()) {
            Node parent = node.parent;
            if (parent == null) {
                node.listed = false;
                rootsWithContent.remove(node);
                return;
            }
            unlist(node, parent);
            node = parent;
        }
    }

    private static void unlist(Node node, Node parent) {
        node.listed = false;
        Node next = node.nextWithContent;
        Node previous = node.previousWithContent;
        if (next != null) {
            next.previousWithContent = previous;
        }
        if (previous != null) {
            previous.nextWithContent = next;
        } else {
            parent.firstWithContent = next;
        }
        node.nextWithContent = null;
        node.previousWithContent = null;
    }

    /** Orders children before parents; ties by the order of creation. */
    static int deepestFirst(Node a, Node b) {
        return a.depth != b.depth ? Integer.compare(b.depth, a.depth) : Integer.compare(a.ordinal, b.ordinal);
    }

    /** Orders parents before children; ties by the order of creation. */
    static int topmostFirst(Node a, Node b) {
        return a.depth != b.depth ? Integer.compare(a.depth, b.depth) : Integer.compare(a.ordinal, b.ordinal);
    }

    /** {@return the location and all below it that have content, parents first} */
    static List<Node> subtreeWithContent(Node top) {
        List<Node> result = new ArrayList<>();
        result.add(top);
        for (int i = 0; i < result.size(); i++) {
            for (Node child = result.get(i).firstWithContent; child != null; child = child.nextWithContent) {
                result.add(child);
            }
        }
        return result;
    }

    /** {@return locations and those that would follow them, which need not have content themselves} */
    static Collection<Node> withFollowers(List<Node> locations) {
        Set<Node> result = new LinkedHashSet<>(locations);
        for (Node node : locations) {
            List<Node> followers = node.followers;
            if (node.shown && followers != null) {
                result.addAll(followers);
            }
        }
        return result;
    }

    /**
     * Adds a location, all below it with content, and those that would follow any of them, which need not have content
     * themselves.
     *
     * @param top the location
     * @param found where they are added; what lies below one that is there already is not looked at again
     */
    static void addSubtreeWithFollowers(Node top, Set<Node> found) {
        Deque<Node> open = new ArrayDeque<>();
        open.add(top);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (found.add(node)) {
                for (Node child = node.firstWithContent; child != null; child = child.nextWithContent) {
                    open.add(child);
                }
                List<Node> followers = node.followers;
                if (node.shown && followers != null) {
                    open.addAll(followers);
                }
            }
        }
    }

    /** {@return all locations with content, parents first} */
    List<Node> withContent() {
        List<Node> result = new ArrayList<>();
        for (Node root : rootsWithContent) {
            result.addAll(subtreeWithContent(root));
        }
        return result;
    }

    /**
     * Checks that no location would become its own ancestor.
     *
     * @param changes the settings that are about to be applied, by id
     * @param removed the ids that are about to be removed
     * @throws RejectedException that names the cycle
     */
    void checkNoCycle(Map<String, LocationConfig> changes, Set<String> removed) {
        Set<String> cleared = new LinkedHashSet<>();
        for (LocationConfig config : changes.values()) {
            Map<String, Boolean> path = new LinkedHashMap<>();
            String id = config.id();
            if (changes.size() == 1 && !nodes.containsKey(id) && !waiting.containsKey(id)
                    && !id.equals(config.parent())) {
                // Nothing hangs below it, so it cannot be its own ancestor.
                return;
            }
            while (id != null && !cleared.contains(id)) {
                if (path.put(id, Boolean.TRUE) != null) {
                    throw cycle(path.keySet(), id);
                }
                id = parentOf(id, changes, removed);
            }
            cleared.addAll(path.keySet());
        }
    }

    private @Nullable String parentOf(String id, Map<String, LocationConfig> changes, Set<String> removed) {
        LocationConfig change = changes.get(id);
        if (change != null) {
            return change.parent();
        }
        Node node = removed.contains(id) ? null : nodes.get(id);
        return node == null ? null : node.config.parent();
    }

    private static RejectedException cycle(Set<String> path, String start) {
        List<String> names = new ArrayList<>(path);
        List<String> loop = new ArrayList<>(names.subList(names.indexOf(start), names.size()));
        loop.add(start);
        return new RejectedException(RejectionCode.PARENT_CYCLE, "parent",
                "The parent of " + start + " makes a cycle: " + String.join(" -> ", loop) + ".");
    }
}
