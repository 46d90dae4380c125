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

    private Printable() {
    }

    /** {@return the text on one line, at most {@link #MOST} characters of it} @param text any text */
    public static String brief(String text) {
        return brief(text, MOST);
    }

    /** {@return the text on one line, shortened} @param text any text @param most how many characters may remain */
    public static String brief(String text, int most) {
        if (text.length() <= most) {
            return line(text);
        }
        int end = most - 1;
        // half of a character that takes two would be shown as a question mark
        return line(text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)) + ELLIPSIS;
    }

    /** {@return the text on one line, each control character replaced by a space} @param text any text */
    public static String line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int j = i; j < clean.length(); j++) {
                    if (isControl(clean.charAt(j))) {
                        clean.setCharAt(j, ' ');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    /** Also the marks that turn the direction of what follows, so that a name cannot make a sentence read backwards. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c >= '\u202A' && c <= '\u202E'
                || c >= '\u2066' && c <= '\u2069';
    }
}
