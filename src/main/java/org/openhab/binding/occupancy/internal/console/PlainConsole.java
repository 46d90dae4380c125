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
package org.openhab.binding.occupancy.internal.console;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.core.io.console.Console;

/**
 * Prints lines without the control characters that names, states and what somebody typed can bring: they would command
 * the terminal.
 */
@NonNullByDefault
final class PlainConsole {

    private final Console console;

    PlainConsole(Console console) {
        this.console = console;
    }

    /** Prints text, which may have several lines. */
    void println(String text) {
        if (text.isEmpty()) {
            console.println(text);
        }
        text.lines().forEach(line -> console.println(Printable.line(line)));
    }
}
