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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.ui.components.UIComponentProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives the main UI a widget for each location that has an item: a marker for a floor plan.
 */
@NonNullByDefault
@Component(service = UIComponentProvider.class)
public final class MarkerProvider extends LocationComponents {

    @Activate
    public MarkerProvider(@Reference LocationTree locations, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(locations,
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle())::text);
    }

    MarkerProvider(LocationTree locations, PageTexts words) {
        super("ui:widget", locations, new LocationMarker(words)::of);
    }

    @Deactivate
    void deactivate() {
        stop();
    }
}
