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

/**
 * Knows what is ready.
 */
@NonNullByDefault
public interface ReadyService {

    boolean isReady(ReadyMarker readyMarker);

    void registerTracker(ReadyTracker readyTracker, ReadyMarkerFilter filter);

    void unregisterTracker(ReadyTracker readyTracker);

    interface ReadyTracker {

        void onReadyMarkerAdded(ReadyMarker readyMarker);

        void onReadyMarkerRemoved(ReadyMarker readyMarker);
    }
}
