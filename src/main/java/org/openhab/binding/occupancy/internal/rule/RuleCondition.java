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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.Condition;
import org.openhab.core.automation.handler.BaseConditionModuleHandler;
import org.openhab.core.items.ItemRegistry;

/**
 * The conditions of rules, such as: a location is vacant.
 */
@NonNullByDefault
final class RuleCondition extends BaseConditionModuleHandler {

    private final ModuleKind kind;
    private final OccupancyService service;
    private final ItemRegistry items;
    private final ModuleSettings settings;
    private final Supplier<Instant> clock;

    RuleCondition(Condition module, ModuleKind kind, OccupancyService service, ItemRegistry items,
            ModuleSettings settings, Supplier<Instant> clock) {
        super(module);
        this.kind = kind;
        this.service = service;
        this.items = items;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean isSatisfied(Map<String, Object> context) {
        return switch (kind) {
            case IS_OCCUPIED -> isFor(true);
            case IS_VACANT -> isFor(false);
            case NOBODY_HOME -> homes().noneMatch(home -> home.state().occupied());
            case IS_HERE -> isHere();
            case IS_DARK -> Darkness.now(items, settings);
            default -> false;
        };
    }

    private Stream<LocationView> homes() {
        return service.locations().stream().filter(view -> view.parent() == null);
    }

    private boolean isFor(boolean occupied) {
        LocationView view = settings.location(service);
        if (view == null || view.state().occupied() != occupied) {
            return false;
        }
        Duration lasting = settings.duration(Parameter.FOR_AT_LEAST);
        Instant since = view.lastChange();
        // a location that has never changed has been so for longer than anybody can ask
        return since == null || !clock.get().isBefore(since.plus(lasting));
    }

    private boolean isHere() {
        String person = settings.text(Parameter.PERSON);
        if (person == null) {
            return false;
        }
        LocationView location = settings.location(service);
        if (location == null && settings.text(Parameter.LOCATION) != null) {
            return false;
        }
        Stream<LocationView> where = location == null ? homes() : Stream.of(location);
        return where.anyMatch(view -> view.state().occupants().stream().anyMatch(person::equalsIgnoreCase));
    }
}
