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

/**
 * Left because the only person of the household is active somewhere else. Once the hypotheses decide, they also allow
 * for a sensor that reports nobody; this rule is then used only for locations of which they say nothing.
 */
@NonNullByDefault
final class OnlyPersonElsewhere implements LeavingRule {

    private final Households households;
    private final StayEnder ender;

    OnlyPersonElsewhere(Households households, StayEnder ender) {
        this.households = households;
        this.ender = ender;
    }

    @Override
    public boolean spread(Activity activity) {
        Node node = activity.node();
        if (activity.onlySustains() || !households.hasOnePerson(node)) {
            return false;
        }
        Household deciding = households.deciding(node);
        if (deciding == null) {
            for (Node other : StayEnder.longestSilentFirst(households.leftByDeparture())) {
                if (households.isSame(node, other) && StayEnder.mayHaveLeft(other, activity)) {
                    ender.end(other, activity, activity.now(), true);
                }
            }
            return true;
        }
        for (Node other : StayEnder.longestSilentFirst(deciding.locations())) {
            if (other.isLeftByDeparture() && !Household.decidesOn(other) && StayEnder.mayHaveLeft(other, activity)) {
                ender.end(other, activity, activity.now(), true);
            }
        }
        return false;
    }
}
