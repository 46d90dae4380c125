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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * Is told what happens during a replay, in order of time.
 */
@NonNullByDefault
public interface ReplayListener {

    /**
     * A location changed.
     *
     * @param transition what changed
     */
    default void changed(Transition transition) {
    }

    /**
     * The item that a source listens to changed. Its transitions have been told before.
     *
     * @param source the source, as the home has it
     * @param state what the item is now
     * @param at when
     * @param active whether the source contributes now
     */
    default void reported(SourceConfig source, ItemState state, Instant at, boolean active) {
    }
}
