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
package org.openhab.binding.occupancy.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Kind;
import org.openhab.binding.occupancy.internal.service.api.ItemsOutcome.Problem;
import org.openhab.binding.occupancy.internal.service.text.ItemsText;

@DisplayName("What is said of items with one click")
class ItemsTextTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private final ItemsText text = new ItemsText(openHab.texts());

    @Test
    void theAnswerSaysWhatWasMade() {
        assertThat(text.created(new ItemsOutcome(2, List.of("a", "b"), List.of("Loft"), 4, List.of()))).isEqualTo(
                "Items made: 2. Locations: 2. New groups for locations that have none: Loft. Items that were there already: 4.");
    }

    @Test
    void theAnswerSaysThatNothingWasMissing() {
        assertThat(text.created(new ItemsOutcome(1, List.of(), List.of(), 3, List.of())))
                .isEqualTo("Nothing was missing: all 3 items are there.");
        assertThat(text.removed(new ItemsOutcome(1, List.of(), List.of(), 0, List.of())))
                .startsWith("There was nothing to remove");
        assertThat(text.created(ItemsOutcome.NOWHERE)).isEqualTo("There is no such location any more.");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyProblemNamesTheLocationAndTheThing(Kind kind) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            openHab.setLocale(locale);
            assertThat(text.created(
                    new ItemsOutcome(1, List.of("a"), List.of(), 0, List.of(new Problem(kind, "Küche's", "x_y")))))
                    .contains("Küche's:", "x_y");
        }
    }

    private static List<Problem> problems(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Problem(Kind.REFUSED, "Room " + i, "x")).toList();
    }

    @Test
    void manyProblemsAreCounted() {
        String four = openHab.texts().text("items.problem.MORE", "4");
        assertThat(text.created(new ItemsOutcome(9, List.of(), List.of(), 0, problems(9)))).contains("Room 4")
                .doesNotContain("Room 5").endsWith(four);
        String all = text.created(new ItemsOutcome(9, List.of(), List.of(), 0, problems(5)));
        assertThat(all).contains("Room 4").doesNotContain(openHab.texts().text("items.problem.MORE", "0"));
    }

    @Test
    void theAnswerSaysWhatWasRemovedAndWhatWasNot() {
        assertThat(text.removed(new ItemsOutcome(2, List.of("a", "b"), List.of("Loft"), 0, problems(1))))
                .contains(openHab.texts().text("items.removed", "2"), "Loft", "Room 0");
        assertThat(text.removed(ItemsOutcome.NOWHERE)).isEqualTo("There is no such location any more.");
    }

    @Test
    void nothingIsSaidOfItemsThatWereThereIfThereWereNone() {
        assertThat(text.created(new ItemsOutcome(1, List.of("a"), List.of(), 0, List.of())))
                .isEqualTo("Items made: 1. Locations: 1.");
    }

    @Test
    void labelsAreInTheLanguageOfTheSystem() {
        assertThat(text.label("occupancy", "Kitchen")).isEqualTo("Kitchen Occupancy");
        openHab.setLocale(Locale.GERMAN);
        assertThat(text.label("occupied-until", "Küche")).isEqualTo("Küche belegt bis");
    }

    @Test
    void aLocationIsCalledByItsNameWhateverTheInboxAdds() {
        assertThat(text.name("Kid's Room Occupancy")).isEqualTo("Kid's Room");
        assertThat(text.name("Kitchen")).isEqualTo("Kitchen");
        assertThat(text.name(" Occupancy")).isEqualTo(" Occupancy");
        openHab.setLocale(Locale.GERMAN);
        assertThat(text.name(openHab.texts().text("discovery.location.label", "Küche"))).isEqualTo("Küche");
    }
}
