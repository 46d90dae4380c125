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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What was found out about the settings of a home.
 *
 * @param days the length of the recording
 * @param changes how many changes were replayed
 * @param replays how often
 * @param darkCost how many needless minutes a dark moment was worth
 * @param locations the locations that can be tuned, in the order of the home file
 * @param curve with ground truth: the same setting for all locations, then the settings of today and those recommended
 * @param neighbours where people were seen walking, of the locations of which enough was seen
 * @param warnings what is wrong with the home or the recording
 */
@NonNullByDefault
public record Tuning(double days, long changes, int replays, double darkCost, List<LocationTuning> locations,
        List<CurvePoint> curve, List<LearnedNeighbours> neighbours, List<String> warnings) {

    public Tuning {
        locations = List.copyOf(locations);
        curve = List.copyOf(curve);
        neighbours = List.copyOf(neighbours);
        warnings = List.copyOf(warnings);
    }
}
