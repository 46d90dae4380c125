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
package org.openhab.core.config.discovery;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;

/**
 * Makes a {@link DiscoveryResult}.
 */
@NonNullByDefault
public class DiscoveryResultBuilder {

    private final ThingUID thingUID;
    private final Map<String, Object> properties = new HashMap<>();
    private @Nullable String representationProperty;
    private @Nullable ThingUID bridgeUID;
    private @Nullable ThingTypeUID thingTypeUID;
    private @Nullable String label;

    private DiscoveryResultBuilder(ThingUID thingUID) {
        this.thingUID = thingUID;
    }

    public static DiscoveryResultBuilder create(ThingUID thingUID) {
        return new DiscoveryResultBuilder(thingUID);
    }

    public DiscoveryResultBuilder withThingType(@Nullable ThingTypeUID thingTypeUID) {
        this.thingTypeUID = thingTypeUID;
        return this;
    }

    public DiscoveryResultBuilder withProperties(@Nullable Map<String, Object> properties) {
        if (properties != null) {
            this.properties.putAll(properties);
        }
        return this;
    }

    public DiscoveryResultBuilder withRepresentationProperty(@Nullable String representationProperty) {
        this.representationProperty = representationProperty;
        return this;
    }

    /** Refuses what openHAB 4.3 refuses; 5.x takes any bridge. */
    public DiscoveryResultBuilder withBridge(@Nullable ThingUID bridgeUID) {
        if (bridgeUID != null && !thingUID.getAsString().contains(":" + bridgeUID.getId() + ":")) {
            throw new IllegalArgumentException(
                    "Thing UID '" + thingUID + "' does not match bridge UID '" + bridgeUID + "'");
        }
        this.bridgeUID = bridgeUID;
        return this;
    }

    public DiscoveryResultBuilder withLabel(@Nullable String label) {
        this.label = label;
        return this;
    }

    public DiscoveryResult build() {
        ThingTypeUID type = Objects.requireNonNull(thingTypeUID);
        String name = Objects.requireNonNull(label);
        Map<String, Object> settings = Map.copyOf(properties);
        String representation = representationProperty;
        ThingUID bridge = bridgeUID;
        return new DiscoveryResult() {
            @Override
            public DiscoveryResultFlag getFlag() {
                return DiscoveryResultFlag.NEW;
            }

            @Override
            public ThingUID getThingUID() {
                return thingUID;
            }

            @Override
            public ThingTypeUID getThingTypeUID() {
                return type;
            }

            @Override
            public Map<String, Object> getProperties() {
                return settings;
            }

            @Override
            public @Nullable String getRepresentationProperty() {
                return representation;
            }

            @Override
            public String getLabel() {
                return name;
            }

            @Override
            public @Nullable ThingUID getBridgeUID() {
                return bridge;
            }
        };
    }
}
