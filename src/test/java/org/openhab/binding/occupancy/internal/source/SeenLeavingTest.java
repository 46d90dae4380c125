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
package org.openhab.binding.occupancy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;

/**
 * Where people can be seen leaving.
 */
@NonNullByDefault
class SeenLeavingTest {

    private final SeenLeaving seen = new SeenLeaving();

    SeenLeavingTest() {
        seen.location("home", null);
        seen.location("kitchen", "home");
        seen.location("living", "home");
        seen.location("chair", "living");
        seen.source("kitchen", false);
    }

    @Test
    void nobodyIsSeenLeavingTheOnlyLocationWithSources() {
        assertThat(seen.canBeSeen("kitchen")).isFalse();
        seen.source("living", false);
        assertThat(seen.canBeSeen("kitchen")).isTrue();
        assertThat(seen.canBeSeen("living")).isTrue();
    }

    @Test
    void whoIsInPartOfALocationHasNotLeftIt() {
        seen.location("fridge", "kitchen");
        seen.source("fridge", false);
        seen.source("home", false);
        assertThat(seen.canBeSeen("kitchen")).isFalse();
        assertThat(seen.canBeSeen("fridge")).isFalse();
        seen.source("chair", false);
        assertThat(seen.canBeSeen("fridge")).isTrue();
    }

    @Test
    void aDoorShowsIt() {
        seen.source("kitchen", true);
        assertThat(seen.canBeSeen("kitchen")).isTrue();
    }

    @Test
    void theFrontDoorShowsItToo() {
        seen.source("home", true);
        assertThat(seen.canBeSeen("kitchen")).isTrue();
    }

    @Test
    void anotherHomeTellsNothing() {
        seen.location("flat above", null);
        seen.location("bath", "flat above");
        seen.source("bath", true);
        assertThat(seen.canBeSeen("kitchen")).isFalse();
    }

    @Test
    void roomsThatLieInNothingAreOneHome() {
        seen.location("office", null);
        seen.location("lab", null);
        seen.source("office", false);
        assertThat(seen.canBeSeen("office")).isFalse();
        seen.source("lab", false);
        assertThat(seen.canBeSeen("office")).isTrue();
    }

    @Test
    void whatIsSetUpToLieInItselfEndsNothing() {
        seen.location("in", "out");
        seen.location("out", "in");
        seen.source("in", false);
        assertThat(seen.canBeSeen("in")).isFalse();
    }
}
