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
import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A binary heap of locations. Where a location can move within it, the location knows its position, so that moving
 * costs O(log n) and the first is always exact.
 */
@NonNullByDefault
abstract class NodeHeap {

    private @Nullable Node[] heap;
    private int size;

    NodeHeap(int capacity) {
        heap = new Node[capacity];
    }

    /** {@return whether {@code a} goes before {@code b}} */
    abstract boolean before(Node a, Node b);

    /** Tells where a location stands now; -1 when it was taken out. */
    abstract void placed(Node node, int position);

    final int size() {
        return size;
    }

    /** {@return the first location; there must be one} */
    final Node first() {
        return at(0);
    }

    /** {@return some locations, the first one first} */
    final List<Node> some(int most) {
        List<Node> result = new ArrayList<>();
        for (int i = 0; i < Math.min(most, size); i++) {
            result.add(at(i));
        }
        return result;
    }

    final void add(Node node) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, node);
    }

    /** Puts a location where it belongs after its order changed. */
    final void moved(Node node, int position) {
        if (siftUp(position, node) == position) {
            siftDown(position, node);
        }
    }

    /** Takes out the location at a position. */
    final Node remove(int position) {
        Node removed = at(position);
        placed(removed, -1);
        Node last = at(--size);
        heap[size] = null;
        if (last != removed) {
            moved(last, position);
        }
        return removed;
    }

    private int siftUp(int start, Node node) {
        int position = start;
        while (position > 0) {
            int above = (position - 1) >>> 1;
            Node other = at(above);
            if (!before(node, other)) {
                break;
            }
            put(position, other);
            position = above;
        }
        put(position, node);
        return position;
    }

    private void siftDown(int start, Node node) {
        int position = start;
        int half = size >>> 1;
        while (position < half) {
            int below = 2 * position + 1;
            Node other = at(below);
            if (below + 1 < size) {
                Node next = at(below + 1);
                if (before(next, other)) {
                    other = next;
                    below++;
                }
            }
            if (!before(other, node)) {
                break;
            }
            put(position, other);
            position = below;
        }
        put(position, node);
    }

    private void put(int position, Node node) {
        heap[position] = node;
        placed(node, position);
    }

    private Node at(int position) {
        Node node = heap[position];
        if (node == null) {
            throw new IllegalStateException("nothing at " + position + " of " + size);
        }
        return node;
    }
}
