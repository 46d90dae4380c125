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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.util.function.Consumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * What to do about lines that cannot be read: stop at the first, or report and count each.
 */
@NonNullByDefault
public final class ReadProblems {

    private final boolean strict;
    private final Consumer<String> listener;
    private long count;

    private ReadProblems(boolean strict, Consumer<String> listener) {
        this.strict = strict;
        this.listener = listener;
    }

    /** {@return problems that end the reading by an {@link InputException}} */
    public static ReadProblems strict() {
        return new ReadProblems(true, sentence -> {
        });
    }

    /** {@return problems that are skipped and counted} @param listener is told a sentence about each */
    public static ReadProblems skipped(Consumer<String> listener) {
        return new ReadProblems(false, listener);
    }

    /** {@return how many lines were skipped} */
    public long count() {
        return count;
    }

    void report(String file, long line, String sentence) {
        InputException problem = InputException.at(file, line, sentence);
        if (strict) {
            throw problem;
        }
        count++;
        listener.accept(String.valueOf(problem.getMessage()));
    }
}
