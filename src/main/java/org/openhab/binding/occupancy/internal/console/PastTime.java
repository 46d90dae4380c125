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
package org.openhab.binding.occupancy.internal.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;

/**
 * A time in the past as people write it: {@code 00:30} is the latest half past midnight, {@code 2026-03-01} the begin
 * of that day, {@code 2026-03-01T22:15} that minute, {@code 12h} twelve hours ago.
 */
@NonNullByDefault
final class PastTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss",
            Locale.ROOT);

    private PastTime() {
    }

    /** {@return an instant as the console prints it, and reads it again} @param zone the time zone of the system */
    static String format(Instant instant, ZoneId zone) {
        return DATE_AND_TIME.format(instant.atZone(zone));
    }

    /**
     * @param text what was written
     * @param now the present, in the time zone of the system
     * @return the instant
     * @throws RejectedException if it cannot be read, or lies in the future; the message says what can be written
     */
    static Instant parse(String text, ZonedDateTime now) {
        Instant instant = read(text.strip(), now);
        if (instant.isAfter(now.toInstant())) {
            throw new RejectedException(RejectionCode.INVALID_VALUE, "TIME",
                    "The time \"" + Printable.brief(text) + "\" is still to come.");
        }
        return instant;
    }

    private static Instant read(String text, ZonedDateTime now) {
        try {
            LocalTime time = LocalTime.parse(text, TIME);
            ZonedDateTime today = now.toLocalDate().atTime(time).atZone(now.getZone());
            return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
        } catch (DateTimeParseException e) {
            // another form
        }
        try {
            return LocalDate.parse(text).atStartOfDay(now.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            // another form
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).atZone(now.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            // another form
        }
        try {
            Duration ago = Durations.parse("TIME", text);
            return now.toInstant().minus(ago);
        } catch (RejectedException e) {
            throw new RejectedException(RejectionCode.INVALID_VALUE, "TIME", "The time \"" + Printable.brief(text)
                    + "\" cannot be read. Write 00:30, 2026-03-01T22:15, 2026-03-01, or 12h for twelve hours ago.");
        }
    }
}
