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
package org.openhab.binding.occupancy.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.config.discovery.DiscoveryListener;
import org.openhab.core.config.discovery.DiscoveryResult;
import org.openhab.core.config.discovery.DiscoveryResultFlag;
import org.openhab.core.config.discovery.ScanListener;
import org.openhab.core.config.discovery.inbox.Inbox;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.GenericItem;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.semantics.Location;
import org.openhab.core.semantics.SemanticTags;
import org.openhab.core.semantics.Tag;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;

/**
 * What the semantic model puts into the inbox, and what takes it out again.
 */
@ExtendWith(MockitoExtension.class)
class SemanticDiscoveryServiceTest {

    // the tags of openHAB, as far as they are needed
    interface Indoor extends Location {
    }

    interface Building extends Indoor {
    }

    interface House extends Building {
    }

    interface Garage extends Building {
    }

    interface Villa extends House {
    }

    interface Floor extends Indoor {
    }

    interface Room extends Indoor {
    }

    interface Kitchen extends Room {
    }

    interface Outdoor extends Location {
    }

    interface Garden extends Outdoor {
    }

    interface Corridor extends Indoor {
    }

    interface Entry extends Room {
    }

    private static final Set<Class<? extends Tag>> TAGS = Set.of(Indoor.class, Building.class, House.class,
            Garage.class, Villa.class, Floor.class, Room.class, Kitchen.class, Outdoor.class, Garden.class,
            Corridor.class, Entry.class);

    private @Mock ItemRegistry itemRegistry;
    private @Mock ThingRegistry thingRegistry;
    private @Mock ItemChannelLinkRegistry linkRegistry;
    private @Mock OccupancyService service;
    private @Mock Inbox inboxService;
    // no translation: the text itself
    private final TranslationProvider translations = mock(TranslationProvider.class, call -> call.getArgument(2));
    private @Mock LocaleProvider locales;
    private @Mock ScheduledExecutorService scheduler;
    private @Mock DiscoveryListener listener;

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<ThingUID, Thing> things = new LinkedHashMap<>();
    private final Map<ThingUID, DiscoveryResult> inbox = new LinkedHashMap<>();
    private final List<RegistryChangeListener<?>> itemListeners = new ArrayList<>();
    private final List<RegistryChangeListener<?>> thingListeners = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();

    private SemanticDiscoveryService discovery;

    @BeforeAll
    static void knowTags() {
        TAGS.forEach(tag -> SemanticTags.addTagSet(tag.getSimpleName(), tag));
    }

    @AfterAll
    static void forgetTags() {
        TAGS.forEach(tag -> SemanticTags.removeTagSet(tag.getSimpleName(), tag));
    }

    @BeforeEach
    void setUp() {
        lenient().when(itemRegistry.getAll()).thenAnswer(call -> List.copyOf(items.values()));
        lenient().when(thingRegistry.getAll()).thenAnswer(call -> List.copyOf(things.values()));
        lenient().when(linkRegistry.getBoundChannels(anyString())).thenReturn(Set.of());
        lenient().when(service.isRunning()).thenReturn(true);
        lenient().when(inboxService.stream()).thenAnswer(call -> List.copyOf(inbox.values()).stream());
        lenient().doAnswer(call -> itemListeners.add(call.getArgument(0))).when(itemRegistry)
                .addRegistryChangeListener(any());
        lenient().doAnswer(call -> itemListeners.remove(call.getArgument(0))).when(itemRegistry)
                .removeRegistryChangeListener(any());
        lenient().doAnswer(call -> thingListeners.add(call.getArgument(0))).when(thingRegistry)
                .addRegistryChangeListener(any());
        lenient().doAnswer(call -> thingListeners.remove(call.getArgument(0))).when(thingRegistry)
                .removeRegistryChangeListener(any());
        lenient().doAnswer(call -> {
            Runnable task = call.getArgument(0);
            scheduled.add(task);
            ScheduledFuture<?> future = mock(ScheduledFuture.class);
            lenient().when(future.cancel(false)).thenAnswer(cancel -> scheduled.remove(task));
            return future;
        }).when(scheduler).schedule(any(Runnable.class), anyLong(), any());
        lenient().doAnswer(call -> {
            DiscoveryResult result = call.getArgument(1);
            inbox.put(result.getThingUID(), result);
            return null;
        }).when(listener).thingDiscovered(any(), any());
        lenient().doAnswer(call -> inbox.remove(call.getArgument(1))).when(listener).thingRemoved(any(), any());

        discovery = new SemanticDiscoveryService(itemRegistry, thingRegistry, linkRegistry, service, inboxService,
                translations, locales, scheduler) {
            /** At once, as openHAB does up to 5.1; from then on it leaves that to its own threads. */
            @Override
            protected void thingDiscovered(DiscoveryResult result) {
                listener.thingDiscovered(this, result);
            }
        };
        discovery.addDiscoveryListener(listener);
    }

    @Test
    void homeFloorsAndRoomsAreProposedWithTheirLocationInTheTree() {
        GroupItem house = group("gHouse", "Our house", "House");
        GroupItem floor = group("gGround", "Ground floor", "Floor", house);
        GroupItem kitchen = group("gKitchen", null, "Kitchen", floor);
        point(kitchen, "Kitchen_PIR", "Switch", "Status", "Motion");
        point(kitchen, "Kitchen_Light", "Switch", "Switch", "Light");
        GroupItem door = group("gBackDoor", "Back door", "Door", kitchen);
        point(door, "Kitchen_Door", "Contact", "Status", "Opening");
        GroupItem window = group("gWindow", "Window", "Window", kitchen);
        point(window, "Kitchen_Window", "Contact", "Status", "Opening");

        discovery.startScan(null);

        assertThat(inbox.keySet()).extracting(ThingUID::getAsString).containsExactly("occupancy:home:gHouse",
                "occupancy:location:gHouse:gGround", "occupancy:location:gHouse:gGround:gKitchen");
        DiscoveryResult home = result("occupancy:home:gHouse");
        assertThat(home.getThingTypeUID()).isEqualTo(new ThingTypeUID("occupancy", "home"));
        assertThat(home.getBridgeUID()).isNull();
        assertThat(home.getLabel()).isEqualTo("Our house");
        assertThat(home.getRepresentationProperty()).isEqualTo("item");
        assertThat(home.getProperties()).containsOnly(Map.entry("item", "gHouse"), Map.entry("autoSources", true),
                Map.entry("proposedLabel", "Our house"), Map.entry("proposedName", "Our house"));
        assertThat(result("occupancy:location:gHouse:gGround").getBridgeUID()).isEqualTo(home.getThingUID());
        DiscoveryResult room = result("occupancy:location:gHouse:gGround:gKitchen");
        assertThat(room.getBridgeUID()).isEqualTo(new ThingUID("occupancy:location:gHouse:gGround"));
        assertThat(room.getLabel()).isEqualTo("gKitchen");
        assertThat(room.getProperties()).containsEntry("proposedSources",
                "Kitchen_Door (door), Kitchen_PIR (motion), Kitchen_Window (door, no way out)");
    }

    @Test
    void aLocationThatHasAThingIsNotProposedAndIsTheParentOfWhatIsInIt() {
        GroupItem house = group("gHouse", "House", "House");
        group("gKitchen", "Kitchen", "Kitchen", house);
        thing("occupancy:home:mine", "gHouse");

        discovery.startScan(null);

        assertThat(inbox.keySet()).containsExactly(new ThingUID("occupancy:location:mine:gKitchen"));
        assertThat(result("occupancy:location:mine:gKitchen").getBridgeUID())
                .isEqualTo(new ThingUID("occupancy:home:mine"));
    }

    @Test
    void aHomeWithoutItemStandsForTheHouse() {
        GroupItem house = group("gHouse", "House", "House");
        group("gKitchen", "Kitchen", "Kitchen", house);
        thing("occupancy:home:mine", null);

        discovery.startScan(null);

        assertThat(inbox.keySet()).containsExactly(new ThingUID("occupancy:location:mine:gKitchen"));
        assertThat(result("occupancy:location:mine:gKitchen").getBridgeUID())
                .isEqualTo(new ThingUID("occupancy:home:mine"));
    }

    @Test
    void floorsWithoutAHouseBelongToAHomeThatIsProposedForThem() {
        group("gFirst", "First floor", "Floor");
        group("gGround", "Ground floor", "Floor");

        discovery.startScan(null);

        assertThat(inbox.keySet()).extracting(ThingUID::getAsString).containsExactly("occupancy:home:home",
                "occupancy:location:home:gFirst", "occupancy:location:home:gGround");
        assertThat(result("occupancy:home:home").getProperties()).isEmpty();
        assertThat(result("occupancy:home:home").getRepresentationProperty()).isNull();
        assertThat(result("occupancy:location:home:gGround").getBridgeUID())
                .isEqualTo(new ThingUID("occupancy:home:home"));
    }

    @Test
    void theGardenAndTheGarageBelongToTheHouse() {
        group("gGarage", "Garage", "Garage");
        group("gGarden", "Garden", "Outdoor");
        group("gVilla", "Villa", "Villa");

        discovery.startScan(null);

        ThingUID home = new ThingUID("occupancy:home:gVilla");
        assertThat(inbox).containsOnlyKeys(home, new ThingUID("occupancy:location:gVilla:gGarage"),
                new ThingUID("occupancy:location:gVilla:gGarden"));
        assertThat(result("occupancy:location:gVilla:gGarage").getBridgeUID()).isEqualTo(home);
        assertThat(result("occupancy:location:gVilla:gGarden").getBridgeUID()).isEqualTo(home);
    }

    @Test
    void anIdThatAnotherLocationHasIsNotUsedTwice() {
        GroupItem house = group("gHouse", "House", "House");
        group("Bath", "Upstairs bath", "Room", house);
        thing("occupancy:home:gHouse", "gHouse");
        thing("occupancy:location:gHouse:Bath", "gOtherBath");

        discovery.startScan(null);

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:location:gHouse:Bath-2"));
    }

    @Test
    void whatTheAddOnItselfShowsIsNoSource() {
        GroupItem house = group("gHouse", "House", "House");
        point(house, "House_Occupied", "Switch", "Status", "Presence");
        point(house, "House_Radar", "Switch", "Status", "Presence");
        when(linkRegistry.getBoundChannels("House_Occupied"))
                .thenReturn(Set.of(new ChannelUID("occupancy:home:gHouse:occupancy")));

        discovery.startScan(null);

        assertThat(result("occupancy:home:gHouse").getProperties()).containsEntry("proposedSources",
                "House_Radar (presence)");
    }

    @Test
    void groupsInACircleAreLeftAlone() {
        GroupItem house = group("gHouse", "House", "House");
        GroupItem one = group("gOne", "One", "Room");
        GroupItem two = group("gTwo", "Two", "Room", one);
        one.addGroupName("gTwo");
        group("gInTwo", "In two", "Room", two);
        group("gKitchen", "Kitchen", "Kitchen", house);

        discovery.startScan(null);

        assertThat(inbox.keySet()).extracting(ThingUID::getAsString).containsExactly("occupancy:home:gHouse",
                "occupancy:location:gHouse:gKitchen");
    }

    @Test
    void aScanTellsWhenItIsDone() {
        ScanListener scan = mock(ScanListener.class);

        discovery.startScan(scan);

        verify(scan).onFinished();
    }

    @Test
    void aScanProposesAnewWhatWasDeletedFromTheInbox() {
        group("gHouse", "House", "House");
        discovery.startScan(null);
        inbox.clear();

        discovery.startScan(null);

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"));
    }

    @Test
    void aNewGroupIsProposedWithoutAScan() {
        discovery.activate(Map.of());
        runScheduled();
        assertThat(inbox).isEmpty();

        GroupItem house = group("gHouse", "House", "House");
        itemListeners.forEach(each -> added(each, house));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"));
    }

    @Test
    void aBurstOfChangesIsLookedAtOnce() {
        discovery.activate(Map.of());
        runScheduled();
        clearInvocations(itemRegistry);

        for (int i = 0; i < 100; i++) {
            GroupItem group = group("gHouse" + i, "House", "House");
            itemListeners.forEach(each -> added(each, group));
        }

        assertThat(scheduled).hasSize(1);
        runScheduled();
        verify(itemRegistry, times(1)).getAll();
        assertThat(inbox).hasSize(100);
    }

    /** The inbox outlives a restart, and the model may change while openHAB is down. */
    @Test
    void whatARunBeforeTheRestartProposedAndIsNoLongerSoLeavesTheInbox() {
        left("occupancy:location:gHouse:gOldRoom", DiscoveryResultFlag.NEW);
        left("occupancy:location:gHouse:gIgnored", DiscoveryResultFlag.IGNORED);
        left("occupancy:location:gHouse:gKitchen", DiscoveryResultFlag.NEW);
        left("other:location:gOldRoom", DiscoveryResultFlag.NEW);
        group("gKitchen", "Kitchen", "Kitchen", group("gHouse", "House", "House"));
        discovery.startBackgroundDiscovery();

        runScheduled();

        assertThat(inbox.keySet()).extracting(ThingUID::getAsString).containsExactlyInAnyOrder("occupancy:home:gHouse",
                "occupancy:location:gHouse:gKitchen", "occupancy:location:gHouse:gIgnored", "other:location:gOldRoom");
        assertThat(result("occupancy:location:gHouse:gKitchen").getLabel()).isEqualTo("Kitchen");
    }

    @Test
    void aLabelKeepsItsQuotesAndBraces() {
        group("gKids", "Kid's {room}", "Kitchen");

        discovery.startScan(null);

        // openHAB formats the label of every result
        String label = result("occupancy:location:home:gKids").getLabel();
        assertThat(MessageFormat.format(label, (Object[]) null)).isEqualTo("Kid's {room}");
    }

    /** The main UI would make the group item "Garage" a piece of equipment of a thing with that label. */
    @Test
    void aProposalIsNotLabelledAsTheLocationItself() {
        group("Garage", "Garage", "Garage");
        lenient().when(translations.getText(any(), eq("discovery.location.label"), any(), any(), eq("Garage")))
                .thenReturn("Garage Occupancy");

        discovery.startScan(null);

        DiscoveryResult garage = result("occupancy:location:home:Garage");
        assertThat(garage.getLabel()).isEqualTo("Garage Occupancy");
        assertThat(garage.getProperties()).containsEntry("proposedLabel", "Garage Occupancy")
                .containsEntry("proposedName", "Garage");
    }

    @Test
    void gardensCorridorsAndEntriesAreKnownByTheirTags() {
        GroupItem house = group("gHouse", "House", "House");
        group("gGarden", "Garden", "Garden", house);
        group("gTerrace", "Terrace", "Outdoor", house);
        group("gHall", "Hall", "Corridor", house);
        group("gEntry", "Entry", "Entry", house);
        group("gKitchen", "Kitchen", "Kitchen", house);

        discovery.startScan(null);

        for (String outside : List.of("gGarden", "gTerrace")) {
            assertThat(result("occupancy:location:gHouse:" + outside).getProperties()).as(outside)
                    .containsEntry("contributesToParent", false).doesNotContainKey("passage");
        }
        for (String passage : List.of("gHall", "gEntry")) {
            assertThat(result("occupancy:location:gHouse:" + passage).getProperties()).as(passage)
                    .containsEntry("passage", true).doesNotContainKey("contributesToParent");
        }
        assertThat(result("occupancy:location:gHouse:gKitchen").getProperties()).doesNotContainKeys("passage",
                "contributesToParent");
    }

    @Test
    void whileTheSystemStartsNothingIsProposed() {
        when(service.isRunning()).thenReturn(false);
        group("gKitchen", "Kitchen", "Kitchen");
        discovery.activate(Map.of());

        runScheduled();
        assertThat(inbox).isEmpty();

        when(service.isRunning()).thenReturn(true);
        runScheduled();
        assertThat(inbox).containsKey(new ThingUID("occupancy:location:home:gKitchen"));
    }

    @Test
    void aGroupThatIsGoneLeavesTheInbox() {
        GroupItem house = group("gHouse", "House", "House");
        GroupItem kitchen = group("gKitchen", "Kitchen", "Kitchen", house);
        discovery.activate(Map.of());
        runScheduled();
        assertThat(inbox).hasSize(2);

        items.remove("gKitchen");
        itemListeners.forEach(each -> removed(each, kitchen));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"));
    }

    @Test
    void whatIsProposedAlreadyIsNotProposedTwice() {
        GroupItem house = group("gHouse", "House", "House");
        discovery.activate(Map.of());
        runScheduled();
        clearInvocations(listener);

        itemListeners.forEach(each -> added(each, house));
        runScheduled();

        verify(listener, never()).thingDiscovered(any(), any());
        verify(listener, never()).thingRemoved(any(), any());
    }

    @Test
    void anotherLabelIsShownInTheInbox() {
        GroupItem house = group("gHouse", "House", "House");
        discovery.activate(Map.of());
        runScheduled();

        house.setLabel("Castle");
        itemListeners.forEach(each -> added(each, house));
        runScheduled();

        assertThat(result("occupancy:home:gHouse").getLabel()).isEqualTo("Castle");
    }

    @Test
    void aParentAddedUnderAnotherIdBecomesTheParentOfWhatWaits() {
        GroupItem house = group("gHouse", "House", "House");
        group("gKitchen", "Kitchen", "Kitchen", house);
        discovery.activate(Map.of());
        runScheduled();

        Thing home = thing("occupancy:home:castle", "gHouse");
        thingListeners.forEach(each -> added(each, home));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:location:castle:gKitchen"));
        assertThat(result("occupancy:location:castle:gKitchen").getBridgeUID())
                .isEqualTo(new ThingUID("occupancy:home:castle"));
    }

    /** The inbox asks others in its turn: with a lock of ours held they could wait for each other for ever. */
    @Test
    void theInboxIsToldWithoutALockHeld() {
        List<Boolean> locked = new ArrayList<>();
        lenient().doAnswer(call -> locked.add(Thread.holdsLock(discovery))).when(listener).thingDiscovered(any(),
                any());
        lenient().doAnswer(call -> locked.add(Thread.holdsLock(discovery))).when(listener).thingRemoved(any(), any());
        GroupItem house = group("gHouse", "House", "House");
        discovery.activate(Map.of());
        runScheduled();

        items.clear();
        itemListeners.forEach(each -> removed(each, house));
        runScheduled();

        assertThat(locked).containsExactly(false, false);
    }

    /** The model changes while the inbox is being told what it was: what is said last is what is so. */
    @Test
    void whatChangesWhileTheInboxIsToldIsToldAfterwards() {
        GroupItem house = group("gHouse", "House", "House");
        List<String> told = new ArrayList<>();
        lenient().doAnswer(call -> {
            told.add("there");
            items.clear();
            itemListeners.forEach(each -> removed(each, house));
            runScheduled();
            return told.add("told");
        }).when(listener).thingDiscovered(any(), any());
        lenient().doAnswer(call -> told.add("gone")).when(listener).thingRemoved(any(), any());

        discovery.activate(Map.of());
        runScheduled();

        assertThat(told).containsExactly("there", "told", "gone");
    }

    /** With the parent's thing the inbox drops everything that was to be a part of it. */
    @Test
    void whatTheInboxDroppedWithItsParentComesBack() {
        GroupItem house = group("gHouse", "House", "House");
        group("gKitchen", "Kitchen", "Kitchen", house);
        Thing home = thing("occupancy:home:gHouse", "gHouse");
        discovery.activate(Map.of());
        runScheduled();
        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:location:gHouse:gKitchen"));

        things.clear();
        inbox.clear();
        thingListeners.forEach(each -> removed(each, home));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"),
                new ThingUID("occupancy:location:gHouse:gKitchen"));
    }

    /** The inbox drops what becomes a thing; before the discovery has looked, the thing may be gone again. */
    @Test
    void aThingThatIsRemovedAtOnceIsProposedAgain() {
        GroupItem house = group("gHouse", "House", "House");
        group("gKitchen", "Kitchen", "Kitchen", house);
        discovery.activate(Map.of());
        runScheduled();

        ThingUID uid = new ThingUID("occupancy:location:gHouse:gKitchen");
        Thing kitchen = thing(uid.getAsString(), "gKitchen");
        inbox.remove(uid);
        thingListeners.forEach(each -> added(each, kitchen));
        things.remove(uid);
        thingListeners.forEach(each -> removed(each, kitchen));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"), uid);
    }

    /** With a proposal that is withdrawn the inbox drops what would lie in it, which may stay as it was. */
    @Test
    void whatLiesInARoomThatIsProposedAnewIsProposedAnewToo() {
        GroupItem house = group("gHouse", "House", "House");
        GroupItem kitchen = group("gKitchen", "Kitchen", "Kitchen", house);
        group("gPantry", "Pantry", "Room", kitchen);
        Thing home = thing("occupancy:home:mine", "gHouse");
        discovery.activate(Map.of());
        runScheduled();
        ThingUID pantry = new ThingUID("occupancy:location:mine:gKitchen:gPantry");
        lenient().doAnswer(call -> {
            ThingUID uid = call.getArgument(1);
            inbox.values().removeIf(result -> uid.equals(result.getBridgeUID()));
            return inbox.remove(uid);
        }).when(listener).thingRemoved(any(), any());
        assertThat(inbox).containsKey(pantry);

        things.clear();
        thingListeners.forEach(each -> removed(each, home));
        Thing instead = thing("occupancy:location:mine", "gHouse");
        thingListeners.forEach(each -> added(each, instead));
        runScheduled();

        assertThat(result("occupancy:location:mine:gKitchen").getBridgeUID()).isEqualTo(instead.getUID());
        assertThat(inbox).containsKey(pantry);
    }

    /** Its group went while it was ignored and openHAB was down. */
    @Test
    void whatIsNotIgnoredAnyMoreAndIsNoLongerSoLeavesTheInbox() {
        left("occupancy:location:gHouse:gGone", DiscoveryResultFlag.IGNORED);
        GroupItem house = group("gHouse", "House", "House");
        discovery.startBackgroundDiscovery();
        runScheduled();
        assertThat(inbox).containsKey(new ThingUID("occupancy:location:gHouse:gGone"));

        left("occupancy:location:gHouse:gGone", DiscoveryResultFlag.NEW);
        itemListeners.forEach(each -> added(each, house));
        runScheduled();

        assertThat(inbox).containsOnlyKeys(new ThingUID("occupancy:home:gHouse"));
    }

    @Test
    void thingsOfOtherAddOnsAreNoReasonToLook() {
        discovery.activate(Map.of());
        runScheduled();

        Thing lamp = thing("hue:lamp:1", null);
        thingListeners.forEach(each -> added(each, lamp));

        assertThat(scheduled).isEmpty();
    }

    @Test
    void nothingIsLeftBehind() {
        discovery.activate(Map.of());
        assertThat(scheduled).hasSize(1);
        assertThat(itemListeners).hasSize(1);
        assertThat(thingListeners).hasSize(1);
        List<RegistryChangeListener<?>> late = List.copyOf(itemListeners);

        discovery.deactivate();

        assertThat(scheduled).isEmpty();
        assertThat(itemListeners).isEmpty();
        assertThat(thingListeners).isEmpty();
        late.forEach(each -> added(each, group("gHouse", "House", "House")));
        assertThat(scheduled).isEmpty();
    }

    private void runScheduled() {
        List<Runnable> due = List.copyOf(scheduled);
        scheduled.clear();
        due.forEach(Runnable::run);
    }

    private void shows(String item, String thing) {
        lenient().when(linkRegistry.getBoundChannels(item))
                .thenReturn(Set.of(new ChannelUID(new ThingUID(thing), "occupancy")));
    }

    @Test
    void aRoomInTwoGroupsIsProposedOnceInTheFirst() {
        GroupItem house = group("gHouse", "House", "House");
        GroupItem ground = group("gGround", "Ground floor", "Floor", house);
        GroupItem favourites = group("gFavourites", "Favourites", "Floor", house);
        group("gKitchen", "Kitchen", "Kitchen", ground, favourites);
        discovery.startScan(null);

        assertThat(inbox.values()).filteredOn(result -> "gKitchen".equals(result.getProperties().get("item")))
                .singleElement().satisfies(result -> assertThat(result.getBridgeUID()).isEqualTo(uidOf("gGround")));
    }

    @Test
    void roomsWithTheSameLabelAreProposedEach() {
        GroupItem house = group("gHouse", "House", "House");
        group("gBath", "Bath", "Room", group("gGround", "Ground floor", "Floor", house));
        group("gBath2", "Bath", "Room", group("gUpper", "Upper floor", "Floor", house));
        discovery.startScan(null);

        assertThat(inbox.values()).extracting(result -> result.getProperties().get("item")).contains("gBath", "gBath2");
    }

    private ThingUID uidOf(String group) {
        return inbox.values().stream().filter(result -> group.equals(result.getProperties().get("item"))).findFirst()
                .orElseThrow().getThingUID();
    }

    /** Who makes items for a location without a group gets a group with them: that is no other location. */
    @Test
    void aGroupThatHoldsTheItemsOfALocationIsThatLocation() {
        thing("occupancy:home:mine", null);
        thing("occupancy:location:kitchen", null);
        GroupItem home = group("Home", "Home", "Building");
        GroupItem kitchen = group("Kitchen", "Kitchen", "Kitchen", home);
        group("Pantry", "Pantry", "Room", kitchen);
        point(home, "Home_Occupancy", "Switch", "Status", "Presence");
        point(kitchen, "Kitchen_Occupancy", "Switch", "Status", "Presence");
        shows("Home_Occupancy", "occupancy:home:mine");
        shows("Kitchen_Occupancy", "occupancy:location:kitchen");
        discovery.startScan(null);

        assertThat(inbox.values()).singleElement()
                .satisfies(result -> assertThat(result.getBridgeUID()).hasToString("occupancy:location:kitchen"));
    }

    @Test
    void aGroupThatHoldsTheItemOfALocationWithAGroupOfItsOwnIsProposed() {
        thing("occupancy:home:mine", "Home");
        thing("occupancy:location:kitchen", "Kitchen");
        GroupItem home = group("Home", "Home", "Building");
        GroupItem floor = group("Ground", "Ground floor", "Floor", home);
        group("Kitchen", "Kitchen", "Kitchen", floor);
        point(floor, "Kitchen_Occupancy", "Switch", "Status", "Presence");
        shows("Kitchen_Occupancy", "occupancy:location:kitchen");
        discovery.startScan(null);

        assertThat(result("occupancy:location:mine:Ground")).isNotNull();
    }

    private DiscoveryResult result(String uid) {
        DiscoveryResult result = inbox.get(new ThingUID(uid));
        assertThat(result).as(uid).isNotNull();
        return result;
    }

    /** Puts what was proposed before a restart into the inbox. */
    private void left(String uid, DiscoveryResultFlag flag) {
        DiscoveryResult result = mock(DiscoveryResult.class);
        ThingUID thingUid = new ThingUID(uid);
        lenient().when(result.getThingUID()).thenReturn(thingUid);
        lenient().when(result.getThingTypeUID())
                .thenReturn(new ThingTypeUID(String.join(":", List.of(uid.split(":")).subList(0, 2))));
        lenient().when(result.getBridgeUID()).thenReturn(new ThingUID("occupancy:home:gHouse"));
        lenient().when(result.getLabel()).thenReturn("Of before");
        lenient().when(result.getProperties()).thenReturn(Map.of());
        lenient().when(result.getFlag()).thenReturn(flag);
        inbox.put(thingUid, result);
    }

    private GroupItem group(String name, String label, String tag, GroupItem... parents) {
        GroupItem group = new GroupItem(name);
        group.setLabel(label);
        group.addTag(tag);
        for (GroupItem parent : parents) {
            group.addGroupName(parent.getName());
            parent.addMember(group);
        }
        items.put(name, group);
        return group;
    }

    private void point(GroupItem parent, String name, String type, String... tags) {
        GenericItem item = mock(GenericItem.class,
                withSettings().useConstructor(type, name).defaultAnswer(CALLS_REAL_METHODS));
        for (String tag : tags) {
            item.addTag(tag);
        }
        item.addGroupName(parent.getName());
        parent.addMember(item);
        items.put(name, item);
    }

    private Thing thing(String uid, String item) {
        Thing thing = mock(Thing.class);
        ThingUID thingUid = new ThingUID(uid);
        lenient().when(thing.getUID()).thenReturn(thingUid);
        lenient().when(thing.getThingTypeUID()).thenReturn(new ThingTypeUID(uid.substring(0, uid.lastIndexOf(':'))));
        lenient().when(thing.getConfiguration())
                .thenReturn(new Configuration(item == null ? Map.of() : Map.of("item", item)));
        things.put(thingUid, thing);
        return thing;
    }

    @SuppressWarnings("unchecked")
    private static void added(RegistryChangeListener<?> to, Object element) {
        ((RegistryChangeListener<Object>) to).added(element);
    }

    @SuppressWarnings("unchecked")
    private static void removed(RegistryChangeListener<?> to, Object element) {
        ((RegistryChangeListener<Object>) to).removed(element);
    }
}
