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

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.ReplayResult;
import org.openhab.binding.occupancy.internal.replay.score.Truth;

/**
 * What a replay showed, with what else is known of that time, ready to be drawn. Immutable.
 */
@NonNullByDefault
public final class Report {

    private final String title;
    private final ReplayResult result;
    private final List<LocationHistory> locations;
    private final List<Moment> moments;
    private final List<String> remarks;

    private Report(String title, ReplayResult result, List<LocationHistory> locations, List<Moment> moments,
            List<String> remarks) {
        this.title = title;
        this.result = result;
        this.locations = locations;
        this.moments = moments;
        this.remarks = remarks;
    }

    /**
     * @param title what it is about, in a few words
     * @param result what was replayed
     * @return a report of that and nothing else
     */
    public static Report of(String title, ReplayResult result) {
        return new Report(title, result, new HistoryBuilder(result, null).build(), List.of(), List.of());
    }

    /** {@return this report with the truth beside it} @param truth who really was where */
    public Report withTruth(Truth truth) {
        return new Report(title, result, new HistoryBuilder(result, TruthBands.of(truth)).build(), moments, remarks);
    }

    /** {@return this report with moments that are worth a look} @param newMoments in order of time */
    public Report withMoments(List<Moment> newMoments) {
        return new Report(title, result, locations, List.copyOf(newMoments), remarks);
    }

    /** {@return this report with sentences about the whole} @param newRemarks one sentence each */
    public Report withRemarks(List<String> newRemarks) {
        return new Report(title, result, locations, moments, List.copyOf(newRemarks));
    }

    String title() {
        return title;
    }

    ZoneId zone() {
        return result.zone();
    }

    Instant start() {
        return result.start();
    }

    Instant end() {
        return result.end();
    }

    /** {@return the locations as a tree is read: each before what is in it} */
    List<LocationHistory> locations() {
        return locations;
    }

    List<Moment> moments() {
        return moments;
    }

    List<String> remarks() {
        return remarks;
    }
}
