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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An engine and the {@link ReferenceModel} side by side: whatever is done is done to both, and they must agree after
 * every call on what all locations show, on all that is told and on when something changes next.
 */
@NonNullByDefault
final class SideBySide {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A household is weighed after so few activities that a script sees much of it. */
    static final int ENOUGH_ACTIVITIES = 10;

    private OccupancyEngine engine = new OccupancyEngine(ENOUGH_ACTIVITIES);
    private ReferenceModel model = new ReferenceModel(ENOUGH_ACTIVITIES);
    private final Map<String, LocationConfig> configs = new TreeMap<>();
    /** Whether the call under way changes settings: then a location may change for no other reason. */
    private boolean reconfiguring;

    static Instant at(long millis) {
        return Script.START.plusMillis(millis);
    }

    static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    OccupancyEngine engine() {
        return engine;
    }

    /** Does all steps of a script. */
    static void run(Script script) {
        SideBySide both = new SideBySide();
        for (int i = 0; i < script.steps().size(); i++) {
            Script.Step step = script.steps().get(i);
            try {
                both.step(step);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("step " + i + ", " + step + "\n" + e, e);
            }
        }
    }

    private void step(Script.Step step) {
        if (step instanceof Script.Step.Handle handle) {
            handle(handle.event());
        } else if (step instanceof Script.Step.Advance advance) {
            advance(advance.at());
        } else if (step instanceof Script.Step.Configure configure) {
            configure(configure.config(), configure.at());
        } else if (step instanceof Script.Step.ConfigureAll all) {
            configureAll(all.configs(), all.at());
        } else if (step instanceof Script.Step.Remove remove) {
            remove(remove.id(), remove.at());
        } else if (step instanceof Script.Step.Shift shift) {
            shift(shift.delta());
        } else if (step instanceof Script.Step.Restart restart) {
            restart(restart.how(), restart.at());
        }
    }

    void handle(OccupancyEvent event) {
        compare(() -> engine.handle(event), model.handle(event));
    }

    void advance(Instant at) {
        compare(() -> engine.advance(at), model.advance(at));
    }

    void configure(LocationConfig config, Instant at) {
        reconfiguring = true;
        if (compare(() -> engine.configure(config, at), model.configure(config, at))) {
            configs.put(config.id(), config);
        }
        reconfiguring = false;
    }

    void configureAll(Collection<LocationConfig> all, Instant at) {
        reconfiguring = true;
        if (compare(() -> engine.configureAll(all, at), model.configureAll(all, at))) {
            configs.clear();
            all.forEach(config -> configs.put(config.id(), config));
        }
        reconfiguring = false;
    }

    void remove(String id, Instant at) {
        reconfiguring = true;
        compare(() -> engine.remove(id, at), model.remove(id, at));
        configs.remove(id);
        reconfiguring = false;
    }

    void shift(Duration delta) {
        compare(() -> engine.shift(delta), model.shift(delta.toMillis()));
    }

    void restart(Script.Step.Restart.How how, Instant at) {
        JsonNode snapshot = throughText(engine.export());
        ReferenceModel.Memory memory = model.memory();
        if (how != Script.Step.Restart.How.SAME_ENGINE) {
            engine = new OccupancyEngine(ENOUGH_ACTIVITIES);
            model = new ReferenceModel(ENOUGH_ACTIVITIES);
        }
        List<LocationConfig> locations = List.copyOf(configs.values());
        Instant taken = Instant.ofEpochMilli(Math.max(at.toEpochMilli(), memory.takenAt));
        if (how == Script.Step.Restart.How.LOCATIONS_BEFORE) {
            configureAll(locations, taken);
        }
        compare(() -> {
            RestoreResult result = engine.restore(snapshot, taken);
            assertThat(result.problems()).isEmpty();
            return result.result();
        }, model.restore(memory, taken));
        if (how == Script.Step.Restart.How.LOCATIONS_AFTER) {
            configureAll(locations, taken);
        } else if (how == Script.Step.Restart.How.LOCATIONS_AFTER_ONE_BY_ONE) {
            locations.forEach(config -> configure(config, taken));
        }
    }

    static JsonNode throughText(JsonNode json) {
        try {
            return JSON.readTree(JSON.writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private interface Call {
        EngineResult call();
    }

    /** {@return whether the call was accepted, by both} */
    private boolean compare(Call call, ReferenceModel.Answer expected) {
        Map<String, LocationConfig> before = new TreeMap<>(configs);
        EngineResult result;
        try {
            result = call.call();
        } catch (RejectedException e) {
            assertThat(e.code()).as("refused").isEqualTo(expected.code());
            compareStates();
            return false;
        }
        assertThat(expected.code()).as("not refused").isNull();
        compareStates();
        check(Objects.equals(result.nextExpiration(), expected.nextExpiration()),
                () -> "nextExpiration is " + result.nextExpiration() + ", should be " + expected.nextExpiration());
        check(Objects.equals(result.nextExpiration(), engine.nextExpiration()), () -> "two values of nextExpiration");
        compareTransitions(result.transitions(), expected.changes(), before);
        return true;
    }

    private void compareStates() {
        Map<String, LocationState> actual = engine.states();
        Map<String, LocationState> expected = model.states();
        check(actual.keySet().equals(expected.keySet()), () -> "locations");
        expected.forEach((id, state) -> {
            LocationState is = actual.get(id);
            check(state.equals(is), () -> id + " is       " + is + "\n" + id + " should be " + state);
        });
    }

    private void compareTransitions(List<Transition> actual, List<ReferenceModel.Change> expected,
            Map<String, LocationConfig> settings) {
        Map<String, Transition> told = new LinkedHashMap<>();
        Instant last = Instant.MIN;
        for (Transition transition : actual) {
            String key = transition.location() + " at " + transition.at();
            check(told.put(key, transition) == null, () -> "told twice: " + key);
            check(!transition.at().isBefore(last), () -> "told out of order: " + key);
            last = transition.at();
        }
        Map<String, ReferenceModel.Change> missing = new LinkedHashMap<>();
        expected.forEach(change -> missing.put(change.location() + " at " + change.at(), change));
        check(told.keySet().equals(missing.keySet()),
                () -> "told " + actual + "\nshould be " + expected.stream().map(Object::toString).toList());
        missing.forEach((key, change) -> {
            Transition transition = Objects.requireNonNull(told.get(key));
            check(transition.before().equals(change.before()) && transition.after().equals(change.after()),
                    () -> "told " + transition + "\nshould be " + change);
        });
        compareOrderAndCauses(actual, missing, settings);
    }

    private static boolean parentless(LocationConfig config, Map<String, LocationConfig> settings) {
        return config.parent() == null || !settings.containsKey(config.parent());
    }

    /** Children come before parents before followers, and a cause within the tree is one that was told before. */
    private void compareOrderAndCauses(List<Transition> actual, Map<String, ReferenceModel.Change> expected,
            Map<String, LocationConfig> before) {
        Map<String, LocationConfig> settings = new TreeMap<>(before);
        engine.states().keySet().forEach(id -> settings.put(id, Objects.requireNonNull(engine.config(id))));
        boolean sameSettings = !reconfiguring;
        boolean locked = engine.states().values().stream().anyMatch(state -> !state.locks().isEmpty());
        Map<Instant, Map<String, Integer>> positions = new HashMap<>();
        for (int i = 0; i < actual.size(); i++) {
            positions.computeIfAbsent(actual.get(i).at(), a -> new HashMap<>()).put(actual.get(i).location(), i);
        }
        for (int i = 0; i < actual.size(); i++) {
            Transition transition = actual.get(i);
            Map<String, Integer> instant = positions.getOrDefault(transition.at(), Map.of());
            LocationConfig config = Objects.requireNonNull(settings.get(transition.location()));
            ReferenceModel.Change change = Objects
                    .requireNonNull(expected.get(transition.location() + " at " + transition.at()));
            Integer parent = instant.get(config.parent());
            boolean follower = config.strategy() == Strategy.FOLLOW_PARENT;
            if (parent != null && !follower && sameSettings) {
                check(parent > i, () -> transition.location() + " is told after its parent: " + actual);
            }
            Cause cause = transition.cause();
            // the model knows that time is over or what was reported, and the engine also what that says of people
            boolean left = cause instanceof Cause.Left || cause instanceof Cause.StayedTooLong;
            if (change.ownCauses().contains(cause) || left && !change.ownCauses().isEmpty() || !sameSettings) {
                continue;
            }
            check(change.ownCauses().stream().allMatch(other -> reachesDown(other, change.location())),
                    () -> "the cause of " + transition + " should be one of " + change.ownCauses());
            if (cause instanceof Cause.Child child) {
                LocationConfig childConfig = settings.get(child.location());
                check(childConfig != null && transition.location().equals(childConfig.parent())
                        && childConfig.contributesToParent(), () -> "no child of it is the cause of " + transition);
                // The end of a lock in the future moves ends above without moving those between. A follower may show
                // the same as before and yet report more, or less.
                check(locked || instant.containsKey(child.location())
                        || (childConfig != null && childConfig.strategy() == Strategy.FOLLOW_PARENT),
                        () -> "the cause of " + transition + " is not told: " + actual);
            } else if (cause instanceof Cause.Parent above) {
                Integer position = instant.get(above.location());
                check(follower && above.location().equals(config.parent()),
                        () -> "no parent of it is the cause of " + transition);
                check(locked || (position != null && position < actual.indexOf(transition)),
                        () -> "the cause of " + transition + " is not told before: " + actual);
            } else {
                check(false, () -> "the cause of " + transition + " is not its own: " + actual);
            }
        }
    }

    /**
     * {@return whether a cause may have come from above, so that it says nothing of a location that it left as it was}
     */
    private static boolean reachesDown(Cause cause, String id) {
        return cause instanceof Cause.Locking locking ? !locking.location().equals(id)
                : cause instanceof Cause.Event event && event.type() == EventType.VACATE;
    }

    private interface Message {
        String text();
    }

    /** Builds its message only when it must: there are millions of checks. */
    private static void check(boolean condition, Message message) {
        if (!condition) {
            throw new AssertionError(message.text());
        }
    }

    /** {@return the settings of all locations, sorted} */
    List<LocationConfig> configs() {
        List<LocationConfig> result = new ArrayList<>(configs.values());
        return Collections.unmodifiableList(result);
    }

    @Nullable
    LocationState state(String id) {
        return engine.state(id);
    }
}
