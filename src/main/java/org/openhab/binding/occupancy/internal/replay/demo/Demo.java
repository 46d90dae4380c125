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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.ReplayRecorder;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.report.Moment;
import org.openhab.binding.occupancy.internal.replay.report.Report;
import org.openhab.binding.occupancy.internal.replay.score.Scorer;
import org.openhab.binding.occupancy.internal.replay.score.ShownTimes;
import org.openhab.binding.occupancy.internal.replay.score.Truth;
import org.openhab.binding.occupancy.internal.replay.score.TruthRow;
import org.openhab.binding.occupancy.internal.replay.text.EnglishExplanation;

/**
 * A simulated day in a two-storey home, replayed like a recording, with the truth beside it.
 */
@NonNullByDefault
public final class Demo {

    /** The default seed. */
    public static final long DEFAULT_SEED = 7;

    /** The time zone of the home. */
    public static final ZoneId ZONE = ZoneOffset.UTC;

    private static final String HOME_FILE = "home.yaml";

    /** Within one day the clock on the wall says enough. */
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm").withZone(ZONE);

    /** A question that somebody in this home could ask. */
    private record Question(Duration time, String location, String text) {
        Instant at(Instant midnight) {
            return midnight.plus(time);
        }
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question(Duration.ofMinutes(3 * 60), FamilyDay.BEDROOM,
                    "Everybody sleeps: why is the bedroom occupied?"),
            new Question(Duration.ofMinutes(7 * 60 + 40), FamilyDay.MIAS_ROOM,
                    "Mia is on her way to school: why is her room still occupied?"),
            new Question(Duration.ofMinutes(14 * 60 + 40), FamilyDay.STUDY,
                    "The motion sensor is dead and Tom sits still: why does the study stay occupied?"),
            new Question(Duration.ofMinutes(21 * 60 + 30), FamilyDay.LIVING_ROOM,
                    "Nobody has moved for a while: why is the living room still occupied?"),
            new Question(Duration.ofMinutes(23 * 60), "ground-floor", "Good night: why is the ground floor vacant?"));

    private final Report report;
    private final List<Moment> moments;
    private final List<String> remarks;

    private Demo(Report report, List<Moment> moments, List<String> remarks) {
        this.report = report;
        this.moments = moments;
        this.remarks = remarks;
    }

    /**
     * Simulates a day and replays it.
     *
     * @param seed decides what happens; the same seed gives the same day
     * @return the day
     */
    public static Demo run(long seed) {
        Home home = HomeFile.parse(homeFile(), HOME_FILE);
        DemoDay day = DemoDay.of(seed);
        Instant start = day.household().start();
        Instant end = day.household().end();
        ReplayRecorder recorder = new ReplayRecorder(home);
        ShownTimes shown = new ShownTimes();
        Replay replay = new Replay(home, new ReplayListeners(List.of(recorder, shown)), null, end);
        List<Moment> moments = new ArrayList<>();
        TreeMap<Instant, List<Runnable>> agenda = new TreeMap<>();
        for (OccupancyEvent command : day.commands()) {
            plan(agenda, command.at(), () -> replay.take(command));
        }
        for (Question question : QUESTIONS) {
            plan(agenda, question.at(start), () -> answer(replay, question, start, moments));
        }
        for (ItemChange change : day.changes()) {
            while (!agenda.isEmpty() && !agenda.firstKey().isAfter(change.at())) {
                agenda.pollFirstEntry().getValue().forEach(Runnable::run);
            }
            replay.take(change);
        }
        agenda.values().forEach(due -> due.forEach(Runnable::run));
        replay.advance(end);
        Truth truth = truth(day.household());
        List<String> remarks = List.of(Verdict.of(Scorer.score(home.locations(), shown, truth, start, end)));
        Report report = Report.of("A day in the life of a home", recorder.result(start, end, ZONE)).withTruth(truth)
                .withMoments(moments).withRemarks(remarks);
        return new Demo(report, List.copyOf(moments), remarks);
    }

    private static void plan(TreeMap<Instant, List<Runnable>> agenda, @Nullable Instant at, Runnable what) {
        if (at != null) {
            List<Runnable> due = new ArrayList<>(agenda.getOrDefault(at, List.of()));
            due.add(what);
            agenda.put(at, due);
        }
    }

    private static void answer(Replay replay, Question question, Instant midnight, List<Moment> moments) {
        Instant at = question.at(midnight);
        replay.advance(at);
        Explanation explanation = replay.explain(question.location());
        if (explanation != null) {
            moments.add(new Moment(at, question.location(), question.text(),
                    EnglishExplanation.of(explanation, CLOCK::format)));
        }
    }

    private static Truth truth(FamilyDiary household) {
        List<TruthRow> rows = new ArrayList<>();
        for (Visit visit : household.visits()) {
            rows.add(new TruthRow(visit.from(), visit.to(), visit.person(),
                    visit.atHome() ? List.of(visit.location()) : List.of(), 0));
        }
        return Truth.of(rows);
    }

    /** {@return the home of the demo as a home file} */
    static String homeFile() {
        try (@Nullable
        InputStream in = Demo.class.getResourceAsStream(HOME_FILE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + HOME_FILE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + HOME_FILE + " cannot be read", e);
        }
    }

    /** {@return the questions that somebody in this home could ask, and the engine's answers, in order of time} */
    public List<Moment> moments() {
        return moments;
    }

    /** {@return how right the engine was, one sentence each} */
    public List<String> remarks() {
        return remarks;
    }

    /** {@return what happened, with the truth beside it and answers at some interesting moments} */
    public Report report() {
        return report;
    }
}
