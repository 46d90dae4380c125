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
package org.openhab.binding.occupancy.internal.replay.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Writes to a terminal what came from files, whose names could command it: of all control characters only ends of
 * lines, tabs and colours pass.
 */
@NonNullByDefault
final class TerminalWriter extends FilterWriter {

    private static final char ESCAPE = '\u001B';
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]{0,16}m");

    TerminalWriter(Writer out) {
        super(out);
    }

    /** Throws if the reader has closed the output, which a print writer would only note. */
    @Override
    public void flush() throws IOException {
        super.flush();
        if (out instanceof PrintWriter printer && printer.checkError()) {
            throw new IOException("closed");
        }
    }

    @Override
    public void write(int c) throws IOException {
        write(String.valueOf((char) c), 0, 1);
    }

    @Override
    public void write(char @Nullable [] text, int offset, int length) throws IOException {
        if (text != null) {
            write(new String(text, offset, length), 0, length);
        }
    }

    @Override
    public void write(@Nullable String text, int offset, int length) throws IOException {
        if (text == null) {
            return;
        }
        Matcher colour = COLOUR.matcher(text).region(offset, offset + length);
        int end = offset + length;
        int passed = offset;
        for (int i = offset; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F || c > 0x9F || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            if (c == ESCAPE && colour.region(i, end).lookingAt()) {
                i = colour.end() - 1;
                continue;
            }
            out.write(text, passed, i - passed);
            out.write(' ');
            passed = i + 1;
        }
        out.write(text, passed, end - passed);
    }
}
