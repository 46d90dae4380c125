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
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * The default of the setting Vacant When.
 */
@NonNullByDefault
public final class VacancyDefault {

    private VacancyDefault() {
    }

    /**
     * A location with sources waits for evidence of leaving: a still person gives no sign, and a timer cannot tell them
     * from an empty room. Whoever sets a timeout asked for a timer and gets one; and where nobody can be seen leaving,
     * a timer is all there is.
     *
     * @param configured the setting, or {@code null} if it is not set
     * @param hasSources whether the location has sources of its own
     * @param hasTimeouts whether a timeout of the location is configured
     * @param canBeSeenLeft whether people can be {@link SeenLeaving seen leaving} it
     * @return what makes the location vacant
     */
    public static Vacancy of(@Nullable Vacancy configured, boolean hasSources, boolean hasTimeouts,
            boolean canBeSeenLeft) {
        if (configured != null) {
            return configured;
        }
        return hasSources && !hasTimeouts && canBeSeenLeft ? Vacancy.DEPARTURE : Vacancy.TIMEOUT;
    }
}
