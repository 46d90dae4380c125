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
package org.openhab.binding.occupancy.internal.replay.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayRecorder;
import org.openhab.binding.occupancy.internal.replay.ReplayResult;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.score.Truth;
import org.openhab.binding.occupancy.internal.replay.score.TruthRow;

/** Small recordings, replayed. */
@NonNullByDefault
final class Recordings {

    static final Instant START = Instant.parse("2026-03-12T00:00:00Z");

    static final String HOME = """
            locations:
              - {id: home}
              - id: kitchen
                parent: home
                timeouts: {motion: 10m}
                sources: [{item: Kitchen_PIR, type: motion}]
              - id: den
                parent: home
                timeouts: {presence: 5m}
                sources: [{item: Den_Radar, type: presence}, {item: Phone, type: person, occupant: Mike}]
            """;

    private Recordings() {
    }

    static Instant at(String time) {
        return Instant.parse("2026-03-12T" + time + ":00Z");
    }

    static ItemChange change(String time, String item, String state) {
        return new ItemChange(at(time), item, state);
    }

    static ReplayResult replay(String homeFile, Duration length, ZoneId zone, List<ItemChange> changes,
            OccupancyEvent... commands) {
        Home home = HomeFile.parse(homeFile, "home.yaml");
        ReplayRecorder recorder = new ReplayRecorder(home);
        Instant end = START.plus(length);
        Replay replay = new Replay(home, recorder, null, end);
        for (OccupancyEvent command : commands) {
            replay.take(command);
        }
        changes.forEach(replay::take);
        replay.advance(end);
        return recorder.result(START, end, zone);
    }

    /** The kitchen from 08:00 to 08:40, the den with Mike and under a lock from 20:00 to midnight. */
    static Report day() {
        return Report.of("One day",
                replay(HOME, Duration.ofDays(1), ZoneOffset.UTC,
                        List.of(change("08:00", "Kitchen_PIR", "ON"), change("08:30", "Kitchen_PIR", "OFF"),
                                change("20:00", "Den_Radar", "ON"), change("20:00", "Phone", "ON")),
                        OccupancyEvent.lock("den", "party", LockMode.FREEZE, START).withDuration(Duration.ofHours(6))));
    }

    static Truth truth() {
        return Truth.of(List.of(row("Mike", "00:00", "08:00"), row("Mike", "08:00", "08:20", "kitchen"),
                row("Mike", "08:20", "18:00"), row("Mike", "18:00", "23:00", "den"),
                new TruthRow(at("23:00"), START.plus(Duration.ofDays(1)), "Mike", List.of("den", "kitchen"), 0)));
    }

    private static TruthRow row(String who, String from, String to, String... rooms) {
        return new TruthRow(at(from), at(to), who, List.of(rooms), 0);
    }

    /** Somebody who goes from the kitchen to the den and back every 90 seconds, for days. */
    static Report days(int days) {
        List<ItemChange> changes = new ArrayList<>();
        Instant end = START.plus(Duration.ofDays(days));
        for (Instant at = START; at.isBefore(end); at = at.plusSeconds(90)) {
            changes.add(new ItemChange(at, "Kitchen_PIR", changes.size() % 4 == 0 ? "ON" : "OFF"));
            changes.add(new ItemChange(at.plusSeconds(40), "Den_Radar", changes.size() % 4 == 3 ? "ON" : "OFF"));
        }
        return Report.of("Many days", replay(HOME, Duration.ofDays(days), ZoneOffset.UTC, changes));
    }
}
