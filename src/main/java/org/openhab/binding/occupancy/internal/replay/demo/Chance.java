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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.time.Duration;
import java.util.Random;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Chance that comes out the same for the same seed and purpose, on every machine. Each purpose has a sequence of its
 * own, so that another sensor in the home does not change what the rest does.
 */
@NonNullByDefault
final class Chance {

    private final Random random;

    Chance(long seed, String purpose) {
        random = new Random(seed * 1_000_003L + purpose.hashCode());
    }

    /** {@return whether something of this probability happens} */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** {@return a duration, evenly spread} */
    Duration between(Duration least, Duration most) {
        double millis = least.toMillis() + random.nextDouble() * most.minus(least).toMillis();
        return Duration.ofMillis(Math.round(millis));
    }

    /** {@return {@code usual}, give or take a third of {@code spread} as a rule and never more than it} */
    Duration around(Duration usual, Duration spread) {
        double off = Math.max(-1, Math.min(1, random.nextGaussian() / 3));
        return usual.plusMillis(Math.round(off * spread.toMillis()));
    }

    /** {@return how long one waits for something that happens at any moment alike} */
    Duration wait(Duration mean) {
        // StrictMath: the same bits everywhere
        return Duration.ofMillis(Math.round(-StrictMath.log(1 - random.nextDouble()) * mean.toMillis()));
    }

    /** {@return a number, evenly spread} */
    double number(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }
}
