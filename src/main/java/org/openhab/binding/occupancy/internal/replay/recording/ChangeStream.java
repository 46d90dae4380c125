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

import java.io.IOException;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Recorded states one after the other, read as they are asked for.
 */
@NonNullByDefault
public interface ChangeStream extends AutoCloseable {

    /**
     * {@return the next state, or {@code null} at the end}
     *
     * @throws IOException if it cannot be read
     */
    @Nullable
    ItemChange next() throws IOException;

    @Override
    void close() throws IOException;
}
