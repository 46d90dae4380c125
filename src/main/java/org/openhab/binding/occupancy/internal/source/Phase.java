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
package org.openhab.binding.occupancy.internal.source;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What a source is doing.
 */
@NonNullByDefault
enum Phase {
    /** Nothing. */
    IDLE,
    /** It is active, and will hold once it has been active for long enough. */
    STARTING,
    /** It holds. */
    HOLDING,
    /** It has been active for longer than it is believed, and has not been inactive since. */
    STUCK
}
