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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What happens to a home in openHAB, as data: a step is what happens and a number from which the details are drawn, so
 * that any selection of steps is a script again.
 *
 * @param steps what happens, in order
 */
record AddOnScript(List<Step> steps) {

    /** What can happen. The weight says how often it does. */
    enum Kind {
        /** An item has another state. */
        SEND(34),
        /** An item has another state and the worker has no time for it yet. */
        POST(6),
        /** An item reports the same once more. */
        DOUBLED(3),
        /** An item is told to have changed though it has not, or long ago. */
        LATE(2),
        /** An item changes very often at once. */
        BURST(1),
        PASS(10),
        PASS_LONG(6),
        ADD_SOURCE(5),
        REMOVE_SOURCE(2),
        SETTING(5),
        WRONG_SETTING(2),
        CLEAR_SETTINGS(2),
        MOVE(3),
        MOVE_IN_CIRCLES(2),
        RENAME(2),
        COMMAND(5),
        ACTION(6),
        CONSOLE(2),
        REMOVE_ITEM(2),
        ADD_ITEM(3),
        /** The points of a semantic group become sources, or others join it and leave. */
        SEMANTICS(2),
        /** A group has another item in it, which may be one that shows a channel of the add-on. */
        GROUP(2),
        LINK(1),
        UNLINK(1),
        DISABLE(2),
        ENABLE(4),
        /** A thing is disabled and enabled again at once. */
        TOGGLE(2),
        REMOVE_THING(1),
        ADD_THING(2),
        CLOCK(2),
        CLOCK_FAR(1),
        SUSPEND(1),
        RESTART(3),
        KILL(2),
        STORAGE_FAILS(1),
        STORAGE_WORKS(2),
        STORAGE_STALLS(1),
        STORAGE_TRUNCATED(1),
        STORAGE_OLDER(1);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        /** {@return whether it happens to openHAB rather than to one home} */
        boolean isGlobal() {
            return switch (this) {
                case PASS, PASS_LONG, CLOCK, CLOCK_FAR, SUSPEND, RESTART, KILL, STORAGE_FAILS, STORAGE_WORKS,
                        STORAGE_STALLS, STORAGE_TRUNCATED, STORAGE_OLDER ->
                    true;
                default -> false;
            };
        }
    }

    /**
     * @param kind what happens
     * @param home to which home, 0 or 1
     * @param seed where the details come from
     */
    record Step(Kind kind, int home, long seed) {
    }

    /**
     * @param seed the same seed gives the same script
     * @param length how many steps
     * @param homes how many homes there are
     * @param kinds what may happen
     */
    static AddOnScript random(long seed, int length, int homes, Set<Kind> kinds) {
        // seeds in a row would begin alike
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        List<Kind> urn = new ArrayList<>();
        for (Kind kind : kinds) {
            for (int i = 0; i < kind.weight; i++) {
                urn.add(kind);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int home = 0; home < homes; home++) {
            for (int i = 8 + random.nextInt(8); i > 0; i--) {
                steps.add(new Step(Kind.ADD_SOURCE, home, random.nextLong()));
            }
        }
        while (steps.size() < length) {
            steps.add(new Step(urn.get(random.nextInt(urn.size())), random.nextInt(homes), random.nextLong()));
        }
        return new AddOnScript(steps);
    }

    static Set<Kind> allBut(Kind... kinds) {
        Set<Kind> all = EnumSet.allOf(Kind.class);
        all.removeAll(List.of(kinds));
        return all;
    }

    /** {@return the same with something in between} @param at before which step @param kind what happens then */
    AddOnScript with(int at, Kind kind) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(at, new Step(kind, 0, steps.get(at).seed()));
        return new AddOnScript(longer);
    }

    /** {@return what happens to all and to one home} */
    AddOnScript of(int home) {
        return new AddOnScript(steps.stream().filter(step -> step.kind().isGlobal() || step.home() == home).toList());
    }

    /** {@return the shortest script that was found to fail, too} @param fails whether one does */
    AddOnScript shrink(Predicate<AddOnScript> fails) {
        List<Step> smallest = steps;
        for (int run = Math.max(1, smallest.size() / 2), tries = 0; run >= 1; run /= 2) {
            for (int from = smallest.size() - run; from >= 0 && tries < 400; from -= run) {
                List<Step> shorter = new ArrayList<>(smallest);
                shorter.subList(from, Math.min(from + run, shorter.size())).clear();
                tries++;
                if (fails.test(new AddOnScript(shorter))) {
                    smallest = shorter;
                }
            }
        }
        return new AddOnScript(smallest);
    }
}
