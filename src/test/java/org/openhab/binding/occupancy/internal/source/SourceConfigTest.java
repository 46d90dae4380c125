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
package org.openhab.binding.occupancy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * The settings of sources, as forms and home files have them, and what is said about bad ones.
 */
@NonNullByDefault
class SourceConfigTest {

    private static SourceConfig.Builder of(SourceType type) {
        return SourceConfig.builder("kitchen", "Item", type);
    }

    @Test
    void takesEverySettingByName() {
        SourceConfig motion = of(SourceType.MOTION).set("id", " pir ").set("timeout", "1m30s").set("occupant", "Mike ")
                .set("sustainOnly", "TRUE").set("activeStates", "ON, 1").set("invert", true).set("pulseOnly", "yes")
                .set("maxActive", new BigDecimal("6E+1")).build();
        assertThat(motion.id()).isEqualTo("pir");
        assertThat(motion.location()).isEqualTo("kitchen");
        assertThat(motion.item()).isEqualTo("Item");
        assertThat(motion.timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(motion.occupant()).isEqualTo("Mike");
        assertThat(motion.sustainOnly()).isTrue();
        assertThat(motion.activeStates()).containsExactly("ON", "1");
        assertThat(motion.invert()).isTrue();
        assertThat(motion.pulseOnly()).isTrue();
        assertThat(motion.needsRepeats()).isTrue();
        assertThat(motion.maxActive()).isEqualTo(Duration.ofMinutes(1));
        assertThat(of(SourceType.PRESENCE).set("lostTimeout", Duration.ofHours(1)).build().lostTimeout())
                .isEqualTo(Duration.ofHours(1));
        assertThat(of(SourceType.DOOR).set("boundary", "off").build().boundary()).isFalse();
        assertThat(of(SourceType.ACTIVITY).set("ignoreStates", Arrays.asList("OFF", null, " ")).build().ignoreStates())
                .containsExactly("OFF");
        SourceConfig level = of(SourceType.LEVEL).set("on", new BigDecimal("1E+2")).set("off", 50).set("minDuration", 5)
                .build();
        assertThat(level.on()).hasToString("100");
        assertThat(level.off()).hasToString("50");
        assertThat(level.minDuration()).isEqualTo(Duration.ofSeconds(5));
    }

    static Stream<Arguments> settings() {
        return Stream.of(SourceType.values())
                .flatMap(type -> type.settings().stream().map(setting -> Arguments.of(type, setting)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingArrives(SourceType type, String setting) throws ReflectiveOperationException {
        SourceConfig usual = needed(type).build();
        Method getter = SourceConfig.class.getMethod(setting);
        SourceConfig set = needed(type).set(setting, another(setting, getter.getReturnType(), getter.invoke(usual)))
                .build();
        assertThat(getter.invoke(set)).as("%s of a source of type %s", setting, type).isNotEqualTo(getter.invoke(usual))
                .isEqualTo(set.given().get(setting));
        assertThat(set).isNotEqualTo(usual).isEqualTo(set.toBuilder().build());
    }

    private static SourceConfig.Builder needed(SourceType type) {
        SourceConfig.Builder builder = of(type);
        return type == SourceType.LEVEL ? builder.on("50") : type == SourceType.PERSON ? builder.map("1=A") : builder;
    }

    private static String another(String setting, Class<?> type, @Nullable Object usual) {
        return type == boolean.class ? String.valueOf(!Boolean.TRUE.equals(usual))
                : type == Boolean.class ? "true"
                        : type == Duration.class ? "7s"
                                : type == Quantity.class ? setting.equals("on") ? "60" : "40"
                                        : type == Map.class ? "2=B" : "another";
    }

    /** A new setting fails here until it is compared. */
    @ParameterizedTest
    @MethodSource("fields")
    void sourcesThatDifferInOneSettingAreNotEqual(Field field) throws ReflectiveOperationException {
        SourceConfig one = of(SourceType.DOOR).build();
        SourceConfig other = one.toBuilder().build();
        assertThat(other).isEqualTo(one).isNotSameAs(one);
        field.setAccessible(true);
        Object value = field.get(one);
        Class<?> type = field.getType();
        field.set(other,
                value instanceof Boolean flag ? (Object) !flag
                        : type == Boolean.class ? Boolean.FALSE
                                : type == String.class ? "another"
                                        : type == Duration.class ? Duration.ofSeconds(7)
                                                : type == Set.class ? Set.of("ON")
                                                        : type == Map.class ? Map.of("1", "A")
                                                                : type == Quantity.class ? Quantity.parse("on", "7")
                                                                        : SourceType.COUNT);
        assertThat(other).as("SETTINGS of SourceConfig has no " + field.getName()).isNotEqualTo(one);
    }

    static List<Field> fields() {
        return Stream.of(SourceConfig.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers())).toList();
    }

    @Test
    void leavesDefaults() {
        SourceConfig door = of(SourceType.DOOR).set("boundary", null).set("id", " ").set("timeout", "").occupant(" ")
                .build();
        assertThat(door.id()).isEqualTo("Item");
        assertThat(door.boundary()).isTrue();
        assertThat(door.timeout()).isNull();
        assertThat(door.occupant()).isNull();
        assertThat(door.maxActive()).isNull();
        assertThat(door.lostTimeout()).isNull();
        assertThat(door.minDuration()).isZero();
        assertThat(door.needsRepeats()).isFalse();
        assertThat(door.sustainOnly()).isFalse();
        assertThat(door.invert()).isFalse();
        SourceConfig level = of(SourceType.LEVEL).on("50 W").build();
        assertThat(level.off()).isEqualTo(level.on());
        assertThat(level).hasToString("SourceConfig[Item, level of kitchen]");
    }

    @Test
    void isEqualWhenEverySettingIs() {
        assertThat(of(SourceType.PERSON).map("1=A, 2=B").build())
                .isEqualTo(of(SourceType.PERSON).map(Map.of("1", "A", "2", "B")).build())
                .hasSameHashCodeAs(of(SourceType.PERSON).map("1=A").build())
                .isNotEqualTo(of(SourceType.PERSON).map("1=A").build()).isNotEqualTo("Item");
        assertThat(of(SourceType.MOTION).build()).isNotEqualTo(of(SourceType.PRESENCE).build());
    }

    @Test
    void readsMaps() {
        assertThat(of(SourceType.PERSON).map(" 1234 = Mike ,5678=Marla;Alex\n9= ,").build().map())
                .containsExactlyInAnyOrderEntriesOf(Map.of("1234", "Mike", "5678", "Marla", "Alex", "Alex", "9", ""));
        assertThat(of(SourceType.PERSON).set("map", List.of("1=A", "2=B")).build().map())
                .isEqualTo(Map.of("1", "A", "2", "B"));
        assertThat(of(SourceType.PERSON).set("map", Map.of(1234, "Mike")).build().map())
                .isEqualTo(Map.of("1234", "Mike"));
    }

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MOTION   | timeout     | abc     | the setting timeout is "abc"; a duration is written 90s, 10m, 2h, 1h30m, PT10M or as seconds.
            MOTION   | timeout     | -5      | the setting timeout is "-5"; it must not be negative.
            PRESENCE | lostTimeout | 101000d | the setting lostTimeout is "101000d"; it must not be longer than 100 years.
            MOTION   | maxActive   | 0       | the setting maxActive is "0"; it must be longer than nothing.
            MOTION   | pulseOnly   | maybe   | the setting pulseOnly is "maybe"; it must be true or false.
            MOTION   | pulsOnly    | true    | a source of type motion has no setting pulsOnly; did you mean "pulseOnly"?
            DOOR     | pulseOnly   | true    | a source of type door has no setting pulseOnly; known are id, timeout, occupant, sustainOnly, activeStates, invert, boundary, exit.
            LEVEL    | on          | much    | the setting on is "much"; it must be a number such as 50, 50 W or 21.5 °C.
            LEVEL    | on          | 50 w    | the setting on is "50 w"; the unit w is not known; did you mean "W"?
            LEVEL    | on          | 5 parsec| the setting on is "5 parsec"; the unit parsec is not known, such as W, kW, %, °C, lx, ppm or dB are.
            LEVEL    | off         | 50 W    | the setting on is missing, the number above which it holds.
            PERSON   | timeout     | 5       | it needs an occupant, or a map from states to persons such as 1234=Mike.
            PERSON   | map         | 1=A=B   | the setting map is "1=A=B"; the entry "1=A=B" must be a state and what it stands for, such as 1234=Mike.
            PERSON   | map         | =A      | the setting map is "=A"; the entry "=A" must be a state and what it stands for, such as 1234=Mike.
            PERSON   | map         | 'a=B,a=C' | the setting map is "a=B,a=C"; the state a is given twice.
            """)
    void refusesInOneSentence(SourceType type, String setting, String value, String sentence) {
        // @formatter:on
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> of(type).set(setting, value).build())
                .withMessage("The source Item of kitchen: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            50 W  | 60 W   | the setting off is "60 W"; it must not be above on, which is 50 W.
            50 W  | 0.1 kW | the setting off is "0.1 kW"; it must not be above on, which is 50 W.
            50 W  | 20 lx  | the setting off is "20 lx"; it cannot be compared with on, which is 50 W.
            """)
    void refusesThresholdsThatDoNotGoTogether(String on, String off, String sentence) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> of(SourceType.LEVEL).on(on).off(off).build())
                .withMessage("The source Item of kitchen: " + sentence);
        assertThat(of(SourceType.LEVEL).on(on).off("50").build().off()).hasToString("50");
    }

    @ParameterizedTest
    @CsvSource({ "PT-90S,PT-1M-30S,it must not be negative",
            "PT876624H,PT876624H,it must not be longer than 100 years" })
    void refusesDurationsThatAreNone(Duration value, String text, String sentence) {
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> of(SourceType.DOOR).timeout(value))
                .withMessage("The source Item of kitchen: the setting timeout is \"" + text + "\"; " + sentence + ".");
    }

    @ParameterizedTest
    @CsvSource({ "true,true", "ON,true", "Yes,true", "false,false", "OFF,false", "no,false" })
    void readsTruthValues(String text, boolean value) {
        assertThat(of(SourceType.DOOR).set("boundary", text).build().boundary()).isEqualTo(value);
        assertThat(of(SourceType.DOOR).set("invert", text).build().invert()).isEqualTo(value);
    }

    @Test
    void needsALocationAndAnItem() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> SourceConfig.builder(" ", "Item", SourceType.DOOR))
                .withMessage("The source Item has no location.");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> SourceConfig.builder("kitchen", "", SourceType.DOOR))
                .withMessage("A source of type door of kitchen has no item.");
    }

    @Test
    void knowsItsTypes() {
        for (SourceType type : SourceType.values()) {
            assertThat(SourceType.fromId(type.id())).isSameAs(type);
        }
        assertThat(SourceType.fromId(" Motion")).isSameAs(SourceType.MOTION);
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> SourceType.fromId("motoin"))
                .withMessage("The source type \"motoin\" is not known; did you mean \"motion\"?");
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> SourceType.fromId("radar"))
                .withMessage("The source type \"radar\" is not known; known are "
                        + Arrays.stream(SourceType.values()).map(SourceType::id).collect(Collectors.joining(", "))
                        + ".");
        assertThat(Suggestion.among(List.of(), "x")).isEqualTo(".");
        assertThat(Suggestion.among(List.of("timeout", "occupant"), "timout")).contains("did you mean \"timeout\"");
        assertThat(Suggestion.among(List.of("timeout", "occupant"), "ocupantt")).contains("did you mean \"occupant\"");
        assertThat(Suggestion.among(List.of("timeout"), "teimotu")).startsWith("; known are");
    }

    @ParameterizedTest
    @CsvSource({ "TIMEOUT,true,false,true,TIMEOUT", "DEPARTURE,false,true,false,DEPARTURE",
            "DEPARTURE,true,false,false,DEPARTURE", ",true,false,true,DEPARTURE", ",true,false,false,TIMEOUT",
            ",true,true,true,TIMEOUT", ",false,false,true,TIMEOUT", ",false,true,true,TIMEOUT" })
    void aLocationWithSourcesAndNoTimeoutWaitsForLeaving(Vacancy configured, boolean hasSources, boolean hasTimeouts,
            boolean canBeSeenLeft, Vacancy expected) {
        assertThat(VacancyDefault.of(configured, hasSources, hasTimeouts, canBeSeenLeft)).isSameAs(expected);
    }
}
