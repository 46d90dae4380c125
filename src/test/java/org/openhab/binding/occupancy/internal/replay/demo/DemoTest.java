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
package org.openhab.binding.occupancy.internal.replay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;
import org.openhab.binding.occupancy.internal.replay.report.TerminalChart;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

@NonNullByDefault
class DemoTest {

    private static final Pattern RIGHT = Pattern.compile("room minutes right \\((\\d+\\.\\d) %\\)");

    @Test
    void theSameSeedIsTheSameDayByteForByte() {
        assertThat(chart(42)).isEqualTo(chart(42));
        assertThat(HtmlReport.render(Demo.run(42).report())).isEqualTo(HtmlReport.render(Demo.run(42).report()));
    }

    @Test
    void anotherSeedIsAnotherDay() {
        assertThat(chart(42)).isNotEqualTo(chart(43));
    }

    @Test
    void everySensorHasASourceAndEverySourceASensor() {
        Home home = HomeFile.parse(Demo.homeFile(), "home.yaml");
        Set<String> listening = home.sources().stream().map(SourceConfig::item).collect(Collectors.toSet());
        Set<String> reporting = DemoDay.of(1).changes().stream().map(ItemChange::item).collect(Collectors.toSet());
        assertThat(reporting).isEqualTo(listening);
    }

    @Test
    void theHomeFileHasTheRoomsOfTheFloorPlanAndTheSameDoors() {
        Home home = HomeFile.parse(Demo.homeFile(), "home.yaml");
        for (String room : FamilyDay.PLAN.locations()) {
            if (!room.equals(FloorPlan.OUTSIDE)) {
                Set<String> neighbours = FamilyDay.PLAN.neighbours(room).stream()
                        .filter(location -> !location.equals(FloorPlan.OUTSIDE)).collect(Collectors.toSet());
                assertThat(home.locations()).filteredOn(location -> location.id().equals(room)).singleElement()
                        .satisfies(location -> assertThat(location.adjacent()).isEqualTo(neighbours));
            }
        }
    }

    @Test
    void readingsComeInOrderAndWithinTheDay() {
        DemoDay day = DemoDay.of(3);
        assertThat(day.changes()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()))
                .allMatch(change -> !change.at().isBefore(day.household().start())
                        && change.at().isBefore(day.household().end()));
    }

    @Test
    void sensorsStickAndDropOut() {
        assertThat(DemoDay.of(3).changes()).anyMatch(change -> change.state().equals("UNDEF"));
    }

    @ParameterizedTest
    @ValueSource(longs = { Demo.DEFAULT_SEED, 1, -1, Long.MAX_VALUE })
    void theEngineIsRightMostOfTheTimeAndNotAlways(long seed) {
        String remark = Demo.run(seed).remarks().get(0);
        Matcher matcher = RIGHT.matcher(remark);
        assertThat(matcher.find()).as(remark).isTrue();
        assertThat(Double.parseDouble(matcher.group(1))).isBetween(75.0, 99.9);
    }

    @Test
    void itAnswersWhyTheLivingRoomIsOccupiedInTheEvening() {
        assertThat(Demo.run(Demo.DEFAULT_SEED).moments()).filteredOn(moment -> moment.location().equals("living-room"))
                .singleElement().satisfies(moment -> assertThat(moment.answer()).startsWith("living-room is occupied")
                        .contains("TV_Power", "Living_Radar").doesNotContain("2026-03-12"));
    }

    @Test
    void theGoodNightButtonEmptiesTheGroundFloor() {
        assertThat(Demo.run(Demo.DEFAULT_SEED).moments()).filteredOn(moment -> moment.location().equals("ground-floor"))
                .singleElement().satisfies(moment -> assertThat(moment.answer()).startsWith("ground-floor is vacant"));
    }

    private static String chart(long seed) {
        return TerminalChart.render(Demo.run(seed).report(), 100, StandardCharsets.UTF_8, false);
    }
}
