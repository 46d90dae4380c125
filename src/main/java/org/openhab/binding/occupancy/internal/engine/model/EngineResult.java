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

import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What a call changed, and when the engine wants to be called again.
 *
 * @param transitions in order of time; at one instant children before parents before followers
 * @param nextExpiration the earliest instant at which anything changes by itself, or {@code null} if nothing will
 */
@NonNullByDefault
public record EngineResult(List<Transition> transitions, @Nullable Instant nextExpiration) {
}
