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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PrintableTest {

    @Test
    void whatIsPlainStaysAsItIs() {
        assertThat(Printable.brief("Küche, 21 °C 🙂")).isEqualTo("Küche, 21 °C 🙂");
        assertThat(Printable.brief("x".repeat(80))).isEqualTo("x".repeat(80));
    }

    @Test
    void whatCannotBeSeenBecomesOneSpace() {
        assertThat(Printable.brief("\u001b[2Ja\r\n\t\u0000b\u2028c\u202ed")).isEqualTo("[2Ja b c d");
        assertThat(Printable.brief("\r\n")).isEmpty();
    }

    @Test
    void theRestIsToldByAMark() {
        assertThat(Printable.brief("x".repeat(81))).isEqualTo("x".repeat(79) + "\u2026");
        assertThat(Printable.brief("🙂".repeat(60))).isEqualTo("🙂".repeat(39) + "\u2026");
    }

    @Property
    void noTextIsLongOrHasControlCharacters(@ForAll String text) {
        String line = Printable.brief(text);
        assertThat(line).hasSizeLessThanOrEqualTo(Printable.MOST);
        assertThat(line.codePoints()).noneMatch(Character::isISOControl);
        assertThat(Printable.brief(line)).isEqualTo(line);
    }
}
