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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;

/**
 * Checks a script and, when the check fails, looks for a short script that still fails.
 *
 * Drops ever smaller runs of steps, then the details of the locations that are left. That takes a second where a
 * general shrinker, which knows nothing of steps, takes minutes.
 */
@NonNullByDefault
final class Shrinker {

    /** Whether to look for a short script: not where only the failure counts, as in the mutation test. */
    private static final boolean SHRINKING = !"false".equals(System.getProperty("occupancy.property.shrink"));

    private final Consumer<Script> check;
    private @Nullable Throwable failure;

    private Shrinker(Consumer<Script> check) {
        this.check = check;
    }

    /**
     * @param script what to check
     * @param check throws if the engine does something wrong
     * @throws AssertionError with the shortest failing script that was found
     */
    static void check(Script script, Consumer<Script> check) {
        Shrinker shrinker = new Shrinker(check);
        if (shrinker.fails(script)) {
            Script smallest = SHRINKING ? shrinker.shrink(script) : script;
            shrinker.fails(smallest);
            Throwable failure = shrinker.failure;
            throw new AssertionError((failure == null ? "" : failure.toString()) + "\n\nafter\n\n" + smallest.java(),
                    failure);
        }
    }

    private boolean fails(Script script) {
        try {
            check.accept(script);
            return false;
        } catch (AssertionError | RuntimeException e) {
            failure = e;
            return true;
        }
    }

    private Script shrink(Script start) {
        Script smallest = start;
        boolean again = true;
        while (again) {
            Script before = smallest;
            for (int run = Math.max(1, smallest.steps().size() / 2); run >= 1; run /= 2) {
                smallest = dropRuns(smallest, run);
            }
            smallest = simplify(smallest);
            again = !smallest.equals(before);
        }
        return smallest;
    }

    private Script dropRuns(Script start, int run) {
        Script smallest = start;
        int from = smallest.steps().size() - run;
        while (from > -run) {
            Set<Integer> dropped = new HashSet<>();
            for (int i = Math.max(0, from); i < from + run; i++) {
                dropped.add(i);
            }
            Script shorter = smallest.without(dropped);
            if (fails(shorter)) {
                smallest = shorter;
            }
            from -= run;
        }
        return smallest;
    }

    private Script simplify(Script start) {
        Script smallest = start;
        for (int i = 0; i < smallest.steps().size(); i++) {
            for (Script.Step simpler : simpler(smallest.steps().get(i))) {
                List<Script.Step> steps = new ArrayList<>(smallest.steps());
                steps.set(i, simpler);
                Script candidate = new Script(steps);
                if (fails(candidate)) {
                    smallest = candidate;
                    i--;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Script.Step> simpler(Script.Step step) {
        List<Script.Step> result = new ArrayList<>();
        if (step instanceof Script.Step.ConfigureAll all) {
            for (int i = 0; i < all.configs().size(); i++) {
                List<LocationConfig> fewer = new ArrayList<>(all.configs());
                fewer.remove(i);
                result.add(new Script.Step.ConfigureAll(fewer, all.at()));
            }
            for (int i = 0; i < all.configs().size(); i++) {
                for (LocationConfig plainer : plainer(all.configs().get(i))) {
                    List<LocationConfig> others = new ArrayList<>(all.configs());
                    others.set(i, plainer);
                    result.add(new Script.Step.ConfigureAll(others, all.at()));
                }
            }
        } else if (step instanceof Script.Step.Configure one) {
            plainer(one.config()).forEach(plainer -> result.add(new Script.Step.Configure(plainer, one.at())));
        } else if (step instanceof Script.Step.Handle handle) {
            OccupancyEvent event = handle.event();
            if (event.occupant() != null) {
                result.add(new Script.Step.Handle(event.withOccupant(null)));
            }
            if (event.sustainOnly()) {
                result.add(new Script.Step.Handle(event.withSustainOnly(false)));
            }
            if (event.duration() != null) {
                result.add(new Script.Step.Handle(event.withDuration(null)));
            }
            if (event.boundary() != null) {
                result.add(new Script.Step.Handle(event.withBoundary(null)));
            }
        }
        return result;
    }

    private static List<LocationConfig> plainer(LocationConfig config) {
        List<LocationConfig> result = new ArrayList<>();
        Map<String, Object> given = given(config);
        if (!given.isEmpty()) {
            result.add(LocationConfig.builder(config.id()).parent(config.parent()).build());
        }
        for (String setting : given.keySet()) {
            Map<String, Object> fewer = new HashMap<>(given);
            fewer.remove(setting);
            result.add(of(config, fewer).build());
        }
        if (config.headCount() != null) {
            result.add(config.toBuilder().headCount(null).build());
        }
        if (!config.exits().isEmpty()) {
            result.add(config.toBuilder().exits(Map.of()).build());
        }
        if (config.parent() != null) {
            result.add(config.toBuilder().parent(null).build());
        }
        return result;
    }

    private static Map<String, Object> given(LocationConfig config) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (LocationSetting setting : LocationSetting.ALL) {
            Object value = setting.given(config);
            if (value != null) {
                given.put(setting.name(), value);
            }
        }
        return given;
    }

    /** {@return a location with these settings, and with what a home says of this one} */
    private static LocationConfig.Builder of(LocationConfig config, Map<String, Object> given) {
        LocationConfig.Builder builder = LocationConfig.builder(config.id()).parent(config.parent())
                .headCount(config.headCount()).exits(config.exits());
        LocationSetting.ALL.forEach(setting -> setting.read(new Values(given), builder));
        return builder;
    }

    /** Settings by name, as {@link LocationSetting#given} tells them. */
    @SuppressWarnings("unchecked")
    private record Values(Map<String, Object> values) implements LocationSetting.Reader {

        @Override
        public @Nullable Duration duration(String name) {
            return (Duration) values.get(name);
        }

        @Override
        public @Nullable Boolean flag(String name) {
            return (Boolean) values.get(name);
        }

        @Override
        public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
            return (E) values.get(name);
        }

        @Override
        public Map<String, Duration> timeouts(String name) {
            return (Map<String, Duration>) values.getOrDefault(name, Map.of());
        }

        @Override
        public Set<String> locations(String name) {
            return (Set<String>) values.getOrDefault(name, Set.of());
        }
    }
}
