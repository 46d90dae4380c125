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

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhab.binding.occupancy.internal.engine.Home.at;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.List;
import java.util.Random;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Followers;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who is next to whom, learned from who is seen where next.
 */
@NonNullByDefault
class LearnedWaysTest {

    private final Home home = rooms();

    /** Three rooms of which nobody has said what they are next to. */
    private static Home rooms() {
        Home home = new Home();
        home.location("house");
        for (String id : List.of("bed", "hall", "kitchen")) {
            home.location(id, room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        }
        return home;
    }

    private static void motion(Home home, String location, double at) {
        home.handle(OccupancyEvent.momentary(location, location + " pir", "motion", at(at)));
    }

    /** Somebody who spends some minutes in bed and in the kitchen by turns, and passes the hall. */
    private static double live(Home home, int rounds, double from) {
        double now = from;
        for (int i = 0; i < rounds; i++) {
            for (String room : List.of("bed", "hall", "kitchen", "hall")) {
                for (int j = 0; j < (room.equals("hall") ? 1 : 20); j++) {
                    motion(home, room, now);
                    now += 6;
                }
            }
        }
        return now;
    }

    @Test
    void whoWalksToAndFroShowsWhatLeadsWhere() {
        assertThat(home.engine.leadsTo("hall")).isEmpty();
        live(home, 20, 0);
        assertThat(home.engine.leadsTo("hall")).extracting(LearnedWay::location).containsExactlyInAnyOrder("bed",
                "kitchen");
        assertThat(home.engine.leadsTo("bed")).extracting(LearnedWay::location).containsExactly("hall");
        assertThat(home.engine.leadsTo("kitchen")).extracting(LearnedWay::location).containsExactly("hall");
        assertThat(home.engine.leadsTo("bed").get(0).walks()).as("there and back, in each round but the first")
                .isBetween(36, 40);
        assertThat(home.engine.leadsTo("attic")).as("no such location").isEmpty();
    }

    @Test
    void aFewWalksAreNotEnough() {
        live(home, 4, 0);
        assertThat(home.engine.leadsTo("hall")).isEmpty();
    }

    @Test
    void twoPeopleWhoMoveAtTheSameTimesHaveNotWalked() {
        // In each second of a minute after somebody in bed moved, somebody comes into the kitchen equally often.
        for (int i = 0; i < 600; i++) {
            motion(home, "bed", 300 * i);
            motion(home, "kitchen", 300 * i + 1 + i % 60);
        }
        assertThat(home.engine.leadsTo("bed")).isEmpty();
        assertThat(home.engine.leadsTo("kitchen")).isEmpty();
    }

    @Test
    void whoStaysHasNotWalked() {
        // Somebody arrives in the kitchen at once, but whoever is in bed goes on moving there.
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 40; j++) {
                motion(home, "bed", 400 * i + 10 * j);
            }
            motion(home, "kitchen", 400 * i + 203);
        }
        assertThat(home.engine.leadsTo("bed")).isEmpty();
    }

    @Test
    void itIsKnownAfterARestartAsIfThereHadBeenNone() {
        double now = live(home, 12, 0);
        // Somebody has just walked: whether the hall falls silent is seen after the restart.
        motion(home, "bed", now);
        motion(home, "hall", now + 70);
        motion(home, "kitchen", now + 75);
        ObjectNode snapshot = home.engine.export();
        Home other = rooms();
        other.engine.restore(snapshot, at(now + 76));
        for (Home each : List.of(home, other)) {
            live(each, 3, now + 200);
        }
        assertThat(other.engine.leadsTo("hall")).isEqualTo(home.engine.leadsTo("hall")).hasSize(2);
    }

    /** What people set counts as set from then on, also where it is what was assumed before anything was learned. */
    @Test
    void whatIsSetIsNoLongerLearned() {
        double now = live(home, 40, 0);
        Home restarted = rooms();
        for (Home each : List.of(home, restarted)) {
            each.location("bed",
                    room -> room.parent("house").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("hall", "kitchen")));
            each.location("hall",
                    room -> room.parent("house").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("kitchen", "bed")));
            each.location("kitchen",
                    room -> room.parent("house").vacancy(Vacancy.DEPARTURE).adjacent(Set.of("hall", "bed")));
        }
        restarted.engine.restore(home.engine.export(), at(now));
        for (Home each : List.of(home, restarted)) {
            motion(each, "bed", now + 300);
            motion(each, "kitchen", now + 304);
        }
        assertThat(home.engine.probability("bed", at(now + 306)))
                .isEqualTo(restarted.engine.probability("bed", at(now + 306)));
        assertThat(home.until("bed")).isEqualTo(restarted.until("bed"));
    }

    /** Four rooms; somebody goes from one to the other a hundred times. */
    private static Home walked(String one, String other, double gap) {
        Home home = new Home();
        home.location("house");
        for (String id : List.of("bath", "bed", "hall", "study")) {
            home.location(id, room -> room.parent("house").vacancy(Vacancy.DEPARTURE));
        }
        double now = 0;
        for (int i = 0; i < 100; i++) {
            for (int j = 0; j < 20; j++) {
                motion(home, i % 2 == 0 ? one : other, now);
                now += 6;
            }
            now += gap;
        }
        for (int i = 0; i < 40; i++) {
            motion(home, i % 2 == 0 ? "bed" : "study", now);
            now += 3;
        }
        for (int i = 0; i < 10; i++) {
            motion(home, "bath", now);
            now += 6;
        }
        return home;
    }

    @Test
    void ofTwoPeopleTheOneHasLeftFromWhoseRoomPeopleWalkThere() {
        Home bed = walked("bed", "bath", 0);
        assertThat(bed.occupied("bed")).isFalse();
        assertThat(bed.occupied("study")).isTrue();
        Home study = walked("study", "bath", 0);
        assertThat(study.occupied("study")).isFalse();
        assertThat(study.occupied("bed")).isTrue();
    }

    @Test
    void whatPeopleOnlyPassThroughIsLeftSoonAfterThem() {
        double now = live(home, 40, 0);
        motion(home, "bed", now);
        motion(home, "hall", now + 6);
        motion(home, "kitchen", now + 9);
        home.advance(now + 17);
        assertThat(home.occupied("hall")).as("whoever passes is back within seconds, or not").isFalse();
        assertThat(home.occupied("kitchen")).isTrue();
        motion(home, "hall", now + 300);
        assertThat(home.until("hall")).as("not seen elsewhere").isEqualTo(at(now + 360));
    }

    @Test
    void theReferenceModelLearnsTheSame() {
        SideBySide both = new SideBySide();
        both.configure(LocationConfig.builder("house").build(), at(0));
        for (String id : List.of("bath", "bed", "hall", "study")) {
            both.configure(LocationConfig.builder(id).parent("house").vacancy(Vacancy.DEPARTURE).build(), at(0));
        }
        Random random = new Random(7);
        double now = 0;
        for (int i = 0; i < 160; i++) {
            // From bed to bath and back; from time to time from the hall to the study; seldom anywhere at any time.
            String room = i % 16 == 15 ? "study" : i % 16 == 14 ? "hall" : i % 2 == 0 ? "bed" : "bath";
            both.handle(OccupancyEvent.momentary(room, "pir", "motion", at(now)));
            now += random.nextInt(8) == 0 ? 25 + random.nextInt(60) : i % 2 == 0 ? 2 + random.nextInt(8) : 70;
            if (i == 90) {
                both.restart(Script.Step.Restart.How.LOCATIONS_BEFORE, at(now));
            }
        }
        assertThat(both.engine().leadsTo("bed")).extracting(LearnedWay::location).containsExactly("bath");
        for (int i = 0; i < 40; i++) {
            // Two people: one sits in the study.
            both.handle(OccupancyEvent.momentary(List.of("bed", "study", "bath", "study").get(i % 4), "pir", "motion",
                    at(now)));
            now += 5 + random.nextInt(20);
        }
    }

    @Test
    void newHabitsReplaceOldOnes() {
        Followers followers = new Followers();
        for (int i = 0; i < 5_000; i++) {
            followers.arrived("bath", true);
            followers.activity(NONE, i);
        }
        double before = followers.walks("bath");
        assertThat(before).as("counts are bounded").isBetween(400.0, 1_001.0);
        for (int i = 0; i < 5_000; i++) {
            followers.arrived("kitchen", true);
            followers.activity(NONE, i);
        }
        assertThat(followers.walks("kitchen")).isGreaterThan(400);
        assertThat(followers.walks("bath")).isLessThan(10);
    }
}
