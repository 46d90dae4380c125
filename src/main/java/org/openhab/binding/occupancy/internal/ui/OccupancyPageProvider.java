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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
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
    public OccupancyPageProvider(@Reference LocationTree locations, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(locations,
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle())::text,
                hasTimelines(FrameworkUtil.getBundle(UIComponentProvider.class)));
    }

    OccupancyPageProvider(LocationTree locations, PageTexts words, boolean hasTimelines) {
        super("ui:page", locations, homes -> List.of(new OccupancyPage(words, hasTimelines).of(homes)));
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
