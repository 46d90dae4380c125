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

import static org.assertj.core.api.Assertions.assertThat;
import static org.openhab.binding.occupancy.internal.replay.report.Recordings.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;

@NonNullByDefault
class ReportTest {

    private static final Instant MIDNIGHT = Recordings.START.plus(Duration.ofDays(1));

    @Test
    void aLocationIsOccupiedFromItsFirstSignUntilItsTimeRanOut() {
        LocationHistory kitchen = location(Recordings.day(), "kitchen");
        assertThat(kitchen.occupied()).containsExactly(new Span(at("08:00"), at("08:40")));
        assertThat(CauseText.of(kitchen.stays().get(0).began(), true))
                .isEqualTo("Kitchen_PIR (motion) reported somebody");
    }

    @Test
    void whatGoesOnAtTheEndEndsThere() {
        LocationHistory den = location(Recordings.day(), "den");
        assertThat(den.occupied()).containsExactly(new Span(at("20:00"), MIDNIGHT));
        assertThat(den.stays().get(0).ended()).isNull();
        assertThat(den.people()).containsEntry("Mike", List.of(new Span(at("20:00"), MIDNIGHT)));
    }

    @Test
    void aLockIsShownForAsLongAsItWasThere() {
        assertThat(location(Recordings.day(), "den").locks()).singleElement().satisfies(locked -> {
            assertThat(locked.span()).isEqualTo(new Span(at("00:00"), at("06:00")));
            assertThat(locked.lock().owner()).isEqualTo("party");
        });
    }

    @Test
    void locationsComeAsATreeIsRead() {
        assertThat(Recordings.day().locations()).extracting(LocationHistory::id).containsExactly("home", "kitchen",
                "den");
        assertThat(Recordings.day().locations()).extracting(LocationHistory::depth).containsExactly(0, 1, 1);
        assertThat(Recordings.day().locations()).extracting(LocationHistory::parent).containsExactly(-1, 0, 0);
    }

    @Test
    void whoIsInARoomIsInTheHome() {
        Report report = Recordings.day().withTruth(Recordings.truth());
        assertThat(location(report, "kitchen").somebody()).containsExactly(new Span(at("08:00"), at("08:20")));
        assertThat(location(report, "home").somebody()).containsExactly(new Span(at("08:00"), at("08:20")),
                new Span(at("18:00"), at("23:00")));
    }

    @Test
    void whoIsInOneOfTwoRoomsIsKnownToBeInNeither() {
        Report report = Recordings.day().withTruth(Recordings.truth());
        assertThat(location(report, "den").known()).containsExactly(new Span(at("00:00"), at("23:00")));
    }

    @Test
    void spansThatTouchAreOne() {
        assertThat(Span.union(List.of(span("10:00", "11:00"), span("09:00", "10:00"), span("12:00", "13:00"),
                span("12:10", "12:20")))).containsExactly(span("09:00", "11:00"), span("12:00", "13:00"));
    }

    @Test
    void spansMeetWhereBothAre() {
        assertThat(Span.intersection(List.of(span("08:00", "10:00"), span("11:00", "12:00")),
                List.of(span("09:00", "11:30")))).containsExactly(span("09:00", "10:00"), span("11:00", "11:30"));
    }

    private static Span span(String from, String to) {
        return new Span(at(from), at(to));
    }

    private static LocationHistory location(Report report, String id) {
        return report.locations().stream().filter(location -> location.id().equals(id)).findFirst().orElseThrow();
    }
}
