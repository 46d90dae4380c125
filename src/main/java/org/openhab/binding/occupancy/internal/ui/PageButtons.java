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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.LOCK_OWNER_USER;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.Module;
import org.openhab.core.automation.handler.BaseActionModuleHandler;
import org.openhab.core.automation.handler.ModuleHandler;
import org.openhab.core.automation.handler.ModuleHandlerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the buttons of the page ask for, which comes as the context of {@link PageRule}.
 */
@NonNullByDefault
@Component(service = ModuleHandlerFactory.class)
public final class PageButtons implements ModuleHandlerFactory {

    /** The id of the action's type. */
    static final String TYPE = "occupancy.page";

    static final String DO = "do";
    static final String DO_LOCK = "lock";
    static final String DO_UNLOCK = "unlock";
    static final String DO_ITEMS = "items";
    static final String LOCATION = "location";
    static final String MODE = "mode";
    static final String DURATION = "duration";

    private final Logger logger = LoggerFactory.getLogger(PageButtons.class);
    private final OccupancyService service;
    private final ItemCreator items;

    @Activate
    public PageButtons(@Reference OccupancyService service, @Reference ItemCreator items) {
        this.service = service;
        this.items = items;
    }

    @Override
    public Collection<String> getTypes() {
        return Set.of(TYPE);
    }

    @Override
    public @Nullable ModuleHandler getHandler(Module module, String ruleUID) {
        return TYPE.equals(module.getTypeUID()) && module instanceof Action action ? new Button(action) : null;
    }

    @Override
    public void ungetHandler(Module module, String ruleUID, ModuleHandler handler) {
        handler.dispose();
    }

    /** What comes from a browser may be anything: what cannot be used goes to the log and does nothing else. */
    private void press(Map<String, Object> context) {
        String location = text(context, LOCATION);
        try {
            switch (text(context, DO)) {
                case DO_LOCK -> lock(location, text(context, MODE), text(context, DURATION));
                case DO_UNLOCK -> tell(location, now -> OccupancyEvent.unlockAll(location, now));
                case DO_ITEMS -> logger.debug("{}", items.create(location, true));
                default -> noButton();
            }
        } catch (RejectedException e) {
            refused(location, e);
        }
    }

    private void lock(String location, String mode, String duration) {
        Duration time = duration.isEmpty() ? null : Durations.parse(DURATION, duration);
        for (LockMode each : LockMode.values()) {
            if (each.name().equals(mode)) {
                tell(location, now -> OccupancyEvent.lock(location, LOCK_OWNER_USER, each, now).withDuration(time));
                return;
            }
        }
        noButton();
    }

    private void noButton() {
        logger.warn("The rule {} is for the buttons of the page Occupancy; other rules take the actions of the thing.",
                PageRule.UID);
    }

    private void tell(String location, Function<Instant, OccupancyEvent> event) {
        service.handle(event).exceptionally(refusal -> {
            refused(location, refusal);
            return null;
        });
    }

    private void refused(String location, Throwable refusal) {
        logger.warn("{}: the button did nothing: {}", location,
                refusal instanceof RejectedException ? refusal.getMessage() : refusal.toString());
    }

    private static String text(Map<String, Object> context, String key) {
        Object value = context.get(key);
        return value == null ? "" : value.toString();
    }

    private final class Button extends BaseActionModuleHandler {

        Button(Action action) {
            super(action);
        }

        // Raw, as no annotated type overrides both: the values may be null in openHAB 5.2, and may not in 4.3.
        @Override
        @SuppressWarnings("rawtypes")
        public @Nullable Map execute(Map<String, Object> context) {
            press(context);
            return null;
        }
    }
}
