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
 * That people walk from one location to another and back, as was learned from who was seen where next. It is never
 * turned into a setting: whoever knows better says what is next to what.
 *
 * @param location the other location, by its id
 * @param walks how often somebody was seen walking, in either direction, chance subtracted
 */
@NonNullByDefault
public record LearnedWay(String location, int walks) {
}
