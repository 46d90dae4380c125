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

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A running openHAB, as its REST API shows it.
 */
final class OpenHab {

    static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than the minute in which the add-on waits after a start for what belongs together. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    OpenHab(String url, String token) {
        this.url = url.replaceAll("/+$", "");
        this.token = token;
    }

    JsonNode get(String path) {
        HttpResponse<String> response = send("GET", path, null, "application/json");
        assertThat(response.statusCode()).as("GET %s: %s", path, response.body()).isEqualTo(200);
        return parse(response.body());
    }

    int status(String path) {
        return send("GET", path, null, "application/json").statusCode();
    }

    JsonNode send(String method, String path, JsonNode body) {
        HttpResponse<String> response = send(method, path, body == null ? null : body.toString(), "application/json");
        assertThat(response.statusCode()).as("%s %s: %s", method, path, response.body()).isBetween(200, 299);
        return response.body().isBlank() ? JSON.nullNode() : parse(response.body());
    }

    /** {@return the answer to a plain text} */
    int text(String method, String path, String body) {
        return send(method, path, body, "text/plain").statusCode();
    }

    void delete(String path) {
        send("DELETE", path, null, "application/json");
    }

    HttpRequest events(String topics) {
        return request("/events?topics=" + encode(topics)).GET().build();
    }

    HttpClient client() {
        return client;
    }

    // -------------------------------------------------------------------------------------------------------- items

    void item(String name, String type, String label, String group, String... tags) {
        ObjectNode item = JSON.createObjectNode().put("name", name).put("type", type).put("label", label);
        ArrayNode groups = item.putArray("groupNames");
        if (group != null) {
            groups.add(group);
        }
        ArrayNode tagged = item.putArray("tags");
        for (String tag : tags) {
            tagged.add(tag);
        }
        send("PUT", "/items/" + name, item);
    }

    void update(String item, String state) {
        HttpResponse<String> response = send("PUT", "/items/" + item + "/state", state, "text/plain");
        assertThat(response.statusCode()).as("state of %s", item).isEqualTo(202);
    }

    void command(String item, String command) {
        HttpResponse<String> response = send("POST", "/items/" + item, command, "text/plain");
        assertThat(response.statusCode()).as("command to %s", item).isEqualTo(200);
    }

    String state(String item) {
        return get("/items/" + item).path("state").asText();
    }

    void awaitState(String item, String state) {
        Awaitility.await(item + " is " + state).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(item)).isEqualTo(state));
    }

    // ------------------------------------------------------------------------------------------------------- things

    void thing(String uid, String label, String bridge, ObjectNode configuration) {
        String[] parts = uid.split(":");
        ObjectNode thing = JSON.createObjectNode().put("UID", uid).put("thingTypeUID", parts[0] + ":" + parts[1])
                .put("label", label);
        if (bridge != null) {
            thing.put("bridgeUID", bridge);
        }
        thing.set("configuration", configuration);
        send("POST", "/things", thing);
    }

    /** Adds a source channel as the main UI does: reads the thing, adds the channel, writes it back. */
    void source(String thing, String type, String id, ObjectNode configuration) {
        ObjectNode found = (ObjectNode) get("/things/" + thing);
        ObjectNode channel = found.withArray("channels").addObject();
        channel.put("uid", thing + ":" + id).put("id", id).put("channelTypeUID", "occupancy:" + type)
                .put("itemType", "Switch").put("kind", "STATE").put("label", id);
        channel.set("configuration", configuration);
        channel.putArray("defaultTags");
        channel.putObject("properties");
        send("PUT", "/things/" + thing, found);
    }

    void link(String item, String channel) {
        ObjectNode link = JSON.createObjectNode().put("itemName", item).put("channelUID", channel);
        link.putObject("configuration");
        send("PUT", "/links/" + item + "/" + encode(channel), link);
    }

    JsonNode statusInfo(String thing) {
        return get("/things/" + thing + "/status");
    }

    void awaitStatus(String thing, String status) {
        Awaitility.await(thing + " is " + status).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statusInfo(thing).path("status").asText())
                        .as(statusInfo(thing).toString()).isEqualTo(status));
    }

    /** Calls an action of the add-on. @param action its name, without what openHAB adds to it */
    void act(String thing, String action, ObjectNode inputs) {
        String uid = StreamSupport.stream(get("/actions/" + thing).spliterator(), false)
                .map(each -> each.path("actionUid").asText()).filter(each -> each.startsWith("occupancy." + action))
                .findFirst().orElseThrow();
        send("POST", "/actions/" + thing + "/" + encode(uid), inputs);
    }

    // ------------------------------------------------------------------------------------------------------- wire

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/rest" + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(String method, String path, String body, String type) {
        HttpRequest request = request(path).header("Content-Type", type)
                .header("Accept", "application/json, text/plain").timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
