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

import static org.openhab.binding.occupancy.internal.engine.Instants.NONE;

import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a {@link Vacancy#DEPARTURE} location remembers beyond its evidence: when people were last active in it, how
 * they usually behave there, and its doors. Bounded, whatever happens.
 */
@NonNullByDefault
final class Stay {

    /** After so many gaps between activities, the location's own rhythm is believed. */
    private static final int ENOUGH_GAPS = 8;
    /** A silence of so many usual gaps, while somebody is active elsewhere, means that the place was left. */
    private static final double GAPS_OF_SILENCE = 3;
    /** The latest gap weighs half: people change what they do. */
    private static final double WEIGHT_OF_LATEST = 0.5;
    /** Where somebody arrives, a brisk rhythm is expected until they show another. */
    private static final double RHYTHM_OF_ARRIVAL = StrictMath.log(5_000);
    private static final double LEAST_GAP = 1_000;

    /** The latest activity here. */
    long lastActive = NONE;
    /** When somebody was first active elsewhere after the latest activity here. */
    long leavingSince = NONE;
    /** Where that was; the location itself if one of its doors was opened. */
    @Nullable
    String leavingTo;

    /** The logarithm of the usual gap between two activities, in milliseconds. */
    double rhythm = RHYTHM_OF_ARRIVAL;
    int gaps;

    /** The doors that have reported, by source, and whether they are open. */
    SortedMap<String, Boolean> doors = new TreeMap<>();
    /** Since when all doors have been closed. */
    long closedSince = NONE;
    /** Somebody was active inside after the last door closed: nobody can have left. */
    boolean enclosed;
    /** The latest activity inside while {@link #enclosed}. */
    long lastInside = NONE;
    /** Somebody walked out while all doors were closed: there is another way. Learned for good. */
    boolean anotherWay;

    /** Since when a motion sensor reports motion, by source, while it does. */
    SortedMap<String, Long> movingSince = new TreeMap<>();
    /** The shortest time that a motion sensor ever stayed ON, by source: its cool-down. */
    SortedMap<String, Long> coolDown = new TreeMap<>();
    /** The latest activity elsewhere while motion sensors here were ON, and where. */
    long elsewhereAt = NONE;
    @Nullable
    String elsewhere;

    void motionStarted(String source, long now) {
        movingSince.put(source, now);
    }

    /**
     * Takes up that a motion sensor reports no motion any more. It does so some time after the last movement: at least
     * as long as the shortest time that it was ever ON.
     *
     * @return when it last saw somebody move
     */
    long motionEnded(String source, long now) {
        Long since = movingSince.remove(source);
        long start = since == null ? now : since;
        Long known = coolDown.get(source);
        long cooling = known == null ? now - start : Math.min(known, now - start);
        coolDown.put(source, cooling);
        return now - cooling;
    }

    /** Takes up an activity: how long after the one before it, if the place was occupied all the while. */
    void active(long now, boolean wasOccupied, long stayMillis) {
        long gap = lastActive == NONE ? NONE : now - lastActive;
        if (wasOccupied && gap != NONE && gap < stayMillis) {
            rhythm += (StrictMath.log(Math.max(LEAST_GAP, gap)) - rhythm) * WEIGHT_OF_LATEST;
            gaps = Math.min(gaps + 1, ENOUGH_GAPS);
        } else {
            rhythm = RHYTHM_OF_ARRIVAL;
        }
        lastActive = now;
        leavingSince = NONE;
        leavingTo = null;
    }

    /**
     * How long the place stays occupied once somebody is active elsewhere: the configured time until the place's own
     * rhythm is known, then three usual gaps, between half and ten times the configured time.
     */
    long patience(long leaveMillis) {
        if (gaps < ENOUGH_GAPS) {
            return leaveMillis;
        }
        double silence = GAPS_OF_SILENCE * StrictMath.exp(rhythm);
        return (long) Math.max(leaveMillis / 2.0, Math.min(leaveMillis * 10.0, silence));
    }

    void door(String source, BoundaryChange change, long now) {
        doors.put(source, change == BoundaryChange.OPENED);
        enclosed = false;
        closedSince = doors.containsValue(true) ? NONE : now;
    }

    /** Takes up an activity that is not a door's. */
    void inside(long now) {
        if (!anotherWay && closedSince != NONE && now > closedSince) {
            enclosed = true;
            lastInside = now;
        }
    }

    void shift(long delta) {
        lastActive = Instants.plus(lastActive, delta);
        leavingSince = Instants.plus(leavingSince, delta);
        closedSince = Instants.plus(closedSince, delta);
        lastInside = Instants.plus(lastInside, delta);
        elsewhereAt = Instants.plus(elsewhereAt, delta);
        movingSince.replaceAll((source, since) -> Instants.plus(since, delta));
    }

    Stay copy() {
        Stay copy = new Stay();
        copy.lastActive = lastActive;
        copy.leavingSince = leavingSince;
        copy.leavingTo = leavingTo;
        copy.rhythm = rhythm;
        copy.gaps = gaps;
        copy.doors = new TreeMap<>(doors);
        copy.closedSince = closedSince;
        copy.enclosed = enclosed;
        copy.lastInside = lastInside;
        copy.anotherWay = anotherWay;
        copy.movingSince = new TreeMap<>(movingSince);
        copy.coolDown = new TreeMap<>(coolDown);
        copy.elsewhereAt = elsewhereAt;
        copy.elsewhere = elsewhere;
        return copy;
    }
}
