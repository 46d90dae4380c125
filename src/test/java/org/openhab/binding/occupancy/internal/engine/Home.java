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
package org.openhab.binding.occupancy.internal.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * An engine as the tests of single rules talk to it: places by id, instants in seconds after the start.
 */
@NonNullByDefault
final class Home {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final OccupancyEngine engine;
    /** What the latest call told, and all that was told. */
    List<Transition> told = List.of();
    final List<Transition> history = new ArrayList<>();

    Home() {
        this(new OccupancyEngine());
    }

    Home(OccupancyEngine engine) {
        this.engine = engine;
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** Adds a root. */
    Home place(String id) {
        return place(id, builder -> builder);
    }

    Home place(String id, UnaryOperator<LocationConfig.Builder> settings) {
        engine.configure(settings.apply(LocationConfig.builder(id)).build(), at(0));
        return this;
    }

    Home child(String id, String parent) {
        return place(id, builder -> builder.parent(parent));
    }

    Home follower(String id, String parent) {
        return place(id, builder -> builder.parent(parent).strategy(Strategy.FOLLOW_PARENT));
    }

    /** A source that reports once and counts for some seconds. */
    Home momentary(String place, String source, double at, double counts) {
        return handle(OccupancyEvent.momentary(place, source, "motion", at(at)).withDuration(seconds(counts)));
    }

    Home hold(String place, String source, double at) {
        return handle(OccupancyEvent.holdStart(place, source, "presence", at(at)));
    }

    /** A source that stops holding and counts for some seconds more. */
    Home release(String place, String source, double at, double counts) {
        return handle(OccupancyEvent.holdEnd(place, source, "presence", at(at)).withDuration(seconds(counts)));
    }

    Home vacate(String place, double at) {
        return handle(OccupancyEvent.vacate(place, "switch", at(at)));
    }

    Home lock(String place, String owner, LockMode mode, double at) {
        return handle(OccupancyEvent.lock(place, owner, mode, at(at)));
    }

    Home lockAllBelow(String place, String owner, LockMode mode, double at) {
        return handle(OccupancyEvent.lock(place, owner, mode, at(at)).withScope(Scope.SUBTREE));
    }

    Home unlock(String place, String owner, double at) {
        return handle(OccupancyEvent.unlock(place, owner, at(at)));
    }

    Home handle(OccupancyEvent event) {
        return keep(engine.handle(event));
    }

    Home advance(double at) {
        return keep(engine.advance(at(at)));
    }

    private Home keep(EngineResult result) {
        told = result.transitions();
        history.addAll(told);
        return this;
    }

    LocationState state(String place) {
        LocationState state = engine.state(place);
        if (state == null) {
            throw new IllegalArgumentException("no place " + place);
        }
        return state;
    }

    boolean occupied(String place) {
        return state(place).occupied();
    }

    boolean held(String place) {
        return state(place).held();
    }

    @Nullable
    Instant until(String place) {
        return state(place).occupiedUntil();
    }

    Set<String> people(String place) {
        return state(place).occupants();
    }

    SourceState source(String place, String source) {
        return state(place).sources().stream().filter(s -> s.source().equals(source)).findAny().orElseThrow();
    }

    /** What was told of a place by the latest call. */
    Transition told(String place) {
        return told.stream().filter(t -> t.location().equals(place)).findAny().orElseThrow();
    }

    /** The places that the latest call told of, in order. */
    List<String> toldPlaces() {
        return told.stream().map(Transition::location).toList();
    }

    /** When a place became occupied ({@code true}) or vacant, over the whole history, in seconds. */
    Map<Double, Boolean> flips(String place) {
        Map<Double, Boolean> flips = new TreeMap<>();
        history.stream().filter(t -> t.location().equals(place) && t.flipped())
                .forEach(t -> flips.put(Duration.between(START, t.at()).toMillis() / 1000.0, t.after().occupied()));
        return flips;
    }

    /** A new engine with the same places that has read the snapshot of this one. */
    Home restarted(double at) {
        OccupancyEngine next = new OccupancyEngine();
        next.configureAll(engine.states().keySet().stream().map(engine::config).toList(), at(at));
        Home home = new Home(next);
        RestoreResult result = next.restore(SideBySide.throughText(engine.export()), at(at));
        if (!result.problems().isEmpty()) {
            throw new AssertionError(result.problems().toString());
        }
        home.keep(result.result());
        return home;
    }
}
