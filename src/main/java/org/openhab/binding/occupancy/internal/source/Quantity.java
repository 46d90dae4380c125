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
package org.openhab.binding.occupancy.internal.source;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;

/**
 * A number with a unit.
 *
 * @param value the number
 * @param unit the symbol of the unit; empty if there is none
 */
@NonNullByDefault
public record Quantity(BigDecimal value, String unit) {

    static final Quantity ZERO = new Quantity(BigDecimal.ZERO, "");

    private static final Pattern TEXT = Pattern
            .compile("([-+]?\\d{1,40}(?:\\.\\d{1,40})?(?:[eE][-+]?\\d{1,2})?)\\s*([^\\s\\d]\\S{0,19})?");

    /**
     * @param setting the name of the setting, for the error
     * @param text a number with or without a unit, such as {@code 50 W}
     * @return the quantity
     * @throws RejectedException if it is not a number or the unit is not known; the message names setting and text
     */
    static Quantity parse(String setting, String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new RejectedException(RejectionCode.INVALID_VALUE, setting, "The setting " + setting + " is \"" + text
                    + "\"; it must be a number such as 50, 50 W or 21.5 °C.");
        }
        String unit = matcher.group(2);
        Quantity quantity = new Quantity(new BigDecimal(matcher.group(1)), unit == null ? "" : unit);
        if (Unit.of(quantity.unit) == null) {
            String nearest = Unit.nearest(quantity.unit);
            throw new RejectedException(RejectionCode.INVALID_VALUE, setting,
                    "The setting " + setting + " is \"" + text + "\"; the unit " + quantity.unit + " is not known"
                            + (nearest == null ? ", such as W, kW, %, °C, lx, ppm or dB are."
                                    : "; did you mean \"" + nearest + "\"?"));
        }
        return quantity;
    }

    boolean isZero() {
        return value.signum() == 0;
    }

    /**
     * @param unitOf a quantity
     * @return the number of this in the other's unit, {@code null} if the two cannot be compared; a number without a
     *         unit counts as one in the other's unit
     */
    @Nullable
    BigDecimal in(Quantity unitOf) {
        if (unit.isEmpty() || unitOf.unit.isEmpty() || unit.equals(unitOf.unit)) {
            return value;
        }
        Unit from = Unit.of(unit);
        Unit to = Unit.of(unitOf.unit);
        return from == null || to == null || from.dimension() != to.dimension() ? null
                : to.fromBase(from.toBase(value));
    }

    @Override
    public String toString() {
        return unit.isEmpty() ? value.toPlainString() : value.toPlainString() + " " + unit;
    }
}
