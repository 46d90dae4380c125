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
package org.openhab.binding.occupancy.internal.discovery;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.item.OwnItems;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.config.discovery.AbstractDiscoveryService;
import org.openhab.core.config.discovery.DiscoveryResultFlag;
import org.openhab.core.config.discovery.DiscoveryService;
import org.openhab.core.config.discovery.inbox.Inbox;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts the Locations of the semantic model into the inbox, and takes them out again when their group is gone.
 */
@NonNullByDefault
@Component(service = DiscoveryService.class, configurationPid = "discovery.occupancy")
public class SemanticDiscoveryService extends AbstractDiscoveryService {

    private static final String LABEL_KEY = "discovery.location.label";
    private static final int SCAN_TIMEOUT_SECONDS = 10;

    /**
     * How long the model has to be quiet before it is read. It changes in bursts: a file of items is read, a form is
     * saved, openHAB starts.
     */
    private static final int QUIET_SECONDS = 3;

    private final ItemRegistry itemRegistry;
    private final ThingRegistry thingRegistry;
    private final ItemChannelLinkRegistry linkRegistry;
    private final OccupancyService service;
    private final Inbox inbox;
    private final @Nullable Bundle bundle;
    private final ScheduledExecutorService executor;
    private final RegistryChangeListener<Item> itemListener = new Trigger<>(false);
    private final RegistryChangeListener<Thing> thingListener = new Trigger<>(true);

    // guarded by this
    private final Map<ThingUID, Proposal> proposed = new LinkedHashMap<>();
    /** Calls of the inbox that are still to be made. One thread makes them in this order, without holding a lock. */
    private final Deque<Runnable> unannounced = new ArrayDeque<>();
    private boolean announcing;
    private boolean background;
    private @Nullable ScheduledFuture<?> pending;

    @Activate
    public SemanticDiscoveryService(final @Reference ItemRegistry itemRegistry,
            final @Reference ThingRegistry thingRegistry, final @Reference ItemChannelLinkRegistry linkRegistry,
            final @Reference OccupancyService service, final @Reference Inbox inbox,
            final @Reference TranslationProvider i18nProvider, final @Reference LocaleProvider localeProvider) {
        this(itemRegistry, thingRegistry, linkRegistry, service, inbox, i18nProvider, localeProvider, null);
    }

    SemanticDiscoveryService(ItemRegistry itemRegistry, ThingRegistry thingRegistry,
            ItemChannelLinkRegistry linkRegistry, OccupancyService service, Inbox inbox,
            TranslationProvider i18nProvider, LocaleProvider localeProvider,
            @Nullable ScheduledExecutorService executor) {
        super(LOCATION_THING_TYPES, SCAN_TIMEOUT_SECONDS, true);
        this.itemRegistry = itemRegistry;
        this.thingRegistry = thingRegistry;
        this.linkRegistry = linkRegistry;
        this.service = service;
        this.inbox = inbox;
        this.bundle = FrameworkUtil.getBundle(getClass());
        this.i18nProvider = i18nProvider;
        this.localeProvider = localeProvider;
        this.executor = executor != null ? executor : scheduler;
    }

    @Override
    @Activate
    protected void activate(@Nullable Map<String, Object> configProperties) {
        super.activate(configProperties);
    }

    @Override
    @Modified
    protected void modified(@Nullable Map<String, Object> configProperties) {
        super.modified(configProperties);
    }

    @Override
    @Deactivate
    protected void deactivate() {
        super.deactivate();
    }

    @Override
    protected void startScan() {
        propose(true);
        stopScan();
    }

    @Override
    protected void startBackgroundDiscovery() {
        synchronized (this) {
            background = true;
        }
        itemRegistry.addRegistryChangeListener(itemListener);
        thingRegistry.addRegistryChangeListener(thingListener);
        scheduleProposal();
    }

    @Override
    protected void stopBackgroundDiscovery() {
        itemRegistry.removeRegistryChangeListener(itemListener);
        thingRegistry.removeRegistryChangeListener(thingListener);
        synchronized (this) {
            background = false;
            ScheduledFuture<?> future = pending;
            if (future != null) {
                future.cancel(false);
                pending = null;
            }
        }
    }

    private synchronized void scheduleProposal() {
        if (!background) {
            return;
        }
        ScheduledFuture<?> future = pending;
        if (future != null) {
            future.cancel(false);
        }
        pending = executor.schedule(this::proposeWhenReady, QUIET_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Waits until the items are complete: half of a model would look like another one, with other parents for its
     * rooms.
     */
    private void proposeWhenReady() {
        if (service.isRunning()) {
            propose(false);
        } else {
            scheduleProposal();
        }
    }

    private void propose(boolean again) {
        synchronized (this) {
            compare(again);
            if (announcing) {
                return;
            }
            announcing = true;
        }
        try {
            for (Runnable news = nextNews(); news != null; news = nextNews()) {
                news.run();
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                announcing = false;
            }
            throw e;
        }
    }

    /** {@return the label of a proposal in the language of the system} @param name the name of the location */
    private String label(String name) {
        String label = i18nProvider.getText(bundle, LABEL_KEY, name, localeProvider.getLocale(), name);
        return label == null ? name : label;
    }

    /**
     * Reads the proposals that are in the inbox from before a restart, or that were ignored then, so that those that no
     * longer fit the model can be removed. What the user chose to ignore stays ignored.
     */
    private void takeUp() {
        inbox.stream().filter(result -> DiscoveryResultFlag.NEW.equals(result.getFlag()))
                .filter(result -> LOCATION_THING_TYPES.contains(result.getThingTypeUID()))
                .forEach(result -> proposed.putIfAbsent(result.getThingUID(), Proposal.of(result)));
    }

    private synchronized void compare(boolean again) {
        takeUp();
        Map<ThingUID, Proposal> current = new LinkedHashMap<>();
        SemanticHome.proposals(itemRegistry.getAll(), thingRegistry.getAll(),
                item -> OwnItems.channels(linkRegistry, item), this::label)
                .forEach(proposal -> current.put(proposal.uid(), proposal));
        List<Proposal> gone = proposed.values().stream().filter(before -> {
            Proposal now = current.get(before.uid());
            // the inbox takes new labels and properties of a proposal, but keeps its old parent
            return now == null || !Objects.equals(now.parent(), before.parent());
        }).toList();
        for (Proposal before : gone) {
            proposed.remove(before.uid());
            // with it the inbox drops what would lie in it
            forgetPartsOf(before.uid());
            unannounced.add(() -> thingRemoved(before.uid()));
        }
        current.forEach((uid, proposal) -> {
            if (!proposal.equals(proposed.put(uid, proposal)) || again) {
                unannounced.add(() -> thingDiscovered(proposal.toResult()));
            }
        });
    }

    private synchronized @Nullable Runnable nextNews() {
        announcing = !unannounced.isEmpty();
        return unannounced.poll();
    }

    /** The inbox drops what has become a thing: if that thing goes again at once, it is to be proposed anew. */
    private synchronized void forget(ThingUID uid) {
        proposed.remove(uid);
    }

    /**
     * When a thing is removed, the inbox drops all proposals inside it: forget them, so that they are proposed anew.
     */
    private synchronized void forgetPartsOf(ThingUID uid) {
        proposed.values().removeIf(proposal -> uid.equals(proposal.parent()));
    }

    private final class Trigger<E> implements RegistryChangeListener<E> {
        private final boolean things;

        private Trigger(boolean things) {
            this.things = things;
        }

        @Override
        public void added(E element) {
            if (element instanceof Thing thing) {
                forget(thing.getUID());
            }
            changed(element);
        }

        @Override
        public void removed(E element) {
            if (element instanceof Thing thing) {
                forgetPartsOf(thing.getUID());
            }
            changed(element);
        }

        @Override
        public void updated(E oldElement, E element) {
            changed(element);
        }

        private void changed(E element) {
            if (!things || element instanceof Thing thing && BINDING_ID.equals(thing.getUID().getBindingId())) {
                scheduleProposal();
            }
        }
    }
}
