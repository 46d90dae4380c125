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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.io.console.Console;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.library.types.OnOffType;

/**
 * The command of the console, on an engine with a small home.
 */
@ExtendWith(MockitoExtension.class)
class OccupancyConsoleCommandTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String HOME = "occupancy:home:home";
    private static final String KITCHEN = "occupancy:location:kitchen";
    private static final String BATH = "occupancy:location:bath";
    private static final String UPPER_BATH = "occupancy:location:up:bath";

    private @Mock ItemCreator items;
    private @Mock OccupancyService service;
    private @Mock TimeZoneProvider zones;
    private @Mock Console console;

    private final OccupancyEngine engine = new OccupancyEngine();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final List<LocationProblem> problems = new ArrayList<>();
    private final Map<String, List<LearnedWay>> ways = new LinkedHashMap<>();
    private final List<String> printed = new ArrayList<>();
    private OccupancyConsoleCommand command;

    @BeforeEach
    void setUp() {
        location(HOME, null, "Home");
        location(KITCHEN, HOME, "Kitchen");
        location(BATH, HOME, "Bath");
        location(UPPER_BATH, HOME, "Upper bath");
        lenient().when(zones.getTimeZone()).thenReturn(ZoneOffset.UTC);
        lenient().when(service.locations()).thenAnswer(call -> labels.keySet().stream().map(this::view).toList());
        lenient().when(service.leadsTo(anyString())).thenAnswer(
                call -> CompletableFuture.completedFuture(ways.getOrDefault(call.getArgument(0), List.of())));
        lenient().when(service.location(anyString())).thenAnswer(call -> view(call.getArgument(0)));
        lenient().when(service.history(any(), any())).thenAnswer(call -> history.stream()
                .filter(each -> call.getArgument(0) == null || each.location().equals(call.getArgument(0)))
                .filter(each -> call.getArgument(1) == null || !each.at().isBefore(call.getArgument(1))).toList());
        lenient().when(service.handle(any())).thenAnswer(call -> {
            Function<Instant, OccupancyEvent> event = call.getArgument(0);
            try {
                remember(engine.handle(event.apply(NOON)));
                return CompletableFuture.completedFuture(null);
            } catch (RejectedException e) {
                return CompletableFuture.failedFuture(e);
            }
        });
        lenient().doAnswer(call -> printed.add(call.getArgument(0))).when(console).println(anyString());
        lenient().doAnswer(call -> printed.add("usage: " + call.getArgument(0))).when(console).printUsage(anyString());
        command = new OccupancyConsoleCommand(service, items, zones,
                Clock.fixed(NOON.plus(Duration.ofHours(20)), ZoneOffset.UTC));
    }

    @Test
    void treeShowsEveryLocationUnderItsParent() {
        engine.handle(OccupancyEvent.momentary(KITCHEN, "pir", "motion", NOON).withOccupant("Mike")
                .withDuration(Duration.ofMinutes(5)));
        engine.handle(OccupancyEvent.lock(BATH, "party", LockMode.FREEZE, NOON));

        execute("tree");

        assertThat(printed).containsExactly("Home          occupied until 2026-01-01 12:05:00, Mike",
                "  Kitchen     occupied until 2026-01-01 12:05:00, Mike", "  Bath        vacant, locked FREEZE",
                "  Upper bath  vacant");
    }

    @Test
    void itemsAreMadeAndRemovedForALocationByItsLabel() {
        when(items.create(KITCHEN, false)).thenReturn("made");
        when(items.create(KITCHEN, true)).thenReturn("made more");
        when(items.remove(KITCHEN)).thenReturn("removed");

        execute("items", "create", "Kitchen");
        execute("items", "create", "Kitchen", "more");
        execute("items", "remove", "Kitchen");

        assertThat(printed).containsExactly("made", "made more", "removed");
    }

    @Test
    void itemsAreCompleted() {
        assertThat(complete(1, "items", "")).containsExactlyInAnyOrder("create", "remove");
        assertThat(complete(2, "items", "create", "kit")).containsExactly("kitchen");
        assertThat(complete(3, "items", "create", "kitchen", "")).containsExactly("more");
    }

    @Test
    void itemsWithoutALocationShowTheUsage() {
        execute("items");
        execute("items", "create");
        execute("items", "remove", "Kitchen", "all");

        assertThat(printed).isNotEmpty().allMatch(line -> line.startsWith("usage: "));
        verifyNoInteractions(items);
    }

    @Test
    void treeOfNothingSaysHowToBegin() {
        labels.clear();

        execute("tree");

        assertThat(printed).singleElement().asString().contains("add a home");
    }

    @Test
    void showTellsAllThatIsKnown() {
        engine.handle(OccupancyEvent.holdStart(KITCHEN, "radar", "presence", NOON).withOccupant("Mike"));
        engine.handle(OccupancyEvent.lock(KITCHEN, "party", LockMode.KEEP_VACANT, NOON).withScope(Scope.SUBTREE)
                .withDuration(Duration.ofHours(1)));

        execute("show", "kitchen");

        assertThat(printed).first().isEqualTo("Kitchen (occupancy:location:kitchen)");
        assertThat(printed)
                .contains("  parent: occupancy:home:home",
                        "  lock: party KEEP_VACANT and below until 2026-01-01 13:00:00",
                        "  source: pir (Ceiling): nothing that counts")
                .anyMatch(line -> line.startsWith("  source: radar: holds, Mike"));
    }

    @Test
    void showTellsWhereALocationLeads() {
        execute("show", "kitchen");
        assertThat(printed).as("nothing was learned").noneMatch(line -> line.contains("leads to"));
        ways.put(KITCHEN, List.of(new LearnedWay(BATH, 41), new LearnedWay("occupancy:location:gone", 12)));
        execute("show", "kitchen");
        assertThat(printed).contains("  leads to: Bath (41 walks), occupancy:location:gone (12 walks)");
    }

    @Test
    void showSaysWhatIsWrong() {
        LocationProblem problem = LocationProblem.of(LocationProblem.Kind.ITEM_UNKNOWN_OF_SOURCE, "pir", "Item", "Pir");
        problems.add(problem);
        when(service.describe(problem)).thenReturn("The item Pir does not exist.");

        execute("show", "kitchen");

        assertThat(printed).endsWith("  problem: The item Pir does not exist.");
    }

    @Test
    void whyPrintsTheExplanation() {
        lenient().when(service.explain(KITCHEN)).thenReturn(CompletableFuture.completedFuture(engine.explain(KITCHEN)));
        lenient().when(service.describe(any(Explanation.class))).thenReturn("Vacant: nothing tells of anybody.");

        execute("why", "Kitchen");

        assertThat(printed).containsExactly("Vacant: nothing tells of anybody.");
    }

    @Test
    void eventsListWhatHasChangedAndWhy() {
        service.handle(now -> OccupancyEvent.momentary(KITCHEN, "pir", "motion", now));

        execute("events", "kitchen");

        assertThat(printed).containsExactly(
                "2026-01-01 12:00:00  Kitchen: occupied until 2026-01-01 12:10:00 (Ceiling (motion) reported activity)");
        printed.clear();
        execute("events");
        assertThat(printed).hasSize(2)
                .anyMatch(line -> line.contains("Home: occupied") && line.contains("(Kitchen became occupied)"));
    }

    @Test
    void eventsOfAQuietHomeSaySo() {
        execute("events");

        assertThat(printed).containsExactly("Nothing has changed in the last days.");
    }

    /** The next morning: it stayed occupied until two though everybody had left at eleven. */
    @Test
    void whyTellsWhatWasInThePastAndWhatEndedIt() {
        engine.configure(LocationConfig.builder(KITCHEN).vacancy(Vacancy.DEPARTURE).build(), NOON);
        remember(engine.handle(OccupancyEvent.momentary(KITCHEN, "pir", "motion", NOON)));
        remember(engine.handle(OccupancyEvent.momentary(KITCHEN, "pir", "motion", NOON.plusSeconds(600))));
        remember(engine.advance(NOON.plus(Duration.ofHours(5))));

        execute("why", "kitchen", "15:00");

        assertThat(printed).containsExactly(
                "Kitchen at 2026-01-01 15:00:00: occupied since 2026-01-01 12:00:00, because Ceiling (motion) reported activity.",
                "Somebody was last noticed at 2026-01-01 12:10:00; until the end it was kept occupied by Ceiling.",
                "It became vacant at 2026-01-01 16:10:00, because nobody was noticed for too long, and nobody was seen "
                        + "leaving. That was 4h after somebody was last noticed.",
                "If people had left before, no sensor showed it: is there one where they went, and is that location "
                        + "adjacent? The settings Adjacent Locations (adjacent) and Stay Timeout (stayTimeout) decide.");
        printed.clear();
        execute("events", "kitchen", "16:00");
        assertThat(printed).singleElement().asString().startsWith("2026-01-01 16:10:00  Kitchen: vacant");
        printed.clear();
        execute("why", "kitchen", "11:00");
        assertThat(printed).containsExactly("The history of Kitchen begins only at 2026-01-01 12:00:00.");
        printed.clear();
        execute("why", "kitchen", "some time");
        assertThat(printed).containsExactly("The time \"some time\" cannot be read; write it as 00:30, 2026-03-01, "
                + "2026-03-01T22:15, or 12h for twelve hours before the latest time that is known.");
        printed.clear();
        execute("why", "kitchen", "2026-01-01", "15:00");
        assertThat(printed).first().asString().startsWith("Kitchen at 2026-01-01 15:00:00: occupied since");
        printed.clear();
        execute("why", "kitchen", "2027-01-01");
        assertThat(printed).containsExactly("The time \"2027-01-01\" is still to come.");
        printed.clear();
        execute("why", "kitchen", "10m");
        assertThat(printed).hasSize(2).last().asString().startsWith("It still is;");
    }

    @Test
    void whoAsksOfATimeThatLastsHearsWhoWasNoticedSince() {
        engine.configure(LocationConfig.builder(KITCHEN).vacancy(Vacancy.DEPARTURE).build(), NOON);
        remember(engine.handle(OccupancyEvent.momentary(KITCHEN, "pir", "motion", NOON)));
        remember(engine.handle(OccupancyEvent.momentary(KITCHEN, "pir", "motion", NOON.plusSeconds(600))));

        execute("why", "kitchen", "12:05");

        assertThat(printed).hasSize(2).last().isEqualTo("It still is, and somebody was last noticed at "
                + "2026-01-01 12:10:00; why Kitchen without a time tells what would end it.");
    }

    private void remember(EngineResult result) {
        for (Transition each : result.transitions()) {
            if (HistoryEntry.isNotable(each)) {
                history.add(HistoryEntry.of(each, engine.lastActivity(each.location())));
            }
        }
    }

    @Test
    void vacateReachesAllInside() {
        engine.handle(OccupancyEvent.holdStart(KITCHEN, "radar", "presence", NOON));

        execute("vacate", "home");

        assertThat(engine.state(KITCHEN).occupied()).isFalse();
        assertThat(printed).containsExactly("Home: vacant");
    }

    @Test
    void lockAndUnlockAreThoseOfTheUser() {
        execute("lock", "kitchen", "keep_vacant", "2h", "below");

        assertThat(engine.state(KITCHEN).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.owner()).isEqualTo("user");
            assertThat(lock.mode()).isEqualTo(LockMode.KEEP_VACANT);
            assertThat(lock.scope()).isEqualTo(Scope.SUBTREE);
            assertThat(lock.until()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        });

        execute("unlock", "kitchen");
        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void locksOfOthersCanBeRemovedByNameOrAllAtOnce() {
        engine.handle(OccupancyEvent.lock(KITCHEN, "one", LockMode.FREEZE, NOON));
        engine.handle(OccupancyEvent.lock(KITCHEN, "two", LockMode.FREEZE, NOON));
        engine.handle(OccupancyEvent.lock(KITCHEN, "three", LockMode.FREEZE, NOON));

        execute("unlock", "kitchen", "one");
        assertThat(engine.state(KITCHEN).locks()).hasSize(2);
        execute("unlock", "kitchen", "all");
        assertThat(engine.state(KITCHEN).locks()).isEmpty();
    }

    @Test
    void exportPrintsTheSnapshot() {
        lenient().when(service.export()).thenReturn(CompletableFuture.completedFuture("{\"version\":1}"));

        execute("export");

        assertThat(printed).containsExactly("{\"version\":1}");
    }

    @Test
    void replayAsksTheHistoryAsLongAsThereIsPersistence() {
        FakePersistence persistence = new FakePersistence();
        persistence.keep("Kitchen_PIR", Instant.now().minusSeconds(3600), OnOffType.ON);
        HistoryReplay replay = new HistoryReplay(persistence.registry, zones,
                org.mockito.Mockito.mock(ItemRegistry.class));
        lenient().when(service.settings())
                .thenReturn(CompletableFuture.completedFuture(new HomeSettings(
                        List.of(LocationConfig.builder(KITCHEN).build()),
                        List.of(SourceConfig.builder(KITCHEN, "Kitchen_PIR", SourceType.MOTION).id("pir").build()))));

        for (String command : List.of("replay", "report", "tune")) {
            printed.clear();
            execute(command);
            assertThat(printed).containsExactly("openHAB has no persistence: there is no history to replay.");
            assertThat(complete(1, command, "")).isEmpty();
        }

        printed.clear();
        command.setReplay(replay);
        execute("replay", "influxdb", "14");
        assertThat(printed).first().asString().startsWith("Replayed 1 states of 1 of 1 items from influxdb");
        assertThat(printed).anyMatch(line -> line.startsWith("Kitchen "));
        assertThat(engine.state(KITCHEN).occupied()).as("the live location").isFalse();
        assertThat(complete(2, "replay", "influxdb", "")).containsExactlyInAnyOrder("1", "7", "30");
        assertThat(complete(1, "replay", "in")).containsExactly("influxdb");

        printed.clear();
        execute("replay", "nowhere");
        assertThat(printed).singleElement().asString().contains("\"nowhere\"");
        printed.clear();
        execute("tune", "influxdb", "1");
        assertThat(printed).first().asString().startsWith("Tried settings on 1 changes");
        printed.clear();
        execute("report", "influxdb", "0");
        assertThat(printed).singleElement().asString().contains("DAYS is \"0\"");
        assertThat(complete(1, "tune", "in")).containsExactly("influxdb");
        printed.clear();
        execute("tune", "influxdb", "1", "more");
        assertThat(printed).as("the usage").anyMatch(line -> line.contains("tune [SERVICE] [DAYS]"));

        printed.clear();
        command.unsetReplay(replay);
        execute("replay");
        assertThat(printed).containsExactly("openHAB has no persistence: there is no history to replay.");
    }

    @Test
    void aLocationThatIsNotThereIsNamed() {
        execute("why", "cellar");

        assertThat(printed).containsExactly("There is no location \"cellar\"; the command tree lists them.");
    }

    @Test
    void aNameThatTwoLocationsHaveIsAskedFor() {
        execute("show", "bath");

        // the label of one, the last part of both
        assertThat(printed).containsExactly("\"bath\" can be " + BATH + " or " + UPPER_BATH + ".");
    }

    @Test
    void aDurationThatCannotBeReadIsNamed() {
        execute("lock", "kitchen", "soon");

        assertThat(engine.state(KITCHEN).locks()).isEmpty();
        assertThat(printed).singleElement().asString().contains("\"soon\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "dance", "show", "why", "tree all", "vacate", "lock", "unlock", "show kitchen bath",
            "replay influxdb 7 days", "health all", "export house", "export home kitchen bath" })
    void whateverElseIsTypedGetsTheUsage(String line) {
        execute(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(printed).hasSize(command.getUsages().size()).allMatch(each -> each.startsWith("usage: occupancy "));
    }

    @Test
    void everyCommandIsCompletedAndExplained() {
        List<String> commands = complete(0, "");

        assertThat(commands).containsExactlyInAnyOrder("tree", "show", "why", "events", "vacate", "lock", "unlock",
                "export", "replay", "report", "tune", "items", "health");
        assertThat(commands).allSatisfy(
                each -> assertThat(command.getUsages()).anyMatch(usage -> usage.startsWith("occupancy " + each)));
        assertThat(complete(0, "un")).containsExactly("unlock");
    }

    @Test
    void locationsAreCompletedByTheShortestNameThatIsUnique() {
        assertThat(complete(1, "why", "")).containsExactlyInAnyOrder("home", "kitchen", BATH, UPPER_BATH);
        assertThat(complete(1, "tree", "")).isEmpty();
        // what is offered as a time in the past can be read as one
        assertThat(complete(2, "why", "kitchen", "")).isEqualTo(complete(2, "events", "kitchen", "")).isNotEmpty()
                .allSatisfy(time -> {
                    printed.clear();
                    execute("events", "kitchen", time);
                    assertThat(printed).noneMatch(line -> line.contains("cannot be read") || line.startsWith("usage"));
                });
        assertThat(complete(2, "vacate", "kitchen", "")).isEmpty();
    }

    @Test
    void whatCanBeExportedIsCompleted() {
        assertThat(complete(1, "export", "")).containsExactly("home");
        assertThat(complete(2, "export", "home", "kit")).containsExactly("kitchen");
    }

    @Test
    void modesAndOwnersAreCompleted() {
        engine.handle(OccupancyEvent.lock(KITCHEN, "party", LockMode.FREEZE, NOON));

        assertThat(complete(2, "lock", "kitchen", "keep")).containsExactlyInAnyOrder("KEEP_OCCUPIED", "KEEP_VACANT");
        assertThat(complete(3, "lock", "kitchen", "FREEZE", "")).containsExactly("below");
        assertThat(complete(2, "unlock", "kitchen", "")).containsExactlyInAnyOrder("all", "party");
        assertThat(complete(2, "unlock", "nowhere", "")).containsExactly("all");
    }

    private List<String> complete(int index, String... args) {
        List<String> candidates = new ArrayList<>();
        command.complete(args, index, args[index].length(), candidates);
        return candidates.stream().map(String::strip).toList();
    }

    private void execute(String... args) {
        command.execute(args, console);
    }

    private void location(String id, String parent, String label) {
        engine.configure(LocationConfig.builder(id).parent(parent).build(), NOON);
        labels.put(id, label);
    }

    private LocationView view(String id) {
        return new LocationView(id, HOME.equals(id) ? null : HOME, labels.get(id), null, engine.state(id), null,
                engine.lastActivity(id),
                engine.state(id).locks().isEmpty() ? null : engine.state(id).locks().get(0).mode(), false,
                KITCHEN.equals(id) ? Map.of("pir", "Ceiling") : Map.of(), problems);
    }
}
