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

import java.util.function.Consumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * What an event costs while there are locks, counted in locations that are looked at: it does not depend on how many
 * others are occupied.
 */
@NonNullByDefault
class LockCostTest {

    private static final int FEW = 4;
    private static final int MANY = 400;

    /** A house of which every room is occupied for another time; one room follows the house. */
    private static Home house(int rooms, Consumer<Home> lock) {
        Home home = new Home().location("house").follower("guest", "house");
        for (int i = 0; i < rooms; i++) {
            home.child("room" + i, "house").momentary("room" + i, "pir", 0, 1000 + i);
        }
        home.hold("room0", "radar", 1);
        lock.accept(home);
        return home;
    }

    private static long visits(int rooms, Consumer<Home> lock, Consumer<Home> event) {
        Home home = house(rooms, lock);
        long before = home.engine.visits();
        event.accept(home);
        return home.engine.visits() - before;
    }

    private static void assertNoDearer(Consumer<Home> lock, Consumer<Home> event) {
        assertThat(visits(MANY, lock, event)).isEqualTo(visits(FEW, lock, event)).isPositive();
    }

    private static void lock(Home home, String location, LockMode mode, Scope scope) {
        home.handle(OccupancyEvent.lock(location, "party", mode, Home.at(2)).withScope(scope)
                .withDuration(Home.seconds(600)));
    }

    @Test
    void anEventIsNoDearerWhereOneOfManyRoomsIsLocked() {
        for (LockMode mode : LockMode.values()) {
            assertNoDearer(home -> lock(home, "room1", mode, Scope.SELF),
                    home -> home.momentary("room2", "pir", 3, 2000));
            assertNoDearer(home -> lock(home, "room1", mode, Scope.SELF), home -> home.release("room0", "radar", 3, 0));
            assertNoDearer(home -> lock(home, "room1", mode, Scope.SELF),
                    home -> home.momentary("room1", "pir", 3, 2000));
        }
    }

    @Test
    void anEventIsNoDearerUnderALockOnTheWholeHouse() {
        for (LockMode mode : LockMode.values()) {
            assertNoDearer(home -> lock(home, "house", mode, Scope.SUBTREE),
                    home -> home.momentary("room2", "pir", 3, 2000));
            assertNoDearer(home -> lock(home, "house", mode, Scope.SUBTREE),
                    home -> home.release("room0", "radar", 3, 0));
        }
    }

    @Test
    void aRoomIsNoDearerToLockWhereAnotherLockIsSet() {
        Consumer<Home> locked = home -> lock(home, "room1", LockMode.FREEZE, Scope.SELF);
        assertNoDearer(locked, home -> lock(home, "room2", LockMode.KEEP_OCCUPIED, Scope.SELF));
        assertNoDearer(locked, home -> home.unlock("room1", "party", 3));
        assertNoDearer(locked, home -> home.advance(602));
        assertNoDearer(home -> lock(home, "house", LockMode.FREEZE, Scope.SUBTREE),
                home -> lock(home, "room2", LockMode.KEEP_OCCUPIED, Scope.SELF));
    }

    @Test
    void roomsThatALockWillLetShowSomebodyAreNotLookedAtOneByOne() {
        Consumer<Home> returning = home -> {
            home.vacate("house", 1);
            lock(home, "house", LockMode.KEEP_VACANT, Scope.SUBTREE);
            int rooms = home.engine.states().size() - 2;
            for (int i = 0; i < rooms; i++) {
                home.momentary("room" + i, "pir", 3, 2000 + i);
            }
        };
        assertNoDearer(returning, home -> home.momentary("room2", "pir", 4, 1000));
        assertNoDearer(returning, home -> home.momentary("room2", "pir", 4, 9000));
    }

    /** The one case that is dearer: rooms that follow the house, keep it occupied and are kept so by a lock. */
    @Test
    void onlyFollowersThatALockKeepsAreLookedAtTogether() {
        Consumer<Home> following = home -> {
            int rooms = home.engine.states().size() - 2;
            for (int i = 3; i < rooms; i++) {
                home.location("room" + i, room -> room.parent("house").strategy(Strategy.FOLLOW_PARENT));
            }
            lock(home, "house", LockMode.KEEP_OCCUPIED, Scope.SUBTREE);
        };
        Consumer<Home> event = home -> home.release("room0", "radar", 3, 0);
        assertThat(visits(MANY, following, event)).isLessThan(5L * MANY);
    }
}
