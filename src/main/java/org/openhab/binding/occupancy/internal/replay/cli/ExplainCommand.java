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
import java.util.List;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.source.Suggestion;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code explain}: why a location was occupied or vacant at a time.
 */
@NonNullByDefault
@Command(name = "explain", description = "Replays a recording until a time and says why a location is occupied or vacant then.")
final class ExplainCommand implements Callable<Integer> {

    private final Output output;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    @Option(names = "--location", required = true, paramLabel = "ID", description = "The id of the location.")
    private String location = "";

    @Option(names = "--at", required = true, paramLabel = "TIME", converter = TimeArgument.Converter.class, //
            description = "The time, such as 2026-01-31T23:30:00.")
    private @Nullable TimeArgument at;

    ExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Home home = options.home();
        if (home.locations().stream().noneMatch(each -> each.id().equals(location))) {
            throw new InputException("The home file has no location " + Printable.brief(location)
                    + Suggestion.among(home.locations().stream().map(LocationConfig::id).toList(), location));
        }
        try (Recording recording = options.open(options.problems(output.err()))) {
            TimeArgument time = at;
            Instant until = time == null ? null : time.in(recording.times().zone());
            Replay replay = new Replay(home, new ReplayListeners(List.of()), null, until);
            try (Progress progress = new Progress(output.err(), recording)) {
                replay.run(recording, progress);
            }
            Explanation explanation = replay.explain(location);
            output.out().println(explanation == null ? "" : explanation.text());
        }
        return 0;
    }
}
