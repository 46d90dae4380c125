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
 * Where a location takes its occupancy from.
 */
@NonNullByDefault
public enum Strategy {
    /** From its own evidence and from the children that contribute. */
    INDEPENDENT,
    /** As {@link #INDEPENDENT}, and occupied whenever its parent is: for locations without sensors of their own. */
    FOLLOW_PARENT
}
