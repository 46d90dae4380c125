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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.item.LocationItems;
import org.openhab.binding.occupancy.internal.service.item.ShownItems;
import org.openhab.binding.occupancy.internal.service.text.ItemsText;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.ItemBuilderFactory;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.MetadataRegistry;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes and removes the items of locations with one click, and answers in the language of the system.
 */
@NonNullByDefault
@Component(service = ItemCreator.class)
public final class ItemsComponent implements ItemCreator {

    private final LocationItems items;
    private final ItemsText text;

    @Activate
    public ItemsComponent(@Reference ThingRegistry thingRegistry, @Reference ItemRegistry itemRegistry,
            @Reference ItemChannelLinkRegistry linkRegistry, @Reference MetadataRegistry metadataRegistry,
            @Reference ItemBuilderFactory itemBuilderFactory, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        text = new ItemsText(
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle()));
        items = new LocationItems(thingRegistry, itemRegistry, linkRegistry, metadataRegistry, itemBuilderFactory,
                new ShownItems(itemRegistry, linkRegistry), text::name, text::label);
    }

    @Override
    public String create(String location, boolean everything) {
        return text.created(items.create(location, everything));
    }

    @Override
    public String remove(String location) {
        return text.removed(items.remove(location));
    }
}
