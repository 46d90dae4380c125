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
import org.eclipse.jdt.annotation.Nullable;

/**
 * How a source is doing.
 *
 * @param config its settings
 * @param state the last state of its item, or {@code null} if it was never heard of
 * @param contributes whether its evidence counts now
 * @param problem why it does not count, or {@code null}
 */
@NonNullByDefault
public record SourceStatus(SourceConfig config, @Nullable ItemState state, boolean contributes,
        @Nullable SourceProblem problem) {
}
