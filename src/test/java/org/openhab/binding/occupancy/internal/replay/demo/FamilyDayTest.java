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

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the seed: people are people. */
@NonNullByDefault
class FamilyDayTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-12T00:00:00Z");

    @Property(tries = 100)
    void everybodyIsInExactlyOneLocationAllDay(@ForAll long seed) {
        Map<String, List<Visit>> byPerson = byPerson(seed);
        assertThat(byPerson).containsOnlyKeys("Anna", "Tom", "Mia", "Ben", "Olga");
        byPerson.forEach((person, visits) -> {
            assertThat(visits.get(0).from()).isEqualTo(MIDNIGHT);
            for (int i = 1; i < visits.size(); i++) {
                assertThat(visits.get(i).from()).as("%s, visit %d", person, i).isEqualTo(visits.get(i - 1).to());
            }
            assertThat(visits.get(visits.size() - 1).to()).isEqualTo(MIDNIGHT.plus(Duration.ofDays(1)));
        });
    }

    @Property(tries = 100)
    void nobodyWalksThroughWalls(@ForAll long seed) {
        byPerson(seed).forEach((person, visits) -> {
            for (int i = 1; i < visits.size(); i++) {
                String from = visits.get(i - 1).location();
                String to = visits.get(i).location();
                if (!from.equals(to)) {
                    assertThat(FamilyDay.PLAN.neighbours(from)).as("from where %s was", person).contains(to);
                    assertThat(visits.get(i - 1).length()).isGreaterThanOrEqualTo(FamilyDay.PLAN.walk(from, to));
                }
            }
        });
    }

    @Property(tries = 100)
    void theDayHasItsShape(@ForAll long seed) {
        assertThat(locationsAt(seed, "03:00")).contains("bedroom", "mias-room", "bens-room");
        assertThat(locationsAt(seed, "11:00")).contains("study", "outside");
        assertThat(locationsAt(seed, "18:50")).contains("kitchen");
        assertThat(locationsAt(seed, "21:45")).contains("living-room", "bens-room");
    }

    private static List<String> locationsAt(long seed, String time) {
        Instant at = Instant.parse("2026-03-12T" + time + ":00Z");
        return FamilyDay.live(MIDNIGHT, seed).visits().stream()
                .filter(visit -> !at.isBefore(visit.from()) && at.isBefore(visit.to())).map(Visit::location).toList();
    }

    private static Map<String, List<Visit>> byPerson(long seed) {
        return FamilyDay.live(MIDNIGHT, seed).visits().stream().collect(groupingBy(Visit::person));
    }
}
