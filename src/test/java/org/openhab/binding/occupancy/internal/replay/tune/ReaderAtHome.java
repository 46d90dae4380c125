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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;

/**
 * A made-up fortnight of one person whose ways are known: reads in the living room, moving once in a while; cooks,
 * moving all the time; and walks through a hall.
 */
@NonNullByDefault
final class ReaderAtHome {

    static final String HOME = """
            locations:
              - id: home
              - {id: hall, parent: home, vacancy: TIMEOUT, sources: [{item: Hall_PIR, type: motion}]}
              - {id: living, parent: home, vacancy: TIMEOUT, sources: [{item: Living_PIR, type: motion}]}
              - {id: kitchen, parent: home, vacancy: TIMEOUT, sources: [{item: Kitchen_PIR, type: motion}]}
            """;

    private final Random random = new Random(42);
    private final List<ItemChange> changes = new ArrayList<>();
    private final List<String> truth = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T08:00:00Z");

    private ReaderAtHome() {
    }

    /** {@return what the sensors reported} */
    static List<ItemChange> changes(int days) {
        ReaderAtHome reader = new ReaderAtHome();
        reader.live(days);
        return List.copyOf(reader.changes);
    }

    /** {@return where the person was, as a ground truth file} */
    static String truth(int days) {
        ReaderAtHome reader = new ReaderAtHome();
        reader.live(days);
        return "start,end,resident,room\n" + String.join("", reader.truth);
    }

    private void live(int days) {
        Instant start = now;
        for (int day = 0; day < days; day++) {
            now = start.plus(Duration.ofDays(day));
            for (int i = 0; i < 3; i++) {
                stay("hall", "Hall_PIR", 3, 5, 5);
                stay("kitchen", "Kitchen_PIR", 40, 10, 30);
                stay("hall", "Hall_PIR", 3, 5, 5);
                stay("living", "Living_PIR", 5, 11 * 60, 25 * 60);
            }
            stay("hall", "Hall_PIR", 3, 5, 5);
            add("away", now, start.plus(Duration.ofDays(day + 1)));
        }
        changes.sort(Comparator.comparing(ItemChange::at));
    }

    /** Moves a number of times, each so many seconds after the one before; then goes on at once. */
    private void stay(String room, String item, int moves, int least, int most) {
        Instant from = now;
        for (int i = 0; i < moves; i++) {
            changes.add(new ItemChange(now, item, "ON"));
            changes.add(new ItemChange(now.plusSeconds(4), item, "OFF"));
            now = now.plusSeconds(least + random.nextInt(most - least + 1));
        }
        // the last move is that out of the door
        changes.add(new ItemChange(now, item, "ON"));
        changes.add(new ItemChange(now.plusSeconds(4), item, "OFF"));
        now = now.plusSeconds(5);
        add(room, from, now);
    }

    private void add(String room, Instant from, Instant to) {
        truth.add(from + "," + to + ",reader," + room + "\n");
    }
}
