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
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.text.ItemsText;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.ui.components.UIComponentProvider;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the main UI the page.
 */
@NonNullByDefault
@Component(service = UIComponentProvider.class)
public final class OccupancyPageProvider extends LocationComponents {

    private static final int FIRST_WITH_TIMELINES = 5;

    @Activate
    public OccupancyPageProvider(@Reference ThingRegistry thingRegistry, @Reference ItemRegistry itemRegistry,
            @Reference ItemChannelLinkRegistry linkRegistry, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(thingRegistry, itemRegistry, linkRegistry,
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle()),
                hasTimelines(FrameworkUtil.getBundle(UIComponentProvider.class)),
                ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON));
    }

    private OccupancyPageProvider(ThingRegistry thingRegistry, ItemRegistry itemRegistry,
            ItemChannelLinkRegistry linkRegistry, Texts texts, boolean hasTimelines,
            ScheduledExecutorService scheduler) {
        this(thingRegistry, itemRegistry, linkRegistry, texts::text, new ItemsText(texts)::name, hasTimelines,
                scheduler);
    }

    OccupancyPageProvider(ThingRegistry thingRegistry, ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry,
            PageTexts words, UnaryOperator<String> names, boolean hasTimelines, ScheduledExecutorService scheduler) {
        super("ui:page", thingRegistry, itemRegistry, linkRegistry, names,
                homes -> List.of(new OccupancyPage(words, hasTimelines).of(homes)), scheduler);
    }

    /**
     * {@return whether the UI has charts of states, which came with openHAB 5}
     *
     * @param ui openHAB's own part of it, which has the same version
     */
    static boolean hasTimelines(@Nullable Bundle ui) {
        return ui != null && ui.getVersion().getMajor() >= FIRST_WITH_TIMELINES;
    }

    @Deactivate
    void deactivate() {
        stop();
    }
}
