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
package org.openhab.binding.occupancy.internal.replay;

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A recorded change of an item that a source listens to.
 *
 * @param at when
 * @param source the id of the source
 * @param item the name of the item
 * @param type the id of the source's type, such as {@code motion}
 * @param state the new state as openHAB prints it
 * @param active whether the source contributes after the change
 */
@NonNullByDefault
public record SourceTick(Instant at, String source, String item, String type, String state, boolean active) {
}
