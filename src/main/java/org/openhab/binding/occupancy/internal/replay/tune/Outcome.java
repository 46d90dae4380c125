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

/**
 * What one location showed with certain settings, as far as it can be judged without knowing where people were.
 *
 * @param darkMoments how often it went vacant and somebody was active in it within half a minute, without having been
 *            active elsewhere or having used a door in between
 * @param probableDarkMoments as {@code darkMoments}, but within two minutes; or later, when nobody was active elsewhere
 *            since long before: somebody probably sat there in the dark
 * @param needlessMinutes for how long it was occupied while nobody was active in it, but somebody was elsewhere both
 *            before and after. With one resident that is less than the truth; with several it may be more
 * @param occupiedMinutes for how long it was occupied
 * @param costByDay what all of that costs, in needless minutes, by day of the recording
 */
@NonNullByDefault
record Outcome(int darkMoments, int probableDarkMoments, double needlessMinutes, double occupiedMinutes,
        double[] costByDay) {

    /** Of a location that is not there. */
    static final Outcome NOTHING = new Outcome(0, 0, 0, 0, new double[0]);

    /** {@return what it costs in all, in needless minutes} */
    double cost() {
        double sum = 0;
        for (double cost : costByDay) {
            sum += cost;
        }
        return sum;
    }

    /** {@return on how many days this was better than another outcome, by more than a minute} */
    int daysBetter(Outcome other) {
        int days = 0;
        for (int i = 0; i < costByDay.length; i++) {
            days += costByDay[i] < other.costByDay[i] - 1 ? 1 : 0;
        }
        return days;
    }
}
