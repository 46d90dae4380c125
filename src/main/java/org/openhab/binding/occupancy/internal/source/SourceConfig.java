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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;

/**
 * The settings of a source: which item tells what about which location. Immutable; made with {@link #builder}.
 */
@NonNullByDefault
public final class SourceConfig implements Cloneable {

    // Each setting is declared here with its default, told by its accessor, set by the builder, and named in SETTINGS:
    // SourceConfigTest names the one that is missing there. A builder changes a copy that nobody else has.
    private String location;
    private final String item;
    private String id;
    private final SourceType type;
    private @Nullable Duration timeout;
    private @Nullable String occupant;
    private boolean sustainOnly;
    private Set<String> activeStates = Set.of();
    private boolean invert;
    private boolean pulseOnly;
    private @Nullable Duration maxActive;
    private @Nullable Duration lostTimeout;
    private boolean boundary = true;
    private boolean rollershutter;
    private @Nullable Boolean exit;
    private Set<String> ignoreStates = Set.of();
    private @Nullable Quantity on;
    private @Nullable Quantity off;
    private Duration minDuration = Duration.ZERO;
    private @Nullable Duration confirm;
    private Map<String, String> map = Map.of();

    /**
     * A setting as home files and channels know it, by its name.
     *
     * @param name the name
     * @param set sets it to a text, a number, a truth value or a collection
     * @param given what it is set to; {@code null} if it has its default
     */
    private record Setting(String name, BiConsumer<Builder, Object> set,
            Function<SourceConfig, @Nullable Object> given) {
    }

    /** All settings but the location, the item and the type, in the order in which they are written. */
    private static final Map<String, Setting> SETTINGS = new LinkedHashMap<>();

    private static void setting(String name, BiConsumer<Builder, Object> set,
            Function<SourceConfig, @Nullable Object> given) {
        SETTINGS.put(name, new Setting(name, set, given));
    }

    private static void duration(String name, BiConsumer<Builder, Duration> set,
            Function<SourceConfig, @Nullable Object> given) {
        setting(name, (builder, value) -> set.accept(builder, builder.duration(name, value)), given);
    }

    /** @param usual its default; {@code null} if that is neither */
    private static void flag(String name, @Nullable Boolean usual, BiConsumer<Builder, Boolean> set,
            Function<SourceConfig, @Nullable Boolean> get) {
        setting(name, (builder, value) -> set.accept(builder, builder.flag(name, value)), source -> {
            Boolean value = get.apply(source);
            return Objects.equals(value, usual) ? null : value;
        });
    }

    private static void states(String name, BiConsumer<Builder, Collection<String>> set,
            Function<SourceConfig, Set<String>> get) {
        setting(name, (builder, value) -> set.accept(builder, Builder.list(value)),
                source -> get.apply(source).isEmpty() ? null : get.apply(source));
    }

    static {
        setting("id", (builder, value) -> builder.id(value.toString()),
                source -> source.id.equals(source.item) ? null : source.id);
        duration("timeout", Builder::timeout, source -> source.timeout);
        setting("occupant", (builder, value) -> builder.occupant(value.toString()), source -> source.occupant);
        flag("sustainOnly", false, Builder::sustainOnly, source -> source.sustainOnly);
        states("activeStates", Builder::activeStates, source -> source.activeStates);
        flag("invert", false, Builder::invert, source -> source.invert);
        flag("pulseOnly", false, Builder::pulseOnly, source -> source.pulseOnly);
        duration("maxActive", Builder::maxActive, source -> source.maxActive);
        duration("lostTimeout", Builder::lostTimeout, source -> source.lostTimeout);
        flag("boundary", true, Builder::boundary, source -> source.boundary);
        flag("exit", null, Builder::exit, source -> source.exit);
        states("ignoreStates", Builder::ignoreStates, source -> source.ignoreStates);
        setting("on", (builder, value) -> builder.on(Builder.text(value)), source -> source.on);
        setting("off", (builder, value) -> builder.off(Builder.text(value)),
                source -> Objects.equals(source.off, source.on) ? null : source.off);
        duration("minDuration", Builder::minDuration,
                source -> source.minDuration.isZero() ? null : source.minDuration);
        duration("confirm", Builder::confirm, source -> source.confirm);
        setting("map", Builder::map, source -> source.map.isEmpty() ? null : source.map);
    }

    private SourceConfig(String location, String item, SourceType type) {
        this.location = location;
        this.item = item;
        this.type = type;
        id = item;
    }

    private SourceConfig copy() {
        try {
            return (SourceConfig) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param location the id of the location that the source tells about
     * @param item the name of the item
     * @param type what kind of sensor the item is
     * @return a builder with the defaults of every setting
     * @throws RejectedException if the location or the item is blank
     */
    public static Builder builder(String location, String item, SourceType type) {
        checkLocation(location, item);
        if (Builder.isEmpty(item)) {
            throw new RejectedException(RejectionCode.MISSING_FIELD, "item",
                    "A source of type " + type.id() + " of " + location + " has no item.");
        }
        return new Builder(new SourceConfig(location, item.trim(), type));
    }

    private static void checkLocation(String location, String item) {
        if (location.isBlank()) {
            throw new RejectedException(RejectionCode.MISSING_FIELD, "location",
                    "The source " + item + " has no location.");
        }
    }

    /** {@return a builder with the settings of this source} */
    public Builder toBuilder() {
        return toBuilder(location);
    }

    /** {@return a builder with the settings of this source for another location} @param newLocation its id */
    public Builder toBuilder(String newLocation) {
        checkLocation(newLocation, item);
        SourceConfig other = copy();
        other.location = newLocation;
        return new Builder(other);
    }

    /** {@return the id of the location that the source tells about} */
    public String location() {
        return location;
    }

    /** {@return the name of the item} */
    public String item() {
        return item;
    }

    /** {@return the id of the source, unique within its location; the name of the item unless one is given} */
    public String id() {
        return id;
    }

    /** {@return what kind of sensor the item is} */
    public SourceType type() {
        return type;
    }

    /** {@return how long its evidence counts, or {@code null} for the location's timeout of its category} */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /** {@return the person it stands for, or {@code null}} */
    public @Nullable String occupant() {
        return occupant;
    }

    /** {@return whether it can keep the location occupied but not make it so} */
    public boolean sustainOnly() {
        return sustainOnly;
    }

    /** {@return the states that are active, as written; empty: the usual ones} */
    public Set<String> activeStates() {
        return activeStates;
    }

    /** {@return whether active means inactive} */
    public boolean invert() {
        return invert;
    }

    /** {@return whether the sensor never reports that motion ended, so that every active report is a pulse} */
    public boolean pulseOnly() {
        return pulseOnly;
    }

    /** {@return the longest time that an active sensor is believed, or {@code null} for ever} */
    public @Nullable Duration maxActive() {
        return maxActive;
    }

    /** {@return how long a hold stays when the sensor goes silent, or {@code null} for the timeout} */
    public @Nullable Duration lostTimeout() {
        return lostTimeout;
    }

    /** {@return whether people get in and out here} */
    public boolean boundary() {
        return boundary;
    }

    /** {@return whether the item is a rollershutter, which is open at 0 %} */
    public boolean rollershutter() {
        return rollershutter;
    }

    /** {@return whether the door leads out of the home, or {@code null} if that is to be learned} */
    public @Nullable Boolean exit() {
        return exit;
    }

    /** {@return the states to which a change is no activity, as written} */
    public Set<String> ignoreStates() {
        return ignoreStates;
    }

    /** {@return the value above which it holds; {@code null} for all types but {@link SourceType#LEVEL}} */
    public @Nullable Quantity on() {
        return on;
    }

    /** {@return the value below which it stops holding; {@link #on()} unless given} */
    public @Nullable Quantity off() {
        return off;
    }

    /** {@return how long it must be active before it holds} */
    public Duration minDuration() {
        return minDuration;
    }

    /** {@return within what time another report of the location must follow, or {@code null} if each counts alone} */
    public @Nullable Duration confirm() {
        return confirm;
    }

    /** {@return what states stand for: a person, or for a source with an occupant the id of a location} */
    public Map<String, String> map() {
        return map;
    }

    /** {@return whether reports that change nothing matter, too: the host should pass them on} */
    public boolean needsRepeats() {
        return pulseOnly;
    }

    /** {@return whether a source with these settings can be in a phase} */
    boolean remembers(Phase phase) {
        boolean holds = type.holds() && !pulseOnly;
        return phase == Phase.IDLE || (holds && (phase != Phase.STUCK || maxActive != null));
    }

    /** {@return the settings that do not have their default, by name} */
    public Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        for (Setting setting : SETTINGS.values()) {
            Object value = setting.given.apply(this);
            if (value != null) {
                given.put(setting.name, value);
            }
        }
        return given;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof SourceConfig that && location.equals(that.location) && item.equals(that.item)
                        && type == that.type && rollershutter == that.rollershutter && SETTINGS.values().stream()
                                .allMatch(each -> Objects.equals(each.given.apply(this), each.given.apply(that)));
    }

    @Override
    public int hashCode() {
        return Objects.hash(location, id);
    }

    @Override
    public String toString() {
        return "SourceConfig[" + id + ", " + type.id() + " of " + location + "]";
    }

    /**
     * Collects the settings of a source.
     *
     * What cannot work is refused by a {@link RejectedException} whose message names source, setting and value: by the
     * setter where the value alone cannot work, by {@link #build} where settings do not go together.
     */
    public static final class Builder {

        private final SourceConfig made;

        private Builder(SourceConfig made) {
            this.made = made;
        }

        /** {@return this builder} @param newId the id, unique within the location; blank for the item's name */
        public Builder id(@Nullable String newId) {
            made.id = newId == null || isEmpty(newId) ? made.item : newId.trim();
            return this;
        }

        /** {@return this builder} @param newTimeout how long its evidence counts */
        public Builder timeout(@Nullable Duration newTimeout) {
            made.timeout = checked("timeout", newTimeout);
            return this;
        }

        /** {@return this builder} @param newOccupant the person it stands for */
        public Builder occupant(@Nullable String newOccupant) {
            made.occupant = newOccupant == null || isEmpty(newOccupant) ? null : newOccupant.trim();
            return this;
        }

        /** {@return this builder} @param only whether it can keep the location occupied but not make it so */
        public Builder sustainOnly(boolean only) {
            made.sustainOnly = only;
            return this;
        }

        /** {@return this builder} @param states the states that are active */
        public Builder activeStates(Collection<String> states) {
            made.activeStates = trimmed(states);
            return this;
        }

        /** {@return this builder} @param inverted whether active means inactive */
        public Builder invert(boolean inverted) {
            made.invert = inverted;
            return this;
        }

        /** {@return this builder} @param only whether the sensor never reports that motion ended */
        public Builder pulseOnly(boolean only) {
            made.pulseOnly = only;
            return this;
        }

        /** {@return this builder} @param longest the longest time that an active sensor is believed; not zero */
        public Builder maxActive(@Nullable Duration longest) {
            made.maxActive = checked("maxActive", longest);
            return this;
        }

        /** {@return this builder} @param newTimeout how long a hold stays when the sensor goes silent */
        public Builder lostTimeout(@Nullable Duration newTimeout) {
            made.lostTimeout = checked("lostTimeout", newTimeout);
            return this;
        }

        /** {@return this builder} @param isBoundary whether people get in and out here */
        public Builder boundary(boolean isBoundary) {
            made.boundary = isBoundary;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param isRollershutter whether the item is a rollershutter; whoever knows the items says so, no setting does
         */
        public Builder rollershutter(boolean isRollershutter) {
            made.rollershutter = isRollershutter;
            return this;
        }

        /** {@return this builder} @param leadsOut whether the door leads out of the home; {@code null} to learn it */
        public Builder exit(@Nullable Boolean leadsOut) {
            made.exit = leadsOut;
            return this;
        }

        /** {@return this builder} @param states the states to which a change is no activity */
        public Builder ignoreStates(Collection<String> states) {
            made.ignoreStates = trimmed(states);
            return this;
        }

        /** {@return this builder} @param threshold a number with or without a unit above which it holds */
        public Builder on(@Nullable String threshold) {
            made.on = quantity("on", threshold);
            return this;
        }

        /** {@return this builder} @param threshold a number with or without a unit below which it stops holding */
        public Builder off(@Nullable String threshold) {
            made.off = quantity("off", threshold);
            return this;
        }

        /** {@return this builder} @param least how long it must be active before it holds */
        public Builder minDuration(@Nullable Duration least) {
            Duration value = checked("minDuration", least);
            made.minDuration = value == null ? Duration.ZERO : value;
            return this;
        }

        /** {@return this builder} @param within when another report must follow one that counts; zero: never mind */
        public Builder confirm(@Nullable Duration within) {
            Duration value = checked("confirm", within);
            made.confirm = value == null || value.isZero() ? null : value;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param text what states stand for, such as {@code 1234=Mike, 5678=Marla}; a name alone stands for itself,
         *            and nothing after the sign for nobody or nowhere
         */
        public Builder map(String text) {
            Map<String, String> result = new LinkedHashMap<>();
            for (String entry : text.split("[,;\\n]")) {
                if (entry.isBlank()) {
                    continue;
                }
                int sign = entry.indexOf('=');
                String state = (sign < 0 ? entry : entry.substring(0, sign)).trim();
                String meaning = entry.substring(sign + 1).trim();
                if (state.isEmpty() || meaning.indexOf('=') >= 0) {
                    throw invalid("map", text, "the entry \"" + entry.trim()
                            + "\" must be a state and what it stands for, such as 1234=Mike");
                }
                if (result.put(state, meaning) != null) {
                    throw invalid("map", text, "the state " + state + " is given twice");
                }
            }
            made.map = Collections.unmodifiableMap(result);
            return this;
        }

        private Builder map(Object value) {
            return value instanceof Map<?, ?> entries ? map(texts(entries)) : map(String.join(",", list(value)));
        }

        /** {@return this builder} @param entries what states stand for */
        public Builder map(Map<String, String> entries) {
            Map<String, String> result = new LinkedHashMap<>();
            entries.forEach((state, meaning) -> result.put(state.trim(), meaning.trim()));
            made.map = Collections.unmodifiableMap(result);
            return this;
        }

        /**
         * Sets a setting by its name, as home files and channels have it.
         *
         * @param setting the name; one of {@link SourceType#settings()}
         * @param value text, a number, a truth value or a collection; {@code null} and blank text leave the default
         * @return this builder
         * @throws RejectedException if the type takes no such setting or the value cannot be read
         */
        public Builder set(String setting, @Nullable Object value) {
            if (!made.type.settings().contains(setting)) {
                throw new RejectedException(RejectionCode.INVALID_VALUE, setting,
                        describe() + ": a source of type " + made.type.id() + " has no setting " + setting
                                + Suggestion.among(made.type.settings(), setting));
            }
            if (value == null || value instanceof String text && text.isBlank()) {
                return this;
            }
            Setting known = SETTINGS.get(setting);
            if (known == null) {
                throw new IllegalStateException("SETTINGS of SourceConfig has no " + setting + ".");
            }
            known.set.accept(this, value);
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws RejectedException if settings do not go together
         */
        public SourceConfig build() {
            Quantity upper = made.on;
            Quantity lower = made.off;
            if (made.type == SourceType.LEVEL) {
                if (upper == null) {
                    throw new RejectedException(RejectionCode.MISSING_FIELD, "on",
                            describe() + ": the setting on is missing, the number above which it holds.");
                }
                if (lower != null) {
                    var comparable = lower.in(upper);
                    if (comparable == null) {
                        throw invalid("off", lower.toString(), "it cannot be compared with on, which is " + upper);
                    }
                    if (comparable.compareTo(upper.value()) > 0) {
                        throw invalid("off", lower.toString(), "it must not be above on, which is " + upper);
                    }
                }
            }
            if (made.type == SourceType.PERSON && made.occupant == null && made.map.isEmpty()) {
                throw new RejectedException(RejectionCode.MISSING_FIELD, "occupant",
                        describe() + ": it needs an occupant, or a map from states to persons such as 1234=Mike.");
            }
            Duration longest = made.maxActive;
            if (longest != null && longest.isZero()) {
                throw invalid("maxActive", "0", "it must be longer than nothing");
            }
            if (made.pulseOnly && !made.minDuration.isZero()) {
                throw invalid("minDuration", Durations.text(made.minDuration),
                        "a sensor that never reports OFF does not tell how long anything lasts");
            }
            SourceConfig result = made.copy();
            // an exit of the home is also a way out of the location
            result.boundary |= Boolean.TRUE.equals(made.exit);
            result.off = lower == null ? upper : lower;
            return result;
        }

        private @Nullable Duration checked(String setting, @Nullable Duration value) {
            return value == null ? null : named(() -> Durations.checkSetting(setting, Durations.text(value), value));
        }

        private @Nullable Quantity quantity(String setting, @Nullable String text) {
            return text == null || text.isBlank() ? null : named(() -> Quantity.parse(setting, text));
        }

        private Duration duration(String setting, Object value) {
            return value instanceof Duration duration ? duration : named(() -> Durations.parse(setting, text(value)));
        }

        /** {@return what a reader returns; its errors speak of the setting only, so the source is named here} */
        private <T> T named(Supplier<T> reader) {
            try {
                return reader.get();
            } catch (RejectedException e) {
                String message = String.valueOf(e.getMessage());
                throw new RejectedException(e.code(), e.field(),
                        describe() + ": " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1));
            }
        }

        private static String text(Object value) {
            return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }

        private boolean flag(String setting, Object value) {
            return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
                case "true", "on", "yes" -> true;
                case "false", "off", "no" -> false;
                default -> throw invalid(setting, value.toString(), "it must be true or false");
            };
        }

        private static List<String> list(Object value) {
            List<String> result = new ArrayList<>();
            if (value instanceof Collection<?> values) {
                for (Object each : values) {
                    if (each != null) {
                        result.add(each.toString());
                    }
                }
            } else {
                Collections.addAll(result, value.toString().split(","));
            }
            return result;
        }

        private static Map<String, String> texts(Map<?, ?> entries) {
            Map<String, String> result = new LinkedHashMap<>();
            entries.forEach(
                    (state, meaning) -> result.put(String.valueOf(state), meaning == null ? "" : meaning.toString()));
            return result;
        }

        /** {@return whether nothing is left of a text without blanks and control characters around it} */
        private static boolean isEmpty(String text) {
            return text.isBlank() || text.trim().isEmpty();
        }

        private static Set<String> trimmed(Collection<String> states) {
            Set<String> result = new LinkedHashSet<>();
            for (String state : states) {
                if (!isEmpty(state)) {
                    result.add(state.trim());
                }
            }
            return Collections.unmodifiableSet(result);
        }

        private RejectedException invalid(String setting, String value, String why) {
            return new RejectedException(RejectionCode.INVALID_VALUE, setting,
                    describe() + ": the setting " + setting + " is \"" + value + "\"; " + why + ".");
        }

        private String describe() {
            return "The source " + made.id + " of " + made.location;
        }
    }
}
