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
package org.openhab.binding.occupancy.internal.engine;

import java.time.Instant;

import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;

/**
 * What a location with two sources weighs on the heap: the difference before and after a million of them, ids included.
 */
public final class Footprint {

    private Footprint() {
    }

    public static void main(String[] args) {
        int locations = 1_000_000;
        long empty = used();
        OccupancyEngine engine = new OccupancyEngine();
        fill(engine, locations);
        System.out.printf("%d bytes a location with two sources (%d locations)%n", (used() - empty) / locations,
                engine.size());
    }

    private static void fill(OccupancyEngine engine, int locations) {
        engine.configureAll(new Workload(locations).locations, Workload.START);
        Instant at = Workload.START.plusSeconds(1);
        new Workload(locations).locations.forEach(location -> {
            engine.handle(OccupancyEvent.momentary(location.id(), "pir", "motion", at));
            engine.handle(OccupancyEvent.holdStart(location.id(), "radar", "presence", at));
        });
    }

    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
