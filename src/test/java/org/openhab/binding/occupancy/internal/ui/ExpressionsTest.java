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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The language of the main UI's widgets")
class ExpressionsTest {

    @ParameterizedTest
    @ValueSource(strings = { "Kitchen", "a = b", "<b>x</b>", "🛁", "חדר", "it's", "{{ 1 }}" })
    void aLabelIsShownAsItIs(String label) {
        assertThat(Expressions.shown(label)).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = { "=1+1", "=", "=items.Door.state", "='x'", "=a\\b" })
    void aLabelThatLooksLikeAnExpressionIsATextOfOne(String label) {
        String value = Expressions.shown(label);

        assertThat(value).startsWith("='").endsWith("'");
        assertThat(unquoted(value.substring(1))).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(strings = { "it's", "\\", "\\'", "'); alert(1); ('", "a\\nb", "" })
    void nothingGetsOutOfQuotes(String text) {
        assertThat(unquoted(Expressions.quoted(text))).isEqualTo(text);
    }

    @Test
    void aSentenceKeepsItsOrder() {
        assertThat(Expressions.sentence(argument -> "Since " + argument + " o'clock", "t"))
                .isEqualTo("'Since ' + t + ' o\\'clock'");
        assertThat(Expressions.sentence(argument -> argument + " is there", "t")).isEqualTo("'' + t + ' is there'");
        assertThat(Expressions.sentence(argument -> "nothing", "t")).isEqualTo("'nothing'");
    }

    @Test
    void listsAreQuotedOneByOne() {
        assertThat(Expressions.quoted(List.of("a", "b'c"))).isEqualTo("['a', 'b\\'c']");
    }

    /** Reads a text as the parser of the UI does: a backslash takes the next character as it is, but for a few. */
    private static String unquoted(String literal) {
        assertThat(literal).startsWith("'").endsWith("'");
        StringBuilder text = new StringBuilder();
        int i = 1;
        for (; literal.charAt(i) != '\''; i++) {
            if (literal.charAt(i) == '\\') {
                i++;
                assertThat(literal.charAt(i)).isIn('\\', '\'');
            }
            text.append(literal.charAt(i));
        }
        assertThat(i).as("where the text ends").isEqualTo(literal.length() - 1);
        return text.toString();
    }
}
