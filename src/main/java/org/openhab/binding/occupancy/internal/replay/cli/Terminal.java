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

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import picocli.CommandLine.Help.Ansi;

/**
 * What the terminal of the user can show.
 *
 * @param columns how many characters fit into a line
 * @param charset what the output is encoded in
 * @param colour whether it takes ANSI colours and the reader wants them
 */
@NonNullByDefault
record Terminal(int columns, Charset charset, boolean colour) {

    private static final int USUAL_COLUMNS = 100;
    private static final int MAX_TEXT = 110;

    static Terminal ofThisProcess() {
        // picocli looks for a terminal and honours NO_COLOR, CLICOLOR and CLICOLOR_FORCE
        return new Terminal(columns(System.getenv("COLUMNS")), outputCharset(), Ansi.AUTO.enabled());
    }

    /** {@return the width of the terminal} @param exported what the shell exports, if anything */
    static int columns(@Nullable String exported) {
        try {
            int columns = exported == null ? USUAL_COLUMNS : Integer.parseInt(exported.trim());
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    private static Charset outputCharset() {
        // the first since Java 19; before that the output takes the default
        String name = System.getProperty("stdout.encoding");
        try {
            return name == null || name.isBlank() ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }

    /** {@return text in lines that fit, all but the first indented} @param indent by how much */
    String wrap(String text, int indent) {
        int room = Math.max(20, Math.min(MAX_TEXT, columns));
        StringBuilder lines = new StringBuilder();
        int line = 0;
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        lines.append(" ".repeat(start));
        line = start;
        for (String word : text.substring(start).split(" ")) {
            boolean first = line == start && lines.length() == start;
            if (!first && line + 1 + word.length() > room) {
                lines.append('\n').append(" ".repeat(indent));
                line = indent;
            } else if (!first) {
                lines.append(' ');
                line++;
            }
            lines.append(word);
            line += word.length();
        }
        return lines.toString();
    }
}
