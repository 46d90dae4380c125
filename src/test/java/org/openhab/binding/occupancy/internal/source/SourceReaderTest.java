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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a recording's states say one after the other.
 */
@NonNullByDefault
class SourceReaderTest {

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MOTION   | ON;ON;OFF;OFF;ON;UNDEF;NULL;OFF | STARTED;NOTHING;ENDED;NOTHING;STARTED;ENDED;NOTHING;NOTHING
            DOOR     | OPEN;CLOSED;UNDEF;OPEN;CLOSED   | OPENED;CLOSED;NOTHING;NOTHING;CLOSED
            ACTIVITY | 1;2;2;NULL;3;4                  | HAPPENED;HAPPENED;NOTHING;NOTHING;NOTHING;HAPPENED
            LEVEL    | 60 W;words;30 W;10 W            | STARTED;ENDED;NOTHING;NOTHING
            """)
    void readsOneStateAfterTheOther(SourceType type, String states, String readings) {
        // @formatter:on
        SourceReader reader = new SourceReader(
                SourceConfig.builder("kitchen", "Item", type).on("50 W").off("20 W").build(), Set.of("kitchen"));
        List<String> actual = new ArrayList<>();
        for (String state : states.split(";")) {
            actual.add(reader.read(ItemState.parse(state)).name());
        }
        assertThat(String.join(";", actual)).isEqualTo(readings);
        assertThat(reader.active()).isFalse();
    }

    @Test
    void knowsWhoIsThere() {
        SourceReader reader = new SourceReader(
                SourceConfig.builder("kitchen", "Item", SourceType.PERSON).occupant("Mike").build(), Set.of("hall"));
        assertThat(reader.read(ItemState.parse("attic"))).isSameAs(SourceReader.Reading.NOTHING);
        assertThat(reader.active()).isFalse();
        assertThat(reader.read(ItemState.parse("hall"))).isSameAs(SourceReader.Reading.STARTED);
        assertThat(reader.active()).isTrue();
        assertThat(reader.occupant()).isEqualTo("Mike");
        assertThat(reader.read(ItemState.parse("away"))).isSameAs(SourceReader.Reading.ENDED);
        assertThat(reader.occupant()).isNull();
    }
}
