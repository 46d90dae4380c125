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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * The locations and sources as they are in use: including the defaults that depend on other settings and the sources
 * that were found in semantic groups, so that a model made of them behaves like the live one.
 *
 * @param locations the locations, by id
 * @param sources the sources of these locations, location by location
 */
@NonNullByDefault
public record HomeSettings(List<LocationConfig> locations, List<SourceConfig> sources) {

    public HomeSettings {
        locations = List.copyOf(locations);
        sources = List.copyOf(sources);
    }
}
