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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.PastTime;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.Retrospect;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;
import org.openhab.binding.occupancy.internal.source.Suggestion;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code explain}: why a location was occupied or vacant at a time, what ended it, and which setting decides that.
 */
@NonNullByDefault
@Command(name = "explain", description = "Replays a recording and says why a location was occupied or vacant at a time, "
        + "what ended it, and which setting decides that.")
final class ExplainCommand implements Callable<Integer> {

    private final Output output;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    @Option(names = "--location", required = true, paramLabel = "ID", description = "The id of the location.")
    private String location = "";

    @Option(names = "--at", required = true, paramLabel = "TIME", //
            description = "The time: 01:30 for the last half past one of the recording, 2026-01-31T23:30 or "
                    + "'2026-01-31 23:30', with an offset or without, or 12h for twelve hours before its end.")
    private String at = "";

    ExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Home home = options.home();
        if (home.locations().stream().noneMatch(each -> each.id().equals(location))) {
            List<String> ids = home.locations().stream().map(LocationConfig::id).toList();
            throw new InputException(location.isBlank()
                    ? "The option --location is blank; name one of the locations of the home file: "
                            + String.join(", ", ids) + "."
                    : "The home file has no location " + Printable.brief(location) + Suggestion.among(ids, location));
        }
        Extent extent = extent();
        try (Recording recording = options.open(options.problems(output.err()))) {
            // the zone is known with the first time
            ZoneId zone = recording.times().zone();
            Instant asked = extent.find(at, zone);
            new Answer(home, recording, asked, extent, zone).print();
        }
        return 0;
    }

    /** The recording is read once before it is replayed: {@code 01:30} means the last one in it. */
    private Extent extent() {
        try (Recording recording = options.open(ReadProblems.skipped(sentence -> {
            // told when it is replayed
        })); Progress progress = new Progress(output.err(), recording)) {
            Instant first = null;
            Instant last = null;
            for (ItemChange change = recording.next(); change != null; change = recording.next()) {
                first = first == null ? change.at() : first;
                last = change.at();
                progress.run();
            }
            if (first == null || last == null) {
                throw new InputException("The recording has no changes.");
            }
            return new Extent(first, last);
        }
    }

    /** From the first change of a recording to the last. */
    private record Extent(Instant first, Instant last) {

        Instant find(String text, ZoneId zone) {
            Instant found = PastTime.parse(text, last.atZone(zone));
            if (found.isBefore(first) || found.isAfter(last)) {
                throw new InputException("The recording goes from " + PastTime.format(first, zone) + " to "
                        + PastTime.format(last, zone) + "; --at " + Printable.brief(text) + " lies "
                        + (found.isBefore(first) ? "before" : "after") + " that.");
            }
            return found;
        }
    }

    /** Remembers what a person would tell of the location. */
    private final class Answer implements ReplayListener {

        private final Home home;
        private final Recording recording;
        private final Instant asked;
        private final Extent extent;
        private final Function<Instant, String> times;
        private final ZoneId zone;
        private final RecordingCheck check;
        private final Replay replay;
        private final List<HistoryEntry> history = new ArrayList<>();
        private @Nullable Explanation explanation;

        Answer(Home home, Recording recording, Instant asked, Extent extent, ZoneId zone) {
            this.home = home;
            this.recording = recording;
            this.asked = asked;
            this.extent = extent;
            this.zone = zone;
            times = instant -> PastTime.format(instant, zone);
            check = new RecordingCheck(home);
            replay = new Replay(home, new ReplayListeners(List.of(this, check)), null, null);
        }

        @Override
        public void changed(Transition transition) {
            if (transition.location().equals(location) && HistoryEntry.isNotable(transition)) {
                history.add(HistoryEntry.of(transition, replay.lastActivity(location)));
            }
        }

        void print() {
            try (Progress progress = new Progress(output.err(), recording)) {
                for (ItemChange change = recording.next(); change != null; change = recording.next()) {
                    if (change.at().isAfter(asked)) {
                        explain();
                    }
                    if (change.at().isAfter(extent.first())) {
                        // what is due before is told before: the change may be somebody who is noticed only then
                        replay.advance(change.at().minusMillis(1));
                    }
                    replay.take(change);
                    progress.run();
                }
            }
            explain();
            PrintWriter err = output.err();
            RecordingOptions.warn(err, recording);
            RecordingOptions.warn(err, check.warnings(replay));
            PrintWriter text = output.out();
            List<String> lines = new ArrayList<>(new Retrospect(location, Map.of(), UnaryOperator.identity(), zone,
                    home.unwatchedNeighbours(location)).at(history, asked, extent.first(),
                            "It still is when the recording ends, at " + times.apply(extent.last()) + "."));
            Explanation then = explanation;
            if (then != null) {
                lines.add(1, "What was known then: " + EnglishExplanation.of(then, times));
            }
            lines.add(options.zoneSentence(recording));
            lines.forEach(line -> text.println(Printable.line(line)));
            text.flush();
        }

        /** What was known at the time that is asked about is gone with the next change. */
        private void explain() {
            if (explanation == null) {
                replay.advance(asked);
                explanation = replay.explain(location);
            }
        }
    }
}
