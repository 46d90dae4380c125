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
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.Arrays;
import java.util.List;

import org.assertj.core.data.Offset;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;

/**
 * Which way people take, before and after it was seen.
 */
@NonNullByDefault
class WaysTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final List<String> IDS = List.of("a", "b", "c", "d");

    private final Followers[] followers = { new Followers(), new Followers(), new Followers(), new Followers() };
    /** All but the last are next to each other, as far as is assumed. */
    private final boolean[][] adjacent = { { false, true, true, false }, { true, false, true, false },
            { true, true, false, false }, { false, false, false, false } };

    private Ways ways(boolean set) {
        boolean[][] known = new boolean[IDS.size()][IDS.size()];
        for (boolean[] each : known) {
            Arrays.fill(each, set);
        }
        return new Ways(IDS, followers, adjacent, known);
    }

    private void walk(int from, int to, int times) {
        for (int i = 0; i < times; i++) {
            followers[from].arrived(IDS.get(to), true);
            followers[from].activity(NONE, i);
        }
    }

    @Test
    void untilItWasSeenEachWayIsAsLikely() {
        Ways ways = ways(false);
        assertThat(ways.part(0, 1)).isEqualTo(0.5, EXACT);
        assertThat(ways.part(0, 2)).isEqualTo(0.5, EXACT);
        assertThat(ways.part(0, 3)).as("past a sensor on the way").isEqualTo(0.05, EXACT);
    }

    @Test
    void whereMostWalksLeadIsLikelier() {
        Ways ways = ways(false);
        walk(0, 1, 20);
        ways.learned(0);
        walk(1, 0, 10);
        ways.learned(1);
        assertThat(ways.walks(0, 1)).as("in either direction").isEqualTo(30);
        assertThat(ways.part(0, 1)).as("as if ten had been seen before").isEqualTo((5 + 30) / 40.0, EXACT);
        assertThat(ways.part(0, 2)).isEqualTo(5 / 40.0, EXACT);
        assertThat(ways.isNextDoor(0, 2)).as("nobody was seen walking from there at all").isTrue();
    }

    @Test
    void whatNobodyWalksIsNotNextDoorThoughItWasAssumed() {
        walk(0, 1, 30);
        walk(2, 3, 15);
        assertThat(ways(false).isNextDoor(0, 2)).as("two or three walks that are missing may be chance").isTrue();
        walk(2, 3, 15);
        assertThat(ways(false).isNextDoor(0, 2)).isFalse();
        assertThat(ways(false).isNextDoor(2, 0)).isFalse();
        assertThat(ways(false).isSeen(0, 2)).isFalse();
    }

    @Test
    void whatPeopleWalkIsNextDoorThoughItWasNotAssumed() {
        walk(2, 3, 9);
        assertThat(ways(false).isNextDoor(2, 3)).isFalse();
        walk(3, 2, 1);
        assertThat(ways(false).isNextDoor(2, 3)).isTrue();
        assertThat(ways(false).isSeen(3, 2)).isTrue();
    }

    @Test
    void whatIsSetIsAsItIsSet() {
        walk(0, 1, 40);
        walk(2, 3, 40);
        Ways ways = ways(true);
        assertThat(ways.isNextDoor(0, 2)).isTrue();
        assertThat(ways.isNextDoor(2, 3)).isFalse();
        assertThat(ways.part(0, 2)).isEqualTo(0.5, EXACT);
        assertThat(ways.isSeen(2, 3)).as("but it is shown").isTrue();
    }
}
