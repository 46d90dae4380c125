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

/**
 * Leads one person through a day: from location to location through the doors of the floor plan, never in two locations
 * at once.
 */
@NonNullByDefault
final class Walker {

    private static final Duration SHORTEST_STAY = Duration.ofSeconds(20);

    private final String person;
    private final FloorPlan plan;
    private final Chance chance;
    private final Instant midnight;
    private final List<Visit> visits = new ArrayList<>();
    private String location;
    private Instant now;

    Walker(String person, FloorPlan plan, Chance chance, Instant midnight, String location) {
        this.person = person;
        this.plan = plan;
        this.chance = chance;
        this.midnight = midnight;
        this.location = location;
        now = midnight;
    }

    /** Goes to a location and stays there until about a time of day. */
    Walker until(int hour, int minute, int spreadMinutes, String destination, Doing doing) {
        Duration time = chance.around(Duration.ofHours(hour).plusMinutes(minute), Duration.ofMinutes(spreadMinutes));
        walkTo(destination);
        stay(doing, midnight.plus(time));
        return this;
    }

    /** Goes to a location and stays there for about so many minutes. */
    Walker minutes(double minutes, String destination, Doing doing) {
        Duration usual = Duration.ofMillis(Math.round(minutes * 60_000));
        walkTo(destination);
        stay(doing, now.plus(chance.around(usual, usual.dividedBy(3))));
        return this;
    }

    /** {@return where the person was, without a gap from midnight to midnight} */
    List<Visit> restOfDay(String destination, Doing doing) {
        walkTo(destination);
        stay(doing, midnight.plus(Duration.ofDays(1)));
        return List.copyOf(visits);
    }

    private void stay(Doing doing, Instant until) {
        Instant least = now.plus(SHORTEST_STAY);
        add(doing, until.isBefore(least) ? least : until);
    }

    private void walkTo(String destination) {
        List<String> route = plan.route(location, destination);
        for (int step = 1; step < route.size(); step++) {
            add(Doing.WALK, now.plus(plan.walk(location, route.get(step))));
            location = route.get(step);
        }
    }

    private void add(Doing doing, Instant to) {
        visits.add(new Visit(person, location, now, to, location.equals(FloorPlan.OUTSIDE) ? Doing.AWAY : doing));
        now = to;
    }
}
