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
 * Where the handlers of things announce what locations and people there are. Every method returns at once; what follows
 * is told to the listeners, on the service's worker and one at a time.
 */
@NonNullByDefault
public interface LocationRegistry {

    /**
     * Adds a location, or changes its settings. What is known of it and of all others is kept.
     *
     * @param setup the settings
     * @param listener what is told of the location; takes the place of the one before
     */
    void put(LocationSetup setup, LocationListener listener);

    /**
     * Takes a location out of the home because its thing is no longer served: disabled, or about to be set up anew.
     * What is known of it waits for it to come back.
     *
     * @param id the id of the location
     * @param listener the listener that it was put with; if another has taken its place, nothing happens
     */
    void release(String id, LocationListener listener);

    /**
     * Removes a location and all that is known and stored of it, because its thing was removed.
     *
     * @param id the id of the location
     */
    void remove(String id);

    /**
     * Tells the listener of a location everything again.
     *
     * @param id the id of the location
     */
    void refresh(String id);

    /**
     * Adds a person, or changes the settings.
     *
     * @param setup the settings
     * @param listener what is told of the person; takes the place of the one before
     */
    void putPerson(PersonSetup setup, PersonListener listener);

    /**
     * Forgets a person's listener.
     *
     * @param id the UID of the person's thing
     * @param listener the listener that it was put with; if another has taken its place, nothing happens
     */
    void releasePerson(String id, PersonListener listener);
}
