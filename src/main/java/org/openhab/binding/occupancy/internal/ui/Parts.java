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
package org.openhab.binding.occupancy.internal.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.ui.components.UIComponent;

/**
 * The parts that pages and widgets are made of. A part that is no component of the main UI is an element of HTML; its
 * attribute {@code content} is its text, which the UI escapes.
 */
@NonNullByDefault
final class Parts {

    private static final String SLOT = "default";

    private Parts() {
    }

    static UIComponent part(String type, Map<String, ?> config, UIComponent... inside) {
        return part(type, config, List.of(inside));
    }

    static UIComponent part(String type, Map<String, ?> config, List<UIComponent> inside) {
        UIComponent part = new UIComponent(type);
        config.forEach(part::addConfig);
        inside.forEach(each -> part.addComponent(SLOT, each));
        return part;
    }

    static UIComponent div(String style, UIComponent... inside) {
        return part("div", Map.of("class", style), inside);
    }

    static UIComponent div(String style, List<UIComponent> inside) {
        return part("div", Map.of("class", style), inside);
    }

    /** @param content what is shown, or an expression for it */
    static UIComponent text(String element, String style, String content) {
        return part(element, Map.of("class", style, "content", content));
    }

    /** A text that the user typed, possibly in a language that is written from right to left. */
    static UIComponent label(String element, String style, String label) {
        return part(element, Map.of("class", style, "dir", "auto", "content", Expressions.shown(label)));
    }

    /** @param address where it leads to in the main UI */
    static UIComponent link(String address, String content) {
        return part("a", Map.of("class", "occ-link", "href", address, "content", content));
    }

    /** A sign beside words, which say the same. @param name the name of the sign, or an expression for it */
    static UIComponent icon(String name) {
        return part("f7-icon", Map.of("f7", name, "size", 18, "aria-hidden", "true"));
    }

    /** {@return whether two components look and do the same} */
    static boolean isSame(UIComponent one, UIComponent other) {
        return content(one).equals(content(other));
    }

    private static List<Object> content(UIComponent part) {
        Map<String, List<UIComponent>> slots = part.getSlots();
        Map<String, Object> inside = new HashMap<>();
        if (slots != null) {
            slots.forEach((name, parts) -> inside.put(name, parts.stream().map(Parts::content).toList()));
        }
        return List.of(String.valueOf(part.getType()), Map.copyOf(part.getConfig()), inside);
    }
}
