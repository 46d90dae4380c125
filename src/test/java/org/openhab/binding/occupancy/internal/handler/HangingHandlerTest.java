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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.thing.ChannelUID;

/** On real threads; closing takes five seconds here. A test that hangs has found what it looks for. */
@DisplayName("openHAB stops while it does not come back from what it is told")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HangingHandlerTest {

    private final TestOpenHab openHab = new TestOpenHab();
    private final ScheduledExecutorService pool = Executors.newScheduledThreadPool(3);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);

    @AfterEach
    void shutDown() {
        enough.countDown();
        pool.shutdownNow();
    }

    /** Does not come back, whoever tells it to. */
    private void hang() {
        hanging.countDown();
        boolean over = false;
        while (!over) {
            try {
                enough.await();
                over = true;
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    @Test
    void whatIsKnownIsStoredOnceAndNothingAfterwards() throws Exception {
        openHab.activateRunning(pool);
        new TestThing(openHab, "occupancy:home:h", null).start();
        TestThing room = new TestThing(openHab, "occupancy:location:h:room", "occupancy:home:h").start();
        openHab.service().settings().get();
        openHab.service().settings().get();
        doAnswer(call -> {
            if (call.<ChannelUID> getArgument(0).getId().equals("locked")) {
                hang();
            }
            return null;
        }).when(room.callback).stateUpdated(any(), any());

        room.command("locked", OnOffType.ON);
        hanging.await();
        openHab.deactivate();
        assertThat(openHab.service().isRunning()).isFalse();
        assertThat(openHab.stored().get("snapshot")).contains("FREEZE");

        openHab.stored().put("snapshot", "what the next one stores");
        enough.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(openHab.stored()).containsEntry("snapshot", "what the next one stores");
    }
}
