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
package org.openhab.binding.occupancy.internal.replay;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Writes and reads single fields of CSV tables.
 *
 * Names come from outside. One that begins like a formula gets an apostrophe in front, so that spreadsheets take it
 * for a text; reading removes it again. Control characters other than line feeds become spaces.
 */
@NonNullByDefault
public final class Csv {

    private static final String FORMULA = "=+-@\t";
    private static final char TEXT_MARK = '\'';

    private Csv() {
    }

    /** {@return a field as it is written} @param text the text */
    public static String written(String text) {
        StringBuilder field = new StringBuilder(text.length() + 8);
        boolean quoted = false;
        if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
            field.append(TEXT_MARK);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted |= c == ',' || c == '"' || c == '\n' || c == ' ' && (i == 0 || i == text.length() - 1);
            field.append(c == '"' ? "\"\"" : Character.isISOControl(c) && c != '\n' ? ' ' : String.valueOf(c));
        }
        return quoted ? "\"" + field + '"' : field.toString();
    }

    /** {@return the text of a field} @param field the field without its quotes */
    public static String read(String field) {
        return field.length() > 1 && field.charAt(0) == TEXT_MARK && FORMULA.indexOf(field.charAt(1)) >= 0
                ? field.substring(1)
                : field;
    }
}
