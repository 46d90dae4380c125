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
import java.util.concurrent.TimeUnit;

import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A wake-up with nothing due.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = { "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC" })
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class IdleBenchmark {

    @Param({ "10", "10000", "1000000" })
    int locations;

    private OccupancyEngine engine = new OccupancyEngine();
    private Instant now = Workload.START;

    @Setup
    public void fill() {
        Workload workload = new Workload(locations);
        engine = workload.engine();
        now = Workload.START.plusSeconds(1);
        for (String id : workload.ids) {
            engine.handle(OccupancyEvent.momentary(id, "pir", "motion", now));
        }
    }

    @Benchmark
    public Object nothingDue() {
        return engine.advance(now);
    }
}
