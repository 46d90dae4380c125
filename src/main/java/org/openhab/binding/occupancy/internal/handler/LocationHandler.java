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

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.action.OccupancyServiceProvider;
import org.openhab.binding.occupancy.internal.engine.LocationState;
import org.openhab.binding.occupancy.internal.engine.LockMode;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.ConfigurationProblem;
import org.openhab.binding.occupancy.internal.service.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.LocationListener;
import org.openhab.binding.occupancy.internal.service.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.LocationView;
import org.openhab.binding.occupancy.internal.service.OccupancyService;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.binding.BaseBridgeHandler;
import org.openhab.core.thing.binding.ThingHandlerService;
import org.openhab.core.types.Command;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the thing of a home or a place in it and the service: announces the settings, shows what the service
 * tells on the channels, passes commands on. Everything is kept by the service, so that a change of settings here
 * disturbs nothing there.
 */
@NonNullByDefault
public class LocationHandler extends BaseBridgeHandler implements OccupancyServiceProvider {

    private final Logger logger = LoggerFactory.getLogger(LocationHandler.class);
    private final LocationRegistry registry;
    private final OccupancyService service;
    private final ChannelStates states = new ChannelStates(this::updateState);
    private volatile @Nullable Listener listener;

    /**
     * @param bridge the thing
     * @param registry where the place is announced
     * @param service where commands go
     */
    public LocationHandler(Bridge bridge, LocationRegistry registry, OccupancyService service) {
        super(bridge);
        this.registry = registry;
        this.service = service;
    }

    @Override
    public OccupancyService occupancyService() {
        return service;
    }

    @Override
    public Collection<Class<? extends ThingHandlerService>> getServices() {
        return List.of(OccupancyActions.class);
    }

    /** {@return the id of the location} */
    public String locationId() {
        return getThing().getUID().getAsString();
    }

    // -------------------------------------------------------------------------------------------------- life cycle

    @Override
    public void initialize() {
        updateStatus(ThingStatus.UNKNOWN);
        states.clear();
        listener = new Listener();
        announce();
    }

    private void announce() {
        Listener current = listener;
        if (current != null) {
            registry.put(LocationSettings.read(getThing(), getBridge() != null), current);
        }
    }

    @Override
    public void dispose() {
        Listener current = listener;
        listener = null;
        if (current != null) {
            current.closed = true;
            registry.release(locationId(), current);
        }
    }

    @Override
    public void handleRemoval() {
        Listener current = listener;
        listener = null;
        if (current != null) {
            current.closed = true;
        }
        registry.remove(locationId());
        updateStatus(ThingStatus.REMOVED);
    }

    /** Takes new settings without a new start: the place goes on. */
    @Override
    public void handleConfigurationUpdate(Map<String, Object> configurationParameters) {
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

    /** Takes another label, parent or set of channels without a new start: the place goes on. */
    @Override
    public void thingUpdated(Thing newThing) {
        thing = newThing;
        announce();
    }

    /** What is wrong with the settings of a parent is for the parent to say: this place works without it. */
    @Override
    public void bridgeStatusChanged(ThingStatusInfo bridgeStatusInfo) {
        logger.trace("{}: the parent is {}.", locationId(), bridgeStatusInfo);
    }

    // ---------------------------------------------------------------------------------------------------- commands

    @Override
    public void handleCommand(ChannelUID channelUID, Command command) {
        String channel = channelUID.getId();
        if (command instanceof RefreshType) {
            refresh(channel);
            return;
        }
        String id = locationId();
        switch (channel) {
            case CHANNEL_OCCUPANCY -> {
                if (command == OnOffType.ON) {
                    service.handle(now -> OccupancyEvent.manual(id, SOURCE_USER, now));
                } else if (command == OnOffType.OFF) {
                    service.handle(now -> OccupancyEvent.vacate(id, SOURCE_USER, now));
                }
            }
            case CHANNEL_LOCKED -> {
                if (command == OnOffType.ON) {
                    lock(LockMode.FREEZE);
                } else if (command == OnOffType.OFF) {
                    unlock();
                }
            }
            case CHANNEL_LOCK_MODE -> lockMode(command.toString());
            default -> logger.debug("{}: the channel {} takes no commands.", id, channel);
        }
    }

    private void refresh(String channel) {
        if (CHANNEL_REASON.equals(channel)) {
            // it was not put into words while nobody read it
            states.forget(channel);
        }
        if (!states.repeat(channel)) {
            registry.refresh(locationId());
        }
    }

    private void lockMode(String text) {
        String name = text.trim().toUpperCase(Locale.ROOT);
        if (LOCK_MODE_UNLOCKED.equals(name)) {
            unlock();
            return;
        }
        for (LockMode mode : LockMode.values()) {
            if (mode.name().equals(name)) {
                lock(mode);
                return;
            }
        }
        logger.warn("{}: the channel {} does not take the command {}; it takes {}, FREEZE, KEEP_VACANT, KEEP_OCCUPIED.",
                locationId(), CHANNEL_LOCK_MODE, text, LOCK_MODE_UNLOCKED);
    }

    private void lock(LockMode mode) {
        String id = locationId();
        service.handle(now -> OccupancyEvent.lock(id, LOCK_OWNER_USER, mode, now));
    }

    private void unlock() {
        String id = locationId();
        service.handle(now -> OccupancyEvent.unlock(id, LOCK_OWNER_USER, now));
    }

    // ---------------------------------------------------------------------------------------------------- channels

    private void show(LocationDisplay display) {
        LocationView view = display.view();
        LocationState state = view.state();
        Set<String> occupants = state.occupants();
        LockMode lockMode = view.lockMode();
        states.update(CHANNEL_OCCUPANCY, OnOffType.from(state.occupied()));
        states.update(CHANNEL_OCCUPIED_UNTIL, time(display.occupiedUntil()));
        states.update(CHANNEL_LAST_CHANGE, time(view.lastChange()));
        states.update(CHANNEL_LAST_ACTIVITY, time(view.lastActivity()));
        states.update(CHANNEL_OCCUPANTS, new StringType(String.join(", ", occupants)));
        states.update(CHANNEL_OCCUPANT_COUNT, new DecimalType(occupants.size()));
        states.update(CHANNEL_LOCKED, OnOffType.from(lockMode != null));
        states.update(CHANNEL_LOCK_MODE, new StringType(lockMode == null ? LOCK_MODE_UNLOCKED : lockMode.name()));
        String reason = display.reason();
        if (reason != null) {
            states.update(CHANNEL_REASON, new StringType(reason));
        }
        for (Channel channel : getThing().getChannels()) {
            if (channel.getChannelTypeUID() != null && SOURCE_CHANNEL_TYPES.contains(channel.getChannelTypeUID())) {
                String id = channel.getUID().getId();
                states.update(id, OnOffType.from(display.contributing().contains(id)));
            }
        }
    }

    private static State time(@Nullable Instant instant) {
        return instant == null ? UnDefType.UNDEF : new DateTimeType(instant);
    }

    /** What the service tells; a handler that was disposed of meanwhile does not listen any more. */
    private final class Listener implements LocationListener {

        private volatile boolean closed;

        @Override
        public boolean wantsReason() {
            return !closed && isLinked(CHANNEL_REASON);
        }

        @Override
        public void show(LocationDisplay display) {
            if (!closed) {
                LocationHandler.this.show(display);
            }
        }

        @Override
        public void happened(String event) {
            if (!closed) {
                triggerChannel(CHANNEL_EVENT, event);
            }
        }

        @Override
        public void ready(List<ConfigurationProblem> problems) {
            if (closed) {
                return;
            }
            if (problems.isEmpty()) {
                updateStatus(ThingStatus.ONLINE);
            } else {
                updateStatus(ThingStatus.OFFLINE, ThingStatusDetail.CONFIGURATION_ERROR,
                        problems.get(0).statusDescription());
            }
        }
    }
}
