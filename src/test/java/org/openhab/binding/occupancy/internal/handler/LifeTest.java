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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;

@DisplayName("Things come, change and go without disturbing the others")
class LifeTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private TestThing home;
    private TestThing kitchen;
    private TestThing bath;

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Mat", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        home = new TestThing(openHab, "occupancy:home:h", null).start();
        kitchen = location("kitchen", "Pir").start();
        bath = location("bath", "Mat").start();
    }

    private TestThing location(String id, String item) {
        return new TestThing(openHab, "occupancy:location:h:" + id, home.id())
                .source("sensor", "presence", "item", item).set("vacancy", "TIMEOUT");
    }

    @Test
    void aChangeOfSettingsKeepsOccupancy() {
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        bath.command("locked", OnOffType.ON);
        kitchen.updates.clear();
        bath.updates.clear();
        home.updates.clear();

        kitchen.handler().handleConfigurationUpdate(Map.of("presenceTimeout", 60));
        openHab.run();

        assertThat(kitchen.occupied()).isTrue();
        // openHAB keeps numbers as decimals
        assertThat(kitchen.configuration.get("presenceTimeout")).hasToString("60");
        assertThat(kitchen.updates).isEmpty();
        assertThat(bath.updates).isEmpty();
        assertThat(home.updates).isEmpty();
        assertThat(bath.state("locked")).isEqualTo("ON");
        assertThat(kitchen.statuses).extracting(ThingStatusInfo::getStatus).containsExactly(ThingStatus.UNKNOWN,
                ThingStatus.ONLINE);
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofMinutes(10));
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofSeconds(61));
        assertThat(kitchen.occupied()).as("the new timeout").isFalse();
    }

    @Test
    void aLocationCanMoveToAnotherParent() {
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", home.id()).start();
        openHab.send("Pir", OnOffType.ON);
        home.events.clear();
        kitchen.parent(floor.id());
        kitchen.edited();
        assertThat(floor.occupied()).isTrue();
        assertThat(home.occupied()).isTrue();
        assertThat(home.events).isEmpty();
        assertThat(floor.state("last-activity")).isEqualTo(kitchen.state("last-activity"));
    }

    /** The thing is labelled otherwise than the room's group, and yet nobody lives in a "Garage Occupancy". */
    @Test
    void aThingThatWasProposedIsCalledAsItsRoomUntilTheUserGivesItALabel() {
        TestThing garage = location("garage", "Mat");
        garage.properties.putAll(
                Map.of("proposedLabel", "Garage Occupancy", "proposedName", "Garage", "proposedSources", "Mat"));
        when(garage.thing.getLabel()).thenReturn("Garage Occupancy");
        garage.start();
        assertThat(openHab.service().location(garage.id()).label()).isEqualTo("Garage");
        assertThat(garage.properties).as("the model may change, the property would not")
                .doesNotContainKey("proposedSources");

        when(garage.thing.getLabel()).thenReturn("Workshop");
        garage.edited();

        assertThat(openHab.service().location(garage.id()).label()).isEqualTo("Workshop");
    }

    @Test
    void whatLiesInALocationThatMovesUnderALockIsLockedToo() {
        TestThing floor = new TestThing(openHab, "occupancy:location:h:floor", home.id()).start();
        new TestThing(openHab, "occupancy:location:bath:corner", bath.id()).start();
        TestThing shower = new TestThing(openHab, "occupancy:location:corner:shower", "occupancy:location:bath:corner")
                .start();
        openHab.service()
                .handle(now -> OccupancyEvent.lock(floor.id(), "rule", LockMode.FREEZE, now).withScope(Scope.SUBTREE));
        openHab.run();
        assertThat(shower.state("locked")).isEqualTo("OFF");
        bath.parent(floor.id());
        bath.edited();
        assertThat(shower.state("locked")).isEqualTo("ON");
    }

    @Test
    void aSourceCanBeTakenAway() {
        openHab.send("Pir", OnOffType.ON);
        kitchen.removeSource("sensor").edited();
        openHab.pass(Duration.ofMinutes(5));
        assertThat(kitchen.occupied()).isFalse();
        openHab.send("Pir", OnOffType.OFF);
        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isFalse();
    }

    @Test
    void aHandlerThatIsSetUpAnewGoesOnWhereItWas() {
        openHab.send("Pir", OnOffType.ON);
        home.updates.clear();
        kitchen.stop();
        TestThing again = location("kitchen", "Pir").start();
        openHab.pass(Duration.ofMinutes(1));
        assertThat(again.occupied()).isTrue();
        assertThat(home.updates).as("nobody else notices").noneMatch(update -> update.startsWith("occupancy"));
    }

    @Test
    void aDisabledLocationDoesNotCountAndComesBackAsItWas() {
        kitchen.command("locked", OnOffType.ON);
        openHab.send("Mat", OnOffType.ON);
        assertThat(home.occupied()).isTrue();
        bath.disable();
        kitchen.disable();
        openHab.pass(Duration.ofSeconds(20));
        assertThat(home.occupied()).isFalse();
        assertThat(openHab.service().location(bath.id())).isNull();

        TestThing bathAgain = location("bath", "Mat").start();
        TestThing kitchenAgain = location("kitchen", "Pir").start();
        assertThat(bathAgain.occupied()).isTrue();
        assertThat(home.occupied()).isTrue();
        assertThat(kitchenAgain.state("locked")).isEqualTo("ON");
    }

    /** openHAB stops the handlers of all that lies in a thing whose settings it refuses; nobody has disabled them. */
    @Test
    void aRoomThatOpenHabStopsBecauseOfItsParentStillShowsWhatHappensThere() {
        bath.stop();
        openHab.send("Mat", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(2));
        assertThat(bath.occupied()).as("since it was stopped").isTrue();
        openHab.send("Mat", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(30));
        assertThat(bath.occupied()).as("from then on").isFalse();
    }

    @Test
    void settingsThatOpenHabRefusesEmptyNoRoom() {
        openHab.send("Mat", OnOffType.ON);
        home.updates.clear();
        home.events.clear();

        bath.stop();
        openHab.pass(Duration.ofMinutes(30));
        assertThat(home.occupied()).isTrue();
        assertThat(home.events).isEmpty();

        openHab.send("Mat", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(30));
        assertThat(home.occupied()).as("the items are still heard").isFalse();
        openHab.send("Mat", OnOffType.ON);
        assertThat(home.occupied()).isTrue();
        assertThat(location("bath", "Mat").start().occupied()).as("put right").isTrue();
    }

    @Test
    void aLocationThatIsDisabledLaterDoesNotCountAnyMore() {
        openHab.send("Mat", OnOffType.ON);
        bath.stop();
        openHab.pass(Duration.ofMinutes(30));
        assertThat(home.occupied()).isTrue();
        when(bath.thing.isEnabled()).thenReturn(false);
        openHab.pass(Duration.ofSeconds(20));
        assertThat(home.occupied()).isFalse();
    }

    @Test
    void aRemovedLocationIsForgotten() {
        openHab.send("Pir", OnOffType.ON);
        kitchen.command("locked", OnOffType.ON);
        kitchen.handler().handleRemoval();
        openHab.run();
        assertThat(kitchen.status()).isEqualTo(ThingStatus.REMOVED);
        openHab.removeThing(kitchen.id());
        kitchen.stop();
        openHab.pass(Duration.ofSeconds(2));
        assertThat(openHab.stored().get("snapshot")).doesNotContain("kitchen").contains("h");
        assertThat(home.occupied()).isFalse();

        TestThing again = new TestThing(openHab, kitchen.id(), home.id()).start();
        assertThat(again.state("locked")).isEqualTo("OFF");
        assertThat(again.occupied()).isFalse();
    }

    @Test
    void aLocationWhoseThingIsTakenOutOfAFileIsForgottenToo() {
        kitchen.command("locked", OnOffType.ON);
        openHab.removeThing(kitchen.id());
        kitchen.stop();
        openHab.pass(Duration.ofSeconds(30));
        assertThat(openHab.stored().get("snapshot")).contains("kitchen");
        openHab.pass(Duration.ofMinutes(2));
        assertThat(openHab.stored().get("snapshot")).doesNotContain("kitchen");
    }

    @Test
    void shuttingDownForgetsNothing() {
        kitchen.command("locked", OnOffType.ON);
        openHab.removeThing(kitchen.id());
        kitchen.stop();
        openHab.pass(Duration.ofSeconds(20));
        openHab.deactivate();
        openHab.activate();
        home.start();
        bath.start();
        assertThat(location("kitchen", "Pir").start().state("locked")).isEqualTo("ON");
    }

    @Test
    void aParentThatIsRemovedLeavesItsChildrenAtWork() {
        home.handler().handleRemoval();
        openHab.removeThing(home.id());
        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void whatIsWrongWithTheParentDoesNotTakeTheChildOffline() {
        kitchen.handler().bridgeStatusChanged(
                new ThingStatusInfo(ThingStatus.OFFLINE, ThingStatusDetail.CONFIGURATION_ERROR, "x"));
        openHab.run();
        assertThat(kitchen.status()).isEqualTo(ThingStatus.ONLINE);
    }

    @Test
    void aHandlerDisposedOfWhileEventsWaitIsLeftAlone() {
        kitchen.updates.clear();
        openHab.post("Pir", OnOffType.ON);
        kitchen.handler().dispose();
        openHab.run();
        assertThat(kitchen.updates).isEmpty();
        assertThat(home.occupied()).isTrue();
    }

    @Test
    void aHandlerThatFailsDoesNotHarmTheOthers() {
        doThrow(new IllegalStateException("broken")).when(kitchen.callback).stateUpdated(any(), any());
        openHab.send("Pir", OnOffType.ON);
        assertThat(home.occupied()).isTrue();
        openHab.send("Mat", OnOffType.ON);
        assertThat(bath.occupied()).isTrue();
    }

    @Test
    void twoLocationsMayShareAnItem() {
        TestThing pantry = location("pantry", "Pir").start();
        openHab.send("Pir", OnOffType.ON);
        assertThat(kitchen.occupied()).isTrue();
        assertThat(pantry.occupied()).isTrue();
        pantry.stop();
        openHab.pass(Duration.ofSeconds(20));
        assertThat(kitchen.occupied()).isTrue();
    }

    @Test
    void startingAndStoppingTenTimesLeavesNothing() {
        openHab.deactivate();
        assertThat(openHab.held()).isZero();
        for (int i = 0; i < 10; i++) {
            openHab.activate();
            TestThing again = location("kitchen", "Pir").start();
            openHab.send("Pir", OnOffType.ON);
            again.stop();
            openHab.deactivate();
            assertThat(openHab.held()).isZero();
        }
        kitchen.updates.clear();
        openHab.post("Pir", OnOffType.OFF);
        openHab.run();
        openHab.pass(Duration.ofHours(1));
        assertThat(kitchen.updates).isEmpty();
    }
}
