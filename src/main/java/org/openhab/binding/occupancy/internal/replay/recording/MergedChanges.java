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
import java.util.List;
import java.util.PriorityQueue;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Several streams as one. It is in order of time if each of them is; at one instant it is in the order of the streams.
 */
@NonNullByDefault
public final class MergedChanges implements ChangeStream {

    private record Head(ItemChange change, int index) implements Comparable<Head> {
        @Override
        public int compareTo(Head other) {
            int order = change.at().compareTo(other.change.at());
            return order != 0 ? order : Integer.compare(index, other.index);
        }
    }

    private final List<? extends ChangeStream> streams;
    private final PriorityQueue<Head> heads = new PriorityQueue<>();
    private boolean started;

    /** @param streams the streams; they are closed with this one */
    public MergedChanges(List<? extends ChangeStream> streams) {
        this.streams = streams;
    }

    @Override
    public @Nullable ItemChange next() throws IOException {
        if (!started) {
            started = true;
            for (int i = 0; i < streams.size(); i++) {
                refill(i);
            }
        }
        if (heads.isEmpty()) {
            return null;
        }
        Head first = heads.remove();
        refill(first.index());
        return first.change();
    }

    private void refill(int index) throws IOException {
        ItemChange change = streams.get(index).next();
        if (change != null) {
            heads.add(new Head(change, index));
        }
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (ChangeStream stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
