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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What somebody does in a location, which decides how often they move enough for a sensor to see it.
 */
@NonNullByDefault
enum Doing {
    SLEEP(Duration.ofMinutes(35)),
    WATCH_TV(Duration.ofMinutes(4)),
    READ(Duration.ofMinutes(3)),
    DESK(Duration.ofSeconds(100)),
    EAT(Duration.ofSeconds(30)),
    PLAY(Duration.ofSeconds(25)),
    SHOWER(Duration.ofSeconds(20)),
    WASH(Duration.ofSeconds(15)),
    DRESS(Duration.ofSeconds(12)),
    COOK(Duration.ofSeconds(10)),
    CLEAN(Duration.ofSeconds(6)),
    WALK(Duration.ofSeconds(2)),
    AWAY(Duration.ofDays(1));

    /** The mean time between two movements. */
    final Duration pause;

    Doing(Duration pause) {
        this.pause = pause;
    }
}
