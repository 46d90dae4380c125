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
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * Decides what a state of an item means for a source of one type. It has no memory: what was known before comes as
 * arguments.
 */
@NonNullByDefault
final class Interpreter {

    static final Set<String> ACTIVE_WORDS = Set.of("ON", "OPEN", "OPENED", "TRUE", "YES", "PLAY", "PLAYING", "PRESENT",
            "PRESENCE", "HOME", "HERE", "DETECTED", "OCCUPIED", "MOTION", "MOVING", "MOVEMENT", "ACTIVE", "TRIGGERED",
            "PRESSED");

    /** The largest number of people that is believed; more is a fault of the counter. */
    private static final BigDecimal MOST_PEOPLE = BigDecimal.valueOf(100_000);
    /** How openHAB writes the unit of what has none. */
    private static final String UNIT_OF_COUNTS = "one";
    private static final BigDecimal CLOSED = BigDecimal.valueOf(100);

    private final SourceConfig config;
    private final Signal here;
    private final Quantity on;
    private final Quantity off;
    private final List<StatePattern> activeStates;
    private final List<StatePattern> ignoreStates;
    private final Map<StatePattern, String> map = new LinkedHashMap<>();

    Interpreter(SourceConfig config) {
        this.config = config;
        here = new Signal.Here(config.location(), config.occupant());
        on = Objects.requireNonNullElse(config.on(), Quantity.ZERO);
        off = Objects.requireNonNullElse(config.off(), on);
        activeStates = StatePattern.all(config.activeStates());
        ignoreStates = StatePattern.all(config.ignoreStates());
        config.map().forEach((state, meaning) -> map.put(StatePattern.of(state), meaning));
    }

    /**
     * @param before what the item was, or {@code null} if it was never heard of
     * @param state what the item is
     * @param active whether the source was active until now, for the hysteresis of a level
     * @param locations the locations
     * @return what that says
     */
    Signal read(@Nullable ItemState before, ItemState state, boolean active, LocationLookup locations) {
        if (!state.known()) {
            return Signal.UNKNOWN;
        }
        boolean changed = before == null || !before.same(state);
        return switch (config.type()) {
            case MOTION -> motion(state, changed);
            case PRESENCE -> onOrOff(state, changed);
            case DOOR -> changed ? door(before, state) : Signal.SILENT;
            case ACTIVITY -> changed && !StatePattern.any(ignoreStates, state) ? Signal.PULSE : Signal.SILENT;
            case LEVEL -> level(state, active);
            case COUNT -> count(state);
            case PERSON -> config.occupant() == null ? whoIsHere(state) : whereIs(state, changed, locations);
        };
    }

    private Signal motion(ItemState state, boolean changed) {
        if (!config.pulseOnly()) {
            return onOrOff(state, changed);
        }
        return state.kind() == ItemState.Kind.DATE_TIME ? timestamp(changed)
                : active(state) ? Signal.PULSE : Signal.SILENT;
    }

    /** An active state means somebody, any other nobody; an item of type DateTime tells when somebody was seen. */
    private Signal onOrOff(ItemState state, boolean changed) {
        return state.kind() == ItemState.Kind.DATE_TIME ? timestamp(changed) : active(state) ? here : Signal.GONE;
    }

    /** An item that says when somebody was last seen: every new time is a sighting. */
    private static Signal timestamp(boolean changed) {
        return changed ? Signal.PULSE : Signal.SILENT;
    }

    /** {@return on which side a door is that people leave by; {@code null} for all other sources} */
    @Nullable
    BoundaryChange side(ItemState state) {
        boolean door = config.type() == SourceType.DOOR && config.boundary() && state.known()
                && state.kind() != ItemState.Kind.DATE_TIME;
        return door ? active(state) ? BoundaryChange.OPENED : BoundaryChange.CLOSED : null;
    }

    private Signal door(@Nullable ItemState before, ItemState state) {
        BoundaryChange side = side(state);
        boolean moved = side != null && (before == null || side != side(before));
        return moved ? new Signal.Pulse(side) : Signal.PULSE;
    }

    private Signal level(ItemState state, boolean active) {
        Quantity reading = state.quantity();
        if (reading == null) {
            return new Signal.Unusable(new SourceProblem.NoNumber(state.toString()));
        }
        boolean wasAbove = active != config.invert();
        Quantity threshold = wasAbove ? off : on;
        BigDecimal value = reading.in(threshold);
        if (value == null) {
            return new Signal.Unusable(new SourceProblem.OtherUnit(state.toString(), threshold.toString()));
        }
        int order = value.compareTo(threshold.value());
        // in between, and on either threshold itself, it stays as it was
        boolean above = wasAbove ? order >= 0 : order > 0;
        return above != config.invert() ? here : Signal.GONE;
    }

    private Signal count(ItemState state) {
        Quantity number = number(state);
        if (number == null) {
            return new Signal.Unusable(new SourceProblem.NoNumber(state.toString()));
        }
        if (!isCount(number)) {
            return new Signal.Unusable(new SourceProblem.NoCount(state.toString(), number.unit()));
        }
        if (number.value().signum() < 0) {
            return new Signal.Unusable(new SourceProblem.NegativeCount(state.toString()));
        }
        return people(state) > 0 ? here : Signal.GONE;
    }

    /** {@return how many people a state of a counter stands for; 0 if that is not known, or for any other source} */
    int people(@Nullable ItemState state) {
        Quantity counted = config.type() == SourceType.COUNT && state != null ? counted(state) : null;
        return counted == null ? 0
                : counted.value().max(BigDecimal.ZERO).min(MOST_PEOPLE).setScale(0, RoundingMode.HALF_UP).intValue();
    }

    /** {@return how many a state says there are, or {@code null}: a brightness or a temperature counts nobody} */
    private static @Nullable Quantity counted(ItemState state) {
        Quantity number = number(state);
        return number != null && isCount(number) ? number : null;
    }

    private static @Nullable Quantity number(ItemState state) {
        return state.kind() == ItemState.Kind.NUMBER ? state.quantity() : null;
    }

    private static boolean isCount(Quantity number) {
        return number.unit().isEmpty() || UNIT_OF_COUNTS.equals(number.unit());
    }

    private Signal whoIsHere(ItemState state) {
        String person = mapped(state);
        return person == null || person.isEmpty() ? Signal.GONE : new Signal.Here(config.location(), person);
    }

    private Signal whereIs(ItemState state, boolean changed, LocationLookup locations) {
        if (!config.map().isEmpty()) {
            String location = mapped(state);
            if (location == null) {
                return locations.exists(state.text()) ? new Signal.Here(state.text(), config.occupant()) : Signal.GONE;
            }
            if (location.isEmpty()) {
                return Signal.GONE;
            }
            return locations.exists(location) ? new Signal.Here(location, config.occupant())
                    : new Signal.Unusable(new SourceProblem.UnknownLocation(state.toString(), location));
        }
        // a text that is no location of this home, such as the name of a town, means that somebody is not here
        boolean location = state.kind() == ItemState.Kind.TEXT && activeStates.isEmpty()
                && locations.exists(state.text());
        return location ? new Signal.Here(state.text(), config.occupant()) : onOrOff(state, changed);
    }

    /** {@return what a state stands for, empty for nobody or nowhere, {@code null} if the map does not say} */
    private @Nullable String mapped(ItemState state) {
        String meaning = config.map().get(state.text());
        if (meaning != null) {
            return meaning;
        }
        for (Map.Entry<StatePattern, String> entry : map.entrySet()) {
            if (entry.getKey().matches(state)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** {@return whether a state is active: one of those given, else the usual ones; turned round by {@code invert}} */
    private boolean active(ItemState state) {
        boolean active = !activeStates.isEmpty() ? StatePattern.any(activeStates, state)
                : config.rollershutter() && state.kind() == ItemState.Kind.NUMBER ? isOpen(state)
                        : usuallyActive(state);
        return active != config.invert();
    }

    /** {@return whether somebody can get through a rollershutter: 100 % is closed} */
    private static boolean isOpen(ItemState state) {
        Quantity closed = state.quantity();
        return closed != null && closed.value().compareTo(CLOSED) < 0;
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
}
