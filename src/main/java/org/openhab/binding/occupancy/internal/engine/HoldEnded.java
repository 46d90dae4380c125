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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left because a source that tells by itself when nobody is there any more has said so, and its timeout has passed
 * since. A motion sensor is no such source: see {@link LeftDuringMotion}.
 *
 * <p>
 * Once enough has happened to judge by, two kinds of reports of a presence sensor are not taken literally:
 * <ul>
 * <li>It saw somebody for a few seconds only: a distance sensor that fires at night, a cat on a chair. That counts for
 * {@code leaveTimeout}, not for the timeout of a stay; and for nothing once it has done so again and again when nobody
 * was there.
 * <li>It saw somebody for hours, and lets go while nothing moves anywhere: it has lost somebody who lies still, not
 * seen them leave. Who gets up is seen elsewhere a minute later, and that ends the stay.
 * </ul>
 */
@NonNullByDefault
final class HoldEnded implements LeavingRule {

    /**
     * Milliseconds: a stay shorter than this was only a glance of the sensor. Without: aras_a .926 instead of .928.
     */
    private static final long GLANCE_MILLIS = 10_000;
    /**
     * Milliseconds after which somebody counts as sitting or lying still, so that a sensor may lose them: two hours.
     * One hour does the same on all recordings; at any time: aras_a .913 instead of .926, aras .952 instead of .955.
     */
    private static final long LONG_STAY_MILLIS = 7_200_000;
    /** Milliseconds without activity elsewhere: everybody is still. Half as long: no difference. */
    private static final long QUIET_MILLIS = 600_000;

    private final Households households;

    HoldEnded(Households households) {
        this.households = households;
    }

    @Override
    public long observe(Activity activity, Stay stay) {
        if (!activity.isHoldEnd() || activity.isMotion()) {
            return Instants.HELD;
        }
        if (hasLostSomebody(activity, stay)) {
            return Instants.HELD;
        }
        long now = activity.now();
        boolean glance = Departures.seesThatNobodyIsThere(activity) && stay.activity.knowsRhythm()
                && stay.activity.arrived() != Instants.NONE && now - stay.activity.arrived() < GLANCE_MILLIS;
        return !glance ? activity.timerEnd()
                : Homes.isUnreliable(activity) ? now
                        : Math.min(activity.timerEnd(), activity.node().config.leaveTimeout().endFrom(now));
    }

    /**
     * {@return whether somebody who has lain still for hours is there although their sensor has stopped reporting
     * them}
     */
    boolean hasLostSomebody(Activity activity, Stay stay) {
        long now = activity.now();
        if (!Departures.seesThatNobodyIsThere(activity) || !stay.activity.knowsRhythm()
                || stay.activity.arrived() == Instants.NONE || now - stay.activity.arrived() < LONG_STAY_MILLIS) {
            return false;
        }
        Household household = households.of(activity.node());
        return household != null && household.quietElsewhere(activity.node(), now - QUIET_MILLIS);
    }
}
