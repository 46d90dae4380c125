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
package org.openhab.binding.occupancy.internal.replay.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time on the command line. Without an offset it is meant as the recording means its own; without a time of day it
 * is midnight.
 *
 * @param time what was given
 */
@NonNullByDefault
record TimeArgument(TemporalAccessor time) {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffsetId().optionalEnd().optionalEnd()
            .toFormatter();

    Instant in(ZoneId zone) {
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
        return local.atZone(zone).toInstant();
    }

    /** Reads a time from the command line. */
    static final class Converter implements ITypeConverter<TimeArgument> {
        @Override
        public TimeArgument convert(@Nullable String value) {
            try {
                String text = String.valueOf(value).strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) +", "$1T");
                return new TimeArgument(
                        FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'" + value + "' is not a time such as 2026-01-31 or 2026-01-31T08:15:00");
            }
        }
    }
}
