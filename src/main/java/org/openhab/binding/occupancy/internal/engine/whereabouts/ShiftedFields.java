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
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * Moves the instants among the fields, and leaves the others as they are.
 */
@NonNullByDefault
final class ShiftedFields implements StoredFields {

    private final long delta;

    /** @param delta by how many milliseconds */
    ShiftedFields(long delta) {
        this.delta = delta;
    }

    @Override
    public long instant(String name, long value) {
        return Instants.plus(value, delta);
    }

    @Override
    public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
        value.replaceAll((key, instant) -> Instants.plus(instant, delta));
        return value;
    }

    @Override
    public long end(String name, long value) {
        return Instants.plus(value, delta);
    }

    @Override
    public boolean flag(String name, boolean value) {
        return value;
    }

    @Override
    public @Nullable String text(String name, @Nullable String value) {
        return value;
    }

    @Override
    public int count(String name, int value) {
        return value;
    }

    @Override
    public double number(String name, double value) {
        return value;
    }

    @Override
    public int wholeNumber(String name, int value) {
        return value;
    }

    @Override
    public double @Nullable [] numbers(String name, double @Nullable [] value) {
        return value;
    }

    @Override
    public int @Nullable [] counts(String name, int @Nullable [] value) {
        return value;
    }

    @Override
    public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
        return value;
    }

    @Override
    public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
        return value;
    }

    @Override
    public SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value) {
        return value;
    }

    @Override
    public void damaged(String name, String sentence) {
        throw new IllegalStateException(name + ": " + sentence);
    }
}
