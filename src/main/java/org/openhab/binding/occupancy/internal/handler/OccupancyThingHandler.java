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

import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.binding.BaseThingHandler;
import org.openhab.core.thing.binding.ThingHandlerCallback;
import org.openhab.core.types.Command;
import org.openhab.core.types.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the handlers of homes, locations and people have in common: from {@link #initialize} on they announce the
 * settings to the service and show on the channels what it tells, until they are disposed of. All state is kept by
 * the service, so that changed settings need no new start of the handler.
 *
 * @param <L> the type of the listener that the service tells; each start of the handler makes a new one
 */
@NonNullByDefault
abstract class OccupancyThingHandler<L> extends BaseThingHandler {

    protected final LocationRegistry registry;

    private final Logger logger = LoggerFactory.getLogger(OccupancyThingHandler.class);
    private final ChannelStates states = new ChannelStates(this::tellChannel);
    /** {@code null} while the handler does not serve its thing. */
    private volatile @Nullable L listener;
    /**
     * The listener of a handler that openHAB stopped because its parent was stopped, while the location itself goes
     * on.
     */
    private volatile @Nullable L orphan;
    /**
     * The callback by which an orphan updates its channels: openHAB removes its own reference when it stops a
     * handler.
     */
    private volatile @Nullable ThingHandlerCallback lastCallback;

    /**
     * @param thing the thing
     * @param registry where it is announced
     */
    OccupancyThingHandler(Thing thing, LocationRegistry registry) {
        super(thing);
        this.registry = registry;
    }

    /** {@return a listener that knows nothing yet} */
    protected abstract L newListener();

    /** Tells the service the settings as they are now. */
    protected abstract void announce(L current);

    /** Tells the service that the thing is not served any more. */
    protected abstract void release(L last);

    /** Asks the service for the values that it only computes when asked. People have none. */
    protected void askAgain() {
        // all that is known has been told
    }

    /** {@return the id by which the service knows the thing} */
    protected final String id() {
        return getThing().getUID().getAsString();
    }

    // -------------------------------------------------------------------------------------------------- life cycle

    @Override
    public final void initialize() {
        updateStatus(ThingStatus.UNKNOWN);
        states.clear();
        orphan = null;
        listener = newListener();
        announce();
    }

    private void announce() {
        L current = listener;
        if (current != null) {
            announce(current);
        }
    }

    @Override
    public final void dispose() {
        L last = listener;
        listener = null;
        if (last != null) {
            release(last);
        }
    }

    /** Shows nothing from now on; the service is not told. */
    protected final void stopListening() {
        listener = null;
        orphan = null;
    }

    @Override
    public final void setCallback(@Nullable ThingHandlerCallback thingHandlerCallback) {
        super.setCallback(thingHandlerCallback);
        if (thingHandlerCallback != null) {
            lastCallback = thingHandlerCallback;
        }
    }

    /** Goes on showing what a listener is told, although openHAB has stopped the handler. */
    protected final void goOnFor(L each) {
        if (listener == null) {
            orphan = each;
        }
    }

    /** {@return whether a listener belongs to the handler; not if openHAB has stopped the handler since} */
    protected final boolean isServedBy(L each) {
        return listener == each;
    }

    /**
     * {@return whether what a listener is told is still to be shown: it belongs to the handler, or did when openHAB
     * stopped it}
     */
    protected final boolean isShownBy(L each) {
        return listener == each || orphan == each;
    }

    /** Takes new settings without a new start of the handler, so that nothing is forgotten. */
    @Override
    public final void handleConfigurationUpdate(Map<String, Object> configurationParameters) {
        if (listener == null) {
            super.handleConfigurationUpdate(configurationParameters);
        } else if (isModifyingCurrentConfig(configurationParameters)) {
            validateConfigurationParameters(configurationParameters);
            Configuration configuration = editConfiguration();
            configurationParameters.forEach(configuration::put);
            updateConfiguration(configuration);
            announce();
        }
    }

    /**
     * Takes another label, parent or set of channels without a new start of the handler, so that nothing is
     * forgotten.
     */
    @Override
    public final void thingUpdated(Thing newThing) {
        thing = newThing;
        announce();
    }

    /** Ignores the status of the parent: this thing works without it, and the parent itself says what is wrong. */
    @Override
    public final void bridgeStatusChanged(ThingStatusInfo bridgeStatusInfo) {
        logger.trace("{}: the parent is {}.", id(), bridgeStatusInfo);
    }

    // ---------------------------------------------------------------------------------------------------- channels

    private void tellChannel(String channel, State state) {
        ThingHandlerCallback callback = lastCallback;
        if (orphan != null && callback != null) {
            callback.stateUpdated(new ChannelUID(getThing().getUID(), channel), state);
        } else {
            updateState(channel, state);
        }
    }

    /** Fires a trigger channel. */
    protected final void fire(String channel, String event) {
        ThingHandlerCallback callback = lastCallback;
        if (orphan != null && callback != null) {
            callback.channelTriggered(getThing(), new ChannelUID(getThing().getUID(), channel), event);
        } else {
            triggerChannel(channel, event);
        }
    }

    /** {@return whether any item shows a channel} */
    protected final boolean isShown(String channel) {
        ThingHandlerCallback callback = lastCallback;
        return orphan != null && callback != null
                ? callback.isChannelLinked(new ChannelUID(getThing().getUID(), channel))
                : isLinked(channel);
    }

    /** Updates a channel, unless that is what it shows. */
    protected final void show(String channel, State state) {
        states.update(channel, state);
    }

    /** Sends the next state of a channel even if it is the one that was sent last. */
    protected final void forget(String channel) {
        states.forget(channel);
    }

    /** Tells a channel again what it shows, or all if it is not named: an item is new or another. */
    protected void repeat(@Nullable String channel, @Nullable State before) {
        if (channel == null) {
            states.repeatAll();
        } else if (before instanceof DateTimeType && !states.knows(channel)) {
            // a time from before the start is known to the item only
            show(channel, before);
        } else {
            refresh(channel);
        }
    }

    /** After a command the item may show what was commanded: it is sent the actual state, unless that is the same. */
    protected final void putRight(String channel, Command command) {
        if (states.differs(channel, command)) {
            states.repeat(channel);
        }
    }

    /** Tells a channel again what it shows. */
    protected final void refresh(String channel) {
        if (!states.repeat(channel)) {
            askAgain();
        }
    }
}
