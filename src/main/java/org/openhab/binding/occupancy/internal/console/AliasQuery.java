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
package org.openhab.binding.occupancy.internal.console;

import java.time.ZonedDateTime;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.persistence.HistoricItem;
import org.openhab.core.persistence.extensions.PersistenceExtensions;

/**
 * Asks a persistence service for an item that it keeps under another name, an alias. openHAB 5 knows the aliases and
 * passes them on by methods that openHAB 4 does not have. The methods used here are in both.
 */
@NonNullByDefault
interface AliasQuery {

    /** {@return the latest state up to a time, or {@code null} if there is none} */
    @Nullable
    HistoricItem latest(String item, ZonedDateTime until, String service);

    /** {@return the states between two times, the oldest first} */
    Iterable<HistoricItem> between(String item, ZonedDateTime begin, ZonedDateTime end, String service);

    /** {@return the query by openHAB's own means} @param items where the items are */
    static AliasQuery of(ItemRegistry items) {
        return new AliasQuery() {

            @Override
            public @Nullable HistoricItem latest(String name, ZonedDateTime until, String service) {
                Item item = items.get(name);
                return item == null ? null : PersistenceExtensions.persistedState(item, until, service);
            }

            @Override
            public Iterable<HistoricItem> between(String name, ZonedDateTime begin, ZonedDateTime end, String service) {
                Item item = items.get(name);
                Iterable<HistoricItem> states = item == null ? null
                        : PersistenceExtensions.getAllStatesBetween(item, begin, end, service);
                return states == null ? List.of() : states;
            }
        };
    }
}
