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
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;

/**
 * Whether it is dark, as an item tells it.
 */
@NonNullByDefault
final class Darkness {

    private Darkness() {
    }

    /** {@return whether there is an item that says whether it is dark} */
    static boolean isKnown(ItemRegistry items, ModuleSettings settings) {
        String name = settings.text(Parameter.DARK_ITEM);
        Item item = name == null ? null : settings.item(items, Parameter.DARK_ITEM, name);
        return item != null && ItemState.parse(item.getState().toFullString()).known();
    }

    /**
     * {@return whether it is dark: a number is below the threshold, a switch is ON, a contact is closed. Without an
     * item,
     * or while that does not know, it is dark: a lamp too many does less harm than one too few}
     *
     * @param items where to look
     * @param settings which item, and the threshold
     */
    static boolean now(ItemRegistry items, ModuleSettings settings) {
        String name = settings.text(Parameter.DARK_ITEM);
        Item item = name == null ? null : settings.item(items, Parameter.DARK_ITEM, name);
        if (item == null) {
            return true;
        }
        ItemState state = ItemState.parse(item.getState().toFullString());
        if (!state.known()) {
            return true;
        }
        if (!ModuleSettings.type(item).equals("Number")) {
            return !"OFF".equals(item.getState().toFullString()) && !"OPEN".equals(item.getState().toFullString());
        }
        String number = item.getState().toFullString().split(" ")[0];
        try {
            return Double.parseDouble(number) < settings.number(Parameter.DARK_BELOW, 100);
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
