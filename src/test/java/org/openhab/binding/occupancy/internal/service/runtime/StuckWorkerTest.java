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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openhab.binding.occupancy.internal.service.FakeScheduler;
import org.openhab.binding.occupancy.internal.service.Logged;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;

/** A test that hangs has found what it looks for, hence the time limit. */
@DisplayName("A task that does not come to an end")
@Timeout(60)
class StuckWorkerTest {

    private final Progress progress = new Progress();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean enough = new AtomicBoolean();
    private ScheduledExecutorService pool;
    private SerialWorker worker;

    @BeforeEach
    void open() {
        pool = Executors.newScheduledThreadPool(3);
        worker = new SerialWorker(pool, System::nanoTime, progress, () -> ran.add("settled"), Duration.ofMillis(200));
    }

    @AfterEach
    void shutDown() {
        enough.set(true);
        pool.shutdownNow();
    }

    /** Takes no notice of being interrupted. */
    private void spin() {
        started.countDown();
        while (!enough.get()) {
            Thread.onSpinWait();
        }
        ran.add("spun");
        ended.countDown();
    }

    private void close() {
        worker.close(() -> ran.add("last"), () -> ran.add("saved"));
    }

    @Test
    void keepsNobodyFromClosing() throws InterruptedException {
        worker.execute("the change of the item", "Pir", this::spin);
        worker.execute("the change of the item", "Mat", () -> ran.add("next"));
        started.await();
        List<String> lines = Logged.during(this::close);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("Pir");
        assertThat(ran).as("the model may be in the middle of a change").isEmpty();
        enough.set(true);
        ended.await();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(ran).as("nothing follows what was left alone").containsExactly("spun");
    }

    @Test
    void inTheCodeOfSomebodyElseHasTheRestSaved() throws InterruptedException {
        worker.execute("the change of the item", "Pir", () -> {
            progress.elsewhere("what the location shows:", "Kitchen");
            spin();
        });
        started.await();
        List<String> lines = Logged.during(this::close);
        assertThat(lines).singleElement().asString().contains("Kitchen");
        assertThat(ran).containsExactly("saved");
    }

    @Test
    void isToldToStopWhenItOnlyWaits() throws InterruptedException {
        worker.execute("the change of the item", "Pir", () -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
            }
        });
        started.await();
        Logged.during(this::close);
        ended.await();
        assertThat(ran).isEmpty();
    }

    @Test
    void thatIsLeftForTheEndKeepsNobodyFromClosingEither() throws InterruptedException {
        worker.execute("nothing", "", started::countDown);
        started.await();
        CountDownLatch busy = new CountDownLatch(1);
        worker.execute("nothing", "", busy::countDown);
        busy.await();
        List<String> lines = Logged.during(() -> worker.close(this::spin, () -> ran.add("saved")));
        assertThat(lines).hasSize(1);
    }

    @Test
    void thatDoesComeToAnEndIsWaitedFor() throws InterruptedException {
        worker.execute("the change of the item", "Pir", () -> {
            started.countDown();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                ran.add("interrupted");
            }
            ran.add("done");
        });
        started.await();
        List<String> lines = Logged.during(this::close);
        assertThat(lines).isEmpty();
        assertThat(ran).endsWith("last").doesNotContain("interrupted", "saved").contains("done");
    }

    @Test
    void isToldOfOnceWithWhatItIs() {
        FakeScheduler scheduler = new FakeScheduler(TestOpenHab.START);
        SerialWorker small = new SerialWorker(scheduler, scheduler::nanos, progress, () -> {
        });
        List<String> lines = Logged.during(() -> {
            small.execute("the change of the item", "Pir", () -> scheduler.letTimePass(Duration.ofSeconds(45)));
            scheduler.runReady();
            small.execute("the change of the item", "Mat", () -> scheduler.letTimePass(Duration.ofSeconds(9)));
            scheduler.runReady();
            scheduler.pass(Duration.ofMinutes(1));
        });
        assertThat(lines).singleElement().asString().contains("Pir").contains("10 s");
        assertThat(scheduler.waiting()).as("no timer while nothing is to be done").isZero();
    }
}
