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
import java.io.Reader;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Lines of a text, one at a time. A line has a greatest length, so that a file without line ends is no danger.
 */
@NonNullByDefault
public final class TextLines implements AutoCloseable {

    private final Reader reader;
    private final int maxLength;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int limit;
    private long number;
    private boolean tooLong;

    /**
     * @param reader the text; closed by {@link #close}
     * @param maxLength how many characters of a line are kept
     */
    public TextLines(Reader reader, int maxLength) {
        this.reader = reader;
        this.maxLength = maxLength;
    }

    /**
     * {@return the next line without its end, cut off at the greatest length, or {@code null} at the end}
     *
     * @throws IOException if the text cannot be read
     */
    public @Nullable String next() throws IOException {
        StringBuilder started = null;
        tooLong = false;
        while (true) {
            if (position == limit) {
                limit = reader.read(buffer, 0, buffer.length);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    if (started == null) {
                        return null;
                    }
                    number++;
                    return text(started);
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - position, maxLength - (started == null ? 0 : started.length()));
            tooLong |= kept < end - position;
            if (end < limit && started == null) {
                String line = new String(buffer, position, endsWithReturn(kept) ? kept - 1 : kept);
                position = end + 1;
                number++;
                return line;
            }
            if (started == null) {
                started = new StringBuilder();
            }
            started.append(buffer, position, kept);
            position = end;
            if (end < limit) {
                position++;
                number++;
                return text(started);
            }
        }
    }

    private boolean endsWithReturn(int length) {
        return length > 0 && buffer[position + length - 1] == '\r';
    }

    private static String text(StringBuilder line) {
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    /** {@return the number of the latest line, from 1} */
    public long number() {
        return number;
    }

    /** {@return whether the latest line was cut off} */
    public boolean tooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
