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
 * What the worker does at the moment, for whoever has to say why it does not come to an end. Written by the worker,
 * read by any thread; reading it shows all that the worker did before the step that is read.
 */
@NonNullByDefault
public final class Progress {

    /**
     * A step of a task.
     *
     * @param what what is done, as a noun
     * @param subject the item, location or person that it is done for; empty if there is none
     * @param elsewhere whether it runs code of somebody else, a handler or the storage, while the model is at rest
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

    /** The task goes over to code of somebody else; the model is at rest until {@link #back}. */
    public void elsewhere(String what, String subject) {
        Step step = current;
        if (step != null) {
            current = new Step(what, subject, true, step.since, step.thread);
        }
    }

    /** The task is back from the code of somebody else. */
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
