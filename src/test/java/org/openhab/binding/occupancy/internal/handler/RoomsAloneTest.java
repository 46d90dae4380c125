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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;

/**
 * Where nobody is weighed, because every room is left by time, a room shows what it would show if there were no other
 * in the home but those that lie in it.
 */
@Tag("slow")
@DisplayName("A room of a home that lives by timers")
class RoomsAloneTest {

    private static final int SEEDS = Integer.getInteger("occupancy.addon.seeds", 45);
    private static final int FIRST = Integer.getInteger("occupancy.addon.first", 0);
    private static final int ROOMS = 6;
    private static final int STEPS = 120;
    private static final List<String> TYPES = List.of("Switch", "Contact", "Number", "Dimmer", "Switch", "Number",
            "Switch", "Contact", "Number", "Dimmer", "Switch", "Number");
    private static final Map<String, List<String>> STATES = Map.of("Switch", List.of("ON", "OFF", "ON", "NULL"),
            "Contact", List.of("OPEN", "CLOSED", "UNDEF"), "Number", List.of("0", "3", "30", "NULL"), "Dimmer",
            List.of("0", "40", "100", "UNDEF"));

    /** Something that happens. @param room where; -1 for all @param what does it */
    private record Step(int room, java.util.function.Consumer<AddOnWorld> what) {
    }

    @Test
    @DisplayName("shows what it would show alone")
    void showsWhatItWouldShowAlone() {
        for (int seed = FIRST; seed < FIRST + SEEDS / 3; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            List<Step> steps = steps(random);
            for (int room : new int[] { random.nextInt(3), 3 + random.nextInt(3) }) {
                compare(seed, room, steps);
            }
        }
    }

    private static void compare(int seed, int room, List<Step> steps) {
        AddOnWorld whole = new AddOnWorld(1, ROOMS, TYPES, AddOnPropertiesTest.LIMITS);
        AddOnWorld alone = new AddOnWorld(1, ROOMS, TYPES, AddOnPropertiesTest.LIMITS);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            step.what().accept(whole);
            if (step.room() < 0 || step.room() == room || step.room() == room + 3 && room < 3) {
                step.what().accept(alone);
            }
            assertThat(whole.channels(room)).as("seed %d, room %d, step %d in room %d", seed, room, i, step.room())
                    .isEqualTo(alone.channels(room));
        }
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int room = 0; room < ROOMS; room++) {
            int each = room;
            steps.add(new Step(room, world -> world.set(each, "vacancy", "TIMEOUT")));
            for (int n = 0; n < 2; n++) {
                int item = 2 * room + n;
                steps.add(new Step(room, source(room, item, random)));
            }
        }
        while (steps.size() < STEPS) {
            int item = random.nextInt(TYPES.size());
            int room = random.nextInt(ROOMS);
            List<String> states = STATES.get(TYPES.get(item));
            String state = states.get(random.nextInt(states.size()));
            int seconds = random.nextInt(400);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> steps.add(new Step(item / 2, world -> world.live(item, state)));
                case 5, 6, 7 -> steps.add(new Step(-1, world -> world.pass(seconds)));
                case 8 -> {
                    String key = List.of("timeout", "motionTimeout", "presenceTimeout", "linger")
                            .get(random.nextInt(4));
                    steps.add(new Step(room, world -> world.set(room, key, seconds)));
                }
                default -> {
                    String mode = List.of("FREEZE", "KEEP_VACANT", "KEEP_OCCUPIED", "UNLOCKED").get(random.nextInt(4));
                    boolean says = random.nextBoolean();
                    steps.add(new Step(room, world -> {
                        if (says) {
                            world.command(room, "occupancy", OnOffType.ON);
                        } else {
                            world.command(room, "lock-mode", new StringType(mode));
                        }
                    }));
                }
            }
        }
        return steps;
    }

    private static java.util.function.Consumer<AddOnWorld> source(int room, int item, Random random) {
        boolean number = TYPES.get(item).equals("Number") || TYPES.get(item).equals("Dimmer");
        List<String> types = number ? List.of("level", "count", "presence", "activity")
                : List.of("motion", "presence", "door", "activity");
        String type = types.get(random.nextInt(types.size()));
        Map<String, Object> settings = new TreeMap<>();
        if (type.equals("level")) {
            settings.put("on", "20");
        }
        if (random.nextBoolean()) {
            settings.put("timeout", random.nextInt(300));
        }
        if (random.nextInt(4) == 0) {
            settings.put("sustainOnly", true);
        }
        if (!type.equals("door") && !type.equals("activity") && random.nextInt(3) == 0) {
            settings.put("minDuration", random.nextInt(100));
        }
        if ((type.equals("motion") || type.equals("activity")) && random.nextInt(3) == 0) {
            settings.put("confirm", random.nextInt(100));
        }
        if (type.equals("motion") && random.nextInt(3) == 0) {
            settings.put("maxActive", 60 + random.nextInt(1_000));
        }
        Object[] pairs = settings.entrySet().stream()
                .flatMap(each -> java.util.stream.Stream.of(each.getKey(), each.getValue())).toArray();
        return world -> world.furnish(room, "s" + item, type, item, pairs);
    }
}
