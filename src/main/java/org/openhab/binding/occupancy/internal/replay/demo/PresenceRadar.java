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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.demo.FamilyDiary.Span;

/**
 * A millimetre wave sensor: sees people who sit still, and now and then loses somebody who does not move at all.
 *
 * @param location where it hangs
 * @param loses the mean time until it loses somebody who is there
 */
@NonNullByDefault
record PresenceRadar(String location, Duration loses) implements Sensor {

    private static final Duration SHORTEST = Duration.ofSeconds(5);

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        for (Span span : household.spans(visit -> visit.location().equals(location))) {
            if (span.length().compareTo(SHORTEST) < 0) {
                continue;
            }
            boolean there = span.from().equals(household.start());
            Instant on = there ? span.from() : span.from().plus(seconds(chance, 1, 4));
            while (on.isBefore(span.to())) {
                report(changes, on, "ON");
                Instant lost = on.plus(chance.wait(loses));
                if (!lost.isBefore(span.to())) {
                    report(changes, span.to().plus(seconds(chance, 15, 40)), "OFF");
                    break;
                }
                report(changes, lost, "OFF");
                on = lost.plus(seconds(chance, 20, 300));
            }
        }
        return changes;
    }

    /** Somebody who comes back before it went off keeps it on. */
    private void report(List<Reading> changes, Instant at, String state) {
        int last = changes.size() - 1;
        if (last >= 0 && !changes.get(last).at().isBefore(at)) {
            changes.remove(last);
        } else {
            changes.add(new Reading(at, state));
        }
    }

    private static Duration seconds(Chance chance, int least, int most) {
        return chance.between(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
}
