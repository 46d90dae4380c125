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
import java.util.function.DoubleSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;

/**
 * Shows on a terminal how far work is, and nothing anywhere else.
 */
@NonNullByDefault
final class Progress implements Runnable, AutoCloseable {

    private static final long FIRST_NANOS = 1_000_000_000;
    private static final long STEP_NANOS = 200_000_000;

    private final PrintWriter err;
    private final String doing;
    private final DoubleSupplier share;
    private final boolean terminal = System.console() != null;
    private long next = System.nanoTime() + FIRST_NANOS;
    private boolean shown;

    Progress(PrintWriter err, Recording recording) {
        this(err, "Replaying", recording::progress);
    }

    /**
     * @param err where to show it
     * @param doing what is done, in one or two words
     * @param share how much of it is done, 0 to 1
     */
    Progress(PrintWriter err, String doing, DoubleSupplier share) {
        this.err = err;
        this.doing = doing;
        this.share = share;
    }

    @Override
    public void run() {
        if (terminal && System.nanoTime() - next > 0) {
            next = System.nanoTime() + STEP_NANOS;
            shown = true;
            err.print(String.format(Locale.ROOT, "\r%s: %3.0f %%", doing, 100 * share.getAsDouble()));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (shown) {
            err.print("\r" + " ".repeat(doing.length() + 7) + "\r");
            err.flush();
        }
    }
}
