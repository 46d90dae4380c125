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

import java.time.format.DateTimeParseException;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.WrittenTime;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time from the command line. Without an offset it is meant as the recording means its own.
 */
@NonNullByDefault
final class TimeConverter implements ITypeConverter<WrittenTime> {

    @Override
    public WrittenTime convert(@Nullable String value) {
        try {
            return WrittenTime.parse(String.valueOf(value));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + value + "' is not a time such as 2026-01-31 or 2026-01-31T08:15:00");
        }
    }
}
