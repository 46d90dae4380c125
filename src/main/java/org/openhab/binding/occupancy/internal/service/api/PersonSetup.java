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
package org.openhab.binding.occupancy.internal.service.api;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The settings of a person. Immutable.
 *
 * @param id the UID of the person's thing
 * @param name the name by which sources and rules know the person
 * @param home the UID of the home's thing, or {@code null}
 */
@NonNullByDefault
public record PersonSetup(String id, String name, @Nullable String home) {
}
