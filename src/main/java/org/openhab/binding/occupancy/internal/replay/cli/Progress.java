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
package org.openhab.binding.occupancy.internal.replay.cli;

import java.io.PrintWriter;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;

/**
 * Shows on a terminal how far a replay is, and nothing anywhere else.
 */
@NonNullByDefault
final class Progress implements Runnable, AutoCloseable {

    private static final long FIRST_NANOS = 1_000_000_000;
    private static final long STEP_NANOS = 200_000_000;

    private final PrintWriter err;
    private final Recording recording;
    private final boolean terminal = System.console() != null;
    private long next = System.nanoTime() + FIRST_NANOS;
    private boolean shown;

    Progress(PrintWriter err, Recording recording) {
        this.err = err;
        this.recording = recording;
    }

    @Override
    public void run() {
        if (terminal && System.nanoTime() - next > 0) {
            next = System.nanoTime() + STEP_NANOS;
            shown = true;
            err.print(String.format(Locale.ROOT, "\rReplaying: %3.0f %%", 100 * recording.progress()));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            err.print("\r                \r");
            err.flush();
        }
    }
}
