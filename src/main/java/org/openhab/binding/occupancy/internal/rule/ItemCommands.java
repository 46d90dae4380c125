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

import java.math.BigDecimal;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.events.EventPublisher;
import org.openhab.core.items.Item;
import org.openhab.core.items.events.ItemEventFactory;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.Command;

/**
 * Sends commands to items.
 */
@NonNullByDefault
final class ItemCommands {

    private final EventPublisher events;

    ItemCommands(EventPublisher events) {
        this.events = events;
    }

    void send(Item item, Command command) {
        events.post(
                ItemEventFactory.createCommandEvent(item.getName(), command, OccupancyBindingConstants.STORAGE_NAME));
    }

    /**
     * {@return a command, or {@code null} if an item of that type takes no such command}
     *
     * @param type the type of the item, without dimension; a group without a type of its own takes anything
     * @param text the command
     */
    static @Nullable Command parse(String type, String text) {
        boolean isOnOff = "ON".equalsIgnoreCase(text) || "OFF".equalsIgnoreCase(text);
        return switch (type) {
            case "Number" -> number(text);
            case "Switch" -> isOnOff ? OnOffType.from("ON".equalsIgnoreCase(text)) : null;
            case "String" -> new StringType(text);
            default -> {
                Command number = isOnOff ? OnOffType.from("ON".equalsIgnoreCase(text)) : number(text);
                yield number == null ? new StringType(text) : number;
            }
        };
    }

    private static @Nullable Command number(String text) {
        try {
            return new DecimalType(new BigDecimal(text.replace(',', '.')));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
