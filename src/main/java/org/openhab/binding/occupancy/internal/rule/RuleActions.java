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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.SOURCE_RULE;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.Action;
import org.openhab.core.automation.handler.BaseActionModuleHandler;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.types.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actions of rules: tell a location that somebody or nobody is there, lock it, or send commands to items by what it
 * shows.
 */
@NonNullByDefault
final class RuleActions extends BaseActionModuleHandler {

    static final String SAY_OCCUPIED = "OCCUPIED";
    static final String SAY_VACANT = "VACANT";

    private final Logger logger = LoggerFactory.getLogger(RuleActions.class);
    private final ModuleKind kind;
    private final OccupancyService service;
    private final ItemRegistry items;
    private final ItemCommands commands;
    private final ModuleSettings settings;
    private final String rule;
    private final Light light;

    RuleActions(Action module, ModuleKind kind, String rule, OccupancyService service, ItemRegistry items,
            ItemCommands commands, ModuleSettings settings) {
        super(module);
        this.kind = kind;
        this.rule = rule;
        this.service = service;
        this.items = items;
        this.commands = commands;
        this.settings = settings;
        light = new Light(items, commands, settings);
        settings.check(items);
    }

    // Raw, as no annotated type overrides both: the values may be null in openHAB 5.2, and may not in 4.3.
    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Map execute(Map<String, Object> context) {
        if (kind == ModuleKind.SWITCH) {
            OnOffType command = OnOffType.from("ON".equals(settings.text(Parameter.COMMAND)));
            for (String name : settings.texts(Parameter.ITEMS)) {
                Item item = settings.item(items, Parameter.ITEMS, name);
                if (item != null) {
                    commands.send(item, command);
                }
            }
            return null;
        }
        LocationView view = settings.location(service);
        if (view == null) {
            return null;
        }
        switch (kind) {
            case LOCK -> lock(view);
            case UNLOCK -> tell(view, now -> OccupancyEvent.unlock(view.id(), SOURCE_RULE, now));
            case TELL -> say(view);
            case LIGHT -> light.follow(view);
            case FOLLOW -> follow(view);
            default -> {
                // triggers and conditions are handled elsewhere
            }
        }
        return null;
    }

    private void lock(LocationView view) {
        String mode = settings.text(Parameter.MODE);
        for (LockMode each : LockMode.values()) {
            if (each.name().equals(mode)) {
                Duration time = settings.duration(Parameter.ENDS_AFTER);
                Scope scope = settings.flag(Parameter.INSIDE) ? Scope.SUBTREE : Scope.SELF;
                tell(view, now -> OccupancyEvent.lock(view.id(), SOURCE_RULE, each, now).withScope(scope)
                        .withDuration(time.isZero() ? null : time));
                return;
            }
        }
        settings.tell(Parameter.MODE, String.valueOf(mode), "is none of " + Arrays.toString(LockMode.values()));
    }

    private void say(LocationView view) {
        String id = view.id();
        tell(view, SAY_VACANT.equals(settings.text(Parameter.SAY)) ? now -> OccupancyEvent.vacate(id, SOURCE_RULE, now)
                : now -> OccupancyEvent.manual(id, SOURCE_RULE, now));
    }

    /** Does not wait for the outcome; a refusal goes to the log. */
    private void tell(LocationView view, Function<Instant, OccupancyEvent> event) {
        service.handle(event).exceptionally(refusal -> {
            logger.warn("The rule {} did nothing in {}: {}", rule, Printable.brief(view.label()),
                    refusal instanceof RejectedException ? refusal.getMessage() : refusal.toString());
            return null;
        });
    }

    private void follow(LocationView view) {
        Parameter which = view.state().occupied() ? Parameter.WHILE_OCCUPIED : Parameter.WHEN_VACANT;
        String value = settings.text(which);
        Item item = value == null ? null : settings.item(items, Parameter.ITEM);
        if (item == null || value == null) {
            return;
        }
        Command command = ItemCommands.parse(ModuleSettings.type(item), value);
        if (command == null) {
            settings.tell(which, value, "is no command for the item " + item.getName());
        } else {
            commands.send(item, command);
        }
    }
}
