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
package org.openhab.core;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where openHAB keeps its files.
 */
@NonNullByDefault
public class OpenHAB {

    public static String getConfigFolder() {
        String folder = System.getProperty("openhab.conf");
        return folder == null ? "conf" : folder;
    }

    public static String getUserDataFolder() {
        String folder = System.getProperty("openhab.userdata");
        return folder == null ? "userdata" : folder;
    }
}
