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
 * Locations by a key, of which the smallest is always known: a tournament in which the smaller key goes on.
 *
 * <p>
 * <b>The problem.</b> Every report moves the end of a location, and the engine has to know which of a million comes
 * next.
 *
 * <p>
 * <b>The method</b> is a tournament tree (D. E. Knuth, "The Art of Computer Programming", volume 3, sections 5.2.3 and
 * 5.4.1): the keys are the leaves of a binary tree, and every match above them holds the smaller of its two.
 *
 * <p>
 * <b>What is ours.</b> A location keeps its slot while it takes part. Changing its key replays its matches up to the
 * first with the same outcome: two on average, O(log n) at most. Unlike in a heap no other location moves, so that none
 * has to be fetched from memory.
 *
 * <p>
 * <b>An example.</b> Bedroom, hall and kitchen end at 10:30, 10:10 and 10:20. The first match is won by the hall
 * (10:10), the second, which the kitchen plays against nobody, by the kitchen, the final by the hall. A report moves
 * the hall to 10:40: it loses its match to the bedroom (10:30) and the final goes to the kitchen (10:20); nothing else
 * is looked at.
 */
@NonNullByDefault
abstract class WinnerTree {

    private static final long ABSENT = Long.MAX_VALUE;

    /** The winner of all matches at 1, those of match i at 2i and 2i + 1, the key of slot i at capacity + i. */
    private long[] keys;
    private @Nullable Node[] nodes;
    private int size;

    /**
     * @param capacity how many slots there are at first; a power of two
     */
    WinnerTree(int capacity) {
        keys = new long[2 * capacity];
        nodes = new Node[capacity];
        Arrays.fill(keys, ABSENT);
    }

    /** Tells a location its slot; -1 when it was removed. */
    abstract void placed(Node node, int slot);

    final int size() {
        return size;
    }

    /** {@return the smallest key, {@link Long#MAX_VALUE} if there is none} */
    final long smallest() {
        return keys[1];
    }

    /** {@return the location with the smallest key; there must be one} */
    final Node first() {
        int match = 1;
        while (match < nodes.length) {
            match *= 2;
            if (keys[match] != keys[1]) {
                match++;
            }
        }
        return at(match - nodes.length);
    }

    /** {@return some locations, the first one first} */
    final List<Node> some(int most) {
        List<Node> result = new ArrayList<>();
        if (size > 0) {
            Node first = first();
            result.add(first);
            for (int i = 0; i < size && result.size() < most; i++) {
                if (nodes[i] != first) {
                    result.add(at(i));
                }
            }
        }
        return result;
    }

    final void add(Node node, long key) {
        if (size == nodes.length) {
            grow();
        }
        nodes[size] = node;
        placed(node, size);
        change(size++, key);
    }

    /** Gives the location in a slot another key. */
    final void change(int slot, long key) {
        int match = nodes.length + slot;
        keys[match] = key;
        while (match > 1) {
            long winner = Math.min(keys[match], keys[match ^ 1]);
            match /= 2;
            if (keys[match] == winner) {
                break;
            }
            keys[match] = winner;
        }
    }

    /** Takes out the location in a slot. */
    final void remove(int slot) {
        placed(at(slot), -1);
        Node last = at(--size);
        nodes[size] = null;
        long key = keys[nodes.length + size];
        change(size, ABSENT);
        if (slot != size) {
            nodes[slot] = last;
            placed(last, slot);
            change(slot, key);
        }
    }

    private void grow() {
        int capacity = 2 * nodes.length;
        long[] grown = new long[2 * capacity];
        Arrays.fill(grown, ABSENT);
        System.arraycopy(keys, nodes.length, grown, capacity, size);
        for (int match = capacity - 1; match > 0; match--) {
            grown[match] = Math.min(grown[2 * match], grown[2 * match + 1]);
        }
        keys = grown;
        nodes = Arrays.copyOf(nodes, capacity);
    }

    private Node at(int slot) {
        Node node = nodes[slot];
        if (node == null) {
            throw new IllegalStateException("nothing at " + slot + " of " + size);
        }
        return node;
    }
}
