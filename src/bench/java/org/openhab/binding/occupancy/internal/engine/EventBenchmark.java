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
import java.util.HashMap;
import java.util.Map;
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
 * One event: the engine against the least that any such engine must do for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode({ Mode.AverageTime, Mode.SampleTime })
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = { "-Xms4g", "-Xmx4g", "-XX:+UseSerialGC" })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventBenchmark {

    @Param({ "10", "1000", "10000", "1000000" })
    int locations;

    private Workload workload = new Workload(1);
    private OccupancyEngine engine = new OccupancyEngine();
    private Floor floor = new Floor(new Workload(1));

    @Setup
    public void setUp() {
        workload = new Workload(locations);
        engine = workload.engine();
        floor = new Floor(workload);
        // Every location has its sources before anything is measured.
        for (int i = 0; i < 2 * locations; i++) {
            engine.handle(workload.nextEvent());
        }
    }

    @Benchmark
    public Object event() {
        return engine.handle(workload.nextEvent());
    }

    @Benchmark
    public long floor() {
        return floor.handle(workload.nextEvent());
    }

    /** One map look-up, one update of a heap of timers, counters up the tree. */
    private static final class Floor {

        private final Map<String, Integer> positions = new HashMap<>();
        private final int[] parents;
        private final int[] counters;
        private final long[] ends;
        private final int[] heap;
        private final int[] heapPositions;

        Floor(Workload workload) {
            int size = workload.ids.length;
            parents = workload.parents;
            counters = new int[size];
            ends = new long[size];
            heap = new int[size];
            heapPositions = new int[size];
            for (int i = 0; i < size; i++) {
                positions.put(workload.ids[i], i);
                heap[i] = i;
                heapPositions[i] = i;
            }
        }

        long handle(OccupancyEvent event) {
            Instant at = event.at();
            int location = positions.get(event.location());
            ends[location] = at.toEpochMilli() + 600_000;
            sink(heapPositions[location], location);
            for (int i = location; i >= 0; i = parents[i]) {
                counters[i]++;
            }
            return ends[heap[0]];
        }

        private void sink(int start, int location) {
            int position = start;
            while (2 * position + 1 < heap.length) {
                int below = 2 * position + 1;
                if (below + 1 < heap.length && ends[heap[below + 1]] < ends[heap[below]]) {
                    below++;
                }
                if (ends[location] <= ends[heap[below]]) {
                    break;
                }
                heap[position] = heap[below];
                heapPositions[heap[position]] = position;
                position = below;
            }
            heap[position] = location;
            heapPositions[location] = position;
        }
    }
}
