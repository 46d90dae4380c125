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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What is remembered of the presence sensors of a location: sensors that see people sit still, and so also that nobody
 * is there any more.
 */
@NonNullByDefault
public final class PresenceSensors implements Remembered {

    private boolean everHeld;
    private long emptiedAt = NONE;

    /** {@return whether such a sensor has ever reported somebody: it tells by itself when the location is left} */
    public boolean everHeld() {
        return everHeld;
    }

    /** Records that a sensor reports somebody. */
    public void held() {
        everHeld = true;
    }

    /** {@return when a sensor last reported that nobody is here any more, or {@code Instants.NONE}} */
    public long emptiedAt() {
        return emptiedAt;
    }

    /** Records that a sensor reports that nobody is here any more. */
    public void emptied(long now) {
        emptiedAt = now;
    }

    @Override
    public void each(StoredFields fields) {
        emptiedAt = fields.instant("emptiedAt", emptiedAt);
        everHeld = fields.flag("seesStillness", everHeld);
    }
}
