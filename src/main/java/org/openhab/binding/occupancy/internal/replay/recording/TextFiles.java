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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Opens files of text.
 */
@NonNullByDefault
final class TextFiles {

    private static final int[] BYTE_ORDER_MARK = { 0xEF, 0xBB, 0xBF };

    private TextFiles() {
    }

    /** {@return the bytes of a file without a byte order mark} */
    static InputStream openBytes(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(BYTE_ORDER_MARK.length);
        for (int mark : BYTE_ORDER_MARK) {
            if (in.read() != mark) {
                in.reset();
                break;
            }
        }
        return in;
    }

    /** {@return whether a line has characters that no text has} */
    static boolean isBinary(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < ' ' && c != '\t' && c != '\f' || c == '\uFFFD') {
                return true;
            }
        }
        return false;
    }
}
