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
    private final Set<Node> activeRoots = new LinkedHashSet<>();
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

    /** Takes a location from its parent, or from those that wait for one. */
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
        activeRoots.remove(node);
    }

    /** Hangs a location where its settings say. */
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
        if (node.active) {
            activeRoots.add(node);
        }
    }

    private void await(Node node, String wanted) {
        Set<Node> others = waiting.get(wanted);
        if (others == null) {
            others = new LinkedHashSet<>();
            waiting.put(wanted, others);
        }
        others.add(node);
        if (node.active) {
            activeRoots.add(node);
        }
    }

    private void attach(Node child, Node parent) {
        boolean wasActive = child.active;
        if (wasActive) {
            activeRoots.remove(child);
            child.active = false;
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
        if (wasActive) {
            activate(child);
        }
    }

    private void detach(Node child) {
        Node parent = child.parent;
        if (parent == null) {
            return;
        }
        boolean wasActive = child.active;
        if (wasActive) {
            unlinkActive(child, parent);
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
        if (wasActive) {
            deactivateIfEmpty(parent);
            child.active = true;
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

    /** Marks a location, and all above, as worth a visit. */
    void activate(Node start) {
        Node node = start;
        while (!node.active) {
            node.active = true;
            Node parent = node.parent;
            if (parent == null) {
                activeRoots.add(node);
                return;
            }
            Node first = parent.firstActive;
            node.nextActive = first;
            node.previousActive = null;
            if (first != null) {
                first.previousActive = node;
            }
            parent.firstActive = node;
            node = parent;
        }
    }

    /** Takes the mark back from a location that has become empty, and from all above that have. */
    void deactivateIfEmpty(Node start) {
        Node node = start;
        while (node.active && node.firstActive == null && !node.hasContent()) {
            Node parent = node.parent;
            if (parent == null) {
                node.active = false;
                activeRoots.remove(node);
                return;
            }
            unlinkActive(node, parent);
            node = parent;
        }
    }

    private static void unlinkActive(Node node, Node parent) {
        node.active = false;
        Node next = node.nextActive;
        Node previous = node.previousActive;
        if (next != null) {
            next.previousActive = previous;
        }
        if (previous != null) {
            previous.nextActive = next;
        } else {
            parent.firstActive = next;
        }
        node.nextActive = null;
        node.previousActive = null;
    }

    /** {@return the location and all active ones below it, parents first} */
    static List<Node> activeSubtree(Node top) {
        List<Node> result = new ArrayList<>();
        result.add(top);
        for (int i = 0; i < result.size(); i++) {
            for (Node child = result.get(i).firstActive; child != null; child = child.nextActive) {
                result.add(child);
            }
        }
        return result;
    }

    /** {@return active locations and those that would follow them, which need not be active themselves} */
    static Collection<Node> withFollowers(List<Node> active) {
        Set<Node> result = new LinkedHashSet<>(active);
        for (Node node : active) {
            List<Node> followers = node.followers;
            if (node.shown && followers != null) {
                result.addAll(followers);
            }
        }
        return result;
    }

    /** {@return all active locations, parents first} */
    List<Node> active() {
        List<Node> result = new ArrayList<>();
        for (Node root : activeRoots) {
            result.addAll(activeSubtree(root));
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
