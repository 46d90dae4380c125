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
 * A contact on a door that people close behind them: open for a moment whenever somebody walks through.
 *
 * @param one the location on one side
 * @param other the location on the other side
 */
@NonNullByDefault
record HouseDoor(String one, String other) implements Sensor {

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Span> open = new ArrayList<>();
        for (Instant passage : household.passages(one, other)) {
            Instant from = passage.minus(chance.between(Duration.ofMillis(900), Duration.ofMillis(2500)));
            Instant to = passage.plus(chance.between(Duration.ofSeconds(2), Duration.ofSeconds(6)));
            Span last = open.isEmpty() ? null : open.get(open.size() - 1);
            if (last != null && !from.isAfter(last.to())) {
                open.set(open.size() - 1, new Span(last.from(), to.isAfter(last.to()) ? to : last.to()));
            } else {
                open.add(new Span(from, to));
            }
        }
        List<Reading> changes = new ArrayList<>();
        for (Span span : open) {
            changes.add(new Reading(span.from(), "OPEN"));
            changes.add(new Reading(span.to(), "CLOSED"));
        }
        return changes;
    }
}
