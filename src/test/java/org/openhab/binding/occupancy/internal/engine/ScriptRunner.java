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

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;

/**
 * An engine that does the steps of a {@link Script}, for properties that need no reference.
 */
@NonNullByDefault
final class ScriptRunner {

    private final OccupancyEngine engine;
    /** The latest instant that the engine has seen. */
    private Instant now = Script.START;

    ScriptRunner(OccupancyEngine engine) {
        this.engine = engine;
    }

    OccupancyEngine engine() {
        return engine;
    }

    Instant now() {
        return now;
    }

    /** Does a step. {@return what it did; nothing if it was refused} */
    Optional<EngineResult> run(Script.Step step) {
        try {
            EngineResult result = call(step);
            now = step instanceof Script.Step.Shift shift ? now.plus(shift.delta()) : later(now, time(step, now));
            return Optional.of(result);
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }

    private EngineResult call(Script.Step step) {
        if (step instanceof Script.Step.Handle handle) {
            return engine.handle(handle.event());
        } else if (step instanceof Script.Step.Advance advance) {
            return engine.advance(advance.at());
        } else if (step instanceof Script.Step.Configure configure) {
            return engine.configure(configure.config(), configure.at());
        } else if (step instanceof Script.Step.ConfigureAll all) {
            return engine.configureAll(all.configs(), all.at());
        } else if (step instanceof Script.Step.Remove remove) {
            return engine.remove(remove.id(), remove.at());
        } else if (step instanceof Script.Step.Shift shift) {
            return engine.shift(shift.delta());
        } else if (step instanceof Script.Step.Restart restart) {
            return engine.restore(SideBySide.throughText(engine.export()), restart.at()).result();
        }
        throw new IllegalArgumentException("unknown step " + step);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** {@return the time that a step carries, or {@code none}} */
    static Instant time(Script.Step step, Instant none) {
        if (step instanceof Script.Step.Handle handle) {
            Instant at = handle.event().at();
            return at == null ? none : at;
        } else if (step instanceof Script.Step.Advance advance) {
            return advance.at();
        } else if (step instanceof Script.Step.Configure configure) {
            return configure.at();
        } else if (step instanceof Script.Step.ConfigureAll all) {
            return all.at();
        } else if (step instanceof Script.Step.Remove remove) {
            return remove.at();
        } else if (step instanceof Script.Step.Restart restart) {
            return restart.at();
        }
        return none;
    }

    /** {@return the settings of all locations} */
    List<LocationConfig> configs() {
        return engine.states().keySet().stream().map(this::config).toList();
    }

    LocationConfig config(String id) {
        LocationConfig config = engine.config(id);
        if (config == null) {
            throw new IllegalArgumentException("no location " + id);
        }
        return config;
    }

    LocationState state(String id) {
        LocationState state = engine.state(id);
        if (state == null) {
            throw new IllegalArgumentException("no location " + id);
        }
        return state;
    }
}
