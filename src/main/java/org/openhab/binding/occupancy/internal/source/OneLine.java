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
package org.openhab.binding.occupancy.internal.source;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Text that came from an item, a command or a file, for a status, a log, a console or a report: whoever wrote it must
 * not be able to add lines there, move the cursor or fill the screen.
 */
@NonNullByDefault
public final class OneLine {

    /** So many characters are kept at most, the mark that tells of the rest included. */
    public static final int LONGEST = 80;

    private static final char CUT = '\u2026';

    private OneLine() {
    }

    /**
     * @param text any text
     * @return its visible part on one line: control characters, line and paragraph separators and invisible formatting
     *         become one space, and what is longer than {@link #LONGEST} characters ends with an ellipsis
     */
    public static String of(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= LONGEST;) {
            int each = text.codePointAt(i);
            i += Character.charCount(each);
            if (isInvisible(each)) {
                gap = true;
                continue;
            }
            if (gap && !line.isEmpty()) {
                line.append(' ');
            }
            gap = false;
            line.appendCodePoint(each);
        }
        if (line.length() <= LONGEST) {
            return line.toString();
        }
        int end = LONGEST - 1;
        return line.substring(0, Character.isLowSurrogate(line.charAt(end)) ? end - 1 : end) + CUT;
    }

    private static boolean isPlain(String text) {
        return text.length() <= LONGEST && text.codePoints().noneMatch(OneLine::isInvisible);
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                true;
            default -> false;
        };
    }
}
