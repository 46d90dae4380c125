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
package org.openhab.binding.occupancy.internal.replay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhab.binding.occupancy.internal.replay.home.Home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Plays scripts of requests ({@code >}) and the answers they must get ({@code <}). A text that ends with an asterisk
 * stands for every text that begins like it and goes on.
 */
@NonNullByDefault
class LineProtocolTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = { "event", "lock", "advance", "item", "state", "explain", "snapshot", "configure", "error" })
    void answersAsInTheScript(String script) throws IOException {
        LineProtocol protocol = new LineProtocol(Home.EMPTY);
        Iterator<String> lines = script(script).iterator();
        int answers = 0;
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(">")) {
                String answer = protocol.answer(line.substring(1).strip());
                String expected = lines.next();
                assertThat(expected).startsWith("< ");
                assertThat(answer).doesNotContain("\n");
                assertMatches(MAPPER.readTree(answer), MAPPER.readTree(expected.substring(2)), line);
                answers++;
            } else {
                assertThat(line).startsWith("#");
            }
        }
        assertThat(answers).isGreaterThanOrEqualTo(4);
    }

    /** As AssertJ's comparison of trees, but for the asterisk, and the order of fields counts as well. */
    private static void assertMatches(JsonNode actual, JsonNode expected, String at) {
        if (expected.isTextual() && expected.asText().endsWith("*")) {
            String start = expected.asText().substring(0, expected.asText().length() - 1);
            assertThat(actual.asText()).as(at).startsWith(start).hasSizeGreaterThan(start.length());
        } else if (expected.isObject() && actual.isObject()) {
            assertThat(actual.properties().stream().map(Map.Entry::getKey)).as(at)
                    .containsExactlyElementsOf(expected.properties().stream().map(Map.Entry::getKey).toList());
            expected.properties().forEach(
                    field -> assertMatches(actual.path(field.getKey()), field.getValue(), at + "\n." + field.getKey()));
        } else if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
            for (int i = 0; i < expected.size(); i++) {
                assertMatches(actual.path(i), expected.path(i), at + "\n[" + i + "]");
            }
        } else {
            assertThat(actual).as(at).isEqualTo(expected);
        }
    }

    private static List<String> script(String name) throws IOException {
        try (InputStream in = LineProtocolTest.class.getResourceAsStream(name + ".txt")) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void aSnapshotBringsBackWhatWasExported() throws IOException {
        String configure = script("state").get(1).substring(2);
        LineProtocol before = new LineProtocol(Home.EMPTY);
        before.answer(configure);
        before.answer("""
                {"op":"event","at":"2026-01-01T12:00:00Z","location":"hall","type":"MOMENTARY","category":"motion",\
                "source":"pir","occupant":"Marla"}""");
        before.answer("""
                {"op":"event","at":"2026-01-01T12:00:00Z","location":"kitchen","type":"LOCK","owner":"cat"}""");
        JsonNode snapshot = MAPPER.readTree(before.answer("{\"op\":\"export\"}")).path("snapshot");
        LineProtocol after = new LineProtocol(Home.EMPTY);
        after.answer(configure);

        JsonNode answer = MAPPER.readTree(
                after.answer("{\"op\":\"restore\",\"at\":\"2026-01-01T12:00:00Z\",\"snapshot\":" + snapshot + "}"));

        assertThat(answer.path("transitions")).extracting(each -> each.path("cause").path("kind").asText()).isNotEmpty()
                .containsOnly("RESTORE");
        assertThat(answer.has("problems")).isFalse();
        assertThat(after.answer("{\"op\":\"state\"}")).isEqualTo(before.answer("{\"op\":\"state\"}")).contains("Marla",
                "cat");
    }

    @Test
    void noLineBreaksTheConversation() throws IOException {
        LineProtocol protocol = new LineProtocol(Home.EMPTY);
        Random random = new Random(3);
        String[] good = script("event").stream().filter(line -> line.startsWith(">")).map(line -> line.substring(2))
                .toArray(String[]::new);
        for (int i = 0; i < 3000; i++) {
            StringBuilder line = new StringBuilder(good[random.nextInt(good.length)]);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(3)) {
                    case 0 -> line.deleteCharAt(at);
                    case 1 -> line.insert(at, "{}[]\",:0-\u0000é".charAt(random.nextInt(11)));
                    default -> line.setCharAt(at, (char) random.nextInt(256));
                }
            }
            JsonNode answer = MAPPER.readTree(protocol.answer(line.toString()));
            assertThat(answer.has("transitions") || answer.has("error")).as(line.toString()).isTrue();
            assertThat(answer.path("error").path("code").asText()).as(line.toString()).isNotEqualTo("internal-error");
        }
        assertThat(protocol.answer("[".repeat(100_000))).contains("bad-json");
        assertThat(protocol.answer("{\"op\":\"restore\",\"at\":\"2026-01-01T12:00:00Z\",\"snapshot\":"
                + "{\"a\":".repeat(900) + "1" + "}".repeat(900) + "}")).contains("transitions");
    }
}
