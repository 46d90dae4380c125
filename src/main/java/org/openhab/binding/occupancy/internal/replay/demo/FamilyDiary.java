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
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where everybody was, as the sensors of a home meet it: presences, movements and ways through doors.
 */
@NonNullByDefault
final class FamilyDiary {

    /** A time in which at least one visit went on. */
    record Span(Instant from, Instant to) {

        Duration length() {
            return Duration.between(from, to);
        }

        boolean contains(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(to);
        }
    }

    private final List<Visit> visits;
    private final long seed;
    private final Instant start;
    private final Instant end;

    FamilyDiary(List<Visit> visits, Instant start, Instant end, long seed) {
        this.start = start;
        this.end = end;
        this.visits = visits.stream().sorted(Comparator.comparing(Visit::from).thenComparing(Visit::person)).toList();
        this.seed = seed;
    }

    /** {@return the first instant that the visits cover} */
    Instant start() {
        return start;
    }

    /** {@return the instant at which the visits end} */
    Instant end() {
        return end;
    }

    /** {@return all visits in order of time} */
    List<Visit> visits() {
        return visits;
    }

    /** {@return when some visit that fits went on, in order of time and without touching each other} */
    List<Span> spans(Predicate<Visit> fits) {
        List<Span> result = new ArrayList<>();
        for (Visit visit : visits) {
            if (!fits.test(visit)) {
                continue;
            }
            Span last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last != null && !visit.from().isAfter(last.to())) {
                Instant to = visit.to().isAfter(last.to()) ? visit.to() : last.to();
                result.set(result.size() - 1, new Span(last.from(), to));
            } else {
                result.add(new Span(visit.from(), visit.to()));
            }
        }
        return Collections.unmodifiableList(result);
    }

    /** {@return every moment at which somebody moves in a location, in order of time} */
    List<Instant> movements(String location) {
        List<Instant> result = new ArrayList<>();
        for (Visit visit : visits) {
            if (visit.location().equals(location)) {
                Chance chance = new Chance(seed, visit.person() + "@" + visit.from());
                // whoever sleeps at midnight came to bed the day before
                Duration first = visit.doing() == Doing.SLEEP ? chance.wait(visit.doing().pause)
                        : Duration.ofMillis(700);
                for (Instant at = visit.from().plus(first); at
                        .isBefore(visit.to()); at = at.plusMillis(300).plus(chance.wait(visit.doing().pause))) {
                    result.add(at);
                }
            }
        }
        Collections.sort(result);
        return Collections.unmodifiableList(result);
    }

    /** {@return every moment at which somebody steps from one of the two locations into the other} */
    List<Instant> passages(String one, String other) {
        List<Instant> result = new ArrayList<>();
        for (Visit from : visits) {
            for (Visit to : visits) {
                if (from.person().equals(to.person()) && from.to().equals(to.from())
                        && (from.location().equals(one) && to.location().equals(other)
                                || from.location().equals(other) && to.location().equals(one))) {
                    result.add(to.from());
                }
            }
        }
        Collections.sort(result);
        return Collections.unmodifiableList(result);
    }
}
