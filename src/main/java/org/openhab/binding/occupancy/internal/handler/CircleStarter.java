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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.events.Event;
import org.openhab.core.events.EventSubscriber;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingManager;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.events.ThingStatusInfoEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has openHAB set up locations whose parents form a circle. openHAB sets up no thing before its parent, so after a
 * restart these things would silently stay uninitialized, and openHAB, which waits for all things, would never reach
 * the start level at which rules run. Once they are set up, their handlers report which parent is wrong.
 *
 * It is a component of its own because it needs the {@link ThingManager}, which itself needs the handler factory to
 * start.
 */
@NonNullByDefault
@Component(immediate = true, service = EventSubscriber.class)
public class CircleStarter implements EventSubscriber {

    private static final ThingStatusInfo WAITS = new ThingStatusInfo(ThingStatus.UNINITIALIZED,
            ThingStatusDetail.DISABLED, null);

    private final Logger logger = LoggerFactory.getLogger(CircleStarter.class);
    private final ThingRegistry things;
    private final ThingManager manager;
    private final Executor executor;

    @Activate
    public CircleStarter(@Reference ThingRegistry things, @Reference ThingManager manager) {
        this(things, manager, ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON));
    }

    /** @param executor sets the things up, as events must be taken at once */
    CircleStarter(ThingRegistry things, ThingManager manager, Executor executor) {
        this.things = things;
        this.manager = manager;
        this.executor = executor;
        executor.execute(() -> List.copyOf(things.getAll()).forEach(thing -> start(thing.getUID())));
    }

    @Override
    public Set<String> getSubscribedEventTypes() {
        return Set.of(ThingStatusInfoEvent.TYPE);
    }

    @Override
    public void receive(Event event) {
        if (event instanceof ThingStatusInfoEvent told
                && OccupancyBindingConstants.BINDING_ID.equals(told.getThingUID().getBindingId())
                && told.getStatusInfo().getStatusDetail() == ThingStatusDetail.BRIDGE_UNINITIALIZED) {
            executor.execute(() -> start(told.getThingUID()));
        }
    }

    /** Sets up a thing that lies in itself by way of others, and these with it; does nothing if openHAB can do that. */
    private synchronized void start(ThingUID uid) {
        Map<ThingUID, Thing> circle = new LinkedHashMap<>();
        ThingUID each = uid;
        while (each != null && !circle.containsKey(each)) {
            Thing thing = things.get(each);
            if (thing == null || !waitsForParent(thing)) {
                return;
            }
            circle.put(each, thing);
            each = thing.getBridgeUID();
        }
        Thing child = circle.get(uid);
        Thing parent = child == null || child.getBridgeUID() == null ? null : circle.get(child.getBridgeUID());
        if (!uid.equals(each) || child == null || parent == null) {
            return;
        }
        logger.debug("{} lie in each other: they are set up all the same.", circle.keySet());
        // openHAB sets up a thing once its parent has a status other than UNINITIALIZED, and enables a thing only if
        // it was disabled before: the parent pretends both for a moment
        ThingStatusInfo pretended = new ThingStatusInfo(ThingStatus.UNKNOWN, ThingStatusDetail.DISABLED, null);
        child.setStatusInfo(WAITS);
        parent.setStatusInfo(pretended);
        manager.setEnabled(child.getUID(), true);
        // when the child is there, openHAB sets up what lies in it, and so at last the parent
        if (parent.getStatusInfo() == pretended) {
            parent.setStatusInfo(WAITS);
            manager.setEnabled(parent.getUID(), true);
        }
    }

    private static boolean waitsForParent(Thing thing) {
        return OccupancyBindingConstants.BINDING_ID.equals(thing.getUID().getBindingId()) && thing.getHandler() == null
                && thing.getStatus() == ThingStatus.UNINITIALIZED
                && thing.getStatusInfo().getStatusDetail() == ThingStatusDetail.BRIDGE_UNINITIALIZED;
    }
}
