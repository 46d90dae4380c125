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
package org.openhab.core.thing.link;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.common.registry.Identifiable;
import org.openhab.core.thing.UID;

/**
 * What links have in common.
 */
@NonNullByDefault
public abstract class AbstractLink implements Identifiable<String> {

    private final String itemName;

    protected AbstractLink(String itemName) {
        this.itemName = itemName;
    }

    public static String getIDFor(String itemName, UID uid) {
        return itemName + " -> " + uid;
    }

    @Override
    public String getUID() {
        return getIDFor(itemName, getLinkedUID());
    }

    public abstract UID getLinkedUID();

    public String getItemName() {
        return itemName;
    }
}
