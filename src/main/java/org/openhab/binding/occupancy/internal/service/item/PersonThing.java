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
package org.openhab.binding.occupancy.internal.service.item;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.core.thing.Thing;

/**
 * The thing of a person.
 */
@NonNullByDefault
public final class PersonThing {

    private PersonThing() {
    }

    /** {@return what the person is called: the name that is set, otherwise the label} @param thing the thing */
    public static String name(Thing thing) {
        Object name = Environment.resolve(thing.getConfiguration()).get(OccupancyBindingConstants.CONFIG_NAME);
        if (name != null && !name.toString().isBlank()) {
            return name.toString().trim();
        }
        String label = thing.getLabel();
        return label == null || label.isBlank() ? thing.getUID().getId() : label.trim();
    }
}
