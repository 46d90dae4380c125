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
package org.openhab.core.config.core;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Settings by name.
 */
@NonNullByDefault
public class Configuration {

    private final Map<String, Object> properties = new HashMap<>();

    public Configuration() {
    }

    public Configuration(Map<String, Object> properties) {
        this.properties.putAll(properties);
    }

    public @Nullable Object get(String key) {
        return properties.get(key);
    }

    public @Nullable Object put(String key, @Nullable Object value) {
        return value == null ? properties.remove(key) : properties.put(key, value);
    }

    public boolean containsKey(String key) {
        return properties.containsKey(key);
    }

    public Map<String, Object> getProperties() {
        return Map.copyOf(properties);
    }
}
