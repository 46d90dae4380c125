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

import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The motion sensors of a location that stay ON for a while after the last movement: since when each is ON, and how
 * long it stays ON at least. From these follows when somebody last moved, which is earlier than the sensor's OFF.
 */
@NonNullByDefault
public final class MotionSensors implements Remembered {

    /** Since when a sensor reports motion, by source, while it does. */
    private SortedMap<String, Long> onSince = new TreeMap<>();
    /** The shortest time in milliseconds that a sensor ever stayed ON, by source: its cool-down. */
    private SortedMap<String, Long> coolDown = new TreeMap<>();

    /** Records that a sensor reports motion. */
    public void turnedOn(String source, long now) {
        onSince.put(source, now);
    }

    /**
     * Records that a sensor reports no motion any more. It does so some time after the last movement: at least as
     * long as the shortest time that it was ever ON. Of a report whose start was not seen nothing is learned.
     *
     * @return when it last saw somebody move
     */
    public long turnedOff(String source, long now) {
        Long since = onSince.remove(source);
        Long known = coolDown.get(source);
        if (since == null) {
            return known == null ? now : now - known;
        }
        long cooling = known == null ? now - since : Math.min(known, now - since);
        coolDown.put(source, cooling);
        return now - cooling;
    }

    @Override
    public void each(StoredFields fields) {
        onSince = fields.instants("movingSince", onSince);
        coolDown = fields.times("coolDown", coolDown);
    }
}
