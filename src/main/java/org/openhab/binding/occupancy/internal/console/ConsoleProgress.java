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
package org.openhab.binding.occupancy.internal.console;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Prints how far a long task is: a new line every few seconds, because not every console of openHAB can overwrite a
 * line, and none for a task that is done soon.
 */
@NonNullByDefault
final class ConsoleProgress {

    static final Duration INTERVAL = Duration.ofSeconds(3);

    private final Consumer<String> lines;
    private final LongSupplier nanos;
    private long last;

    /**
     * @param lines takes the lines
     * @param nanos a clock that nobody sets
     */
    ConsoleProgress(Consumer<String> lines, LongSupplier nanos) {
        this.lines = lines;
        this.nanos = nanos;
        last = nanos.getAsLong();
    }

    /** @param task what is being done @param share how much of it is done, 0 to 1 */
    void tell(String task, double share) {
        long now = nanos.getAsLong();
        if (now - last >= INTERVAL.toNanos()) {
            last = now;
            lines.accept(String.format(Locale.ROOT, "%s: %.0f %%", task, 100 * Math.max(0, Math.min(1, share))));
        }
    }
}
