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

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * Something that a user gave cannot be used. The message is one sentence that says what and where, to be shown as it
 * is.
 */
@NonNullByDefault
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The most characters of a message: room for a path, a name and a value. */
    private static final int MOST_CHARACTERS = 1_000;

    /**
     * @param message one sentence that names the thing, the setting and the value
     */
    public InputException(String message) {
        // A user's mistake is an answer, not a fault: nobody needs to know where in the program it was found.
        super(Printable.brief(message, MOST_CHARACTERS), null, false, false);
    }

    /**
     * @param file the file
     * @param line the line in it, from 1
     * @param sentence what is wrong with the line
     * @return what to throw
     */
    public static InputException at(String file, long line, String sentence) {
        return new InputException(file + ", line " + line + ": " + sentence);
    }

    /**
     * @param file the file that could not be read
     * @param cause what the system says
     * @return what to throw
     */
    public static InputException unreadable(Path file, IOException cause) {
        return new InputException(sentence(file, cause, "read"));
    }

    /**
     * @param file the file that could not be written
     * @param cause what the system says
     * @return what to throw
     */
    public static InputException unwritable(Path file, IOException cause) {
        return new InputException(sentence(file, cause, "written"));
    }

    private static String sentence(Path file, IOException cause, String done) {
        if (cause instanceof NoSuchFileException) {
            return done.equals("read") ? "There is no file " + file + "."
                    : "The file " + file + " cannot be written: its folder does not exist.";
        }
        if (cause instanceof AccessDeniedException) {
            return "The file " + file + " cannot be " + done + ": permission denied.";
        }
        if (cause instanceof CharacterCodingException) {
            return "The file " + file + " is not UTF-8 text.";
        }
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return "The file " + file + " cannot be " + done + (reason == null ? "." : ": " + reason + ".");
    }
}
