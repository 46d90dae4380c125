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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.FakeScheduler;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;

@DisplayName("An alarm rings at the earliest of its times")
class AlarmTest {

    private final FakeScheduler scheduler = new FakeScheduler(TestOpenHab.START);
    private final AtomicInteger rings = new AtomicInteger();
    private final Alarm alarm = new Alarm(scheduler, new EngineClock(scheduler), rings::incrementAndGet);

    @Test
    void aLaterTimeDoesNotReplaceAnEarlierOne() {
        alarm.set(Duration.ofSeconds(5));
        alarm.set(Duration.ofSeconds(10));
        assertThat(scheduler.waiting()).isEqualTo(1);
        scheduler.pass(Duration.ofSeconds(6));
        assertThat(rings).hasValue(1);
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(rings).as("whoever is woken sets it anew").hasValue(1);
    }

    @Test
    void anEarlierTimeReplacesALaterOne() {
        alarm.set(Duration.ofSeconds(10));
        alarm.set(Duration.ofSeconds(5));
        assertThat(scheduler.waiting()).isEqualTo(1);
        scheduler.pass(Duration.ofSeconds(6));
        assertThat(rings).hasValue(1);
        alarm.set(Duration.ofSeconds(5));
        scheduler.pass(Duration.ofSeconds(6));
        assertThat(rings).hasValue(2);
    }

    @Test
    void onceCancelledItNeverRings() {
        alarm.set(Duration.ofSeconds(5));
        alarm.cancel();
        alarm.set(Duration.ofSeconds(5));
        scheduler.pass(Duration.ofSeconds(60));
        assertThat(rings).hasValue(0);
        assertThat(scheduler.waiting()).isZero();
    }
}
