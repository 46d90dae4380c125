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

import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.replay.score.LocationScore;
import org.openhab.binding.occupancy.internal.replay.score.Score;

/**
 * A {@link Score} in a sentence.
 */
@NonNullByDefault
final class Verdict {

    private static final int MINUTES_A_DAY = 1440;

    private Verdict() {
    }

    static String of(Score score) {
        LocationScore total = score.total();
        double minutes = score.rooms().size() * score.days() * MINUTES_A_DAY;
        double dark = total.darkSeconds() / 60.0;
        double idle = (total.overhangSeconds() + total.phantomSeconds()) / 60.0;
        return String.format(Locale.ROOT,
                "Against the truth: %,.0f of %,.0f room minutes right (%.1f %%); %,.0f min occupied with nobody there, "
                        + "%,.0f min vacant with somebody there; %d false vacancies.",
                minutes - dark - idle, minutes, 100 * (1 - (dark + idle) / minutes), idle, dark,
                total.falseVacancies());
    }
}
