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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A year of a family of four in a home of 30 locations with 80 sources, once as years are that nothing happens in, and
 * once with everything that happens to an openHAB. Prints what came of it, as doc/reliability.md has it.
 */
@Tag("year")
@Isolated("what is logged meanwhile is counted")
@Timeout(value = 6, unit = TimeUnit.HOURS)
@DisplayName("A year of a family")
class AddOnYearTest {

    private static final int DAYS = Integer.getInteger("occupancy.year.days", 365);
    /** Beside the home itself. */
    private static final int ROOMS = 29;
    private static final int FAMILY = 4;
    /** A motion sensor, a lamp and a radar for each room, the front door, and the door to the garage. */
    private static final List<String> ITEMS = Stream
            .concat(IntStream.range(0, ROOMS).boxed().flatMap(room -> Stream.of("Switch", "Dimmer", "Switch")),
                    Stream.of("Contact", "Contact"))
            .toList();
    private static final int FRONT_DOOR = 3 * ROOMS;

    private static final List<AddOnScript.Kind> FAULTS = List.of(AddOnScript.Kind.POST, AddOnScript.Kind.DOUBLED,
            AddOnScript.Kind.LATE, AddOnScript.Kind.BURST, AddOnScript.Kind.SETTING, AddOnScript.Kind.WRONG_SETTING,
            AddOnScript.Kind.MOVE, AddOnScript.Kind.MOVE_IN_CIRCLES, AddOnScript.Kind.RENAME, AddOnScript.Kind.COMMAND,
            AddOnScript.Kind.ACTION, AddOnScript.Kind.CONSOLE, AddOnScript.Kind.REMOVE_ITEM, AddOnScript.Kind.ADD_ITEM,
            AddOnScript.Kind.LINK, AddOnScript.Kind.DISABLE, AddOnScript.Kind.TOGGLE, AddOnScript.Kind.REMOVE_THING,
            AddOnScript.Kind.CLOCK, AddOnScript.Kind.CLOCK_FAR, AddOnScript.Kind.SUSPEND, AddOnScript.Kind.RESTART,
            AddOnScript.Kind.KILL, AddOnScript.Kind.STORAGE_FAILS, AddOnScript.Kind.STORAGE_STALLS,
            AddOnScript.Kind.STORAGE_TRUNCATED, AddOnScript.Kind.STORAGE_OLDER);
    /** What people do about it some hours later. */
    private static final List<AddOnScript.Kind> REPAIRS = List.of(AddOnScript.Kind.STORAGE_WORKS,
            AddOnScript.Kind.ENABLE, AddOnScript.Kind.ADD_THING, AddOnScript.Kind.UNLINK);

    private final Random random = new Random(2026);
    private final AddOnWorld world = new AddOnWorld(1, ROOMS, ITEMS, new AddOnWorld.Limits(true, true));
    private final int[] where = new int[FAMILY];
    private final Map<AddOnScript.Kind, Integer> injected = new EnumMap<>(AddOnScript.Kind.class);
    private final Map<AddOnScript.Kind, Integer> survived = new EnumMap<>(AddOnScript.Kind.class);
    private final List<String> broken = new ArrayList<>();
    private long changes;
    private long updates;
    private final int sources = 2 + 2 * ROOMS + (int) IntStream.range(0, ROOMS).filter(AddOnYearTest::hasRadar).count();
    private int entriesAfterAMonth;
    private int storedAfterAMonth;

    @Test
    @DisplayName("in which nothing happens is quiet")
    void quiet() throws IOException {
        String log = live(false);
        long lines = lines(log);
        report("without faults", lines, "");
        assertThat(broken).isEmpty();
        assertThat(lines).as(log).isLessThan(50);
    }

    @Test
    @DisplayName("in which everything happens harms nobody for longer than it lasts")
    void everythingHappens() throws IOException {
        String log = live(true);
        StringBuilder table = new StringBuilder("\n| fault | injected | survived |\n| --- | ---: | ---: |\n");
        injected.forEach((kind, count) -> table.append("| ").append(kind.name().toLowerCase().replace('_', ' '))
                .append(" | ").append(count).append(" | ").append(survived.getOrDefault(kind, 0)).append(" |\n"));
        report("with faults", lines(log), table.toString());
        assertThat(broken).isEmpty();
        assertThat(survived).isEqualTo(injected);
        assertThat(log.lines().filter(line -> line.contains("Unexpected error"))).isEmpty();
    }

    private static long lines(String log) {
        return log.lines().filter(line -> line.matches("\\[.*] (INFO|WARN|ERROR) org\\.openhab.*")).count();
    }

    private void report(String which, long lines, String table) throws IOException {
        String text = "A year " + which + ": " + DAYS + " days, " + (ROOMS + 1) + " locations, " + sources
                + " sources, " + changes + " changes of items, " + updates + " updates of channels, " + lines
                + " lines logged at INFO or above; " + entriesAfterAMonth + " entries kept in memory after a month, "
                + world.entries() + " at the end; " + storedAfterAMonth + " characters stored after a month, "
                + world.stored() + " at the end.\n" + table + String.join("\n", broken) + "\n";
        Path file = Path.of("target", "year-" + which.replace(' ', '-') + ".md");
        Files.writeString(file, text);
        System.out.println(text);
    }

    /** {@return what was logged} */
    private String live(boolean withFaults) {
        for (int room = -1; room < ROOMS; room++) {
            furnish(room);
        }
        PrintStream screen = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            for (int day = 0; day < DAYS; day++) {
                day(day, withFaults);
                updates += world.updates();
                if (day == Math.min(30, DAYS / 2)) {
                    entriesAfterAMonth = world.entries();
                    storedAfterAMonth = world.stored();
                }
            }
        } finally {
            System.setErr(screen);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    /** A room has a motion sensor and a lamp, two of three have a radar. */
    private void furnish(int room) {
        if (room < 0) {
            world.furnish(room, "front", "door", FRONT_DOOR);
            world.furnish(room, "garage", "door", FRONT_DOOR + 1);
            return;
        }
        world.furnish(room, "pir", "motion", motion(room));
        world.furnish(room, "lamp", "activity", lamp(room));
        if (hasRadar(room)) {
            world.furnish(room, "radar", "presence", radar(room), "timeout", 60);
        }
    }

    private static boolean hasRadar(int room) {
        return room % 3 != 2;
    }

    private static int motion(int room) {
        return 3 * room;
    }

    private static int lamp(int room) {
        return 3 * room + 1;
    }

    private static int radar(int room) {
        return 3 * room + 2;
    }

    private void send(int item, String state) {
        changes++;
        world.live(item, state);
    }

    private void day(int day, boolean withFaults) {
        boolean out = day % 7 < 5 && random.nextInt(10) < 8 || random.nextInt(20) == 0;
        int moves = 60 + random.nextInt(40);
        long left = TimeUnit.DAYS.toSeconds(1);
        for (int i = 0; i < moves; i++) {
            long next = Math.min(left, 60 + random.nextInt((int) Math.max(1, 2 * left / (moves - i))));
            world.pass(next);
            left -= next;
            long hour = 24 - left / 3600;
            int who = random.nextInt(FAMILY);
            boolean away = out && hour > 8 && hour < 16;
            move(who, away ? -1 : hour < 6 || hour > 22 ? who : random.nextInt(ROOMS));
            if (withFaults && random.nextInt(30) == 0) {
                fault();
            }
        }
        world.pass(Math.max(0, left));
        try {
            world.look();
        } catch (AssertionError e) {
            broken.add("day " + day + ": " + e.getMessage());
        }
        for (int who = 0; who < FAMILY && broken.size() < 20; who++) {
            // whoever is seen by a sensor that works is seen by openHAB
            int room = where[who];
            if (!withFaults && room >= 0 && hasRadar(room) && !world.occupied(room)) {
                broken.add("day " + day + ": room " + room + " is vacant with somebody in it");
            }
        }
    }

    private void move(int who, int to) {
        int from = where[who];
        if (from == to) {
            return;
        }
        where[who] = to;
        if (from >= 0 && nobodyIn(from)) {
            send(motion(from), "OFF");
            if (hasRadar(from)) {
                send(radar(from), "OFF");
            }
        }
        if (from < 0 || to < 0) {
            send(FRONT_DOOR, "OPEN");
            world.pass(5);
            send(FRONT_DOOR, "CLOSED");
        }
        if (to >= 0) {
            send(motion(to), "ON");
            if (hasRadar(to)) {
                send(radar(to), "ON");
            }
            if (random.nextInt(3) == 0) {
                send(lamp(to), random.nextBoolean() ? "100" : "0");
            }
        }
    }

    private boolean nobodyIn(int room) {
        for (int each : where) {
            if (each == room) {
                return false;
            }
        }
        return true;
    }

    private void fault() {
        AddOnScript.Kind kind = FAULTS.get(random.nextInt(FAULTS.size()));
        injected.merge(kind, 1, Integer::sum);
        try {
            world.run(new AddOnScript.Step(kind, 0, random.nextLong()));
            world.pass(random.nextInt(10_000));
            repair();
            survived.merge(kind, 1, Integer::sum);
        } catch (AssertionError e) {
            broken.add(world.log.get(world.log.size() - 1) + ": " + e.getMessage());
        }
        world.log.clear();
    }

    private void repair() {
        for (AddOnScript.Kind repair : REPAIRS) {
            world.run(new AddOnScript.Step(repair, 0, random.nextLong()));
        }
        world.putRight();
        world.bare().forEach(this::furnish);
        world.pass(120);
        world.look();
        for (int room = 0; room < ROOMS; room++) {
            if (!world.isWhole(room)) {
                throw new AssertionError("room " + room + " does not work after everything was put right");
            }
        }
        // the next report of a sensor is heard again
        int room = random.nextInt(ROOMS);
        send(motion(room), "OFF");
        send(motion(room), "ON");
        if (!world.occupied(room)) {
            throw new AssertionError(
                    "room " + room + " hears nothing after everything was put right: " + world.why(room));
        }
        if (nobodyIn(room)) {
            send(motion(room), "OFF");
        }
    }
}
