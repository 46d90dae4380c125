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
package org.openhab.binding.occupancy.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openhab.binding.occupancy.internal.console.HistoryReplay.Kind;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.persistence.PersistenceServiceRegistry;
import org.openhab.core.types.UnDefType;

@DisplayName("The home's own history is replayed with the settings of now")
class HistoryReplayTest {

    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
    private static final String HOME = "occupancy:home:home";
    private static final String KITCHEN = "occupancy:location:kitchen";
    private static final String BATH = "occupancy:location:bath";

    private static final ItemRegistry NO_ITEMS = mock(ItemRegistry.class);

    private final FakePersistence persistence = new FakePersistence();
    private final List<LocationConfig> locations = List.of(LocationConfig.builder(BATH).parent(HOME).build(),
            LocationConfig.builder(HOME).build(),
            LocationConfig.builder(KITCHEN).parent(HOME).vacancy(Vacancy.TIMEOUT).build());
    private final List<SourceConfig> sources = new ArrayList<>(
            List.of(SourceConfig.builder(KITCHEN, "Kitchen_PIR", SourceType.MOTION).id("pir").build()));
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    @TempDir
    private Path pages;
    private long nanosAStep;
    private long nanos;

    @BeforeEach
    void label() {
        labels.put(HOME, "Home");
        labels.put(KITCHEN, "Kitchen");
        labels.put(BATH, "Bath");
    }

    @Test
    void aKnownCourseGivesItsFigures() {
        // two days: at 08:00 for 50 minutes of motion and 10 of timeout, then vacant for 20 s, then ten minutes more
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofDays(3)), OnOffType.OFF);
        Instant eight = Instant.parse("2026-03-07T08:00:00Z");
        persistence.keep("Kitchen_PIR", eight, OnOffType.ON);
        persistence.keep("Kitchen_PIR", eight.plusSeconds(50 * 60), OnOffType.OFF);
        persistence.keep("Kitchen_PIR", eight.plusSeconds(60 * 60 + 20), OnOffType.ON);
        persistence.keep("Kitchen_PIR", eight.plusSeconds(60 * 60 + 20), OnOffType.OFF);

        List<String> lines = replay("2");

        assertThat(lines.get(0)).isEqualTo("Replayed 5 states of 1 of 1 items from influxdb, 2026-03-06 12:00 to "
                + "2026-03-08 12:00 (2.0 days).");
        assertThat(words(lines, "Home")).containsExactly("Home", "2.4", "%", "0.58", "1.0", "1");
        assertThat(words(lines, "Kitchen")).containsExactly("Kitchen", "2.4", "%", "0.58", "1.0", "1");
        assertThat(words(lines, "Bath")).containsExactly("Bath", "0.0", "%", "0.00", "0.0", "0");
        // as the tree shows them, not as they were set up
        assertThat(
                lines.stream().filter(line -> line.matches("(Home|Kitchen|Bath) .*")).map(line -> line.split(" ")[0]))
                .containsExactly("Home", "Kitchen", "Bath");
    }

    /** openHAB 5 lets a service keep an item under another name. */
    @Test
    void anItemIsReadUnderTheNameThatTheServiceKeepsItUnder() {
        persistence.alias("Kitchen_PIR", "sensors_kitchen_motion");
        persistence.keep("sensors_kitchen_motion", NOW.minus(Duration.ofDays(30)), OnOffType.ON);
        persistence.keep("sensors_kitchen_motion", NOW.minus(Duration.ofDays(6)), OnOffType.OFF);
        persistence.keep("sensors_kitchen_motion", NOW.minus(Duration.ofDays(3)), OnOffType.ON);
        persistence.keep("sensors_kitchen_motion", NOW.minus(Duration.ofHours(48)), OnOffType.OFF);
        persistence.keep("sensors_kitchen_motion", NOW, OnOffType.ON);

        List<String> lines = replay("7");

        assertThat(lines.get(0)).startsWith("Replayed 5 states of 1 of 1 items from influxdb");
        assertThat(words(lines, "Kitchen").get(1)).isEqualTo("28.8");
    }

    @Test
    void anItemThatIsNotThereUnderAnyNameIsAskedForInVainOnce() {
        persistence.keep("Other", NOW.minusSeconds(60), OnOffType.OFF);

        assertThat(replay("366")).anyMatch(line -> line.contains("has nothing of the item Kitchen_PIR"));
        assertThat(persistence.queries).hasSizeLessThan(5);
    }

    @Test
    void theReplayKnowsWhatHeldBeforeItBegan() {
        sources.set(0, SourceConfig.builder(KITCHEN, "Bed", SourceType.PRESENCE).build());
        persistence.keep("Bed", NOW.minus(Duration.ofDays(9)), OnOffType.ON);

        assertThat(words(replay(), "Kitchen")).containsExactly("Kitchen", "100.0", "%", "24.00", "0.1", "0");
    }

    @Test
    void statesThatCannotBeReadDoNotEndIt() {
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(7200), OnOffType.OFF);
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(7100), UnDefType.UNDEF);
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(7000), UnDefType.NULL);
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(3600), OnOffType.ON);

        assertThat(words(replay(), "Kitchen")).containsExactly("Kitchen", "50.0", "%", "12.00", "12.0", "0");
    }

    @Test
    void whatIsNotPersistedOrFailsIsNamedAndTheRestIsReplayed() {
        sources.add(SourceConfig.builder(BATH, "Bath_Door", SourceType.DOOR).id("door").build());
        sources.add(SourceConfig.builder(BATH, "Bath_PIR", SourceType.MOTION).build());
        persistence.breakDown("Bath_PIR", new IllegalStateException("no connection"));
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(3600), OnOffType.ON);

        List<String> lines = replay();

        assertThat(lines.get(0)).startsWith("Replayed 1 states of 1 of 3 items");
        assertThat(lines).endsWith(
                "influxdb has nothing of the item Bath_Door (door source door of Bath): it is not persisted there.",
                "The history of Bath_PIR cannot be read: no connection");
    }

    @Test
    void sensorsThatLookBrokenAreNamed() {
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofDays(6)), OnOffType.OFF);
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofDays(5)), OnOffType.ON);
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofDays(1)), OnOffType.OFF);

        assertThat(replay()).anyMatch(
                line -> line.startsWith("The motion source pir of Kitchen was active for 4.0 days without a break"));
    }

    @Test
    void anEmptyHistorySaysSo() {
        assertThat(replay("influxdb", "1")).containsExactly("influxdb has nothing to replay since 2026-03-07 12:00.",
                "", "influxdb has nothing of the item Kitchen_PIR (motion source pir of Kitchen): it is not persisted "
                        + "there.");
    }

    @Test
    void itStopsWhenItTakesTooLongAndShowsWhatItHas() {
        for (int i = 0; i < 1000; i++) {
            persistence.keep("Kitchen_PIR", NOW.minusSeconds(5000 - i), OnOffType.from(i % 2 == 0));
        }
        nanosAStep = HistoryReplay.PATIENCE.dividedBy(100).toNanos();

        List<String> lines = replay();

        assertThat(lines.get(0)).matches("Replayed \\d{1,3} states .*");
        assertThat(lines.get(1)).startsWith("Stopped there");
        assertThat(lines).anyMatch(line -> line.startsWith("Kitchen "));
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsNotTakenForEmpty() {
        nanosAStep = HistoryReplay.PATIENCE.plusSeconds(1).toNanos();

        assertThat(replay()).containsExactly("Stopped: influxdb has not answered in time.");
    }

    @Test
    void interruptingTheConsoleEndsIt() {
        persistence.keep("Kitchen_PIR", NOW.minusSeconds(3600), OnOffType.ON);
        Thread.currentThread().interrupt();
        try {
            assertThat(replay()).containsExactly("Stopped: influxdb has not answered in time.");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({ "nowhere, There is no persistence service \"nowhere\". SERVICE can be influxdb.",
            "mqtt, The persistence service mqtt cannot be asked for a history. SERVICE can be influxdb.",
            "0, 'DAYS is \"0\"; it must be a whole number from 1 to 366.'",
            "367, 'DAYS is \"367\"; it must be a whole number from 1 to 366.'",
            "-1, 'DAYS is \"-1\"; it must be a whole number from 1 to 366.'",
            "99999999999, 'DAYS is \"99999999999\"; it must be a whole number from 1 to 366.'",
            "influxdb week, 'DAYS is \"week\"; it must be a whole number from 1 to 366.'" })
    void whatIsWrongIsNamed(String arguments, String sentence) {
        assertThatThrownBy(() -> replay(arguments.split(" "))).isInstanceOf(InputException.class).hasMessage(sentence);
    }

    @Test
    void aHomeWithoutADefaultServiceOrSourcesIsTold() {
        when(persistence.registry.getDefault()).thenReturn(null);
        assertThatThrownBy(this::replay)
                .hasMessage("openHAB has no default persistence service. SERVICE can be influxdb.");
        when(persistence.registry.getAll()).thenReturn(Set.of());
        assertThatThrownBy(this::replay).hasMessage("openHAB has no default persistence service. "
                + "Install an add-on for persistence that keeps a history.");
        sources.clear();
        assertThatThrownBy(() -> replay("influxdb"))
                .hasMessage("There is nothing to replay: no location has a source.");
    }

    @Test
    void onlyServicesThatCanBeAskedAreOffered() {
        assertThat(new HistoryReplay(mock(PersistenceServiceRegistry.class), () -> ZoneOffset.UTC, NO_ITEMS).services())
                .isEmpty();
        assertThat(new HistoryReplay(persistence.registry, () -> ZoneOffset.UTC, NO_ITEMS).services())
                .containsExactly("influxdb");
    }

    // ---------------------------------------------------------------------------------------------------- the page

    @Test
    void aPageForTheBrowserIsMadeAndItsAddressTold() throws IOException {
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofHours(5)), OnOffType.ON);
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofHours(4)), OnOffType.OFF);
        labels.put(KITCHEN, "Küche \"<b>\" 🍳");

        List<String> lines = run(Kind.REPORT, "1");

        assertThat(lines.get(0)).startsWith("Replayed 2 states of 1 of 1 items from influxdb");
        assertThat(lines).anyMatch(line -> line.contains("/static/" + HistoryReplay.PAGE))
                .anyMatch(line -> line.contains("without signing in"))
                .anyMatch(line -> line.equals("The file: " + pages.resolve("html").resolve(HistoryReplay.PAGE)));
        String page = Files.readString(pages.resolve("html").resolve(HistoryReplay.PAGE));
        assertThat(page).contains("Küche &quot;&lt;b&gt;&quot; 🍳", "2026-03-08 07:00").doesNotContain("<b>",
                "occupancy:location");
    }

    @Test
    void aPageSaysWhatIsNotInTheHistory() throws IOException {
        sources.add(SourceConfig.builder(BATH, "Bath_Door", SourceType.DOOR).id("door").build());
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofHours(5)), OnOffType.ON);
        run(Kind.REPORT, "1");
        assertThat(Files.readString(pages.resolve("html").resolve(HistoryReplay.PAGE)))
                .contains("influxdb has nothing of the item Bath_Door (door source door of Bath)");
    }

    @Test
    void withNothingToReplayThereIsNoPage() {
        assertThat(run(Kind.REPORT, "1").get(0)).isEqualTo("influxdb has nothing to replay since 2026-03-07 12:00.");
        assertThat(pages.resolve("html")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofHours(5)), OnOffType.ON);
        Files.writeString(pages.resolve("html"), "a file, not a folder");
        assertThatThrownBy(() -> run(Kind.REPORT, "1")).isInstanceOf(InputException.class)
                .hasMessageContaining(pages.resolve("html").toString());
    }

    @Test
    void locationsThatAreCalledTheSameAreToldApart() {
        sources.add(SourceConfig.builder(BATH, "Bath_PIR", SourceType.MOTION).id("pir").build());
        persistence.keep("Kitchen_PIR", NOW.minus(Duration.ofHours(5)), OnOffType.ON);
        labels.put(BATH, "Kitchen");
        assertThat(run(Kind.REPLAY, "1")).anyMatch(line -> line.contains("of " + BATH + ")"));
    }

    // ------------------------------------------------------------------------------------------------ the settings

    private void keepADayInTheKitchen(int day) {
        Instant eight = NOW.minus(Duration.ofDays(day)).minus(Duration.ofHours(4));
        for (int i = 0; i < 30; i++) {
            persistence.keep("Kitchen_PIR", eight.plusSeconds(i * 700L), OnOffType.ON);
            persistence.keep("Kitchen_PIR", eight.plusSeconds(i * 700L + 20), OnOffType.OFF);
        }
    }

    @Test
    void otherSettingsAreTriedAndWhatTheyWouldHaveChangedIsSaid() {
        for (int day = 1; day < 7; day++) {
            keepADayInTheKitchen(day);
        }
        List<String> lines = run(Kind.TUNE);

        assertThat(lines.get(0))
                .matches("Tried settings on 360 changes of .* days, in \\d+ replays\\. Nothing was " + "changed\\.");
        assertThat(lines).anyMatch(line -> line.startsWith("Kitchen: ")).noneMatch(line -> line.contains(KITCHEN));
        assertThat(told).as("nobody waits").isEmpty();
    }

    @Test
    void whoeverWaitsIsToldHowFarItIs() {
        for (int day = 1; day < 7; day++) {
            keepADayInTheKitchen(day);
        }
        nanosAStep = Duration.ofMillis(100).toNanos();
        run(Kind.TUNE);
        assertThat(told).anyMatch(line -> line.matches("Reading: \\d+ %"))
                .anyMatch(line -> line.matches("Trying settings: \\d+ %")).allMatch(line -> line.matches(".*: \\d+ %"));
    }

    @Test
    void triesThatTakeTooLongAreStopped() {
        keepADayInTheKitchen(1);
        nanosAStep = HistoryReplay.PATIENCE.dividedBy(100).toNanos();
        assertThatThrownBy(() -> run(Kind.TUNE, "2")).isInstanceOf(InputException.class)
                .hasMessageContaining("ask for fewer days");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allTakeTheSameArgumentsAndRefuseThemAlike(Kind kind) {
        assertThatThrownBy(() -> run(kind, "0")).hasMessage("DAYS is \"0\"; it must be a whole number from 1 to 366.");
        assertThatThrownBy(() -> run(kind, "nowhere"))
                .hasMessage("There is no persistence service \"nowhere\". SERVICE can be influxdb.");
        assertThat(run(kind, "influxdb", "1")).containsExactly("influxdb has nothing to replay since 2026-03-07 12:00.",
                "",
                "influxdb has nothing of the item Kitchen_PIR (motion source pir of Kitchen): it is not persisted there.");
        sources.clear();
        assertThatThrownBy(() -> run(kind)).hasMessage("There is nothing to replay: no location has a source.");
    }

    private List<String> replay(String... arguments) {
        return run(Kind.REPLAY, arguments);
    }

    private List<String> run(Kind kind, String... arguments) {
        HistoryReplay replay = new HistoryReplay(persistence.registry, () -> ZoneOffset.UTC, pages.resolve("html"),
                persistence.aliasQuery, Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos += nanosAStep);
        return replay.replay(kind, List.of(arguments), new HomeSettings(locations, sources),
                labels.entrySet().stream().map(entry -> view(entry.getKey(), entry.getValue())).toList(), told::add);
    }

    private static List<String> words(List<String> lines, String location) {
        return lines.stream().filter(line -> line.startsWith(location + " ")).findFirst()
                .map(line -> List.of(line.split(" +"))).orElseThrow();
    }

    private static LocationView view(String id, String label) {
        OccupancyEngine engine = new OccupancyEngine();
        engine.configure(LocationConfig.builder(id).build(), NOW);
        return new LocationView(id, null, label, null, engine.state(id), null, null, null, false, Map.of(), List.of());
    }
}
