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

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Calls back once, at the earliest of the times that were set since the last call; uses one timer at most.
 */
@NonNullByDefault
public final class Alarm {

    private final ScheduledExecutorService scheduler;
    private final EngineClock clock;
    private final Runnable bell;
    private @Nullable ScheduledFuture<?> future;
    private long at;
    private boolean cancelled;

    /**
     * @param scheduler where the timer runs
     * @param clock the clock
     * @param bell is run on a thread of the scheduler; must return soon
     */
    public Alarm(ScheduledExecutorService scheduler, EngineClock clock, Runnable bell) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.bell = bell;
    }

    /** Sets the alarm. A timer that is due earlier is kept: waking once in vain costs less than a new timer. */
    public synchronized void set(Duration delay) {
        long wanted = clock.nanos() + delay.toNanos();
        ScheduledFuture<?> current = future;
        if (cancelled || (current != null && at - wanted <= 0)) {
            return;
        }
        if (current != null) {
            current.cancel(false);
        }
        at = wanted;
        try {
            future = scheduler.schedule(this::ring, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the pool was shut down, and with it openHAB
            future = null;
        }
    }

    private void ring() {
        synchronized (this) {
            future = null;
        }
        bell.run();
    }

    /** Never rings again. */
    public synchronized void cancel() {
        cancelled = true;
        ScheduledFuture<?> current = future;
        if (current != null) {
            current.cancel(false);
            future = null;
        }
    }
}
