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
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.types.UnDefType;

@DisplayName("Items that the add-on feeds and that tell it something")
class LinkedItemsTest extends OneRoom {

    @BeforeEach
    void start() {
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.item("Phone", "Switch", OnOffType.OFF);
        openHab.item("Own", "Switch", UnDefType.NULL);
        serve();
        room.set("vacancy", "TIMEOUT");
    }

    private static Item member(String name) {
        Item item = mock(Item.class);
        when(item.getName()).thenReturn(name);
        when(item.getUID()).thenReturn(name);
        when(item.getType()).thenReturn("Switch");
        when(item.getTags()).thenReturn(Set.of());
        when(item.getState()).thenReturn(OnOffType.OFF);
        return item;
    }

    private GroupItem group(Item... members) {
        GroupItem group = spy(new GroupItem("G", member("base")));
        for (Item each : members) {
            group.addMember(each);
        }
        openHab.add(group);
        return group;
    }

    // ------------------------------------------------------------------------------------- groups with an own item

    @Test
    void anOwnItemThatIsPutIntoAGroupSourceIsNoticedAtOnce() {
        GroupItem group = group(openHab.get("Pir"));
        room.source("g", "presence", "item", "G", "timeout", 0).start();
        openHab.link("Own", room.id() + ":occupancy");
        openHab.sendGroup("G", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
        group.addMember(openHab.get("Own"));
        openHab.add(openHab.get("Own"));
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        assertThat(room.sentence()).contains("G", "Own");
        assertThat(room.occupied()).as("it cannot hold itself").isFalse();
    }

    @Test
    void anOwnItemThatIsTakenOutOfAGroupSourceIsNoticedAtOnce() {
        openHab.link("Own", room.id() + ":occupancy");
        GroupItem group = group(openHab.get("Pir"), openHab.get("Own"));
        room.source("g", "presence", "item", "G").start();
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        doReturn(Set.of(openHab.get("Pir"))).when(group).getMembers();
        openHab.add(openHab.get("Own"));
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.sendGroup("G", OnOffType.ON);
        assertThat(room.occupied()).isTrue();
    }

    @Test
    void aMemberThatIsLinkedOrUnlinkedIsNoticedAtOnce() {
        GroupItem inner = new GroupItem("Inner");
        inner.addMember(openHab.get("Own"));
        openHab.add(inner);
        group(openHab.get("Pir"), inner);
        room.source("g", "presence", "item", "G").start();
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
        openHab.link("Own", room.id() + ":occupancy");
        assertThat(room.status()).isEqualTo(ThingStatus.OFFLINE);
        openHab.unlink("Own");
        assertThat(room.status()).isEqualTo(ThingStatus.ONLINE);
    }

    // ------------------------------------------------------------------------------------------ items that show it

    @Test
    void anEditedItemShowsItsStateAgainAtOnce() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.link("Own", room.id() + ":occupancy");
        openHab.send("Pir", OnOffType.ON);
        room.updates.clear();
        home.updates.clear();
        openHab.item("Own", "Switch", UnDefType.NULL);
        assertThat(room.updates).containsExactly("occupancy=ON");
        assertThat(home.updates).isEmpty();
    }

    @Test
    void aRecreatedItemShowsItsStateAgainAtOnce() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.link("Own", room.id() + ":occupancy");
        openHab.removeItem("Own");
        room.updates.clear();
        openHab.item("Own", "Switch", UnDefType.NULL);
        assertThat(room.updates).containsExactly("occupancy=OFF");
    }

    @Test
    void anEditedItemOfAPersonShowsItsStateAgainAtOnce() {
        room.source("phone", "presence", "item", "Phone", "occupant", "Mike").start();
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        openHab.send("Phone", OnOffType.ON);
        openHab.link("Own", mike.id() + ":location");
        mike.updates.clear();
        openHab.item("Own", "String", UnDefType.NULL);
        assertThat(mike.updates).containsExactly("location=ROOM");
    }

    /** After a restart the item still knows from before when somebody was last seen; the add-on does not. */
    @Test
    void anEditedItemKeepsATimeThatOnlyItKnows() {
        room.start();
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        DateTimeType yesterday = new DateTimeType(java.time.Instant.parse("2026-03-01T08:00:00Z"));
        openHab.item("Own", "DateTime", yesterday);
        openHab.item("Seen", "DateTime", yesterday);
        openHab.link("Own", room.id() + ":last-change");
        openHab.link("Seen", mike.id() + ":last-seen");
        room.updates.clear();
        mike.updates.clear();

        openHab.item("Own", "DateTime", UnDefType.NULL);
        openHab.item("Seen", "DateTime", UnDefType.NULL);

        assertThat(room.updates).containsExactly("last-change=2026-03-01T08:00:00Z");
        assertThat(mike.updates).containsExactly("last-seen=2026-03-01T08:00:00Z");
        openHab.item("Own", "DateTime", UnDefType.NULL);
        assertThat(room.updates).as("known from now on").hasSize(2);
    }

    @Test
    void anEditedItemShowsWhatIsKnownFromBeforeTheRestart() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.send("Pir", OnOffType.ON);
        openHab.pass(Duration.ofSeconds(5));
        String changed = room.state("last-change");
        openHab.deactivate();
        openHab.activateRunning();
        home.start();
        room.start();
        openHab.link("Own", room.id() + ":last-change");
        room.updates.clear();

        openHab.item("Own", "DateTime", UnDefType.NULL);

        assertThat(room.updates).containsExactly("last-change=" + changed);
    }

    /** Text files of items are read anew as a whole. */
    @Test
    void allItemsReadAnewShowTheirStateAgainAtOnce() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.link("Own", room.id() + ":occupancy");
        room.updates.clear();
        openHab.reloadItems();
        assertThat(room.updates).contains("occupancy=OFF");
    }

    @Test
    void allItemsReadAnewShowAgainWhereAPersonIs() {
        room.source("phone", "presence", "item", "Phone", "occupant", "Mike").start();
        TestThing mike = new TestThing(openHab, "occupancy:person:h:mike", HOME).set("name", "Mike").start();
        openHab.send("Phone", OnOffType.ON);
        mike.updates.clear();
        openHab.reloadItems();
        assertThat(mike.updates).contains("location=ROOM", "home=ON");
    }

    @Test
    void anItemThatHasAnotherStateWhenAllAreReadAnewIsBelieved() {
        room.source("pir", "motion", "item", "Pir").start();
        openHab.setSilently("Pir", OnOffType.ON);
        openHab.reloadItems();
        assertThat(room.occupied()).isTrue();
    }

    // -------------------------------------------------------------------------------------------------- commands

    /** The lock that the channels set has an owner for rules; nobody in the house is called so. */
    @Test
    void theLockOfTheChannelIsSaidInPlainWords() {
        room.start();
        room.command("locked", OnOffType.ON);
        assertThat(room.state("reason")).isEqualTo("Vacant: it has no sources; locked by hand.");
        openHab.setLocale(Locale.GERMAN);
        assertThat(openHab.explain(room.id())).contains("von Hand gesperrt").doesNotContain("user");
    }

    @Test
    void aSwitchThatCannotUnlockSaysSoAgainAtOnce() {
        room.start();
        openHab.lock(room.id(), "party", "FREEZE");
        assertThat(room.state("locked")).isEqualTo("ON");
        room.updates.clear();
        room.command("locked", OnOffType.OFF);
        assertThat(room.updates).contains("locked=ON");
        assertThat(room.state("lock-mode")).isEqualTo("FREEZE");
        assertThat(room.state("reason")).contains("party");
    }

    @Test
    void aModeThatIsNoneIsPutRightAtOnce() {
        room.start();
        room.updates.clear();
        room.command("lock-mode", new org.openhab.core.library.types.StringType("SOMEHOW"));
        assertThat(room.updates).contains("lock-mode=UNLOCKED");
    }

    @Test
    void aCommandThatDoesWhatItSaysIsNotRepeated() {
        room.start();
        room.updates.clear();
        room.command("locked", OnOffType.ON);
        assertThat(room.updates).filteredOn(update -> update.startsWith("locked=")).containsExactly("locked=ON");
    }

    @Test
    void everyLockThatTheChannelCannotTakeAwayIsNamedInTheReason() {
        room.source("pir", "motion", "item", "Pir").start();
        for (String mode : List.of("FREEZE", "KEEP_VACANT", "KEEP_OCCUPIED")) {
            openHab.lock(room.id(), "party", mode);
            assertThat(room.state("reason")).as(mode + ", vacant").contains("party");
            openHab.send("Pir", OnOffType.ON);
            assertThat(room.state("reason")).as(mode + ", motion").contains("party");
            openHab.unlock(room.id(), "party");
            assertThat(room.state("reason")).doesNotContain("party");
            openHab.lock(room.id(), "party", mode);
            assertThat(room.state("reason")).as(mode + ", occupied").contains("party");
            openHab.unlock(room.id(), "party");
            openHab.send("Pir", OnOffType.OFF);
            room.command("occupancy", OnOffType.OFF);
        }
    }

    /** Of two locks the stronger decides; the weaker stays when the user takes his own away. */
    @Test
    void aLockOfSomebodyElseIsNamedBesideTheOwn() {
        room.start();
        openHab.lock(room.id(), "party", "KEEP_VACANT");
        room.command("locked", OnOffType.ON);
        room.command("locked", OnOffType.OFF);
        assertThat(room.state("locked")).isEqualTo("ON");
        assertThat(room.state("reason")).contains("party");
        openHab.setLocale(Locale.GERMAN);
        room.command("locked", OnOffType.ON);
        assertThat(room.state("reason")).contains("party");
        openHab.pass(Duration.ofSeconds(1));
    }
}
