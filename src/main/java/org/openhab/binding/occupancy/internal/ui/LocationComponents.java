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
package org.openhab.binding.occupancy.internal.ui;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.item.LocationThing;
import org.openhab.binding.occupancy.internal.service.item.ShownItems;
import org.openhab.core.common.registry.AbstractProvider;
import org.openhab.core.common.registry.Identifiable;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponentProvider;

/**
 * Gives the main UI components that are made of the locations, and new ones when locations, their labels or their items
 * change. Without the main UI nobody asks for such a service, and none of its classes is loaded.
 */
@NonNullByDefault
abstract class LocationComponents extends AbstractProvider<RootUIComponent> implements UIComponentProvider {

    /** Makes components, each with an id of its own. */
    @FunctionalInterface
    interface Builder {
        List<RootUIComponent> of(List<LocationNode> homes);
    }

    /**
     * How long the registries have to be quiet before components are made anew. Things and items change in bursts: a
     * file is read, a form is saved, openHAB starts.
     */
    private static final long QUIET_SECONDS = 1;

    private final String namespace;
    private final ThingRegistry thingRegistry;
    private final ItemRegistry itemRegistry;
    private final ItemChannelLinkRegistry linkRegistry;
    private final ShownItems items;
    private final UnaryOperator<String> names;
    private final Builder builder;
    private final ScheduledExecutorService scheduler;
    private final RegistryChangeListener<Thing> thingListener = new Trigger<>();
    private final RegistryChangeListener<Item> itemListener = new Trigger<>();
    private final RegistryChangeListener<ItemChannelLink> linkListener = new Trigger<>();
    private volatile Map<String, RootUIComponent> components;

    // guarded by this
    private @Nullable ScheduledFuture<?> pending;
    private boolean active = true;

    /**
     * @param namespace what kind of components it gives
     * @param names what a label is called without what the inbox adds to it
     */
    LocationComponents(String namespace, ThingRegistry thingRegistry, ItemRegistry itemRegistry,
            ItemChannelLinkRegistry linkRegistry, UnaryOperator<String> names, Builder builder,
            ScheduledExecutorService scheduler) {
        this.namespace = namespace;
        this.thingRegistry = thingRegistry;
        this.itemRegistry = itemRegistry;
        this.linkRegistry = linkRegistry;
        items = new ShownItems(itemRegistry, linkRegistry);
        this.names = names;
        this.builder = builder;
        this.scheduler = scheduler;
        thingRegistry.addRegistryChangeListener(thingListener);
        itemRegistry.addRegistryChangeListener(itemListener);
        linkRegistry.addRegistryChangeListener(linkListener);
        components = build();
    }

    /** Ends what began with this object. */
    final void stop() {
        thingRegistry.removeRegistryChangeListener(thingListener);
        itemRegistry.removeRegistryChangeListener(itemListener);
        linkRegistry.removeRegistryChangeListener(linkListener);
        synchronized (this) {
            active = false;
            ScheduledFuture<?> future = pending;
            if (future != null) {
                future.cancel(false);
            }
        }
    }

    @Override
    public final String getNamespace() {
        return namespace;
    }

    @Override
    public final Collection<RootUIComponent> getAll() {
        return components.values();
    }

    private Map<String, RootUIComponent> build() {
        List<LocationThing> roots = LocationThing.roots(thingRegistry.getAll(), names);
        Map<String, Map<String, String>> shown = items.shown(roots);
        Map<String, Map<String, String>> expected = items.expected(roots);
        Map<String, RootUIComponent> made = new LinkedHashMap<>();
        builder.of(roots.stream().map(root -> node(root, shown, expected)).toList())
                .forEach(each -> made.putIfAbsent(each.getUID(), each));
        return Collections.unmodifiableMap(made);
    }

    private static LocationNode node(LocationThing location, Map<String, Map<String, String>> shown,
            Map<String, Map<String, String>> expected) {
        return new LocationNode(location.id(), location.label(), shown.getOrDefault(location.id(), Map.of()),
                expected.getOrDefault(location.id(), Map.of()),
                location.inside().stream().map(each -> node(each, shown, expected)).toList());
    }

    private synchronized void scheduleUpdate() {
        ScheduledFuture<?> future = pending;
        if (active && (future == null || future.isDone())) {
            pending = scheduler.schedule(this::update, QUIET_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void update() {
        synchronized (this) {
            pending = null;
            if (!active) {
                return;
            }
        }
        Map<String, RootUIComponent> old = components;
        Map<String, RootUIComponent> fresh = build();
        components = fresh;
        old.forEach((id, component) -> {
            if (!fresh.containsKey(id)) {
                notifyListenersAboutRemovedElement(component);
            }
        });
        fresh.forEach((id, component) -> {
            RootUIComponent before = old.get(id);
            if (before == null) {
                notifyListenersAboutAddedElement(component);
            } else if (!Parts.isSame(before, component)) {
                notifyListenersAboutUpdatedElement(before, component);
            }
        });
    }

    private final class Trigger<E extends Identifiable<?>> implements RegistryChangeListener<E> {

        @Override
        public void added(E element) {
            scheduleUpdate();
        }

        @Override
        public void removed(E element) {
            scheduleUpdate();
        }

        @Override
        public void updated(E oldElement, E element) {
            scheduleUpdate();
        }
    }
}
