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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.item.LocationThing;
import org.openhab.binding.occupancy.internal.service.item.ShownItems;
import org.openhab.binding.occupancy.internal.service.text.ItemsText;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.common.registry.Identifiable;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The homes with all that lies in them, as the main UI shows them: their labels and the items that show their channels.
 * Worked out once for all that is made of it, and anew when things, items or links change.
 */
@NonNullByDefault
@Component(service = LocationTree.class)
public final class LocationTree {

    /**
     * How long the registries have to be quiet before the tree is made anew. Things and items change in bursts: a file
     * is read, a form is saved, openHAB starts.
     */
    private static final long QUIET_SECONDS = 1;

    private final ThingRegistry thingRegistry;
    private final ItemRegistry itemRegistry;
    private final ItemChannelLinkRegistry linkRegistry;
    private final ShownItems items;
    private final UnaryOperator<String> names;
    private final ScheduledExecutorService scheduler;
    private final RegistryChangeListener<Thing> thingListener = new Trigger<>();
    private final RegistryChangeListener<Item> itemListener = new Trigger<>();
    private final RegistryChangeListener<ItemChannelLink> linkListener = new Trigger<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<LocationNode> homes;

    // guarded by this
    private @Nullable ScheduledFuture<?> pending;
    private boolean active = true;

    @Activate
    public LocationTree(@Reference ThingRegistry thingRegistry, @Reference ItemRegistry itemRegistry,
            @Reference ItemChannelLinkRegistry linkRegistry, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(thingRegistry, itemRegistry, linkRegistry,
                new ItemsText(new Texts(translationProvider, localeProvider, timeZoneProvider,
                        bundleContext.getBundle()))::name,
                ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON));
    }

    /** @param names what a label is called without what the inbox adds to it */
    LocationTree(ThingRegistry thingRegistry, ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry,
            UnaryOperator<String> names, ScheduledExecutorService scheduler) {
        this.thingRegistry = thingRegistry;
        this.itemRegistry = itemRegistry;
        this.linkRegistry = linkRegistry;
        items = new ShownItems(itemRegistry, linkRegistry);
        this.names = names;
        this.scheduler = scheduler;
        thingRegistry.addRegistryChangeListener(thingListener);
        itemRegistry.addRegistryChangeListener(itemListener);
        linkRegistry.addRegistryChangeListener(linkListener);
        homes = read();
    }

    @Deactivate
    void deactivate() {
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

    /** {@return the homes, by label} */
    List<LocationNode> homes() {
        return homes;
    }

    /** Has a listener run after each change, until it is {@link #removeListener removed}. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private List<LocationNode> read() {
        List<LocationThing> roots = LocationThing.roots(thingRegistry.getAll(), names);
        Map<String, Map<String, String>> shown = items.shown(roots);
        Map<String, Map<String, String>> expected = items.expected(roots);
        return roots.stream().map(root -> node(root, shown, expected)).toList();
    }

    private static LocationNode node(LocationThing location, Map<String, Map<String, String>> shown,
            Map<String, Map<String, String>> expected) {
        return new LocationNode(location.id(), location.label(), shown.getOrDefault(location.id(), Map.of()),
                expected.getOrDefault(location.id(), Map.of()),
                location.inside().stream().map(each -> node(each, shown, expected)).toList(), missing(location));
    }

    private static LocationNode.Missing missing(LocationThing location) {
        if (!location.inside().isEmpty() || location.hasSources()) {
            return LocationNode.Missing.NOTHING;
        }
        return location.isHome() ? LocationNode.Missing.ROOMS : LocationNode.Missing.SENSORS;
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
        homes = read();
        listeners.forEach(Runnable::run);
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
