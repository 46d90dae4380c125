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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Finds the innermost locations that make another one occupied: whoever asks why the house is occupied wants to hear
 * of the kitchen, not of the ground floor. Only occupied locations are visited, and only when somebody asks.
 */
@NonNullByDefault
final class Innermost {

    /** How many are named. */
    private static final int MOST_NAMED = 3;

    /** How many are counted; in a hotel with more occupied rooms the exact number is of no use. */
    private static final int MOST_VISITED = 1000;

    /** The latest end first; of two that end together the one that was added first. */
    private static final Comparator<Node> STRONGEST_FIRST = Comparator.comparingLong(Innermost::end).reversed()
            .thenComparingInt(node -> node.ordinal);

    private final List<Node> all = new ArrayList<>();
    private final boolean complete;

    /**
     * @param top the location that is asked about
     */
    Innermost(Node top) {
        Deque<Node> open = new ArrayDeque<>(top.reportingChildren(MOST_VISITED));
        int visited = 0;
        while (!open.isEmpty() && visited < MOST_VISITED) {
            Node node = open.pop();
            visited++;
            if (isNamed(node)) {
                all.add(node);
            }
            // of the child that ends last first, so that it is found whatever else there is
            List<Node> children = node.reportingChildren(MOST_VISITED);
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        complete = open.isEmpty();
        all.sort(STRONGEST_FIRST);
    }

    /** {@return the occupied locations that end last, the strongest first} */
    List<Node> strongest() {
        return all.subList(0, Math.min(MOST_NAMED, all.size()));
    }

    /** {@return how many there are besides the strongest; more than 0 if there may be} */
    int more() {
        return complete ? Math.max(0, all.size() - MOST_NAMED) : Math.max(1, all.size() - MOST_NAMED);
    }

    /** {@return whether all were counted} */
    boolean isComplete() {
        return complete;
    }

    /** {@return whether it is not only what lies in a location that makes it occupied} */
    private static boolean isNamed(Node node) {
        return !node.hasReportingChild() || hasOwnEvidence(node);
    }

    /** {@return whether a location is occupied by something of its own besides what is in it} */
    private static boolean hasOwnEvidence(Node node) {
        return node.own || node.lingerUntil != NONE;
    }

    /** {@return when what makes the location itself occupied ends} */
    static long end(Node node) {
        return node.hasReportingChild() ? Math.max(node.ownUntil, node.lingerUntil) : node.reportedUntil;
    }
}
