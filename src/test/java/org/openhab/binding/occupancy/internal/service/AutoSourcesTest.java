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
package org.openhab.binding.occupancy.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.service.item.SemanticPoints;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.semantics.Location;
import org.openhab.core.semantics.SemanticTags;
import org.openhab.core.semantics.Tag;

@DisplayName("The points of a semantic location are sources without being listed")
class AutoSourcesTest {

    /** The meaning of the tag Bathroom, which openHAB makes from its list of tags. */
    private interface Bathroom extends Location {
    }

    private final TestOpenHab openHab = new TestOpenHab();
    private final GroupItem group = new GroupItem("Bath");

    @BeforeEach
    void tags() {
        SemanticTags.addTagSet("Bathroom", Bathroom.class);
        group.addTag("Bathroom");
    }

    @AfterEach
    void noTags() {
        SemanticTags.removeTagSet("Bathroom", Bathroom.class);
    }

    private static Item item(String name, String type, String... tags) {
        Item item = mock(Item.class);
        when(item.getName()).thenReturn(name);
        when(item.getType()).thenReturn(type);
        when(item.getTags()).thenReturn(Set.of(tags));
        when(item.getState()).thenReturn(OnOffType.OFF);
        return item;
    }

    private static GroupItem equipment(String name, String tag, Item... members) {
        GroupItem equipment = new GroupItem(name);
        equipment.addTag(tag);
        for (Item member : members) {
            equipment.addMember(member);
        }
        return equipment;
    }

    @ParameterizedTest
    @CsvSource({ "Switch, Status, Presence, presence", "Switch, Status, Motion, motion",
            "Contact, Measurement, Motion, motion", "Contact, Status, Opening, door", "Contact, OpenState, '', door",
            "Switch, Alarm, Presence, presence" })
    void whatAPointIs(String type, String point, String property, String source) {
        group.addMember(property.isEmpty() ? item("P", type, point) : item("P", type, point, property));
        assertThat(SemanticPoints.of(group)).singleElement()
                .satisfies(found -> assertThat(found.channelType().getId()).isEqualTo(source));
    }

    @ParameterizedTest
    @CsvSource({ "Switch, Control, Presence", "Number, Measurement, Temperature", "Rollershutter, Status, Opening",
            "Switch, Status, LowBattery", "Switch, Setpoint, Motion" })
    void whatIsNone(String type, String point, String property) {
        group.addMember(item("P", type, point, property));
        assertThat(SemanticPoints.of(group).isEmpty()).isEqualTo(!property.equals("Motion"));
    }

    @Test
    void aMotionDetectorOfOpenHab4HasPlainPoints() {
        group.addMember(equipment("Detector", "MotionDetector", item("Pir", "Switch", "Status"),
                item("Battery", "Switch", "LowBattery"), item("Lux", "Number", "Measurement", "Light")));
        assertThat(SemanticPoints.of(group)).singleElement()
                .satisfies(found -> assertThat(found.item().getName()).isEqualTo("Pir"));
    }

    @ParameterizedTest
    @CsvSource({ "Door, true", "FrontDoor, true", "BackDoor, true", "CellarDoor, true", "InnerDoor, true",
            "SideDoor, true", "GarageDoor, true", "Gate, true", "Window, false", "Refrigerator, false",
            "ContactSensor, false", "Doorbell, false" })
    void peopleLeaveThroughDoorsOnly(String equipment, boolean boundary) {
        group.addMember(equipment("Equipment", equipment, item("OpenHab5", "Contact", "Status", "Opening"),
                item("OpenHab4", "Contact", "OpenState")));
        assertThat(SemanticPoints.of(group)).hasSize(2).allSatisfy(found -> {
            assertThat(found.channelType().getId()).isEqualTo("door");
            assertThat(found.boundary()).isEqualTo(boundary);
        });
    }

    @Test
    void theContactInTheSensorOfADoorIsTheDoors() {
        Item contact = item("Contact", "Contact", "Status", "Opening");
        // a member of the room too, and found there first
        group.addMember(contact);
        group.addMember(equipment("Door", "Door", equipment("Sensor", "ContactSensor", contact)));
        group.addMember(item("Cupboard", "Contact", "Status", "Opening"));
        assertThat(SemanticPoints.of(group)).extracting(found -> found.item().getName() + " " + found.boundary())
                .containsExactly("Contact true", "Cupboard false");
    }

    private interface Door extends Tag {
    }

    private interface CatFlap extends Door {
    }

    @Test
    void aKindOfDoorThatTheUserMadeIsADoor() {
        SemanticTags.addTagSet("CatFlap", CatFlap.class);
        try {
            group.addMember(equipment("Flap", "CatFlap", item("Contact", "Contact", "Status", "Opening")));
            assertThat(SemanticPoints.of(group)).singleElement()
                    .satisfies(found -> assertThat(found.boundary()).isTrue());
        } finally {
            SemanticTags.removeTagSet("CatFlap", CatFlap.class);
        }
    }

    @Test
    void aGroupWithoutAStateOfItsOwnIsLookedInto() {
        GroupItem presence = equipment("Presence", "Status", item("Radar", "Switch", "Status", "Presence"));
        presence.addTag("Presence");
        group.addMember(presence);
        assertThat(SemanticPoints.of(group)).singleElement()
                .satisfies(found -> assertThat(found.item().getName()).isEqualTo("Radar"));
    }

    @Test
    void aGroupWithAStateOfItsOwnIsTheSource() {
        GroupItem presence = new GroupItem("Presence", item("Base", "Switch"));
        presence.addTag("Status");
        presence.addTag("Presence");
        presence.addMember(item("Radar", "Switch", "Status", "Presence"));
        group.addMember(presence);
        assertThat(SemanticPoints.of(group)).singleElement()
                .satisfies(found -> assertThat(found.item().getName()).isEqualTo("Presence"));
    }

    /** openHAB 4 has no property Motion: its motion detectors have the property Presence. */
    @ParameterizedTest
    @CsvSource({ "MotionDetector, motion", "OccupancySensor, presence", "Sensor, presence" })
    void thePresenceOfAMotionDetectorIsMotion(String equipment, String source) {
        group.addMember(equipment("Equipment", equipment, item("Pir", "Switch", "Status", "Presence")));
        assertThat(SemanticPoints.of(group)).singleElement()
                .satisfies(found -> assertThat(found.channelType().getId()).isEqualTo(source));
    }

    @Test
    void groupsInACircleEnd() {
        GroupItem one = equipment("One", "Door", item("Contact", "Contact", "Status", "Opening"));
        GroupItem two = equipment("Two", "Lock", one);
        one.addMember(two);
        one.addMember(group);
        group.addMember(two);
        assertThat(SemanticPoints.of(group)).singleElement().satisfies(found -> assertThat(found.boundary()).isTrue());
    }

    /** Somebody reads on the sofa and airs the room: the window is no way out. */
    @ParameterizedTest
    @CsvSource({ "Window, true", "Door, false" })
    void whoOpensAWindowIsStillThere(String equipment, boolean occupied) {
        Item pir = item("Pir", "Switch", "Status", "Motion");
        Item contact = item("Contact", "Contact", "Status", "Opening");
        when(contact.getState()).thenReturn(new StringType("CLOSED"));
        group.addMember(pir);
        group.addMember(equipment("Equipment", equipment, contact));
        List.of(group, pir, contact).forEach(openHab::add);
        openHab.activateRunning();
        Listener listener = new Listener();
        openHab.registry().put(new LocationSetup(LocationConfig.builder("bath").vacancy(Vacancy.DEPARTURE).build(),
                "Bath", null, false, false, "Bath", true, null, null, null, List.of(), List.of()), listener);
        openHab.run();
        openHab.send("Pir", OnOffType.ON);
        openHab.send("Pir", OnOffType.OFF);
        openHab.pass(Duration.ofMinutes(5));
        openHab.send("Contact", new StringType("OPEN"));

        openHab.pass(Duration.ofMinutes(15));

        assertThat(listener.last.view().state().occupied()).isEqualTo(occupied);
    }

    @Test
    void locationsBelowKeepTheirs() {
        GroupItem shower = new GroupItem("Shower");
        shower.addTag("Bathroom");
        shower.addMember(item("Pir", "Switch", "Status", "Presence"));
        group.addMember(shower);
        assertThat(SemanticPoints.of(group)).isEmpty();
        assertThat(SemanticPoints.isLocation(shower)).isTrue();
        assertThat(SemanticPoints.isLocation(new GroupItem("Plain"))).isFalse();
    }

    @Test
    void pointsCountAndNewOnesToo() {
        Item pir = item("Pir", "Switch", "Status", "Presence");
        Item own = item("Own", "Switch", "Status", "Presence");
        Item listed = item("Listed", "Switch", "Status", "Presence");
        group.addMember(pir);
        group.addMember(own);
        group.addMember(listed);
        openHab.link("Own", "occupancy:location:h:bath:occupancy");
        List.of(group, pir, own, listed).forEach(openHab::add);
        openHab.activateRunning();
        Listener listener = new Listener();
        openHab.registry()
                .put(new LocationSetup(LocationConfig.builder("bath").build(), "Bath", null, false, false, "Bath", true,
                        null, null, null,
                        List.of(new SourceSetup(
                                SourceConfig.builder("bath", "Listed", SourceType.MOTION).id("mine").build(), "Mine")),
                        List.of()), listener);
        openHab.run();
        assertThat(listener.last.view().sources()).containsOnlyKeys("mine", "Pir");
        assertThat(listener.problems).isEmpty();

        openHab.send("Own", OnOffType.ON);
        assertThat(listener.last.view().state().occupied()).isFalse();
        openHab.send("Pir", OnOffType.ON);
        assertThat(listener.last.view().state().occupied()).isTrue();
        assertThat(listener.last.contributing()).containsExactly("Pir");

        Item door = item("Door", "Contact", "Status", "Opening");
        group.addMember(door);
        openHab.add(door);
        assertThat(listener.last.view().sources()).containsOnlyKeys("mine", "Pir", "Door");
        CompletableFuture<HomeSettings> settings = openHab.service().settings();
        openHab.run();
        assertThat(settings).isCompletedWithValueMatching(home -> {
            assertThat(home.locations()).singleElement()
                    .satisfies(location -> assertThat(location.vacancy()).isEqualTo(Vacancy.DEPARTURE));
            assertThat(home.sources()).extracting(SourceConfig::id).containsExactlyInAnyOrder("mine", "Pir", "Door");
            return true;
        });
    }

    private static final class Listener implements LocationListener {

        private LocationDisplay last;
        private List<LocationProblem> problems;

        @Override
        public boolean isRead(String channel) {
            return false;
        }

        @Override
        public void show(LocationDisplay display) {
            last = display;
        }

        @Override
        public void happened(String event) {
            assertThat(event).isNotBlank();
        }

        @Override
        public void ready(List<LocationProblem> newProblems) {
            problems = newProblems;
        }
    }
}
