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
package org.openhab.binding.occupancy.internal.ui;

import java.util.Collection;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The language of the main UI's widgets: a value that starts with an equals sign is an expression, any other is shown
 * as it is. What a user typed becomes part of an expression only as a quoted text.
 */
@NonNullByDefault
final class Expressions {

    private static final String MARK = "=";

    /** Takes the place of the variable part while a sentence is looked up; no text contains it. */
    private static final String GAP = "\uE000";

    /**
     * A state of up to so many characters is no point in time: it is NULL, UNDEF, or what the UI shows for a missing
     * item.
     */
    private static final int LONGEST_NO_TIME = 10;

    /** A sentence with arguments, as the texts have it. */
    @FunctionalInterface
    interface Sentence {
        String with(String argument);
    }

    private Expressions() {
    }

    /** {@return a value that the UI evaluates} @param code an expression */
    static String evaluated(String code) {
        return MARK + code;
    }

    /** {@return a value that the UI shows as it is, whatever it is} @param text what a user may have typed */
    static String shown(String text) {
        return text.startsWith(MARK) ? evaluated(quoted(text)) : text;
    }

    /** {@return a text within an expression} @param text what a user may have typed */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** {@return texts within an expression, as a list} */
    static String quoted(Collection<String> texts) {
        return texts.stream().map(Expressions::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@return the state of an item; {@code '-'} if there is no such item} */
    static String state(String item) {
        return "items[" + quoted(item) + "].state";
    }

    /** {@return whether an item has a state} */
    static String is(String item, String state) {
        return state(item) + " === " + quoted(state);
    }

    /** {@return whether there is no such item} */
    static String isMissing(String item) {
        return is(item, "-");
    }

    /** {@return whether the state of an item is a point in time} */
    static String isTime(String item) {
        return state(item) + ".length > " + LONGEST_NO_TIME;
    }

    /** {@return whether the state of an item says anything} */
    static String isText(String item) {
        return "!['', '-', 'NULL', 'UNDEF'].includes(" + state(item) + ")";
    }

    /** {@return the point in time that an item holds, as one reads it: with the day unless that is today} */
    static String time(String item) {
        String time = "dayjs(" + state(item) + ")";
        return "(" + time + ".isToday() ? " + time + ".format('LT') : " + time + ".format('ddd LT'))";
    }

    /** {@return one of two texts} */
    static String choose(String condition, String then, String otherwise) {
        return "(" + condition + " ? " + then + " : " + otherwise + ")";
    }

    /** {@return a sentence with a part that the UI works out} @param code that part */
    static String sentence(Sentence sentence, String code) {
        String text = sentence.with(GAP);
        int gap = text.indexOf(GAP);
        return gap < 0 ? quoted(text)
                : quoted(text.substring(0, gap)) + " + " + code + " + " + quoted(text.substring(gap + GAP.length()));
    }
}
