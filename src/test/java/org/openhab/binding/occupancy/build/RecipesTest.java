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
package org.openhab.binding.occupancy.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;

/**
 * The recipes do what they say: their home files are read, and what they tell of a day happens so.
 *
 * A line of a day is a time, then what happens or nothing, then after an arrow what each location shows from then on:
 * {@code 07:00 Motion ON -> bath occupied, hall vacant}. {@code Door is OPEN} is a state that has been so for a while,
 * {@code keepOccupied}, {@code keepVacant} and {@code vacate} are the actions, for the location and all inside.
 */
class RecipesTest {

    private static final Path FILE = Path.of("doc", "recipes.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^## ([^\\n]+)$|```(yaml|text)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern
            .compile("(\\d\\d:\\d\\d(?::\\d\\d)?)\\s*(.*?)\\s*(?:->\\s*(.*?))?\\s*(?:#.*)?");

    @TestFactory
    Stream<DynamicTest> recipes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(FILE));
        String title = "";
        String home = "";
        while (blocks.find()) {
            if (blocks.group(1) != null) {
                title = blocks.group(1);
            } else if ("yaml".equals(blocks.group(2))) {
                home = blocks.group(3);
            } else {
                String file = home;
                String day = blocks.group(3);
                tests.add(DynamicTest.dynamicTest(title, () -> live(HomeFile.parse(file, "home.yaml"), day)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests.stream();
    }

    /** The forms of a recipe name settings as the forms of openHAB do. */
    @Test
    void formsNameSettingsByTheirLabels() throws IOException {
        TreeSet<String> labels = OhInf.texts("").entrySet().stream()
                .filter(text -> text.getKey().endsWith(".label") || text.getKey().contains(".option."))
                .map(Map.Entry::getValue).collect(Collectors.toCollection(TreeSet::new));
        List<String> named = Files.readAllLines(FILE).stream().filter(line -> line.startsWith("| "))
                .flatMap(line -> Pattern.compile("\\*\\*(.+?)\\*\\*").matcher(line).results())
                .map(match -> match.group(1)).toList();
        assertThat(named).isNotEmpty().allSatisfy(
                label -> assertThat(labels).as("a label of a form that doc/recipes.md names").contains(label));
    }

    private static void live(Home home, String day) {
        OccupancyModel model = new OccupancyModel();
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        model.configureAll(home.locations(), home.sources(), now);
        for (String line : day.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            Duration ofDay = Duration.ofNanos(LocalTime.parse(parts.group(1)).toNanoOfDay());
            Instant at = now.truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(ofDay);
            now = at.isBefore(now) ? at.plus(Duration.ofDays(1)) : at;
            happen(model, parts.group(2).split(" "), now);
            model.advance(now);
            String shown = parts.group(3);
            for (String claim : shown == null ? new String[0] : shown.split(", ")) {
                String[] words = claim.split(" ");
                var state = model.engine().state(words[0]);
                assertThat(state).as("the location %s in: %s", words[0], line).isNotNull();
                assertThat(state.occupied() ? "occupied" : "vacant").as("%s: %s", line, model.views().explain(words[0]))
                        .isEqualTo(words[1]);
            }
        }
    }

    private static void happen(OccupancyModel model, String[] words, Instant now) {
        switch (words[0]) {
            case "" -> {
                // only time passes
            }
            case "keepOccupied" -> model.handle(lock(words, LockMode.KEEP_OCCUPIED, now));
            case "keepVacant" -> model.handle(lock(words, LockMode.KEEP_VACANT, now));
            case "vacate" -> model.handle(OccupancyEvent.vacate(words[1], "rule", now).withScope(Scope.SUBTREE));
            default -> {
                assertThat(model.items()).as("items of the home").contains(words[0]);
                if ("is".equals(words[1])) {
                    model.seed(words[0], ItemState.parse(words[2]), now);
                } else {
                    model.item(words[0], ItemState.parse(words.length > 2 ? words[1] + " " + words[2] : words[1]), now);
                }
            }
        }
    }

    private static OccupancyEvent lock(String[] words, LockMode mode, Instant now) {
        return OccupancyEvent.lock(words[1], "rule", mode, now).withDuration(Durations.parse("duration", words[2]))
                .withScope(Scope.SUBTREE);
    }
}
