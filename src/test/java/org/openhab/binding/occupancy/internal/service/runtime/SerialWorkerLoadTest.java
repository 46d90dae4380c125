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
package org.openhab.binding.occupancy.internal.service.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.FakeScheduler;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;

@DisplayName("The worker tells how much there is to do")
class SerialWorkerLoadTest {

    private final FakeScheduler pool = new FakeScheduler(TestOpenHab.START);
    private final SerialWorker worker = new SerialWorker(pool, pool::nanos, new Progress(), () -> {
    });

    @Test
    void theLongestWaitIsKept() {
        assertThat(worker.load().worstTask()).isEmpty();
        worker.execute("the change of the item", "Pir", () -> {
        });
        pool.letTimePass(Duration.ofSeconds(3));
        pool.runReady();
        long then = pool.nanos();
        pool.letTimePass(Duration.ofSeconds(10));
        worker.execute("the change of the item", "Mat", () -> {
        });
        pool.letTimePass(Duration.ofSeconds(2));
        assertThat(worker.load().worstTask()).as("longer than whoever waits now").endsWith("Pir");
        pool.runReady();

        SerialWorker.Load load = worker.load();
        assertThat(load.waiting()).isZero();
        assertThat(load.worstDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(load.worstTask()).isEqualTo("the change of the item Pir");
        assertThat(load.worstAt()).isEqualTo(then);
        assertThat(load.busyWith()).isEmpty();
        assertThat(load.busyFor()).isZero();
    }

    @Test
    void whoStillWaitsCountsAsWellAsWhatIsDoneMeanwhile() {
        List<SerialWorker.Load> seen = new ArrayList<>();
        worker.execute("the settings of", "Kitchen", () -> {
            pool.letTimePass(Duration.ofSeconds(12));
            seen.add(worker.load());
        });
        worker.execute("the change of the item", "Pir", () -> {
        });
        pool.runReady();

        SerialWorker.Load load = seen.get(0);
        assertThat(load.waiting()).isEqualTo(1);
        assertThat(load.worstDelay()).isEqualTo(Duration.ofSeconds(12));
        assertThat(load.worstTask()).isEqualTo("the change of the item Pir");
        assertThat(load.busyWith()).isEqualTo("the settings of Kitchen");
        assertThat(load.busyFor()).isEqualTo(Duration.ofSeconds(12));
    }
}
