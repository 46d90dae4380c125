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
 * Makes the items that show locations, and takes them away again. The answers are in the language of the system.
 */
@NonNullByDefault
public interface ItemCreator {

    /**
     * Adds items with links for a location and all in it. What is there already stays as it is.
     *
     * @param location the UID of the location's thing
     * @param everything whether to show since when it is so, who is there and whether it is locked, too
     * @return what was made, and what was in the way
     */
    String create(String location, boolean everything);

    /**
     * Removes what {@link #create} added for a location and all in it, and nothing else.
     *
     * @param location the UID of the location's thing
     * @return what was removed, and what was kept
     */
    String remove(String location);
}
