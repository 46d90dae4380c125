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
package org.openhab.binding.occupancy.internal.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Keeps what a report shows of a replay. It takes memory for all of it, so there is a limit.
 */
@NonNullByDefault
public final class ReplayRecorder implements ReplayListener {

    /**
     * The most changes on a page, beyond which it is of no use; fifteen days of a flat with eight sensors have
     * 40,000.
     */
    private static final int MAX_MARKS = 250_000;

    private final Home home;
    private int marks;
    private final List<Transition> transitions = new ArrayList<>();
    private final Map<String, List<SourceTick>> ticks = new HashMap<>();

    /**
     * @param home the replayed home
     */
    public ReplayRecorder(Home home) {
        this.home = home;
        for (SourceConfig source : home.sources()) {
            ticks.computeIfAbsent(source.location(), location -> new ArrayList<>());
        }
    }

    @Override
    public void changed(Transition transition) {
        if (HistoryEntry.isNotable(transition)) {
            mark();
            transitions.add(transition);
        }
    }

    @Override
    public void reported(SourceConfig source, ItemState state, Instant at, boolean active) {
        List<SourceTick> ofLocation = ticks.get(source.location());
        if (ofLocation != null) {
            mark();
            ofLocation.add(new SourceTick(at, source.id(), source.item(), source.type().id(), state.text(), active));
        }
    }

    private void mark() {
        if (++marks > MAX_MARKS) {
            throw new InputException(String.format(Locale.ROOT,
                    "The report would show more than %,d changes; choose a shorter time.", MAX_MARKS));
        }
    }

    /**
     * @param start the first instant of the stretch
     * @param end the instant at which it ends
     * @param zone the time zone in which times are to be shown
     * @return all that was kept
     */
    public ReplayResult result(Instant start, Instant end, ZoneId zone) {
        return new ReplayResult(home.locations(), zone, start, end, transitions, ticks);
    }
}
