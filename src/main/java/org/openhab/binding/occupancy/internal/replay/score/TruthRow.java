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
package org.openhab.binding.occupancy.internal.replay.score;

import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where a resident truly was for a while.
 *
 * @param start from when
 * @param end until when
 * @param resident who
 * @param rooms the room, or the rooms of which it was one; empty if away
 * @param line where it stands in its file; 0 if it comes from none
 */
@NonNullByDefault
public record TruthRow(Instant start, Instant end, String resident, List<String> rooms, long line) {
}
