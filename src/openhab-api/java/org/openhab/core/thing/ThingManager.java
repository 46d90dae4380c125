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
package org.openhab.core.thing;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Sets things up, and takes them down.
 */
@NonNullByDefault
public interface ThingManager {

    boolean isEnabled(ThingUID thingUID);

    void setEnabled(ThingUID thingUID, boolean isEnabled);
}
