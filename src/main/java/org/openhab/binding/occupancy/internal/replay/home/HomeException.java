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
package org.openhab.binding.occupancy.internal.replay.home;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * The description of a home cannot be used. The message is one sentence for the user.
 */
@NonNullByDefault
public final class HomeException extends RuntimeException {

    /** A key that no such object has. */
    public static final String UNKNOWN_KEY = "unknown-key";
    /** A required key is missing. */
    public static final String MISSING_FIELD = "missing-field";
    /** A value that cannot be used. */
    public static final String INVALID_VALUE = "invalid-value";
    /** A location that does not exist. */
    public static final String UNKNOWN_LOCATION = "unknown-location";
    /** A location that is given twice. */
    public static final String DUPLICATE_LOCATION = "duplicate-location";
    /** A source that is given twice, or a key. */
    public static final String DUPLICATE = "duplicate";

    private static final long serialVersionUID = 1L;

    private static final int MOST_CHARACTERS = 1_000;

    private final String code;
    private final String path;

    HomeException(String code, String path, String message) {
        super(Printable.brief(message, MOST_CHARACTERS), null, false, false);
        this.code = code;
        this.path = Printable.brief(path, MOST_CHARACTERS);
    }

    /** {@return what kind of mistake it is} */
    public String code() {
        return code;
    }

    /** {@return where the mistake is, such as {@code locations[1].sources[0].type}} */
    public String path() {
        return path;
    }

    /** {@return one sentence that says what is wrong} */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
