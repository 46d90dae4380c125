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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.core.items.Item;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.types.State;

/**
 * Everything at once on real threads: events of the bus, edits, questions, commands, handlers that come and go, and the
 * end of the add-on in the middle of it.
 */
@Tag("slow")
@DisplayName("On many threads at once")
class ThreadsTest {

    private static final int ROOMS = 6;
    private static final int TIMES = 400;

    private final TestOpenHab openHab = new TestOpenHab();
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(3);
    private final ExecutorService crowd = Executors.newCachedThreadPool();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final List<TestThing> rooms = new ArrayList<>();
    private final Queue<CompletableFuture<?>> asked = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void home() throws Exception {
        pool.setRemoveOnCancelPolicy(true);
        openHab.activateRunning(pool);
        for (int i = 0; i < ROOMS; i++) {
            String name = "I" + i;
            states.put(name, OnOffType.OFF);
            Item item = mock(Item.class, withSettings().stubOnly());
            when(item.getName()).thenReturn(name);
            when(item.getType()).thenReturn("Switch");
            when(item.getTags()).thenReturn(Set.of());
            when(item.getState()).thenAnswer(call -> states.get(name));
            openHab.add(item);
        }
        new TestThing(openHab, "occupancy:home:h", null).start();
        for (int i = 0; i < ROOMS; i++) {
            rooms.add(new TestThing(openHab, "occupancy:location:h:r" + i, "occupancy:home:h").set("timeout", 0)
                    .set("vacancy", "TIMEOUT").source("s", "presence", "item", "I" + i, "timeout", 0).start());
        }
        settle();
    }

    @AfterEach
    void shutDown() {
        crowd.shutdownNow();
        pool.shutdownNow();
    }

    /** Waits until all that was handed in is done. */
    private void settle() throws Exception {
        done(openHab.service().settings());
        done(openHab.service().settings());
    }

    private static void done(Future<?> future) throws Exception {
        try {
            future.get(2, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            // refused: an answer, too
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private List<Future<?>> everythingAtOnce(AtomicBoolean go) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
            int room = i;
            all.add(crowd.submit(() -> {
                for (int n = 0; n < TIMES && go.get(); n++) {
                    State state = OnOffType.from((n + room) % 2 == 0);
                    states.put("I" + room, state);
                    openHab.tell("I" + room, false, state);
                }
            }));
        }
        all.add(crowd.submit(() -> edit(rooms.get(0), go)));
        all.add(crowd.submit(() -> edit(rooms.get(1), go)));
        all.add(crowd.submit(() -> comeAndGo(rooms.get(2), go)));
        all.add(crowd.submit(() -> ask(go)));
        all.add(crowd.submit(() -> ask(go)));
        return all;
    }

    private static void edit(TestThing room, AtomicBoolean go) {
        for (int n = 0; n < TIMES / 4 && go.get(); n++) {
            room.set("linger", n % 2);
            room.edited();
        }
        room.set("linger", 0).edited();
    }

    private static void comeAndGo(TestThing room, AtomicBoolean go) {
        for (int n = 0; n < TIMES / 4 && go.get(); n++) {
            room.handler().dispose();
            room.handler().initialize();
        }
    }

    private void ask(AtomicBoolean go) {
        Random random = new Random(1);
        for (int n = 0; n < TIMES && go.get(); n++) {
            String id = rooms.get(random.nextInt(ROOMS)).id();
            asked.add(openHab.service().explain(id));
            asked.add(openHab.service().settings());
            asked.add(openHab.service().export());
            asked.add(openHab.service()
                    .handle(now -> OccupancyEvent.momentary(id, "rule", "motion", now).withDuration(Duration.ZERO)));
            Collection<LocationView> views = openHab.service().locations();
            assertThat(views).hasSize(ROOMS + 1);
        }
    }

    @RepeatedTest(3)
    @DisplayName("nothing is lost, and everybody is answered")
    void nothingIsLost() throws Exception {
        for (Future<?> each : everythingAtOnce(new AtomicBoolean(true))) {
            each.get(2, TimeUnit.MINUTES);
        }
        settle();

        for (CompletableFuture<?> each : asked) {
            assertThat(each).isDone();
        }
        for (int i = 0; i < ROOMS; i++) {
            TestThing room = rooms.get(i);
            boolean on = states.get("I" + i) == OnOffType.ON;
            LocationView view = openHab.service().location(room.id());
            assertThat(view).isNotNull();
            assertThat(view.state().occupied()).as("room %s", i).isEqualTo(on);
            assertThat(room.occupied()).as("the channel of room %s", i).isEqualTo(on);
            assertThat(room.sentence()).isEmpty();
        }
    }

    @RepeatedTest(3)
    @DisplayName("the add-on can stop, and leaves nobody waiting and nothing behind")
    void theEndInTheMiddle() throws Exception {
        AtomicBoolean go = new AtomicBoolean(true);
        List<Future<?>> all = everythingAtOnce(go);
        while (asked.size() < TIMES) {
            Thread.onSpinWait();
        }

        openHab.deactivate();
        // what is asked of an add-on that has stopped is answered, too
        asked.add(openHab.service().settings());
        asked.add(openHab.service().handle(now -> OccupancyEvent.manual(rooms.get(0).id(), "rule", now)));
        go.set(false);

        for (Future<?> each : all) {
            try {
                each.get(2, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                // there are no locations any more
                assertThat(e).hasCauseInstanceOf(AssertionError.class);
            }
        }
        for (CompletableFuture<?> each : asked) {
            done(each);
        }
        // the threads of the pool come to rest
        pool.shutdown();
        assertThat(pool.awaitTermination(2, TimeUnit.MINUTES)).as("nothing runs on").isTrue();
        assertThat(openHab.held()).as("listeners that are left").isZero();
    }
}
