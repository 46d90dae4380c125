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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Wake-ups with everything due, and snapshots.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = { "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC" })
@Warmup(iterations = 40)
@Measurement(iterations = 40)
public class TimeBenchmark {

    @Param({ "1000", "10000" })
    int locations;

    private OccupancyEngine engine = new OccupancyEngine();
    private ObjectNode snapshot = engine.export();
    private Instant now = Workload.START;

    /** Motion in every location at once, in an engine of its own for every shot. */
    @Setup(Level.Invocation)
    public void fill() {
        Workload workload = new Workload(locations);
        engine = workload.engine();
        now = Workload.START.plusSeconds(1);
        for (String id : workload.ids) {
            engine.handle(OccupancyEvent.momentary(id, "pir", "motion", now));
        }
        snapshot = engine.export();
    }

    @Benchmark
    public Object everythingDue() {
        return engine.advance(now.plus(Duration.ofHours(1)));
    }

    @Benchmark
    public Object export() {
        return engine.export();
    }

    @Benchmark
    public Object restore() {
        return engine.restore(snapshot, now);
    }
}
