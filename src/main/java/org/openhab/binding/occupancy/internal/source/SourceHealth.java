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

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What is wrong with a source whose settings are in order, for the console command health. Immutable.
 *
 * @param config its settings
 * @param kind what is wrong with it
 * @param state the last state of its item, or {@code null} if it was never heard of
 * @param since since when it is so, or {@code null} if that is not known
 * @param until until when what it said last counts all the same, or {@code null}
 */
@NonNullByDefault
public record SourceHealth(SourceConfig config, Kind kind, @Nullable ItemState state, @Nullable Instant since,
        @Nullable Instant until) {

    /**
     * What can be wrong with a source whose settings are in order; if several things are, the first of them is told.
     */
    public enum Kind {
        /** It was active for longer than its sensor can be, so that it was given up. */
        STUCK,
        /** Its item is in a state that it cannot use. */
        UNUSABLE,
        /** Its item went silent while it held; that ends by itself soon. */
        LOST,
        /** It held before the restart, and its item has not said so since. */
        UNCONFIRMED,
        /** Its item says nothing. */
        SILENT
    }
}
