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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in their order, on threads of somebody else's pool.
 * <p>
 * At most one thread of the pool is in use, for a slice of tasks at a time, so that a flood of them leaves the pool to
 * others in between. The queue has no bound: nothing is lost, and what a flood took is given back when it is over.
 */
@NonNullByDefault
public final class SerialWorker implements Executor {

    /** How many tasks are run before the thread is given back. */
    public static final int SLICE = 256;

    private final Logger logger = LoggerFactory.getLogger(SerialWorker.class);
    private final Executor pool;
    private final Runnable afterSlice;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    /** Held while tasks run: the pool may still be in a slice when {@link #close} runs the rest. */
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean closed;

    /**
     * @param pool where the tasks run
     * @param afterSlice runs after every slice that ran a task
     */
    public SerialWorker(Executor pool, Runnable afterSlice) {
        this.pool = pool;
        this.afterSlice = afterSlice;
    }

    /** Adds a task. After {@link #close} it is dropped. */
    @Override
    public void execute(Runnable task) {
        if (!closed) {
            tasks.add(task);
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
        for (Runnable task = tasks.poll(); task != null; task = count < most ? tasks.poll() : null) {
            count++;
            guarded(task);
        }
        if (count > 0) {
            guarded(afterSlice);
        }
    }

    /** A task that fails must not take the others with it. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            logger.warn("Unexpected error, please report it: {}", e.toString(), e);
        }
    }

    /**
     * Takes no more tasks, runs those that are left and one last on this thread, and waits for the slice that is
     * running.
     *
     * @param last the last task
     */
    public void close(Runnable last) {
        closed = true;
        running.lock();
        try {
            run(Integer.MAX_VALUE);
            guarded(last);
            tasks.clear();
        } finally {
            running.unlock();
        }
    }
}
