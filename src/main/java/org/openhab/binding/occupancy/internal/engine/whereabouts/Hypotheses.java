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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What the hypotheses of a household say of one location. Stored with the location, so that the hypotheses can be put
 * together again from the locations that are still there.
 *
 * @param weights the weight of each hypothesis
 * @param people how many people each has in this location
 */
@NonNullByDefault
public record Hypotheses(double[] weights, int[] people) {
}
