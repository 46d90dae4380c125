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
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * An engine as the tests of single rules talk to it: locations by id, instants in seconds after the start.
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
    Home location(String id) {
        return location(id, builder -> builder);
    }

    Home location(String id, UnaryOperator<LocationConfig.Builder> settings) {
        engine.configure(settings.apply(LocationConfig.builder(id)).build(), at(0));
        return this;
    }

    Home child(String id, String parent) {
        return location(id, builder -> builder.parent(parent));
    }

    Home follower(String id, String parent) {
        return location(id, builder -> builder.parent(parent).strategy(Strategy.FOLLOW_PARENT));
    }

    /** A source that reports once and counts for some seconds. */
    Home momentary(String location, String source, double at, double counts) {
        return handle(OccupancyEvent.momentary(location, source, "motion", at(at)).withDuration(seconds(counts)));
    }

    Home hold(String location, String source, double at) {
        return handle(OccupancyEvent.holdStart(location, source, "presence", at(at)));
    }

    /** A source that stops holding and counts for some seconds more. */
    Home release(String location, String source, double at, double counts) {
        return handle(OccupancyEvent.holdEnd(location, source, "presence", at(at)).withDuration(seconds(counts)));
    }

    Home vacate(String location, double at) {
        return handle(OccupancyEvent.vacate(location, "switch", at(at)));
    }

    Home lock(String location, String owner, LockMode mode, double at) {
        return handle(OccupancyEvent.lock(location, owner, mode, at(at)));
    }

    Home lockAllBelow(String location, String owner, LockMode mode, double at) {
        return handle(OccupancyEvent.lock(location, owner, mode, at(at)).withScope(Scope.SUBTREE));
    }

    Home unlock(String location, String owner, double at) {
        return handle(OccupancyEvent.unlock(location, owner, at(at)));
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

    LocationState state(String location) {
        LocationState state = engine.state(location);
        if (state == null) {
            throw new IllegalArgumentException("no location " + location);
        }
        return state;
    }

    boolean occupied(String location) {
        return state(location).occupied();
    }

    boolean held(String location) {
        return state(location).held();
    }

    @Nullable
    Instant until(String location) {
        return state(location).occupiedUntil();
    }

    Set<String> people(String location) {
        return state(location).occupants();
    }

    SourceState source(String location, String source) {
        return state(location).sources().stream().filter(s -> s.source().equals(source)).findAny().orElseThrow();
    }

    /** What was told of a location by the latest call. */
    Transition told(String location) {
        return told.stream().filter(t -> t.location().equals(location)).findAny().orElseThrow();
    }

    /** The locations that the latest call told of, in order. */
    List<String> toldLocations() {
        return told.stream().map(Transition::location).toList();
    }

    /** When a location became occupied ({@code true}) or vacant, over the whole history, in seconds. */
    Map<Double, Boolean> flips(String location) {
        Map<Double, Boolean> flips = new TreeMap<>();
        history.stream().filter(t -> t.location().equals(location) && t.flipped())
                .forEach(t -> flips.put(Duration.between(START, t.at()).toMillis() / 1000.0, t.after().occupied()));
        return flips;
    }

    /** A new engine with the same locations that has read the snapshot of this one. */
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
