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
package org.openhab.core.items.events;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.types.State;

/**
 * An item has another state.
 */
@NonNullByDefault
public class ItemStateChangedEvent extends ItemEvent {

    public static final String TYPE = ItemStateChangedEvent.class.getSimpleName();

    protected final State itemState;
    protected final State oldItemState;

    ItemStateChangedEvent(String topic, String payload, String itemName, State newItemState, State oldItemState) {
        super(topic, payload, itemName, null);
        this.itemState = newItemState;
        this.oldItemState = oldItemState;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    public State getItemState() {
        return itemState;
    }

    public State getOldItemState() {
        return oldItemState;
    }
}
