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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The settings of a location. Immutable; made with {@link #builder(String)}.
 */
@NonNullByDefault
public final class LocationConfig implements Cloneable {

    /** The category whose timeout is used for every category without an entry of its own. */
    public static final String DEFAULT_CATEGORY = "default";

    /** The built-in timeouts, over which a location's own are merged. */
    public static final Map<String, Duration> DEFAULT_TIMEOUTS = Map.of(DEFAULT_CATEGORY, Duration.ofMinutes(10),
            "motion", Duration.ofMinutes(10), "presence", Duration.ofMinutes(5));

    /** How long a {@link Vacancy#DEPARTURE} location stays occupied when nobody was seen leaving. */
    public static final Duration DEFAULT_STAY_TIMEOUT = Duration.ofHours(4);

    /** How long a home stays occupied after its last activity when nobody was seen leaving it. */
    public static final Duration DEFAULT_HOME_STAY_TIMEOUT = Duration.ofHours(12);

    /** Longer durations are refused: a century, so that every instant stays far from the end of the calendar. */
    public static final Duration MAX_DURATION = Duration.ofDays(36_525);

    private static final Map<String, Long> DEFAULT_MILLIS = toMillis(DEFAULT_TIMEOUTS);

    // Each setting is declared here with its default, told by its accessor, set by the builder, and compared by FIELDS:
    // LocationConfigTest names the one that is missing somewhere. A builder changes a copy that nobody else has.
    private String id;
    private @Nullable String parent;
    private LocationKind kind = LocationKind.AREA;
    private Strategy strategy = Strategy.INDEPENDENT;
    private boolean contributesToParent = true;
    /** The timeouts that were given for this location, in milliseconds. */
    private Map<String, Long> timeouts = Map.of();
    private long lingerMillis;
    private boolean identityHolds;
    private Set<String> adjacent = Set.of();
    private Vacancy vacancy = Vacancy.TIMEOUT;
    /** Zero, which is a timeout too, or more; negative if none was given. */
    private long stayMillis = -1;
    private LeaveTimeout leaveTimeout = LeaveTimeout.DEFAULT;
    private boolean passage;
    /** How many people can be in this location and all below, or 0 if that is not known. */
    private int headCount;
    private Map<String, Boolean> exits = Map.of();

    private static final List<Function<LocationConfig, @Nullable Object>> FIELDS = List.of(c -> c.id, c -> c.parent,
            c -> c.kind, c -> c.strategy, c -> c.contributesToParent, c -> c.timeouts, c -> c.lingerMillis,
            c -> c.identityHolds, c -> c.adjacent, c -> c.vacancy, c -> c.stayMillis, c -> c.leaveTimeout,
            c -> c.passage, c -> c.headCount, c -> c.exits);

    private LocationConfig(String id) {
        this.id = id;
    }

    private LocationConfig copy() {
        try {
            return (LocationConfig) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param id the id of the location; not blank
     * @return a builder with the defaults of every setting
     */
    public static Builder builder(String id) {
        return new Builder(new LocationConfig(checkedId(id)));
    }

    /** {@return a builder with the settings of this location} */
    public Builder toBuilder() {
        return toBuilder(id);
    }

    /** {@return a builder with the settings of this location for another} @param newId the id of the other */
    public Builder toBuilder(String newId) {
        LocationConfig other = copy();
        other.id = checkedId(newId);
        return new Builder(other);
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
        Duration inPassing = isLeftInPassing() ? leaveTimeout.usual() : null;
        DEFAULT_TIMEOUTS.forEach((category, usual) -> result.put(category, inPassing == null ? usual : inPassing));
        result.putAll(ownTimeouts());
        return Collections.unmodifiableMap(result);
    }

    /** {@return the timeouts that were given for this location, without the built-in ones, by category} */
    public Map<String, Duration> ownTimeouts() {
        Map<String, Duration> result = new TreeMap<>();
        timeouts.forEach((category, millis) -> result.put(category, Duration.ofMillis(millis)));
        return Collections.unmodifiableMap(result);
    }

    /** {@return how long it stays occupied after its last contributing child became vacant} */
    public Duration linger() {
        return Duration.ofMillis(lingerMillis);
    }

    /** {@return {@link #linger} in milliseconds} */
    public long lingerMillis() {
        return lingerMillis;
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
        return Duration.ofMillis(stayMillis());
    }

    /** {@return whether the stay timeout was given; if not, it is longer for the root of a home} */
    public boolean isStayTimeoutSet() {
        return stayMillis >= 0;
    }

    /** {@return {@link #stayTimeout} in milliseconds} */
    public long stayMillis() {
        return isStayTimeoutSet() ? stayMillis : DEFAULT_STAY_TIMEOUT.toMillis();
    }

    /** {@return {@link #stayMillis} for the root of a home: how long somebody is at home who was not seen leaving} */
    public long homeStayMillis() {
        return isStayTimeoutSet() ? stayMillis : DEFAULT_HOME_STAY_TIMEOUT.toMillis();
    }

    /** {@return how long a {@link Vacancy#DEPARTURE} location stays occupied after somebody was seen leaving} */
    public LeaveTimeout leaveTimeout() {
        return leaveTimeout;
    }

    /** {@return whether people only pass through, so that a plain short timer fits} */
    public boolean passage() {
        return passage;
    }

    /** {@return how many people can be in this location and all below, or {@code null} if that is not known} */
    public @Nullable Integer headCount() {
        return headCount == 0 ? null : headCount;
    }

    /** {@return how many people can be in this location and all below, 0 if that is not known} */
    public int knownHeadCount() {
        return headCount;
    }

    /** {@return the doors of which it is known whether they lead out of the home, by source} */
    public Map<String, Boolean> exits() {
        return exits;
    }

    /**
     * {@return the timeout of a category in milliseconds} The location's own goes before the built-in ones. Where
     * people only pass through, the built-in ones are as short as {@link #leaveTimeout}.
     *
     * @param category the category; one that has no timeout, or {@code null}, has that of {@link #DEFAULT_CATEGORY}
     * @param at the instant from which on it counts, in milliseconds
     */
    public long timeoutMillis(@Nullable String category, long at) {
        String known = known(category);
        Long own = timeouts.get(known);
        if (own != null) {
            return own;
        }
        return isLeftInPassing() ? leaveTimeout.millisAt(at) : DEFAULT_MILLIS.getOrDefault(known, 0L);
    }

    /** {@return whether a category of sources has the leave timeout because people only pass through} */
    public boolean isLeftInPassing(@Nullable String category) {
        return isLeftInPassing() && !timeouts.containsKey(known(category));
    }

    private String known(@Nullable String category) {
        return category != null && (timeouts.containsKey(category) || DEFAULT_MILLIS.containsKey(category)) ? category
                : DEFAULT_CATEGORY;
    }

    private boolean isLeftInPassing() {
        return passage && vacancy == Vacancy.DEPARTURE;
    }

    private static Map<String, Long> toMillis(Map<String, Duration> timeouts) {
        Map<String, Long> result = new HashMap<>();
        timeouts.forEach((category, timeout) -> result.put(category, timeout.toMillis()));
        return Map.copyOf(result);
    }

    private static String checkedId(String id) {
        if (id.isBlank()) {
            throw new RejectedException(RejectionCode.MISSING_FIELD, "id", "A location needs an id.");
        }
        return id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof LocationConfig that
                && FIELDS.stream().allMatch(field -> Objects.equals(field.apply(this), field.apply(that)));
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

        private final LocationConfig made;

        private Builder(LocationConfig made) {
            this.made = made;
        }

        /** {@return this builder} @param newParent the id of the location that this one is a part of */
        public Builder parent(@Nullable String newParent) {
            made.parent = newParent == null || newParent.isBlank() ? null : newParent;
            return this;
        }

        /** {@return this builder} @param newKind what the location stands for */
        public Builder kind(LocationKind newKind) {
            made.kind = newKind;
            return this;
        }

        /** {@return this builder} @param newStrategy where its occupancy comes from */
        public Builder strategy(Strategy newStrategy) {
            made.strategy = newStrategy;
            return this;
        }

        /** {@return this builder} @param contributes whether its occupancy makes its parent occupied */
        public Builder contributesToParent(boolean contributes) {
            made.contributesToParent = contributes;
            return this;
        }

        /** {@return this builder} @param category a category of evidence @param timeout how long it counts */
        public Builder timeout(String category, Duration timeout) {
            Map<String, Long> more = new HashMap<>(made.timeouts);
            more.put(category, checked("timeouts." + category, timeout));
            made.timeouts = Map.copyOf(more);
            return this;
        }

        /** {@return this builder} @param newLinger how long it stays occupied after its last child */
        public Builder linger(Duration newLinger) {
            made.lingerMillis = checked("linger", newLinger);
            return this;
        }

        /** {@return this builder} @param holds whether a known occupant keeps it occupied until they leave */
        public Builder identityHolds(boolean holds) {
            made.identityHolds = holds;
            return this;
        }

        /** {@return this builder} @param ids the locations one can walk to from here; may cross branches */
        public Builder adjacent(Set<String> ids) {
            made.adjacent = ids.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(ids));
            return this;
        }

        /** {@return this builder} @param newVacancy what makes it vacant */
        public Builder vacancy(Vacancy newVacancy) {
            made.vacancy = newVacancy;
            return this;
        }

        /** {@return this builder} @param timeout how long it stays occupied when nobody was seen leaving */
        public Builder stayTimeout(Duration timeout) {
            made.stayMillis = checked("stayTimeout", timeout);
            return this;
        }

        /** {@return this builder} @param timeout how long it stays occupied after somebody was seen leaving */
        public Builder leaveTimeout(Duration timeout) {
            made.leaveTimeout = new LeaveTimeout(Duration.ofMillis(checked("leaveTimeout", timeout)));
            return this;
        }

        /** {@return this builder} @param isPassage whether people only pass through */
        public Builder passage(boolean isPassage) {
            made.passage = isPassage;
            return this;
        }

        /** {@return this builder} @param count how many people can be here and below; {@code null} if unknown */
        public Builder headCount(@Nullable Integer count) {
            if (count != null && count < 1) {
                throw new RejectedException(RejectionCode.INVALID_VALUE, "headCount",
                        "The head count of " + made.id + " is " + count + "; it must be 1 or more.");
            }
            made.headCount = count == null ? 0 : count;
            return this;
        }

        /**
         * {@return this builder}
         *
         * @param leadOut the doors of which it is known whether they lead out of the home, by source; of all others
         *            that is learned
         */
        public Builder exits(Map<String, Boolean> leadOut) {
            made.exits = leadOut.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(leadOut));
            return this;
        }

        /** {@return the settings} */
        public LocationConfig build() {
            return made.copy();
        }

        private long checked(String field, Duration value) {
            return Durations.check(field + " of " + made.id, field, value).toMillis();
        }
    }
}
