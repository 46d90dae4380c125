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
package org.openhab.core.thing;

import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * A channel of a thing.
 */
@NonNullByDefault
public class Channel {

    private final ChannelUID uid;
    private final @Nullable ChannelTypeUID channelTypeUID;
    private final Configuration configuration;
    private final @Nullable String label;

    Channel(ChannelUID uid, @Nullable ChannelTypeUID channelTypeUID, Configuration configuration,
            @Nullable String label) {
        this.uid = uid;
        this.channelTypeUID = channelTypeUID;
        this.configuration = configuration;
        this.label = label;
    }

    public ChannelUID getUID() {
        return uid;
    }

    public @Nullable ChannelTypeUID getChannelTypeUID() {
        return channelTypeUID;
    }

    public Configuration getConfiguration() {
        return configuration;
    }

    public @Nullable String getLabel() {
        return label;
    }

    public @Nullable String getAcceptedItemType() {
        return null;
    }

    public Set<String> getDefaultTags() {
        return Set.of();
    }
}
