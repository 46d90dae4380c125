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
package org.openhab.binding.occupancy.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.service.home.Bindings;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.items.events.ItemStateChangedEvent;
import org.openhab.core.library.types.OnOffType;

@DisplayName("A storm of changes")
class EventStormTest {

    private static final int STORM = 100_000;

    private static ItemStateChangedEvent event(OnOffType state) {
        ItemStateChangedEvent event = mock(ItemStateChangedEvent.class, withSettings().stubOnly());
        when(event.getItemName()).thenReturn("Pir");
        when(event.getItemState()).thenReturn(state);
        return event;
    }

    private static LocationSetup room() {
        return room(null);
    }

    private static LocationSetup room(String parent) {
        return new LocationSetup(LocationConfig.builder("room").parent(parent).build(), "Room", Vacancy.TIMEOUT, true,
                false, null, false, null, null, null,
                List.of(new SourceSetup(
                        SourceConfig.builder("room", "Pir", SourceType.MOTION).timeout(Duration.ZERO).build(), "Pir")),
                List.of());
    }

    /** Every change is told by an event of the trigger channel, so that none can be lost unseen. */
    @Test
    void everyChangeCountsAndNobodyElseStarves() {
        TestOpenHab openHab = new TestOpenHab();
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.activateRunning();
        CountingListener listener = new CountingListener();
        openHab.registry().put(room(), listener);
        openHab.run();
        ItemStateChangedEvent on = event(OnOffType.ON);
        ItemStateChangedEvent off = event(OnOffType.OFF);

        for (int i = 0; i < STORM; i++) {
            openHab.component().receive(i % 2 == 0 ? on : off);
            assertThat(openHab.scheduler().queued()).as("one task in the pool, whatever waits").isEqualTo(1);
        }
        int slices = 0;
        while (openHab.scheduler().runOne()) {
            slices++;
        }

        assertThat(listener.events).isEqualTo(STORM);
        assertThat(slices).as("the pool is given back in between")
                .isEqualTo((STORM + SerialWorker.SLICE - 1) / SerialWorker.SLICE);
        assertThat(openHab.scheduler().mostScheduled).as("one alarm and one watchdog").isEqualTo(2);
    }

    /** The location is told the latest of it when it goes to work, and shows how things are then. */
    @Test
    void aStormForAPlaceThatIsWaitedForIsBounded() {
        String home = "occupancy:home:h";
        TestOpenHab openHab = new TestOpenHab();
        openHab.item("Pir", "Switch", OnOffType.OFF);
        openHab.addThing(home);
        openHab.activateRunning();
        CountingListener listener = new CountingListener();
        openHab.registry().put(room(home), listener);
        openHab.run();
        openHab.item("Pir", "Switch", OnOffType.ON);
        ItemStateChangedEvent on = event(OnOffType.ON);
        ItemStateChangedEvent off = event(OnOffType.OFF);
        for (int i = 1; i <= STORM; i++) {
            openHab.component().receive(i % 2 == 0 ? on : off);
        }
        openHab.run();
        assertThat(openHab.service().location("room")).as("it waits").isNull();

        openHab.registry().put(new LocationSetup(LocationConfig.builder(home).build(), "Home", Vacancy.TIMEOUT, true,
                false, null, false, null, null, null, List.of(), List.of()), mock(LocationListener.class));
        openHab.run();

        assertThat(openHab.service().location("room").state().occupied()).isTrue();
        assertThat(openHab.lookUps("Pir")).isLessThan(2 * Bindings.MOST_DELAYED);
    }

    @Test
    void tasksOfManyThreadsRunOneAtATimeAndInTheOrderOfEach() throws InterruptedException {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(4);
        try {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(4 * 5_000);
            List<List<Integer>> seen = new ArrayList<>();
            SerialWorker worker = new SerialWorker(pool, System::nanoTime, new Progress(), () -> {
            });
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                List<Integer> own = Collections.synchronizedList(new ArrayList<>());
                seen.add(own);
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        int number = i;
                        worker.execute("a task", "", () -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            own.add(number);
                            inside.decrementAndGet();
                            done.countDown();
                        });
                    }
                });
                threads.add(thread);
                thread.start();
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(most).hasValue(1);
            assertThat(seen).allSatisfy(own -> assertThat(own).hasSize(5_000).isSorted());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aTaskThatFailsDoesNotTakeTheOthersWithIt() {
        FakeScheduler pool = new FakeScheduler(TestOpenHab.START);
        AtomicInteger ran = new AtomicInteger();
        SerialWorker worker = new SerialWorker(pool, pool::nanos, new Progress(), ran::incrementAndGet);
        worker.execute("a task", "", () -> {
            throw new IllegalStateException("broken");
        });
        worker.execute("a task", "", ran::incrementAndGet);
        pool.runReady();
        assertThat(ran).hasValue(2);
    }

    @Test
    void closingRunsWhatIsLeft() {
        FakeScheduler pool = new FakeScheduler(TestOpenHab.START);
        List<String> ran = new ArrayList<>();
        SerialWorker worker = new SerialWorker(pool, pool::nanos, new Progress(), () -> ran.add("settled"));
        worker.execute("a task", "", () -> ran.add("task"));
        pool.runsAtOnce = true;
        worker.close(() -> ran.add("last"), () -> ran.add("rescued"));
        pool.runsAtOnce = false;
        worker.execute("a task", "", () -> ran.add("too late"));
        pool.runReady();
        assertThat(ran).containsExactly("task", "settled", "last");
    }

    private static final class CountingListener implements LocationListener {

        private int events;

        @Override
        public boolean isRead(String channel) {
            return false;
        }

        @Override
        public void show(LocationDisplay display) {
            assertThat(display.view().id()).isEqualTo("room");
        }

        @Override
        public void happened(String event) {
            events++;
        }

        @Override
        public void ready(List<LocationProblem> problems) {
            assertThat(problems).isEmpty();
        }
    }

    @Test
    void anEventThatCannotBeMadeIsAnsweredAndHarmsNobody() {
        TestOpenHab small = new TestOpenHab().activateRunning();
        CompletableFuture<?> failing = small.service().handle(now -> {
            throw new IllegalStateException("broken");
        });
        CompletableFuture<?> worse = small.service().handle(now -> {
            throw new StackOverflowError("deep");
        });
        CompletableFuture<String> next = small.service().export();
        small.run();
        assertThat(failing).isCompletedExceptionally();
        assertThat(worse).isCompletedExceptionally();
        assertThat(next).isCompleted();
    }
}
