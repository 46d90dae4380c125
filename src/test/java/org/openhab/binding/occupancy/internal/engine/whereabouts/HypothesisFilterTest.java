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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HypothesisFilter.Sight;

/**
 * Where people may be: what an activity tells of those who are elsewhere. Instants are seconds.
 */
@NonNullByDefault
class HypothesisFilterTest {

    private static final int BED = 0;
    private static final int HALL = 1;
    private static final int KITCHEN = 2;
    private static final boolean[] NOBODY_HELD = new boolean[3];
    private static final long STAY = 14_400_000;

    private final ActivityHistory[] locations = { new ActivityHistory(), new ActivityHistory(), new ActivityHistory() };
    private final HypothesisFilter people = filter(locations, 0);
    private final boolean[] occupied = new boolean[3];

    /** A bedroom and a kitchen, with a hall between them. */
    private static HypothesisFilter filter(ActivityHistory[] locations, int headCount) {
        boolean[][] adjacent = { { false, true, false }, { true, false, true }, { false, true, false } };
        return new HypothesisFilter(locations, ways(adjacent), adjacent, headCount);
    }

    /** Ways of which nothing was learned yet. */
    private static Ways ways(boolean[][] adjacent) {
        List<String> ids = new ArrayList<>();
        Followers[] followers = new Followers[adjacent.length];
        for (int i = 0; i < followers.length; i++) {
            ids.add("location " + i);
            followers[i] = new Followers();
        }
        return new Ways(ids, followers, adjacent, new boolean[adjacent.length][adjacent.length]);
    }

    private void active(int location, double at) {
        active(location, Sight.INSIDE, at);
    }

    private void active(int location, Sight sight, double at) {
        long now = Math.round(at * 1000);
        people.seen(location, sight, false, NOBODY_HELD, now);
        locations[location].activity(now, occupied[location], STAY);
        occupied[location] = true;
    }

    private double odds(int location, double at) {
        return people.probability(location, NOBODY_HELD, Math.round(at * 1000));
    }

    /** When a location will have been left, in seconds, or infinity. */
    private double left(int location, double at) {
        long[] left = new long[3];
        long[] plainly = { 10_000, 10_000, 10_000 };
        long[] least = { 30_000, 30_000, 30_000 };
        people.predict(occupied, NOBODY_HELD, NOBODY_HELD, plainly, least, Math.round(at * 1000), left);
        return left[location] == Instants.HELD ? Double.POSITIVE_INFINITY : left[location] / 1000.0;
    }

    @Test
    void whoIsActiveAloneStaysHoweverLongTheyAreSilent() {
        for (int at = 0; at <= 20; at += 5) {
            active(BED, at);
        }
        assertThat(left(BED, 20)).isInfinite();
        assertThat(odds(BED, 10_000)).isGreaterThan(0.999);
    }

    @Test
    void oneWhoWalksLeavesEveryLocationButTheLast() {
        for (int at = 0; at < 60; at += 5) {
            active(BED, at);
        }
        active(HALL, 60);
        active(KITCHEN, 65);
        for (int at = 70; at < 120; at += 5) {
            active(KITCHEN, at);
        }
        assertThat(left(BED, 115)).isLessThan(180);
        assertThat(left(HALL, 115)).isLessThan(180);
        assertThat(left(KITCHEN, 115)).isInfinite();
        assertThat(people.elsewhere(BED)).isEqualTo(1);
    }

    /** The figures of the example that the filter's own documentation works through. */
    @Test
    void theExampleOfTheDocumentation() {
        for (int at = 0; at <= 60; at += 5) {
            active(BED, at);
        }
        active(HALL, 66);
        assertThat(odds(BED, 66)).isCloseTo(0.015, within(0.001));
        assertThat(odds(HALL, 66)).isCloseTo(0.985, within(0.001));
        assertThat(left(BED, 66)).isFinite();
        active(KITCHEN, 72);
        assertThat(odds(HALL, 72)).isCloseTo(0.03, within(0.001));
        assertThat(odds(KITCHEN, 72)).isGreaterThan(0.96);
        assertThat(left(HALL, 72)).isFinite();
        assertThat(left(KITCHEN, 72)).isInfinite();
    }

    @Test
    void whereItIsPlainThatNobodyIsThereALocationIsLeftBeforeItsLeastStayIsOver() {
        for (int at = 0; at <= 60; at += 5) {
            active(BED, at);
        }
        active(HALL, 66);
        assertThat(left(BED, 66)).as("they may be back").isGreaterThan(80);
        active(KITCHEN, 72);
        assertThat(left(BED, 72)).as("seen twice on the way, and not in bed for ten seconds").isEqualTo(72);
        assertThat(left(HALL, 72)).as("seen once").isGreaterThan(82);
    }

    @Test
    void twoWhoAreActiveAtOnceAreTwo() {
        for (int at = 0; at < 600; at += 5) {
            active(BED, at);
            active(KITCHEN, at + 1);
        }
        assertThat(odds(BED, 600)).isGreaterThan(0.9);
        assertThat(odds(KITCHEN, 600)).isGreaterThan(0.9);
        assertThat(left(BED, 600)).as("the bedroom is kept while the other goes on").isGreaterThan(660);
    }

    @Test
    void aGlanceOfTheNextSensorIsNotAPerson() {
        for (int at = 0; at < 300; at += 5) {
            active(BED, at);
        }
        active(HALL, 295.5);
        active(BED, 296);
        active(BED, 300);
        assertThat(odds(BED, 300)).isGreaterThan(0.9);
        assertThat(odds(HALL, 300)).isLessThan(0.5);
    }

    @Test
    void aDoorThatOpensLetsSomebodyOutOfTheHome() {
        active(BED, 0);
        active(HALL, 5);
        active(HALL, Sight.DOOR, 10);
        active(HALL, Sight.DOOR_CLOSING, 15);
        assertThat(odds(HALL, 16)).isLessThan(0.9);
        assertThat(left(HALL, 16)).isFinite();
    }

    @Test
    void aPersonWhoSaysVacantIsBelieved() {
        active(BED, 0);
        active(KITCHEN, 200);
        people.vacated(KITCHEN);
        assertThat(odds(KITCHEN, 200)).isZero();
    }

    @Test
    void noHypothesisHasMorePeopleThanTheHome() {
        HypothesisFilter alone = filter(locations, 1);
        for (int at = 0; at < 300; at += 3) {
            int location = at / 3 % 3;
            alone.seen(location, at % 7 == 0 ? Sight.DOOR : Sight.INSIDE, false, NOBODY_HELD, at * 1000L);
            locations[location].activity(at * 1000L, true, STAY);
            double all = 0;
            for (int i = 0; i < 3; i++) {
                all += alone.probability(i, NOBODY_HELD, at * 1000L);
                assertThat(alone.elsewhere(i)).isLessThanOrEqualTo(1);
            }
            assertThat(all).as("one person is in one location").isLessThanOrEqualTo(1 + 1e-9);
        }
    }

    private @Nullable Hypotheses[] record() {
        return new @Nullable Hypotheses[] { people.record(BED), people.record(HALL), people.record(KITCHEN) };
    }

    private static ActivityHistory copy(ActivityHistory history) {
        ActivityHistory copy = new ActivityHistory();
        copy.copyFrom(history);
        return copy;
    }

    @Test
    void whatIsWrittenDownIsReadBackBitByBit() {
        for (int at = 0; at < 300; at += 3) {
            active(at / 3 % 3, at % 5 == 0 ? Sight.DOOR : Sight.INSIDE, at);
        }
        HypothesisFilter copy = filter(
                Arrays.stream(locations).map(HypothesisFilterTest::copy).toArray(ActivityHistory[]::new), 0);
        copy.recall(record(), NOBODY_HELD);
        for (int location = 0; location < 3; location++) {
            assertThat(copy.probability(location, NOBODY_HELD, 301_000)).isEqualTo(odds(location, 301));
            assertThat(copy.elsewhere(location)).isEqualTo(people.elsewhere(location));
        }
    }

    @Test
    void aLocationThatRemembersSomethingElseHasSomebodyIfItIsOccupied() {
        active(BED, 0);
        active(KITCHEN, 2);
        @Nullable
        Hypotheses[] recorded = record();
        recorded[HALL] = new Hypotheses(new double[] { 0.5 }, new int[] { 9 });
        HypothesisFilter copy = filter(locations, 0);
        copy.recall(recorded, NOBODY_HELD);
        assertThat(copy.probability(HALL, NOBODY_HELD, 3000)).isZero();
        assertThat(copy.probability(BED, NOBODY_HELD, 3000)).isCloseTo(odds(BED, 3), within(0.01));
        copy.recall(recorded, new boolean[] { true, true, true });
        assertThat(copy.probability(HALL, NOBODY_HELD, 3000)).isEqualTo(1);
    }

    @Test
    void aSensorThatReportsAllTheTimeKeepsItsPerson() {
        active(BED, 0);
        for (int at = 5; at < 4000; at += 50) {
            active(KITCHEN, at);
        }
        boolean[] held = { true, false, false };
        assertThat(people.probability(BED, held, 4_000_000)).isGreaterThanOrEqualTo(odds(BED, 4000));
        long[] left = new long[3];
        people.predict(occupied, held, held, new long[3], new long[3], 4_000_000, left);
        assertThat(left[BED]).isEqualTo(Instants.HELD);
    }

    @Test
    void oldSilencesAreForgotten() {
        ActivityHistory location = new ActivityHistory();
        long now = 0;
        for (int i = 0; i < 1500; i++) {
            now += 4_000;
            location.endSilence(now, 1);
            location.activity(now, true, STAY);
        }
        assertThat(location.survival(now + 600_000)).as("nobody is silent for ten minutes").isLessThan(0.05);
        for (int i = 0; i < 1500; i++) {
            now += 1_000_000;
            location.endSilence(now, 1);
            location.activity(now, true, STAY);
        }
        assertThat(location.survival(now + 600_000)).as("by now everybody is").isGreaterThan(0.65);
    }

    /**
     * {@return the odds that somebody is still in bed after a report from one room, seen from which so many ways lead}
     */
    private static double oddsOfBed(int ways) {
        ActivityHistory[] histories = new ActivityHistory[ways + 1];
        boolean[][] adjacent = new boolean[ways + 1][ways + 1];
        for (int i = 0; i <= ways; i++) {
            histories[i] = new ActivityHistory();
            adjacent[0][i] = i > 0;
            adjacent[i][0] = i > 0;
        }
        boolean[] nobody = new boolean[ways + 1];
        HypothesisFilter people = new HypothesisFilter(histories, ways(adjacent), adjacent, 0);
        for (int at = 0; at < 60_000; at += 5_000) {
            people.seen(0, Sight.INSIDE, false, nobody, at);
            histories[0].activity(at, at > 0, STAY);
        }
        people.seen(1, Sight.INSIDE, false, nobody, 85_000);
        histories[1].activity(85_000, false, STAY);
        return people.probability(0, nobody, 90_000);
    }

    @Test
    void whoCanGoToManyRoomsIsLessLikelyToHaveGoneToThisOne() {
        assertThat(oddsOfBed(1)).isLessThan(oddsOfBed(8));
    }

    @Test
    void oneOfSeveralWhoLiveHereComesInUnseenMoreEasily() {
        ActivityHistory[] histories = { new ActivityHistory(), new ActivityHistory(), new ActivityHistory() };
        HypothesisFilter two = filter(histories, 2);
        for (double at = 0; at < 60; at += 5) {
            long now = Math.round(at * 1000);
            people.seen(BED, Sight.INSIDE, false, NOBODY_HELD, now);
            locations[BED].activity(now, at > 0, STAY);
            two.seen(BED, Sight.INSIDE, false, NOBODY_HELD, now);
            histories[BED].activity(now, at > 0, STAY);
        }
        people.seen(KITCHEN, Sight.INSIDE, false, NOBODY_HELD, 100_000);
        two.seen(KITCHEN, Sight.INSIDE, false, NOBODY_HELD, 100_000);
        assertThat(two.probability(BED, NOBODY_HELD, 100_000))
                .isGreaterThan(people.probability(BED, NOBODY_HELD, 100_000));
    }

    @Test
    void whoWasSeenToSitIsThereWhenTheSensorLetsGo() {
        active(HALL, Sight.DOOR, 0);
        active(HALL, Sight.DOOR_CLOSING, 3);
        active(BED, 60);
        double before = odds(BED, 61);
        people.released(BED, new boolean[] { true, false, false }, 61_000);
        assertThat(odds(BED, 61)).isGreaterThan(before).isGreaterThan(0.95);
    }

    @Test
    void aDoorAroundThemLetsTheLatestOut() {
        active(BED, 0);
        active(KITCHEN, 5);
        active(KITCHEN, 9);
        double before = odds(KITCHEN, 10);
        people.doorAround(new boolean[] { true, true, false }, NOBODY_HELD, NOBODY_HELD, 10_000);
        assertThat(odds(KITCHEN, 10)).as("a door of other locations").isCloseTo(before, within(1e-5));
        people.doorAround(new boolean[] { true, true, true }, NOBODY_HELD, NOBODY_HELD, 10_000);
        assertThat(odds(KITCHEN, 10)).isBetween(before * 0.4, before * 0.8);
        double then = odds(KITCHEN, 1000);
        people.doorAround(new boolean[] { true, true, true }, NOBODY_HELD, NOBODY_HELD, 1_000_000);
        assertThat(odds(KITCHEN, 1000)).as("nobody was near the door").isCloseTo(then, within(0.01));
    }
}
