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
package org.openhab.binding.occupancy.internal.replay.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A time in which an item shows one state whatever happens: a sensor that sticks, or one that dropped out.
 *
 * @param item the name of the item
 * @param from since when
 * @param to until when; from then on the item shows the truth again
 * @param state what it shows meanwhile
 */
@NonNullByDefault
record Fault(String item, Instant from, Instant to, String state) {

    /** {@return what the item really shows} @param changes what it would show without the fault, in order of time */
    List<Reading> applyTo(List<Reading> changes) {
        List<Reading> result = new ArrayList<>();
        @Nullable
        Reading before = null;
        @Nullable
        Reading truth = null;
        for (Reading change : changes) {
            if (change.at().isBefore(from)) {
                result.add(change);
                before = change;
                truth = change;
            } else if (change.at().isBefore(to)) {
                truth = change;
            }
        }
        if (before == null || !before.state().equals(state)) {
            result.add(new Reading(from, state));
        }
        if (truth != null && !truth.state().equals(state)) {
            result.add(new Reading(to, truth.state()));
        }
        changes.stream().filter(change -> !change.at().isBefore(to)).forEach(result::add);
        return result;
    }
}
