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
package org.openhab.core.thing.binding.builder;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.thing.Bridge;

/**
 * Makes things that others lie in. Here a copy is the original itself.
 */
@NonNullByDefault
public class BridgeBuilder {

    private final Bridge bridge;

    private BridgeBuilder(Bridge bridge) {
        this.bridge = bridge;
    }

    public static BridgeBuilder create(Bridge bridge) {
        return new BridgeBuilder(bridge);
    }

    public Bridge build() {
        return bridge;
    }
}
