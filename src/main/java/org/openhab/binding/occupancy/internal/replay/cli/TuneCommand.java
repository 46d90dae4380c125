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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.replay.score.Truth;
import org.openhab.binding.occupancy.internal.replay.tune.TuneReport;
import org.openhab.binding.occupancy.internal.replay.tune.Tuner;
import org.openhab.binding.occupancy.internal.replay.tune.Tuning;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code tune}: what other settings would have done.
 */
@NonNullByDefault
@Command(name = "tune", description = "Tries settings on a recording, and says what each would have changed and what it "
        + "recommends. Changes nothing.")
final class TuneCommand implements Callable<Integer> {

    /** Replayed some thirty times, it is kept in memory: a year of a large home. */
    private static final int MAX_CHANGES = 10_000_000;
    private static final double MAX_DARK_MOMENT = 10_000;

    private final Output output;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    @Mixin
    private final StretchOptions stretch = new StretchOptions();

    @Option(names = "--truth", paramLabel = "FILE", //
            description = "Where people really were: a CSV file with the columns start,end,resident,room. With it "
                    + "settings are ranked by how right they were, and the trade-off is shown.")
    private @Nullable Path truth;

    @Option(names = "--dark-moment", paramLabel = "MINUTES", defaultValue = "20", //
            description = "How many minutes of light for nothing one dark moment is worth to you; default: 20.")
    private double darkMoment;

    @Option(names = "--json", description = "Print JSON instead of text.")
    private boolean json;

    TuneCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (!(darkMoment >= 0 && darkMoment <= MAX_DARK_MOMENT)) {
            throw new InputException("The option --dark-moment is " + darkMoment + "; it must be between 0 and 10000.");
        }
        Home home = options.home();
        PrintWriter err = output.err();
        ReadProblems problems = options.problems(err);
        try (Recording recording = options.open(problems)) {
            Path file = truth;
            Truth known = file == null ? null : Truth.read(file, home.ids(), recording.times().zone(), problems);
            Instant from = stretch.from(recording);
            Instant to = stretch.to(recording);
            List<ItemChange> changes = read(recording, err);
            RecordingOptions.warn(err, recording);
            Tuning tuning = tune(home, changes, from, to, known, err);
            PrintWriter text = output.out();
            if (json) {
                text.println(TuneReport.json(tuning).toPrettyString());
            } else {
                text.print(TuneReport.text(tuning));
            }
            text.flush();
            RecordingOptions.warn(err, tuning.warnings());
        }
        return 0;
    }

    private static List<ItemChange> read(Recording recording, PrintWriter err) {
        List<ItemChange> changes = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        try (Progress progress = new Progress(err, "Reading", recording::progress)) {
            for (ItemChange change = recording.next(); change != null; change = recording.next()) {
                if (changes.size() == MAX_CHANGES) {
                    throw new InputException(
                            "The recording has more than 10,000,000 changes; give tune a shorter one.");
                }
                changes.add(new ItemChange(change.at(), once(texts, change.item()), once(texts, change.state())));
                progress.run();
            }
        }
        return changes;
    }

    /** A recording has few texts, each of them many times. */
    private static String once(Map<String, String> texts, String text) {
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    private Tuning tune(Home home, List<ItemChange> changes, @Nullable Instant from, @Nullable Instant to,
            @Nullable Truth known, PrintWriter err) {
        double[] share = { 0, 1 };
        try (Progress progress = new Progress(err, "Trying settings", () -> Math.min(1, share[0] / share[1]))) {
            Tuner tuner = new Tuner(home, changes, from, to, known, darkMoment, () -> {
                share[0]++;
                progress.run();
            });
            share[1] = tuner.plannedReplays();
            return tuner.tune();
        }
    }
}
