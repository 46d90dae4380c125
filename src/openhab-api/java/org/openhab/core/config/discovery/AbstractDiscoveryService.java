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
package org.openhab.core.config.discovery;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;

/**
 * What discovery services have in common.
 */
@NonNullByDefault
public abstract class AbstractDiscoveryService implements DiscoveryService {

    protected final ScheduledExecutorService scheduler = ThreadPoolManager.getScheduledPool("discovery");
    protected @NonNullByDefault({}) TranslationProvider i18nProvider;
    protected @NonNullByDefault({}) LocaleProvider localeProvider;

    private final Set<DiscoveryListener> listeners = new CopyOnWriteArraySet<>();
    private final boolean background;
    private @Nullable ScanListener scanListener;

    protected AbstractDiscoveryService(@Nullable Set<ThingTypeUID> supportedThingTypes, int timeout,
            boolean backgroundDiscoveryEnabledByDefault) {
        background = backgroundDiscoveryEnabledByDefault;
    }

    @Override
    public void addDiscoveryListener(@Nullable DiscoveryListener listener) {
        if (listener != null) {
            listeners.add(listener);
        }
    }

    @Override
    public void startScan(@Nullable ScanListener listener) {
        scanListener = listener;
        startScan();
    }

    protected abstract void startScan();

    protected synchronized void stopScan() {
        ScanListener listener = scanListener;
        if (listener != null) {
            listener.onFinished();
            scanListener = null;
        }
    }

    protected void thingDiscovered(DiscoveryResult discoveryResult) {
        listeners.forEach(listener -> listener.thingDiscovered(this, discoveryResult));
    }

    protected void thingRemoved(ThingUID thingUID) {
        listeners.forEach(listener -> listener.thingRemoved(this, thingUID));
    }

    protected void activate(@Nullable Map<String, Object> configProperties) {
        if (background) {
            startBackgroundDiscovery();
        }
    }

    protected void modified(@Nullable Map<String, Object> configProperties) {
    }

    protected void deactivate() {
        if (background) {
            stopBackgroundDiscovery();
        }
    }

    protected void startBackgroundDiscovery() {
    }

    protected void stopBackgroundDiscovery() {
    }
}
