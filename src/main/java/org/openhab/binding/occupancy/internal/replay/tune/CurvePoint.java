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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.score.LocationScore;

/**
 * How well all locations would have done with the same setting.
 *
 * @param setting the setting in words
 * @param score of all rooms together
 * @param home of the home by itself
 */
@NonNullByDefault
record CurvePoint(String setting, LocationScore score, LocationScore home) {
}
