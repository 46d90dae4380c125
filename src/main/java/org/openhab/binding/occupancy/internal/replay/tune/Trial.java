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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.score.PlaceScore;

/**
 * Settings of a place that were tried, and what became of it.
 *
 * @param settings the settings
 * @param outcome what could be told without knowing where people were
 * @param score how right it was, or {@code null} without ground truth for the place
 * @param days the length of the recording
 */
@NonNullByDefault
record Trial(PlaceSettings settings, Outcome outcome, @Nullable PlaceScore score, double days) {

    /** With ground truth: so many points of F1 one false vacancy a day is worth. */
    static final double POINTS_A_FALSE_VACANCY = 2;

    /** {@return how bad it was: with ground truth in points of F1, otherwise in needless minutes a day} */
    double cost() {
        PlaceScore known = score;
        return known == null ? outcome.cost() / days
                : 100 * (1 - known.f1()) + POINTS_A_FALSE_VACANCY * known.falseVacancies() / days;
    }

    /** {@return for how long the place was occupied on a day, in minutes} */
    double occupiedMinutesADay() {
        return outcome.occupiedMinutes() / days;
    }

    /** {@return for how long it was occupied for nothing on a day, in minutes} */
    double needlessMinutesADay() {
        return outcome.needlessMinutes() / days;
    }
}
