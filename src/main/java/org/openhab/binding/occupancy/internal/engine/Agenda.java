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

import java.util.PriorityQueue;
import java.util.Queue;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The locations that wait to be worked out: those that something below them may have changed, the deepest first, then
 * those that follow one that changed, the topmost first. So children come before parents before followers. Ties go by
 * the order of creation.
 */
@NonNullByDefault
final class Agenda {

    private final Queue<Node> upwards = new PriorityQueue<>(64, Tree::deepestFirst);
    private final Queue<Node> downwards = new PriorityQueue<>(64, Tree::topmostFirst);

    /** Has a location wait because of itself or of what is below. */
    void add(Node node) {
        if (!node.queued) {
            node.queued = true;
            upwards.add(node);
        }
    }

    /** Has a location wait because of what it follows. */
    void addFollower(Node node) {
        if (!node.queued) {
            node.queued = true;
            downwards.add(node);
        }
    }

    boolean isEmpty() {
        return upwards.isEmpty() && downwards.isEmpty();
    }

    /** Has a location wait no more: it was worked out together with another. */
    void drop(Node node) {
        node.queued = false;
    }

    /** {@return the next one, or {@code null} if none waits} */
    @Nullable
    Node next() {
        Node node = poll();
        while (node != null && !node.queued) {
            node = poll();
        }
        if (node != null) {
            node.queued = false;
        }
        return node;
    }

    private @Nullable Node poll() {
        Node node = upwards.poll();
        return node != null ? node : downwards.poll();
    }
}
