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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.Quantity;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;

/**
 * Whether it is dark, as an item tells it.
 */
@NonNullByDefault
final class Darkness {

    private Darkness() {
    }

    /**
     * {@return whether it is dark; if nothing tells, it counts as dark, because a lamp too many does less harm than
     * one too few}
     */
    static boolean now(ItemRegistry items, ModuleSettings settings) {
        Boolean dark = told(items, settings);
        return dark == null || dark;
    }

    /**
     * {@return whether an item says that it is dark: a number is below the threshold, a switch is ON, a contact is
     * closed; {@code null} if there is no item or it does not know}
     *
     * @param items where to look
     * @param settings which item, and the threshold
     */
    static @Nullable Boolean told(ItemRegistry items, ModuleSettings settings) {
        Item item = settings.item(items, Parameter.DARK_ITEM);
        if (item == null) {
            return null;
        }
        ItemState state = ItemState.parse(item.getState().toFullString());
        if (!state.known()) {
            return null;
        }
        if (!ModuleSettings.type(item).equals("Number")) {
            return !state.equals(ItemState.OFF) && !state.equals(ItemState.OPEN);
        }
        Quantity number = state.quantity();
        return number == null || number.value().doubleValue() < settings.number(Parameter.DARK_BELOW, 100);
    }
}
