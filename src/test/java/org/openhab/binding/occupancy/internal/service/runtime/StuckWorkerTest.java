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
    /** Whether the worker said that all is done. */
    private boolean all;

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
        all = worker.close(() -> ran.add("last"), () -> ran.add("saved"));
    }

    @Test
    void keepsNobodyFromClosing() throws InterruptedException {
        worker.execute("the change of the item", "Pir", this::spin);
        worker.execute("the change of the item", "Mat", () -> ran.add("next"));
        started.await();
        List<String> lines = Logged.during(this::close);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("Pir", "what was learned since it was stored last is lost");
        assertThat(all).isFalse();
        assertThat(worker.load().waiting()).as("nothing waits for it").isZero();
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
        assertThat(lines).singleElement().asString().contains("Kitchen", "what is known is stored first");
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
        assertThat(all).isTrue();
    }

    /** What it does afterwards is nobody's concern any more, its errors included. */
    @Test
    void isNotReportedWhenItFailsLater() throws InterruptedException {
        worker.execute("the change of the item", "Pir", () -> {
            spin();
            throw new IllegalStateException("too late");
        });
        started.await();
        List<String> lines = Logged.during(() -> {
            close();
            enough.set(true);
            pool.shutdown();
            try {
                assertThat(pool.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(lines).singleElement().asString().doesNotContain("too late");
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

    @Test
    void isToldOfTenSecondsAfterItBeganWhateverWasDoneBefore() {
        FakeScheduler scheduler = new FakeScheduler(TestOpenHab.START);
        SerialWorker small = new SerialWorker(scheduler, scheduler::nanos, progress, () -> {
        });
        for (int seconds : List.of(6, 30, 30)) {
            small.execute("the task of", seconds + " s", () -> scheduler.letTimePass(Duration.ofSeconds(seconds)));
        }
        List<String> lines = Logged.during(scheduler::runReady);
        assertThat(lines).as("each that is stuck, once").hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("busy for 10 s with the task of 30 s"));
    }

    @Test
    void showsWhereItIsToWhoTurnsUpTheLogLevel() {
        FakeScheduler scheduler = new FakeScheduler(TestOpenHab.START);
        SerialWorker small = new SerialWorker(scheduler, scheduler::nanos, progress, () -> {
        });
        small.execute("the change of the item", "Pir", () -> scheduler.letTimePass(Duration.ofSeconds(11)));
        List<String> lines = Logged.by(Watchdog.class.getName(), "DEBUG", scheduler::runReady);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("DEBUG It is at ").contains("StuckWorkerTest");
    }
}
