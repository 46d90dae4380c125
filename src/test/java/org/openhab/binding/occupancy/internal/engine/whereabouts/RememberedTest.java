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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * Whatever a location or a home remembers of a stay survives a restart, a change of the clock and a reload. A field
 * that is not listed in {@code each} of its class would not, and is named here.
 */
@NonNullByDefault
class RememberedTest {

    /** Fields that follow from others or from the settings, or that are not worth remembering over a restart. */
    private static final Set<String> NOT_STORED = Set.of("Rhythm.usualSilence", "Rhythm.usualSilenceOf",
            "ActivityHistory.previouslyActive", "HomeStay.applies", "Exits.leadOut", "Exits.doNot", "Exits.learned");

    private static final long INSTANT = 1_770_000_000_000L;

    /** Gives every field that it is shown another value. */
    private static final class OtherValues implements StoredFields {

        private final List<String> names = new ArrayList<>();

        private <T> T named(String name, T value) {
            names.add(name);
            return value;
        }

        @Override
        public long instant(String name, long value) {
            return named(name, INSTANT);
        }

        @Override
        public long end(String name, long value) {
            return named(name, INSTANT);
        }

        @Override
        public boolean flag(String name, boolean value) {
            return named(name, !value);
        }

        @Override
        public @Nullable String text(String name, @Nullable String value) {
            return named(name, "hall");
        }

        @Override
        public int count(String name, int value) {
            return named(name, value + 1);
        }

        @Override
        public double number(String name, double value) {
            return named(name, value + 1);
        }

        @Override
        public int wholeNumber(String name, int value) {
            return named(name, value + 1);
        }

        @Override
        public double @Nullable [] numbers(String name, double @Nullable [] value) {
            names.add(name);
            double[] other = value == null ? new double[2] : value.clone();
            Arrays.fill(other, 3);
            return other;
        }

        @Override
        public int @Nullable [] counts(String name, int @Nullable [] value) {
            return named(name, new int[] { 1, 0 });
        }

        @Override
        public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
            return named(name, new TreeMap<>(Map.of("door", true)));
        }

        @Override
        public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
            return named(name, new TreeMap<>(Map.of("pir", INSTANT)));
        }

        @Override
        public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
            return named(name, new TreeMap<>(Map.of("pir", 4_000L)));
        }

        @Override
        public SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value) {
            return named(name, new TreeMap<>(Map.of("hall", 3L)));
        }

        @Override
        public void damaged(String name, String sentence) {
            throw new AssertionError(name + ": " + sentence);
        }
    }

    static Stream<Supplier<Remembered>> all() {
        return Stream.of(Stay::new, HomeStay::new);
    }

    private static <T extends Remembered> T withOtherValues(T remembered) {
        remembered.each(new OtherValues());
        return remembered;
    }

    /** {@return the values of all fields, by class and name} */
    private static Map<String, String> values(Remembered part) throws IllegalAccessException {
        Map<String, String> result = new LinkedHashMap<>();
        for (Field field : part.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                continue;
            }
            field.setAccessible(true);
            Object value = field.get(part);
            if (value instanceof Remembered inner) {
                result.putAll(values(inner));
            } else {
                result.put(part.getClass().getSimpleName() + "." + field.getName(), text(value));
            }
        }
        return result;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Hypotheses hypotheses) {
            return Arrays.toString(hypotheses.weights()) + Arrays.toString(hypotheses.people());
        }
        return value instanceof double[] numbers ? Arrays.toString(numbers) : String.valueOf(value);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFieldIsListed(Supplier<Remembered> fresh) throws Exception {
        Map<String, String> before = values(fresh.get());
        Map<String, String> after = values(withOtherValues(fresh.get()));
        List<String> missing = before.keySet().stream()
                .filter(field -> before.get(field).equals(after.get(field)) && !NOT_STORED.contains(field)).toList();
        assertThat(missing).as("fields that each() of their class does not list").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noTwoFieldsHaveOneName(Supplier<Remembered> fresh) {
        OtherValues fields = new OtherValues();
        fresh.get().each(fields);
        assertThat(fields.names).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void aCopyIsEqualAndSharesNothing() throws Exception {
        Stay stay = withOtherValues(new Stay());
        Stay copy = stay.copy();
        assertThat(values(copy)).isEqualTo(values(stay));
        Map<String, String> before = values(stay);
        copy.motionSensors.turnedOff("pir", INSTANT + 1_000);
        copy.doors.moved("window", BoundaryChange.OPENED, INSTANT);
        copy.activity.endSilence(INSTANT + 5_000, 1);
        assertThat(values(stay)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyInstantMovesWithTheClock(Supplier<Remembered> fresh) throws Exception {
        Remembered remembered = withOtherValues(fresh.get());
        Map<String, String> before = values(remembered);
        remembered.shift(60_000);
        Map<String, String> after = values(remembered);
        before.forEach((field, value) -> assertThat(after.get(field)).as(field)
                .isEqualTo(value.replace(Long.toString(INSTANT), Long.toString(INSTANT + 60_000))));
        assertThat(after).isNotEqualTo(before);
    }
}
