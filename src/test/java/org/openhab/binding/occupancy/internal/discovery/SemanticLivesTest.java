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
package org.openhab.binding.occupancy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random lives of semantic models: whatever people do to groups, tags, points, things and the inbox, and whenever
 * openHAB starts again, once it is quiet the inbox holds what the model says, and nothing else.
 *
 * Others are drawn with {@code -Doccupancy.semantic.first=N -Doccupancy.semantic.seeds=N}; a failure prints its seed
 * and the shortest list of steps that was found to fail.
 */
@DisplayName("Whatever happens to the semantic model")
class SemanticLivesTest {

    private static final int SEEDS = Integer.getInteger("occupancy.semantic.seeds", 60);
    private static final int FIRST = Integer.getInteger("occupancy.semantic.first", 0);
    private static final int STEPS = 40;

    @BeforeAll
    static void knowTags() {
        SemanticDiscoveryServiceTest.knowTags();
    }

    @AfterAll
    static void forgetTags() {
        SemanticDiscoveryServiceTest.forgetTags();
    }

    @Test
    @DisplayName("the inbox proposes what it says, no more and no less")
    void theInboxProposesWhatTheModelSays() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            List<SemanticWorld.Step> steps = steps(seed);
            if (failure(steps) != null) {
                List<SemanticWorld.Step> shortest = shortest(steps);
                assertThat(failure(shortest)).as("seed " + seed).isNull();
            }
        }
    }

    private static List<SemanticWorld.Step> steps(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        List<SemanticWorld.Kind> urn = new ArrayList<>();
        for (SemanticWorld.Kind kind : SemanticWorld.Kind.values()) {
            for (int i = 0; i < kind.weight; i++) {
                urn.add(kind);
            }
        }
        List<SemanticWorld.Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            SemanticWorld.Kind kind = i < 4 ? SemanticWorld.Kind.ADD_GROUP : urn.get(random.nextInt(urn.size()));
            steps.add(new SemanticWorld.Step(kind, random.nextLong()));
        }
        return steps;
    }

    /** {@return what went wrong, and what was done, or {@code null}} */
    private static String failure(List<SemanticWorld.Step> steps) {
        SemanticWorld world = new SemanticWorld();
        try {
            steps.forEach(world::run);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e + "\n  " + String.join("\n  ", world.log);
        }
    }

    private static List<SemanticWorld.Step> shortest(List<SemanticWorld.Step> failing) {
        List<SemanticWorld.Step> shortest = failing;
        for (int i = shortest.size() - 1; i >= 0; i--) {
            List<SemanticWorld.Step> without = new ArrayList<>(shortest);
            without.remove(i);
            if (failure(without) != null) {
                shortest = without;
                i = Math.min(i, shortest.size());
            }
        }
        return shortest;
    }
}
