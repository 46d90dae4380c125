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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.binding.BaseThingHandlerFactory;
import org.openhab.core.thing.binding.ThingHandler;
import org.openhab.core.thing.binding.ThingHandlerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the handlers of homes, locations and people.
 */
@NonNullByDefault
@Component(configurationPid = "binding.occupancy", service = ThingHandlerFactory.class)
public class OccupancyHandlerFactory extends BaseThingHandlerFactory {

    private final LocationRegistry registry;
    private final OccupancyService service;
    private final ItemCreator items;

    @Activate
    public OccupancyHandlerFactory(@Reference LocationRegistry registry, @Reference OccupancyService service,
            @Reference ItemCreator items) {
        this.registry = registry;
        this.service = service;
        this.items = items;
    }

    @Override
    public boolean supportsThingType(ThingTypeUID thingTypeUID) {
        return SUPPORTED_THING_TYPES.contains(thingTypeUID);
    }

    @Override
    protected @Nullable ThingHandler createHandler(Thing thing) {
        ThingTypeUID type = thing.getThingTypeUID();
        if (LOCATION_THING_TYPES.contains(type) && thing instanceof Bridge bridge) {
            return new LocationHandler(bridge, registry, service, items);
        } else if (THING_TYPE_PERSON.equals(type)) {
            return new PersonHandler(thing, registry);
        }
        return null;
    }
}
