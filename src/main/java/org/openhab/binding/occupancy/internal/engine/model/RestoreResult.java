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

import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What came of reading a snapshot back.
 *
 * @param result the transitions (cause {@link Cause.Restore}) and the next expiration
 * @param problems the entries that were skipped; empty if all was read
 */
@NonNullByDefault
public record RestoreResult(EngineResult result, List<SnapshotProblem> problems) {
}
