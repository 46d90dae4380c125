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
 * An item was given a state, the same or another.
 */
@NonNullByDefault
public class ItemStateUpdatedEvent extends ItemEvent {

    public static final String TYPE = ItemStateUpdatedEvent.class.getSimpleName();

    protected final State itemState;

    ItemStateUpdatedEvent(String topic, String payload, String itemName, State itemState) {
        super(topic, payload, itemName, null);
        this.itemState = itemState;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    public State getItemState() {
        return itemState;
    }
}
