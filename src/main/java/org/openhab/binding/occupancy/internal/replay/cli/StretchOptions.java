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

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.WrittenTime;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;

import picocli.CommandLine.Option;

/**
 * Which part of a recording to look at.
 */
@NonNullByDefault
final class StretchOptions {

    @Option(names = "--from", paramLabel = "TIME", converter = TimeConverter.class, //
            description = "From when to look (2026-01-31T08:15:00, 2026-01-31). What was recorded before is replayed, "
                    + "but not shown.")
    private @Nullable WrittenTime from;

    @Option(names = "--to", paramLabel = "TIME", converter = TimeConverter.class, //
            description = "Until when to replay; default: the last change.")
    private @Nullable WrittenTime to;

    @Nullable
    Instant from(Recording recording) {
        WrittenTime time = from;
        return time == null ? null : time.in(recording.times().zone());
    }

    @Nullable
    Instant to(Recording recording) {
        WrittenTime time = to;
        Instant end = time == null ? null : time.in(recording.times().zone());
        Instant start = from(recording);
        if (end != null && start != null && !start.isBefore(end)) {
            throw new InputException("--from " + recording.times().format(start) + " is not before --to "
                    + recording.times().format(end) + ".");
        }
        return end;
    }
}
