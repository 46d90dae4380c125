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
package org.openhab.core.service;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Which markers a tracker wants.
 */
@NonNullByDefault
public final class ReadyMarkerFilter {

    private final @Nullable String type;

    public ReadyMarkerFilter() {
        this(null);
    }

    private ReadyMarkerFilter(@Nullable String type) {
        this.type = type;
    }

    public boolean apply(ReadyMarker marker) {
        return type == null || marker.getType().equals(type);
    }

    public ReadyMarkerFilter withType(@Nullable String type) {
        return new ReadyMarkerFilter(type);
    }
}
