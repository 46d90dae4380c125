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
 * What the actions of a location need of its handler.
 */
@NonNullByDefault
public interface OccupancyServiceProvider {

    /** {@return the service that the actions ask and tell} */
    OccupancyService occupancyService();

    /** {@return what makes items that show the locations} */
    ItemCreator itemCreator();
}
