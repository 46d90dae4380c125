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
package org.openhab.binding.occupancy.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The full example of the README works when it is copied: openHAB can read it, and whatever a part of it names is
 * there.
 */
class ReadmeExampleTest {

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[A-Za-z0-9_:-]*[A-Za-z0-9_-]|[^\\s]");

    private record Thing(String uid, String parent, String label, Map<String, List<String>> settings,
            List<Channel> channels) {

        String type() {
            return uid.split(":")[1];
        }
    }

    private record Channel(String type, String id, Map<String, List<String>> settings) {

        String item() {
            return settings.get("item").get(0);
        }
    }

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private String items = "";
    private String rules = "";
    private List<String> tokens = List.of();
    private int next;

    @BeforeEach
    void read() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> example = blocks(readme, "## Full example");
        assertThat(example).hasSize(2);
        items = example.get(1);
        rules = String.join("\n", blocks(readme, "## Rules"));
        tokens = find(TOKEN, example.get(0), 0);
        while (next < tokens.size()) {
            thing(null);
        }
    }

    @Test
    void everySettingAndChannelTypeIsKnown() {
        assertThat(things.values()).hasSizeGreaterThan(5).allSatisfy(thing -> {
            assertThat(OhInf.thingTypes()).containsKey(thing.type());
            assertThat(OhInf.parameters(OhInf.thingTypes().get(thing.type())).keySet()).as(thing.uid())
                    .containsAll(thing.settings().keySet());
            assertThat(thing.channels()).allSatisfy(channel -> {
                assertThat(OhInf.channelTypes()).containsKey(channel.type());
                assertThat(OhInf.parameters(OhInf.channelTypes().get(channel.type())).keySet()).as(channel.id())
                        .containsAll(channel.settings().keySet());
            });
        });
    }

    @Test
    void everyLocationHasAParentAndNeighboursThatAreThere() {
        assertThat(things.values()).allSatisfy(thing -> {
            assertThat(thing.parent() == null).as(thing.uid()).isEqualTo("home".equals(thing.type()));
            assertThat(things.keySet()).containsAll(thing.settings().getOrDefault("adjacent", List.of()));
        });
    }

    @Test
    void everyPersonIsToldOfByASource() {
        Set<String> persons = new HashSet<>();
        Set<String> told = new HashSet<>();
        things.values().forEach(thing -> {
            if ("person".equals(thing.type())) {
                persons.add(thing.label());
            }
            thing.channels().forEach(channel -> told.addAll(channel.settings().getOrDefault("occupant", List.of())));
        });
        assertThat(told).isNotEmpty().isEqualTo(persons);
    }

    @Test
    void everyItemThatIsUsedIsDefined() {
        Set<String> defined = new HashSet<>(find(Pattern.compile("(?m)^[A-Z]\\w+(?::\\w+)?\\s+(\\w+)"), items, 1));
        Set<String> used = new HashSet<>(sources(""));
        used.addAll(itemsOfTheRules());
        assertThat(used).hasSizeGreaterThan(10);
        assertThat(defined).containsAll(used);
    }

    @Test
    void everyChannelThatIsLinkedOrListenedToIsThere() {
        List<String> linked = find(Pattern.compile("channel=\"([^\"]+)\""), items, 1);
        linked.addAll(find(Pattern.compile("Channel \"([^\"]+)\""), rules, 1));
        assertThat(linked).isNotEmpty().allSatisfy(channel -> {
            int end = channel.lastIndexOf(':');
            assertThat(things).containsKey(channel.substring(0, end));
            assertThat(OhInf.channels(OhInf.thingTypes().get(channel.split(":")[1])))
                    .containsKey(channel.substring(end + 1));
        });
    }

    @Test
    void everyLocationThatARuleActsOnIsThere() {
        assertThat(find(Pattern.compile("\"occupancy\", \"([^\"]+)\""), rules, 1)).isNotEmpty()
                .allSatisfy(uid -> assertThat(things).containsKey(uid));
    }

    /** The rule's OFF would be activity, the location occupied again, and the rule's ON next. */
    @Test
    void whatARuleSwitchesIsNoActivity() {
        assertThat(find(Pattern.compile("(\\w+)\\.sendCommand"), rules, 1)).isNotEmpty()
                .doesNotContainAnyElementsOf(sources("activity"));
    }

    private List<String> sources(String type) {
        return things.values().stream().flatMap(thing -> thing.channels().stream())
                .filter(channel -> channel.type().startsWith(type)).map(Channel::item).toList();
    }

    private Set<String> itemsOfTheRules() {
        Set<String> used = new HashSet<>(find(Pattern.compile("Item (\\w+) (?:changed|received)"), rules, 1));
        used.addAll(find(Pattern.compile("(\\w+)\\.(?:state|sendCommand)"), rules, 1));
        used.addAll(find(Pattern.compile("ItemCommandTrigger\\(\"(\\w+)\""), rules, 1));
        return used;
    }

    private static List<String> blocks(String readme, String heading) {
        int start = readme.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = readme.indexOf("\n## ", start + heading.length());
        return find(Pattern.compile("(?s)```java(?:script)?\n(.*?)```"), readme.substring(start, end), 1);
    }

    private static List<String> find(Pattern pattern, String text, int group) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find();) {
            found.add(matcher.group(group));
        }
        return found;
    }

    // The grammar of openHAB's files of things, the same in 4.3 and 5.2. Of the parent in round brackets it knows for a
    // Thing only: a Bridge stands inside its parent.

    private void thing(String parent) {
        boolean bridge = accept("Bridge");
        if (!bridge) {
            expect("Thing");
        }
        String uid = token();
        if (!uid.contains(":")) {
            assertThat(parent).as("the short form of %s stands in a bridge", uid).isNotNull();
            uid = "occupancy:" + uid + parent.substring(parent.indexOf(':', parent.indexOf(':') + 1)) + ":" + token();
        }
        String label = text(token());
        String above = parent;
        if (!bridge && accept("(")) {
            above = token();
            expect(")");
        }
        Map<String, List<String>> settings = settings();
        List<Channel> channels = new ArrayList<>();
        assertThat(things.put(uid, new Thing(uid, above, label, settings, channels))).as("twice: %s", uid).isNull();
        if (accept("{")) {
            while (bridge && ("Bridge".equals(peek()) || "Thing".equals(peek()))) {
                thing(uid);
            }
            if (accept("Channels")) {
                expect(":");
            }
            while (accept("Type")) {
                String type = token();
                expect(":");
                String id = token();
                assertThat(token()).startsWith("\"");
                channels.add(new Channel(type, id, settings()));
            }
            expect("}");
        }
    }

    private Map<String, List<String>> settings() {
        Map<String, List<String>> settings = new HashMap<>();
        if (accept("[")) {
            List<String> values = List.of();
            do {
                // a comma is followed by the next setting, or by another value of the same
                if (next + 1 < tokens.size() && "=".equals(tokens.get(next + 1))) {
                    values = new ArrayList<>();
                    settings.put(token(), values);
                    expect("=");
                }
                values.add(text(token()));
            } while (accept(","));
            expect("]");
        }
        return settings;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "the end";
    }

    private String token() {
        String token = peek();
        next++;
        return token;
    }

    private boolean accept(String token) {
        boolean there = token.equals(peek());
        if (there) {
            next++;
        }
        return there;
    }

    private void expect(String token) {
        assertThat(token()).as("after %s", tokens.subList(Math.max(0, next - 6), next - 1)).isEqualTo(token);
    }

    private static String text(String token) {
        return token.replace("\"", "");
    }
}
