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
package org.openhab.binding.occupancy.internal.replay.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.AnotherValue;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationKind;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * What home files can say, and what they are told when they say it wrong.
 */
@NonNullByDefault
class HomeFileTest {

    private static final String EVERYTHING = """
            headCount: 2
            locations:
              - id: home
                kind: VIRTUAL
                linger: 1m
              - id: kitchen
                parent: home
                strategy: follow_parent
                contributesToParent: false
                timeouts: {default: 3m, motion: 90s, presence: 300, tap: PT2H}
                identityHolds: true
                adjacent: [hall]
                vacancy: DEPARTURE
                stayTimeout: 2h
                leaveTimeout: 45s
                sources:
                  - {item: K_PIR, id: pir, type: motion, timeout: 2m, pulseOnly: true, maxActive: 1h, confirm: 40s}
                  - {item: K_Radar, type: presence, sustainOnly: true, lostTimeout: 30s, activeStates: [ON, 1]}
                  - {item: K_Door, type: door, boundary: false, invert: true}
                  - {item: K_Light, type: activity, ignoreStates: [OFF]}
                  - {item: K_Power, type: level, on: 23.5 W, off: 20 W, minDuration: 10s}
                  - {item: Mike_Phone, type: person, occupant: Mike, map: {home_wifi: kitchen, away: ""}}
                  - {item: K_Count, type: count, minDuration: 5s}
              - id: hall
                parent: home
                passage: true
            """;

    @TempDir
    @SuppressWarnings("null") // set by JUnit
    Path folder;

    @ParameterizedTest
    @EnumSource(SourceType.class)
    void everyTypeOfSourceCanBeInAHome(SourceType type) {
        Home home = HomeFile.parse("""
                locations:
                  - id: kitchen
                    sources:
                      - {item: A, type: %s%s}
                """.formatted(type.id(),
                type.settings().contains("on") ? ", on: 5" : type.settings().contains("map") ? ", map: 1=Mike" : ""),
                "home.yaml");
        assertThat(home.sources()).singleElement().extracting(SourceConfig::type).isEqualTo(type);
    }

    static List<LocationSetting> settingsOfLocations() {
        return LocationSetting.ALL;
    }

    @ParameterizedTest
    @MethodSource("settingsOfLocations")
    void everySettingOfALocationArrives(LocationSetting setting) throws ReflectiveOperationException {
        AnotherValue another = AnotherValue.of(setting);
        LocationConfig kitchen = HomeFile
                .parse("locations: [{id: kitchen, %s: %s}, {id: hall}]".formatted(setting, another.inFile()),
                        "home.yaml")
                .locations().get(0);
        assertThat(AnotherValue.shown(setting, kitchen)).as("%s of a location that a home file says it of", setting)
                .asString().contains(another.shown());
        assertThat(setting.given(kitchen)).as("what a home file says of %s", setting).asString()
                .contains(another.shown());
    }

    @Test
    void everySettingArrives() {
        Home home = HomeFile.parse(EVERYTHING, "home.yaml");

        assertThat(home.ids()).containsExactly("home", "kitchen", "hall");
        LocationConfig root = home.locations().get(0);
        assertThat(root.kind()).isEqualTo(LocationKind.VIRTUAL);
        assertThat(root.linger()).isEqualTo(Duration.ofMinutes(1));
        assertThat(root.headCount()).isEqualTo(2);
        LocationConfig kitchen = home.locations().get(1);
        assertThat(kitchen.parent()).isEqualTo("home");
        assertThat(kitchen.strategy()).isEqualTo(Strategy.FOLLOW_PARENT);
        assertThat(kitchen.contributesToParent()).isFalse();
        assertThat(kitchen.timeouts()).containsEntry("default", Duration.ofMinutes(3))
                .containsEntry("motion", Duration.ofSeconds(90)).containsEntry("presence", Duration.ofMinutes(5))
                .containsEntry("tap", Duration.ofHours(2));
        assertThat(kitchen.identityHolds()).isTrue();
        assertThat(kitchen.vacancy()).isEqualTo(Vacancy.DEPARTURE);
        assertThat(kitchen.stayTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(kitchen.leaveTimeout().usual()).isEqualTo(Duration.ofSeconds(45));
        assertThat(kitchen.headCount()).as("known for the whole home only").isNull();
        LocationConfig hall = home.locations().get(2);
        assertThat(hall.passage()).isTrue();
        assertThat(hall.adjacent()).as("as written").isEmpty();
        assertThat(kitchen.adjacent()).containsExactly("hall");

        assertThat(home.sources()).extracting(SourceConfig::location).containsOnly("kitchen");
        SourceConfig motion = home.sources().get(0);
        assertThat(motion.id()).isEqualTo("pir");
        assertThat(motion.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(motion.pulseOnly()).isTrue();
        assertThat(motion.maxActive()).isEqualTo(Duration.ofHours(1));
        assertThat(motion.confirm()).isEqualTo(Duration.ofSeconds(40));
        SourceConfig radar = home.sources().get(1);
        assertThat(radar.id()).isEqualTo("K_Radar");
        assertThat(radar.sustainOnly()).isTrue();
        assertThat(radar.lostTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(radar.activeStates()).containsExactly("ON", "1");
        assertThat(home.sources().get(2).boundary()).isFalse();
        assertThat(home.sources().get(2).invert()).isTrue();
        assertThat(home.sources().get(3).ignoreStates()).containsExactly("OFF");
        SourceConfig level = home.sources().get(4);
        assertThat(level.on()).hasToString("23.5 W");
        assertThat(level.off()).hasToString("20 W");
        assertThat(level.minDuration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(home.sources().get(5).occupant()).isEqualTo("Mike");
        assertThat(home.sources().get(5).map()).containsEntry("home_wifi", "kitchen").containsEntry("away", "");
        assertThat(home.sources().get(6).minDuration()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "{id: a}                                                                       | TIMEOUT", //
            "{id: a, sources: [{item: x, type: motion}]}                                   | DEPARTURE", //
            "{id: a, timeouts: {motion: 5m}, sources: [{item: x, type: motion}]}           | TIMEOUT", //
            "{id: a, vacancy: TIMEOUT, sources: [{item: x, type: motion}]}                 | TIMEOUT", //
            "{id: a, vacancy: DEPARTURE, timeouts: {motion: 5m}}                           | DEPARTURE" })
    void whatIsNotSaidFollowsFromWhatIs(String location, Vacancy expected) {
        Home home = HomeFile.parse("locations: [" + location + ", {id: b, sources: [{item: y, type: motion}]}]",
                "home.yaml");
        assertThat(home.locations().get(0).vacancy()).isEqualTo(expected);
    }

    @Test
    void jsonSaysTheSameAsYaml() {
        Home yaml = HomeFile.parse("locations:\n  - id: a\n    timeouts: {motion: 90}\n  - {id: b, adjacent: [a]}\n",
                "home.yaml");
        Home json = HomeFile.parse("""
                {"locations": [{"id": "a", "timeouts": {"motion": 90}}, {"id": "b", "adjacent": ["a"]}]}""",
                "home.json");
        assertThat(json).isEqualTo(yaml);
    }

    @Test
    void anEmojiMayStandAnywhere() {
        for (int length = 1000; length < 1030; length++) {
            assertThat(HomeFile.parse("# " + "x".repeat(length) + "\ud83d\ude00\nlocations: [{id: a}]\n", "home.yaml")
                    .ids()).containsExactly("a");
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(mistake("", "The file home.yaml is empty."),
                mistake("\u0000\u0001", "The file home.yaml is not text."),
                mistake("just text",
                        "home.yaml, line 1, column 1: A home is an object with the keys headCount, locations."),
                mistake("a: [1, 2\nb: 3\n",
                        "home.yaml, line 2: This is neither YAML nor JSON: "
                                + "while parsing a flow sequence: expected ',' or ']', but got :."),
                mistake("{\"locations\": [}",
                        "home.yaml, line 1: This is neither YAML nor JSON: "
                                + "Unexpected close marker '}': expected ']'."),
                mistake("{\"locations\": []} x", "home.yaml, line 1: This is neither YAML nor JSON: "
                        + "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', "
                        + "'true' or 'false')."),
                mistake("locations: []\n---\nlocations: []\n",
                        "home.yaml, line 3: There is something after the end of the home."),
                mistake("headCount: 1\n", "home.yaml, line 1, column 1: The home has no locations."),
                mistake("locations: {}\n", "home.yaml, line 1, column 1: locations must be a list."),
                mistake("lokations: []\n",
                        "home.yaml, line 1, column 1: lokations is not a key of a home; "
                                + "did you mean \"locations\"?"),
                mistake("headCount: 0\nlocations: []\n",
                        "home.yaml, line 1, column 1: headCount is \"0\"; it must be a whole number, 1 or more."),
                mistake("locations: [5]\n", "home.yaml, line 1, column 13: locations[0] must be an object with an id."),
                mistake("locations:\n  - {}\n", "home.yaml, line 2, column 5: locations[0] has no id."),
                mistake("locations:\n  - id: a\n  - id: a\n",
                        "home.yaml, line 3, column 5: "
                                + "The location a is given twice, at locations[0] and at locations[1]."),
                mistake("locations:\n  - id: a\n    id: b\n", "home.yaml, line 3: locations[0].id is given twice."),
                mistake("locations:\n  - id: a\n    paren: b\n",
                        "home.yaml, line 3, column 5: "
                                + "locations[0].paren is not a key of a location; did you mean \"parent\"?"),
                mistake("locations:\n  - id: living\n  - id: a\n    parent: livng\n",
                        "home.yaml, line 4, column 5: "
                                + "locations[1].parent names the location \"livng\", which does not exist; "
                                + "did you mean \"living\"?"),
                mistake("locations:\n  - {id: a, parent: c}\n  - {id: b, parent: a}\n  - {id: c, parent: b}\n",
                        "home.yaml, line 1, column 1: The parent of a makes a cycle: a -> c -> b -> a."),
                mistake("locations:\n  - id: a\n    parent: a\n",
                        "home.yaml, line 1, column 1: The parent of a makes a cycle: a -> a."),
                mistake("locations:\n  - id: a\n    adjacent: [a]\n",
                        "home.yaml, line 3, column 16: The location a is given as adjacent to itself."),
                mistake("locations:\n  - id: hall\n    adjacent: [hal]\n",
                        "home.yaml, line 3, column 16: "
                                + "locations[0].adjacent[0] names the location \"hal\", which does not exist; "
                                + "did you mean \"hall\"?"),
                mistake("locations:\n  - id: a\n    adjacent: b\n",
                        "home.yaml, line 3, column 5: locations[0].adjacent must be a list of location ids."),
                mistake("locations:\n  - id: a\n    strategy: FOLLOW\n",
                        "home.yaml, line 3, column 5: " + "locations[0].strategy is \"FOLLOW\", which is not known; "
                                + "known are INDEPENDENT, FOLLOW_PARENT."),
                mistake("locations:\n  - id: a\n    passage: maybe\n",
                        "home.yaml, line 3, column 5: "
                                + "locations[0].passage is \"maybe\"; it must be true or false."),
                mistake("locations:\n  - id: a\n    linger: long\n",
                        "home.yaml, line 3, column 5: " + "The setting locations[0].linger is \"long\"; "
                                + "a duration is written 90s, 10m, 2h, 1h30m, PT10M or as seconds."),
                mistake("locations:\n  - id: a\n    timeouts: {motion: -5}\n",
                        "home.yaml, line 3, column 16: "
                                + "The setting locations[0].timeouts.motion is \"-5\"; it must not be negative."),
                mistake("locations:\n  - id: a\n    timeouts: 5m\n",
                        "home.yaml, line 3, column 5: "
                                + "locations[0].timeouts must be an object of category and duration."),
                mistake("locations:\n  - id: a\n    sources:\n      - tpye: motion\n",
                        "home.yaml, line 4, column 9: "
                                + "locations[0].sources[0].tpye is not a key of a source; did you mean \"type\"?"),
                mistake("locations:\n  - id: a\n    sources:\n      - type: motion\n",
                        "home.yaml, line 4, column 9: locations[0].sources[0] has no item."),
                mistake("locations:\n  - id: a\n    sources:\n      - item: x\n",
                        "home.yaml, line 4, column 9: The source x of a has no type."),
                mistake("locations:\n  - id: a\n    sources:\n      - {item: x, type: moton}\n",
                        "home.yaml, line 4, column 19: The source type \"moton\" is not known; "
                                + "did you mean \"motion\"?"),
                mistake("locations:\n  - id: a\n    sources:\n      - {item: x, type: door, maxActive: 5m}\n",
                        "home.yaml, line 4, column 31: The source x of a: a source of type door has no setting "
                                + "maxActive; known are id, timeout, occupant, sustainOnly, activeStates, "
                                + "invert, boundary, exit."),
                mistake("locations:\n  - id: a\n    sources:\n      - {item: x, type: level}\n",
                        "home.yaml, line 4, column 9: The source x of a: the setting on is missing, "
                                + "the number above which it holds."),
                mistake("locations:\n  - id: a\n    sources: [{item: x, type: door}, {item: x, type: motion}]\n",
                        "home.yaml, line 3, column 38: " + "The source x of a is given twice; give one of them an id."),
                mistake("locations:\n  - id: a\n    sources: [{item: x, type: person, occupant: Mike, map: {h: b}}]\n",
                        "home.yaml, line 3, column 61: locations[0].sources[0].map.h names the location \"b\", "
                                + "which does not exist; did you mean \"a\"?"));
    }

    private static Arguments mistake(String file, String sentence) {
        return Arguments.of(file, sentence);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeGetsOneSentenceThatSaysWhatAndWhere(String file, String sentence) {
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> HomeFile.parse(file, "home.yaml"))
                .withMessage(sentence).withNoCause();
    }

    @Test
    void aFileThatIsNoHomeIsRefused() throws Exception {
        Path missing = folder.resolve("missing.yaml");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1 });
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 24) + 1]);

        assertThatExceptionOfType(InputException.class).isThrownBy(() -> HomeFile.read(missing))
                .withMessage("There is no file " + missing + ".");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> HomeFile.read(folder))
                .withMessageStartingWith("The file " + folder + " cannot be read");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> HomeFile.read(binary))
                .withMessage("The file " + binary + " is not UTF-8 text.");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> HomeFile.read(huge))
                .withMessage("The file " + huge + " is not a home file: it is larger than 16 MB.");
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        assertThat(HomeFile.parse("\uFEFFlocations: [{id: a}]", "home.yaml").ids()).containsExactly("a");
    }

    /** Whoever leaves the only location with sensors is seen nowhere else: its light would stay on for hours. */
    @Test
    void theOnlyLocationWithSourcesIsLeftByTimeUnlessADoorShowsWhoLeaves() {
        String only = """
                locations:
                  - id: home
                  - id: kitchen
                    parent: home
                    sources: [{item: Pir, type: motion}]
                  - id: living
                    parent: home
                """;
        assertThat(vacancy(only)).isEqualTo(Vacancy.TIMEOUT);
        assertThat(vacancy(only + "    sources: [{item: Other_Pir, type: motion}]\n")).isEqualTo(Vacancy.DEPARTURE);
        assertThat(vacancy(only.replace("[{item: Pir", "[{item: Door, type: door}, {item: Pir")))
                .isEqualTo(Vacancy.DEPARTURE);
        assertThat(vacancy(only.replace("    sources", "    vacancy: DEPARTURE\n    sources")))
                .as("whoever says so gets it").isEqualTo(Vacancy.DEPARTURE);
    }

    private static Vacancy vacancy(String home) {
        return HomeFile.parse(home, "home.yaml").locations().get(1).vacancy();
    }
}
