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
 * Left because nothing has been heard of anybody for {@code stayTimeout}: a sensor missed who left.
 */
@NonNullByDefault
final class StayTimeoutPassed implements LeavingRule {

    @Override
    public long observe(Activity activity, Stay stay) {
        return Instants.plus(activity.now(), activity.node().config.stayMillis());
    }
}
