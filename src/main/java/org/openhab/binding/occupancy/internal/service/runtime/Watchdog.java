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
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns in the log about a task of the worker that takes too long, once for each task, at the level DEBUG with the
 * stack of the worker. While the worker is idle, no timer runs.
 */
@NonNullByDefault
final class Watchdog {

    /** How long a task may take before there is a warning. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Logger logger = LoggerFactory.getLogger(Watchdog.class);
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanos;
    private final Progress progress;
    private @Nullable ScheduledFuture<?> timer;
    private volatile boolean armed;
    private boolean cancelled;
    /** The beginning of the task that was reported last. */
    private long reported;
    private boolean anyReported;

    /**
     * @param scheduler where the timer runs
     * @param nanos the monotonic clock
     * @param progress what the worker does
     */
    Watchdog(ScheduledExecutorService scheduler, LongSupplier nanos, Progress progress) {
        this.scheduler = scheduler;
        this.nanos = nanos;
        this.progress = progress;
    }

    /** The worker has something to do. */
    void busy() {
        if (!armed) {
            arm(PATIENCE.toNanos());
        }
    }

    private synchronized void arm(long delay) {
        if (cancelled) {
            return;
        }
        try {
            armed = true;
            timer = scheduler.schedule(this::look, delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the pool was shut down, and with it openHAB
            armed = false;
        }
    }

    private void look() {
        armed = false;
        Progress.Step step = progress.current();
        if (step == null) {
            return;
        }
        long elapsed = nanos.getAsLong() - step.since();
        if (elapsed < PATIENCE.toNanos()) {
            arm(PATIENCE.toNanos() - elapsed);
            return;
        }
        if (isNew(step)) {
            logger.warn(
                    "The add-on has been busy for {} s with {}; no location shows anything new until that is over. "
                            + "With the log level DEBUG for {} the next line says where it is: please report both.",
                    TimeUnit.NANOSECONDS.toSeconds(elapsed), step.words(), Watchdog.class.getName());
            if (logger.isDebugEnabled()) {
                logger.debug("It is at {}", Arrays.stream(step.thread().getStackTrace())
                        .map(StackTraceElement::toString).collect(Collectors.joining(", ")));
            }
        }
        arm(PATIENCE.toNanos());
    }

    private synchronized boolean isNew(Progress.Step step) {
        boolean isNew = !anyReported || reported != step.since();
        anyReported = true;
        reported = step.since();
        return isNew;
    }

    /** Never looks again. */
    synchronized void cancel() {
        cancelled = true;
        ScheduledFuture<?> current = timer;
        if (current != null) {
            current.cancel(false);
            timer = null;
        }
    }
}
