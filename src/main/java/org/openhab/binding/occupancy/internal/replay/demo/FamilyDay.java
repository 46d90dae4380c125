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
package org.openhab.binding.occupancy.internal.replay.demo;

import static org.openhab.binding.occupancy.internal.replay.demo.Doing.*;
import static org.openhab.binding.occupancy.internal.replay.demo.FloorPlan.OUTSIDE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A Thursday of a family of four: who is where, and what for. Anna works in town, Tom at home; Mia is sixteen, Ben is
 * nine; Olga comes to clean.
 */
@NonNullByDefault
final class FamilyDay {

    static final String HALL = "hall";
    static final String LIVING_ROOM = "living-room";
    static final String KITCHEN = "kitchen";
    static final String STUDY = "study";
    static final String TOILET = "guest-toilet";
    static final String LANDING = "landing";
    static final String BEDROOM = "bedroom";
    static final String BATHROOM = "bathroom";
    static final String MIAS_ROOM = "mias-room";
    static final String BENS_ROOM = "bens-room";

    static final Duration SUNRISE = Duration.ofHours(6).plusMinutes(50);
    static final Duration SUNSET = Duration.ofHours(18).plusMinutes(20);

    static final FloorPlan PLAN = new FloorPlan().connect(OUTSIDE, HALL, 5).connect(HALL, LIVING_ROOM, 3)
            .connect(HALL, KITCHEN, 3).connect(HALL, STUDY, 3).connect(HALL, TOILET, 3).connect(LIVING_ROOM, KITCHEN, 4)
            .connect(HALL, LANDING, 8).connect(LANDING, BEDROOM, 3).connect(LANDING, BATHROOM, 3)
            .connect(LANDING, MIAS_ROOM, 4).connect(LANDING, BENS_ROOM, 3);

    private FamilyDay() {
    }

    /** {@return what everybody does from midnight to midnight} */
    static FamilyDiary live(Instant midnight, long seed) {
        List<Visit> visits = new ArrayList<>();
        visits.addAll(anna(walker("Anna", midnight, seed, BEDROOM)));
        visits.addAll(tom(walker("Tom", midnight, seed, BEDROOM)));
        visits.addAll(mia(walker("Mia", midnight, seed, MIAS_ROOM)));
        visits.addAll(ben(walker("Ben", midnight, seed, BENS_ROOM)));
        visits.addAll(olga(walker("Olga", midnight, seed, OUTSIDE)));
        return new FamilyDiary(visits, midnight, midnight.plus(Duration.ofDays(1)), seed);
    }

    private static Walker walker(String person, Instant midnight, long seed, String location) {
        return new Walker(person, PLAN, new Chance(seed, person), midnight, location);
    }

    private static List<Visit> anna(Walker anna) {
        return anna.until(6, 15, 6, BEDROOM, SLEEP).minutes(9, BATHROOM, SHOWER).minutes(6, BATHROOM, WASH)
                .minutes(6, BEDROOM, DRESS).until(6, 57, 3, KITCHEN, COOK).until(7, 25, 4, KITCHEN, EAT)
                .minutes(3, BATHROOM, WASH).minutes(2, HALL, DRESS) //
                .until(16, 45, 8, OUTSIDE, AWAY) //
                .minutes(1.5, HALL, DRESS).minutes(14, KITCHEN, EAT).until(17, 40, 5, LIVING_ROOM, READ)
                .until(18, 30, 3, KITCHEN, COOK).until(19, 7, 4, KITCHEN, EAT).minutes(9, KITCHEN, CLEAN)
                .minutes(12, LIVING_ROOM, READ).until(20, 2, 4, BENS_ROOM, READ).minutes(3, TOILET, WASH)
                .until(21, 12, 6, LIVING_ROOM, WATCH_TV).minutes(3, KITCHEN, COOK)
                .until(22, 32, 4, LIVING_ROOM, WATCH_TV).minutes(7, BATHROOM, WASH).until(23, 8, 8, BEDROOM, READ)
                .restOfDay(BEDROOM, SLEEP);
    }

    private static List<Visit> tom(Walker tom) {
        return tom.until(3, 10, 25, BEDROOM, SLEEP).minutes(3, BATHROOM, WASH).until(6, 41, 3, BEDROOM, SLEEP)
                .minutes(6, BATHROOM, SHOWER).minutes(5, BATHROOM, WASH).minutes(5, BEDROOM, DRESS)
                .until(7, 44, 2, KITCHEN, EAT).minutes(2, HALL, DRESS) //
                .until(8, 22, 4, OUTSIDE, AWAY) //
                .until(9, 50, 8, STUDY, DESK).minutes(4, KITCHEN, COOK).until(11, 15, 10, STUDY, DESK)
                .minutes(3, TOILET, WASH).until(12, 30, 5, STUDY, DESK).minutes(10, KITCHEN, COOK)
                .until(13, 8, 4, KITCHEN, EAT).until(15, 16, 6, STUDY, DESK).minutes(3, TOILET, WASH)
                .until(15, 55, 3, STUDY, DESK).minutes(9, KITCHEN, EAT).minutes(2, HALL, DRESS) //
                .until(17, 45, 5, OUTSIDE, AWAY) //
                .minutes(7, BATHROOM, SHOWER).minutes(4, BEDROOM, DRESS).until(18, 28, 3, LIVING_ROOM, READ)
                .until(19, 6, 3, KITCHEN, EAT).minutes(8, KITCHEN, CLEAN).until(20, 6, 5, LIVING_ROOM, WATCH_TV)
                .minutes(2, TOILET, WASH).until(22, 41, 3, LIVING_ROOM, WATCH_TV).minutes(6, BATHROOM, WASH)
                .until(23, 25, 8, BEDROOM, READ).restOfDay(BEDROOM, SLEEP);
    }

    private static List<Visit> mia(Walker mia) {
        return mia.until(6, 40, 5, MIAS_ROOM, SLEEP).until(7, 0, 2, MIAS_ROOM, DRESS).minutes(7, BATHROOM, WASH)
                .minutes(6, KITCHEN, EAT).minutes(1.5, HALL, DRESS) //
                .until(15, 40, 6, OUTSIDE, AWAY) //
                .until(16, 30, 6, MIAS_ROOM, READ).minutes(6, KITCHEN, EAT).until(18, 31, 3, MIAS_ROOM, PLAY)
                .until(19, 1, 4, KITCHEN, EAT).until(20, 32, 5, MIAS_ROOM, DESK).until(22, 2, 4, LIVING_ROOM, WATCH_TV)
                .minutes(10, BATHROOM, SHOWER).until(23, 12, 6, MIAS_ROOM, READ).minutes(3, KITCHEN, EAT)
                .restOfDay(MIAS_ROOM, SLEEP);
    }

    private static List<Visit> ben(Walker ben) {
        return ben.until(7, 4, 3, BENS_ROOM, SLEEP).minutes(7, BENS_ROOM, DRESS).minutes(4, BATHROOM, WASH)
                .until(7, 43, 2, KITCHEN, EAT).minutes(2.5, HALL, DRESS) //
                .until(15, 48, 4, OUTSIDE, AWAY) //
                .minutes(14, KITCHEN, EAT).minutes(2, HALL, DRESS) //
                .until(17, 44, 4, OUTSIDE, AWAY) //
                .until(18, 32, 3, BENS_ROOM, PLAY).until(19, 2, 3, KITCHEN, EAT).minutes(8, BATHROOM, SHOWER)
                .minutes(4, BATHROOM, WASH).until(19, 38, 4, BENS_ROOM, PLAY).until(20, 5, 4, BENS_ROOM, READ)
                .restOfDay(BENS_ROOM, SLEEP);
    }

    private static List<Visit> olga(Walker olga) {
        return olga.until(9, 30, 6, OUTSIDE, AWAY) //
                .minutes(2, HALL, DRESS).minutes(28, KITCHEN, CLEAN).minutes(24, LIVING_ROOM, CLEAN)
                .minutes(8, TOILET, CLEAN).minutes(4, LANDING, CLEAN).minutes(18, BATHROOM, CLEAN)
                .minutes(13, BEDROOM, CLEAN).minutes(10, MIAS_ROOM, CLEAN).minutes(10, BENS_ROOM, CLEAN)
                .minutes(7, HALL, CLEAN).restOfDay(OUTSIDE, AWAY);
    }
}
