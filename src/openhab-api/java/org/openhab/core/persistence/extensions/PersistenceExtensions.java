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
package org.openhab.core.persistence.extensions;

import java.time.ZonedDateTime;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.items.Item;
import org.openhab.core.persistence.HistoricItem;

/**
 * Asks persistence services for what they keep of an item, by the name under which they keep it.
 */
@NonNullByDefault
public class PersistenceExtensions {

    private PersistenceExtensions() {
    }

    public static @Nullable HistoricItem persistedState(Item item, ZonedDateTime timestamp,
            @Nullable String serviceId) {
        return null;
    }

    public static @Nullable Iterable<HistoricItem> getAllStatesBetween(Item item, ZonedDateTime begin,
            ZonedDateTime end, @Nullable String serviceId) {
        return null;
    }
}
