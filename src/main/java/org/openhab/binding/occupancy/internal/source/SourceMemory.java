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
 * @param item the name of its item, or {@code null} if a snapshot of an earlier version does not say
 * @param state the last state of its item, or {@code null} if it was never heard of
 * @param phase what it was doing
 * @param here where and for whom it holds or will hold; {@code null} in the other phases
 * @param since when the phase began, milliseconds; of a stuck sensor when it became active
 * @param silentSince since when the item of a source that holds has had no state, in milliseconds; {@link Source#NEVER}
 *            while it has one
 * @param read whether the state that begins to hold was only read, rather than reported when it happened
 */
@NonNullByDefault
record SourceMemory(@Nullable String item, @Nullable String state, Phase phase, Signal.@Nullable Here here, long since,
        long silentSince, boolean read) {

    static final SourceMemory NOTHING = new SourceMemory(null, null, Phase.IDLE, null, 0, Source.NEVER, false);

    /**
     * {@return what of this a source remembers that may have another item now} What it holds may go on, but from now
     * on:
     * neither how long the old sensor was active nor that it was given up says anything of the new one.
     */
    SourceMemory of(String itemNow, long now) {
        String before = item;
        boolean same = before == null || before.equals(itemNow);
        return same ? this
                : phase == Phase.HOLDING ? new SourceMemory(itemNow, null, phase, here, now, Source.NEVER, false)
                        : NOTHING;
    }

    SourceMemory shift(long millis) {
        return new SourceMemory(item, state, phase, here, Math.max(0, since + millis),
                silentSince == Source.NEVER ? Source.NEVER : Math.max(0, silentSince + millis), read);
    }
}
