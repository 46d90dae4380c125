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

import java.time.Instant;
import java.time.ZoneId;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.types.Command;
import org.openhab.core.types.PrimitiveType;
import org.openhab.core.types.State;

/**
 * An instant.
 */
@NonNullByDefault
public class DateTimeType implements PrimitiveType, State, Command {

    private final Instant instant;

    public DateTimeType(Instant instant) {
        this.instant = instant;
    }

    public Instant getInstant() {
        return instant;
    }

    @Override
    public String format(@Nullable String pattern) {
        return pattern == null ? toString() : String.format(pattern, instant.atZone(ZoneId.systemDefault()));
    }

    @Override
    public String toFullString() {
        return instant.toString();
    }

    @Override
    public String toString() {
        return toFullString();
    }

    @Override
    public int hashCode() {
        return instant.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object obj) {
        return obj instanceof DateTimeType other && instant.equals(other.instant);
    }
}
