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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A stream put in order of time within a window: a change may stand up to {@code window} changes too late. One that
 * stands even later keeps its position, gets the time of the change before it, and is counted.
 */
@NonNullByDefault
final class SortedChanges implements ChangeStream {

    private record Entry(ItemChange change, long line) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = change.at().compareTo(other.change.at());
            return order != 0 ? order : Long.compare(line, other.line);
        }
    }

    private final ChangeStream stream;
    private final int window;
    /** The changes that came in order, which are nearly all: unlike those that came late they need no sorting. */
    private final ArrayDeque<Entry> inOrder = new ArrayDeque<>();
    private final PriorityQueue<Entry> outOfOrder = new PriorityQueue<>();
    private Instant latest = Instant.MIN;
    private long lines;
    private long late;
    private boolean ended;

    SortedChanges(ChangeStream stream, int window) {
        this.stream = stream;
        this.window = window;
    }

    /** {@return how many changes stood too late for the window so far} */
    long late() {
        return late;
    }

    @Override
    public @Nullable ItemChange next() throws IOException {
        while (!ended && inOrder.size() + outOfOrder.size() <= window) {
            ItemChange change = stream.next();
            if (change == null) {
                ended = true;
            } else {
                Entry entry = new Entry(change, lines++);
                if (inOrder.isEmpty() || !change.at().isBefore(inOrder.getLast().change().at())) {
                    inOrder.add(entry);
                } else {
                    outOfOrder.add(entry);
                }
            }
        }
        if (inOrder.isEmpty() && outOfOrder.isEmpty()) {
            return null;
        }
        boolean takeOrdered = outOfOrder.isEmpty()
                || !inOrder.isEmpty() && inOrder.getFirst().compareTo(outOfOrder.element()) < 0;
        Entry first = takeOrdered ? inOrder.removeFirst() : outOfOrder.remove();
        ItemChange change = first.change();
        if (change.at().isBefore(latest)) {
            late++;
            return new ItemChange(latest, change.item(), change.state());
        }
        latest = change.at();
        return change;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
