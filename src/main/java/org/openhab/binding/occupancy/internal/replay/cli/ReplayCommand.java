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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.OutputFile;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.ReplayRecorder;
import org.openhab.binding.occupancy.internal.replay.ReplaySummary;
import org.openhab.binding.occupancy.internal.replay.TransitionWriter;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;
import org.openhab.binding.occupancy.internal.replay.report.Report;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code replay}: what a home would have shown.
 */
@NonNullByDefault
@Command(name = "replay", description = "Replays a recording through the engine and prints a summary.")
final class ReplayCommand implements Callable<Integer> {

    private static final Duration LEAST_SHOWN = Duration.ofMinutes(1);

    private final Output output;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    @Mixin
    private final StretchOptions stretch = new StretchOptions();

    @Option(names = "--out", paramLabel = "FILE", //
            description = "Write timestamp,location,state: a row for each location that becomes OCCUPIED or VACANT.")
    private @Nullable Path out;

    @Option(names = "--causes", //
            description = "Add the columns cause and why to the rows of --out: the kind of evidence, and what it was.")
    private boolean causes;

    @Option(names = "--report", paramLabel = "FILE", //
            description = "Write an HTML page that shows every location over time, and why.")
    private @Nullable Path report;

    ReplayCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Home home = options.home();
        PrintWriter err = output.err();
        options.keepInputs("--out", out);
        options.keepInputs("--report", report);
        keepApart(out, report);
        if (causes && out == null) {
            throw new InputException("The option --causes adds columns to the rows of --out, which is not given.");
        }
        try (Recording recording = options.open(options.problems(err))) {
            replay(home, recording, err);
        }
        return 0;
    }

    private static void keepApart(@Nullable Path rows, @Nullable Path page) {
        if (rows != null && page != null && RecordingOptions.same(rows, page)) {
            throw new InputException("The options --out and --report name the same file, " + rows + ".");
        }
    }

    private void replay(Home home, Recording recording, PrintWriter err) {
        Path file = out;
        if (file == null) {
            replay(home, recording, err, List.of());
            return;
        }
        try (OutputFile rows = OutputFile.create(file)) {
            replay(home, recording, err, List.of(new TransitionWriter(rows, recording.times(), causes)));
            rows.commit();
        }
    }

    /** A recording of one instant is looked at for a moment longer, so that there is something to be seen. */
    private static @Nullable Instant end(@Nullable Instant start, Replay replay) {
        Instant last = replay.last();
        if (last == null || !last.equals(start)) {
            return last;
        }
        Instant end = last.plus(LEAST_SHOWN);
        replay.advance(end);
        return end;
    }

    private void replay(Home home, Recording recording, PrintWriter err, List<ReplayListener> listeners) {
        ReplaySummary summary = new ReplaySummary();
        List<ReplayListener> all = new ArrayList<>(listeners);
        RecordingCheck check = new RecordingCheck(home);
        all.add(summary);
        all.add(check);
        Path page = report;
        @Nullable
        ReplayRecorder recorder = page == null ? null : new ReplayRecorder(home);
        if (recorder != null) {
            all.add(recorder);
        }
        Instant from = stretch.from(recording);
        Instant to = stretch.to(recording);
        Replay replay = new Replay(home, new ReplayListeners(all), from, to);
        try (Progress progress = new Progress(err, recording)) {
            replay.run(recording, progress);
        }
        RecordingOptions.warn(err, recording);
        List<String> warnings = check.warnings(replay);
        RecordingOptions.warn(err, warnings);
        Instant start = from != null ? from : replay.first();
        Instant end = to != null ? to : end(start, replay);
        PrintWriter text = output.out();
        if (start == null || end == null || !start.isBefore(end)) {
            String where = from == null ? "before --to" : to == null ? "after --from" : "between --from and --to";
            throw new InputException("The recording has no changes " + where + ".");
        }
        text.printf(Locale.ROOT, "Replayed %,d changes, %s to %s (%.1f days).%n%n", replay.changes(),
                recording.times().format(start), recording.times().format(end),
                Duration.between(start, end).toMillis() / 86_400_000.0);
        text.print(summary.table(home.locations(), LocationConfig::id, start, end));
        text.flush();
        if (page != null && recorder != null) {
            Report shown = Report.of(options.title(), recorder.result(start, end, recording.times().zone()));
            HtmlReport.write(shown.withRemarks(warnings), page);
        }
    }
}
