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

import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Maps of collections.
 */
@NonNullByDefault
public final class Maps {

    private Maps() {
    }

    /**
     * What {@link Map#computeIfAbsent} does, in a form of which the compiler's null analysis knows that it is never
     * {@code null}.
     *
     * @param map the map
     * @param key the key
     * @param fresh makes the value if there is none
     * @return the value of the key; a fresh one is put if there is none
     */
    public static <K, V> V getOrPut(Map<K, V> map, K key, Supplier<? extends V> fresh) {
        V known = map.get(key);
        if (known != null) {
            return known;
        }
        V value = fresh.get();
        map.put(key, value);
        return value;
    }
}
