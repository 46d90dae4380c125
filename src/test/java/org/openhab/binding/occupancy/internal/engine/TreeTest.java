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
import static org.openhab.binding.occupancy.internal.engine.Home.seconds;

import java.util.Map;
import java.util.stream.IntStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * How occupancy moves through the tree: up to parents, down to followers, and never round in circles.
 */
@NonNullByDefault
class TreeTest {

    private final Home home = new Home().location("house").child("floor", "house").child("kitchen", "floor")
            .child("living", "floor");

    @Test
    void aParentIsOccupiedForExactlyAsLongAsAChild() {
        home.momentary("kitchen", "pir", 0, 10).momentary("living", "pir", 5, 10);
        assertThat(home.until("house")).isEqualTo(at(15));
        home.advance(10);
        assertThat(home.occupied("kitchen")).isFalse();
        assertThat(home.occupied("floor")).isTrue();
        home.advance(20);
        assertThat(home.flips("house")).isEqualTo(Map.of(0.0, true, 15.0, false));
    }

    @Test
    void aHeldChildHoldsItsParent() {
        home.hold("kitchen", "radar", 0).momentary("house", "pir", 1, 10);
        assertThat(home.held("house")).isTrue();
        home.release("kitchen", "radar", 5, 1);
        assertThat(home.until("house")).isEqualTo(at(11));
        assertThat(home.until("floor")).isEqualTo(at(6));
    }

    @Test
    void childrenAreToldBeforeParentsBeforeFollowers() {
        home.follower("hall", "house").follower("lamp", "hall");
        home.momentary("kitchen", "pir", 0, 10);
        assertThat(home.toldLocations()).containsExactly("kitchen", "floor", "house", "hall", "lamp");
        assertThat(home.told("floor").cause()).isEqualTo(new Cause.Child("kitchen"));
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("floor"));
        assertThat(home.told("hall").cause()).isEqualTo(new Cause.Parent("house"));
        assertThat(home.told("lamp").cause()).isEqualTo(new Cause.Parent("hall"));
        home.advance(10);
        assertThat(home.toldLocations()).containsExactly("kitchen", "floor", "house", "hall", "lamp");
        assertThat(home.told("kitchen").cause()).isEqualTo(new Cause.Timer("pir"));
    }

    @Test
    void aChildThatDoesNotContributeLeavesItsParentAlone() {
        home.location("garage", garage -> garage.parent("house").contributesToParent(false));
        home.hold("garage", "radar", 0);
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.toldLocations()).containsExactly("garage");
        home.location("garage", garage -> garage.parent("house"));
        assertThat(home.held("house")).as("until it is told to").isTrue();
    }

    @Test
    void followingNeverFeedsBack() {
        home.follower("hall", "house").momentary("kitchen", "pir", 0, 10);
        assertThat(home.until("hall")).isEqualTo(at(10));
        home.advance(10);
        assertThat(home.occupied("hall")).isFalse();
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.engine.nextExpiration()).isNull();
    }

    @Test
    void aFollowersOwnEvidenceReachesTheParent() {
        home.follower("hall", "house").momentary("hall", "pir", 0, 10).momentary("kitchen", "pir", 0, 20);
        assertThat(home.until("hall")).isEqualTo(at(20));
        home.momentary("hall", "pir", 1, 60);
        assertThat(home.until("house")).isEqualTo(at(61));
        assertThat(home.until("floor")).isEqualTo(at(20));
    }

    @Test
    void aFollowerVacatedByHandStopsFollowingUntilItsParentBecomesOccupiedAnew() {
        home.follower("hall", "house").hold("kitchen", "radar", 0).vacate("hall", 10);
        assertThat(home.occupied("hall")).isFalse();
        home.momentary("living", "pir", 20, 60);
        assertThat(home.occupied("hall")).as("the house was occupied all the time").isFalse();
        home.momentary("hall", "pir", 30, 5);
        assertThat(home.until("hall")).as("its own evidence counts").isEqualTo(at(35));
        home.release("kitchen", "radar", 100, 0).advance(200);
        assertThat(home.occupied("house")).isFalse();
        home.momentary("living", "pir", 300, 60);
        assertThat(home.until("hall")).isEqualTo(at(360));
    }

    @Test
    void aFollowerVacatedByHandStaysSoWhenAnotherRoomOfAnOccupiedHouseIsUsed() {
        home.follower("hall", "house").hold("house", "radar", 0).vacate("hall", 10).momentary("kitchen", "pir", 20, 60)
                .advance(100);
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void aFollowerThatFollowsAnewGoesOnFollowing() {
        home.follower("hall", "house").momentary("kitchen", "pir", 0, 10).vacate("hall", 5).advance(10);
        home.momentary("kitchen", "pir", 20, 10).momentary("living", "pir", 25, 60);
        assertThat(home.until("hall")).isEqualTo(at(85));
    }

    @Test
    void aFollowerVacatedWhileItsParentIsVacantFollowsAsUsual() {
        home.follower("hall", "house").momentary("hall", "pir", 0, 10).advance(20);
        home.vacate("hall", 30).momentary("kitchen", "pir", 40, 60);
        assertThat(home.until("hall")).isEqualTo(at(100));
    }

    @Test
    void aLocationThatLingersStaysAWhileAfterItsLastChild() {
        home.location("house", house -> house.linger(seconds(30)));
        home.momentary("kitchen", "pir", 0, 10).momentary("living", "pir", 0, 20);
        assertThat(home.until("house")).isEqualTo(at(50));
        assertThat(home.until("floor")).isEqualTo(at(20));
        home.advance(25);
        assertThat(home.until("house")).isEqualTo(at(50));
        assertThat(home.engine.nextExpiration()).isEqualTo(at(50));
        home.advance(60);
        assertThat(home.flips("house")).isEqualTo(Map.of(0.0, true, 50.0, false));
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Timer("linger"));
    }

    @Test
    void aChildThatComesBackEndsTheLinger() {
        home.location("house", house -> house.linger(seconds(30)));
        home.momentary("kitchen", "pir", 0, 10).momentary("kitchen", "pir", 20, 5);
        assertThat(home.until("house")).isEqualTo(at(55));
        home.advance(54.999);
        assertThat(home.occupied("house")).isTrue();
        home.advance(55);
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void aLocationsOwnEvidenceDoesNotLinger() {
        home.location("house", house -> house.linger(seconds(30)));
        home.momentary("house", "pir", 0, 10).momentary("kitchen", "pir", 0, 2);
        assertThat(home.until("house")).isEqualTo(at(32));
        home.advance(100).momentary("house", "pir", 200, 10);
        assertThat(home.until("house")).isEqualTo(at(210));
    }

    @Test
    void vacatingLeavesNoLinger() {
        home.location("house", house -> house.linger(seconds(30))).location("floor",
                floor -> floor.parent("house").linger(seconds(30)));
        home.momentary("kitchen", "pir", 0, 10).vacate("house", 5);
        assertThat(home.occupied("house")).isFalse();
        home.momentary("kitchen", "pir", 10, 10).vacate("kitchen", 15);
        assertThat(home.occupied("house")).as("also not where the vacated location is part of").isFalse();
        home.momentary("kitchen", "pir", 20, 10).advance(31);
        assertThat(home.occupied("floor")).isTrue();
        home.vacate("floor", 32);
        assertThat(home.occupied("floor")).as("a linger that runs is over").isFalse();
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void aFollowerKeepsUpWithTheEndOfItsParent() {
        home.follower("hall", "house").follower("lamp", "hall").momentary("kitchen", "pir", 0, 10);
        home.momentary("kitchen", "pir", 5, 60);
        assertThat(home.until("lamp")).isEqualTo(at(65));
        home.hold("kitchen", "radar", 6);
        assertThat(home.held("lamp")).isTrue();
    }

    @Test
    void aHouseOfManyRoomsEndsWithTheLastOfThem() {
        int rooms = 40;
        for (int i = 0; i < rooms; i++) {
            home.child("room" + i, "house");
        }
        for (int i = 0; i < rooms; i++) {
            home.momentary("room" + i, "pir", 0, 100 + (i * 7) % rooms);
        }
        assertThat(home.until("house")).isEqualTo(at(100 + rooms - 1));
        for (int i = rooms - 1; i > 0; i--) {
            int last = i;
            int room = IntStream.range(0, rooms).filter(r -> (r * 7) % rooms == last).findAny().orElseThrow();
            home.vacate("room" + room, 1);
            assertThat(home.until("house")).isEqualTo(at(100 + i - 1));
        }
        home.advance(99.999);
        assertThat(home.occupied("house")).isTrue();
        home.advance(100);
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void whatIsVacatedAtOnceIsToldChildrenBeforeParentsBeforeFollowers() {
        Home home = new Home().location("house").child("room", "house").follower("hall", "house")
                .momentary("room", "pir", 0, 100).momentary("hall", "pir", 0, 100);
        home.vacate("house", 1);
        assertThat(home.told).extracting(Transition::location).containsExactly("room", "house", "hall");
    }

    @Test
    void whatALockFromAboveChangesIsToldChildrenBeforeParentsBeforeFollowers() {
        Home home = new Home().location("house").child("room", "house").follower("hall", "house").lockAllBelow("house",
                "night", LockMode.KEEP_VACANT, 0);
        home.hold("room", "radar", 1).hold("house", "radar", 1).hold("hall", "radar", 1).unlock("house", "night", 2);
        assertThat(home.told).extracting(Transition::location).containsExactly("room", "house", "hall");
    }
}
