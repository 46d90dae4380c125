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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.score.LocationScore;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Shows what was found out about settings: in words for people, as JSON for programs.
 */
@NonNullByDefault
public final class TuneReport {

    /** How many of the tried settings are shown for each location, the best first. */
    private static final int SHOWN = 4;
    private static final int NAME_WIDTH = 16;
    private static final int SETTING_WIDTH = 56;

    private TuneReport() {
    }

    // ------------------------------------------------------------------------------------------------------- words

    /** {@return the findings: a sentence for each location, then the figures} */
    public static String text(Tuning tuning) {
        boolean scored = !tuning.curve().isEmpty();
        StringBuilder text = new StringBuilder();
        text.append(format("Tried settings on %,d changes of %.1f days, in %,d replays. Nothing was changed.%n%n",
                tuning.changes(), tuning.days(), tuning.replays()));
        for (LocationTuning location : tuning.locations()) {
            text.append(sentences(location, tuning));
        }
        text.append(System.lineSeparator());
        table(tuning, scored, text);
        if (scored) {
            curve(tuning, text);
        }
        neighbours(tuning, text);
        text.append(System.lineSeparator()).append(scored ? scoredNotes() : notes(tuning));
        return text.toString();
    }

    private static String sentences(LocationTuning location, Tuning tuning) {
        Trial best = location.recommended();
        if (location.tooLittle() != null) {
            return format("%s: too little to go by: %s.%n", location.location(), location.tooLittle());
        }
        if (best == null) {
            return format("%s: the settings of today (%s) are good: none of %d others is clearly better.%n",
                    location.location(), location.current().settings().words(), location.tried().size());
        }
        return format("%s: %s: %s.%n    %s%n    %s%n", location.location(),
                best.settings().insteadOf(location.current().settings()), difference(best, location.current()),
                evidence(location, best, tuning), change(best, location.current()));
    }

    /** {@return what a change would have changed: {@code 3 more dark moments, 41 min less light a day}} */
    static String difference(Trial trial, Trial now) {
        LocationScore score = trial.score();
        LocationScore before = now.score();
        if (score != null && before != null) {
            return format("F1 %.3f instead of %.3f, %.1f instead of %.1f false vacancies a day", score.f1(),
                    before.f1(), score.falseVacancies() / trial.days(), before.falseVacancies() / now.days());
        }
        List<String> parts = new ArrayList<>();
        int dark = trial.outcome().darkMoments() - now.outcome().darkMoments();
        int probable = trial.outcome().probableDarkMoments() - now.outcome().probableDarkMoments();
        long light = Math.round(trial.occupiedMinutesADay() - now.occupiedMinutesADay());
        if (dark != 0) {
            parts.add(moreOrFewer(dark, "dark moment"));
        }
        if (probable != 0) {
            parts.add(moreOrFewer(probable, "probable dark moment"));
        }
        if (light != 0) {
            parts.add(format("%,d min %s light a day", Math.abs(light), light > 0 ? "more" : "less"));
        }
        return parts.isEmpty() ? "hardly a difference" : String.join(", ", parts);
    }

    private static String moreOrFewer(int difference, String what) {
        return count(Math.abs(difference), (difference > 0 ? "more " : "fewer ") + what);
    }

    private static String count(int count, String one) {
        return format("%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    private static String evidence(LocationTuning location, Trial best, Tuning tuning) {
        Outcome now = location.current().outcome();
        LocationScore score = best.score();
        if (score != null) {
            return format("Evidence: %.0f days, %,d stays; F1 in the first half %s, in the second %s.", tuning.days(),
                    score.stays(), ofHalf(0, best, location.current()), ofHalf(1, best, location.current()));
        }
        return format("Evidence: %.0f days, %,d visits, %s and %s today; better on %s, worse on %s.", tuning.days(),
                location.visits(), count(now.darkMoments(), "dark moment"),
                count(now.probableDarkMoments(), "probable one"), count(best.outcome().daysBetter(now), "day"),
                count(now.daysBetter(best.outcome()), "day"));
    }

    private static String ofHalf(int half, Trial best, Trial now) {
        return format("%.3f instead of %.3f", best.halves().get(half).f1(), now.halves().get(half).f1());
    }

    private static String change(Trial best, Trial now) {
        return "To have it, set " + best.settings().keys(now.settings()).entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining(", ")) + ".";
    }

    // ------------------------------------------------------------------------------------------------------ figures

    private static void table(Tuning tuning, boolean scored, StringBuilder text) {
        text.append(row("location", "setting", scored ? List.of("F1", "false vac.", "overhang")
                : List.of("dark", "probably", "light", "for nothing")));
        text.append(row("", "",
                scored ? List.of("", "a day", "min/day") : List.of("moments", "dark", "min/day", "min/day")));
        for (LocationTuning location : tuning.locations()) {
            text.append(row(location.location(), location.current().settings().words() + " (today)",
                    cells(location.current(), scored)));
            different(location, scored)
                    .forEach(trial -> text.append(row("", trial.settings().words(), cells(trial, scored))));
        }
    }

    /** {@return the best that were tried, without those that would have done the same as a simpler one} */
    private static List<Trial> different(LocationTuning location, boolean scored) {
        Set<List<String>> seen = new HashSet<>();
        seen.add(cells(location.current(), scored));
        return location.tried().stream().filter(trial -> seen.add(cells(trial, scored))).limit(SHOWN).toList();
    }

    private static List<String> cells(Trial trial, boolean scored) {
        Outcome outcome = trial.outcome();
        LocationScore score = trial.score();
        if (scored) {
            return score == null ? List.of("-", "-", "-") : cells(score, trial.days());
        }
        return List.of(format("%,d", outcome.darkMoments()), format("%,d", outcome.probableDarkMoments()),
                format("%.0f", trial.occupiedMinutesADay()), format("%.0f", trial.needlessMinutesADay()));
    }

    private static List<String> cells(LocationScore score, double days) {
        return List.of(format("%.3f", score.f1()), format("%.2f", score.falseVacancies() / days),
                format("%.1f", score.overhangSeconds() / 60.0 / days));
    }

    private static void curve(Tuning tuning, StringBuilder text) {
        text.append(format("%nThe same setting for all locations, and what it costs:%n"));
        text.append(row("", "setting", List.of("F1", "false vac.", "overhang", "home vac.", "away F1")));
        text.append(row("", "", List.of("", "a day", "min/day", "a day", "")));
        for (CurvePoint point : tuning.curve()) {
            List<String> cells = new ArrayList<>(cells(point.score(), tuning.days()));
            cells.add(format("%.2f", point.home().falseVacancies() / tuning.days()));
            cells.add(format("%.3f", point.home().vacantF1()));
            text.append(row(isBest(point, tuning.curve()) ? "  *" : "", point.setting(), cells));
        }
        text.append(format("%n* No other is better in both F1 and false vacancies.%n"
                + "home vac.: how often the home went vacant with somebody in it. away F1: how well it tells that nobody is.%n"));
    }

    private static void neighbours(Tuning tuning, StringBuilder text) {
        if (!tuning.neighbours().isEmpty()) {
            text.append(format("%nWho was seen where next, in either direction and without what is chance:%n"));
            tuning.neighbours().forEach(each -> text.append(each.text()).append(System.lineSeparator()));
        }
    }

    private static boolean isBest(CurvePoint point, List<CurvePoint> curve) {
        LocationScore score = point.score();
        return curve.stream().map(CurvePoint::score)
                .noneMatch(other -> other.f1() >= score.f1() && other.falseVacancies() <= score.falseVacancies()
                        && (other.f1() > score.f1() || other.falseVacancies() < score.falseVacancies()));
    }

    private static String row(String name, String setting, List<String> cells) {
        StringBuilder row = new StringBuilder(
                format("%-" + NAME_WIDTH + "s %-" + SETTING_WIDTH + "s", cut(name, NAME_WIDTH), setting));
        cells.forEach(cell -> row.append(format(" %11s", cell)));
        return row.toString().stripTrailing() + System.lineSeparator();
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text;
    }

    private static String notes(Tuning tuning) {
        return format(
                """
                        dark moments: the location went vacant, and within %d s somebody was active in it again or switched a light
                          on, nobody having been active elsewhere or used a door in between.
                        probably dark: the same within %d min; or later, if nobody was active elsewhere in the meantime at all.
                        light: how long it was occupied. for nothing: of that, how long nobody was active in it, and somebody
                          was elsewhere both before and after. With one resident it was more; with several it may have been
                          less, because one may have sat still while another was about.
                        A location that stayed occupied while the whole home was silent for more than 4 h, left unseen or asleep,
                        counted a quarter of that time as for nothing.
                        Where people were is not known; these are estimates. One dark moment counted as much as %s min for
                        nothing, a probable one half (--dark-moment).
                        """,
                OutcomeMeter.DARK.toSeconds(), OutcomeMeter.PROBABLY_DARK.toMinutes(), decimal(tuning.darkCost()));
    }

    private static String scoredNotes() {
        return format(
                "One false vacancy a day counted as much as %s points of F1. What is recommended was better in both"
                        + " halves of the recording, and did not make the home worse both in false vacancies and in telling"
                        + " that nobody is there.%n",
                decimal(Trial.POINTS_A_FALSE_VACANCY));
    }

    private static String decimal(double number) {
        return number == Math.rint(number) ? format("%.0f", number) : String.valueOf(number);
    }

    private static String format(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    // -------------------------------------------------------------------------------------------------------- JSON

    /**
     * {@return the findings as JSON}
     *
     * Counts are of the whole recording, minutes and rates per recorded day. {@code recommended} is {@code null} where
     * no change is; {@code set} has the keys of the home file.
     */
    public static ObjectNode json(Tuning tuning) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("days", tuning.days());
        json.put("changes", tuning.changes());
        json.put("replays", tuning.replays());
        json.put("darkMomentMinutes", tuning.darkCost());
        ArrayNode locations = json.putArray("places");
        for (LocationTuning location : tuning.locations()) {
            locations.add(location(location));
        }
        ArrayNode curve = json.putArray("curve");
        for (CurvePoint point : tuning.curve()) {
            ObjectNode node = score(curve.addObject().put("setting", point.setting()), point.score(), tuning.days());
            node.put("best", isBest(point, tuning.curve()));
            node.put("home_false_vac_day", point.home().falseVacancies() / tuning.days());
            node.put("awayF1", point.home().vacantF1());
        }
        ArrayNode neighbours = json.putArray("neighbours");
        tuning.neighbours().forEach(each -> each.addTo(neighbours));
        tuning.warnings().forEach(json.putArray("warnings")::add);
        return json;
    }

    private static ObjectNode location(LocationTuning location) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("place", location.location());
        json.put("visits", location.visits());
        json.put("tooLittle", location.tooLittle());
        json.set("current", trial(location.current()));
        Trial best = location.recommended();
        if (best == null) {
            json.putNull("recommended");
        } else {
            ObjectNode recommended = trial(best);
            ObjectNode set = recommended.putObject("set");
            for (Map.Entry<String, String> key : best.settings().keys(location.current().settings()).entrySet()) {
                set.put(key.getKey(), key.getValue());
            }
            recommended.put("text",
                    location.location() + ": " + best.settings().insteadOf(location.current().settings()) + ": "
                            + difference(best, location.current()) + ".");
            ArrayNode halves = recommended.putArray("halves");
            best.halves().forEach(half -> score(halves.addObject(), half, best.days() / 2));
            recommended.put("daysBetter", best.outcome().daysBetter(location.current().outcome()));
            recommended.put("daysWorse", location.current().outcome().daysBetter(best.outcome()));
            json.set("recommended", recommended);
        }
        ArrayNode tried = json.putArray("tried");
        location.tried().forEach(trial -> tried.add(trial(trial)));
        return json;
    }

    private static ObjectNode trial(Trial trial) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("setting", trial.settings().words());
        json.put("darkMoments", trial.outcome().darkMoments());
        json.put("probableDarkMoments", trial.outcome().probableDarkMoments());
        json.put("occupiedMinutesADay", trial.occupiedMinutesADay());
        json.put("needlessMinutesADay", trial.needlessMinutesADay());
        LocationScore score = trial.score();
        return score == null ? json : score(json, score, trial.days());
    }

    private static ObjectNode score(ObjectNode json, LocationScore score, double days) {
        json.put("F1", score.f1());
        json.put("false_vac_day", score.falseVacancies() / days);
        json.put("overhang_min_day", score.overhangSeconds() / 60.0 / days);
        return json;
    }
}
