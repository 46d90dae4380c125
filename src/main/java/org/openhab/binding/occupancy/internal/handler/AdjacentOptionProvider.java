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
package org.openhab.binding.occupancy.internal.handler;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CONFIG_ADJACENT;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.text.LocationNames;
import org.openhab.core.config.core.ConfigOptionProvider;
import org.openhab.core.config.core.ParameterOption;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the locations, by label, in the form of the setting Adjacent Locations.
 */
@NonNullByDefault
@Component(service = ConfigOptionProvider.class)
public final class AdjacentOptionProvider implements ConfigOptionProvider {

    private static final Set<String> OWN_TYPES = Set.of("thing-type:occupancy:place", "thing-type:occupancy:home",
            "thing-type:occupancy:location");
    private static final String THING = "thing:";
    private static final String OWN_THINGS = THING + "occupancy:";

    private final OccupancyService service;

    @Activate
    public AdjacentOptionProvider(final @Reference OccupancyService service) {
        this.service = service;
    }

    @Override
    public @Nullable Collection<ParameterOption> getParameterOptions(URI uri, String param, @Nullable String context,
            @Nullable Locale locale) {
        String asked = uri.toString();
        if (!CONFIG_ADJACENT.equals(param) || !OWN_TYPES.contains(asked) && !asked.startsWith(OWN_THINGS)) {
            return null;
        }
        // A form asks with a locale and gets options. openHAB's validation asks without one: with options it would
        // refuse a thing of a file that names a neighbour further below in the file.
        if (locale == null) {
            return null;
        }
        return LocationNames.options(service.locations()).stream()
                .filter(option -> !asked.equals(THING + option.getValue())).toList();
    }
}
