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
package org.openhab.binding.occupancy.internal.replay.report;

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Something worth a look.
 *
 * @param at when
 * @param location the id of the location
 * @param question what a person would ask
 * @param answer what the engine says to it
 */
@NonNullByDefault
public record Moment(Instant at, String location, String question, String answer) {
}
