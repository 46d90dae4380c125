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
package org.openhab.binding.occupancy.internal.replay.score;

import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * How well a home was recognised.
 *
 * @param days the length of the recording
 * @param rooms each room, in the order of the home file
 * @param total all rooms together
 * @param home the home as a whole: whether anybody was in
 */
@NonNullByDefault
public record Score(double days, Map<String, LocationScore> rooms, LocationScore total, LocationScore home) {

    /** A room that was occupied for less says nothing about its F1. */
    private static final int MIN_OCCUPIED = 600;

    /** {@return the mean F1 of the rooms that were occupied for ten minutes or more, or {@code null} without any} */
    public @Nullable Double macroF1() {
        double sum = 0;
        int count = 0;
        for (LocationScore room : rooms.values()) {
            if (countsForMacro(room)) {
                sum += room.f1();
                count++;
            }
        }
        return count == 0 ? null : sum / count;
    }

    static boolean countsForMacro(LocationScore room) {
        return room.occupiedSeconds() >= MIN_OCCUPIED;
    }
}
