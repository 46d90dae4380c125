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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;

@NonNullByDefault
class FloorPlanTest {

    private final FloorPlan plan = new FloorPlan().connect("a", "b", 2).connect("b", "c", 3).connect("c", "d", 4)
            .connect("b", "d", 5);

    @Test
    void goesThroughAsFewDoorsAsPossible() {
        assertThat(plan.route("a", "d")).containsExactly("a", "b", "d");
        assertThat(plan.route("d", "a")).containsExactly("d", "b", "a");
    }

    @Test
    void staysWhereItIs() {
        assertThat(plan.route("c", "c")).containsExactly("c");
    }

    @Test
    void takesAsLongBackAsForth() {
        assertThat(plan.walk("b", "c")).isEqualTo(Duration.ofSeconds(3)).isEqualTo(plan.walk("c", "b"));
    }

    @Test
    void knowsNoDoorWhereThereIsNone() {
        assertThatThrownBy(() -> plan.walk("a", "d")).hasMessageContaining("no door between a and d");
        assertThatThrownBy(() -> plan.neighbours("attic")).hasMessageContaining("no location attic");
    }
}
