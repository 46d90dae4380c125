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
package org.openhab.binding.occupancy.internal.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;

/**
 * A time in the past as people write it: {@code 00:30} is the latest half past midnight, {@code 12h} is twelve hours
 * ago, and a {@link WrittenTime} is read as it is.
 */
@NonNullByDefault
public final class PastTime {

    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("H:mm[:ss]");

    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss",
            Locale.ROOT);

    private PastTime() {
    }

    /** {@return an instant as it is printed, and can be read again} @param zone the time zone of the reader */
    public static String format(Instant instant, ZoneId zone) {
        return DATE_AND_TIME.format(instant.atZone(zone));
    }

    /**
     * @param text what was written
     * @param now the latest time that can be meant, in the time zone that is meant
     * @return the instant; with a date or an offset it may be later than {@code now}
     * @throws InputException if it cannot be read; the message says what can be written
     */
    public static Instant parse(String text, ZonedDateTime now) {
        String written = text.strip();
        try {
            LocalTime time = LocalTime.parse(written, TIME_OF_DAY);
            ZonedDateTime today = now.toLocalDate().atTime(time).atZone(now.getZone());
            return (today.isAfter(now) ? now.toLocalDate().minusDays(1).atTime(time).atZone(now.getZone()) : today)
                    .toInstant();
        } catch (DateTimeParseException e) {
            // another form
        }
        try {
            return WrittenTime.parse(written).in(now.getZone());
        } catch (DateTimeParseException e) {
            // another form
        }
        try {
            Duration ago = Durations.parse("TIME", written);
            return now.toInstant().minus(ago);
        } catch (RejectedException e) {
            throw new InputException("The time \"" + Printable.brief(text)
                    + "\" cannot be read; write it as 00:30, 2026-03-01, 2026-03-01T22:15, or 12h for twelve hours "
                    + "before the latest time that is known.");
        }
    }
}
