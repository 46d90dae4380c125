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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
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
 * A month of the demo's family with motion sensors and doors only: their people weighed, and the same by timers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = { "-Xms1g", "-Xmx1g", "-XX:+UseSerialGC" })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MonthBenchmark {

    private static final int DAYS = 30;

    @Param({ "TIMEOUT", "DEPARTURE" })
    Vacancy vacancy = Vacancy.TIMEOUT;

    private Home home = Home.EMPTY;
    private final List<ItemChange> changes = new ArrayList<>();

    @Setup
    public void live() {
        Home whole = HomeFile.parse(Demo.homeFile(), "home.yaml");
        home = new Home(
                whole.locations().stream().map(location -> location.toBuilder().vacancy(vacancy).build()).toList(),
                whole.sources().stream().filter(source -> isSimple(source.item())).toList());
        for (int i = 0; i < DAYS; i++) {
            Duration later = Duration.ofDays(i);
            for (ItemChange change : DemoDay.of(100 + i).changes()) {
                if (isSimple(change.item())) {
                    changes.add(new ItemChange(change.at().plus(later), change.item(), change.state()));
                }
            }
        }
        changes.sort(Comparator.comparing(ItemChange::at));
    }

    private static boolean isSimple(String item) {
        return item.endsWith("_Motion") || item.endsWith("_Door");
    }

    @Benchmark
    public Instant month() {
        Replay replay = new Replay(home, new ReplayListener() {
        }, null, null);
        changes.forEach(replay::take);
        return replay.last();
    }
}
