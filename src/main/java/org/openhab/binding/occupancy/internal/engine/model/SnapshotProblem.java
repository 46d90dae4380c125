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
package org.openhab.binding.occupancy.internal.engine.model;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * An entry of a snapshot that could not be read and was skipped.
 *
 * @param path where it stands, as a JSON pointer such as {@code /locations/kitchen/sources/0/until}
 * @param message one sentence that says what is wrong with it
 */
@NonNullByDefault
public record SnapshotProblem(String path, String message) {

    /** {@return the JSON pointer (RFC 6901) of a field} @param path that of the object @param name the field's name */
    public static String pointer(String path, String name) {
        return path + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
