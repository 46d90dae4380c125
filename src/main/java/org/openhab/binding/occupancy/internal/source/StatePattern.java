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

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A state as a user writes it in a setting: in any case, and a number in any form.
 *
 * @param text the text
 * @param quantity the number, or {@code null} if it is none
 */
@NonNullByDefault
record StatePattern(String text, @Nullable Quantity quantity) {

    static StatePattern of(String text) {
        ItemState state = ItemState.parse(text);
        return new StatePattern(text, state.kind() == ItemState.Kind.NUMBER ? state.quantity() : null);
    }

    static List<StatePattern> all(Collection<String> texts) {
        return texts.stream().map(StatePattern::of).toList();
    }

    static boolean any(List<StatePattern> patterns, ItemState state) {
        for (StatePattern pattern : patterns) {
            if (pattern.matches(state)) {
                return true;
            }
        }
        return false;
    }

    boolean matches(ItemState state) {
        if (text.equalsIgnoreCase(state.text().trim())) {
            return true;
        }
        Quantity own = quantity;
        Quantity other = state.quantity();
        if (own == null || other == null || state.kind() != ItemState.Kind.NUMBER) {
            return false;
        }
        BigDecimal value = other.in(own);
        return value != null && value.compareTo(own.value()) == 0;
    }
}
