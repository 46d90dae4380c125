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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.openhab.binding.occupancy.internal.service.runtime.EngineClock;

/** Time and a thread pool that do nothing unless told to. */
public final class FakeScheduler extends AbstractExecutorService
        implements ScheduledExecutorService, EngineClock.Ticks {

    private final Deque<Runnable> ready = new ArrayDeque<>();
    private final List<Task> scheduled = new ArrayList<>();
    private long nanos = 5_000_000_000L;
    private Instant wall;
    int mostScheduled;
    /** How many tasks were run because their time had come. */
    int rings;
    /** Runs what is handed in at once, for a thread that waits for it. */
    boolean runsAtOnce;

    public FakeScheduler(Instant wall) {
        this.wall = wall;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant wall() {
        return wall;
    }

    public void setWall(Instant newWall) {
        wall = newWall;
    }

    /** Runs one slice of what was handed in. */
    public boolean runOne() {
        Runnable task = ready.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    public void runReady() {
        while (runOne()) {
            continue;
        }
    }

    /** Lets time pass on both clocks. */
    public void pass(Duration duration) {
        runReady();
        long end = nanos + duration.toNanos();
        while (true) {
            Task next = nextUntil(end);
            if (next == null) {
                break;
            }
            scheduled.remove(next);
            to(Math.max(nanos, next.due));
            rings++;
            next.run();
            runReady();
        }
        to(end);
    }

    /** Time passes while a task runs: nothing but what has a time is done. */
    public void letTimePass(Duration duration) {
        long end = nanos + duration.toNanos();
        for (Task next = nextUntil(end); next != null; next = nextUntil(end)) {
            scheduled.remove(next);
            to(Math.max(nanos, next.due));
            rings++;
            next.run();
        }
        to(end);
    }

    /** Time passes, and what has a time is done only later: the computer was busy. */
    void beLate(Duration duration) {
        to(nanos + duration.toNanos());
    }

    /** The process ends: nobody will do what is left. */
    void kill() {
        ready.clear();
        scheduled.clear();
    }

    private Task nextUntil(long end) {
        scheduled.removeIf(FutureTask::isCancelled);
        return scheduled.stream().filter(task -> task.due <= end).min(Comparator.comparingLong(t -> t.due))
                .orElse(null);
    }

    private void to(long newNanos) {
        wall = wall.plusNanos(newNanos - nanos);
        nanos = newNanos;
    }

    /** {@return how many tasks wait for their time} */
    public int waiting() {
        scheduled.removeIf(FutureTask::isCancelled);
        return scheduled.size();
    }

    public int queued() {
        return ready.size();
    }

    @Override
    public void execute(Runnable command) {
        if (runsAtOnce) {
            command.run();
        } else {
            ready.add(command);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, nanos + unit.toNanos(delay));
        scheduled.add(task);
        mostScheduled = Math.max(mostScheduled, waiting());
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new IllegalStateException("not needed");
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new IllegalStateException("not needed");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new IllegalStateException("not needed");
    }

    @Override
    public void shutdown() {
        ready.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task extends FutureTask<Void> implements RunnableScheduledFuture<Void> {

        private final long due;

        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }
    }
}
