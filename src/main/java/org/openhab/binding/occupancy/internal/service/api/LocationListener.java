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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.types.State;

/**
 * Is told of one location by the service's worker, one call at a time. Must return soon.
 */
@NonNullByDefault
public interface LocationListener {

    /**
     * {@return whether an item shows a channel}
     *
     * @param channel the id of one of the channels that are computed only while an item is linked
     */
    boolean isRead(String channel);

    /**
     * The location shows something, for the first time or something else.
     *
     * @param display what it shows
     */
    void show(LocationDisplay display);

    /**
     * An item that shows a channel is new or another, and shows nothing yet.
     *
     * @param channel the id of the channel, or {@code null} for all
     * @param before what the item showed before, or {@code null} if that is not known: what the add-on has not seen
     *            since the start, the item may still know
     */
    default void repeat(@Nullable String channel, @Nullable State before) {
    }

    /**
     * openHAB has stopped the handler, but not because of its own thing: the one that it lies in is disabled, or has
     * settings that openHAB refuses. The location is still at work, and what it shows still matters.
     */
    default void orphaned() {
    }

    /**
     * People were seen walking from the location to others; told now and then.
     *
     * @param locations what the user calls these, separated by commas; empty while too little was seen
     */
    default void leadsTo(String locations) {
    }

    /**
     * Something happened; what the location shows has been told before.
     *
     * @param event the payload of the trigger channel
     */
    void happened(String event);

    /**
     * The location is at work; what it shows has been told before.
     *
     * @param problems what is wrong: settings first, then what its items say; empty if nothing
     */
    void ready(List<LocationProblem> problems);
}
