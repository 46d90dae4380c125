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

import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.Quantity;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.PercentType;

/**
 * Has a lamp follow a location: on while somebody is there and it is dark, dimmed before the location becomes vacant,
 * off when it is. Whoever switches the lamp by hand meanwhile is left in peace until the location becomes vacant.
 */
@NonNullByDefault
final class Light {

    private static final double FULL = 100;

    private final ItemRegistry items;
    private final ItemCommands commands;
    private final ModuleSettings settings;

    // guarded by this
    private boolean isLit;
    private @Nullable Integer brightnessBefore;

    Light(ItemRegistry items, ItemCommands commands, ModuleSettings settings) {
        this.items = items;
        this.commands = commands;
        this.settings = settings;
    }

    /** Brings the lamp in line with what a location shows. */
    synchronized void follow(LocationView view) {
        Item lamp = settings.item(items, Parameter.LAMP);
        if (lamp == null) {
            return;
        }
        Double brightness = brightness(lamp);
        if (!view.state().occupied()) {
            isLit = false;
            brightnessBefore = null;
            if (brightness == null || brightness > 0) {
                commands.send(lamp, OnOffType.OFF);
            }
        } else if (view.vacantSoon()) {
            dim(lamp, brightness);
        } else {
            light(lamp, brightness);
        }
    }

    private void dim(Item lamp, @Nullable Double brightness) {
        int dimmed = (int) Math.max(1, Math.min(FULL, settings.number(Parameter.DIMMED_TO, 20)));
        if (isDimmable(lamp) && brightness != null && brightness > dimmed) {
            brightnessBefore = brightness.intValue();
            commands.send(lamp, new PercentType(dimmed));
        }
    }

    private void light(Item lamp, @Nullable Double brightness) {
        Integer before = brightnessBefore;
        brightnessBefore = null;
        if (before != null) {
            // somebody may have switched it off meanwhile
            if (brightness == null || brightness > 0) {
                commands.send(lamp, new PercentType(before));
            }
        } else if (!isLit && Darkness.now(items, settings)) {
            isLit = true;
            if (brightness == null || brightness == 0) {
                commands.send(lamp, OnOffType.ON);
            }
        }
    }

    private static boolean isDimmable(Item lamp) {
        return Set.of("Dimmer", "Color").contains(ModuleSettings.type(lamp));
    }

    /** {@return from 0 to 100, or {@code null} if the lamp does not say} */
    private static @Nullable Double brightness(Item lamp) {
        ItemState state = ItemState.parse(lamp.getState().toFullString());
        if (state.kind() == ItemState.Kind.SWITCH) {
            return state.equals(ItemState.ON) ? FULL : 0;
        }
        Quantity quantity = state.quantity();
        return quantity == null ? null : quantity.value().doubleValue();
    }
}
