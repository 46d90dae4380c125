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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;

/**
 * Measures what a replay shows against the gaps between activities.
 */
@NonNullByDefault
final class OutcomeMeter implements ReplayListener {

    /** Activity within this time after a location became vacant is somebody who sat in the dark. */
    static final Duration DARK = Duration.ofSeconds(30);
    /** Activity within this time is probably somebody who sat in the dark. */
    static final Duration PROBABLY_DARK = Duration.ofMinutes(2);
    /** After this time without any activity a location counts as left without anybody having been seen. */
    private static final Duration LONGEST_STAY = Duration.ofHours(4);

    /**
     * Weight of such a time, compared with light that was certainly for nothing: somebody may have slept.
     */
    private static final double WEIGHT_OF_UNKNOWN = 0.25;

    private static final double MILLIS_A_MINUTE = 60_000;
    private static final long MILLIS_A_DAY = 86_400_000;

    private final long start;
    private final int days;
    private final double darkCost;
    private final Map<String, Meter> meters = new LinkedHashMap<>();

    private final class Meter {
        final List<Gap> gaps;
        final double[] costs = new double[days];
        int next;
        long since = Gap.NEVER;
        int dark;
        int probable;
        long needless;
        long occupied;

        Meter(List<Gap> gaps) {
            this.gaps = gaps;
        }

        void occupied(long now) {
            since = now;
        }

        void vacant(long now, boolean happened) {
            if (since == Gap.NEVER) {
                return;
            }
            occupied += now - since;
            while (next < gaps.size() && gaps.get(next).end() <= since) {
                next++;
            }
            for (int i = next; i < gaps.size() && gaps.get(i).start() <= now; i++) {
                Gap gap = gaps.get(i);
                long from = Math.max(since, gap.firstElsewhere());
                long to = Math.min(now, gap.lastElsewhere());
                if (gap.left() && from < to) {
                    needless += to - from;
                    costs[day(from)] += (to - from) / MILLIS_A_MINUTE;
                }
                if (gap.unexplained(LONGEST_STAY)) {
                    long unknown = Math.min(now, gap.end()) - Math.max(since, gap.start());
                    costs[day(gap.start())] += WEIGHT_OF_UNKNOWN * Math.max(0, unknown) / MILLIS_A_MINUTE;
                }
                if (happened && now < gap.end()) {
                    left(gap, now);
                }
            }
            since = Gap.NEVER;
        }

        private void left(Gap gap, long now) {
            long until = gap.end() - now;
            boolean undisturbed = gap.undisturbedFrom(now);
            if (undisturbed && until <= DARK.toMillis()) {
                dark++;
                costs[day(now)] += darkCost;
            } else if (undisturbed && until <= PROBABLY_DARK.toMillis()
                    || gap.undisturbedFrom(gap.start()) && !gap.unexplained(LONGEST_STAY)) {
                probable++;
                costs[day(now)] += darkCost / 2;
            }
        }
    }

    /**
     * @param gaps the gaps of the locations that are measured
     * @param start the first instant
     * @param end the last instant
     * @param darkCost how many needless minutes a dark moment is worth; a probable one is worth half
     */
    OutcomeMeter(Map<String, List<Gap>> gaps, Instant start, Instant end, double darkCost) {
        this.start = start.toEpochMilli();
        this.days = (int) Math.max(1, (end.toEpochMilli() - this.start + MILLIS_A_DAY - 1) / MILLIS_A_DAY);
        this.darkCost = darkCost;
        gaps.forEach((location, ofLocation) -> meters.put(location, new Meter(ofLocation)));
    }

    private int day(long instant) {
        return (int) Math.max(0, Math.min(days - 1, (instant - start) / MILLIS_A_DAY));
    }

    @Override
    public void changed(Transition transition) {
        Meter meter = meters.get(transition.location());
        if (meter != null && transition.flipped()) {
            long now = transition.at().toEpochMilli();
            if (transition.after().occupied()) {
                meter.occupied(now);
            } else {
                meter.vacant(now, true);
            }
        }
    }

    /** {@return the outcomes by the id of the location} @param end the last instant */
    Map<String, Outcome> outcomes(Instant end) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        meters.forEach((location, meter) -> {
            meter.vacant(end.toEpochMilli(), false);
            outcomes.put(location, new Outcome(meter.dark, meter.probable, meter.needless / MILLIS_A_MINUTE,
                    meter.occupied / MILLIS_A_MINUTE, meter.costs));
        });
        return outcomes;
    }
}
