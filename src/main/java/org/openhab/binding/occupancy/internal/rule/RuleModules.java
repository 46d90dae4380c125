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
package org.openhab.binding.occupancy.internal.rule;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.Condition;
import org.openhab.core.automation.Module;
import org.openhab.core.automation.Trigger;
import org.openhab.core.automation.handler.ModuleHandler;
import org.openhab.core.automation.handler.ModuleHandlerFactory;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.events.Event;
import org.openhab.core.events.EventPublisher;
import org.openhab.core.events.EventSubscriber;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.events.GroupItemStateChangedEvent;
import org.openhab.core.items.events.ItemStateChangedEvent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the triggers, conditions and actions of rules.
 */
@NonNullByDefault
@Component(service = { ModuleHandlerFactory.class, EventSubscriber.class })
public final class RuleModules implements ModuleHandlerFactory, EventSubscriber {

    private static final Set<String> EVENT_TYPES = Set.of(ItemStateChangedEvent.TYPE, GroupItemStateChangedEvent.TYPE);

    private final OccupancyService service;
    private final ItemRegistry items;
    private final ItemCommands commands;
    private final RuleTexts texts;
    private final ScheduledExecutorService scheduler;
    private final Supplier<Instant> clock;
    private final Set<ModuleHandler> handlers = ConcurrentHashMap.newKeySet();

    @Activate
    public RuleModules(@Reference OccupancyService service, @Reference ItemRegistry itemRegistry,
            @Reference EventPublisher eventPublisher, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, BundleContext bundleContext) {
        this(service, itemRegistry, eventPublisher,
                new RuleTexts(translationProvider, localeProvider, bundleContext.getBundle()),
                ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON), Instant::now);
    }

    RuleModules(OccupancyService service, ItemRegistry items, EventPublisher events, RuleTexts texts,
            ScheduledExecutorService scheduler, Supplier<Instant> clock) {
        this.service = service;
        this.items = items;
        this.texts = texts;
        this.scheduler = scheduler;
        this.clock = clock;
        commands = new ItemCommands(events);
    }

    @Deactivate
    void deactivate() {
        handlers.forEach(ModuleHandler::dispose);
        handlers.clear();
    }

    @Override
    public Collection<String> getTypes() {
        return Arrays.stream(ModuleKind.values()).map(ModuleKind::uid).toList();
    }

    @Override
    public @Nullable ModuleHandler getHandler(Module module, String ruleUID) {
        ModuleKind kind = ModuleKind.of(module.getTypeUID());
        if (kind == null) {
            return null;
        }
        ModuleSettings settings = new ModuleSettings(ruleUID, module.getConfiguration(), texts);
        ModuleHandler handler = module instanceof Trigger trigger
                ? kind == ModuleKind.BECOMES_DARK ? new DuskTrigger(trigger, service, items, settings)
                        : new RuleTrigger(trigger, kind, service, settings, scheduler, clock)
                : module instanceof Condition condition
                        ? new RuleCondition(condition, kind, service, items, settings, clock)
                        : module instanceof Action action
                                ? new RuleActions(action, kind, ruleUID, service, items, commands, settings)
                                : null;
        if (handler != null) {
            handlers.add(handler);
        }
        return handler;
    }

    @Override
    public void ungetHandler(Module module, String ruleUID, ModuleHandler handler) {
        handlers.remove(handler);
        handler.dispose();
    }

    @Override
    public Set<String> getSubscribedEventTypes() {
        return EVENT_TYPES;
    }

    /** Only looks who is concerned: openHAB runs the rule in a thread of its own. */
    @Override
    public void receive(Event event) {
        if (event instanceof ItemStateChangedEvent changed) {
            for (ModuleHandler handler : handlers) {
                if (handler instanceof DuskTrigger dusk) {
                    dusk.itemChanged(changed.getItemName());
                }
            }
        }
    }
}
