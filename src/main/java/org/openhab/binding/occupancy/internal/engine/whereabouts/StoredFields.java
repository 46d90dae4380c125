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

import java.util.SortedMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Visits the fields of something {@link Remembered}, to move them in time, to copy them, or to write or read a
 * snapshot. Each method takes a field's value as it is and returns the value that the field is to have.
 */
@NonNullByDefault
public interface StoredFields {

    /**
     * {@return an instant that is past, in milliseconds since the epoch; not stored while it is {@code Instants.NONE}}
     */
    long instant(String name, long value);

    /** {@return an instant that may be still to come; not stored while it is {@code Instants.NONE}} */
    long end(String name, long value);

    /** {@return something that is so or not; stored only if it is} */
    boolean flag(String name, boolean value);

    /** {@return a name; not stored while there is none} */
    @Nullable
    String text(String name, @Nullable String value);

    /** {@return a count that is not negative; not stored while it is 0} */
    int count(String name, int value);

    /** {@return a number; always stored; {@code NaN} if a snapshot has none} */
    double number(String name, double value);

    /** {@return a count; always stored; -1 if a snapshot has none} */
    int wholeNumber(String name, int value);

    /** {@return finite numbers, none of them negative; not stored while there is no list} */
    double @Nullable [] numbers(String name, double @Nullable [] value);

    /** {@return counts; not stored while there is no list} */
    int @Nullable [] counts(String name, int @Nullable [] value);

    /** {@return what is so or not, by name; not stored while it is empty} */
    SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value);

    /** {@return instants by name; not stored while there are none} */
    SortedMap<String, Long> instants(String name, SortedMap<String, Long> value);

    /** {@return times in milliseconds, by name; not stored while there are none} */
    SortedMap<String, Long> times(String name, SortedMap<String, Long> value);

    /** {@return how often something happened, by name; not stored while nothing did} */
    SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value);

    /**
     * Tells that what a snapshot says of a field makes no sense, so that the field keeps the value it had.
     *
     * @param name the field
     * @param sentence what is wrong with it
     */
    void damaged(String name, String sentence);
}
