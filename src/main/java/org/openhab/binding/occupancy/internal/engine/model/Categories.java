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

import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The categories of evidence of which the engine knows what they see. A host may use any other: those only have a
 * timeout.
 */
@NonNullByDefault
public final class Categories {

    /** Sensors that see movement. Their silence says nothing: a person who sits still is not gone. */
    public static final String MOTION = "motion";

    /** Sensors that see people sit still, and so also that nobody is there any more. */
    public static final String PRESENCE = "presence";

    /** The categories of sources whose evidence is over soon after they said so, wherever people are thought to be. */
    public static final Set<String> REPORT_THEIR_END = Set.of(PRESENCE, "person", "level");

    private Categories() {
    }
}
