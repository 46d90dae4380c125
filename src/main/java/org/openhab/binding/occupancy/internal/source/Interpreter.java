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
import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.BoundaryChange;

/**
 * Reads the states of an item as a source of one type does. Keeps nothing: what was known before comes as arguments.
 */
@NonNullByDefault
final class Interpreter {

    private static final Set<String> ACTIVE_WORDS = Set.of("ON", "OPEN", "OPENED", "TRUE", "YES", "PLAY", "PLAYING",
            "PRESENT", "PRESENCE", "HOME", "HERE", "DETECTED", "OCCUPIED", "MOTION", "MOVING", "MOVEMENT", "ACTIVE",
            "TRIGGERED", "PRESSED");
    private static final Set<String> NOWHERE_WORDS = Set.of("", "-", "OFF", "CLOSED", "FALSE", "NO", "NONE", "NOBODY",
            "NOWHERE", "AWAY", "NOT_HOME", "ABSENT", "OUT", "OUTSIDE", "UNKNOWN", "0");

    private final SourceConfig config;
    private final Signal here;

    Interpreter(SourceConfig config) {
        this.config = config;
        here = new Signal.Here(config.location(), config.occupant());
    }

    /**
     * @param before what the item was, or {@code null} if it was never heard of
     * @param state what the item is
     * @param active whether the source was active until now, for the hysteresis of a level
     * @param places the locations
     * @return what that says
     */
    Signal read(@Nullable ItemState before, ItemState state, boolean active, Places places) {
        if (!state.known()) {
            return Signal.UNKNOWN;
        }
        boolean changed = before == null || !before.same(state);
        return switch (config.type()) {
            case MOTION -> config.pulseOnly() ? pulse(state, changed) : hold(state, changed);
            case PRESENCE -> hold(state, changed);
            case DOOR -> changed ? door(before, state) : Signal.SILENT;
            case ACTIVITY -> changed && !matches(config.ignoreStates(), state) ? Signal.PULSE : Signal.SILENT;
            case LEVEL -> level(state, active);
            case PERSON -> config.occupant() == null ? whoIsHere(state) : whereIs(state, changed, places);
        };
    }

    private Signal pulse(ItemState state, boolean changed) {
        if (state.kind() == ItemState.Kind.DATE_TIME) {
            return changed ? Signal.PULSE : Signal.SILENT;
        }
        return active(state) ? Signal.PULSE : Signal.SILENT;
    }

    private Signal hold(ItemState state, boolean changed) {
        if (state.kind() == ItemState.Kind.DATE_TIME) {
            return changed ? Signal.PULSE : Signal.SILENT;
        }
        return active(state) ? here : Signal.GONE;
    }

    private Signal door(@Nullable ItemState before, ItemState state) {
        if (!config.boundary() || state.kind() == ItemState.Kind.DATE_TIME) {
            return Signal.PULSE;
        }
        boolean open = active(state);
        boolean sameSide = before != null && before.known() && active(before) == open;
        return sameSide ? Signal.PULSE : new Signal.Pulse(open ? BoundaryChange.OPENED : BoundaryChange.CLOSED);
    }

    private Signal level(ItemState state, boolean active) {
        Quantity reading = state.quantity();
        Quantity on = config.on();
        Quantity off = config.off();
        if (reading == null || on == null || off == null) {
            return new Signal.Unusable("The state " + state + " is not a number.");
        }
        Quantity threshold = active ? off : on;
        BigDecimal value = reading.in(threshold);
        if (value == null) {
            return new Signal.Unusable("The state " + state + " cannot be compared with " + threshold + ".");
        }
        int order = value.compareTo(threshold.value());
        // in between, and on either threshold itself, it stays as it was
        boolean above = active ? order >= 0 : order > 0;
        return above != config.invert() ? here : Signal.GONE;
    }

    private Signal whoIsHere(ItemState state) {
        String person = mapped(state);
        return person == null || person.isEmpty() ? Signal.GONE : new Signal.Here(config.location(), person);
    }

    private Signal whereIs(ItemState state, boolean changed, Places places) {
        if (!config.map().isEmpty()) {
            String place = mapped(state);
            if (place == null) {
                return places.exists(state.text()) ? new Signal.Here(state.text(), config.occupant()) : noPlace(state);
            }
            if (place.isEmpty()) {
                return Signal.GONE;
            }
            return places.exists(place) ? new Signal.Here(place, config.occupant())
                    : new Signal.Unusable(
                            "The state " + state + " stands for " + place + ", but there is no such location.");
        }
        if (state.kind() == ItemState.Kind.DATE_TIME) {
            return changed ? Signal.PULSE : Signal.SILENT;
        }
        if (state.kind() != ItemState.Kind.TEXT || !config.activeStates().isEmpty()) {
            return active(state) ? here : Signal.GONE;
        }
        if (places.exists(state.text())) {
            return new Signal.Here(state.text(), config.occupant());
        }
        return active(state) ? here : noPlace(state);
    }

    private static Signal noPlace(ItemState state) {
        return NOWHERE_WORDS.contains(state.text().trim().toUpperCase(Locale.ROOT)) ? Signal.GONE
                : new Signal.Unusable("The state " + state + " is not the id of a location.");
    }

    private @Nullable String mapped(ItemState state) {
        String meaning = config.map().get(state.text());
        if (meaning == null) {
            for (var entry : config.map().entrySet()) {
                if (matches(entry.getKey(), state)) {
                    return entry.getValue();
                }
            }
        }
        return meaning;
    }

    /** {@return whether a state is active: one of those given, else the usual ones; turned round by {@code invert}} */
    private boolean active(ItemState state) {
        boolean active = config.activeStates().isEmpty() ? usuallyActive(state) : matches(config.activeStates(), state);
        return active != config.invert();
    }

    private static boolean usuallyActive(ItemState state) {
        return switch (state.kind()) {
            case SWITCH -> state.same(ItemState.ON);
            case CONTACT -> state.same(ItemState.OPEN);
            case PLAYER -> "PLAY".equals(state.text());
            case NUMBER, COLOR -> {
                Quantity quantity = state.quantity();
                yield quantity != null && !quantity.isZero();
            }
            case TEXT -> ACTIVE_WORDS.contains(state.text().trim().toUpperCase(Locale.ROOT));
            case UNKNOWN, POINT, DATE_TIME -> false;
        };
    }

    private static boolean matches(Set<String> texts, ItemState state) {
        for (String text : texts) {
            if (matches(text, state)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String text, ItemState state) {
        return text.equalsIgnoreCase(state.text().trim());
    }
}
