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

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Takes the fields of one object and gives them, in the same order, to another. Nothing is shared between the two.
 */
@NonNullByDefault
final class CopiedFields implements StoredFields {

    private final List<@Nullable Object> values = new ArrayList<>();
    private boolean giving;
    private int next;

    /** From now on the fields are given. */
    void give() {
        giving = true;
    }

    @SuppressWarnings({ "unchecked", "null" }) // both objects list the same fields in the same order
    private <T> T pass(T value) {
        if (giving) {
            return (T) values.get(next++);
        }
        values.add(value);
        return value;
    }

    @Override
    public long instant(String name, long value) {
        return pass(value);
    }

    @Override
    public long end(String name, long value) {
        return pass(value);
    }

    @Override
    public boolean flag(String name, boolean value) {
        return pass(value);
    }

    @Override
    public @Nullable String text(String name, @Nullable String value) {
        return pass(value);
    }

    @Override
    public int count(String name, int value) {
        return pass(value);
    }

    @Override
    public double number(String name, double value) {
        return pass(value);
    }

    @Override
    public int wholeNumber(String name, int value) {
        return pass(value);
    }

    @Override
    public double @Nullable [] numbers(String name, double @Nullable [] value) {
        double[] passed = pass(value);
        return passed == null ? null : passed.clone();
    }

    @Override
    public int @Nullable [] counts(String name, int @Nullable [] value) {
        int[] passed = pass(value);
        return passed == null ? null : passed.clone();
    }

    @Override
    public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
        return copy(pass(value));
    }

    @Override
    public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
        return copy(pass(value));
    }

    @Override
    public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
        return copy(pass(value));
    }

    @Override
    public SortedMap<String, Long> tallies(String name, SortedMap<String, Long> value) {
        return copy(pass(value));
    }

    private <T> SortedMap<String, T> copy(SortedMap<String, T> value) {
        return giving ? new TreeMap<>(value) : value;
    }

    @Override
    public void damaged(String name, String sentence) {
        throw new IllegalStateException(name + ": " + sentence);
    }
}
