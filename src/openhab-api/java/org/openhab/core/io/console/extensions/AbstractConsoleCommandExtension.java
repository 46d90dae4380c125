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
package org.openhab.core.io.console.extensions;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.io.console.Console;

/**
 * What the commands of the console have in common.
 */
@NonNullByDefault
public abstract class AbstractConsoleCommandExtension implements ConsoleCommandExtension {

    private final String cmd;

    protected AbstractConsoleCommandExtension(String cmd, String desc) {
        this.cmd = cmd;
    }

    protected String buildCommandUsage(String syntax, String description) {
        return String.format("%s %s - %s", cmd, syntax, description);
    }

    protected void printUsage(Console console) {
        getUsages().forEach(console::printUsage);
    }
}
