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
 * The engine refused an input. Its state is as it was before the call.
 *
 * The message is one sentence that can be shown to a user: it names the field and the value.
 */
@NonNullByDefault
public final class RejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Room for a name, a setting and a value: what was given may be endless, or command a terminal. */
    private static final int MOST_CHARACTERS = 1_000;

    private final RejectionCode code;
    private final String field;

    /**
     * @param code why the input was refused
     * @param field the name of the offending field
     * @param message one sentence that names the field and the value
     */
    public RejectedException(RejectionCode code, String field, String message) {
        // A refusal is an answer, not a fault: without the stack trace it costs nothing in an event storm.
        super(Printable.brief(message, MOST_CHARACTERS), null, false, false);
        this.code = code;
        this.field = field;
    }

    /** {@return why the input was refused} */
    public RejectionCode code() {
        return code;
    }

    /** {@return the name of the offending field} */
    public String field() {
        return field;
    }
}
