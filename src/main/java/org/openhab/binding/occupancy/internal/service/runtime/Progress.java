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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What the worker is doing at the moment, so that a task that hangs can be named. Written by the worker, read by any
 * thread; whoever reads a step also sees all that the worker wrote before it (the field is volatile).
 */
@NonNullByDefault
public final class Progress {

    /**
     * A step of a task.
     *
     * @param what what is done, as a noun
     * @param subject the item, location or person that it is done for; empty if there is none
     * @param elsewhere whether it runs foreign code, a handler or the storage, while the model is at rest
     * @param since the monotonic clock when the task of the step began
     * @param thread the thread that does it
     */
    record Step(String what, String subject, boolean elsewhere, long since, Thread thread) {

        /** {@return what is done, in a few words} */
        String words() {
            return subject.isEmpty() ? what : what + " " + subject;
        }
    }

    private volatile @Nullable Step current;

    /** A task begins. @param nanos the monotonic clock */
    public void begin(String what, String subject, long nanos) {
        current = new Step(what, subject, false, nanos, Thread.currentThread());
    }

    /** The task calls foreign code, a handler or the storage; the model is not in use until {@link #back}. */
    public void elsewhere(String what, String subject) {
        Step step = current;
        if (step != null) {
            current = new Step(what, subject, true, step.since, step.thread);
        }
    }

    /** The foreign code has returned. */
    public void back(String what) {
        Step step = current;
        if (step != null) {
            current = new Step(what, "", false, step.since, step.thread);
        }
    }

    /** The task is done. */
    void end() {
        current = null;
    }

    /** {@return what is done now, or {@code null} if nothing is} */
    @Nullable
    Step current() {
        return current;
    }
}
