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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order in which they came, on threads of openHAB's pool.
 * <p>
 * At most one thread of the pool is in use, for a slice of tasks at a time, so that a flood of them leaves the pool to
 * others in between. The queue has no bound: nothing is lost, and the memory that a flood takes is free again when it
 * is over. A task that hangs is reported by a {@link Watchdog} and does not keep the worker from being closed.
 */
@NonNullByDefault
public final class SerialWorker {

    /** How many tasks are run before the thread is given back. */
    public static final int SLICE = 256;
    /** How long closing waits for the tasks that are left. */
    static final Duration CLOSING = Duration.ofSeconds(5);

    private final Logger logger = LoggerFactory.getLogger(SerialWorker.class);
    private final ScheduledExecutorService pool;
    private final LongSupplier nanos;
    private final Runnable afterSlice;
    private final Progress progress;
    private final Watchdog watchdog;
    private final Duration closing;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Held while tasks run: the pool may still be in a slice when {@link #close} has the rest run. */
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean closed;
    /** Nobody waits for the task that runs any more. */
    private volatile boolean abandoned;

    /** The task that waited longest. Written by the worker only. */
    private volatile Delay worst = new Delay(0, "", 0);

    /**
     * What is to be done, and for what, in words for the watchdog.
     *
     * @param since the monotonic clock when it began to wait
     */
    private record Task(String what, String subject, Runnable work, long since) {

        /** {@return what it does, in a few words} */
        String words() {
            return subject.isEmpty() ? what : what + " " + subject;
        }
    }

    /** How long a task waited, and when its turn came on the monotonic clock. */
    private record Delay(long nanos, String task, long at) {
    }

    /**
     * How much there is to do.
     *
     * @param waiting how many tasks wait
     * @param worstDelay how long a task waited at most
     * @param worstTask which one, in a few words; empty if there was none
     * @param worstAt the monotonic clock when its turn came
     * @param busyWith what is done now, in a few words; empty if nothing is
     * @param busyFor for how long that has been done
     */
    public record Load(int waiting, Duration worstDelay, String worstTask, long worstAt, String busyWith,
            Duration busyFor) {
    }

    /**
     * @param pool where the tasks run
     * @param nanos the monotonic clock
     * @param progress receives what is being done
     * @param afterSlice runs after every slice that ran a task
     */
    public SerialWorker(ScheduledExecutorService pool, LongSupplier nanos, Progress progress, Runnable afterSlice) {
        this(pool, nanos, progress, afterSlice, CLOSING);
    }

    SerialWorker(ScheduledExecutorService pool, LongSupplier nanos, Progress progress, Runnable afterSlice,
            Duration closing) {
        this.pool = pool;
        this.nanos = nanos;
        this.progress = progress;
        this.afterSlice = afterSlice;
        this.closing = closing;
        watchdog = new Watchdog(pool, nanos, progress);
    }

    /**
     * Adds a task. After {@link #close} it is dropped.
     *
     * @param what what it does, as a noun: {@code the change of the item}
     * @param subject the item, location or person; empty if there is none
     * @param work does it
     */
    public void execute(String what, String subject, Runnable work) {
        if (!closed) {
            tasks.add(new Task(what, subject, work, nanos.getAsLong()));
            schedule();
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                pool.execute(this::slice);
            } catch (RejectedExecutionException e) {
                // the pool was shut down, and with it openHAB
                scheduled.set(false);
                logger.debug("The thread pool takes no more tasks.");
            }
        }
    }

    private void slice() {
        running.lock();
        try {
            watchdog.busy();
            run(SLICE);
        } finally {
            running.unlock();
            scheduled.set(false);
        }
        if (!tasks.isEmpty()) {
            schedule();
        }
    }

    private void run(int most) {
        int count = 0;
        for (Task task = tasks.poll(); task != null; task = count < most ? tasks.poll() : null) {
            count++;
            noteDelay(task);
            guarded(task.what, task.subject, task.work);
        }
        if (count > 0) {
            guarded("what follows from the latest changes", "", afterSlice);
        }
    }

    private void noteDelay(Task task) {
        long now = nanos.getAsLong();
        Delay longest = worst;
        if (longest.task.isEmpty() || now - task.since > longest.nanos) {
            worst = new Delay(now - task.since, task.words(), now);
        }
    }

    /** {@return how much there is to do; may be called from any thread} */
    public Load load() {
        Delay longest = worst;
        Progress.Step step = progress.current();
        Task next = tasks.peek();
        long now = nanos.getAsLong();
        // the task at the head of the queue may already have waited longest
        Delay delay = next != null && now - next.since > longest.nanos ? new Delay(now - next.since, next.words(), now)
                : longest;
        return new Load(tasks.size(), Duration.ofNanos(delay.nanos), delay.task, delay.at,
                step == null ? "" : step.words(), step == null ? Duration.ZERO : Duration.ofNanos(now - step.since()));
    }

    /** A task that fails must not take the others with it. */
    private void guarded(String what, String subject, Runnable work) {
        if (abandoned) {
            return;
        }
        progress.begin(what, subject, nanos.getAsLong());
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (abandoned) {
                logger.debug("What nobody waits for any more has failed: {}", e.toString());
            } else {
                logger.warn("Unexpected error, please report it: {}", e.toString(), e);
            }
        } finally {
            progress.end();
            if (abandoned) {
                // the interrupt was meant for this task, not for the next one on this thread of the pool
                Thread.interrupted();
            }
        }
    }

    /**
     * Takes no more tasks, runs those that are left and then a last one, and waits for that, but only for a limited
     * time: a task that hangs is left alone, and the tasks behind it are dropped.
     *
     * @param last the last task
     * @param instead what to do if the last task cannot run because an earlier one hangs. It runs only if the earlier
     *            task hangs in code that is not ours, when the model is not being changed
     * @return whether all is done
     */
    public boolean close(Runnable last, Runnable instead) {
        closed = true;
        AtomicBoolean finished = new AtomicBoolean();
        bounded(() -> finished.set(finish(last)));
        boolean done = finished.get();
        if (!done) {
            abandoned = true;
            Progress.Step step = progress.current();
            logger.warn("The add-on stops without an end of {}: {}", step == null ? "its tasks" : step.words(),
                    step == null || !step.elsewhere() ? "what was learned since it was stored last is lost."
                            : "what is known is stored first.");
            if (step != null) {
                if (step.elsewhere()) {
                    bounded(instead);
                }
                step.thread().interrupt();
            }
            tasks.clear();
        }
        watchdog.cancel();
        return done;
    }

    /** {@return whether all is done} */
    private boolean finish(Runnable last) {
        try {
            if (!running.tryLock(closing.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            return false;
        }
        try {
            run(Integer.MAX_VALUE);
            guarded("the stop", "", last);
            tasks.clear();
            return true;
        } finally {
            running.unlock();
        }
    }

    /**
     * Runs a task in the pool and waits a bounded time for it. If the pool has no free thread, the caller runs it,
     * unless the worker is running a task.
     */
    private void bounded(Runnable task) {
        AtomicBoolean taken = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Runnable once = () -> {
            if (taken.compareAndSet(false, true)) {
                try {
                    task.run();
                } finally {
                    done.countDown();
                }
            }
        };
        // an interrupted thread still runs the last task, which stores what is known
        boolean interrupted = Thread.interrupted();
        try {
            pool.execute(once);
            done.await(closing.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            logger.debug("The thread pool takes no more tasks.");
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (!running.isLocked()) {
            // nothing to do if the pool has taken it
            once.run();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
