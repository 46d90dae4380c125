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
package org.openhab.binding.occupancy.internal.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns the description of a recorded home ({@code rooms.json}) into a home file: its rooms, sensors and adjacency, and
 * nothing that was tuned to the recording.
 */
@NonNullByDefault
final class RoomsFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode rooms;

    private RoomsFile(JsonNode rooms) {
        this.rooms = rooms;
    }

    static RoomsFile read(Path file) throws IOException {
        return new RoomsFile(MAPPER.readTree(file.toFile()));
    }

    static RoomsFile parse(String json) throws IOException {
        return new RoomsFile(MAPPER.readTree(json));
    }

    String start() {
        return rooms.path("span").path(0).asText();
    }

    String end() {
        return rooms.path("span").path(1).asText();
    }

    /** {@return a home file in JSON} @param vacancy the vacancy of every room, or blank for the default */
    String homeFile(String vacancy) {
        ObjectNode home = MAPPER.createObjectNode();
        ArrayNode locations = home.putArray("locations");
        locations.addObject().put("id", "home");
        for (JsonNode room : rooms.path("rooms")) {
            String id = room.path("id").asText();
            ObjectNode location = locations.addObject().put("id", id).put("parent", room.path("parent").asText());
            if ("passageway".equals(rooms.path("purposes").path(id).asText())) {
                location.put("passage", true);
            }
            if (!vacancy.isBlank()) {
                location.put("vacancy", vacancy);
            }
            ArrayNode adjacent = location.putArray("adjacent");
            for (JsonNode pair : rooms.path("adjacency")) {
                if (pair.path(0).asText().equals(id)) {
                    adjacent.add(pair.path(1).asText());
                }
            }
            ArrayNode sources = location.putArray("sources");
            for (Map.Entry<String, JsonNode> sensor : rooms.path("sensors").properties()) {
                if (sensor.getValue().path("room").asText().equals(id)) {
                    ObjectNode source = source(sensor.getKey(), sensor.getValue());
                    if ("door".equals(source.path("type").asText()) && isExit(sensor.getKey())) {
                        source.put("exit", true);
                    }
                    sources.add(source);
                }
            }
        }
        return home.toPrettyString();
    }

    private boolean isExit(String sensor) {
        for (JsonNode exit : rooms.path("exit_sensors")) {
            if (exit.asText().equals(sensor)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode source(String item, JsonNode sensor) {
        ObjectNode source = MAPPER.createObjectNode().put("item", item);
        String kind = sensor.path("kind").asText();
        boolean level = "level".equals(sensor.path("mode").asText());
        if (level && !"motion".equals(kind)) {
            return source.put("type", "presence");
        }
        return switch (kind) {
            case "door" -> source.put("type", "door");
            case "contact" -> source.put("type", "activity");
            default -> level ? source.put("type", "motion") : source.put("type", "motion").put("pulseOnly", true);
        };
    }
}
