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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A device that turns what people do into states, with the faults that such devices have.
 */
@NonNullByDefault
interface Sensor {

    /**
     * @param household what people do
     * @param chance the sensor's own chance
     * @return what it reports, in order of time
     */
    List<Reading> observe(FamilyDiary household, Chance chance);
}
