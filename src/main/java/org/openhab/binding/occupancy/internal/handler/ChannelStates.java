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
package org.openhab.binding.occupancy.internal.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.types.State;

/**
 * Remembers what channels show, so that a channel is only updated when its value changes.
 */
@NonNullByDefault
final class ChannelStates {

    private final BiConsumer<String, State> updater;
    private final Map<String, State> states = new HashMap<>();

    /** @param updater updates a channel */
    ChannelStates(BiConsumer<String, State> updater) {
        this.updater = updater;
    }

    /** Updates a channel, unless that is what it shows. */
    synchronized void update(String channel, State state) {
        if (!state.equals(states.put(channel, state))) {
            updater.accept(channel, state);
        }
    }

    /** {@return whether the state of the channel is known; if so, it is sent again} */
    synchronized boolean repeat(String channel) {
        State state = states.get(channel);
        if (state != null) {
            updater.accept(channel, state);
        }
        return state != null;
    }

    /** {@return whether it is known what the channel shows} */
    synchronized boolean knows(String channel) {
        return states.containsKey(channel);
    }

    /** Sends the state of every channel again. */
    synchronized void repeatAll() {
        Map.copyOf(states).forEach(updater);
    }

    /** {@return whether a channel shows something else than it was commanded} */
    synchronized boolean differs(String channel, Object command) {
        return !command.equals(states.get(channel));
    }

    /** Forgets what a channel shows, so that the next update is sent in any case. */
    synchronized void forget(String channel) {
        states.remove(channel);
    }

    synchronized void clear() {
        states.clear();
    }
}
