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
 * Whether a report of an item tells of something that has just happened. Only that is activity.
 */
@NonNullByDefault
enum News {
    /** It has just happened. */
    CHANGE,
    /**
     * The item has a state again after it had none for a while: what it says may have happened at any time in between.
     */
    RETURN,
    /** It only says what is so, for instance at the start or after a setting was changed. */
    READING
}
