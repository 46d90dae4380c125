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
package org.openhab.core.thing.binding;

import java.util.Map;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.State;

/**
 * What handlers have in common.
 */
@NonNullByDefault
public abstract class BaseThingHandler implements ThingHandler {

    protected Thing thing;

    private @Nullable ThingHandlerCallback callback;
    /** As openHAB 5.2 does it: read once, and again when the thing is another. */
    private @Nullable Configuration resolved;

    public BaseThingHandler(Thing thing) {
        this.thing = thing;
    }

    @Override
    public void handleRemoval() {
        updateStatus(ThingStatus.REMOVED);
    }

    @Override
    public void handleConfigurationUpdate(Map<String, Object> configurationParameters) {
        if (!isModifyingCurrentConfig(configurationParameters)) {
            return;
        }
        validateConfigurationParameters(configurationParameters);
        Configuration configuration = editConfiguration();
        configurationParameters.forEach(configuration::put);
        if (isInitialized()) {
            dispose();
            updateConfiguration(configuration);
            initialize();
        } else {
            updateConfiguration(configuration);
            ThingHandlerCallback callback = this.callback;
            if (callback != null) {
                callback.configurationUpdated(thing);
            }
        }
    }

    protected boolean isModifyingCurrentConfig(Map<String, Object> configurationParameters) {
        Configuration current = getConfig();
        return configurationParameters.entrySet().stream()
                .anyMatch(entry -> !Objects.equals(current.get(entry.getKey()), entry.getValue()));
    }

    protected void validateConfigurationParameters(Map<String, Object> configurationParameters) {
        ThingHandlerCallback callback = this.callback;
        if (callback != null) {
            callback.validateConfigurationParameters(thing, configurationParameters);
        }
    }

    @Override
    public void dispose() {
    }

    @Override
    public Thing getThing() {
        return thing;
    }

    @Override
    public void thingUpdated(Thing thing) {
        dispose();
        this.thing = thing;
        resolved = null;
        initialize();
    }

    @Override
    public void setCallback(@Nullable ThingHandlerCallback thingHandlerCallback) {
        synchronized (this) {
            callback = thingHandlerCallback;
        }
    }

    protected @Nullable ThingHandlerCallback getCallback() {
        return callback;
    }

    @Override
    public void channelLinked(ChannelUID channelUID) {
        handleCommand(channelUID, RefreshType.REFRESH);
    }

    @Override
    public void channelUnlinked(ChannelUID channelUID) {
    }

    protected Configuration getConfig() {
        Configuration current = resolved;
        if (current == null) {
            current = new Configuration(getThing().getConfiguration().getProperties());
            resolved = current;
        }
        return current;
    }

    protected Configuration editConfiguration() {
        return new Configuration(thing.getConfiguration().getProperties());
    }

    protected void updateConfiguration(Configuration configuration) {
        Configuration own = thing.getConfiguration();
        configuration.getProperties().forEach(own::put);
        resolved = null;
        ThingHandlerCallback callback = this.callback;
        if (callback != null) {
            callback.thingUpdated(thing);
        }
    }

    protected void updateProperty(String name, @Nullable String value) {
        thing.setProperty(name, value);
        ThingHandlerCallback callback = this.callback;
        if (callback != null) {
            callback.thingUpdated(thing);
        }
    }

    protected void updateState(String channelID, State state) {
        updateState(new ChannelUID(thing.getUID(), channelID), state);
    }

    protected void updateState(ChannelUID channelUID, State state) {
        synchronized (this) {
            ThingHandlerCallback callback = this.callback;
            if (callback != null) {
                callback.stateUpdated(channelUID, state);
            }
        }
    }

    protected void triggerChannel(String channelID, String event) {
        synchronized (this) {
            ThingHandlerCallback callback = this.callback;
            if (callback != null) {
                callback.channelTriggered(thing, new ChannelUID(thing.getUID(), channelID), event);
            }
        }
    }

    protected void updateStatus(ThingStatus status) {
        updateStatus(status, ThingStatusDetail.NONE, null);
    }

    protected void updateStatus(ThingStatus status, ThingStatusDetail statusDetail) {
        updateStatus(status, statusDetail, null);
    }

    protected void updateStatus(ThingStatus status, ThingStatusDetail statusDetail, @Nullable String description) {
        synchronized (this) {
            ThingHandlerCallback callback = this.callback;
            if (callback != null) {
                callback.statusUpdated(thing, new ThingStatusInfo(status, statusDetail, description));
            }
        }
    }

    protected boolean isInitialized() {
        ThingStatus status = thing.getStatus();
        return status == ThingStatus.ONLINE || status == ThingStatus.OFFLINE || status == ThingStatus.UNKNOWN;
    }

    protected boolean isLinked(String channelId) {
        ThingHandlerCallback callback = this.callback;
        return callback != null && callback.isChannelLinked(new ChannelUID(thing.getUID(), channelId));
    }

    protected @Nullable Bridge getBridge() {
        ThingUID bridge = thing.getBridgeUID();
        ThingHandlerCallback callback = this.callback;
        return bridge == null || callback == null ? null : callback.getBridge(bridge);
    }

    @Override
    public void bridgeStatusChanged(ThingStatusInfo bridgeStatusInfo) {
        ThingStatusInfo own = thing.getStatusInfo();
        if (bridgeStatusInfo.getStatus() == ThingStatus.ONLINE
                && own.getStatusDetail() == ThingStatusDetail.BRIDGE_OFFLINE) {
            updateStatus(ThingStatus.ONLINE);
        } else if (bridgeStatusInfo.getStatus() == ThingStatus.OFFLINE) {
            updateStatus(ThingStatus.OFFLINE, ThingStatusDetail.BRIDGE_OFFLINE);
        }
    }
}
