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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.openhab.binding.occupancy.internal.service.FakeScheduler;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;

@DisplayName("The worker does one thing after the other, and all of it before it closes")
@Isolated("what is logged meanwhile is looked at")
class SerialWorkerTest {

    private final FakeScheduler pool = new FakeScheduler(TestOpenHab.START);
    private final List<String> ran = new ArrayList<>();
    private final SerialWorker worker = new SerialWorker(pool, pool::nanos, new Progress(), () -> ran.add("settled"),
            Duration.ofMillis(20));

    private void add(String task) {
        worker.execute("the change of the item", task, () -> ran.add(task));
    }

    /** The pool of openHAB has a few threads for everybody. */
    @Test
    void theThreadIsGivenBackAfterAWhileAndTheRestIsDoneLater() {
        for (int i = 0; i < SerialWorker.SLICE + 1; i++) {
            add("Pir");
        }
        pool.runOne();
        assertThat(ran).hasSize(SerialWorker.SLICE + 1).endsWith("Pir", "settled");
        pool.runOne();
        assertThat(ran).hasSize(SerialWorker.SLICE + 3).endsWith("settled", "Pir", "settled");
        assertThat(pool.queued()).isZero();
    }

    @Test
    void aTaskThatFailsIsReportedAndTheNextIsDone() {
        worker.execute("the change of the item", "Pir", () -> {
            throw new IllegalStateException("broken");
        });
        add("Mat");
        assertThat(Logged.during(pool::runReady).get(0)).contains("please report it", "broken");
        assertThat(ran).containsExactly("Mat", "settled");
    }

    /** No thread of the pool is free, so whoever closes does it. */
    @Test
    void whatIsLeftIsDoneBeforeTheLastTask() {
        add("Pir");
        add("Mat");
        assertThat(worker.close(() -> ran.add("last"), () -> ran.add("saved"))).isTrue();
        assertThat(ran).containsExactly("Pir", "Mat", "settled", "last");
        add("Late");
        pool.runReady();
        assertThat(ran).endsWith("last");
    }

    @Test
    void whatIsLeftIsDoneAlsoIfThePoolTakesNothingAnyMore() {
        ScheduledExecutorService over = Executors.newScheduledThreadPool(1);
        over.shutdown();
        SerialWorker late = new SerialWorker(over, System::nanoTime, new Progress(), () -> ran.add("settled"));
        late.execute("the change of the item", "Pir", () -> ran.add("Pir"));
        assertThat(late.close(() -> ran.add("last"), () -> ran.add("saved"))).isTrue();
        assertThat(ran).containsExactly("Pir", "settled", "last");
    }

    @Test
    void whoIsToldToHurryWhileClosingStillDoesTheLastTask() {
        add("Pir");
        Thread.currentThread().interrupt();
        boolean all = worker.close(() -> ran.add("last"), () -> ran.add("saved"));
        assertThat(Thread.interrupted()).as("and is still told so").isTrue();
        assertThat(all).isTrue();
        assertThat(ran).containsExactly("Pir", "settled", "last");
    }

    @Test
    void noTimerIsLeftWhenItIsClosed() {
        add("Pir");
        pool.runReady();
        worker.close(() -> ran.add("last"), () -> ran.add("saved"));
        assertThat(pool.waiting()).isZero();
    }

    /** Who would wait for the end of a time limit waits for an hour here. */
    @Test
    @Timeout(60)
    void closingTakesNoLongerThanTheLastTask() throws InterruptedException {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try {
            SerialWorker patient = new SerialWorker(threads, System::nanoTime, new Progress(), () -> {
            }, Duration.ofHours(1));
            assertThat(patient.close(() -> ran.add("last"), () -> ran.add("saved"))).isTrue();
            assertThat(ran).containsExactly("last");
        } finally {
            threads.shutdownNow();
        }
    }

    /** The one thread of the pool is busy with something else, and comes back to the worker when that has closed. */
    @Test
    @Timeout(60)
    void aThreadThatComesLateIsNotKept() throws InterruptedException {
        ScheduledExecutorService one = Executors.newScheduledThreadPool(1);
        CountDownLatch busy = new CountDownLatch(1);
        try {
            one.execute(() -> {
                try {
                    busy.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            SerialWorker late = new SerialWorker(one, System::nanoTime, new Progress(), () -> ran.add("settled"),
                    Duration.ofMillis(20));
            late.execute("the change of the item", "Pir", () -> ran.add("Pir"));
            assertThat(late.close(() -> ran.add("last"), () -> ran.add("saved"))).isTrue();
            busy.countDown();
            one.shutdown();
            assertThat(one.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ran).containsExactly("Pir", "settled", "last");
        } finally {
            one.shutdownNow();
        }
    }
}
