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
 * How a lock changes what a location shows. Declared from the weakest to the strongest: where several locks apply,
 * the strongest decides.
 */
@NonNullByDefault
public enum LockMode {
    /** May become occupied, not vacant. */
    KEEP_OCCUPIED,
    /** May become vacant, not occupied. */
    KEEP_VACANT,
    /** Shows what it showed when it was locked. */
    FREEZE
}
