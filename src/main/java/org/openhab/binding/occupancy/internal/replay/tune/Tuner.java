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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LeaveTimeout;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.score.LocationScore;
import org.openhab.binding.occupancy.internal.replay.score.Score;
import org.openhab.binding.occupancy.internal.replay.score.Scorer;
import org.openhab.binding.occupancy.internal.replay.score.ShownTimes;
import org.openhab.binding.occupancy.internal.replay.score.Truth;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Tries settings on a recording.
 *
 * What a location shows hardly depends on the settings of other locations. So a setting is tried on all locations in
 * one replay, which makes the number of replays independent of the size of the home; first plain timers and departure,
 * then what remains to be set around the best of those. What would be recommended for a location is then replayed once
 * more with nothing else changed, and only the result of that is reported.
 */
@NonNullByDefault
public final class Tuner {

    private static final List<Duration> TIMERS = List.of(Duration.ofSeconds(30), Duration.ofMinutes(1),
            Duration.ofMinutes(2), Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofMinutes(7),
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofMinutes(20), Duration.ofMinutes(30));
    private static final List<Duration> LEAVES = List.of(LeaveTimeout.DEFAULT.usual(), Duration.ofSeconds(30),
            Duration.ofMinutes(2), Duration.ofMinutes(5));
    private static final List<Duration> STAYS = List.of(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(8));
    private static final List<Duration> LINGERS = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));
    /** With more sources in one location, only the first are tried as sustain-only. */
    private static final int MAX_TURNED = 6;

    private static final double MIN_DAYS = 3;
    private static final int MIN_VISITS = 20;
    private static final int MIN_KNOWN_SECONDS = 600;
    /** A loss in the F1 of "away" up to this counts as no difference. */
    private static final double WORTH_OF_AWAY = 0.005;
    /** The least gain that is worth a change, as a share of the cost. */
    private static final double MIN_SHARE = 0.1;
    private static final double MIN_MINUTES = 5;
    private static final double MIN_POINTS = 0.5;
    /** What one more setting to change must gain. */
    private static final double COST_OF_A_CHANGE = 0.3;
    /** How many other candidates are tried if a recommendation does worse by itself. */
    private static final int MAX_VERIFIED = 3;

    private static final double MILLIS_A_DAY = 86_400_000;

    private final Home home;
    private final List<ItemChange> changes;
    private final Instant start;
    private final Instant end;
    private final boolean fromStart;
    private final @Nullable Truth truth;
    /** How well the settings of today tell whether anybody is at home, if the truth is known. */
    private @Nullable LocationScore homeToday;
    private final double darkCost;
    private final double days;
    private final Runnable replayed;

    private final Map<String, TrialSettings> current = new LinkedHashMap<>();
    private Map<String, List<Gap>> gaps = Map.of();
    private int replays;

    /** What a replay with certain settings showed. */
    private record Run(Map<String, Outcome> outcomes, @Nullable Score score, List<Score> halves) {
    }

    /**
     * @param home the locations and sources
     * @param changes the recording
     * @param from from when to look, or {@code null} from the first change
     * @param to until when to look, or {@code null} to the last change
     * @param truth where people really were, or {@code null} if that is not known
     * @param darkCost how many minutes of being occupied for nothing one dark moment is worth
     * @param replayed is run after every replay, for a host that shows how far it is
     * @throws InputException if there is nothing between {@code from} and {@code to}
     */
    public Tuner(Home home, List<ItemChange> changes, @Nullable Instant from, @Nullable Instant to,
            @Nullable Truth truth, double darkCost, Runnable replayed) {
        if (changes.isEmpty()) {
            throw new InputException("The recording has no changes to tune by.");
        }
        this.home = home;
        this.changes = changes;
        this.truth = truth;
        this.darkCost = darkCost;
        this.replayed = replayed;
        fromStart = from == null;
        start = from == null ? changes.get(0).at() : from;
        end = to == null ? changes.get(changes.size() - 1).at() : to;
        if (!start.isBefore(end)) {
            throw new InputException("The recording has nothing to tune by after " + start + ".");
        }
        days = Duration.between(start, end).toMillis() / MILLIS_A_DAY;
        for (LocationConfig location : home.locations()) {
            current.put(location.id(), new TrialSettings(location,
                    home.sources().stream().filter(source -> source.location().equals(location.id())).toList()));
        }
    }

    /** {@return about how many replays that takes} */
    public int plannedReplays() {
        return 2 + TIMERS.size() + LEAVES.size() + STAYS.size() + LINGERS.size() + (truth == null ? 0 : MAX_TURNED)
                + tunable().size();
    }

    /** {@return what was found out; the home is not changed} */
    public Tuning tune() {
        GapFinder finder = new GapFinder(home);
        RecordingCheck check = new RecordingCheck(home);
        Replay asIs = replay(home, new ReplayListeners(List.of(finder, check)));
        List<String> warnings = check.warnings(asIs);
        List<LearnedNeighbours> neighbours = LearnedNeighbours.of(asIs, home.locations());
        Map<String, Integer> visits = finder.visits();
        gaps = finder.gaps();
        Set<String> tunable = tunable();

        Run today = run(Map.of());
        Score scoreToday = today.score();
        homeToday = scoreToday == null ? null : scoreToday.home();
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        List<CurvePoint> curve = new ArrayList<>();
        for (Duration timer : TIMERS) {
            curve("a timer of " + TrialSettings.words(timer),
                    tryAll(trials, locationsWithSources(), location -> location.timer(timer)), curve);
        }
        for (Duration leave : LEAVES) {
            curve("DEPARTURE, leaveTimeout " + TrialSettings.words(leave),
                    tryAll(trials, locationsWithSources(), location -> location.departure(leave)), curve);
        }
        tryTheRest(trials);

        Map<String, TrialSettings> recommended = new LinkedHashMap<>();
        List<LocationTuning> locations = new ArrayList<>();
        for (TrialSettings location : current.values()) {
            String id = location.location().id();
            if (!tunable.contains(id)) {
                continue;
            }
            LocationTuning tuning = tuning(location, visits.getOrDefault(id, 0), today,
                    trials.getOrDefault(id, List.of()));
            Trial best = tuning.recommended();
            if (best != null) {
                recommended.put(id, best.settings());
            }
            locations.add(tuning);
        }
        curve("the settings of today", today, curve);
        if (truth != null && !recommended.isEmpty()) {
            curve("what is recommended", run(recommended), curve);
        }
        return new Tuning(days, changes.size(), replays, darkCost, locations, curve, neighbours, warnings);
    }

    // -------------------------------------------------------------------------------------------------------- tries

    private Set<String> locationsWithSources() {
        Set<String> locations = new LinkedHashSet<>();
        home.sources().forEach(source -> locations.add(source.location()));
        locations.retainAll(current.keySet());
        return locations;
    }

    /**
     * {@return the locations with parts; a root is occupied while anybody is at home and is never left for elsewhere}
     */
    private Set<String> locationsWithParts() {
        Set<String> locations = new LinkedHashSet<>();
        for (LocationConfig location : home.locations()) {
            TrialSettings parent = current.get(location.parent());
            if (parent != null && location.contributesToParent() && parent.location().parent() != null) {
                locations.add(parent.location().id());
            }
        }
        return locations;
    }

    private Set<String> tunable() {
        Set<String> locations = locationsWithSources();
        locations.addAll(locationsWithParts());
        Set<String> ordered = new LinkedHashSet<>(current.keySet());
        ordered.retainAll(locations);
        return ordered;
    }

    /** Tries a change of each location's settings of today in one replay. */
    private Run tryAll(Map<String, List<Trial>> trials, Set<String> locations,
            Function<TrialSettings, TrialSettings> change) {
        Map<String, TrialSettings> changed = new LinkedHashMap<>();
        for (String location : locations) {
            TrialSettings settings = current.get(location);
            if (settings != null) {
                changed.put(location, change.apply(settings));
            }
        }
        return tryAll(trials, changed);
    }

    private Run tryAll(Map<String, List<Trial>> trials, Map<String, TrialSettings> changed) {
        Run run = run(changed);
        changed.forEach((location, settings) -> {
            Maps.getOrPut(trials, location, () -> new ArrayList<>()).add(trial(location, settings, run));
        });
        return run;
    }

    /** Tries what remains to be set around the best so far. */
    private void tryTheRest(Map<String, List<Trial>> trials) {
        for (Duration stay : STAYS) {
            tryAroundBest(trials, locationsWithSources(), best -> best.departs() ? best.stay(stay) : null);
        }
        for (Duration linger : LINGERS) {
            tryAroundBest(trials, locationsWithParts(), best -> best.linger(linger));
        }
        // whether a sensor sees through walls cannot be told without knowing where people were
        for (int i = 0; truth != null && i < MAX_TURNED; i++) {
            int index = i;
            tryAroundBest(trials, locationsWithSources(), best -> canTurn(best, index) ? best.turned(index) : null);
        }
    }

    private static boolean canTurn(TrialSettings settings, int index) {
        if (index >= settings.sources().size()) {
            return false;
        }
        SourceConfig source = settings.sources().get(index);
        long others = settings.sources().stream().filter(other -> other != source && !other.sustainOnly()).count();
        return source.sustainOnly() || others > 0;
    }

    private void tryAroundBest(Map<String, List<Trial>> trials, Set<String> locations,
            Function<TrialSettings, @Nullable TrialSettings> change) {
        Map<String, TrialSettings> changed = new LinkedHashMap<>();
        for (String location : locations) {
            TrialSettings settings = current.get(location);
            List<Trial> ofLocation = trials.get(location);
            if (ofLocation != null) {
                settings = sorted(ofLocation).get(0).settings();
            }
            TrialSettings next = settings == null ? null : change.apply(settings);
            if (next != null && !next.equals(settings)) {
                changed.put(location, next);
            }
        }
        if (!changed.isEmpty()) {
            tryAll(trials, changed);
        }
    }

    private static List<Trial> sorted(List<Trial> trials) {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(Comparator.comparingDouble(Trial::cost));
        return sorted;
    }

    // ----------------------------------------------------------------------------------------------------- decision

    /**
     * Sorts trials, the best first. Each further changed setting has to gain something more, because small
     * differences are chance.
     */
    private static List<Trial> simplest(List<Trial> trials, TrialSettings now) {
        List<Trial> sorted = new ArrayList<>(trials);
        sorted.sort(
                Comparator.comparingDouble(trial -> trial.cost() + COST_OF_A_CHANGE * trial.settings().changes(now)));
        return sorted;
    }

    private LocationTuning tuning(TrialSettings settings, int visits, Run today, List<Trial> trials) {
        String location = settings.location().id();
        Trial now = trial(location, settings, today);
        String tooLittle = tooLittle(visits, now);
        List<Trial> others = simplest(trials.stream().filter(trial -> !trial.settings().equals(settings)).toList(),
                settings);
        Trial recommended = null;
        if (tooLittle == null) {
            for (int i = 0; i < Math.min(MAX_VERIFIED, others.size()) && worthIt(others.get(i), now); i++) {
                TrialSettings best = others.get(i).settings();
                Run verified = run(Map.of(location, best));
                Trial alone = trial(location, best, verified);
                if (worthIt(alone, now) && keepsTheHome(verified)) {
                    recommended = alone;
                    break;
                }
            }
        }
        return new LocationTuning(location, visits, now, tooLittle == null ? others : List.of(), recommended,
                tooLittle);
    }

    private @Nullable String tooLittle(int visits, Trial now) {
        if (days < MIN_DAYS) {
            return "the recording has less than " + (int) MIN_DAYS + " days";
        }
        LocationScore score = now.score();
        if (truth != null && score == null) {
            return "the ground truth does not know it as a room";
        }
        if (score != null && score.occupiedSeconds() < MIN_KNOWN_SECONDS) {
            return "the ground truth has somebody in it for less than " + MIN_KNOWN_SECONDS / 60 + " min";
        }
        return visits < MIN_VISITS ? "somebody came " + visits + " times, at least " + MIN_VISITS + " are needed"
                : null;
    }

    /**
     * Refuses settings that are better for a room but make the home both vacant more often with somebody in it and
     * worse at telling that nobody is.
     */
    private boolean keepsTheHome(Run run) {
        Score score = run.score();
        LocationScore today = homeToday;
        return score == null || today == null || score.home().falseVacancies() <= today.falseVacancies()
                || score.home().vacantF1() >= today.vacantF1() - WORTH_OF_AWAY;
    }

    /**
     * Whether a trial is worth a change: not only in total, which may be chance, but in both halves of the recording
     * or on most of its days.
     */
    private static boolean worthIt(Trial trial, Trial now) {
        double gain = now.cost() - trial.cost();
        if (trial.score() != null) {
            return gain >= MIN_POINTS && trial.isBetterInBothHalves(now);
        }
        int better = trial.outcome().daysBetter(now.outcome());
        int worse = now.outcome().daysBetter(trial.outcome());
        return gain >= MIN_MINUTES && gain >= MIN_SHARE * now.cost() && better >= 2 * worse;
    }

    private Trial trial(String location, TrialSettings settings, Run run) {
        Outcome outcome = run.outcomes().get(location);
        Score score = run.score();
        LocationScore room = score == null ? null : score.rooms().get(location);
        List<LocationScore> halves = new ArrayList<>();
        for (Score half : run.halves()) {
            LocationScore ofHalf = half.rooms().get(location);
            if (ofHalf != null) {
                halves.add(ofHalf);
            }
        }
        return new Trial(settings, outcome == null ? Outcome.NOTHING : outcome, room, halves, days);
    }

    private static void curve(String setting, Run run, List<CurvePoint> curve) {
        Score score = run.score();
        if (score != null) {
            curve.add(new CurvePoint(setting, score.total(), score.home()));
        }
    }

    // ------------------------------------------------------------------------------------------------------- replay

    private Run run(Map<String, TrialSettings> changed) {
        OutcomeMeter meter = new OutcomeMeter(gaps, start, end, darkCost);
        Truth known = truth;
        if (known == null) {
            replay(changed(changed), meter);
            return new Run(meter.outcomes(end), null, List.of());
        }
        ShownTimes shown = new ShownTimes();
        replay(changed(changed), new ReplayListeners(List.of(meter, shown)));
        Instant middle = start.plus(Duration.between(start, end).dividedBy(2));
        List<LocationConfig> locations = home.locations();
        return new Run(meter.outcomes(end), Scorer.score(locations, shown, known, start, end),
                List.of(Scorer.score(locations, shown, known, start, middle),
                        Scorer.score(locations, shown, known, middle, end)));
    }

    private Replay replay(Home settings, ReplayListener listener) {
        Replay replay = new Replay(settings, listener, fromStart ? null : start, end);
        for (ItemChange change : changes) {
            if (!replay.take(change)) {
                break;
            }
        }
        replay.advance(end);
        replays++;
        replayed.run();
        return replay;
    }

    private Home changed(Map<String, TrialSettings> changed) {
        if (changed.isEmpty()) {
            return home;
        }
        List<LocationConfig> locations = new ArrayList<>();
        for (LocationConfig location : home.locations()) {
            TrialSettings settings = changed.get(location.id());
            locations.add(settings == null ? location : settings.location());
        }
        Map<String, Integer> taken = new HashMap<>();
        List<SourceConfig> sources = new ArrayList<>();
        for (SourceConfig source : home.sources()) {
            TrialSettings settings = changed.get(source.location());
            int index = taken.getOrDefault(source.location(), 0);
            taken.put(source.location(), index + 1);
            sources.add(settings == null ? source : settings.sources().get(index));
        }
        return new Home(locations, sources);
    }
}
