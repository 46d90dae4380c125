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

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OneLineTest {

    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(OneLine.of("Küche, 21 °C 🙂")).isEqualTo("Küche, 21 °C 🙂");
        assertThat(OneLine.of("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void whatCannotBeSeenBecomesOneSpace() {
        assertThat(OneLine.of("\u001b[2Ja\r\n\t\u0000b\u2028c\u202ed")).isEqualTo("[2Ja b c d");
        assertThat(OneLine.of("\r\n")).isEmpty();
    }

    @Test
    void theRestIsToldByAMark() {
        assertThat(OneLine.of("x".repeat(81))).isEqualTo("x".repeat(79) + "\u2026");
        assertThat(OneLine.of("🙂".repeat(60))).isEqualTo("🙂".repeat(39) + "\u2026");
    }

    @Property
    void noTextIsLongOrHasControlCharacters(@ForAll String text) {
        String line = OneLine.of(text);
        assertThat(line).hasSizeLessThanOrEqualTo(OneLine.LONGEST);
        assertThat(line.codePoints()).noneMatch(Character::isISOControl);
        assertThat(OneLine.of(line)).isEqualTo(line);
    }
}
