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
package org.openhab.binding.occupancy.internal.source;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * An item that sources listen to, and the last that was heard of it.
 */
@NonNullByDefault
final class Item {

    final String name;
    final List<Source> sources = new ArrayList<>(1);
    /** What it is, or {@code null} if it was never heard of. */
    @Nullable
    ItemState state;
    /** Whether only a snapshot says so: good to tell whether it changed, not to tell what it is. */
    boolean remembered;

    Item(String name) {
        this.name = name;
    }
}
