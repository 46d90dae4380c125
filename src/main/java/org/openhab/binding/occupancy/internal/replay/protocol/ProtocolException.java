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
package org.openhab.binding.occupancy.internal.replay.protocol;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * A request that cannot be answered. The message is one sentence.
 */
@NonNullByDefault
final class ProtocolException extends RuntimeException {

    static final String BAD_JSON = "bad-json";
    static final String UNKNOWN_OP = "unknown-op";
    static final String UNKNOWN_FIELD = "unknown-field";
    static final String MISSING_FIELD = "missing-field";
    static final String INVALID_VALUE = "invalid-value";
    static final String UNKNOWN_LOCATION = "unknown-location";
    static final String INTERNAL = "internal-error";

    private static final long serialVersionUID = 1L;

    private static final int MOST_CHARACTERS = 1_000;

    private final String code;
    private final @Nullable String field;

    /**
     * @param code what kind of mistake it is
     * @param field the field that is wrong, or {@code null} if it is the whole request
     * @param message one sentence that says what is wrong
     */
    ProtocolException(String code, @Nullable String field, String message) {
        super(Printable.brief(message, MOST_CHARACTERS), null, false, false);
        this.code = code;
        this.field = field;
    }

    String code() {
        return code;
    }

    @Nullable
    String field() {
        return field;
    }
}
