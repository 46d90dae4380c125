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
import org.openhab.binding.occupancy.internal.service.text.ItemsText;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.common.registry.AbstractProvider;
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
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponentProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the main UI the page, and a new one when locations, their labels or their items change. Without the main UI
 * nobody asks for this service, and none of its classes is loaded.
 */
@NonNullByDefault
@Component(service = UIComponentProvider.class)
public final class OccupancyPageProvider extends AbstractProvider<RootUIComponent> implements UIComponentProvider {

    private static final String NAMESPACE = "ui:page";

    /**
     * How long the registries have to be quiet before the page is made anew. Things and items change in bursts: a
     * file is read, a form is saved, openHAB starts.
     */
    private static final long QUIET_SECONDS = 1;

    private static final int FIRST_WITH_TIMELINES = 5;

    private final ThingRegistry thingRegistry;
    private final ItemRegistry itemRegistry;
    private final ItemChannelLinkRegistry linkRegistry;
    private final ShownItems items;
    private final UnaryOperator<String> names;
    private final OccupancyPage builder;
    private final ScheduledExecutorService scheduler;
    private final RegistryChangeListener<Thing> thingListener = new Trigger<>();
    private final RegistryChangeListener<Item> itemListener = new Trigger<>();
    private final RegistryChangeListener<ItemChannelLink> linkListener = new Trigger<>();
    private volatile RootUIComponent page;

    // guarded by this
    private @Nullable ScheduledFuture<?> pending;
    private boolean active = true;

    @Activate
    public OccupancyPageProvider(@Reference ThingRegistry thingRegistry, @Reference ItemRegistry itemRegistry,
            @Reference ItemChannelLinkRegistry linkRegistry, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(thingRegistry, itemRegistry, linkRegistry,
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle()),
                hasTimelines(), ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON));
    }

    private OccupancyPageProvider(ThingRegistry thingRegistry, ItemRegistry itemRegistry,
            ItemChannelLinkRegistry linkRegistry, Texts texts, boolean hasTimelines,
            ScheduledExecutorService scheduler) {
        this(thingRegistry, itemRegistry, linkRegistry, texts::text, new ItemsText(texts)::name, hasTimelines,
                scheduler);
    }

    OccupancyPageProvider(ThingRegistry thingRegistry, ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry,
            PageTexts words, UnaryOperator<String> names, boolean hasTimelines, ScheduledExecutorService scheduler) {
        this.thingRegistry = thingRegistry;
        this.itemRegistry = itemRegistry;
        this.linkRegistry = linkRegistry;
        items = new ShownItems(itemRegistry, linkRegistry);
        this.names = names;
        this.scheduler = scheduler;
        builder = new OccupancyPage(words, hasTimelines);
        thingRegistry.addRegistryChangeListener(thingListener);
        itemRegistry.addRegistryChangeListener(itemListener);
        linkRegistry.addRegistryChangeListener(linkListener);
        page = build();
    }

    /** The charts of states came with openHAB 5; the UI and openHAB's own part of it have the same version. */
    private static boolean hasTimelines() {
        Bundle ui = FrameworkUtil.getBundle(UIComponentProvider.class);
        return ui != null && ui.getVersion().getMajor() >= FIRST_WITH_TIMELINES;
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

    @Override
    public String getNamespace() {
        return NAMESPACE;
    }

    @Override
    public Collection<RootUIComponent> getAll() {
        return List.of(page);
    }

    private RootUIComponent build() {
        List<LocationThing> roots = LocationThing.roots(thingRegistry.getAll(), names);
        Map<String, Map<String, String>> shown = items.shown(roots);
        Map<String, Map<String, String>> expected = items.expected(roots);
        return builder.of(roots.stream().map(root -> node(root, shown, expected)).toList());
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
        RootUIComponent old = page;
        RootUIComponent fresh = build();
        if (!Parts.isSame(old, fresh)) {
            page = fresh;
            notifyListenersAboutUpdatedElement(old, fresh);
        }
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
