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
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;

/**
 * What a property test does to an engine, step by step. Prints itself as Java, so that what was found can be pasted
 * into a test.
 *
 * Any step can be left out without changing the others: each has its own time, and a location that was never added is
 * merely unknown.
 *
 * @param steps in order
 */
@NonNullByDefault
record Script(List<Step> steps) {

    /** One call. */
    sealed interface Step {

        /** An event. */
        record Handle(OccupancyEvent event) implements Step {
            @Override
            public String toString() {
                StringBuilder text = new StringBuilder("handle(OccupancyEvent.of(" + quoted(event.location())
                        + ", EventType." + event.type() + ", " + quoted(event.category()) + ", "
                        + quoted(event.source()) + ", " + time(event.at()) + ")");
                if (event.owner() != null) {
                    // Locks have no short form for everything they can carry.
                    text = new StringBuilder("handle(new OccupancyEvent(" + quoted(event.location()) + ", EventType."
                            + event.type() + ", null, null, " + time(event.at()) + ", null, " + millis(event.duration())
                            + ", false, " + quoted(event.owner()) + ", "
                            + (event.mode() == null ? "null" : "LockMode." + event.mode()) + ", "
                            + (event.scope() == null ? "null" : "Scope." + event.scope()) + ", null)");
                    return text.append(");").toString();
                }
                if (event.occupant() != null) {
                    text.append(".withOccupant(").append(quoted(event.occupant())).append(')');
                }
                if (event.duration() != null) {
                    text.append(".withDuration(").append(millis(event.duration())).append(')');
                }
                if (event.sustainOnly()) {
                    text.append(".withSustainOnly(true)");
                }
                if (event.boundary() != null) {
                    text.append(".withBoundary(BoundaryChange.").append(event.boundary()).append(')');
                }
                if (event.since() != null) {
                    text.append(".withSince(").append(time(event.since())).append(')');
                }
                if (event.scope() != null) {
                    text.append(".withScope(Scope.").append(event.scope()).append(')');
                }
                return text.append(");").toString();
            }
        }

        /** Time passes. */
        record Advance(Instant at) implements Step {
            @Override
            public String toString() {
                return "advance(" + time(at) + ");";
            }
        }

        /** A location is added or changed. */
        record Configure(LocationConfig config, Instant at) implements Step {
            @Override
            public String toString() {
                return "configure(" + java(config) + ", " + time(at) + ");";
            }
        }

        /** All locations are given anew. */
        record ConfigureAll(List<LocationConfig> configs, Instant at) implements Step {
            @Override
            public String toString() {
                return configs.stream().map(Step::java).collect(
                        Collectors.joining(",\n        ", "configureAll(List.of(\n        ", "), " + time(at) + ");"));
            }
        }

        /** A location is removed. */
        record Remove(String id, Instant at) implements Step {
            @Override
            public String toString() {
                return "remove(" + quoted(id) + ", " + time(at) + ");";
            }
        }

        /** The clock of the host is set. */
        record Shift(Duration delta) implements Step {
            @Override
            public String toString() {
                return "shift(" + millis(delta) + ");";
            }
        }

        /** A snapshot is taken and read back, by the same engine or by a new one, whose locations come as told. */
        record Restart(How how, Instant at) implements Step {
            /** How the engine that reads the snapshot came to be. */
            enum How {
                SAME_ENGINE,
                LOCATIONS_BEFORE,
                LOCATIONS_AFTER,
                LOCATIONS_AFTER_ONE_BY_ONE
            }

            @Override
            public String toString() {
                return "restart(" + how + ", " + time(at) + ");";
            }
        }

        private static String quoted(@Nullable String text) {
            return text == null ? "null" : '"' + text + '"';
        }

        private static String time(@Nullable Instant at) {
            return at == null ? "null" : "at(" + (at.toEpochMilli() - START.toEpochMilli()) + ")";
        }

        private static String millis(@Nullable Duration duration) {
            return duration == null ? "null" : "ms(" + duration.toMillis() + ")";
        }

        /** {@return a value of a setting as Java} */
        private static String literal(@Nullable Object value) {
            if (value instanceof Duration duration) {
                return millis(duration);
            } else if (value instanceof Enum<?> constant) {
                return constant.getDeclaringClass().getSimpleName() + "." + constant;
            } else if (value instanceof Map<?, ?> entries) {
                return entries.entrySet().stream()
                        .map(entry -> literal(entry.getKey()) + ", " + literal(entry.getValue()))
                        .collect(Collectors.joining(", ", "Map.of(", ")"));
            } else if (value instanceof Set<?> texts) {
                return texts.stream().map(Step::literal).collect(Collectors.joining(", ", "Set.of(", ")"));
            }
            return value instanceof String text ? quoted(text) : String.valueOf(value);
        }

        private static String java(LocationConfig config) {
            StringBuilder text = new StringBuilder("LocationConfig.builder(" + quoted(config.id()) + ")");
            if (config.parent() != null) {
                text.append(".parent(").append(quoted(config.parent())).append(')');
            }
            for (LocationSetting setting : LocationSetting.ALL) {
                Object given = setting.given(config);
                if (given instanceof Map<?, ?> timeouts && setting.name().equals("timeouts")) {
                    timeouts.forEach((category, timeout) -> text.append(".timeout(").append(literal(category))
                            .append(", ").append(literal(timeout)).append(')'));
                } else if (given != null) {
                    text.append('.').append(setting.name()).append('(').append(literal(given)).append(')');
                }
            }
            if (config.headCount() != null) {
                text.append(".headCount(").append(config.headCount()).append(')');
            }
            if (!config.exits().isEmpty()) {
                text.append(
                        config.exits().entrySet().stream().map(exit -> quoted(exit.getKey()) + ", " + exit.getValue())
                                .collect(Collectors.joining(", ", ".exits(Map.of(", "))")));
            }
            return text.append(".build()").toString();
        }
    }

    /** When every script begins. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    Script without(Set<Integer> dropped) {
        List<Step> kept = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (!dropped.contains(i)) {
                kept.add(steps.get(i));
            }
        }
        return new Script(kept);
    }

    /** {@return the whole script as Java} */
    String java() {
        return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }

    /** {@return a word only: jqwik prints it} */
    @Override
    public String toString() {
        return "script of " + steps.size() + " steps";
    }
}
