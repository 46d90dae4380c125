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
package org.openhab.binding.occupancy.internal.replay.report;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The colours of a terminal, named by what they say. The sixteen that every theme sets, so that a light and a dark one
 * are both readable.
 */
@NonNullByDefault
enum Ink {
    PLAIN(""),
    STRONG("1"),
    QUIET("2"),
    OCCUPIED("32"),
    FLOOR("36"),
    UNSURE("33"),
    MISSED("31"),
    LOCKED("33"),
    PERSON("35");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** {@return the sequence that switches to this colour from any other} */
    String on() {
        return code.isEmpty() ? "\033[0m" : "\033[0;" + code + "m";
    }
}
