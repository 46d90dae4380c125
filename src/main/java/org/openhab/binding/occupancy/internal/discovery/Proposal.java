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
package org.openhab.binding.occupancy.internal.discovery;

import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.config.discovery.DiscoveryResult;
import org.openhab.core.config.discovery.DiscoveryResultBuilder;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;

/**
 * A location that the semantic model knows and that no thing stands for yet. Immutable.
 *
 * @param uid the UID that its thing would get
 * @param type home or location
 * @param parent the UID of the thing, there already or proposed too, that it is a part of; {@code null} for a home
 * @param label what the user calls it, or a key for it
 * @param properties the settings of the thing
 */
@NonNullByDefault
record Proposal(ThingUID uid, ThingTypeUID type, @Nullable ThingUID parent, String label,
        Map<String, Object> properties) {

    private static final String KEY = "@text/";

    /** {@return what the inbox still has of a proposal} @param result the entry of the inbox */
    static Proposal of(DiscoveryResult result) {
        return new Proposal(result.getThingUID(), result.getThingTypeUID(), result.getBridgeUID(), result.getLabel(),
                result.getProperties());
    }

    DiscoveryResult toResult() {
        DiscoveryResultBuilder builder = DiscoveryResultBuilder.create(uid).withThingType(type).withBridge(parent)
                .withLabel(asPattern(label)).withProperties(properties);
        if (properties.containsKey(OccupancyBindingConstants.CONFIG_ITEM)) {
            builder.withRepresentationProperty(OccupancyBindingConstants.CONFIG_ITEM);
        }
        return builder.build();
    }

    /** openHAB takes every label for a pattern with placeholders: "Kid's Room" would lose its apostrophe. */
    private static String asPattern(String label) {
        return label.startsWith(KEY) ? label : label.replace("'", "''").replace("{", "'{'");
    }
}
