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
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * What the examples with which the heads of the classes explain the tree say that happens. Those of {@link Departures}
 * and {@code HomeStay} are in the tests of leaving.
 */
@NonNullByDefault
class ExamplesTest {

    private static final double MINUTE = 60;

    /** It is 10:00 at the beginning of all of them. */
    private final Home home = new Home().location("home").child("bedroom", "home").child("hall", "home")
            .child("kitchen", "home");

    /** {@link WinnerTree}. */
    @Test
    void winnerTree() {
        home.momentary("bedroom", "pir", 0, 30 * MINUTE).momentary("hall", "pir", 0, 10 * MINUTE).momentary("kitchen",
                "pir", 0, 20 * MINUTE);
        assertThat(home.engine.nextExpiration()).isEqualTo(at(10 * MINUTE));
        home.momentary("hall", "pir", 1, 40 * MINUTE - 1);
        assertThat(home.engine.nextExpiration()).isEqualTo(at(20 * MINUTE));
    }

    /** {@link Propagation}. */
    @Test
    void propagation() {
        home.follower("pantry", "kitchen").momentary("hall", "pir", 0, 5 * MINUTE);
        home.momentary("kitchen", "pir", 1, 10 * MINUTE);
        assertThat(home.told).extracting(Transition::location).containsExactly("kitchen", "home", "pantry");
    }

    /** {@link Forecast}. */
    @Test
    void forecast() {
        home.handle(OccupancyEvent.lock("kitchen", "party", LockMode.FREEZE, at(0)).withDuration(seconds(2 * MINUTE)));
        home.hold("kitchen", "radar", 0).momentary("hall", "pir", 0, 10 * MINUTE);
        home.momentary("bedroom", "pir", 0, 5 * MINUTE);
        assertThat(home.until("hall")).isEqualTo(at(10 * MINUTE));
        assertThat(home.occupied("kitchen")).isFalse();
        assertThat(home.held("home")).isTrue();
        home.advance(2 * MINUTE);
        assertThat(home.occupied("kitchen")).isTrue();
        assertThat(home.held("home")).isTrue();
    }
}
