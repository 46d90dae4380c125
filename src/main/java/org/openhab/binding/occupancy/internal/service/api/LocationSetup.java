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
package org.openhab.binding.occupancy.internal.service.api;

import java.time.Duration;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * The settings of a location as its thing has them. Immutable.
 *
 * @param config what the engine needs; its vacancy is decided by the service
 * @param label what the user calls the location
 * @param vacancy what makes it vacant, or {@code null} if that is not set
 * @param hasTimeouts whether a timeout of the location is set
 * @param countsPeople whether the head count is the number of people who are known to be there
 * @param item the name of the semantic group that it stands for, or {@code null}
 * @param autoSources whether the points of that group are sources without being listed
 * @param warning how long before the end that the location will become vacant soon, or {@code null} for not at all
 * @param manualTimeout how long it counts that a person says that somebody is here, or {@code null} as the timeouts say
 * @param lockTimeout after which time the lock ends that a person sets by a channel, or {@code null} for never
 * @param sources the sources that are listed
 * @param problems what is wrong with settings; they are left out of {@code config} and {@code sources}
 */
@NonNullByDefault
public record LocationSetup(LocationConfig config, String label, @Nullable Vacancy vacancy, boolean hasTimeouts,
        boolean countsPeople, @Nullable String item, boolean autoSources, @Nullable Duration warning,
        @Nullable Duration manualTimeout, @Nullable Duration lockTimeout, List<SourceSetup> sources,
        List<LocationProblem> problems) {

    public LocationSetup {
        label = Printable.brief(label);
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    /** {@return the id of the location: the UID of its thing} */
    public String id() {
        return config.id();
    }
}
