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
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.demo.FamilyDiary.Span;

/**
 * A metering plug on something that people switch on when they sit down to it.
 *
 * @param location where it is
 * @param use what people do with it
 * @param standby what it draws when nobody uses it, in W
 * @param draw about what it draws in use, in W
 */
@NonNullByDefault
record PowerMeter(String location, Doing use, double standby, double draw) implements Sensor {

    private static final Duration REPORT = Duration.ofMinutes(5);
    /** Nobody switches it off for a trip to the kitchen. */
    private static final Duration LEFT_ON = Duration.ofMinutes(12);

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        report(changes, household.start(), standby);
        List<Span> uses = household.spans(visit -> visit.location().equals(location) && visit.doing() == use);
        for (int i = 0; i < uses.size(); i++) {
            Instant from = uses.get(i).from();
            while (i + 1 < uses.size()
                    && Duration.between(uses.get(i).to(), uses.get(i + 1).from()).compareTo(LEFT_ON) < 0) {
                i++;
            }
            Instant to = uses.get(i).to();
            for (Instant at = from.plusSeconds(8); at.isBefore(to); at = at.plus(REPORT)) {
                report(changes, at, draw * chance.number(0.9, 1.1));
            }
            report(changes, to.minusSeconds(5), standby);
        }
        return changes;
    }

    private void report(List<Reading> changes, Instant at, double watts) {
        changes.add(new Reading(at, String.format(Locale.ROOT, "%.1f W", watts)));
    }
}
