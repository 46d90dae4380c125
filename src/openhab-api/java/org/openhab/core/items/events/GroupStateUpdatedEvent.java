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
 * A group was given a state because of a member.
 */
@NonNullByDefault
public class GroupStateUpdatedEvent extends ItemStateUpdatedEvent {

    public static final String TYPE = GroupStateUpdatedEvent.class.getSimpleName();

    private final String memberName;

    GroupStateUpdatedEvent(String topic, String payload, String itemName, String memberName, State itemState) {
        super(topic, payload, itemName, itemState);
        this.memberName = memberName;
    }

    @Override
    public String getType() {
        return TYPE;
    }

    public String getMemberName() {
        return memberName;
    }
}
