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
import java.util.List;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.ReplayRecorder;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;
import org.openhab.binding.occupancy.internal.replay.report.Report;
import org.openhab.binding.occupancy.internal.replay.score.ReliabilityCounter;
import org.openhab.binding.occupancy.internal.replay.score.ReliabilityDiagram;
import org.openhab.binding.occupancy.internal.replay.score.Score;
import org.openhab.binding.occupancy.internal.replay.score.ScoreReport;
import org.openhab.binding.occupancy.internal.replay.score.Scorer;
import org.openhab.binding.occupancy.internal.replay.score.ShownTimes;
import org.openhab.binding.occupancy.internal.replay.score.Truth;

import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code score}: how right a home would have been.
 */
@NonNullByDefault
@Command(name = "score", description = "Replays a recording and compares what was shown with where people really were, "
        + "second by second.")
final class ScoreCommand implements Callable<Integer> {

    private final Output output;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    @Mixin
    private final StretchOptions stretch = new StretchOptions();

    @Option(names = "--truth", required = true, paramLabel = "FILE", //
            description = "Where people really were: a CSV file with the columns start,end,resident,room. The room may "
                    + "be 'away', or 'a|b' for one of the two. Time that no row covers is left out.")
    private Path truth = Path.of("");

    @Option(names = "--report", paramLabel = "FILE", //
            description = "Write an HTML page that shows every location over time, beside where people really were.")
    private @Nullable Path report;

    @Option(names = "--reliability", paramLabel = "FILE", //
            description = "Draw how often somebody was there, by the probability that was said, as an SVG image. Every "
                    + "minute of every room of which the truth tells is counted. A diagram that is there gets another "
                    + "curve, named after the home file.")
    private @Nullable Path reliability;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    ScoreCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Home home = options.home();
        PrintWriter err = output.err();
        Path page = report;
        options.keepInputs("--report", page);
        if (page != null && RecordingOptions.same(page, truth)) {
            throw new InputException("The option --report names the truth " + page + ", which is read.");
        }
        Path diagram = reliability;
        options.keepInputs("--reliability", diagram);
        if (diagram != null
                && (RecordingOptions.same(diagram, truth) || page != null && RecordingOptions.same(diagram, page))) {
            throw new InputException(
                    "The option --reliability names " + diagram + ", which is read or written by another option.");
        }
        ReadProblems problems = options.problems(err);
        try (Recording recording = options.open(problems)) {
            Truth known = Truth.read(truth, home.ids(), recording.times().zone(), problems);
            score(home, recording, known, err);
        }
        return 0;
    }

    private void score(Home home, Recording recording, Truth known, PrintWriter err) {
        ShownTimes shown = new ShownTimes();
        RecordingCheck check = new RecordingCheck(home);
        List<ReplayListener> listeners = new ArrayList<>(List.of(shown, check));
        Path page = report;
        @Nullable
        ReplayRecorder recorder = page == null ? null : new ReplayRecorder(home);
        if (recorder != null) {
            listeners.add(recorder);
        }
        Instant from = stretch.from(recording);
        Instant to = stretch.to(recording);
        Replay replay = new Replay(home, new ReplayListeners(listeners), from, to);
        Path diagram = reliability;
        @Nullable
        ReliabilityCounter counter = diagram == null ? null : new ReliabilityCounter(home.locations(), known);
        if (counter != null) {
            replay.askEveryMinute(from != null && from.isAfter(known.start()) ? from : known.start(),
                    at -> counter.count(at, room -> replay.probability(room, at)));
        }
        try (Progress progress = new Progress(err, recording)) {
            replay.run(recording, progress);
        }
        RecordingOptions.warn(err, recording);
        Instant start = from != null ? from : earlier(known.start(), replay.first());
        Instant end = to != null ? to : later(known.end(), replay.last());
        if (!start.isBefore(end)) {
            throw new InputException("There is nothing to score between " + recording.times().format(start) + " and "
                    + recording.times().format(end) + ".");
        }
        List<String> warnings = check.warnings(replay);
        replay.advance(end);
        Score score = Scorer.score(home.locations(), shown, known, start, end);
        print(score, warnings);
        if (diagram != null && counter != null) {
            ReliabilityDiagram.write(options.homeName(), counter.result().points(), diagram);
        }
        RecordingOptions.warn(err, warnings);
        if (page != null && recorder != null) {
            List<String> remarks = new ArrayList<>(List.of(ScoreReport.away(score)));
            remarks.addAll(warnings);
            HtmlReport.write(Report.of(options.title(), recorder.result(start, end, recording.times().zone()))
                    .withTruth(known).withRemarks(remarks), page);
        }
    }

    private void print(Score score, List<String> warnings) {
        PrintWriter text = output.out();
        if (json) {
            ObjectNode answer = ScoreReport.json(score);
            warnings.forEach(answer.putArray("warnings")::add);
            text.println(answer.toPrettyString());
        } else {
            text.print(ScoreReport.table(score));
        }
        text.flush();
    }

    private static Instant earlier(Instant a, @Nullable Instant b) {
        return b != null && b.isBefore(a) ? b : a;
    }

    private static Instant later(Instant a, @Nullable Instant b) {
        return b != null && b.isAfter(a) ? b : a;
    }
}
