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

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.events.Event;
import org.openhab.core.events.EventSubscriber;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.ManagedThingProvider;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.builder.BridgeBuilder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Has a location forget what was moved out of it. openHAB keeps a thing that got another parent, as it was, in the list
 * of the old one, and serves it a second time whenever that one is set up: after the home was disabled, or the add-on
 * replaced. Two handlers would share the room then, and edits would reach the one that does not work. openHAB makes the
 * list anew for a thing that is updated.
 */
@NonNullByDefault
@Component(immediate = true, service = EventSubscriber.class)
public class MovedLocations implements EventSubscriber {

    /** Comes when openHAB is done with the update, unlike what a listener of the registry is told. */
    static final String UPDATED = "ThingUpdatedEvent";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Logger logger = LoggerFactory.getLogger(MovedLocations.class);
    private final ThingRegistry things;
    private final ManagedThingProvider editable;
    private final UnaryOperator<Bridge> copy;
    private final Executor executor;

    @Activate
    public MovedLocations(@Reference ThingRegistry things, @Reference ManagedThingProvider editable) {
        this(things, editable, bridge -> BridgeBuilder.create(bridge).build(),
                ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON));
    }

    /**
     * @param editable accepts updates; things from files are not in it,
     * @param copy makes the same thing anew
     * @param executor updates the old parent, as events must be taken at once
     */
    MovedLocations(ThingRegistry things, ManagedThingProvider editable, UnaryOperator<Bridge> copy, Executor executor) {
        this.things = things;
        this.editable = editable;
        this.copy = copy;
        this.executor = executor;
    }

    @Override
    public Set<String> getSubscribedEventTypes() {
        return Set.of(UPDATED);
    }

    @Override
    public void receive(Event event) {
        // openhab/things/UID/updated, and the thing as it is and as it was
        if (event.getTopic().startsWith("openhab/things/" + OccupancyBindingConstants.BINDING_ID + ":")) {
            String payload = event.getPayload();
            executor.execute(() -> updated(payload));
        }
    }

    private void updated(String payload) {
        try {
            String parent = JSON.readTree(payload).path(1).path("bridgeUID").asText("");
            if (!parent.isEmpty() && editable.get(new ThingUID(parent)) != null
                    && things.get(new ThingUID(parent)) instanceof Bridge bridge
                    && bridge.getThings().stream().anyMatch(this::isElsewhere)) {
                logger.debug("{} is updated for openHAB to forget what was moved out of it.", parent);
                editable.update(copy.apply(bridge));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            logger.debug("openHAB cannot be made to forget what was moved: {}", e.getMessage());
        }
    }

    private boolean isElsewhere(Thing listed) {
        Thing now = things.get(listed.getUID());
        return now == null || !Objects.equals(now.getBridgeUID(), listed.getBridgeUID());
    }
}
