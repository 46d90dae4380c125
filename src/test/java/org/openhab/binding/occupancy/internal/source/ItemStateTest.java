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

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * States as openHAB prints them.
 */
@NonNullByDefault
class ItemStateTest {

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text                          | kind      | quantity
            NULL                          | UNKNOWN   |
            UNDEF                         | UNKNOWN   |
            ON                            | SWITCH    |
            OFF                           | SWITCH    |
            OPEN                          | CONTACT   |
            CLOSED                        | CONTACT   |
            PLAY                          | PLAYER    |
            PAUSE                         | PLAYER    |
            FASTFORWARD                   | PLAYER    |
            REWIND                        | PLAYER    |
            0                             | NUMBER    | 0
            +3                            | NUMBER    | 3
            -0.5                          | NUMBER    | -0.5
            1.5E+3                        | NUMBER    | 1500
            37 %                          | NUMBER    | 37 %
            23.5 W                        | NUMBER    | 23.5 W
            -4 °C                         | NUMBER    | -4 °C
            12 µg/m³                      | NUMBER    | 12 µg/m³
            9                             | NUMBER    | 9
            '120,100,50'                  | COLOR     | 50
            '120.5,100,0.4'               | COLOR     | 0.4
            '52.5,13.4'                   | POINT     |
            '-52.5,13.4,34'               | POINT     |
            2026-01-01T12:00:00Z          | DATE_TIME |
            2026-01-01T12:00              | DATE_TIME |
            2026-01-01T12:00:00.000+0100  | DATE_TIME |
            2026-01-01T12:00:00.5+01:00[Europe/Berlin] | DATE_TIME |
            2026-01-01                    | TEXT      |
            on                            | TEXT      |
            ''                            | TEXT      |
            23.5 W now                    | TEXT      |
            1,5                           | TEXT      |
            1 2                           | NUMBER    | 1 2
            /path                         | TEXT      |
            :                             | TEXT      |
            """)
    void areRecognized(String text, ItemState.Kind kind, String quantity) {
        // @formatter:on
        ItemState state = ItemState.parse(text);
        assertThat(state.kind()).isSameAs(kind);
        assertThat(state.text()).isEqualTo(text);
        assertThat(state).hasToString(text);
        assertThat(state.known()).isEqualTo(kind != ItemState.Kind.UNKNOWN);
        assertThat(state.quantity() == null ? null : state.quantity().toString()).isEqualTo(quantity);
    }
}
