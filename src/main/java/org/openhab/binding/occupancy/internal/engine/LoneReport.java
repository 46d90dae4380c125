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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * A single report in a vacant location while everybody has been still for long: one second of motion in the kitchen at
 * three at night. It counts for as long as a timer would let it, not until somebody is seen leaving, because there may
 * be nobody who could leave. Whoever is up is seen again, which makes it a stay like any other. The rule applies once
 * enough has happened here to judge by.
 */
@NonNullByDefault
final class LoneReport implements LeavingRule {

    /**
     * Milliseconds without activity elsewhere: everybody is still. Half an hour: the demo's family with adjacency and
     * passages set .859 / 27.2 instead of .861 / 27.0. Counted at any time: hh101 .970 instead of .980.
     */
    private static final long QUIET_MILLIS = 3_600_000;
    /** Milliseconds for which one report of a sensor lasts at most, from ON to OFF. */
    private static final long ONE_REPORT_MILLIS = 60_000;

    private final Households households;

    LoneReport(Households households) {
        this.households = households;
    }

    @Override
    public long observe(Activity activity, Stay stay) {
        long now = activity.now();
        long arrived = stay.activity.arrived();
        boolean ends = activity.isHoldEnd();
        stay.leaving.onlyReport(NONE);
        if (activity.type() == EventType.MANUAL || activity.isHoldStart() || activity.door() != null || arrived == NONE
                || arrived != (ends ? stay.activity.previouslyActive() : now) || now - arrived > ONE_REPORT_MILLIS) {
            return HELD;
        }
        Household household = households.of(activity.node());
        if (household == null || !stay.activity.knowsRhythm()
                || !household.quietElsewhere(activity.node(), arrived - QUIET_MILLIS)) {
            return HELD;
        }
        stay.leaving.onlyReport(activity.timerEnd());
        return activity.timerEnd();
    }
}
