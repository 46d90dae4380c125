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
package org.openhab.binding.occupancy.internal.engine.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Durations as people write them: {@code 90s}, {@code 10m}, {@code 2h}, {@code 1h30m}, {@code 500ms}, {@code 7d},
 * {@code PT10M}, or plain seconds; and the one check of every duration that comes from outside.
 */
@NonNullByDefault
public final class Durations {

    private static final Pattern UNITS = Pattern
            .compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,10})s)?(?:(\\d{1,12})ms)?");
    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,12}(?:\\.\\d{1,9})?");
    private static final long[] MILLIS = { 86_400_000, 3_600_000, 60_000, 1_000, 1 };
    private static final String[] NAMES = { "d", "h", "m", "s", "ms" };

    private Durations() {
    }

    /**
     * @param setting the name of the setting, for the error
     * @param text the duration as written
     * @return the duration
     * @throws RejectedException if it cannot be read, is negative or longer than {@link LocationConfig#MAX_DURATION};
     *             the message names the setting and the text
     */
    public static Duration parse(String setting, String text) {
        String compact = text.replace(" ", "").toLowerCase(Locale.ROOT);
        Duration duration;
        Matcher units = UNITS.matcher(compact);
        if (!compact.isEmpty() && units.matches()) {
            long millis = 0;
            for (int i = 0; i < MILLIS.length; i++) {
                String number = units.group(i + 1);
                millis += number == null ? 0 : Long.parseLong(number) * MILLIS[i];
            }
            duration = Duration.ofMillis(millis);
        } else if (SECONDS.matcher(compact).matches()) {
            duration = Duration.ofMillis(
                    new BigDecimal(compact).movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } else {
            try {
                duration = Duration.parse(compact);
            } catch (DateTimeParseException e) {
                throw new RejectedException(RejectionCode.INVALID_VALUE, setting, "The setting " + setting + " is \""
                        + text + "\"; a duration is written 90s, 10m, 2h, 1h30m, PT10M or as seconds.");
            }
        }
        return checkSetting(setting, text, duration);
    }

    /**
     * @param duration a duration, not negative
     * @return the duration as {@link #parse} reads it, such as {@code 1h30m}
     */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        long rest = duration.toMillis();
        for (int i = 0; i < MILLIS.length; i++) {
            long count = rest / MILLIS[i];
            if (count > 0) {
                text.append(count).append(NAMES[i]);
                rest -= count * MILLIS[i];
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    /** {@return a duration for an error: {@link #format} where that can say it} */
    public static String text(Duration duration) {
        return duration.isNegative() || duration.compareTo(LocationConfig.MAX_DURATION) > 0 ? duration.toString()
                : format(duration);
    }

    /**
     * @param setting the name of the setting
     * @param text the duration as it was written
     * @param duration the duration
     * @return the duration
     * @throws RejectedException if it is negative or longer than {@link LocationConfig#MAX_DURATION}
     */
    public static Duration checkSetting(String setting, String text, Duration duration) {
        return checked("setting " + setting + " is \"" + text + "\"", setting, duration);
    }

    /**
     * @param what how to name the duration in a sentence
     * @param field the name of the field
     * @param value the duration
     * @return the duration
     * @throws RejectedException if it is negative or longer than {@link LocationConfig#MAX_DURATION}
     */
    public static Duration check(String what, String field, Duration value) {
        return checked(what + " is " + value, field, value);
    }

    private static Duration checked(String what, String field, Duration value) {
        if (value.isNegative()) {
            throw new RejectedException(RejectionCode.NEGATIVE_DURATION, field,
                    "The " + what + "; it must not be negative.");
        }
        if (value.compareTo(LocationConfig.MAX_DURATION) > 0) {
            throw new RejectedException(RejectionCode.DURATION_TOO_LONG, field,
                    "The " + what + "; it must not be longer than 100 years.");
        }
        return value;
    }
}
