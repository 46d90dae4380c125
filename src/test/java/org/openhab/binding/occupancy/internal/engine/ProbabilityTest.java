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
package org.openhab.binding.occupancy.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhab.binding.occupancy.internal.engine.Home.at;

import java.util.Objects;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * How likely it is that somebody is in a location.
 */
@NonNullByDefault
class ProbabilityTest {

    private final Home home = new Home();

    private void room(String id, UnaryOperator<LocationConfig.Builder> settings) {
        home.location(id, room -> settings.apply(room.parent("house").vacancy(Vacancy.DEPARTURE)));
    }

    private void motion(String location, double at) {
        home.handle(OccupancyEvent.momentary(location, location + " pir", "motion", at(at)));
    }

    private @Nullable Double asked(String location, double at) {
        return home.engine.probability(location, at(at));
    }

    private double probability(String location, double at) {
        return Objects.requireNonNull(asked(location, at));
    }

    /** One person who walks to and fro between two rooms and the hall, a minute in each room. */
    private double live(int rounds) {
        home.location("house");
        room("bed", room -> room);
        room("hall", room -> room.passage(true));
        room("kitchen", room -> room);
        home.location("cellar", cellar -> cellar.parent("house").vacancy(Vacancy.TIMEOUT));
        double now = 0;
        for (int i = 0; i < rounds; i++) {
            for (String location : new String[] { "bed", "hall", "kitchen", "hall" }) {
                for (int j = 0; j < (location.equals("hall") ? 1 : 10); j++) {
                    motion(location, now);
                    now += 6;
                }
            }
        }
        return now;
    }

    private void tag(String location, double at) {
        home.handle(OccupancyEvent.holdStart(location, "tag", "person", at(at)).withOccupant("marla"));
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() {
        live(1);
        assertThat(asked("attic", 200)).as("no such location").isNull();
        assertThat(asked("bed", 200)).as("the household is not known yet").isNull();
    }

    @Test
    void nothingIsSaidWhereOnlyATimerRuns() {
        double now = live(15);
        motion("cellar", now);
        assertThat(asked("cellar", now)).isNull();
        assertThat(asked("hall", now)).as("a passage has a timer").isNull();
    }

    @Test
    void whoIsActiveIsThereAndNowhereElse() {
        double now = live(15);
        for (int i = 0; i < 30; i++, now += 6) {
            motion("kitchen", now);
        }
        assertThat(probability("kitchen", now)).isGreaterThan(0.9);
        assertThat(probability("bed", now)).as("left").isZero();
        assertThat(probability("house", now)).isGreaterThan(0.9);
    }

    @Test
    void itFallsWhileNothingHappensInOneOfTwoRooms() {
        double now = live(15);
        motion("bed", now);
        motion("bed", now + 6);
        motion("kitchen", now + 12);
        double first = probability("bed", now + 13);
        assertThat(first).isGreaterThan(0).isLessThan(1);
        motion("kitchen", now + 18);
        assertThat(probability("bed", now + 19)).as("silent, and somebody is active in the kitchen").isLessThan(first);
        assertThat(probability("house", now + 19)).as("somebody is in one of the two")
                .isGreaterThan(probability("bed", now + 19));
    }

    @Test
    void askingChangesNothing() {
        double now = live(15);
        motion("bed", now);
        String before = home.engine.export().toString();
        asked("bed", now + 20);
        asked("house", now + 7200);
        assertThat(home.engine.export()).hasToString(before);
        assertThat(probability("bed", now - 100)).as("an earlier instant counts as the latest seen")
                .isEqualTo(probability("bed", now));
    }

    @Test
    void aPresenceSensorIsCertain() {
        double now = live(15);
        home.hold("bed", "mat", now);
        assertThat(probability("bed", now + 7200)).isEqualTo(1);
        assertThat(probability("house", now + 7200)).isEqualTo(1);
        motion("kitchen", now + 7190);
        home.release("bed", "mat", now + 7200, 60);
        home.advance(now + 7300);
        assertThat(probability("bed", now + 7300)).as("left").isZero();
    }

    @Test
    void whoIsKnownIsCertain() {
        double now = live(15);
        tag("bed", now);
        for (int i = 0; i < 30; i++, now += 6) {
            motion("kitchen", now);
        }
        assertThat(probability("bed", now)).as("Marla's tag is here, whoever is active in the kitchen").isEqualTo(1);
        assertThat(probability("house", now)).isEqualTo(1);
        tag("cellar", now + 1);
        assertThat(probability("cellar", now + 1)).as("also where only timers run").isEqualTo(1);
        assertThat(asked("kitchen", now + 1)).isGreaterThan(0.9);
    }
}
