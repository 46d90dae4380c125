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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
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
 * One event in a home of which every room is occupied, while there is a lock.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = { "-Xms512m", "-Xmx512m", "-XX:+UseSerialGC" })
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LockBenchmark {

    @Param({ "10", "100", "1000", "10000" })
    int active;

    /** Where the lock is. */
    @Param({ "none", "room", "house" })
    String lock;

    private OccupancyEngine engine = new OccupancyEngine();
    private final List<String> rooms = new ArrayList<>();
    private long now = Workload.START.toEpochMilli();
    private int next;

    @Setup
    public void fill() {
        engine = new OccupancyEngine();
        List<LocationConfig> configs = new ArrayList<>();
        configs.add(LocationConfig.builder("house").build());
        for (int i = 0; i < active; i++) {
            rooms.add("room" + i);
            configs.add(LocationConfig.builder("room" + i).parent("house").build());
        }
        engine.configureAll(configs, Workload.START);
        for (String room : rooms) {
            engine.handle(OccupancyEvent.holdStart(room, "radar", "presence", Workload.START));
        }
        if (!lock.equals("none")) {
            engine.handle(OccupancyEvent
                    .lock(lock.equals("room") ? "room1" : "house", "party", LockMode.FREEZE, Workload.START)
                    .withScope(org.openhab.binding.occupancy.internal.engine.model.Scope.SUBTREE));
        }
    }

    /** A room is left for a moment, or taken again. */
    @Benchmark
    public Object event() {
        String room = rooms.get(next / 2 % rooms.size());
        Instant at = Instant.ofEpochMilli(++now);
        return engine.handle(next++ % 2 == 0
                ? OccupancyEvent.holdEnd(room, "radar", "presence", at).withDuration(java.time.Duration.ZERO)
                : OccupancyEvent.holdStart(room, "radar", "presence", at));
    }
}
