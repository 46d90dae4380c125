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

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.protocol.LineProtocol;
import org.openhab.binding.occupancy.internal.replay.recording.TextLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code engine}: a home that other programs ask, line by line.
 */
@NonNullByDefault
@Command(name = "engine", description = "Reads a JSON object a line and answers with one a line.")
final class EngineCommand implements Callable<Integer> {

    /** A snapshot of a hundred thousand locations is one line. */
    private static final int MAX_LINE = 1 << 28;

    @Option(names = "--home", paramLabel = "FILE", description = "The home: locations and sources, as YAML or JSON. "
            + "Without it the home is empty until the op configure.")
    private @Nullable Path home;

    @Override
    public Integer call() {
        Path file = home;
        LineProtocol protocol = new LineProtocol(file == null ? Home.EMPTY : HomeFile.read(file));
        // System.out would hide that the reader has closed the pipe
        return converse(protocol, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    static int converse(LineProtocol protocol, InputStream in, OutputStream out) {
        TextLines lines = new TextLines(new InputStreamReader(in, StandardCharsets.UTF_8), MAX_LINE);
        Writer answers = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                answers.write(protocol.answer(line));
                answers.write('\n');
                answers.flush();
            }
        } catch (IOException e) {
            throw new InputException("The conversation broke off: " + e.getMessage() + ".");
        }
        return 0;
    }
}
