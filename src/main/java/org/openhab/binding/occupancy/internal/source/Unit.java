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
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The units in which thresholds are given: the dimension of a symbol, and how to convert to the base unit of that
 * dimension.
 *
 * @param dimension what it measures
 * @param factor how many base units one of it is
 * @param offset the base units at zero of it
 */
@NonNullByDefault
record Unit(Dimension dimension, BigDecimal factor, BigDecimal offset) {

    /** What a unit measures. */
    enum Dimension {
        RATIO,
        POWER,
        ENERGY,
        VOLTAGE,
        CURRENT,
        FREQUENCY,
        TEMPERATURE,
        ILLUMINANCE,
        IRRADIANCE,
        PRESSURE,
        MASS,
        LENGTH,
        SPEED,
        DENSITY,
        VOLUME,
        FLOW,
        TIME,
        LEVEL,
        LEVEL_OF_POWER,
        ANGLE,
        APPARENT_POWER,
        DATA
    }

    private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();
    private static final Map<String, Unit> PREFIXABLE = new LinkedHashMap<>();
    private static final Map<Character, BigDecimal> PREFIXES = Map.of('n', power(-9), 'µ', power(-6), 'μ', power(-6),
            'm', power(-3), 'c', power(-2), 'd', power(-1), 'h', power(2), 'k', power(3), 'M', power(6), 'G', power(9));

    static {
        unit("", Dimension.RATIO, "1");
        unit("%", Dimension.RATIO, "0.01");
        unit("‰", Dimension.RATIO, "0.001");
        unit("ppm", Dimension.RATIO, "0.000001");
        unit("ppb", Dimension.RATIO, "0.000000001");
        prefixable("W", Dimension.POWER, "1");
        prefixable("VA", Dimension.APPARENT_POWER, "1");
        prefixable("Wh", Dimension.ENERGY, "3600");
        prefixable("J", Dimension.ENERGY, "1");
        prefixable("V", Dimension.VOLTAGE, "1");
        prefixable("A", Dimension.CURRENT, "1");
        prefixable("Hz", Dimension.FREQUENCY, "1");
        prefixable("K", Dimension.TEMPERATURE, "1");
        put("°C", new Unit(Dimension.TEMPERATURE, BigDecimal.ONE, new BigDecimal("273.15")));
        BigDecimal five9 = new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL128);
        put("°F", new Unit(Dimension.TEMPERATURE, five9,
                new BigDecimal("459.67").multiply(five9, MathContext.DECIMAL128)));
        prefixable("lx", Dimension.ILLUMINANCE, "1");
        prefixable("W/m²", Dimension.IRRADIANCE, "1");
        prefixable("Pa", Dimension.PRESSURE, "1");
        prefixable("bar", Dimension.PRESSURE, "100000");
        unit("psi", Dimension.PRESSURE, "6894.757293168");
        unit("mmHg", Dimension.PRESSURE, "133.322387415");
        prefixable("g", Dimension.MASS, "1");
        unit("t", Dimension.MASS, "1000000");
        unit("lb", Dimension.MASS, "453.59237");
        prefixable("m", Dimension.LENGTH, "1");
        unit("in", Dimension.LENGTH, "0.0254");
        unit("ft", Dimension.LENGTH, "0.3048");
        prefixable("m/s", Dimension.SPEED, "1");
        unit("km/h", Dimension.SPEED, "0.277777777777777777777777777777777778");
        unit("mph", Dimension.SPEED, "0.44704");
        unit("kn", Dimension.SPEED, "0.514444444444444444444444444444444444");
        prefixable("g/m³", Dimension.DENSITY, "1");
        prefixable("l", Dimension.VOLUME, "1");
        prefixable("L", Dimension.VOLUME, "1");
        unit("m³", Dimension.VOLUME, "1000");
        unit("l/min", Dimension.FLOW, "1");
        unit("l/h", Dimension.FLOW, "0.016666666666666666666666666666666667");
        unit("m³/h", Dimension.FLOW, "16.666666666666666666666666666666667");
        prefixable("s", Dimension.TIME, "1");
        unit("min", Dimension.TIME, "60");
        unit("h", Dimension.TIME, "3600");
        unit("d", Dimension.TIME, "86400");
        unit("dB", Dimension.LEVEL, "1");
        unit("dBm", Dimension.LEVEL_OF_POWER, "1");
        unit("°", Dimension.ANGLE, "1");
        prefixable("B", Dimension.DATA, "1");
    }

    /** {@return the unit of a symbol, or {@code null} if it is not known} */
    static @Nullable Unit of(String symbol) {
        Unit known = KNOWN.get(symbol);
        if (known != null || symbol.length() < 2) {
            return known;
        }
        BigDecimal prefix = PREFIXES.get(symbol.charAt(0));
        Unit base = PREFIXABLE.get(symbol.substring(1));
        return prefix == null || base == null ? null
                : new Unit(base.dimension, base.factor.multiply(prefix), BigDecimal.ZERO);
    }

    /** {@return the symbol without a prefix that is nearest to a text, or {@code null}} */
    static @Nullable String nearest(String text) {
        return Suggestion.nearest(KNOWN.keySet(), text);
    }

    BigDecimal toBase(BigDecimal value) {
        return value.multiply(factor).add(offset);
    }

    BigDecimal fromBase(BigDecimal base) {
        return base.subtract(offset).divide(factor, MathContext.DECIMAL64);
    }

    private static BigDecimal power(int exponent) {
        return BigDecimal.ONE.scaleByPowerOfTen(exponent);
    }

    private static void unit(String symbol, Dimension dimension, String factor) {
        put(symbol, new Unit(dimension, new BigDecimal(factor), BigDecimal.ZERO));
    }

    private static void prefixable(String symbol, Dimension dimension, String factor) {
        unit(symbol, dimension, factor);
        PREFIXABLE.put(symbol, new Unit(dimension, new BigDecimal(factor), BigDecimal.ZERO));
    }

    private static void put(String symbol, Unit unit) {
        KNOWN.put(symbol, unit);
    }
}
