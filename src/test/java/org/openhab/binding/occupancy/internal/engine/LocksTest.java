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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * Locks change what is shown, never what is known.
 */
@NonNullByDefault
class LocksTest {

    private final Home home = new Home().location("house").child("room", "house").child("bed", "room");

    @Test
    void aFrozenLocationShowsWhatItShowedAndUnlockingShowsTheTruth() {
        home.hold("room", "radar", 0).lock("room", "party", LockMode.FREEZE, 1).release("room", "radar", 2, 0);
        assertThat(home.held("room")).isTrue();
        assertThat(home.held("house")).as("a locked location reports what it shows").isTrue();
        home.unlock("room", "party", 3);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.told("room").cause()).isEqualTo(new Cause.Locking("party", "room"));

        home.lock("room", "party", LockMode.FREEZE, 4).hold("room", "radar", 5);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.source("room", "radar").hold()).as("known all the same").isTrue();
        home.unlock("room", "party", 6);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void keepVacantLetsAPlaceBecomeVacantOnly() {
        home.momentary("room", "pir", 0, 10).lock("room", "night", LockMode.KEEP_VACANT, 1);
        assertThat(home.until("room")).isEqualTo(at(10));
        home.advance(10).momentary("room", "pir", 11, 100);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.occupied("house")).isFalse();
        home.unlock("room", "night", 12);
        assertThat(home.until("room")).isEqualTo(at(111));
    }

    @Test
    void keepOccupiedLetsAPlaceBecomeOccupiedOnly() {
        home.lock("room", "guests", LockMode.KEEP_OCCUPIED, 0);
        assertThat(home.occupied("room")).isFalse();
        home.momentary("room", "pir", 1, 10);
        assertThat(home.held("room")).isTrue();
        home.advance(100);
        assertThat(home.held("house")).isTrue();
        home.unlock("room", "guests", 101);
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void theStrongestModeDecides() {
        home.momentary("room", "pir", 0, 10).lock("room", "a", LockMode.KEEP_OCCUPIED, 1);
        assertThat(home.engine.lockMode("room")).isEqualTo(LockMode.KEEP_OCCUPIED);
        home.lock("room", "b", LockMode.KEEP_VACANT, 2);
        assertThat(home.engine.lockMode("room")).isEqualTo(LockMode.KEEP_VACANT);
        assertThat(home.until("room")).isEqualTo(at(10));
        home.lock("room", "c", LockMode.FREEZE, 3).advance(20);
        assertThat(home.held("room")).isTrue();
        home.unlock("room", "c", 21);
        assertThat(home.occupied("room")).as("vacant is allowed again").isFalse();
        home.unlock("room", "b", 22);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.state("room").locks()).extracting(Lock::owner).containsExactly("a");
    }

    @Test
    void aLocationIsFreeWhenTheLastOwnerIsGone() {
        home.hold("room", "radar", 0).lock("room", "b", LockMode.FREEZE, 1).lock("room", "a", LockMode.FREEZE, 1)
                .release("room", "radar", 2, 0);
        assertThat(home.state("room").locks()).extracting(Lock::owner).containsExactly("a", "b");
        home.unlock("room", "a", 3).unlock("room", "nobody", 3);
        assertThat(home.held("room")).isTrue();
        home.unlock("room", "b", 4);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.engine.lockMode("room")).isNull();
    }

    @Test
    void aNewLockOfAnOwnerTakesTheLocationOfTheOld() {
        home.hold("room", "radar", 0).lock("room", "a", LockMode.FREEZE, 1).release("room", "radar", 2, 0).lock("room",
                "a", LockMode.KEEP_VACANT, 3);
        assertThat(home.occupied("room")).isFalse();
        assertThat(home.state("room").locks()).hasSize(1);
        home.lockAllBelow("room", "a", LockMode.FREEZE, 4).hold("bed", "mat", 5);
        assertThat(home.occupied("bed")).isFalse();
        home.lock("room", "a", LockMode.FREEZE, 6);
        assertThat(home.held("bed")).as("a lock that no longer reaches below sets free what is below").isTrue();
        assertThat(home.told("bed").cause()).isEqualTo(new Cause.Locking("a", "room"));
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void aLockWithAnEndEndsByItself() {
        home.momentary("room", "pir", 0, 10);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(1)).withDuration(seconds(99)));
        assertThat(home.until("room")).as("it shows occupied until the lock ends").isEqualTo(at(100));
        assertThat(home.until("house")).isEqualTo(at(100));
        assertThat(home.state("room").locks().get(0).until()).isEqualTo(at(100));
        home.advance(200);
        assertThat(home.flips("house")).isEqualTo(Map.of(0.0, true, 100.0, false));
        assertThat(home.history.stream().filter(t -> t.location().equals("room") && t.at().equals(at(100))).findAny()
                .orElseThrow().cause()).isEqualTo(new Cause.Locking("party", "room"));
        assertThat(home.engine.nextExpiration()).isNull();
    }

    @Test
    void aLockThatEndsAtOnceIsNoLock() {
        home.lock("room", "party", LockMode.FREEZE, 0);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(1)).withDuration(seconds(0)));
        assertThat(home.state("room").locks()).isEmpty();
    }

    @Test
    void aFutureThatComesOnlyAfterTheLockDoesNotCountAsAnEnd() {
        home.momentary("room", "pir", 0, 500);
        home.handle(OccupancyEvent.lock("room", "party", LockMode.FREEZE, at(1)).withDuration(seconds(99)));
        assertThat(home.until("room")).as("occupied before, during and after").isEqualTo(at(500));
        home.child("bath", "house");
        home.handle(OccupancyEvent.lock("bath", "party", LockMode.FREEZE, at(2)).withDuration(seconds(98)));
        home.momentary("bath", "pir", 3, 997);
        assertThat(home.occupied("bath")).isFalse();
        assertThat(home.until("house")).as("the bath will show its people at 100, before the room ends")
                .isEqualTo(at(1000));
        home.advance(100);
        assertThat(home.until("bath")).isEqualTo(at(1000));
    }

    @Test
    void aGapBetweenTheEndOfOneLocationAndTheEndOfALockIsAnEnd() {
        home.child("bath", "house").momentary("room", "pir", 0, 50);
        home.handle(OccupancyEvent.lock("bath", "party", LockMode.FREEZE, at(2)).withDuration(seconds(98)));
        home.momentary("bath", "pir", 3, 997);
        assertThat(home.until("house")).isEqualTo(at(50));
        home.location("house", house -> house.linger(seconds(60)));
        assertThat(home.until("house")).as("a linger closes the gap").isEqualTo(at(1060));
        home.advance(2000);
        assertThat(home.flips("house")).isEqualTo(Map.of(0.0, true, 1060.0, false));
    }

    private void freezeUntil(String location, double at, double end) {
        home.handle(OccupancyEvent.lock(location, "party", LockMode.FREEZE, at(at)).withDuration(seconds(end - at)));
    }

    @Test
    void aLingerBridgesEveryGapThatLocksWillLeave() {
        home.location("house", house -> house.linger(seconds(6))).momentary("room", "pir", 0, 8);
        for (int i = 1; i <= 5; i++) {
            String box = "box" + i;
            home.child(box, "house");
            freezeUntil(box, 2, 10 * i + 4);
            home.momentary(box, "pir", 2, 10 * i + 6);
        }
        assertThat(home.until("house")).isEqualTo(at(64));
        home.advance(100);
        assertThat(home.flips("house")).isEqualTo(Map.of(0.0, true, 64.0, false));
    }

    @Test
    void aHouseThatLingersUntilALockLetsAHeldRoomShowHasNoEnd() {
        home.location("house", house -> house.linger(seconds(30))).child("bath", "house");
        freezeUntil("bath", 0, 20);
        home.hold("bath", "radar", 1).momentary("room", "pir", 2, 5);
        assertThat(home.until("room")).isEqualTo(at(7));
        assertThat(home.held("house")).isTrue();
    }

    @Test
    void aFollowerVacatedByHandWillFollowAgainWhenALockLetsTheHouseBeOccupiedAnew() {
        home.location("hall", hall -> hall.parent("house").strategy(Strategy.FOLLOW_PARENT).contributesToParent(false));
        home.child("bath", "house");
        freezeUntil("bath", 0, 20);
        home.hold("bath", "radar", 1).momentary("room", "pir", 2, 8).vacate("hall", 3).momentary("hall", "pir", 4, 5);
        assertThat(home.until("hall")).as("the house is vacant from 10 to 20").isEqualTo(at(9));
        home.momentary("hall", "pir", 5, 25);
        assertThat(home.held("hall")).as("it follows the house from 20").isTrue();
    }

    @Test
    void aTimerThatBecameLongerUnderALockOutlastsTheLockAlsoForTheHouse() {
        home.momentary("room", "pir", 0, 10);
        freezeUntil("room", 1, 5);
        home.momentary("room", "pir", 2, 18).advance(5);
        assertThat(home.until("room")).isEqualTo(at(20));
        assertThat(home.until("house")).isEqualTo(at(20));
    }

    @Test
    void theRoomWhoseEndMovedIsTheCauseAlsoUnderALock() {
        home.child("bath", "house").momentary("room", "pir", 0, 50).momentary("bath", "pir", 0, 60);
        home.handle(OccupancyEvent.lock("house", "party", LockMode.KEEP_OCCUPIED, at(1)).withScope(Scope.SUBTREE)
                .withDuration(seconds(5)));
        home.momentary("room", "pir", 2, 98);
        assertThat(home.toldLocations()).containsExactly("room", "house");
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("room"));
        home.momentary("bath", "pir", 3, 197);
        assertThat(home.toldLocations()).containsExactly("bath", "house");
        assertThat(home.told("house").cause()).isEqualTo(new Cause.Child("bath"));
    }

    @Test
    void whatAPersonCouldNotVacateIsFrozenAsItShows() {
        home.hold("bed", "mat", 0).handle(OccupancyEvent.vacate("room", "switch", at(1)).withScope(Scope.SELF))
                .lock("room", "party", LockMode.FREEZE, 2);
        assertThat(home.held("room")).isTrue();
    }

    @Test
    void aLockReachesBelowOnlyIfToldTo() {
        home.lock("room", "party", LockMode.FREEZE, 0).hold("bed", "mat", 1);
        assertThat(home.held("bed")).isTrue();
        assertThat(home.occupied("room")).isFalse();
        home.release("bed", "mat", 2, 0).unlock("room", "party", 2);

        home.lockAllBelow("room", "party", LockMode.FREEZE, 3).hold("bed", "mat", 4);
        assertThat(home.occupied("bed")).isFalse();
        assertThat(home.state("bed").locks()).as("it is not copied").isEmpty();
        assertThat(home.engine.lockMode("bed")).isEqualTo(LockMode.FREEZE);
        assertThat(home.engine.lockMode("house")).isNull();
        home.child("cradle", "bed");
        assertThat(home.engine.lockMode("cradle")).as("a new location below is under it too")
                .isEqualTo(LockMode.FREEZE);
        home.unlock("room", "party", 5);
        assertThat(home.held("house")).isTrue();
        assertThat(home.told("bed").cause()).isEqualTo(new Cause.Locking("party", "room"));
    }

    @Test
    void unlockAllTakesTheLocksOfAllOwnersHereOrAlsoBelow() {
        home.lock("room", "a", LockMode.FREEZE, 0).lock("room", "b", LockMode.FREEZE, 0).lock("bed", "c",
                LockMode.FREEZE, 0);
        home.handle(OccupancyEvent.unlockAll("room", at(1)));
        assertThat(home.state("room").locks()).isEmpty();
        assertThat(home.state("bed").locks()).hasSize(1);
        home.lock("room", "a", LockMode.FREEZE, 2);
        home.handle(OccupancyEvent.unlockAll("house", at(3)));
        assertThat(home.state("room").locks()).hasSize(1);
        home.handle(OccupancyEvent.unlockAll("house", at(4)).withScope(Scope.SUBTREE));
        assertThat(home.state("room").locks()).isEmpty();
        assertThat(home.state("bed").locks()).isEmpty();
    }

    @Test
    void lockChangeTogglesTheFreezeOfItsOwnSource() {
        OccupancyEvent press = OccupancyEvent.of("room", EventType.LOCK_CHANGE, null, "button", at(1));
        home.lock("room", "party", LockMode.FREEZE, 0).handle(press);
        assertThat(home.state("room").locks()).extracting(Lock::owner).containsExactly("button", "party");
        home.handle(press);
        assertThat(home.state("room").locks()).extracting(Lock::owner).containsExactly("party");
        home.lock("room", "button", LockMode.KEEP_VACANT, 2).handle(press);
        assertThat(home.state("room").locks()).filteredOn(lock -> lock.owner().equals("button")).extracting(Lock::mode)
                .containsExactly(LockMode.FREEZE);
    }

    @Test
    void aLockIsAFreezeOfItsSourceUnlessItSaysMore() {
        home.handle(OccupancyEvent.of("room", EventType.LOCK, null, "button", at(0)));
        Lock lock = home.state("room").locks().get(0);
        assertThat(lock.owner()).isEqualTo("button");
        assertThat(lock.mode()).isEqualTo(LockMode.FREEZE);
        assertThat(lock.scope()).isEqualTo(Scope.SELF);
        assertThat(lock.until()).isNull();
        home.handle(OccupancyEvent.of("room", EventType.UNLOCK, null, "button", at(1)));
        assertThat(home.state("room").locks()).isEmpty();
    }

    @Test
    void aPersonSetsWhatALockedLocationShows() {
        home.lock("room", "party", LockMode.FREEZE, 0);
        home.handle(OccupancyEvent.manual("room", "switch", at(1)).withDuration(seconds(5)));
        assertThat(home.held("room")).isTrue();
        home.advance(100);
        assertThat(home.held("room")).as("frozen as the person said").isTrue();
        home.vacate("room", 101);
        assertThat(home.occupied("room")).isFalse();

        home.lock("room", "party", LockMode.KEEP_VACANT, 102);
        home.handle(OccupancyEvent.manual("room", "switch", at(103)).withDuration(seconds(5)));
        assertThat(home.until("room")).isEqualTo(at(108));
        home.lock("room", "party", LockMode.KEEP_OCCUPIED, 104).vacate("room", 105);
        assertThat(home.occupied("room")).isFalse();
    }

    @Test
    void vacatingAPlaceVacatesAlsoWhatIsLockedBelow() {
        home.hold("bed", "mat", 0).lock("bed", "party", LockMode.FREEZE, 1).vacate("house", 2);
        assertThat(home.occupied("bed")).isFalse();
        assertThat(home.occupied("house")).isFalse();
    }

    @Test
    void underKeepVacantFollowingIsNotReportedBack() {
        home.follower("hall", "house").momentary("house", "pir", 0, 10).lock("hall", "night", LockMode.KEEP_VACANT, 1);
        assertThat(home.until("hall")).isEqualTo(at(10));
        home.advance(10);
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void aFollowerThatIsKeptOccupiedKeepsItsParentSo() {
        home.follower("hall", "house").lock("hall", "guests", LockMode.KEEP_OCCUPIED, 0).momentary("house", "pir", 1,
                10);
        assertThat(home.held("hall")).isTrue();
        assertThat(home.held("house")).as("a locked location that shows occupied reports occupied").isTrue();
        home.unlock("hall", "guests", 20);
        assertThat(home.occupied("house")).isFalse();
        assertThat(home.occupied("hall")).isFalse();
    }

    @Test
    void unlockingMayLetAPlaceLinger() {
        home.location("house", house -> house.linger(seconds(30)));
        home.hold("room", "radar", 0).lock("room", "party", LockMode.FREEZE, 1).release("room", "radar", 2, 0)
                .unlock("room", "party", 10);
        assertThat(home.until("house")).isEqualTo(at(40));
    }

    @Test
    void occupantsOfAFrozenLocationShowOnlyWhereItShowsOccupied() {
        home.lock("room", "party", LockMode.FREEZE, 0);
        home.handle(OccupancyEvent.holdStart("room", "phone", "presence", at(1)).withOccupant("Ann"));
        assertThat(home.people("room")).isEmpty();
        assertThat(home.people("house")).isEmpty();
        home.unlock("room", "party", 2);
        assertThat(home.people("room")).containsExactly("Ann");
        assertThat(home.people("house")).containsExactly("Ann");
    }

    @Test
    void locksCompareByAllTheyAre() {
        Lock lock = new Lock("a", LockMode.FREEZE, Scope.SELF, 5);
        assertThat(lock).isEqualTo(new Lock("a", LockMode.FREEZE, Scope.SELF, 5))
                .hasSameHashCodeAs(new Lock("a", LockMode.FREEZE, Scope.SELF, 5))
                .isNotEqualTo(new Lock("b", LockMode.FREEZE, Scope.SELF, 5))
                .isNotEqualTo(new Lock("a", LockMode.KEEP_VACANT, Scope.SELF, 5))
                .isNotEqualTo(new Lock("a", LockMode.FREEZE, Scope.SUBTREE, 5))
                .isNotEqualTo(new Lock("a", LockMode.FREEZE, Scope.SELF, 6)).isNotEqualTo("a");
        assertThat(lock).hasToString("FREEZE/SELF by a until 1970-01-01T00:00:00.005Z");
    }
}
