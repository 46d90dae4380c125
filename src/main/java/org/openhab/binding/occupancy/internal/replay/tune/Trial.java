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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.score.LocationScore;

/**
 * Settings of a location that were tried, and what became of it.
 *
 * @param settings the settings
 * @param outcome what could be told without knowing where people were
 * @param score how right it was, or {@code null} without ground truth for the location
 * @param halves with ground truth: how right it was in the first half of the recording and in the second; else empty
 * @param days the length of the recording
 */
@NonNullByDefault
record Trial(TrialSettings settings, Outcome outcome, @Nullable LocationScore score, List<LocationScore> halves,
        double days) {

    Trial {
        halves = List.copyOf(halves);
    }

    /** How many points of F1 one false vacancy a day costs, where the truth is known. */
    static final double POINTS_A_FALSE_VACANCY = 2;

    /** {@return how bad it was: with ground truth in points of F1, otherwise in needless minutes a day} */
    double cost() {
        LocationScore known = score;
        return known == null ? outcome.cost() / days : cost(known, days);
    }

    private static double cost(LocationScore score, double days) {
        return 100 * (1 - score.f1()) + POINTS_A_FALSE_VACANCY * score.falseVacancies() / days;
    }

    /** {@return whether it was better than another in the first half of the recording and in the second} */
    boolean isBetterInBothHalves(Trial other) {
        for (int i = 0; i < halves.size(); i++) {
            if (cost(halves.get(i), days / 2) >= cost(other.halves.get(i), days / 2)) {
                return false;
            }
        }
        return !halves.isEmpty();
    }

    /** {@return for how long the location was occupied on a day, in minutes} */
    double occupiedMinutesADay() {
        return outcome.occupiedMinutes() / days;
    }

    /** {@return for how long it was occupied for nothing on a day, in minutes} */
    double needlessMinutesADay() {
        return outcome.needlessMinutes() / days;
    }
}
