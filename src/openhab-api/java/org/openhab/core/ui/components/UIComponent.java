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
package org.openhab.core.ui.components;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

@NonNullByDefault
public class UIComponent {

    private @Nullable String component;
    private Map<String, Object> config = new HashMap<>();
    private @Nullable Map<String, List<UIComponent>> slots;

    public UIComponent() {
    }

    public UIComponent(String componentType) {
        component = componentType;
    }

    public @Nullable String getType() {
        return component;
    }

    public Map<String, Object> getConfig() {
        return config;
    }

    public void addConfig(String key, Object value) {
        config.put(key, value);
    }

    public @Nullable Map<String, List<UIComponent>> getSlots() {
        return slots;
    }

    public void addComponent(String slotName, UIComponent subComponent) {
        Map<String, List<UIComponent>> all = slots;
        if (all == null) {
            all = new HashMap<>();
            slots = all;
        }
        List<UIComponent> slot = all.get(slotName);
        if (slot == null) {
            slot = new ArrayList<>();
            all.put(slotName, slot);
        }
        slot.add(subComponent);
    }
}
