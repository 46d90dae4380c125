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
package org.openhab.binding.occupancy.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;

/**
 * What every kind of state means to every kind of source.
 *
 * In the tables: {@code HOLD} and {@code END} of a hold (with the location where that is not the source's own),
 * {@code PULSE} for a momentary event, {@code OPENED} and {@code CLOSED} for one of a boundary, {@code LOST},
 * {@code -} for nothing, {@code !} for a state that is ignored and reported as a problem.
 */
@NonNullByDefault
class SourceTableTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final Set<String> LOCATIONS = Set.of("room", "kitchen", "hall");
    private static final LocationLookup LOOKUP = new LocationLookup() {
        @Override
        public boolean exists(String location) {
            return LOCATIONS.contains(location);
        }

        @Override
        public boolean holds(String location, String source) {
            return false;
        }

        @Override
        public boolean onlySustains(String location, String source) {
            return false;
        }

        @Override
        public boolean reportedSince(String location, Instant instant) {
            return false;
        }
    };

    /** The columns: settings, a state that is inactive to them and one that is active. */
    private enum Column {
        MOTION(settings(SourceType.MOTION), "CLOSED", "OPEN"),
        PULSE(settings(SourceType.MOTION).pulseOnly(true), "CLOSED", "OPEN"),
        PRESENCE(settings(SourceType.PRESENCE), "CLOSED", "OPEN"),
        DOOR(settings(SourceType.DOOR), "CLOSED", "OPEN"),
        ACTIVITY(settings(SourceType.ACTIVITY), "CLOSED", "OPEN"),
        LEVEL(settings(SourceType.LEVEL).on("20 W"), "0 W", "100 W"),
        COUNT(settings(SourceType.COUNT), "0", "2"),
        HERE(settings(SourceType.PERSON).occupant("Mike"), "CLOSED", "OPEN"),
        WHO(settings(SourceType.PERSON).map("1234=Marla"), "nobody", "1234"),
        WHERE(settings(SourceType.PERSON).occupant("Mike").map("PLAY=hall, PAUSE=attic"), "AWAY", "PLAY");

        final SourceConfig config;
        final String inactive;
        final String active;

        Column(SourceConfig.Builder builder, String inactive, String active) {
            config = builder.build();
            this.inactive = inactive;
            this.active = active;
        }

        private static SourceConfig.Builder settings(SourceType type) {
            return SourceConfig.builder("room", "Item", type);
        }
    }

    // @formatter:off
    /** What each source says of a state after an inactive one. */
    private static final String AFTER_INACTIVE = """
            state                         | motion | pulse | presence | door   | activity | level | count | here         | who  | where
            ON                            | HOLD   | PULSE | HOLD     | OPENED | PULSE    | !     | !     | HOLD         | -    | -
            OFF                           | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            OPEN                          | HOLD   | PULSE | HOLD     | OPENED | PULSE    | !     | !     | HOLD         | -    | -
            CLOSED                        | -      | -     | -        | -      | -        | !     | !     | -            | -    | -
            PLAY                          | HOLD   | PULSE | HOLD     | OPENED | PULSE    | !     | !     | HOLD         | -    | HOLD hall
            PAUSE                         | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | !
            REWIND                        | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            0                             | -      | -     | -        | PULSE  | PULSE    | -     | -     | -            | -    | -
            1                             | HOLD   | PULSE | HOLD     | OPENED | PULSE    | -     | HOLD  | HOLD         | -    | -
            37                            | HOLD   | PULSE | HOLD     | OPENED | PULSE    | HOLD  | HOLD  | HOLD         | -    | -
            -5                            | HOLD   | PULSE | HOLD     | OPENED | PULSE    | -     | !     | HOLD         | -    | -
            1234                          | HOLD   | PULSE | HOLD     | OPENED | PULSE    | HOLD  | HOLD  | HOLD         | HOLD | -
            37 %                          | HOLD   | PULSE | HOLD     | OPENED | PULSE    | !     | !     | HOLD         | -    | -
            23.5 W                        | HOLD   | PULSE | HOLD     | OPENED | PULSE    | HOLD  | !     | HOLD         | -    | -
            20 W                          | HOLD   | PULSE | HOLD     | OPENED | PULSE    | -     | !     | HOLD         | -    | -
            0.021 kW                      | HOLD   | PULSE | HOLD     | OPENED | PULSE    | HOLD  | !     | HOLD         | -    | -
            0.0 W                         | -      | -     | -        | PULSE  | PULSE    | -     | !     | -            | -    | -
            '120,100,50'                  | HOLD   | PULSE | HOLD     | OPENED | PULSE    | HOLD  | !     | HOLD         | -    | -
            '120,100,0'                   | -      | -     | -        | PULSE  | PULSE    | -     | !     | -            | -    | -
            '52.5,13.4'                   | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            NULL                          | -      | -     | -        | -      | -        | -     | -     | -            | -    | -
            UNDEF                         | -      | -     | -        | -      | -        | -     | -     | -            | -    | -
            present                       | HOLD   | PULSE | HOLD     | OPENED | PULSE    | !     | !     | HOLD         | -    | -
            away                          | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            kitchen                       | -      | -     | -        | PULSE  | PULSE    | !     | !     | HOLD kitchen | -    | HOLD kitchen
            some words                    | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            ''                            | -      | -     | -        | PULSE  | PULSE    | !     | !     | -            | -    | -
            2026-01-01T12:00:00.000+0000  | PULSE  | PULSE | PULSE    | PULSE  | PULSE    | !     | !     | PULSE        | -    | -
            """;

    /** What each source says of a state after an active one. */
    private static final String AFTER_ACTIVE = """
            state                         | motion | pulse | presence | door   | activity | level | count | here              | who  | where
            ON                            | -      | PULSE | -        | PULSE  | PULSE    | ! LOST| ! LOST| -                 | END  | END hall
            OFF                           | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            OPEN                          | -      | PULSE | -        | -      | -        | ! LOST| ! LOST| -                 | END  | END hall
            CLOSED                        | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            PLAY                          | -      | PULSE | -        | PULSE  | PULSE    | ! LOST| ! LOST| -                 | END  | -
            PAUSE                         | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | ! LOST hall
            REWIND                        | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            0                             | END    | -     | END      | CLOSED | PULSE    | END   | END   | END               | END  | END hall
            1                             | -      | PULSE | -        | PULSE  | PULSE    | END   | -     | -                 | END  | END hall
            37                            | -      | PULSE | -        | PULSE  | PULSE    | -     | HOLD  | -                 | END  | END hall
            -5                            | -      | PULSE | -        | PULSE  | PULSE    | END   | ! LOST| -                 | END  | END hall
            1234                          | -      | PULSE | -        | PULSE  | PULSE    | -     | HOLD  | -                 | -    | END hall
            37 %                          | -      | PULSE | -        | PULSE  | PULSE    | ! LOST| ! LOST| -                 | END  | END hall
            23.5 W                        | -      | PULSE | -        | PULSE  | PULSE    | -     | ! LOST| -                 | END  | END hall
            20 W                          | -      | PULSE | -        | PULSE  | PULSE    | -     | ! LOST| -                 | END  | END hall
            0.021 kW                      | -      | PULSE | -        | PULSE  | PULSE    | -     | ! LOST| -                 | END  | END hall
            0.0 W                         | END    | -     | END      | CLOSED | PULSE    | END   | ! LOST| END               | END  | END hall
            '120,100,50'                  | -      | PULSE | -        | PULSE  | PULSE    | -     | ! LOST| -                 | END  | END hall
            '120,100,0'                   | END    | -     | END      | CLOSED | PULSE    | END   | ! LOST| END               | END  | END hall
            '52.5,13.4'                   | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            NULL                          | LOST   | -     | LOST     | -      | -        | LOST  | LOST  | LOST              | LOST | LOST hall
            UNDEF                         | LOST   | -     | LOST     | -      | -        | LOST  | LOST  | LOST              | LOST | LOST hall
            present                       | -      | PULSE | -        | PULSE  | PULSE    | ! LOST| ! LOST| -                 | END  | END hall
            away                          | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            kitchen                       | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END, HOLD kitchen | END  | END hall, HOLD kitchen
            some words                    | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            ''                            | END    | -     | END      | CLOSED | PULSE    | ! LOST| ! LOST| END               | END  | END hall
            2026-01-01T12:00:00.000+0000  | PULSE  | PULSE | PULSE    | PULSE  | PULSE    | ! LOST| ! LOST| PULSE             | END  | END hall
            """;
    // @formatter:on

    @ParameterizedTest
    @EnumSource(SourceType.class)
    void everyTypeHasAColumn(SourceType type) {
        assertThat(Column.values()).as("a column of the tables above for a source of type %s", type.id())
                .anyMatch(column -> column.config.type() == type);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("statesAfterAnInactiveOne")
    void afterAnInactiveState(String state, Map<Column, String> expected) {
        check(state, expected, false);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("statesAfterAnActiveOne")
    void afterAnActiveState(String state, Map<Column, String> expected) {
        check(state, expected, true);
    }

    /** openHAB tells a source of a state that comes again only if it asks for that. */
    @ParameterizedTest
    @EnumSource(Column.class)
    void whatSaysSomethingAgainAsksForRepeats(Column column) {
        assertThat(outcome(column, column.active, column.active).equals("-"))
                .as("a source of type %s says something of a state that has not changed, so SourceConfig.needsRepeats "
                        + "must be true", column.config.type().id())
                .isEqualTo(!column.config.needsRepeats());
    }

    static Stream<Arguments> statesAfterAnInactiveOne() {
        return rows(AFTER_INACTIVE);
    }

    static Stream<Arguments> statesAfterAnActiveOne() {
        return rows(AFTER_ACTIVE);
    }

    /** {@return the rows of a table: a state and what each source says of it, by the name over the column} */
    private static Stream<Arguments> rows(String table) {
        List<List<String>> cells = table.lines().map(line -> Arrays.stream(line.split("\\|"))
                .map(cell -> cell.strip().replaceAll("^'(.*)'$", "$1")).toList()).toList();
        List<String> names = cells.get(0);
        return cells.stream().skip(1).map(row -> {
            assertThat(row).as("as many cells as columns").hasSameSizeAs(names);
            Map<Column, String> said = new EnumMap<>(Column.class);
            for (int i = 1; i < names.size(); i++) {
                said.put(Column.valueOf(names.get(i).toUpperCase(Locale.ROOT)), row.get(i));
            }
            return Arguments.of(row.get(0), said);
        });
    }

    private static void check(String state, Map<Column, String> expected, boolean active) {
        Map<Column, String> actual = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            actual.put(column, outcome(column, active ? column.active : column.inactive, state));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String outcome(Column column, String before, String state) {
        Source source = new Source(column.config, new Item("Item"), 0);
        ItemState first = ItemState.parse(before);
        source.report(null, first, News.CHANGE, T0, LOOKUP, new ArrayList<>());
        List<OccupancyEvent> events = new ArrayList<>();
        source.report(first, ItemState.parse(state), News.CHANGE, T0.plusSeconds(1), LOOKUP, events);
        List<String> told = events.stream().map(event -> tell(event, column)).toList();
        String all = told.isEmpty() ? "" : String.join(", ", told);
        return source.problem() != null ? ("! " + all).trim() : all.isEmpty() ? "-" : all;
    }

    private static String tell(OccupancyEvent event, Column column) {
        assertThat(event.source()).isEqualTo("Item");
        assertThat(event.category()).isEqualTo(column.config.type().category());
        assertThat(event.at()).isEqualTo(T0.plusSeconds(1));
        assertThat(event.occupant())
                .isEqualTo(column == Column.WHO ? "Marla" : column.config.occupant() == null ? null : "Mike");
        String what = switch (event.type()) {
            case HOLD_START -> "HOLD";
            case HOLD_END -> "END";
            case SOURCE_LOST -> "LOST";
            case MOMENTARY -> event.boundary() == null ? "PULSE" : event.boundary().name();
            default -> event.type().name();
        };
        return "room".equals(event.location()) ? what : what + " " + event.location();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ON
            OFF
            OPEN
            CLOSED
            PLAY
            0
            37
            23.5 W
            some words
            2026-01-01T12:00:00Z
            """)
    void aReadingIsNoActivity(String state) {
        for (Column column : Column.values()) {
            for (String before : List.of("NULL", "UNDEF")) {
                List<OccupancyEvent> events = new ArrayList<>();
                new Source(column.config, new Item("Item"), 0).report(ItemState.parse(before), ItemState.parse(state),
                        News.READING, T0, LOOKUP, events);
                assertThat(events).extracting(event -> event.type().name()).doesNotContain("MOMENTARY");
            }
        }
    }

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            activeStates   | invert | state      | active
            none           | false  | ON         | true
            none           | true   | ON         | false
            none           | true   | OFF        | true
            Away           | false  | away       | true
            Away           | false  | ' AWAY '   | true
            Away           | false  | ON         | false
            Away           | true   | away       | false
            Away           | true   | home       | true
            2              | false  | 2.0        | true
            2              | false  | 3          | false
            0.5 kW         | false  | 500 W      | true
            500            | false  | 0.5 kW     | false
            none           | false  | DETECTED   | true
            none           | false  | occupied   | true
            none           | false  | cleared    | false
            1              | false  | OPEN       | false
            '120,100,50'   | false  | 50         | false
            50             | false  | '120,100,50' | false
            '120,100,50'   | false  | '120,100,50' | true
            """, useHeadersInDisplayName = true)
    void activeStatesAreThoseGivenAndInvertTurnsThemRound(String activeStates, boolean invert, String state,
            boolean active) {
        // @formatter:on
        SourceConfig config = Column.settings(SourceType.PRESENCE)
                .activeStates(activeStates == null ? List.of() : List.of(activeStates)).invert(invert).build();
        List<OccupancyEvent> events = new ArrayList<>();
        new Source(config, new Item("Item"), 0).report(null, ItemState.parse(state), News.CHANGE, T0, LOOKUP, events);
        assertThat(events).singleElement().extracting(event -> event.type().name())
                .isEqualTo(active ? "HOLD_START" : "HOLD_END");
    }

    // @formatter:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", useHeadersInDisplayName = true, textBlock = """
            on      | off     | invert | readings                 | told
            50 W    | 20 W    | false  | 30 W;50 W;51 W           | END;;HOLD
            50 W    | 20 W    | false  | 51 W;30 W;20 W;19.9 W    | HOLD;;;END
            50 W    | none    | false  | 51 W;50 W;49 W;50 W      | HOLD;;END;
            50 W    | 20 W    | true   | 30 W;51 W;30 W;19 W      | END;;;HOLD
            50 W    | 20 W    | true   | 10 W;30 W;50 W;51 W      | HOLD;;;END
            50      | none    | false  | 60 W;40 W                | HOLD;END
            50 W    | none    | false  | 0.06 kW;40000 mW         | HOLD;END
            70 °F   | none    | false  | 22 °C;21 °C;294.5 K      | HOLD;END;HOLD
            1000 ppm| 0.08 %  | false  | 0.11 %;900 ppm;799 ppm   | HOLD;;END
            45 dB   | none    | false  | 50 dB;20 dBm;10 W;44 dB  | HOLD;!;!;END
            100 lx  | none    | false  | 0.2 klx;99 lx            | HOLD;END
            25 µg/m³| none    | false  | 0.03 mg/m³;0.02 mg/m³    | HOLD;END
            10 km/h | none    | false  | 3 m/s;2 m/s              | HOLD;END
            2 min   | none    | false  | 121 s;1 min              | HOLD;END
            """)
    void aLevelHoldsBetweenItsThresholds(String on, String off, boolean invert, String readings, String told) {
        // @formatter:on
        SourceConfig config = Column.settings(SourceType.LEVEL).on(on).off(off).invert(invert).build();
        Source source = new Source(config, new Item("Item"), 0);
        List<String> actual = new ArrayList<>();
        for (String reading : readings.split(";")) {
            List<OccupancyEvent> events = new ArrayList<>();
            source.report(null, ItemState.parse(reading), News.CHANGE, T0, LOOKUP, events);
            actual.add(source.problem() != null ? "!" : events.isEmpty() ? "" : tellKind(events));
        }
        assertThat(String.join(";", actual)).isEqualTo(told);
    }

    private static String tellKind(List<OccupancyEvent> events) {
        return String.join(",", events.stream()
                .map(event -> event.type().name().replace("HOLD_START", "HOLD").replace("HOLD_END", "END")).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            MOTION   | timeout     | ON;OFF        | none;PT7S
            MOTION   | timeout     | ON;UNDEF      | none;PT7S
            PRESENCE | timeout     | ON;UNDEF      | none;PT7S
            PRESENCE | lostTimeout | ON;UNDEF      | none;PT7S
            PRESENCE | lostTimeout | ON;OFF        | none;none
            DOOR     | timeout     | OPEN;CLOSED   | PT7S;PT7S
            ACTIVITY | timeout     | 1;2           | PT7S;PT7S
            """)
    void aTimeoutIsTheDurationOfWhatEnds(SourceType type, String setting, String states, String durations) {
        SourceConfig config = Column.settings(type).set(setting, 7).sustainOnly(true).build();
        Source source = new Source(config, new Item("Item"), 0);
        List<String> actual = new ArrayList<>();
        for (String state : states.split(";")) {
            List<OccupancyEvent> events = new ArrayList<>();
            source.report(null, ItemState.parse(state), News.CHANGE, T0, LOOKUP, events);
            Duration duration = events.get(0).duration();
            actual.add(duration == null ? "none" : duration.toString());
            assertThat(events.get(0).sustainOnly()).isTrue();
        }
        assertThat(String.join(";", actual)).isEqualTo(durations);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OFF    | OFF;ON;OFF;UNDEF;ON       | -;PULSE;-;-;PULSE
            0, NULL| 5;0.0;6                   | PULSE;-;PULSE
            x      | ON;ON;OFF;OFF             | PULSE;-;PULSE;-
            """)
    void ignoredStatesAreNoActivity(String ignored, String states, String told) {
        SourceConfig config = Column.settings(SourceType.ACTIVITY).set("ignoreStates", ignored).build();
        Source source = new Source(config, new Item("Item"), 0);
        List<String> actual = new ArrayList<>();
        ItemState before = null;
        for (String state : states.split(";")) {
            List<OccupancyEvent> events = new ArrayList<>();
            ItemState next = ItemState.parse(state);
            source.report(before, next, News.CHANGE, T0, LOOKUP, events);
            actual.add(events.isEmpty() ? "-" : tell(events.get(0).withOccupant(null), T0));
            before = next;
        }
        assertThat(String.join(";", actual)).isEqualTo(told);
    }

    private static String tell(OccupancyEvent event, Instant at) {
        assertThat(event.at()).isEqualTo(at);
        return event.type().name().replace("MOMENTARY", "PULSE");
    }

    @ParameterizedTest
    @CsvSource({ "true,OPENED", "false," })
    void onlyABoundaryTellsThatItOpened(boolean boundary, String change) {
        Source source = new Source(Column.settings(SourceType.DOOR).boundary(boundary).build(), new Item("Item"), 0);
        List<OccupancyEvent> events = new ArrayList<>();
        source.report(ItemState.CLOSED, ItemState.OPEN, News.CHANGE, T0, LOOKUP, events);
        assertThat(events.get(0).boundary()).isEqualTo(change == null ? null : BoundaryChange.valueOf(change));
    }
}
