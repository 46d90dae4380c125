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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The settings of a location. Immutable; made with {@link #builder(String)}.
 */
@NonNullByDefault
public final class LocationConfig {

    /** The category whose timeout is used for every category without an entry of its own. */
    public static final String DEFAULT_CATEGORY = "default";

    /** The built-in timeouts, over which a location's own are merged. */
    public static final Map<String, Duration> DEFAULT_TIMEOUTS = Map.of(DEFAULT_CATEGORY, Duration.ofMinutes(10),
            "motion", Duration.ofMinutes(10), "presence", Duration.ofMinutes(5));

    /** How long a {@link Vacancy#DEPARTURE} location stays occupied when nobody was seen leaving. */
    public static final Duration DEFAULT_STAY_TIMEOUT = Duration.ofHours(4);

    /** How long a home stays occupied after its last activity when nobody was seen leaving it. */
    public static final Duration DEFAULT_HOME_STAY_TIMEOUT = Duration.ofHours(12);

    /** How long a {@link Vacancy#DEPARTURE} location stays occupied after somebody was seen leaving. */
    public static final Duration DEFAULT_LEAVE_TIMEOUT = Duration.ofMinutes(1);

    /** Longer durations are refused: a century, so that every instant stays far from the end of the calendar. */
    public static final Duration MAX_DURATION = Duration.ofDays(36_525);

    private static final Map<String, Long> DEFAULT_MILLIS = toMillis(DEFAULT_TIMEOUTS);

    final String id;
    final @Nullable String parent;
    final LocationKind kind;
    public final Strategy strategy;
    public final boolean contributesToParent;
    /** The timeouts that were given for this location. */
    private final Map<String, Duration> ownTimeouts;
    /** The effective timeouts in milliseconds, shared by all locations that have none of their own. */
    public final Map<String, Long> timeoutMillis;
    public final long lingerMillis;
    public final boolean identityHolds;
    public final Set<String> adjacent;
    public final Vacancy vacancy;
    public final long stayMillis;
    /** The same for a location that is the root of a home: how long somebody is at home who was not seen leaving. */
    public final long homeStayMillis;
    public final long leaveMillis;
    public final boolean passage;
    /** How many people can be in this location and all below, or 0 if that is not known. */
    public final int headCount;
    /** Of which doors it is known whether they lead out of the home, by source. */
    public final Map<String, Boolean> exits;

    private LocationConfig(Builder builder) {
        id = builder.id;
        parent = builder.parent;
        kind = builder.kind;
        strategy = builder.strategy;
        contributesToParent = builder.contributesToParent;
        lingerMillis = builder.linger.toMillis();
        identityHolds = builder.identityHolds;
        adjacent = builder.adjacent.isEmpty() ? Set.of()
                : Collections.unmodifiableSet(new LinkedHashSet<>(builder.adjacent));
        vacancy = builder.vacancy;
        Duration stay = builder.stayTimeout;
        stayMillis = (stay == null ? DEFAULT_STAY_TIMEOUT : stay).toMillis();
        homeStayMillis = (stay == null ? DEFAULT_HOME_STAY_TIMEOUT : stay).toMillis();
        leaveMillis = builder.leaveTimeout.toMillis();
        passage = builder.passage;
        headCount = builder.headCount;
        exits = builder.exits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(builder.exits));
        ownTimeouts = Map.copyOf(builder.timeouts);
        timeoutMillis = effectiveTimeouts();
    }

    /**
     * The built-in timeouts with the location's own over them. In a location that people only pass through the built-in
     * ones are as short as {@link #leaveTimeout}.
     */
    private Map<String, Long> effectiveTimeouts() {
        boolean shortStay = passage && vacancy == Vacancy.DEPARTURE;
        if (!shortStay && ownTimeouts.isEmpty()) {
            return DEFAULT_MILLIS;
        }
        Map<String, Long> result = new HashMap<>(DEFAULT_MILLIS);
        if (shortStay) {
            result.replaceAll((category, millis) -> leaveMillis);
        }
        result.putAll(toMillis(ownTimeouts));
        return Map.copyOf(result);
    }

    /**
     * @param id the id of the location; not blank
     * @return a builder with the defaults of every setting
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** {@return a builder with the settings of this location} */
    public Builder toBuilder() {
        return toBuilder(id);
    }

    /** {@return a builder with the settings of this location for another} @param newId the id of the other */
    public Builder toBuilder(String newId) {
        Builder builder = new Builder(newId).parent(parent).kind(kind).strategy(strategy)
                .contributesToParent(contributesToParent).linger(linger()).identityHolds(identityHolds)
                .adjacent(adjacent).vacancy(vacancy).leaveTimeout(leaveTimeout()).passage(passage)
                .headCount(headCount == 0 ? null : headCount).exits(exits);
        builder.stayTimeout = isStayTimeoutSet() ? stayTimeout() : null;
        ownTimeouts.forEach(builder::timeout);
        return builder;
    }

    /** {@return the unique id} */
    public String id() {
        return id;
    }

    /** {@return the id of the location that this one is a part of, or {@code null} for a root} */
    public @Nullable String parent() {
        return parent;
    }

    /** {@return what it stands for} */
    public LocationKind kind() {
        return kind;
    }

    /** {@return where its occupancy comes from} */
    public Strategy strategy() {
        return strategy;
    }

    /** {@return whether its occupancy makes its parent occupied} */
    public boolean contributesToParent() {
        return contributesToParent;
    }

    /** {@return the effective timeout of every category, the built-in ones included, by category} */
    public Map<String, Duration> timeouts() {
        Map<String, Duration> result = new TreeMap<>();
        timeoutMillis.forEach((category, millis) -> result.put(category, Duration.ofMillis(millis)));
        return Collections.unmodifiableMap(result);
    }

    /** {@return the timeouts that were given for this location, without the built-in ones, by category} */
    public Map<String, Duration> ownTimeouts() {
        return ownTimeouts;
    }

    /** {@return how long it stays occupied after its last contributing child became vacant} */
    public Duration linger() {
        return Duration.ofMillis(lingerMillis);
    }

    /** {@return whether a known occupant keeps it occupied until they leave} */
    public boolean identityHolds() {
        return identityHolds;
    }

    /** {@return the ids of the locations one can walk to from here; empty: all siblings} */
    public Set<String> adjacent() {
        return adjacent;
    }

    /** {@return what makes it vacant} */
    public Vacancy vacancy() {
        return vacancy;
    }

    /** {@return how long a {@link Vacancy#DEPARTURE} location stays occupied when nobody was seen leaving} */
    public Duration stayTimeout() {
        return Duration.ofMillis(stayMillis);
    }

    /** {@return whether the stay timeout was given; if not, it is longer for the root of a home} */
    public boolean isStayTimeoutSet() {
        return stayMillis == homeStayMillis;
    }

    /** {@return how long a {@link Vacancy#DEPARTURE} location stays occupied after somebody was seen leaving} */
    public Duration leaveTimeout() {
        return Duration.ofMillis(leaveMillis);
    }

    /** {@return whether people only pass through, so that a plain short timer fits} */
    public boolean passage() {
        return passage;
    }

    /** {@return how many people can be in this location and all below, or {@code null} if that is not known} */
    public @Nullable Integer headCount() {
        return headCount == 0 ? null : headCount;
    }

    /** {@return the doors of which it is known whether they lead out of the home, by source} */
    public Map<String, Boolean> exits() {
        return exits;
    }

    /** {@return the timeout of a category in milliseconds} */
    public long timeoutMillis(@Nullable String category) {
        Long millis = category == null ? null : timeoutMillis.get(category);
        if (millis == null) {
            millis = timeoutMillis.get(DEFAULT_CATEGORY);
        }
        return millis == null ? 0 : millis;
    }

    private static Map<String, Long> toMillis(Map<String, Duration> timeouts) {
        Map<String, Long> result = new HashMap<>();
        timeouts.forEach((category, timeout) -> result.put(category, timeout.toMillis()));
        return Map.copyOf(result);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof LocationConfig that && id.equals(that.id)
                && Objects.equals(parent, that.parent) && kind == that.kind && strategy == that.strategy
                && contributesToParent == that.contributesToParent && ownTimeouts.equals(that.ownTimeouts)
                && lingerMillis == that.lingerMillis && identityHolds == that.identityHolds
                && adjacent.equals(that.adjacent) && vacancy == that.vacancy && stayMillis == that.stayMillis
                && homeStayMillis == that.homeStayMillis && leaveMillis == that.leaveMillis && passage == that.passage
                && headCount == that.headCount && exits.equals(that.exits);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "LocationConfig[" + id + " in " + parent + ", " + strategy + ", " + vacancy + "]";
    }

    /**
     * Collects the settings of a location.
     *
     * Every setter refuses what the engine could not work with by a {@link RejectedException} that names the field.
     */
    public static final class Builder {

        private final String id;
        private @Nullable String parent;
        private LocationKind kind = LocationKind.AREA;
        private Strategy strategy = Strategy.INDEPENDENT;
        private boolean contributesToParent = true;
        private final Map<String, Duration> timeouts = new HashMap<>();
        private Duration linger = Duration.ZERO;
        private boolean identityHolds;
        private Set<String> adjacent = Set.of();
        private Vacancy vacancy = Vacancy.TIMEOUT;
        private @Nullable Duration stayTimeout;
        private Duration leaveTimeout = DEFAULT_LEAVE_TIMEOUT;
        private boolean passage;
        private int headCount;
        private Map<String, Boolean> exits = Map.of();

        private Builder(String id) {
            if (id.isBlank()) {
                throw new RejectedException(RejectionCode.MISSING_FIELD, "id", "A location needs an id.");
            }
            this.id = id;
        }

        /** {@return this builder} @param newParent the id of the location that this one is a part of */
        public Builder parent(@Nullable String newParent) {
            parent = newParent == null || newParent.isBlank() ? null : newParent;
            return this;
        }

        /** {@return this builder} @param newKind what the location stands for */
        public Builder kind(LocationKind newKind) {
            kind = newKind;
            return this;
        }

        /** {@return this builder} @param newStrategy where its occupancy comes from */
        public Builder strategy(Strategy newStrategy) {
            strategy = newStrategy;
            return this;
        }

        /** {@return this builder} @param contributes whether its occupancy makes its parent occupied */
        public Builder contributesToParent(boolean contributes) {
            contributesToParent = contributes;
            return this;
        }

        /** {@return this builder} @param category a category of evidence @param timeout how long it counts */
        public Builder timeout(String category, Duration timeout) {
            timeouts.put(category, checked("timeouts." + category, timeout));
            return this;
        }

        /** {@return this builder} @param newLinger how long it stays occupied after its last child */
        public Builder linger(Duration newLinger) {
            linger = checked("linger", newLinger);
            return this;
        }

        /** {@return this builder} @param holds whether a known occupant keeps it occupied until they leave */
        public Builder identityHolds(boolean holds) {
            identityHolds = holds;
            return this;
        }

        /** {@return this builder} @param ids the locations one can walk to from here; may cross branches */
        public Builder adjacent(Set<String> ids) {
            adjacent = ids;
            return this;
        }

        /** {@return this builder} @param newVacancy what makes it vacant */
        public Builder vacancy(Vacancy newVacancy) {
            vacancy = newVacancy;
            return this;
        }

        /** {@return this builder} @param timeout how long it stays occupied when nobody was seen leaving */
        public Builder stayTimeout(Duration timeout) {
            stayTimeout = checked("stayTimeout", timeout);
            return this;
        }

        /** {@return this builder} @param timeout how long it stays occupied after somebody was seen leaving */
        public Builder leaveTimeout(Duration timeout) {
            leaveTimeout = checked("leaveTimeout", timeout);
            return this;
        }

        /** {@return this builder} @param isPassage whether people only pass through */
        public Builder passage(boolean isPassage) {
            passage = isPassage;
            return this;
        }

        /** {@return this builder} @param count how many people can be here and below; {@code null} if unknown */
        public Builder headCount(@Nullable Integer count) {
            if (count != null && count < 1) {
                throw new RejectedException(RejectionCode.INVALID_VALUE, "headCount",
                        "The head count of " + id + " is " + count + "; it must be 1 or more.");
            }
            headCount = count == null ? 0 : count;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param leadOut the doors of which it is known whether they lead out of the home, by source; of all others
         *            that is learned
         */
        public Builder exits(Map<String, Boolean> leadOut) {
            exits = leadOut;
            return this;
        }

        /** {@return the settings} */
        public LocationConfig build() {
            return new LocationConfig(this);
        }

        private Duration checked(String field, Duration value) {
            return Durations.check(field + " of " + id, field, value);
        }
    }
}
