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
 * Has openHAB set up locations that lie in each other. It sets up no thing before its parent, so after a restart such
 * things would stay as they are without a word, and openHAB, which waits for all things, would never finish its start:
 * no rule that waits for that would run. Once they are set up their handlers say which parent is wrong.
 *
 * A component of its own: openHAB's manager of things asks for the factory of the handlers while it starts itself.
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

    /** Sets up a thing that lies in itself, and all that it lies in; does nothing where openHAB does it. */
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
        // openHAB sets up a thing whose parent has a status, and takes one as enabled that was not before
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
