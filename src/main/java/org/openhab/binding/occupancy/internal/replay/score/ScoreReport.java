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
package org.openhab.binding.occupancy.internal.replay.score;

import java.util.Locale;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Shows a score: as a table for people, as JSON for programs.
 */
@NonNullByDefault
public final class ScoreReport {

    private static final String ROW = "%-20s %9s %7s %7s %10s %8s %8s %8s %7s %7s %7s%n";

    private ScoreReport() {
    }

    /** {@return the score as a table of fixed width, with a line for each room} */
    public static String table(Score score) {
        StringBuilder text = new StringBuilder();
        text.append(row("", "precision", "recall", "F1", "false vac.", "dark", "overhang", "phantom", "delay", "delay",
                "missed"));
        text.append(row("", "", "", "", "a day", "min/day", "min/day", "min/day", "med. s", "p95 s", "%"));
        score.rooms().forEach((room, location) -> text.append(row(room, location, score.days())));
        text.append(row("all rooms", score.total(), score.days()));
        text.append(row("home", score.home(), score.days()));
        text.append(String.format(Locale.ROOT, "%n%s%n", away(score)));
        text.append(String.format(Locale.ROOT,
                "Over %.1f days. Mean F1 of the rooms %s. Time whose truth is unknown is left out.%n", score.days(),
                decimals(score.macroF1(), 3)));
        return text.toString();
    }

    /**
     * {@return the home by itself, in a sentence} It arms alarms: what matters is how often it was empty with somebody
     * in it, and how well it tells that nobody is.
     */
    public static String away(Score score) {
        LocationScore home = score.home();
        return String.format(Locale.ROOT,
                "The home by itself: %s false vacancies a day; nobody at home with precision %s, recall %s, F1 %s.",
                decimals(home.falseVacancies() / score.days(), 2), decimals(home.vacantPrecision(), 3),
                decimals(home.vacantRecall(), 3), decimals(home.vacantF1(), 3));
    }

    private static String row(String name, LocationScore location, double days) {
        return row(name.length() > 20 ? name.substring(0, 19) + "…" : name, decimals(location.precision(), 3),
                decimals(location.recall(), 3), decimals(location.f1(), 3),
                decimals(location.falseVacancies() / days, 2), decimals(location.darkSeconds() / 60.0 / days, 1),
                decimals(location.overhangSeconds() / 60.0 / days, 1),
                decimals(location.phantomSeconds() / 60.0 / days, 1), decimals(location.delay(0.5), 0),
                decimals(location.delay(0.95), 0), decimals(location.missedPercent(), 1));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells).replaceAll("\\s+(\\R)$", "$1");
    }

    private static String decimals(@Nullable Double number, int digits) {
        return number == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    /**
     * {@return the score as JSON}
     *
     * Precision, recall and F1 are {@code P}, {@code R} and {@code F1} as in the literature; rates are per recorded
     * day, delays in seconds. What cannot be said, because nothing happened that could be measured, is {@code null}.
     */
    public static ObjectNode json(Score score) {
        ObjectNode json = location(score.total(), score.days());
        json.put("macroF1", score.macroF1());
        LocationScore home = score.home();
        json.put("homeP", home.precision());
        json.put("homeR", home.recall());
        json.put("homeF1", home.f1());
        json.put("awayP", home.vacantPrecision());
        json.put("awayR", home.vacantRecall());
        json.put("awayF1", home.vacantF1());
        json.put("home_false_vac_day", home.falseVacancies() / score.days());
        json.put("days", score.days());
        ObjectNode rooms = json.putObject("rooms");
        for (Map.Entry<String, LocationScore> room : score.rooms().entrySet()) {
            rooms.set(room.getKey(), location(room.getValue(), score.days()));
        }
        json.set("home", location(home, score.days()));
        return json;
    }

    private static ObjectNode location(LocationScore location, double days) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("P", location.precision());
        json.put("R", location.recall());
        json.put("F1", location.f1());
        json.put("false_vac_day", location.falseVacancies() / days);
        json.put("dark_min_day", location.darkSeconds() / 60.0 / days);
        json.put("overhang_min_day", location.overhangSeconds() / 60.0 / days);
        json.put("phantom_min_day", location.phantomSeconds() / 60.0 / days);
        json.put("delay_med", location.delay(0.5));
        json.put("delay_p95", location.delay(0.95));
        json.put("missed_pct", location.missedPercent());
        json.put("stays", location.stays());
        return json;
    }
}
