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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a source remembers over a restart.
 *
 * @param state the last state of its item, or {@code null} if it was never heard of
 * @param phase what it was doing
 * @param here where and for whom it holds or will hold; {@code null} in the other phases
 * @param since when the phase began, milliseconds; of a stuck sensor when it became active
 * @param silentSince since when the item of a source that holds has had no state, in milliseconds; {@link Source#NEVER}
 *            while it has one
 * @param read whether the state that begins to hold was only read, rather than reported when it happened
 */
@NonNullByDefault
record SourceMemory(@Nullable String state, Phase phase, Signal.@Nullable Here here, long since, long silentSince,
        boolean read) {

    static final SourceMemory NOTHING = new SourceMemory(null, Phase.IDLE, null, 0, Source.NEVER, false);

    SourceMemory shift(long millis) {
        return new SourceMemory(state, phase, here, Math.max(0, since + millis),
                silentSince == Source.NEVER ? Source.NEVER : Math.max(0, silentSince + millis), read);
    }
}
