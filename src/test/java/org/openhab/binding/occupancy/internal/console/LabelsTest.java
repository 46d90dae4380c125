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

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.service.text.LocationNames;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.config.core.ParameterOption;
import org.openhab.core.io.console.Console;
import org.openhab.core.library.types.OnOffType;

@DisplayName("Labels of all kinds are shown as they are but for what would hide or break a line; nothing is made of them")
class LabelsTest {

    private static final String HOME = "occupancy:home:h";
    private static final String KITCHEN = "occupancy:location:h:kitchen";

    private final TestOpenHab openHab = new TestOpenHab();
    private final AtomicReference<LocationDisplay> shown = new AtomicReference<>();
    private final List<String> printed = new ArrayList<>();

    static List<String> labels() {
        return List.of("Küche \"am Gang\"", "Mike's <b>den</b>", "<script>alert(1)</script>", "🍳 Kitchen 👩‍🍳",
                "מטבח", "\u202Enehctik", "a, b; c & d", "{0} '{1}' %s", "@text/reason", "=items.X.state", "[\"x\"]",
                "C:\\kitchen\\", "occupancy:location:h:kitchen", "null", "x".repeat(300), "two\nlines");
    }

    private void start(String label) {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        openHab.registry().put(setup(HOME, null, "House", List.of()), new Listener());
        openHab.registry().put(
                setup(KITCHEN, HOME, label,
                        List.of(new SourceSetup(
                                SourceConfig.builder(KITCHEN, "Pir", SourceType.MOTION).id("pir").build(), label))),
                mock(LocationListener.class));
        openHab.run();
        openHab.send("Pir", OnOffType.ON);
    }

    private static LocationSetup setup(String id, String parent, String label, List<SourceSetup> sources) {
        return new LocationSetup(LocationConfig.builder(id).parent(parent).build(), label, Vacancy.TIMEOUT, true, false,
                null, false, null, null, null, sources, List.of());
    }

    private String channel(String id) {
        return String.valueOf(shown.get().onRequest().get(id));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void channelsHaveThem(String label) {
        start(label);
        assertThat(channel(OccupancyBindingConstants.CHANNEL_OCCUPIED_PLACES)).isEqualTo(Printable.brief(label));
        assertThat(channel(OccupancyBindingConstants.CHANNEL_REASON)).contains(Printable.brief(label));
        openHab.setLocale(Locale.GERMAN);
        openHab.send("Pir", OnOffType.OFF);
        assertThat(channel(OccupancyBindingConstants.CHANNEL_REASON)).contains(Printable.brief(label));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void theConsoleShowsAndFindsThem(String label) {
        start(label);
        Console console = mock(Console.class);
        doAnswer(call -> printed.add(call.getArgument(0))).when(console).println(anyString());
        OccupancyConsoleCommand command = new OccupancyConsoleCommand(openHab.service(), mock(ItemCreator.class),
                () -> ZoneOffset.UTC);

        command.execute(new String[] { "tree" }, console);
        String brief = Printable.brief(label);
        assertThat(printed).hasSize(2)
                .anyMatch(line -> line.contains(brief.substring(0, Math.min(60, brief.length()))));
        printed.clear();
        command.execute(new String[] { "show", Printable.brief(label) }, console);
        assertThat(printed).as("found by its label").noneMatch(line -> line.startsWith("There is no location"))
                .anyMatch(line -> line.contains(KITCHEN));
        assertThat(printed).noneMatch(line -> line.matches("(?s).*[\r\n\u202E].*"));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void explanationsHaveThemAndFormsNoneThatWouldBeHtml(String label) {
        start(label);
        Explanation explanation = openHab.service().explain(HOME).getNow(null);
        if (explanation == null) {
            var asked = openHab.service().explain(HOME);
            openHab.run();
            explanation = asked.join();
        }
        assertThat(openHab.service().describe(explanation)).contains(Printable.brief(label));
        assertThat(LocationNames.options(openHab.service().locations())).extracting(ParameterOption::getLabel)
                .allMatch(name -> !name.contains("<") && !name.contains("&")).hasSize(2);
    }

    private final class Listener implements LocationListener {

        @Override
        public boolean isRead(String channel) {
            return true;
        }

        @Override
        public void show(LocationDisplay display) {
            shown.set(display);
        }

        @Override
        public void happened(String event) {
        }

        @Override
        public void ready(List<LocationProblem> problems) {
        }
    }
}
