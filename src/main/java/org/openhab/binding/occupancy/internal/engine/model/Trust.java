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
package org.openhab.binding.occupancy.internal.engine.model;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * How far a source's evidence is believed.
 */
@NonNullByDefault
public enum Trust {
    /** Reported by the source. */
    LIVE,
    /** Read back from a snapshot; a hold ends after a grace period unless the source confirms it. */
    RESTORED,
    /** The source went silent while it held; the hold ends by itself soon. */
    LOST,
    /**
     * Vacated by hand: the hold is remembered but does not count until the source reports inactive and active again.
     */
    VACATED
}
