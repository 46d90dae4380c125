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
 * One way in which people leave a location, and how that is noticed. {@link Departures} asks all of them, in its order.
 *
 * A rule is asked twice: about the location in which something was reported, and about all others of the household.
 */
@NonNullByDefault
interface LeavingRule {

    /**
     * Records an activity of a location that is left by departure, before its evidence changes.
     *
     * @param activity the activity
     * @param stay what the location remembers; it has recorded the activity already
     * @return until when the location stays occupied at most if nobody is seen leaving later;
     *         {@link Instants#HELD} if this rule has nothing to say
     */
    default long observe(Activity activity, Stay stay) {
        return Instants.HELD;
    }

    /**
     * Records an activity, anywhere, as evidence that people have left other locations, after its own evidence has
     * changed.
     *
     * @param activity the activity
     * @return whether it is settled who has left by it, so that the rules after this one are not asked
     */
    default boolean spread(Activity activity) {
        return false;
    }
}
