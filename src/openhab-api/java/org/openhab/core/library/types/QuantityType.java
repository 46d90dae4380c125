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
package org.openhab.core.library.types;

import java.math.BigDecimal;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.types.Command;
import org.openhab.core.types.PrimitiveType;
import org.openhab.core.types.State;

/**
 * A number with a unit.
 */
@NonNullByDefault
public class QuantityType<T> extends Number implements PrimitiveType, State, Command {

    private static final long serialVersionUID = 1L;

    private final BigDecimal value;
    private final String unit;

    public QuantityType(String value) {
        int space = value.indexOf(' ');
        this.value = new BigDecimal(space < 0 ? value : value.substring(0, space));
        unit = space < 0 ? "" : value.substring(space);
    }

    public static QuantityType<?> valueOf(String value) {
        return new QuantityType<>(value);
    }

    @Override
    public String format(String pattern) {
        return String.format(pattern, value);
    }

    @Override
    public String toFullString() {
        return value.toPlainString() + unit;
    }

    @Override
    public String toString() {
        return toFullString();
    }

    @Override
    public int intValue() {
        return value.intValue();
    }

    @Override
    public long longValue() {
        return value.longValue();
    }

    @Override
    public float floatValue() {
        return value.floatValue();
    }

    @Override
    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object obj) {
        return obj instanceof QuantityType<?> other && value.compareTo(other.value) == 0 && unit.equals(other.unit);
    }
}
