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
package org.openhab.binding.occupancy.internal.service;

import java.util.Collection;
import java.util.function.Consumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.service.home.OccupancyHost;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.ItemRegistryChangeListener;
import org.openhab.core.service.ReadyMarker;
import org.openhab.core.service.ReadyMarkerFilter;
import org.openhab.core.service.ReadyService;
import org.openhab.core.service.StartLevelService;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingRegistryChangeListener;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.types.State;

/**
 * Tells the host which items, links and things are added, changed and removed in openHAB, and when the start level is
 * reached at which item states are restored.
 */
@NonNullByDefault
final class RegistryWatch {

    private final ItemRegistry items;
    private final ItemChannelLinkRegistry links;
    private final ThingRegistry things;
    private final ReadyService ready;
    private final OccupancyHost host;
    private final SerialWorker worker;

    private final ItemListener itemListener = new ItemListener();
    private final LinkListener linkListener = new LinkListener();
    private final ThingListener thingListener = new ThingListener();
    private final StatesTracker statesTracker = new StatesTracker();

    /** @param worker runs the calls of the host, one after the other */
    RegistryWatch(ItemRegistry items, ItemChannelLinkRegistry links, ThingRegistry things, ReadyService ready,
            OccupancyHost host, SerialWorker worker) {
        this.items = items;
        this.links = links;
        this.things = things;
        this.ready = ready;
        this.host = host;
        this.worker = worker;
    }

    void open() {
        items.addRegistryChangeListener(itemListener);
        links.addRegistryChangeListener(linkListener);
        things.addRegistryChangeListener(thingListener);
        ready.registerTracker(statesTracker,
                new ReadyMarkerFilter().withType(StartLevelService.STARTLEVEL_MARKER_TYPE));
    }

    void close() {
        ready.unregisterTracker(statesTracker);
        things.removeRegistryChangeListener(thingListener);
        links.removeRegistryChangeListener(linkListener);
        items.removeRegistryChangeListener(itemListener);
    }

    private final class StatesTracker implements ReadyService.ReadyTracker {

        @Override
        public void onReadyMarkerAdded(ReadyMarker marker) {
            if (level(marker) >= StartLevelService.STARTLEVEL_STATES) {
                worker.execute("the start", "", host::start);
            }
        }

        private static int level(ReadyMarker marker) {
            try {
                return Integer.parseInt(marker.getIdentifier());
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        @Override
        public void onReadyMarkerRemoved(ReadyMarker marker) {
            // the start level falls when openHAB stops: the home goes on until the component is deactivated
        }
    }

    private final class ItemListener implements ItemRegistryChangeListener {

        @Override
        public void added(Item item) {
            replaced(item.getName(), null);
        }

        @Override
        public void removed(Item item) {
            replaced(item.getName(), null);
        }

        @Override
        public void updated(Item oldItem, Item item) {
            replaced(item.getName(), oldItem.getState());
        }

        @Override
        public void allItemsChanged(Collection<String> oldItemNames) {
            worker.execute("the change of all items", "", host::itemsReplaced);
        }

        private void replaced(String item, @Nullable State before) {
            worker.execute("the new form of the item", item, () -> host.itemReplaced(item, before));
        }
    }

    /** A link to a channel of this add-on makes an item useless as a source. */
    private final class LinkListener implements RegistryChangeListener<ItemChannelLink> {

        @Override
        public void added(ItemChannelLink link) {
            changed(link);
        }

        @Override
        public void removed(ItemChannelLink link) {
            changed(link);
        }

        @Override
        public void updated(ItemChannelLink oldLink, ItemChannelLink link) {
            changed(link);
        }

        private void changed(ItemChannelLink link) {
            if (OccupancyBindingConstants.BINDING_ID.equals(link.getLinkedUID().getBindingId())) {
                String item = link.getItemName();
                worker.execute("a link of the item", item, () -> host.itemLinked(item));
            }
        }
    }

    private final class ThingListener implements ThingRegistryChangeListener {

        @Override
        public void added(Thing thing) {
            tell(thing, host::thingAdded);
        }

        @Override
        public void removed(Thing thing) {
            tell(thing, host::thingRemoved);
        }

        @Override
        public void updated(Thing oldThing, Thing thing) {
            // an updated thing is told to its handler
        }

        private void tell(Thing thing, Consumer<String> change) {
            if (OccupancyBindingConstants.LOCATION_THING_TYPES.contains(thing.getThingTypeUID())) {
                String uid = thing.getUID().getAsString();
                worker.execute("the coming or going of", uid, () -> change.accept(uid));
            }
        }
    }
}
