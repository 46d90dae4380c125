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
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds for every sequence of item states.
 */
@NonNullByDefault
class OccupancyModelPropertiesTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");

    /** A state of an item, so many seconds after the one before. */
    record Step(int pause, String item, String state) {
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> onOff = Combinators
                .combine(Arbitraries.integers().between(0, 90), Arbitraries.of("PIR", "Pulse", "Radar", "Door", "Both"),
                        Arbitraries.of("ON", "OFF", "ON", "OFF", "OPEN", "UNDEF"))
                .as(Step::new);
        Arbitrary<Step> numbers = Combinators.combine(Arbitraries.integers().between(0, 90), Arbitraries.just("Power"),
                Arbitraries.of("0 W", "25 W", "60 W", "0.1 kW", "21 °C", "NULL")).as(Step::new);
        Arbitrary<Step> people = Combinators.combine(Arbitraries.integers().between(0, 90), Arbitraries.just("Mike"),
                Arbitraries.of("kitchen", "hall", "away", "attic", "UNDEF")).as(Step::new);
        Arbitrary<Step> others = Combinators.combine(Arbitraries.integers().between(0, 90),
                Arbitraries.of(Arrays.stream(SourceType.values()).map(SourceType::name).toList()),
                Arbitraries.of("ON", "OFF", "0", "3", "1234", "NULL")).as(Step::new);
        return Arbitraries.oneOf(onOff, numbers, people, others).list().ofMinSize(1).ofMaxSize(60);
    }

    /** Without the states that say nothing, and so cannot confirm what was restored. */
    @Provide
    Arbitrary<List<Step>> telling() {
        return steps().map(steps -> steps.stream()
                .filter(step -> !List.of("UNDEF", "NULL", "attic", "21 °C").contains(step.state)).toList());
    }

    private static OccupancyModel model() {
        OccupancyModel model = new OccupancyModel();
        List<SourceConfig> sources = new ArrayList<>(List.of(
                source("PIR", SourceType.MOTION).timeout(seconds(20)).maxActive(seconds(60)).build(),
                source("Pulse", SourceType.MOTION).pulseOnly(true).timeout(seconds(60)).build(),
                source("Radar", SourceType.PRESENCE).lostTimeout(seconds(30)).sustainOnly(true).build(),
                source("Door", SourceType.DOOR).timeout(seconds(10)).build(),
                source("Both", SourceType.ACTIVITY).timeout(seconds(40)).build(),
                SourceConfig.builder("hall", "Both", SourceType.MOTION).timeout(seconds(5)).maxActive(seconds(60))
                        .build(),
                source("Power", SourceType.LEVEL).on("50 W").off("20 W").minDuration(seconds(60)).timeout(seconds(20))
                        .build(),
                SourceConfig.builder("home", "Mike", SourceType.PERSON).occupant("Mike").timeout(seconds(9)).build()));
        // one of each type besides, so that none is left out
        for (SourceType type : SourceType.values()) {
            sources.add(SourceConfig.builder("hall", type.name(), type).timeout(seconds(30)).on("2").map("1234=Ann")
                    .build());
        }
        model.configureAll(
                List.of(LocationConfig.builder("home").linger(Duration.ofSeconds(7)).build(),
                        LocationConfig.builder("kitchen").parent("home").timeout("default", Duration.ofSeconds(60))
                                .build(),
                        LocationConfig.builder("hall").parent("home").build(),
                        LocationConfig.builder("closet").parent("hall").strategy(Strategy.FOLLOW_PARENT).build()),
                sources, T0);
        return model;
    }

    private static SourceConfig.Builder source(String item, SourceType type) {
        return SourceConfig.builder("kitchen", item, type);
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    @Property
    void aHostThatWakesLateGetsTheSameHistory(@ForAll("steps") List<Step> steps) {
        OccupancyModel punctual = model();
        OccupancyModel late = model();
        List<Transition> onTime = new ArrayList<>();
        List<Transition> atOnce = new ArrayList<>();
        Instant at = T0;
        for (Step step : steps) {
            at = at.plusSeconds(step.pause);
            wakeUpTo(punctual, at, onTime);
            onTime.addAll(report(punctual, step, at).transitions());
            atOnce.addAll(report(late, step, at).transitions());
        }
        Instant end = at.plus(Duration.ofDays(1));
        wakeUpTo(punctual, end, onTime);
        onTime.addAll(punctual.advance(end).transitions());
        atOnce.addAll(late.advance(end).transitions());
        assertThat(atOnce).isEqualTo(onTime);
        assertThat(late.exportState()).isEqualTo(punctual.exportState());
    }

    /** Wakes at every instant before {@code at} that the model asked for. */
    private static void wakeUpTo(OccupancyModel model, Instant at, List<Transition> transitions) {
        Instant previous = Instant.EPOCH;
        for (Instant next = model.nextExpiration(); next != null && next.isBefore(at); next = model.nextExpiration()) {
            assertThat(next).as("a wake-up moves on").isAfter(previous);
            transitions.addAll(model.advance(next).transitions());
            previous = next;
        }
    }

    @Property
    void aLocationIsToldOnceAnInstantAndInOrder(@ForAll("steps") List<Step> steps) {
        OccupancyModel model = model();
        Instant at = T0;
        for (Step step : steps) {
            at = at.plusSeconds(step.pause);
            EngineResult result = report(model, step, at);
            assertThat(result.transitions()).extracting(t -> t.location() + t.at()).doesNotHaveDuplicates();
            assertThat(result.transitions()).extracting(Transition::at).isSorted();
            assertThat(result.nextExpiration()).isEqualTo(model.nextExpiration());
            if (result.nextExpiration() != null) {
                assertThat(result.nextExpiration()).isAfter(at);
            }
        }
    }

    @Property
    void aSnapshotTakenAndReadAtOnceChangesNothing(@ForAll("telling") List<Step> steps) {
        OccupancyModel model = model();
        Instant at = T0;
        for (Step step : steps) {
            at = at.plusSeconds(step.pause);
            report(model, step, at);
        }
        var before = model.exportState();
        OccupancyModel copy = model();
        assertThat(copy.restoreState(before, at).problems()).isEmpty();
        assertThat(copy.exportState().get("sources")).isEqualTo(before.get("sources"));
        model.engine().states().forEach(
                (location, state) -> assertThat(copy.engine().state(location).occupied()).isEqualTo(state.occupied()));

        // the items say again what they said, and all is as if nothing had happened
        for (String item : model.items()) {
            steps.stream().filter(step -> step.item.equals(item)).reduce((first, second) -> second)
                    .ifPresent(last -> copy.seed(item, ItemState.parse(last.state), T0));
        }
        Instant end = at.plusSeconds(80);
        model.advance(end);
        copy.advance(end);
        assertThat(copy.engine().states()).isEqualTo(model.engine().states());
    }

    private static EngineResult report(OccupancyModel model, Step step, Instant at) {
        return model.item(step.item, ItemState.parse(step.state), at);
    }
}
