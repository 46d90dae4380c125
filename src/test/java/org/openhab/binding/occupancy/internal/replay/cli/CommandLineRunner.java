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
package org.openhab.binding.occupancy.internal.replay.cli;

import java.io.PrintWriter;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Lets tests outside this package run the command line within their process.
 */
@NonNullByDefault
public final class CommandLineRunner {

    private CommandLineRunner() {
    }

    /** {@return the exit code} */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return OccupancyCli.execute(out, err, args);
    }
}
