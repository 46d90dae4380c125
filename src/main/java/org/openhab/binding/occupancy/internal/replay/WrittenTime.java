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

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A date or a date and time as people write it: {@code 2026-03-01} is the beginning of that day, {@code
 * 2026-03-01T22:15} or {@code 2026-03-01 22:15} that minute. Without an offset it is in the time zone of the recording
 * or home that it belongs to.
 *
 * @param time what was written, as exact as it was written
 */
@NonNullByDefault
public record WrittenTime(TemporalAccessor time) {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffsetId().optionalEnd().optionalEnd()
            .toFormatter().withResolverStyle(ResolverStyle.STRICT);

    /** {@return the time} @param text what was written @throws DateTimeParseException if it is none */
    public static WrittenTime parse(String text) {
        String joined = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
        return new WrittenTime(FORMAT.parseBest(joined, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
    }

    /** {@return the instant} @param zone the time zone if none was written */
    public Instant in(ZoneId zone) {
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
        return local.atZone(zone).toInstant();
    }
}
