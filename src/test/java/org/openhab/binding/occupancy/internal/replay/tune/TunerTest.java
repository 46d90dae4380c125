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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.score.Truth;

/**
 * What is measured on recordings whose answer is known, and what is recommended.
 */
@NonNullByDefault
class TunerTest {

    private static final String TWO_ROOMS = """
            locations:
              - id: home
              - id: den
                parent: home
                vacancy: TIMEOUT
                timeouts: {motion: 2m, activity: 2m, door: 2m}
                sources:
                  - {item: Den_PIR, type: motion}
                  - {item: Den_Lamp, type: activity, ignoreStates: [OFF]}
                  - {item: Den_Door, type: door}
              - {id: hall, parent: home, vacancy: TIMEOUT, sources: [{item: Hall_PIR, type: motion}]}
            """;

    private final List<ItemChange> changes = new ArrayList<>();

    @TempDir
    @SuppressWarnings("null") // set by JUnit
    Path folder;

    // ----------------------------------------------------------------------------------------------------- measure

    @Test
    void somebodyWhoWavesAtOnceSatInTheDark() {
        moves("Den_PIR", "10:00:00");
        moves("Den_PIR", "10:02:40"); // vacant since 10:02:10
        last("11:00:00");

        Outcome den = today(TWO_ROOMS, "den");
        assertThat(den.darkMoments()).isEqualTo(1);
        assertThat(den.probableDarkMoments()).isZero();
        assertThat(den.occupiedMinutes()).isCloseTo(2 * 130 / 60.0, within(1e-9));
    }

    @Test
    void somebodyWhoMovesWithinTwoMinutesProbablySatInTheDark() {
        moves("Den_PIR", "10:00:00");
        moves("Hall_PIR", "10:01:00"); // leaves, perhaps
        moves("Den_PIR", "10:04:10");
        last("11:00:00");

        Outcome den = today(TWO_ROOMS, "den");
        assertThat(den.darkMoments()).isZero();
        assertThat(den.probableDarkMoments()).isEqualTo(1);
    }

    @Test
    void somebodyWhoIsSeenNowhereElseForHoursProbablySatInTheDark() {
        moves("Den_PIR", "10:00:00");
        moves("Den_PIR", "13:30:00");
        moves("Den_PIR", "17:31:00"); // so long nobody sits still
        last("18:00:00");

        assertThat(today(TWO_ROOMS, "den").probableDarkMoments()).isEqualTo(1);
    }

    @Test
    void whoCameBackFromElsewhereDidNotSitInTheDark() {
        moves("Den_PIR", "10:00:00");
        moves("Hall_PIR", "10:02:20");
        moves("Den_PIR", "10:02:30");
        last("11:00:00");

        Outcome den = today(TWO_ROOMS, "den");
        assertThat(den.darkMoments() + den.probableDarkMoments()).isZero();
    }

    @Test
    void whoCameInByTheDoorDidNotSitInTheDark() {
        moves("Den_PIR", "10:00:00");
        add("Den_Door", "10:02:20", "OPEN");
        moves("Den_PIR", "10:02:30");
        last("11:00:00");

        Outcome den = today(TWO_ROOMS, "den");
        assertThat(den.darkMoments() + den.probableDarkMoments()).isZero();
    }

    @Test
    void aLightSwitchedBackOnByHandIsADarkMomentAndOneThatGoesOffIsNot() {
        add("Den_Lamp", "10:00:00", "ON");
        add("Den_Lamp", "10:02:01", "OFF"); // a rule did that
        last("11:00:00");
        assertThat(today(TWO_ROOMS, "den").darkMoments()).isZero();

        add("Den_Lamp", "10:02:09", "ON");
        Outcome den = today(TWO_ROOMS, "den");
        assertThat(den.darkMoments()).isEqualTo(1);
    }

    @Test
    void aLocationIsOccupiedForNothingWhileSomebodyIsElsewhere() {
        moves("Den_PIR", "10:00:00");
        moves("Hall_PIR", "10:00:40");
        moves("Hall_PIR", "10:01:10");
        moves("Hall_PIR", "11:00:00");

        // from the first move in the hall until the timer ran out
        assertThat(today(TWO_ROOMS, "den").needlessMinutes()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void whetherItWasForNothingIsNotKnownAfterTheLastSignFromElsewhere() {
        moves("Den_PIR", "10:00:00");
        moves("Hall_PIR", "10:00:40");
        moves("Hall_PIR", "10:01:10");
        moves("Den_PIR", "10:02:00");
        last("11:00:00");

        assertThat(today(TWO_ROOMS, "den").needlessMinutes()).isCloseTo(0.5, within(1e-9));
    }

    // ------------------------------------------------------------------------------------------------ recommendation

    @Test
    void aStillReaderGetsPatienceAndACorridorAShorterTimer() {
        Tuning tuning = tune(ReaderAtHome.HOME, ReaderAtHome.changes(14), null);

        LocationTuning living = location(tuning, "living");
        TrialSettings patient = recommended(living).settings();
        assertThat(living.current().outcome().probableDarkMoments()).isGreaterThan(100);
        assertThat(patient.departs() || timer(patient).compareTo(Duration.ofMinutes(10)) > 0).as(patient.words())
                .isTrue();
        assertThat(recommended(living).outcome().probableDarkMoments()).isZero();

        LocationTuning hall = location(tuning, "hall");
        TrialSettings brisk = recommended(hall).settings();
        assertThat(brisk.departs() || timer(brisk).compareTo(Duration.ofMinutes(10)) < 0).as(brisk.words()).isTrue();
        assertThat(recommended(hall).occupiedMinutesADay()).isLessThan(hall.current().occupiedMinutesADay() / 4);
        assertThat(tuning.warnings()).isEmpty();
    }

    @Test
    void settingsThatAreGoodAreLeftAlone() {
        String good = ReaderAtHome.HOME.replace("TIMEOUT", "DEPARTURE").replace("{id: hall,",
                "{id: hall, passage: true,");
        Tuning tuning = tune(good, ReaderAtHome.changes(14), null);

        assertThat(tuning.locations()).extracting(LocationTuning::location).containsExactly("hall", "living",
                "kitchen");
        for (LocationTuning location : tuning.locations()) {
            assertThat(location.recommended() == null).as(location.location()).isTrue();
        }
        assertThat(TuneReport.text(tuning))
                .contains("hall: the settings of today (1 min) are good: none of 14 others is clearly better.\n")
                .contains("living: the settings of today (DEPARTURE) are good: none of 16 others is clearly better.\n");
    }

    @Test
    void withTruthItIsTheRightnessThatCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("truth.csv"), ReaderAtHome.truth(14));
        Home home = HomeFile.parse(ReaderAtHome.HOME, "home.yaml");
        Truth truth = Truth.read(file, home.ids(), ZoneOffset.UTC, ReadProblems.strict());

        Tuning tuning = tune(ReaderAtHome.HOME, ReaderAtHome.changes(14), truth);

        Trial living = recommended(location(tuning, "living"));
        assertThat(Objects.requireNonNull(living.score()).f1()).isGreaterThan(0.95);
        assertThat(Objects.requireNonNull(living.score()).falseVacancies()).isZero();
        List<CurvePoint> curve = tuning.curve();
        assertThat(curve).extracting(CurvePoint::setting).contains("a timer of 10 min", "DEPARTURE, leaveTimeout 1 min")
                .endsWith("the settings of today", "what is recommended");
        CurvePoint today = curve.get(curve.size() - 2);
        CurvePoint recommended = curve.get(curve.size() - 1);
        assertThat(recommended.score().f1()).isGreaterThan(today.score().f1() + 0.3);
        assertThat(curve.stream().filter(point -> point.setting().equals("a timer of 10 min")).findFirst())
                .hasValueSatisfying(same -> assertThat(same.score().f1()).isEqualTo(today.score().f1()));
        assertThat(TuneReport.text(tuning)).contains("  *              what is recommended");
    }

    @Test
    void whatIsBetterInOneHalfOnlyIsNotRecommended() throws IOException {
        Home home = HomeFile.parse(ReaderAtHome.HOME, "home.yaml");
        // From the second week on somebody else's cat moves in the living room: the reader reads in the kitchen.
        String moved = ReaderAtHome.truth(14).lines()
                .map(line -> line.compareTo("2026-01-08") > 0 && !line.startsWith("start")
                        ? line.replace("living", "kitchen")
                        : line)
                .collect(Collectors.joining("\n", "", "\n"));
        Path file = Files.writeString(folder.resolve("truth.csv"), moved);
        Truth truth = Truth.read(file, home.ids(), ZoneOffset.UTC, ReadProblems.strict());

        LocationTuning living = location(tune(ReaderAtHome.HOME, ReaderAtHome.changes(14), truth), "living");
        assertThat(living.tried().get(0).cost()).as("on the whole it would be better")
                .isLessThan(living.current().cost() - 5);
        assertThat(living.recommended()).isNull();
    }

    @Test
    void aFloorWhoseRoomsFallVacantInTurnIsRecommendedToLinger() {
        String floor = """
                locations:
                  - id: home
                  - {id: floor, parent: home}
                  - {id: den, parent: floor, vacancy: TIMEOUT, timeouts: {motion: 30s},
                     sources: [{item: Den_PIR, type: motion, pulseOnly: true}]}
                  - {id: study, parent: floor, vacancy: TIMEOUT, timeouts: {motion: 30s},
                     sources: [{item: Study_PIR, type: motion, pulseOnly: true}]}
                  - {id: garage, parent: home, vacancy: TIMEOUT, sources: [{item: Garage_PIR, type: motion}]}
                """;
        Instant start = at("08:00:00");
        for (int day = 0; day < 5; day++) {
            for (int visit = 0; visit < 8; visit++) {
                Instant from = start.plus(Duration.ofDays(day)).plus(Duration.ofHours(visit));
                for (int i = 0; i < 20; i++) {
                    pulse(i % 2 == 0 ? "Den_PIR" : "Study_PIR", from.plusSeconds(50 * i));
                }
                pulse("Garage_PIR", from.plusSeconds(1060));
                pulse("Garage_PIR", from.plusSeconds(3500));
            }
        }
        Trial recommended = recommended(location(tune(floor, changes, null), "floor"));

        assertThat(recommended.settings().words()).contains("linger 1 min");
        assertThat(recommended.outcome().probableDarkMoments() + recommended.outcome().darkMoments()).isZero();
    }

    private void pulse(String item, Instant at) {
        changes.add(new ItemChange(at, item, "ON"));
        changes.add(new ItemChange(at.plusSeconds(1), item, "OFF"));
    }

    @Test
    void aSensorThatSeesThroughTheWallIsFoundWithTruthOnly() throws IOException {
        List<ItemChange> seen = new ArrayList<>(ReaderAtHome.changes(14));
        for (ItemChange change : ReaderAtHome.changes(14)) {
            if (change.item().equals("Kitchen_PIR")) {
                seen.add(new ItemChange(change.at().plusMillis(500), "Living_Radar", change.state()));
            }
        }
        seen.sort(Comparator.comparing(ItemChange::at));
        String text = ReaderAtHome.HOME.replace("TIMEOUT", "DEPARTURE").replace("{item: Living_PIR, type: motion}",
                "{item: Living_PIR, type: motion}, {item: Living_Radar, type: presence}");
        Home home = HomeFile.parse(text, "home.yaml");
        Path file = Files.writeString(folder.resolve("truth.csv"), ReaderAtHome.truth(14));
        Truth truth = Truth.read(file, home.ids(), ZoneOffset.UTC, ReadProblems.strict());

        assertThat(recommended(location(tune(text, seen, truth), "living")).settings().words())
                .contains("Living_Radar as sustainOnly");
    }

    @Test
    void tooLittleIsSaid() {
        assertThat(location(tune(ReaderAtHome.HOME, ReaderAtHome.changes(2), null), "living").tooLittle())
                .isEqualTo("the recording has less than 3 days");
        LocationTuning living = location(tune(ReaderAtHome.HOME, ReaderAtHome.changes(5), null), "living");
        assertThat(living.tooLittle()).isEqualTo("somebody came 15 times, at least 20 are needed");
        assertThat(living.recommended()).isNull();
        assertThat(living.tried()).isEmpty();
    }

    @Test
    void theSameRecordingGivesTheSameAnswer() {
        String once = TuneReport.json(tune(ReaderAtHome.HOME, ReaderAtHome.changes(14), null)).toPrettyString();
        String twice = TuneReport.json(tune(ReaderAtHome.HOME, ReaderAtHome.changes(14), null)).toPrettyString();

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void theNumberOfReplaysDoesNotGrowWithTheHome() {
        int few = tune(ReaderAtHome.HOME, ReaderAtHome.changes(4), null).replays();
        StringBuilder large = new StringBuilder(ReaderAtHome.HOME);
        for (int i = 0; i < 30; i++) {
            large.append("  - {id: room" + i + ", parent: home, sources: [{item: PIR" + i + ", type: motion}]}\n");
        }

        assertThat(tune(large.toString(), ReaderAtHome.changes(4), null).replays()).isEqualTo(few);
    }

    @Test
    void nothingToTuneByIsOneSentence() {
        Home home = HomeFile.parse(ReaderAtHome.HOME, "home.yaml");

        assertThatThrownBy(() -> tuner(home, List.of(), null)).isInstanceOf(InputException.class)
                .hasMessage("The recording has no changes to tune by.");
        assertThatThrownBy(() -> tuner(home, ReaderAtHome.changes(1), Instant.parse("2027-01-01T00:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessage("The recording has nothing to tune by after 2027-01-01T00:00:00Z.");
    }

    // ------------------------------------------------------------------------------------------------------- helpers

    private static Tuner tuner(Home home, List<ItemChange> changes, @Nullable Instant from) {
        return new Tuner(home, changes, from, null, null, 20, () -> {
        });
    }

    private static Tuning tune(String home, List<ItemChange> changes, @Nullable Truth truth) {
        return new Tuner(HomeFile.parse(home, "home.yaml"), changes, null, null, truth, 20, () -> {
        }).tune();
    }

    private Outcome today(String home, String location) {
        changes.sort(Comparator.comparing(ItemChange::at));
        return location(tune(home, changes, null), location).current().outcome();
    }

    private static LocationTuning location(Tuning tuning, String location) {
        return tuning.locations().stream().filter(tuned -> tuned.location().equals(location)).findFirst().orElseThrow();
    }

    private static Trial recommended(LocationTuning location) {
        return Objects.requireNonNull(location.recommended(), "nothing is recommended for " + location.location());
    }

    private static Duration timer(TrialSettings settings) {
        assertThat(settings.location().vacancy()).isEqualTo(Vacancy.TIMEOUT);
        return Objects.requireNonNull(settings.location().timeouts().get("motion"));
    }

    /** Motion for ten seconds. */
    private void moves(String item, String time) {
        add(item, time, "ON");
        changes.add(new ItemChange(at(time).plusSeconds(10), item, "OFF"));
    }

    /** The recording goes on until then. */
    private void last(String time) {
        add("Clock", time, "1");
    }

    private void add(String item, String time, String state) {
        changes.add(new ItemChange(at(time), item, state));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }
}
