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

import java.time.Duration;
import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Somebody is in a location, for however short a time. This is the truth, which sensors can only guess.
 *
 * @param person who
 * @param location where; {@link FloorPlan#OUTSIDE} when not at home
 * @param from since when
 * @param to until when, exclusive
 * @param doing what they do there
 */
@NonNullByDefault
record Visit(String person, String location, Instant from, Instant to, Doing doing) {

    Duration length() {
        return Duration.between(from, to);
    }

    boolean atHome() {
        return !location.equals(FloorPlan.OUTSIDE);
    }
}
