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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.api.PersonListener;
import org.openhab.binding.occupancy.internal.service.api.PersonSetup;
import org.openhab.binding.occupancy.internal.service.item.PersonThing;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.types.Command;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;

/**
 * Handler of the thing person: shows where the person is.
 */
@NonNullByDefault
public class PersonHandler extends OccupancyThingHandler<PersonListener> {

    /**
     * @param thing the thing
     * @param registry where the person is announced
     */
    public PersonHandler(Thing thing, LocationRegistry registry) {
        super(thing, registry);
    }

    @Override
    protected PersonListener newListener() {
        return new Listener();
    }

    @Override
    protected void announce(PersonListener current) {
        ThingUID home = getThing().getBridgeUID();
        registry.putPerson(
                new PersonSetup(id(), PersonThing.name(getThing()), home == null ? null : home.getAsString()), current);
    }

    @Override
    protected void release(PersonListener last) {
        registry.releasePerson(id(), last);
    }

    @Override
    public void handleCommand(ChannelUID channelUID, Command command) {
        if (command instanceof RefreshType) {
            refresh(channelUID.getId());
        }
    }

    private final class Listener implements PersonListener {

        @Override
        public void repeat(@Nullable String channel, @Nullable State before) {
            if (isShownBy(this)) {
                PersonHandler.this.repeat(channel, before);
            }
        }

        @Override
        public void show(@Nullable String location, @Nullable Instant lastSeen) {
            if (!isShownBy(this)) {
                return;
            }
            PersonHandler.this.show(CHANNEL_PERSON_LOCATION,
                    location == null ? UnDefType.UNDEF : new StringType(location));
            PersonHandler.this.show(CHANNEL_PERSON_HOME, OnOffType.from(location != null));
            if (lastSeen != null) {
                PersonHandler.this.show(CHANNEL_PERSON_LAST_SEEN, new DateTimeType(lastSeen));
            }
            if (isServedBy(this) && getThing().getStatus() != ThingStatus.ONLINE) {
                updateStatus(ThingStatus.ONLINE);
            }
        }
    }
}
