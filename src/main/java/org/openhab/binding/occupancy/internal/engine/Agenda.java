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
 * The queue of locations to be worked out anew: first those that may have changed by themselves or by something
 * below, the deepest first, then those that follow a location that changed, the topmost first. So children come
 * before parents before followers. Ties go by the order of creation.
 */
@NonNullByDefault
final class Agenda {

    private final Queue<Node> upwards = new PriorityQueue<>(64, Tree::deepestFirst);
    private final Queue<Node> downwards = new PriorityQueue<>(64, Tree::topmostFirst);

    /** Queues a location because of itself or of something below. */
    void add(Node node) {
        if (!node.queued) {
            node.queued = true;
            upwards.add(node);
        }
    }

    /** Queues a location because of the parent that it follows. */
    void addFollower(Node node) {
        if (!node.queued) {
            node.queued = true;
            downwards.add(node);
        }
    }

    boolean isEmpty() {
        return upwards.isEmpty() && downwards.isEmpty();
    }

    /** Takes a location out of the queue, because it was worked out together with another. */
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
