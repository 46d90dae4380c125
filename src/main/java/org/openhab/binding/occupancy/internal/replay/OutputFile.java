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
package org.openhab.binding.occupancy.internal.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A file that is written whole or not at all: under another name first, and renamed by {@link #commit}. What is no
 * file, such as a pipe, is written at once.
 */
@NonNullByDefault
public final class OutputFile implements AutoCloseable {

    /** The files that are being written, so that a program that is interrupted leaves none behind. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final @Nullable Path part;
    private final BufferedWriter writer;
    private boolean committed;

    private OutputFile(Path target, @Nullable Path part, BufferedWriter writer) {
        this.target = target;
        this.part = part;
        this.writer = writer;
    }

    /**
     * @param file the file to write; one that is there stays as it is until {@link #commit}
     * @return the file, to be closed
     * @throws InputException if it cannot be written there
     */
    public static OutputFile create(Path file) {
        try {
            Path target = file.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw new InputException("The file " + file + " cannot be written: it is a folder.");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(file, null, Files.newBufferedWriter(target));
            }
            // beside the target, so that moving it is one step; a link stays one
            Path real = Files.exists(target) ? target.toRealPath() : target;
            if (Files.exists(real) && !Files.isWritable(real)) {
                // moving another file over it would work, but whoever made it read-only did not want that
                throw new AccessDeniedException(real.toString());
            }
            Path part = real.resolveSibling("." + real.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            BufferedWriter writer = Files.newBufferedWriter(part);
            UNFINISHED.add(part);
            return new OutputFile(real, part, writer);
        } catch (IOException e) {
            throw InputException.unwritable(file, e);
        }
    }

    /**
     * @param text what comes next
     * @throws InputException if it cannot be written
     */
    public void write(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    /**
     * Gives what was written its name.
     *
     * @throws InputException if that fails; what was there is still there then
     */
    public void commit() {
        Path written = part;
        try {
            writer.close();
            if (written != null) {
                try {
                    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (AtomicMoveNotSupportedException e) {
                    Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            forget();
            committed = true;
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    /** Throws away what was not committed. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try (writer) {
            Path written = part;
            if (written != null) {
                Files.deleteIfExists(written);
            }
            forget();
        } catch (IOException e) {
            // nobody waits for it any more
        }
    }

    private void forget() {
        Path written = part;
        if (written != null) {
            UNFINISHED.remove(written);
        }
    }

    /** Deletes what was not committed: for a program that ends before it is done. */
    public static void discardUnfinished() {
        for (Path file : UNFINISHED) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // nobody is left to be told
            }
        }
        UNFINISHED.clear();
    }
}
