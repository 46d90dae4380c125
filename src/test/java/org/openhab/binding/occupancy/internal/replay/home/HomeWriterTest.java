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

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;

@NonNullByDefault
@DisplayName("A home that is written as a file")
class HomeWriterTest {

    /** What people call things, and what YAML might take it for. */
    private static final List<String> NAMES = List.of("kitchen", "Küche", "occupancy:location:h:bath", "a b", "true",
            "NO", "null", "~", "12", "1:30", "0x1F", "1e3", "- x", "a: b", "a #b", "\"", "\\", "'", "{x}", "[1]", "a,b",
            "*x", "&x", "!x", "%x", "@x", "`x", "|", ">", "?", "a:", ":a", "=", "<<", "2026-01-01", "😀", "\u0001\n\t",
            "\u2028", "\u00a0x", "\ufeff", "\u200b", "on", "ON", "y", "-1", ".5", "x\u0085y", "_", "a-b_c", "\ud83d");

    @Test
    @DisplayName("reads well and leaves out what goes without saying")
    void readsWell() {
        Home home = HomeFile.parse("""
                headCount: 2
                locations:
                  - id: home
                  - {id: "true", parent: home, timeouts: {motion: 90}, adjacent: [hall], vacancy: TIMEOUT, sources: [
                      {item: Pir, type: motion, timeout: 120, pulseOnly: true},
                      {item: Power, type: level, on: 23.50 W, off: 20 W, id: stove},
                      {item: Door, type: door, exit: true, boundary: false, rollershutter: true}]}
                  - {id: hall, parent: home, passage: true, stayTimeout: 4h, sources: [
                      {item: Phone, type: person, occupant: Mike, map: {"ON": hall, away: ""}}]}
                """, "home.yaml");

        assertThat(HomeWriter.write(home, id -> "hall".equals(id) ? "Hall\n# x" : id)).isEqualTo("""
                headCount: 2
                locations:
                  - id: home
                    vacancy: TIMEOUT
                  - id: "true"
                    parent: home
                    timeouts: {motion: 1m30s}
                    adjacent: [hall]
                    vacancy: TIMEOUT
                    sources:
                      - {item: Pir, type: motion, timeout: 2m, pulseOnly: true}
                      - {item: Power, type: level, id: stove, on: "23.50 W", off: "20 W"}
                      - {item: Door, type: door, exit: true, rollershutter: true}
                  - id: hall # Hall # x
                    parent: home
                    vacancy: DEPARTURE
                    stayTimeout: 4h
                    passage: true
                    sources:
                      - {item: Phone, type: person, occupant: Mike, map: {"ON": hall, away: ""}}
                """);
    }

    @Test
    @DisplayName("is read as the same home, whatever is in it")
    void isReadAsTheSame() {
        for (int seed = 0; seed < 500; seed++) {
            Home home = random(new Random(seed * 0x9E3779B97F4A7C15L));
            String file = HomeWriter.write(home, UnaryOperator.identity());
            assertThat(HomeFile.parse(file, "home.yaml")).as("seed %d\n%s", seed, file).isEqualTo(home);
        }
    }

    @Test
    @DisplayName("is tried with every setting of a location")
    void everySettingIsTried() throws ReflectiveOperationException {
        Random random = new Random(1);
        List<LocationConfig> configs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            configs.addAll(random(random).locations());
        }
        for (Method setter : LocationConfig.Builder.class.getMethods()) {
            // exits are those of the doors, which a home file names as sources
            if (setter.getReturnType() == LocationConfig.Builder.class && !setter.getName().equals("exits")) {
                String name = setter.getName().equals("timeout") ? "timeouts" : setter.getName();
                Method getter = LocationConfig.class.getMethod(name);
                Set<String> values = new LinkedHashSet<>();
                for (LocationConfig config : configs) {
                    values.add(String.valueOf(getter.invoke(config)));
                }
                assertThat(values).as("values of %s in the random homes of this test", name).hasSizeGreaterThan(1);
            }
        }
    }

    @Test
    @DisplayName("without locations is a file, too")
    void empty() {
        assertThat(HomeFile.parse(HomeWriter.write(Home.EMPTY, UnaryOperator.identity()), "home.yaml"))
                .isEqualTo(Home.EMPTY);
    }

    private static Home random(Random random) {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            String id = name(random);
            if (!id.isBlank()) {
                ids.add(id);
            }
        }
        List<String> all = List.copyOf(ids);
        Integer headCount = random.nextBoolean() ? 1 + random.nextInt(9) : null;
        List<LocationConfig> locations = new ArrayList<>();
        List<SourceConfig> sources = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String id = all.get(i);
            String parent = i == 0 || random.nextInt(4) == 0 ? null : all.get(random.nextInt(i));
            LocationConfig.Builder location = LocationConfig.builder(id).parent(parent)
                    .headCount(parent == null ? headCount : null);
            LocationSetting.Reader settings = new RandomSettings(id, all, random);
            LocationSetting.ALL.forEach(setting -> setting.read(settings, location));
            locations.add(location.build());
            Set<String> used = new LinkedHashSet<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                SourceConfig source = source(id, all, random);
                if (used.add(source.id())) {
                    sources.add(source);
                }
            }
        }
        return new Home(locations, sources);
    }

    /** Settings as they may come, in which each is missing now and then. */
    private record RandomSettings(String id, List<String> all, Random random) implements LocationSetting.Reader {

        @Override
        public @Nullable Duration duration(String name) {
            return random.nextBoolean() ? null
                    : random.nextInt(4) == 0 ? Duration.ofHours(4) : HomeWriterTest.duration(random);
        }

        @Override
        public @Nullable Boolean flag(String name) {
            return random.nextBoolean();
        }

        @Override
        public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
            return pick(type.getEnumConstants(), random);
        }

        @Override
        public Map<String, Duration> timeouts(String name) {
            Map<String, Duration> result = new LinkedHashMap<>();
            for (int n = random.nextInt(3); n > 0; n--) {
                result.put(name(random), HomeWriterTest.duration(random));
            }
            return result;
        }

        @Override
        public Set<String> locations(String name) {
            Set<String> adjacent = new LinkedHashSet<>(all);
            adjacent.remove(id);
            adjacent.removeIf(other -> random.nextInt(3) > 0);
            return adjacent;
        }
    }

    private static SourceConfig source(String location, List<String> all, Random random) {
        SourceType type = pick(SourceType.values(), random);
        String item = name(random);
        SourceConfig.Builder source = SourceConfig.builder(location,
                item.isBlank() || item.trim().isEmpty() ? "Item" : item, type);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("id", name(random));
        settings.put("timeout", duration(random));
        settings.put("occupant", name(random));
        settings.put("sustainOnly", random.nextBoolean());
        settings.put("activeStates", List.of(name(random), name(random)));
        settings.put("invert", random.nextBoolean());
        settings.put("pulseOnly", random.nextBoolean());
        settings.put("maxActive", duration(random).plusMillis(1));
        settings.put("lostTimeout", duration(random));
        settings.put("boundary", random.nextBoolean());
        settings.put("exit", random.nextBoolean());
        settings.put("ignoreStates", List.of(name(random)));
        settings.put("minDuration", duration(random));
        settings.put("confirm", duration(random));
        settings.keySet().removeIf(key -> !type.settings().contains(key) || random.nextInt(3) == 0);
        if (Boolean.TRUE.equals(settings.get("pulseOnly"))) {
            settings.remove("minDuration");
        }
        if (type == SourceType.LEVEL) {
            String unit = pick(new String[] { "", " W", " °C" }, random);
            settings.put("on", pick(new String[] { "50", "23.50", "1e2", "12.5E+3", "+7" }, random) + unit);
            if (random.nextBoolean()) {
                settings.put("off", pick(new String[] { "-4", "0.0", "1e-3" }, random) + unit);
            }
        }
        if (type == SourceType.PERSON) {
            boolean isSomebody = settings.get("occupant") instanceof String who && !who.isBlank()
                    && !who.trim().isEmpty();
            settings.put("map",
                    Map.of(name(random), isSomebody ? all.get(random.nextInt(all.size())).trim() : "Mike", "away", ""));
            if (isSomebody && all.stream().anyMatch(id -> !id.equals(id.trim()))) {
                settings.remove("map");
            }
        }
        settings.forEach(source::set);
        if (type == SourceType.DOOR) {
            source.rollershutter(random.nextBoolean());
        }
        return source.build();
    }

    private static Duration duration(Random random) {
        return Duration.ofMillis(pick(new Long[] { 0L, 1L, 999L, 60_000L, 90_061_001L, 3_155_000_000_001L }, random));
    }

    private static String name(Random random) {
        return pick(NAMES.toArray(String[]::new), random) + (random.nextInt(3) == 0 ? random.nextInt(100) : "");
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
