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
package org.openhab.binding.occupancy.internal.replay;

import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Tells several listeners, one after the other.
 *
 * @param listeners who is told
 */
@NonNullByDefault
public record ReplayListeners(List<ReplayListener> listeners) implements ReplayListener {

    public ReplayListeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void changed(Transition transition) {
        for (ReplayListener listener : listeners) {
            listener.changed(transition);
        }
    }

    @Override
    public void reported(SourceConfig source, ItemState state, Instant at, boolean active) {
        for (ReplayListener listener : listeners) {
            listener.reported(source, state, at, active);
        }
    }
}
