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
package org.openhab.binding.occupancy.internal.action;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;

/**
 * A handler of a location, as its actions see it.
 */
@NonNullByDefault
public interface OccupancyServiceProvider {

    /** {@return what knows the locations} */
    OccupancyService occupancyService();

    /** {@return what makes items that show the locations} */
    ItemCreator itemCreator();
}
