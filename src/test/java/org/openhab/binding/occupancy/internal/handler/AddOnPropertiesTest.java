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
package org.openhab.binding.occupancy.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What must always be true of the add-on in openHAB, whatever people do to it and whatever is done to openHAB: random
 * homes, in virtual time, checked after every step.
 * <p>
 * A build says the same on every machine. Other scripts are drawn with
 * {@code -Doccupancy.addon.first=N -Doccupancy.addon.seeds=N}; a failure prints its seed and the shortest list of steps
 * that was found to fail.
 */
@Tag("slow")
@Isolated("what is logged meanwhile is looked at")
@Timeout(value = 1, unit = TimeUnit.HOURS)
@DisplayName("Whatever happens to the add-on")
class AddOnPropertiesTest {

    private static final int SEEDS = Integer.getInteger("occupancy.addon.seeds", 120);
    private static final int FIRST = Integer.getInteger("occupancy.addon.first", 0);
    static final int STEPS = 90;
    /** So many are looked for before a run is given up: a long one finds more than one thing. */
    private static final int MOST_FAILURES = 5;

    static final AddOnWorld.Limits LIMITS = new AddOnWorld.Limits(true, true);

    /** What touches both homes in ways that differ by what else there is to store, or to notice. */
    private static final Set<AddOnScript.Kind> WITHIN_HOMES = AddOnScript.allBut(AddOnScript.Kind.RESTART,
            AddOnScript.Kind.KILL, AddOnScript.Kind.STORAGE_FAILS, AddOnScript.Kind.STORAGE_STALLS,
            AddOnScript.Kind.STORAGE_TRUNCATED, AddOnScript.Kind.STORAGE_OLDER, AddOnScript.Kind.CLOCK,
            AddOnScript.Kind.CLOCK_FAR, AddOnScript.Kind.SUSPEND);

    /** What a clean restart has nothing to do with: other interruptions, what is lost, and what is not yet heard of. */
    private static final Set<AddOnScript.Kind> WITHOUT_GAPS = AddOnScript.allBut(AddOnScript.Kind.RESTART,
            AddOnScript.Kind.KILL, AddOnScript.Kind.STORAGE_FAILS, AddOnScript.Kind.STORAGE_STALLS,
            AddOnScript.Kind.STORAGE_TRUNCATED, AddOnScript.Kind.STORAGE_OLDER, AddOnScript.Kind.CLOCK,
            AddOnScript.Kind.CLOCK_FAR, AddOnScript.Kind.SUSPEND, AddOnScript.Kind.REMOVE_ITEM,
            AddOnScript.Kind.ADD_ITEM, AddOnScript.Kind.REMOVE_THING, AddOnScript.Kind.DISABLE,
            AddOnScript.Kind.MOVE_IN_CIRCLES, AddOnScript.Kind.POST, AddOnScript.Kind.LATE);

    /** A property of a script. */
    enum Property {
        /** After each step all is as it has to be, and at the end nothing is left. */
        GOES_ON {
            @Override
            AddOnScript script(long seed) {
                return AddOnScript.random(seed, STEPS, 1, AddOnScript.allBut());
            }

            @Override
            void check(AddOnScript script, Consumer<AddOnWorld> started) {
                AddOnWorld world = new AddOnWorld(1, LIMITS);
                started.accept(world);
                script.steps().forEach(world::run);
                world.end();
            }
        },
        /** A home shows what it would show if there were no other. */
        AS_IF_ALONE {
            @Override
            AddOnScript script(long seed) {
                return AddOnScript.random(seed, STEPS, 2, WITHIN_HOMES);
            }

            @Override
            void check(AddOnScript script, Consumer<AddOnWorld> started) {
                AddOnWorld both = new AddOnWorld(2, LIMITS.withoutSharedItems());
                started.accept(both);
                script.steps().forEach(both::run);
                AddOnWorld alone = new AddOnWorld(2, LIMITS.withoutSharedItems());
                script.of(1).steps().forEach(alone::run);
                for (int i = 0; i < both.trace().size(); i++) {
                    Map<String, String> one = both.trace().get(i);
                    Map<String, String> other = alone.trace().get(i);
                    if (!one.equals(other)) {
                        throw new AssertionError("after " + script.of(1).steps().get(i).kind() + " a home shows\n" + one
                                + "\nand would show alone\n" + other);
                    }
                }
            }
        },
        /** After a clean restart everything goes on as if there had been none. */
        SAME_FUTURE {
            @Override
            AddOnScript script(long seed) {
                return AddOnScript.random(seed, STEPS, 1, WITHOUT_GAPS).with(STEPS / 2, AddOnScript.Kind.RESTART);
            }

            @Override
            void check(AddOnScript script, Consumer<AddOnWorld> started) {
                AddOnWorld restarted = new AddOnWorld(1, LIMITS.withKnownHolds());
                started.accept(restarted);
                AddOnWorld running = new AddOnWorld(1, LIMITS.withKnownHolds());
                for (AddOnScript.Step step : script.steps()) {
                    restarted.run(step);
                    if (step.kind() == AddOnScript.Kind.RESTART) {
                        running.restartNot();
                    } else {
                        running.run(step);
                    }
                    running.known().forEach((id, state) -> {
                        String other = restarted.known().get(id);
                        if (!state.equals(other)) {
                            throw new AssertionError("a restart changes the future: after " + step.kind() + " " + id
                                    + " is " + other + ", without it " + state);
                        }
                    });
                }
            }
        };

        abstract AddOnScript script(long seed);

        abstract void check(AddOnScript script, Consumer<AddOnWorld> started);
    }

    @Test
    @DisplayName("the home goes on, says what is wrong, and at the end nothing is left")
    void goesOn() {
        all(Property.GOES_ON, SEEDS);
    }

    @Test
    @DisplayName("another home notices nothing")
    void asIfAlone() {
        all(Property.AS_IF_ALONE, SEEDS / 3);
    }

    @Test
    @DisplayName("after a clean restart it goes on as if there had been none")
    void sameFuture() {
        all(Property.SAME_FUTURE, SEEDS / 3);
    }

    private static void all(Property property, int seeds) {
        List<String> failures = new ArrayList<>();
        for (int seed = FIRST; seed < FIRST + seeds && failures.size() < MOST_FAILURES; seed++) {
            try {
                check(property, seed);
            } catch (AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        assertThat(failures).isEmpty();
    }

    static void check(Property property, int seed) {
        AddOnScript script = property.script(seed);
        Throwable first = failure(property, script, new AtomicReference<>());
        if (first == null) {
            return;
        }
        String wrong = gist(first);
        AddOnScript shortest = script.shrink(each -> {
            Throwable failure = failure(property, each, new AtomicReference<>());
            return failure != null && wrong.equals(gist(failure));
        });
        AtomicReference<AddOnWorld> world = new AtomicReference<>();
        Throwable last = failure(property, shortest, world);
        throw new AssertionError("seed " + seed + ": " + last + log(world.get()), last);
    }

    /** {@return what went wrong, without where and when} */
    private static String gist(Throwable failure) {
        String words = String.valueOf(failure.getMessage()).replaceAll("h\\d:?\\S*|\\S*\\d\\S*", "");
        return words.substring(0, Math.min(80, words.length()));
    }

    private static String log(AddOnWorld world) {
        return world == null ? "" : "\n  " + String.join("\n  ", world.log);
    }

    static Throwable failure(Property property, AddOnScript script, AtomicReference<AddOnWorld> world) {
        try {
            play(property, script, world);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    /** Plays a script in a thread of its own, so that one that never ends can be told. */
    private static void play(Property property, AddOnScript script, AtomicReference<AddOnWorld> world) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                property.check(script, world::set);
            } catch (Throwable e) {
                thrown.set(e);
            }
        }, "script");
        thread.setDaemon(true);
        PrintStream screen = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            thread.start();
            thread.join(TimeUnit.MINUTES.toMillis(5));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setErr(screen);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("it never ends: " + Arrays.stream(thread.getStackTrace()).limit(12)
                    .map(StackTraceElement::toString).collect(Collectors.joining("\n    ")));
        }
        if (thrown.get() != null) {
            throw new AssertionError(thrown.get().toString(), thrown.get());
        }
        List<String> faults = log.toString(StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains("Unexpected error") || line.contains("cannot be shown")).limit(3)
                .toList();
        if (!faults.isEmpty()) {
            throw new AssertionError("the log says " + faults);
        }
    }
}
