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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A setting of a location as home files and forms know it, by its name. Whoever reads or writes settings goes through
 * {@link #ALL}; what a duration or a choice looks like where they are read is the {@link Reader}'s business.
 *
 * What the home says of its locations is not among them: ids, parents, how many people there are, and exits.
 */
@NonNullByDefault
public final class LocationSetting {

    /** Reads settings by their names. What is not given is {@code null}, or empty. */
    public interface Reader {

        /** {@return a duration} @param name the setting */
        @Nullable
        Duration duration(String name);

        /** {@return a truth value} @param name the setting */
        @Nullable
        Boolean flag(String name);

        /** {@return one of several} @param name the setting @param type what there is to choose from */
        <E extends Enum<E>> @Nullable E choice(String name, Class<E> type);

        /**
         * {@return the timeouts by category of evidence; a form has a setting of its own for some of them}
         *
         * @param name the setting that has all, or all others
         */
        Map<String, Duration> timeouts(String name);

        /** {@return ids of locations} @param name the setting */
        Set<String> locations(String name);
    }

    /**
     * What makes it vacant. Its default depends on other settings, so that it is always written.
     */
    public static final LocationSetting VACANCY = choice("vacancy", Vacancy.class, LocationConfig.Builder::vacancy,
            LocationConfig::vacancy);

    /** All settings, in the order in which they are written. */
    public static final List<LocationSetting> ALL = List.of(
            choice("kind", LocationKind.class, LocationConfig.Builder::kind, LocationConfig::kind),
            choice("strategy", Strategy.class, LocationConfig.Builder::strategy, LocationConfig::strategy).notOfHomes(),
            flag("contributesToParent", LocationConfig.Builder::contributesToParent,
                    LocationConfig::contributesToParent).notOfHomes(),
            new LocationSetting("timeouts", LocationSetting::readTimeouts, LocationConfig::ownTimeouts),
            duration("linger", LocationConfig.Builder::linger, LocationConfig::linger),
            flag("identityHolds", LocationConfig.Builder::identityHolds, LocationConfig::identityHolds),
            new LocationSetting("adjacent", LocationSetting::readAdjacent, LocationConfig::adjacent).notOfHomes(),
            VACANCY,
            duration("stayTimeout", LocationConfig.Builder::stayTimeout,
                    config -> config.isStayTimeoutSet() ? config.stayTimeout() : null),
            duration("leaveTimeout", LocationConfig.Builder::leaveTimeout, config -> config.leaveTimeout().usual()),
            flag("passage", LocationConfig.Builder::passage, LocationConfig::passage).notOfHomes());

    private final String name;
    private final BiFunction<Reader, LocationConfig.Builder, Boolean> read;
    private final Function<LocationConfig, @Nullable Object> value;
    private boolean ofHomes = true;

    private LocationSetting(String name, BiFunction<Reader, LocationConfig.Builder, Boolean> read,
            Function<LocationConfig, @Nullable Object> value) {
        this.name = name;
        this.read = read;
        this.value = value;
    }

    private static <V> LocationSetting of(String name, Function<Reader, @Nullable V> reader,
            BiConsumer<LocationConfig.Builder, V> setter, Function<LocationConfig, @Nullable Object> value) {
        return new LocationSetting(name, (from, into) -> {
            V given = reader.apply(from);
            if (given != null) {
                setter.accept(into, given);
            }
            return given != null;
        }, value);
    }

    private static LocationSetting duration(String name, BiConsumer<LocationConfig.Builder, Duration> setter,
            Function<LocationConfig, @Nullable Object> value) {
        return of(name, from -> from.duration(name), setter, value);
    }

    private static LocationSetting flag(String name, BiConsumer<LocationConfig.Builder, Boolean> setter,
            Function<LocationConfig, @Nullable Object> value) {
        return of(name, from -> from.flag(name), setter, value);
    }

    private static <E extends Enum<E>> LocationSetting choice(String name, Class<E> type,
            BiConsumer<LocationConfig.Builder, E> setter, Function<LocationConfig, @Nullable Object> value) {
        return of(name, from -> from.choice(name, type), setter, value);
    }

    private static boolean readTimeouts(Reader from, LocationConfig.Builder into) {
        Map<String, Duration> timeouts = from.timeouts("timeouts");
        timeouts.forEach(into::timeout);
        return !timeouts.isEmpty();
    }

    private static boolean readAdjacent(Reader from, LocationConfig.Builder into) {
        Set<String> ids = from.locations("adjacent");
        into.adjacent(ids);
        return !ids.isEmpty();
    }

    private LocationSetting notOfHomes() {
        ofHomes = false;
        return this;
    }

    /** {@return the name: the key in home files, the parameter in forms} */
    public String name() {
        return name;
    }

    /** {@return whether homes have it, too, which lie in no other location} */
    public boolean isOfHomes() {
        return ofHomes;
    }

    /**
     * Reads it. What is not given stays as it is.
     *
     * @param from where to read
     * @param into what is set
     * @return whether it was given
     */
    public boolean read(Reader from, LocationConfig.Builder into) {
        return read.apply(from, into);
    }

    /**
     * {@return what it is set to: a duration, a truth value, a constant, durations by category or a set of ids; {@code
     * null} if it has its default}
     *
     * @param config the settings
     */
    public @Nullable Object given(LocationConfig config) {
        Object set = value.apply(config);
        return set == null || set.equals(value.apply(LocationConfig.builder(name).build())) ? null : set;
    }

    @Override
    public String toString() {
        return name;
    }
}
