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
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.PersonListener;
import org.openhab.binding.occupancy.internal.service.PersonSetup;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.BaseThingHandler;
import org.openhab.core.types.Command;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.UnDefType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows where somebody is who lives here.
 */
@NonNullByDefault
public class PersonHandler extends BaseThingHandler {

    private final Logger logger = LoggerFactory.getLogger(PersonHandler.class);
    private final LocationRegistry registry;
    private final ChannelStates states = new ChannelStates(this::updateState);
    private volatile @Nullable Listener listener;

    /**
     * @param thing the thing
     * @param registry where the person is announced
     */
    public PersonHandler(Thing thing, LocationRegistry registry) {
        super(thing);
        this.registry = registry;
    }

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
            String name = new Settings(getConfig(), List.of()).text(CONFIG_NAME);
            String label = getThing().getLabel();
            ThingUID home = getThing().getBridgeUID();
            registry.putPerson(new PersonSetup(id(),
                    name != null ? name : label == null || label.isBlank() ? getThing().getUID().getId() : label.trim(),
                    home == null ? null : home.getAsString()), current);
        }
    }

    private String id() {
        return getThing().getUID().getAsString();
    }

    @Override
    public void dispose() {
        Listener current = listener;
        listener = null;
        if (current != null) {
            current.closed = true;
            registry.releasePerson(id(), current);
        }
    }

    /** What is wrong with the home is for the home to say. */
    @Override
    public void bridgeStatusChanged(ThingStatusInfo bridgeStatusInfo) {
        logger.trace("{}: the home is {}.", id(), bridgeStatusInfo);
    }

    @Override
    public void handleCommand(ChannelUID channelUID, Command command) {
        if (command instanceof RefreshType && !states.repeat(channelUID.getId())) {
            registry.refreshPerson(id());
        }
    }

    /** What the service tells; a handler that was disposed of meanwhile does not listen any more. */
    private final class Listener implements PersonListener {

        private volatile boolean closed;

        @Override
        public void show(@Nullable String place, @Nullable Instant lastSeen) {
            if (closed) {
                return;
            }
            states.update(CHANNEL_PERSON_LOCATION, place == null ? UnDefType.UNDEF : new StringType(place));
            states.update(CHANNEL_PERSON_HOME, OnOffType.from(place != null));
            if (lastSeen != null) {
                states.update(CHANNEL_PERSON_LAST_SEEN, new DateTimeType(lastSeen));
            }
            if (getThing().getStatus() != ThingStatus.ONLINE) {
                updateStatus(ThingStatus.ONLINE);
            }
        }
    }
}
