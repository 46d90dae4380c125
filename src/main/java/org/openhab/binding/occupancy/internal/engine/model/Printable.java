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
package org.openhab.binding.occupancy.internal.engine.model;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Texts from outside (states of items, names in files, lines of a recording) as they may be shown: on one line, without
 * the control characters that would command a terminal or forge a line of a log, and not endless.
 */
@NonNullByDefault
public final class Printable {

    /** The most characters of a text that are shown. */
    public static final int MOST = 80;

    private static final char ELLIPSIS = '\u2026';
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {
    }

    /** {@return the text on one line, at most {@link #MOST} characters of it} @param text any text */
    public static String brief(String text) {
        return brief(text, MOST);
    }

    /**
     * @param text any text
     * @param most how many characters may remain
     * @return its visible part on one line; what is longer ends with an ellipsis
     */
    public static String brief(String text, int most) {
        if (isPlain(text)) {
            return cut(text, most);
        }
        StringBuilder line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length() && line.length() <= most;) {
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
        return cut(line.toString(), most);
    }

    /** {@return the visible part of a text on one line: what cannot be seen becomes one space} @param text any text */
    public static String line(String text) {
        return brief(text, Integer.MAX_VALUE);
    }

    private static String cut(String line, int most) {
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        // half of a character that takes two would be shown as a question mark
        return line.substring(0, Character.isLowSurrogate(line.charAt(end)) ? end - 1 : end) + ELLIPSIS;
    }

    /** {@return whether a character shows itself and nothing else} @param codePoint the character */
    public static boolean isVisible(int codePoint) {
        return !isInvisible(codePoint);
    }

    private static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Printable::isInvisible);
    }

    /** Also the marks that turn the direction of what follows, so that a name cannot make a sentence read backwards. */
    private static boolean isInvisible(int codePoint) {
        if (codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER) {
            // parts of letters and of emojis
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
                true;
            default -> false;
        };
    }
}
