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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

/**
 * The store index that the build writes, served on the loopback to a running openHAB 5 that has no occupancy add-on
 * yet:
 * installed, updated and removed over REST; and what comes of an index or a JAR that is wrong.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class LiveStoreIT {

    private static final String ADDON = "json:occupancy";
    private static final String SETTINGS = "/services/org.openhab.jsonaddonservice/config";
    private static final String ALL_SETTINGS = "/services/org.openhab.addons/config";
    private static final String HOME = "occupancy:home:store";
    private static final String ROOM = "occupancy:location:store:room";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OpenHab openHab = new OpenHab(System.getProperty("openhab.url", ""),
            System.getProperty("openhab.token", ""));
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String address = "";
    private int indexes;

    @BeforeAll
    void serve() throws IOException {
        assertThat(System.getProperty("openhab.url", "")).as("-Dopenhab.url=...").isNotBlank();
        assumeTrue(openHab.status("/thing-types/occupancy:location") == 404, "this openHAB has the add-on already");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = served.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
        openHab.send("PUT", ALL_SETTINGS, OpenHab.JSON.createObjectNode().put("remote", true));
        openHab.client().sendAsync(openHab.events("openhab/addons/*"), BodyHandlers.ofLines())
                .thenAccept(response -> response.body().filter(line -> line.startsWith("data:")).forEach(events::add));
    }

    @AfterAll
    void remove() {
        if (server != null) {
            openHab.delete("/things/" + ROOM + "?force=true");
            openHab.delete("/things/" + HOME + "?force=true");
            openHab.delete("/items/Store_Motion");
            openHab.delete("/items/Store_Occupied");
            if (openHab.status("/thing-types/occupancy:location") == 200) {
                openHab.send("POST", "/addons/" + ADDON + "/uninstall?serviceId=json", null);
            }
            openHab.send("PUT", SETTINGS, OpenHab.JSON.createObjectNode().put("urls", ""));
            server.stop(0);
        }
    }

    // -------------------------------------------------------------------------------------------------------- steps

    /** Serves the index of the build, but for what it says of the version; each at an address that is not cached. */
    private void index(String version, String versions, byte[] jar) throws IOException {
        String file = "/org.openhab.binding.occupancy-" + version + ".jar";
        ArrayNode index = (ArrayNode) OpenHab.JSON
                .readTree(Files.readString(Path.of(System.getProperty("store.index"))));
        ObjectNode entry = (ObjectNode) index.get(0);
        entry.put("version", version).put("url", address + file);
        if (!versions.isEmpty()) {
            entry.put("compatible_versions", versions);
        }
        String path = "/addons" + indexes++ + ".json";
        served.put(path, OpenHab.JSON.writeValueAsBytes(index));
        served.put(file, jar);
        openHab.send("PUT", SETTINGS, OpenHab.JSON.createObjectNode().put("urls", address + path));
    }

    private static byte[] jar(String version) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (JarInputStream from = new JarInputStream(
                Files.newInputStream(Path.of(System.getProperty("bundle.jar"))))) {
            from.getManifest().getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(copy, from.getManifest())) {
                for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(to);
                }
            }
        }
        return copy.toByteArray();
    }

    private List<JsonNode> offered() {
        return openHab.get("/addons?serviceId=json").findParents("uid").stream()
                .filter(each -> ADDON.equals(each.path("uid").asText())).toList();
    }

    private void install() {
        openHab.send("POST", "/addons/" + ADDON + "/install?serviceId=json", null);
    }

    private void awaitThingTypes(int status) {
        Awaitility.await("the thing types: " + status).atMost(PATIENCE)
                .until(() -> openHab.status("/thing-types/occupancy:location") == status);
    }

    // -------------------------------------------------------------------------------------------------------- tests

    @Test
    @Order(1)
    void whatIsForAnotherOpenHabIsNotOffered() throws IOException {
        index("0.9.0", "[99.0.0;100.0.0)", jar("0.9.0"));
        assertThat(offered()).isEmpty();
    }

    /** openHAB says so in its log at level debug only, and does as if the range admitted it. */
    @Test
    @Order(2)
    void aRangeThatIsNoneKeepsNobodyFromTheAddOn() throws IOException {
        index("0.9.0", "since 4.3", jar("0.9.0"));
        assertThat(offered()).hasSize(1);
    }

    /** The index has no place for a checksum and openHAB asks for none: what it can notice is that a JAR is none. */
    @Test
    @Order(3)
    void aJarThatWasCutOffIsNotInstalledAndCanBeInstalledWhenItIsWhole() throws IOException {
        byte[] whole = jar("1.0.0");
        index("1.0.0", "", Arrays.copyOf(whole, 1000));
        install();
        Awaitility.await("openHAB says why not").atMost(PATIENCE)
                .until(() -> events.stream().anyMatch(each -> each.contains("/failed")));
        System.out.println(events.stream().filter(each -> each.contains("/failed")).findFirst().orElse(""));
        assertThat(openHab.status("/thing-types/occupancy:location")).isEqualTo(404);
        index("1.0.0", "", whole);
    }

    @Test
    @Order(4)
    void installsUpdatesAndGoesAndWhatIsKnownStays() throws IOException {
        index("1.0.0", "", jar("1.0.0"));
        assertThat(offered()).singleElement().satisfies(each -> {
            assertThat(each.path("compatible").asBoolean()).isTrue();
            assertThat(each.path("version").asText()).isEqualTo("1.0.0");
        });
        install();
        awaitThingTypes(200);
        openHab.item("Store_Motion", "Switch", "Motion", null);
        openHab.item("Store_Occupied", "Switch", "Occupied", null);
        openHab.update("Store_Motion", "OFF");
        openHab.thing(HOME, "Store", null, OpenHab.JSON.createObjectNode());
        openHab.thing(ROOM, "Room", HOME, OpenHab.JSON.createObjectNode().put("timeout", 3600));
        openHab.source(ROOM, "motion", "pir", OpenHab.JSON.createObjectNode().put("item", "Store_Motion"));
        openHab.awaitStatus(ROOM, "ONLINE");
        openHab.link("Store_Occupied", ROOM + ":occupancy");
        openHab.update("Store_Motion", "ON");
        openHab.awaitState("Store_Occupied", "ON");
        openHab.update("Store_Motion", "OFF");

        openHab.send("POST", "/addons/" + ADDON + "/uninstall?serviceId=json", null);
        openHab.awaitStatus(ROOM, "UNINITIALIZED");
        index("1.1.0", "", jar("1.1.0"));
        assertThat(offered()).singleElement()
                .satisfies(each -> assertThat(each.path("version").asText()).isEqualTo("1.1.0"));
        openHab.update("Store_Occupied", "OFF");
        install();
        openHab.awaitStatus(ROOM, "ONLINE");
        openHab.awaitState("Store_Occupied", "ON");
        assertThat(openHab.get("/links").findValuesAsText("channelUID")).contains(ROOM + ":occupancy");

        openHab.send("POST", "/addons/" + ADDON + "/uninstall?serviceId=json", null);
        openHab.awaitStatus(ROOM, "UNINITIALIZED");
    }
}
