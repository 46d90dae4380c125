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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * Which locations belong to one household, how many people live there, and the {@link Household hypotheses} of where
 * they are. A root with locations below it is a household; all roots without are one.
 */
@NonNullByDefault
final class Households {

    private static final Key ROOTS_WITHOUT_LOCATIONS = new Key(null);

    private final Neighbours neighbours;
    private final int enoughActivities;
    private Map<Key, Household> households = new HashMap<>();
    private Set<Node> leftByDeparture = Set.of();
    /** Whether any location has a head count of one. Most homes have none, and need not look it up for each event. */
    private boolean anyOnePerson;
    /** The location that was last asked about, with the answer: all rules ask about the same one during a report. */
    private @Nullable Node asked;
    private @Nullable Household answer;

    /** A household. @param root the root with locations below it; {@code null} for all roots without */
    record Key(@Nullable Node root) {
    }

    /** @param enoughActivities after how many activities the hypotheses of a household decide */
    Households(Neighbours neighbours, int enoughActivities) {
        this.neighbours = neighbours;
        this.enoughActivities = enoughActivities;
    }

    /** {@return the household of a location} */
    static Key key(Node node) {
        Node root = node;
        for (Node above = node.parent; above != null; above = above.parent) {
            root = above;
        }
        return Tree.children(root).isEmpty() ? ROOTS_WITHOUT_LOCATIONS : new Key(root);
    }

    boolean isSame(Node one, Node other) {
        return key(one).equals(key(other));
    }

    /** {@return the locations that are left by departure, of all households} */
    Set<Node> leftByDeparture() {
        return leftByDeparture;
    }

    /** {@return the hypotheses of a location's household, or {@code null} if it is too small or too large for any} */
    @Nullable
    Household of(Node node) {
        if (node != asked) {
            asked = node;
            answer = households.get(key(node));
        }
        return answer;
    }

    /**
     * {@return the hypotheses of a location's household, or {@code null} if they do not know it well enough to decide}
     */
    @Nullable
    Household deciding(Node node) {
        Household household = of(node);
        return household != null && household.decides(enoughActivities) ? household : null;
    }

    /** {@return whether it is known that one person lives in the household of a location} */
    boolean hasOnePerson(Node node) {
        return anyOnePerson && headCount(key(node)) == 1;
    }

    /** {@return how many people there can be in a household, or 0 if that is not known} */
    private int headCount(Key household) {
        Node root = household.root();
        if (root != null) {
            return root.config.knownHeadCount();
        }
        int most = 0;
        for (Node node : leftByDeparture) {
            if (node.parent == null && key(node).equals(household)) {
                if (node.config.knownHeadCount() == 1) {
                    return 1;
                }
                most = Math.max(most, node.config.knownHeadCount());
            }
        }
        return most;
    }

    boolean anyOnePerson() {
        return anyOnePerson;
    }

    /** Forgets where people are thought to be. */
    void clear() {
        households.clear();
        asked = null;
    }

    /** Writes down at each location what is known of its household. */
    void record() {
        for (Household household : households.values()) {
            household.record();
        }
    }

    /**
     * Applies the locations as they are configured now. People stay where they were thought to be, whatever changes.
     *
     * @param all all locations
     * @param remembering those that remember a stay
     * @param departing those of them that are left by departure
     */
    void configured(Iterable<Node> all, Set<Node> remembering, Set<Node> departing) {
        leftByDeparture = departing;
        anyOnePerson = false;
        for (Node node : all) {
            anyOnePerson |= node.config.knownHeadCount() == 1;
        }
        Map<Key, List<Node>> members = new LinkedHashMap<>();
        for (Node node : remembering) {
            Key key = key(node);
            Maps.getOrPut(members, key, () -> new ArrayList<>()).add(node);
        }
        record();
        Map<Key, Household> before = households;
        households = new HashMap<>();
        asked = null;
        members.forEach((key, nodes) -> {
            // nobody is in the root itself, outside of all rooms: its door is the front door
            nodes.remove(key.root());
            if (Household.canHaveHypotheses(nodes)) {
                // sorted by id: which of two equally likely hypotheses is kept depends on the order, which must be
                // the same after a restart
                nodes.sort((a, b) -> a.id.compareTo(b.id));
                Household known = before.get(key);
                Household household = new Household(nodes, neighbours, headCount(key));
                households.put(key, known != null && known.sameAs(household) ? known : household);
            }
        });
        for (Node node : remembering) {
            node.forgetHypotheses();
        }
    }
}
