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
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.demo.FamilyDiary.Span;

/**
 * The switch of a lamp: on when somebody comes to stay while it is dark outside, off when the last one leaves.
 *
 * @param location where it is
 * @param sunrise when it gets light, since midnight
 * @param sunset when it gets dark, since midnight
 */
@NonNullByDefault
record LightSwitch(String location, Duration sunrise, Duration sunset) implements Sensor {

    private static final Duration WORTH_IT = Duration.ofSeconds(30);

    @Override
    public List<Reading> observe(FamilyDiary household, Chance chance) {
        List<Reading> changes = new ArrayList<>();
        for (Span span : household.spans(visit -> visit.location().equals(location))) {
            Duration time = Duration.between(household.start(), span.from());
            boolean dark = time.compareTo(sunrise) < 0 || time.compareTo(sunset) > 0;
            if (dark && span.length().compareTo(WORTH_IT) > 0) {
                changes.add(new Reading(span.from().plusMillis(1500), "ON"));
                changes.add(new Reading(span.to().minusMillis(1200), "OFF"));
            }
        }
        return changes;
    }
}
