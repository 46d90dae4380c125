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
 * Why the engine refused an event or a configuration.
 */
@NonNullByDefault
public enum RejectionCode {
    UNKNOWN_LOCATION("unknown-location"),
    MISSING_FIELD("missing-field"),
    NEGATIVE_DURATION("negative-duration"),
    DURATION_TOO_LONG("duration-too-long"),
    PROPAGATED_EVENT("propagated-event"),
    TIME_OUT_OF_RANGE("time-out-of-range"),
    PARENT_CYCLE("parent-cycle"),
    DUPLICATE_LOCATION("duplicate-location"),
    INVALID_VALUE("invalid-value");

    private final String key;

    RejectionCode(String key) {
        this.key = key;
    }

    /** {@return the code as it is printed and sent} */
    public String key() {
        return key;
    }
}
