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
package org.openhab.binding.occupancy.internal.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A new setting of a location fails here until it is compared.
 */
@NonNullByDefault
class LocationConfigTest {

    static List<Field> settings() {
        return Stream.of(LocationConfig.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers())).toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void locationsThatDifferInOneSettingAreNotEqual(Field setting) throws IllegalAccessException {
        LocationConfig one = LocationConfig.builder("room").parent("house").build();
        LocationConfig other = one.toBuilder().build();
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
        setting.setAccessible(true);
        setting.set(other, another(setting.get(one)));
        assertThat(other).as("FIELDS of LocationConfig has no " + setting.getName()).isNotEqualTo(one);
        assertThat(other.toBuilder().build()).as("a copy has the same " + setting.getName()).isEqualTo(other);
    }

    /** The home says of its locations what their parent is, how many people there are, and which doors are exits. */
    @Test
    void filesAndFormsKnowEverySetting() {
        assertThat(LocationSetting.ALL).extracting(LocationSetting::name).as("the lines of LocationSetting.ALL")
                .containsExactlyInAnyOrderElementsOf(Stream.of(LocationConfig.Builder.class.getMethods())
                        .filter(method -> method.getReturnType() == LocationConfig.Builder.class).map(Method::getName)
                        .filter(name -> !Set.of("parent", "headCount", "exits").contains(name)).distinct()
                        .map(name -> name.equals("timeout") ? "timeouts" : name).toList());
    }

    private static Object another(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Long number) {
            return number + 7;
        } else if (value instanceof Integer number) {
            return number + 7;
        } else if (value instanceof Enum<?> constant) {
            return Arrays.stream(constant.getDeclaringClass().getEnumConstants()).filter(each -> each != value)
                    .findFirst().orElseThrow();
        } else if (value instanceof LeaveTimeout timeout) {
            return LocationConfig.builder("room").leaveTimeout(timeout.usual().plusMillis(7)).build().leaveTimeout();
        } else if (value instanceof Map) {
            return Map.of("door", 7L);
        } else if (value instanceof Set) {
            return Set.of("hall");
        }
        if (value == null || value instanceof String) {
            return "another";
        }
        throw new AssertionError("another() of LocationConfigTest knows no second value of " + value.getClass());
    }

    @Test
    void aBuilderThatGoesOnDoesNotChangeWhatItMade() {
        LocationConfig.Builder builder = LocationConfig.builder("room").linger(Duration.ofSeconds(1));
        LocationConfig made = builder.build();
        builder.linger(Duration.ofSeconds(2)).parent("house").timeout("motion", Duration.ZERO);
        assertThat(made).isEqualTo(LocationConfig.builder("room").linger(Duration.ofSeconds(1)).build());
    }

    @Test
    void onlyTheBuiltInTimeoutsOfAPassageAreAsShortAsItsLeaveTimeout() {
        LocationConfig hall = LocationConfig.builder("hall").vacancy(Vacancy.DEPARTURE).passage(true)
                .leaveTimeout(Duration.ofSeconds(20)).timeout("motion", Duration.ofSeconds(90)).build();
        assertThat(List.of(hall.timeoutMillis("motion", 0), hall.timeoutMillis("presence", 0),
                hall.timeoutMillis("level", 0), hall.timeoutMillis(null, 0)))
                .containsExactly(90_000L, 20_000L, 20_000L, 20_000L);
        LocationConfig room = hall.toBuilder().passage(false).timeout("default", Duration.ofSeconds(5)).build();
        assertThat(List.of(room.timeoutMillis("motion", 0), room.timeoutMillis("presence", 0),
                room.timeoutMillis("level", 0), room.timeoutMillis(null, 0)))
                .containsExactly(90_000L, 300_000L, 5_000L, 5_000L);
    }
}
