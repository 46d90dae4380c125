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
package org.openhab.binding.occupancy.internal.replay.check;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceReader;
import org.openhab.binding.occupancy.internal.source.SourceReader.Reading;

/**
 * What one source did during a recording. Takes bounded memory, apart from the list of days on which a door flapped.
 */
@NonNullByDefault
final class SourceHistory {

    /** This many changes of a door within a minute are not made by people. */
    static final int FLAPS = 10;

    private static final long FLAP_MILLIS = 60_000;
    private static final long MILLIS_A_DAY = 86_400_000;

    final SourceConfig config;
    private final SourceReader reader;

    private long reports;
    private long lastReport;
    private long othersAtLastReport;
    private long longestSilence;
    private long othersDuringLongest;
    private long secondSilence;

    private long activeSince;
    private long longestActive;
    private long totalActive;

    private boolean opened;
    private boolean closed;
    private final long[] latestChanges = new long[FLAPS];
    private int doorChanges;
    private final Set<Long> flappingDays = new HashSet<>();

    SourceHistory(SourceConfig config, Set<String> locations, long start) {
        this.config = config;
        reader = new SourceReader(config, locations);
        lastReport = start;
    }

    /**
     * @param state what the item is now
     * @param at when
     * @param all how many reports there were of all sources, this one included
     * @return what that says
     */
    Reading report(ItemState state, Instant at, long all) {
        long now = at.toEpochMilli();
        reports++;
        silence(now, all - 1);
        lastReport = now;
        othersAtLastReport = all;
        Reading reading = reader.read(state);
        switch (reading) {
            case STARTED -> activeSince = now;
            case ENDED -> ended(now);
            case OPENED -> opened = true;
            case CLOSED -> closed = true;
            case HAPPENED, NOTHING -> {
                // says nothing about the sensor
            }
        }
        if (reading == Reading.OPENED || reading == Reading.CLOSED) {
            flap(now);
        }
        return reading;
    }

    /** The recording is over. */
    void finish(Instant end, long all) {
        long now = end.toEpochMilli();
        silence(now, all);
        if (reader.active()) {
            ended(now);
            activeSince = now;
        }
    }

    private void silence(long now, long all) {
        long silence = now - lastReport;
        if (silence > longestSilence) {
            secondSilence = longestSilence;
            longestSilence = silence;
            othersDuringLongest = all - othersAtLastReport;
        } else {
            secondSilence = Math.max(secondSilence, silence);
        }
    }

    private void ended(long now) {
        longestActive = Math.max(longestActive, now - activeSince);
        totalActive += now - activeSince;
    }

    private void flap(long now) {
        latestChanges[doorChanges++ % FLAPS] = now;
        // the next slot holds the oldest
        if (doorChanges >= FLAPS && now - latestChanges[doorChanges % FLAPS] <= FLAP_MILLIS) {
            flappingDays.add(Math.floorDiv(now, MILLIS_A_DAY));
        }
    }

    boolean active() {
        return reader.active();
    }

    SourceReader reader() {
        return reader;
    }

    long activeSince() {
        return activeSince;
    }

    long reports() {
        return reports;
    }

    Duration longestActive() {
        return Duration.ofMillis(longestActive);
    }

    Duration totalActive() {
        return Duration.ofMillis(totalActive);
    }

    Duration longestSilence() {
        return Duration.ofMillis(longestSilence);
    }

    /** {@return the second longest silence: what is usual for this source} */
    Duration usualSilence() {
        return Duration.ofMillis(secondSilence);
    }

    /** {@return how many reports there were of other sources during the longest silence} */
    long othersDuringLongest() {
        return othersDuringLongest;
    }

    boolean opened() {
        return opened;
    }

    boolean closed() {
        return closed;
    }

    int flappingDays() {
        return flappingDays.size();
    }
}
