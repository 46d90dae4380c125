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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where the people of one hypothesis are: a multiset of locations, packed into an {@code int} of which nobody is
 * {@link #NOBODY}. Two placements with the same people are the same number, so that equal hypotheses are found at once.
 *
 * <p>
 * Each person is six bits, their location plus one; the locations stand in falling order from the lowest bits. To go
 * through the people: {@code for (int rest = people; rest != NOBODY; rest = others(rest)) location(rest)}.
 */
@NonNullByDefault
final class Placement {

    /** Nobody is anywhere. */
    static final int NOBODY = 0;

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;

    private Placement() {
    }

    /** {@return the location of one of the people} Those in the same location follow each other. */
    static int location(int people) {
        return (people & MASK) - 1;
    }

    /** {@return the people without that one} */
    static int others(int people) {
        return people >> BITS;
    }

    /** {@return whether somebody is in a location} */
    static boolean contains(int people, int location) {
        for (int rest = people; rest != NOBODY; rest = others(rest)) {
            if (location(rest) == location) {
                return true;
            }
        }
        return false;
    }

    /** {@return the locations of some people, a bit each} */
    static long locations(int people) {
        long locations = 0;
        for (int rest = people; rest != NOBODY; rest = others(rest)) {
            locations |= 1L << location(rest);
        }
        return locations;
    }

    /** {@return whether there are fewer people than that} They take the lowest bits, without a gap. */
    static boolean isFewerThan(int people, int most) {
        return people >> BITS * (most - 1) == NOBODY;
    }

    /** {@return how many people there are} */
    static int count(int people) {
        int count = 0;
        for (int rest = people; rest != NOBODY; rest = others(rest)) {
            count++;
        }
        return count;
    }

    /** {@return how many people there are in a location} */
    static int count(int people, int location) {
        int count = 0;
        for (int rest = people; rest != NOBODY; rest = others(rest)) {
            count += location(rest) == location ? 1 : 0;
        }
        return count;
    }

    /** {@return the people and one more in a location} */
    static int with(int people, int location) {
        int low = 0;
        int shift = 0;
        int rest = people;
        while (rest != NOBODY && location(rest) > location) {
            low |= (rest & MASK) << shift;
            shift += BITS;
            rest = others(rest);
        }
        return low | (location + 1) << shift | rest << (shift + BITS);
    }

    /** {@return the people without any in a location} */
    static int withoutAll(int people, int location) {
        int left = people;
        while (contains(left, location)) {
            left = without(left, location);
        }
        return left;
    }

    /** {@return the people without one of those in a location} */
    static int without(int people, int location) {
        int low = 0;
        int shift = 0;
        int rest = people;
        while (rest != NOBODY && location(rest) != location) {
            low |= (rest & MASK) << shift;
            shift += BITS;
            rest = others(rest);
        }
        return low | others(rest) << shift;
    }
}
