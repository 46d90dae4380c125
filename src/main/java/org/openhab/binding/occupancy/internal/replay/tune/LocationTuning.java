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
package org.openhab.binding.occupancy.internal.replay.tune;

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What was found out about the settings of a location.
 *
 * @param location the id of the location
 * @param visits how often somebody came to it
 * @param current what its settings of today do
 * @param tried what other settings would have done, the best first; empty if there is too little to go by
 * @param recommended of those the one that is worth a change, or {@code null}
 * @param tooLittle why there is too little to go by, or {@code null}
 */
@NonNullByDefault
record LocationTuning(String location, int visits, Trial current, List<Trial> tried, @Nullable Trial recommended,
        @Nullable String tooLittle) {
}
