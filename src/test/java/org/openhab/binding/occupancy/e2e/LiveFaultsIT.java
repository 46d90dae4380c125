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
package org.openhab.binding.occupancy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a person may pick, type or switch off in a running openHAB, and what the rest of the house does then. Against a
 * server: {@code mvn -Pe2e verify -Dopenhab.url=... -Dopenhab.token=...}
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveFaultsIT {

    private static final String HOME = "occupancy:home:e2ef";
    private static final String FLOOR = "occupancy:location:e2ef:e2ef_floor";
    private static final String ROOM = "occupancy:location:e2ef_floor:e2ef_room";
    private static final String MIKE = "occupancy:person:e2ef:e2ef_mike";
    private static final List<String> THINGS = List.of(MIKE, ROOM, FLOOR, HOME);
    private static final List<String> ITEMS = List.of("E2EF_Pir", "E2EF_Phone", "E2EF_Group", "E2EF_Floor_Occ",
            "E2EF_Room_Occ", "E2EF_Home_Occ", "E2EF_Mike_Where");

    private final OpenHab openHab = new OpenHab(System.getProperty("openhab.url", ""),
            System.getProperty("openhab.token", ""));

    @BeforeAll
    void reachable() {
        assertThat(System.getProperty("openhab.url", "")).as("-Dopenhab.url=...").isNotBlank();
        Awaitility.await("the thing types").atMost(Duration.ofMinutes(3))
                .until(() -> openHab.status("/thing-types/occupancy:location") == 200);
    }

    @AfterAll
    void clean() {
        THINGS.forEach(thing -> openHab.delete("/things/" + thing + "?force=true"));
        ITEMS.forEach(item -> openHab.delete("/items/" + item));
    }

    @BeforeEach
    void build() {
        clean();
        ITEMS.stream().filter(item -> !item.equals("E2EF_Group") && !item.equals("E2EF_Mike_Where"))
                .forEach(item -> openHab.item(item, "Switch", item, null));
        openHab.item("E2EF_Mike_Where", "String", "Mike", null);
        openHab.update("E2EF_Pir", "OFF");
        openHab.update("E2EF_Phone", "OFF");
        openHab.thing(HOME, "E2EF Home", null, config());
        openHab.thing(FLOOR, "E2EF Floor", HOME, config().put("vacancy", "TIMEOUT"));
        openHab.thing(ROOM, "E2EF Room", FLOOR, config().put("vacancy", "TIMEOUT"));
        openHab.thing(MIKE, "E2EF Mike", HOME, config().put("name", "Mike"));
        THINGS.forEach(thing -> openHab.awaitStatus(thing, "ONLINE"));
        openHab.source(FLOOR, "presence", "phone",
                config().put("item", "E2EF_Phone").put("occupant", "Mike").put("timeout", 0));
        openHab.source(ROOM, "motion", "pir", config().put("item", "E2EF_Pir").put("timeout", 0));
        openHab.link("E2EF_Home_Occ", HOME + ":occupancy");
        openHab.link("E2EF_Floor_Occ", FLOOR + ":occupancy");
        openHab.link("E2EF_Room_Occ", ROOM + ":occupancy");
        openHab.link("E2EF_Mike_Where", MIKE + ":location");
        openHab.awaitState("E2EF_Home_Occ", "OFF");
    }

    private static ObjectNode config() {
        return OpenHab.JSON.createObjectNode();
    }

    private void parent(String thing, String parent) {
        ObjectNode found = (ObjectNode) openHab.get("/things/" + thing);
        openHab.send("PUT", "/things/" + thing, found.put("bridgeUID", parent));
    }

    private void isWrong(String thing, String... words) {
        openHab.awaitStatus(thing, "OFFLINE");
        assertThat(openHab.statusInfo(thing).path("statusDetail").asText()).isEqualTo("CONFIGURATION_ERROR");
        assertThat(openHab.statusInfo(thing).path("description").asText()).contains(words);
    }

    private void theRoomWorks() {
        openHab.awaitStatus(ROOM, "ONLINE");
        openHab.update("E2EF_Pir", "ON");
        openHab.awaitState("E2EF_Room_Occ", "ON");
        openHab.update("E2EF_Pir", "OFF");
        openHab.awaitState("E2EF_Room_Occ", "OFF");
    }

    @Test
    void aParentThatLiesInTheLocationItself() {
        openHab.update("E2EF_Phone", "ON");
        openHab.awaitState("E2EF_Mike_Where", "E2EF Floor");
        parent(FLOOR, ROOM);
        isWrong(FLOOR, "E2EF Floor > E2EF Room > E2EF Floor");
        openHab.update("E2EF_Phone", "OFF");
        openHab.awaitState("E2EF_Floor_Occ", "OFF");
        openHab.awaitState("E2EF_Mike_Where", "UNDEF");
        theRoomWorks();
        parent(FLOOR, FLOOR);
        Awaitility.await("the shorter way round").atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(openHab.statusInfo(FLOOR).path("description").asText())
                        .contains("E2EF Floor > E2EF Floor"));
        theRoomWorks();
        parent(FLOOR, HOME);
        openHab.awaitStatus(FLOOR, "ONLINE");
    }

    @Test
    void aSourceWithoutAnItem() {
        openHab.source(FLOOR, "motion", "empty", config());
        isWrong(FLOOR, "empty", "Item");
        theRoomWorks();
    }

    @Test
    void aChoiceInAnotherCase() {
        openHab.send("PUT", "/things/" + FLOOR + "/config", config().put("vacancy", "departure"));
        theRoomWorks();
        openHab.awaitStatus(FLOOR, "ONLINE");
        openHab.send("PUT", "/things/" + FLOOR + "/config", config().put("vacancy", "some day"));
        isWrong(FLOOR, "Vacant When", "some day");
        theRoomWorks();
        assertThat(openHab.get("/config-descriptions/thing-type:occupancy:place").toString())
                .as("the form still offers what there is").contains("DEPARTURE", "FOLLOW_PARENT");
    }

    @Test
    void aParentThatIsDisabled() {
        assertThat(openHab.text("PUT", "/things/" + FLOOR + "/enable", "false")).isEqualTo(200);
        openHab.awaitStatus(FLOOR, "UNINITIALIZED");
        openHab.awaitStatus(ROOM, "UNINITIALIZED");
        openHab.update("E2EF_Pir", "ON");
        openHab.awaitState("E2EF_Room_Occ", "ON");
        openHab.update("E2EF_Pir", "OFF");
        openHab.awaitState("E2EF_Room_Occ", "OFF");
        assertThat(openHab.text("PUT", "/things/" + FLOOR + "/enable", "true")).isEqualTo(200);
        openHab.awaitStatus(FLOOR, "ONLINE");
        theRoomWorks();
    }

    @Test
    void anOwnItemInAGroupThatIsASource() {
        ObjectNode group = config().put("type", "Group").put("name", "E2EF_Group").put("groupType", "Switch");
        group.putObject("function").put("name", "OR").putArray("params").add("ON").add("OFF");
        openHab.send("PUT", "/items/E2EF_Group", group);
        openHab.item("E2EF_Phone", "Switch", "Phone", "E2EF_Group");
        openHab.source(ROOM, "presence", "all", config().put("item", "E2EF_Group").put("timeout", 0));
        openHab.awaitStatus(ROOM, "ONLINE");
        openHab.item("E2EF_Room_Occ", "Switch", "Room", "E2EF_Group");
        isWrong(ROOM, "E2EF_Group", "E2EF_Room_Occ");
        openHab.item("E2EF_Room_Occ", "Switch", "Room", null);
        openHab.awaitStatus(ROOM, "ONLINE");
        openHab.awaitState("E2EF_Room_Occ", "OFF");
    }

    @Test
    void aLinkedItemThatIsEdited() {
        openHab.update("E2EF_Phone", "ON");
        openHab.awaitState("E2EF_Floor_Occ", "ON");
        openHab.item("E2EF_Floor_Occ", "Switch", "Another label", null);
        openHab.awaitState("E2EF_Floor_Occ", "ON");
    }
}
