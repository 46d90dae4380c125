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
package org.openhab.binding.occupancy.internal.service.api;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Is told of all locations by the service's worker, one call at a time. Must return soon.
 */
@NonNullByDefault
@FunctionalInterface
public interface OccupancyListener {

    /**
     * Something happened; what the location shows has been told before.
     *
     * @param location what it shows now
     * @param happening what happened
     */
    void happened(LocationView location, Happening happening);
}
