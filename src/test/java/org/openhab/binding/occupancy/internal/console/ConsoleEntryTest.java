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
package org.openhab.binding.occupancy.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.io.console.Console;

@DisplayName("The command that openHAB's console keeps")
class ConsoleEntryTest {

    private final OccupancyService service = mock(OccupancyService.class);
    private final Console console = mock(Console.class);
    private final List<String> printed = new ArrayList<>();
    private final OccupancyConsoleCommand command = new OccupancyConsoleCommand(service, mock(ItemCreator.class),
            () -> ZoneOffset.UTC);
    private final ConsoleEntry entry = new ConsoleEntry(command);

    @BeforeEach
    void setUp() {
        when(service.locations()).thenReturn(List.of());
        doAnswer(call -> printed.add(call.getArgument(0))).when(console).println(anyString());
    }

    @Test
    void doesWhatTheCommandDoes() {
        entry.execute(new String[] { "tree" }, console);
        List<String> shown = List.copyOf(printed);
        printed.clear();
        command.execute(new String[] { "tree" }, console);

        assertThat(printed).isEqualTo(shown).isNotEmpty();
        assertThat(entry.getUsages()).isEqualTo(command.getUsages()).isNotEmpty();
        List<String> candidates = new ArrayList<>();
        assertThat(entry.getCompleter()).isSameAs(entry);
        assertThat(entry.complete(new String[] { "tr" }, 0, 2, candidates)).isTrue();
        assertThat(candidates).singleElement().asString().startsWith("tree");
    }

    @Test
    void saysThatTheAddOnIsGone() {
        entry.deactivate();

        entry.execute(new String[] { "tree" }, console);

        assertThat(printed).containsExactly("The add-on was removed or replaced.");
        assertThat(entry.getUsages()).isEmpty();
        assertThat(entry.complete(new String[] { "tr" }, 0, 2, new ArrayList<>())).isFalse();
    }

    @Test
    void holdsNothingOfTheAddOnThen() throws IllegalAccessException {
        entry.deactivate();

        for (Class<?> type = entry.getClass(); type.getName()
                .startsWith("org.openhab.binding"); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    assertThat(field.get(entry)).as(field.getName()).isNull();
                }
            }
        }
    }
}
