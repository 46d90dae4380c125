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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Counts the bytes that were read of several files, to show how far the reading is.
 */
@NonNullByDefault
final class ByteCounter {

    private long expected;
    private long read;

    void expect(long bytes) {
        expected += bytes;
    }

    double share() {
        return expected <= 0 ? 0 : Math.min(1, (double) read / expected);
    }

    InputStream counted(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    read++;
                }
                return value;
            }

            @Override
            public int read(byte @Nullable [] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                if (count > 0) {
                    read += count;
                }
                return count;
            }
        };
    }
}
