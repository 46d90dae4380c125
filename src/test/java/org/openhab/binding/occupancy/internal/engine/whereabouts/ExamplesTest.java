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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * The figures of the examples with which the heads of the classes explain what is learned. That of
 * {@link HypothesisFilter} is in its own test.
 */
class ExamplesTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long FOUR_HOURS = 4 * HOUR;
    private static final BooleanSupplier NOBODY_HELD = () -> false;

    private static Rhythm rhythm(int gaps, long gap) {
        Rhythm rhythm = new Rhythm();
        for (int i = 0; i < gaps; i++) {
            rhythm.gap(gap);
        }
        return rhythm;
    }

    @Test
    void rhythm() {
        assertThat(rhythm(20, 5 * SECOND).patience(MINUTE)).isEqualTo(45 * SECOND);
        Rhythm study = rhythm(10, 2 * MINUTE);
        assertThat(study.patience(MINUTE)).isBetween(255_500L, 256_499L);
        assertThat(study.usualSilence()).isCloseTo(3 * 85, within(1.5));
        assertThat(rhythm(2, 5 * SECOND).patience(MINUTE)).isEqualTo(MINUTE);
    }

    private static double silentForAMinute(int silences, double seconds) {
        SilenceHistogram histogram = new SilenceHistogram();
        for (int i = 0; i < silences; i++) {
            histogram.ended(seconds, 1);
        }
        return histogram.survival(60);
    }

    @Test
    void silenceHistogram() {
        assertThat(silentForAMinute(0, 0)).isCloseTo(0.15, within(0.005));
        assertThat(silentForAMinute(10, 20 * 60)).isCloseTo(0.57, within(0.005));
        assertThat(silentForAMinute(10, 3)).isCloseTo(0.07, within(0.005));
    }

    @Test
    void activityHistory() {
        ActivityHistory bedroom = new ActivityHistory();
        for (long at = 0; at <= MINUTE; at += 5 * SECOND) {
            bedroom.endSilence(at, 1);
            bedroom.activity(at, at > 0, FOUR_HOURS);
        }
        assertThat(bedroom.usualSilence()).isCloseTo(15, within(0.001));
        double bySilences = silentForAMinute(12, 5);
        assertThat(bySilences).isCloseTo(0.07, within(0.005));
        assertThat(bedroom.survival(2 * MINUTE)).isEqualTo(Math.sqrt(0.2 * bySilences), within(1e-9)).isCloseTo(0.12,
                within(0.005));
    }

    @Test
    void followers() {
        Followers bedroom = new Followers();
        arrive(bedroom, "hall", true, 40);
        arrive(bedroom, "hall", false, 8);
        arrive(bedroom, "kitchen", true, 6);
        arrive(bedroom, "kitchen", false, 20);
        assertThat(bedroom.walks("hall")).isEqualTo(38);
        assertThat(bedroom.walks("kitchen")).isEqualTo(1);
    }

    private static void arrive(Followers location, String other, boolean atOnce, int times) {
        for (int i = 1; i <= times; i++) {
            location.arrived(other, atOnce);
            location.activity(i * HOUR, (i + 1) * HOUR);
        }
    }

    @Test
    void exits() {
        String front = Exits.key("hall", "front");
        String balcony = Exits.key("hall", "balcony");
        Exits exits = new Exits();
        exits.configured(Set.of(), Set.of());
        long wednesday = 2 * DAY;
        long thursday = 3 * DAY;
        for (long day : new long[] { 0, DAY }) {
            outAndIn(exits, front, day);
        }
        exits.moved(balcony, true, false, NOBODY_HELD, wednesday + 19 * HOUR);
        exits.activeInside(Exits.key("hall", "pir"), wednesday + 19 * HOUR + 20 * MINUTE, NOBODY_HELD);
        assertThat(exits.any()).as("two silences").isFalse();
        outAndIn(exits, front, thursday);
        assertThat(exits.all()).containsExactly(front);
        assertThat(exits.isLearned()).isTrue();
    }

    @Test
    void doors() {
        Doors bathroom = new Doors();
        bathroom.moved("door", BoundaryChange.CLOSED, 0);
        assertThat(bathroom.enclosed()).isFalse();
        bathroom.activityInside(true, true, MINUTE, 20 * SECOND);
        assertThat(bathroom.enclosed()).isTrue();
        bathroom.moved("door", BoundaryChange.OPENED, HOUR);
        assertThat(bathroom.enclosed()).isFalse();

        Doors pantry = new Doors();
        pantry.moved("door", BoundaryChange.CLOSED, 0);
        pantry.activityInside(false, true, MINUTE, HOUR);
        assertThat(pantry.enclosed()).as("two points").isTrue();
        pantry.activityInside(false, true, MINUTE, 2 * HOUR);
        assertThat(pantry.enclosed()).as("four points").isFalse();
        pantry.moved("door", BoundaryChange.CLOSED, 3 * HOUR);
        pantry.activityInside(true, true, MINUTE, 3 * HOUR + SECOND);
        assertThat(pantry.enclosed()).as("three points").isTrue();
    }

    private static void outAndIn(Exits exits, String door, long day) {
        exits.activeInside(Exits.key("hall", "pir"), day + 7 * HOUR, NOBODY_HELD);
        exits.moved(door, false, false, NOBODY_HELD, day + 8 * HOUR);
        exits.moved(door, true, false, NOBODY_HELD, day + 17 * HOUR);
        exits.activeInside(Exits.key("hall", "pir"), day + 17 * HOUR + 9 * SECOND, NOBODY_HELD);
    }

    @Test
    void falseAlarms() {
        FalseAlarms alarms = new FalseAlarms();
        for (int night = 1; night <= 7; night++) {
            assertThat(alarms.reported("kitchen", true, night * DAY + 3 * HOUR)).as("night %d", night)
                    .isEqualTo(night == 7);
            getUp(alarms, night);
        }
        assertThat(alarms.reported("kitchen", true, 8 * DAY + 3 * HOUR)).isTrue();
        alarms.reported("hall", true, 8 * DAY + 3 * HOUR + MINUTE);
        assertThat(alarms.isUnreliable("kitchen")).isFalse();
        getUp(alarms, 8);
        assertThat(alarms.reported("kitchen", true, 9 * DAY + 3 * HOUR)).isFalse();
    }

    private static void getUp(FalseAlarms alarms, int night) {
        alarms.reported("hall", true, night * DAY + 7 * HOUR);
        alarms.reported("bath", true, night * DAY + 7 * HOUR + MINUTE);
    }
}
