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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * How a recording writes its times: ISO-8601 to the minute or finer, with an offset or without. The first time that is
 * read decides how times are written: with its offset, or without if it has none.
 */
@NonNullByDefault
public final class TimeFormat {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).appendLiteral('T').appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':').appendValue(ChronoField.MINUTE_OF_HOUR, 2).appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2).appendFraction(ChronoField.MILLI_OF_SECOND, 3, 3, true)
            .toFormatter();

    private static final int DATE_LENGTH = "2026-01-01".length();
    private static final long SECONDS_A_DAY = 86_400;
    /** The end of the year 9999, the latest time that the engine takes. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    /** The zone of times without an offset. */
    private final ZoneId local;
    /** The zone in which times are written. */
    private ZoneId zone;
    private boolean withOffset;
    private boolean settled;
    /** Whether times are written in the zone of the first that is read. */
    private boolean adoptsFirstZone = true;
    private ZoneOffset recent = ZoneOffset.UTC;
    /** The day of the latest time, since most times are of the same day as the one before. */
    private String day = "";
    private long daySeconds;

    private TimeFormat(ZoneId zone, boolean settled) {
        this.local = zone;
        this.zone = zone;
        this.settled = settled;
        withOffset = settled;
    }

    /** {@return a format that takes times without an offset for those of a zone} @param zone the zone */
    public static TimeFormat local(ZoneId zone) {
        return new TimeFormat(zone, false);
    }

    /**
     * {@return a format that takes times without an offset for those of a zone, and writes all in that zone, with an
     * offset if the first time that is read has one}
     *
     * @param zone the zone
     */
    public static TimeFormat in(ZoneId zone) {
        TimeFormat format = new TimeFormat(zone, false);
        format.adoptsFirstZone = false;
        return format;
    }

    /** {@return a format that writes times with the offset that a zone has then} @param zone the zone */
    public static TimeFormat withOffset(ZoneId zone) {
        return new TimeFormat(zone, true);
    }

    /** {@return the zone in which the times are written} */
    public ZoneId zone() {
        return zone;
    }

    /** {@return whether times are written with an offset} */
    public boolean hasOffset() {
        return withOffset;
    }

    /** {@return a time as the recording writes it, with milliseconds} */
    public String format(Instant at) {
        OffsetDateTime time = at.atZone(zone).toOffsetDateTime();
        String text = LOCAL.format(time);
        return withOffset ? text + time.getOffset() : text;
    }

    /**
     * @param text a time
     * @return the time to the millisecond
     * @throws InputException if it is not a time
     */
    public Instant parse(String text) {
        int length = text.length();
        if (length < DATE_LENGTH + 6 || text.charAt(DATE_LENGTH) != 'T' && text.charAt(DATE_LENGTH) != ' '
                || text.charAt(13) != ':') {
            throw notATime(text);
        }
        if (!text.startsWith(day) || day.isEmpty()) {
            String date = text.substring(0, DATE_LENGTH);
            try {
                daySeconds = LocalDate.parse(date).toEpochDay() * SECONDS_A_DAY;
            } catch (DateTimeException e) {
                throw notATime(text);
            }
            day = date;
        }
        int hour = twoDigits(text, 11, 23);
        int minute = twoDigits(text, 14, 59);
        int second = 0;
        long millis = 0;
        int end = 16;
        if (end < length && text.charAt(end) == ':') {
            second = twoDigits(text, 17, 59);
            end = 19;
            if (end < length && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
                int first = ++end;
                int unit = 100;
                while (end < length && isDigit(text.charAt(end))) {
                    millis += (text.charAt(end++) - '0') * unit;
                    unit /= 10;
                }
                if (end == first || end > first + 9) {
                    throw notATime(text);
                }
            }
        }
        long localSeconds = daySeconds + hour * 3600L + minute * 60L + second;
        ZoneOffset offset = end == length ? offset(localSeconds) : offset(text, end);
        if (!settled) {
            settled = true;
            if (end < length) {
                withOffset = true;
                zone = adoptsFirstZone ? offset : zone;
            }
        }
        long seconds = localSeconds - offset.getTotalSeconds();
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new InputException("The time " + text + outOfRange(seconds < 0));
        }
        return Instant.ofEpochMilli(seconds * 1000 + millis);
    }

    /** {@return the end of the sentence that refuses a time} */
    static String outOfRange(boolean early) {
        return early ? " is before 1970." : " is after the year 9999.";
    }

    /** {@return whether the engine can work with an instant in milliseconds} */
    static boolean inRange(long millis) {
        return millis >= 0 && millis / 1000 <= MAX_SECONDS;
    }

    private ZoneOffset offset(long localSeconds) {
        return local instanceof ZoneOffset fixed ? fixed
                : local.getRules().getOffset(LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC));
    }

    private ZoneOffset offset(String text, int start) {
        // nearly always the same as before
        if (text.length() == start + recent.getId().length() && text.endsWith(recent.getId())) {
            return recent;
        }
        try {
            recent = ZoneOffset.of(text.substring(start));
            return recent;
        } catch (DateTimeException e) {
            throw notATime(text);
        }
    }

    private static int twoDigits(String text, int start, int max) {
        if (start + 2 > text.length() || !isDigit(text.charAt(start)) || !isDigit(text.charAt(start + 1))) {
            throw notATime(text);
        }
        int value = (text.charAt(start) - '0') * 10 + text.charAt(start + 1) - '0';
        if (value > max) {
            throw notATime(text);
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static InputException notATime(String text) {
        return new InputException("\"" + text + "\" is not a time such as 2026-01-31T08:15:00.");
    }
}
