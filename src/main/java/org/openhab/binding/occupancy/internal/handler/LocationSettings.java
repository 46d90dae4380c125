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
package org.openhab.binding.occupancy.internal.handler;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem.Kind;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.SourceSetup;
import org.openhab.binding.occupancy.internal.service.item.Environment;
import org.openhab.binding.occupancy.internal.service.item.LocationThing;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.binding.occupancy.internal.source.Suggestion;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingUID;

/**
 * Reads what a thing says of its location: its settings, and those of the source channels that the user added. What
 * cannot be read is left out and noted, so that the rest works.
 */
@NonNullByDefault
final class LocationSettings {

    private static final String MOTION = "motion";
    private static final String PRESENCE = "presence";

    /** The categories of evidence that sources give; rules may use others. */
    private static final Set<String> KINDS = Stream
            .concat(Stream.of(LocationConfig.DEFAULT_CATEGORY), Arrays.stream(SourceType.values()).map(SourceType::id))
            .collect(Collectors.toCollection(TreeSet::new));

    /** The sources in whose name actions and channels speak unless another is given. */
    private static final Set<String> NAMES_OF_RULES = Set.of(SOURCE_RULE, SOURCE_USER);

    private final Thing thing;
    private final List<LocationProblem> problems = new ArrayList<>();

    private LocationSettings(Thing thing) {
        this.thing = thing;
    }

    /**
     * @param thing the thing of a location
     * @param hasParent whether the thing that it is a part of exists, if it names one
     * @return its settings
     */
    static LocationSetup read(Thing thing, boolean hasParent) {
        return new LocationSettings(thing).read(hasParent);
    }

    private LocationSetup read(boolean hasParent) {
        String id = thing.getUID().getAsString();
        ThingUID parent = thing.getBridgeUID();
        if (parent != null && !hasParent) {
            problems.add(LocationProblem.of(Kind.PARENT_UNKNOWN, parent.getAsString()));
        }
        Settings settings = new Settings(Environment.resolve(thing.getConfiguration()), problems);
        LocationConfig.Builder location = LocationConfig.builder(id)
                .parent(parent == null ? null : parent.getAsString());
        boolean isHome = THING_TYPE_HOME.equals(thing.getThingTypeUID());
        if (parent != null && hasParent) {
            noteOddParent(parent, isHome);
        }
        Reader reader = new Reader(settings);
        Set<String> given = new HashSet<>();
        for (LocationSetting setting : LocationSetting.ALL) {
            if ((setting.isOfHomes() || !isHome) && setting != LocationSetting.VACANCY
                    && setting.read(reader, location)) {
                given.add(setting.name());
            }
        }
        boolean countsPeople = readHeadCount(settings, location);
        Vacancy vacancy = settings.choice(CONFIG_VACANCY, Vacancy.class);
        List<SourceSetup> sources = new ArrayList<>();
        for (Channel channel : thing.getChannels()) {
            SourceType type = LocationThing.sourceType(channel);
            if (type != null) {
                SourceSetup source = readSource(id, channel, type);
                if (source != null) {
                    sources.add(source);
                }
            }
        }
        LocationConfig config = location.build();
        if (given.containsAll(Set.of(CONFIG_STAY_TIMEOUT, CONFIG_LEAVE_TIMEOUT))) {
            noteLongLeave(config.stayTimeout(), config.leaveTimeout().usual());
        }
        Duration warning = settings.duration(CONFIG_WARNING);
        noteLongWarning(warning, config.ownTimeouts());
        String group = settings.text(CONFIG_ITEM);
        boolean autoSources = settings.flag(CONFIG_AUTO_SOURCES, false);
        if (autoSources && group == null) {
            problems.add(LocationProblem.of(Kind.POINTS_WITHOUT_GROUP, LocationProblem.label(CONFIG_AUTO_SOURCES),
                    LocationProblem.label(CONFIG_ITEM)));
        }
        return new LocationSetup(config, name(thing), vacancy, given.contains(CONFIG_TIMEOUTS), countsPeople, group,
                autoSources, warning, positive(settings, CONFIG_MANUAL_TIMEOUT),
                positive(settings, CONFIG_LOCK_TIMEOUT), sources, problems);
    }

    /** Reports a parent that cannot be one, or that makes of a home a location of another. */
    private void noteOddParent(ThingUID parent, boolean isHome) {
        if (!BINDING_ID.equals(parent.getBindingId())) {
            problems.add(LocationProblem.of(Kind.PARENT_OF_ANOTHER_ADD_ON, parent.getAsString()));
        } else if (isHome) {
            problems.add(LocationProblem.of(Kind.HOME_INSIDE, parent.getAsString()));
        }
    }

    /**
     * {@return what a location is called: the label of its thing; while that is still the proposed label, the name in
     * it}
     */
    private static String name(Thing thing) {
        String label = thing.getLabel();
        if (label == null || Printable.line(label).isBlank()) {
            return thing.getUID().getId();
        }
        Map<String, String> properties = thing.getProperties();
        String name = properties.get(PROPERTY_NAME);
        return name != null && label.equals(properties.get(PROPERTY_LABEL)) ? name : label;
    }

    /** {@return a duration, or {@code null} if it is not set or zero, which has the same effect} */
    private static @Nullable Duration positive(Settings settings, String key) {
        Duration duration = settings.duration(key);
        return duration == null || duration.isZero() ? null : duration;
    }

    /** Reports a leave timeout that is longer than the stay timeout and therefore has no effect. */
    private void noteLongLeave(Duration stay, Duration leave) {
        if (leave.compareTo(stay) > 0) {
            problems.add(LocationProblem.of(Kind.LEAVE_LONGER, LocationProblem.label(CONFIG_LEAVE_TIMEOUT),
                    Durations.format(leave), LocationProblem.label(CONFIG_STAY_TIMEOUT), Durations.format(stay)));
        }
    }

    /** Reports a warning that is not shorter than a timeout: Vacant Soon would be ON as soon as somebody comes. */
    private void noteLongWarning(@Nullable Duration warning, Map<String, Duration> timeouts) {
        Map.Entry<String, Duration> shortest = timeouts.entrySet().stream()
                .min(Map.Entry.<String, Duration> comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElse(null);
        if (warning == null || warning.isZero() || shortest == null || warning.compareTo(shortest.getValue()) < 0) {
            return;
        }
        problems.add(LocationProblem.of(Kind.WARNING_LONGER, LocationProblem.label(CONFIG_WARNING),
                Durations.format(warning), LocationProblem.label(field(shortest.getKey())),
                Durations.format(shortest.getValue())));
    }

    /** {@return the setting that the form has for the timeout of a kind of evidence} */
    private static String field(String kind) {
        return switch (kind) {
            case LocationConfig.DEFAULT_CATEGORY -> CONFIG_TIMEOUT;
            case MOTION -> CONFIG_MOTION_TIMEOUT;
            case PRESENCE -> CONFIG_PRESENCE_TIMEOUT;
            default -> CONFIG_TIMEOUTS;
        };
    }

    /** Reports settings without effect: of a level or a counter the number alone decides. */
    private void noteSettingsOfNoNumber(SourceConfig source, String name) {
        boolean isCount = source.type() == SourceType.COUNT;
        if ((isCount || source.type() == SourceType.LEVEL) && !source.activeStates().isEmpty()) {
            problems.add(LocationProblem.of(Kind.SETTING_OF_NO_NUMBER, name,
                    LocationProblem.label(source.type(), CONFIG_ACTIVE_STATES)));
        }
        if (isCount && source.invert()) {
            problems.add(LocationProblem.of(Kind.SETTING_OF_NO_NUMBER, name,
                    LocationProblem.label(source.type(), CONFIG_INVERT)));
        }
    }

    /** {@return whether it is the number of people who are known to be there} */
    private boolean readHeadCount(Settings settings, LocationConfig.Builder location) {
        String text = settings.plainText(CONFIG_HEAD_COUNT);
        if (HEAD_COUNT_PERSONS.equalsIgnoreCase(text)) {
            return true;
        }
        if (text != null) {
            try {
                location.headCount(new BigDecimal(text).intValueExact());
            } catch (ArithmeticException | NumberFormatException | RejectedException e) {
                problems.add(LocationProblem.of(Kind.HEAD_COUNT, LocationProblem.label(CONFIG_HEAD_COUNT), text));
            }
        }
        return false;
    }

    /** Reads the settings that home files have, too. */
    private final class Reader implements LocationSetting.Reader {

        private final Settings settings;

        Reader(Settings settings) {
            this.settings = settings;
        }

        @Override
        public @Nullable Duration duration(String name) {
            return settings.duration(name);
        }

        @Override
        public @Nullable Boolean flag(String name) {
            return settings.flag(name);
        }

        @Override
        public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
            return settings.choice(name, type);
        }

        @Override
        public Set<String> locations(String name) {
            return new LinkedHashSet<>(settings.list(name));
        }

        @Override
        public Map<String, Duration> timeouts(String name) {
            Map<String, Duration> result = new LinkedHashMap<>();
            boolean isTimeouts = name.equals(CONFIG_TIMEOUTS);
            if (isTimeouts) {
                // the form has a field of its own for three of them
                put(result, LocationConfig.DEFAULT_CATEGORY, settings.duration(CONFIG_TIMEOUT));
                put(result, MOTION, settings.duration(CONFIG_MOTION_TIMEOUT));
                put(result, PRESENCE, settings.duration(CONFIG_PRESENCE_TIMEOUT));
            }
            Set<String> listed = new HashSet<>();
            for (String entry : settings.list(name)) {
                int sign = entry.indexOf('=');
                String key = entry.substring(0, Math.max(0, sign)).trim();
                if (key.isEmpty()) {
                    problems.add(LocationProblem.of(Kind.TIMEOUTS, LocationProblem.label(name), entry));
                    continue;
                }
                Duration before = result.get(key);
                Duration timeout = settings.duration(name, entry.substring(sign + 1).trim(), entry);
                if (before != null && timeout != null && !before.equals(timeout)) {
                    noteContradiction(name, listed.contains(key) ? name : field(key), key, before, timeout);
                }
                put(result, key, timeout);
                listed.add(key);
                if (isTimeouts) {
                    noteMistypedKind(key);
                }
            }
            return result;
        }

        private static void put(Map<String, Duration> timeouts, String category, @Nullable Duration timeout) {
            if (timeout != null) {
                timeouts.put(category, timeout);
            }
        }
    }

    /** Reports two timeouts for one kind of evidence: the one that is read last counts. */
    private void noteContradiction(String setting, String other, String kind, Duration before, Duration counts) {
        problems.add(LocationProblem.of(Kind.TIMEOUTS_TWICE, LocationProblem.label(setting), kind,
                Durations.format(counts), LocationProblem.label(other), Durations.format(before)));
    }

    /**
     * Reports a category that is one letter away from that of a source, which is a typing error; rules may use any
     * other.
     */
    private void noteMistypedKind(String category) {
        String nearest = KINDS.contains(category) ? null : Suggestion.nearest(KINDS, category);
        if (nearest != null) {
            problems.add(LocationProblem.of(Kind.TIMEOUTS_UNKNOWN, LocationProblem.label(CONFIG_TIMEOUTS), category,
                    nearest));
        }
    }

    private @Nullable SourceSetup readSource(String location, Channel channel, SourceType type) {
        String id = channel.getUID().getId();
        Configuration configuration = Environment.resolve(channel.getConfiguration());
        String given = channel.getLabel();
        String name = given == null || given.isBlank() ? id : given;
        String item = new Settings(configuration, problems).text(CONFIG_ITEM);
        if (item == null) {
            problems.add(LocationProblem.of(Kind.MISSING, name, LocationProblem.label(type, CONFIG_ITEM)));
            return null;
        }
        SourceConfig.Builder source = SourceConfig.builder(location, item, type).id(id);
        boolean mapFailed = false;
        for (String setting : type.settings()) {
            Object value = configuration.get(setting);
            if (value != null && !setting.equals(CONFIG_ITEM) && !"id".equals(setting)) {
                try {
                    source.set(setting, Settings.plain(value));
                } catch (RejectedException e) {
                    mapFailed |= setting.equals(CONFIG_MAP);
                    problems.add(valueProblem(name, type, setting, Settings.words(value), e));
                }
            }
        }
        if (mapFailed && configuration.get(CONFIG_OCCUPANT) == null) {
            // without the person or the map the source says nothing; that was reported already
            return null;
        }
        try {
            SourceConfig config = source.build();
            noteSettingsOfNoNumber(config, name);
            if (NAMES_OF_RULES.contains(id)) {
                problems.add(LocationProblem.of(Kind.SOURCE_NAME, name, id));
            }
            return new SourceSetup(config, name);
        } catch (RejectedException e) {
            Object value = configuration.get(e.field());
            LocationProblem problem = combinationProblem(name, type, e.field(),
                    value == null ? "" : Settings.plain(value).toString());
            // a value that could not be read counts as missing here, but that was reported already
            List<String> about = problem.arguments().subList(0, 2);
            if (problems.stream().noneMatch(
                    noted -> noted.arguments().size() > 1 && noted.arguments().subList(0, 2).equals(about))) {
                problems.add(problem);
            }
            return null;
        }
    }

    /** {@return why one setting of a source was refused} */
    private static LocationProblem valueProblem(String source, SourceType type, String setting, String value,
            RejectedException refusal) {
        String label = LocationProblem.label(type, setting);
        return switch (setting) {
            case CONFIG_ON, CONFIG_OFF -> LocationProblem.of(Kind.NUMBER, source, label, value);
            case CONFIG_SUSTAIN_ONLY, CONFIG_INVERT, CONFIG_PULSE_ONLY, CONFIG_BOUNDARY, CONFIG_EXIT ->
                LocationProblem.of(Kind.CHOICE_OF_SOURCE, source, label, value, Settings.TRUE_OR_FALSE);
            case CONFIG_MAP -> LocationProblem.of(Kind.MAP, source, label, value);
            default -> LocationProblem.of(refusal.code() == RejectionCode.INVALID_VALUE ? Kind.DURATION_OF_SOURCE
                    : Kind.DURATION_RANGE_OF_SOURCE, source, label, value);
        };
    }

    /** {@return why settings of a source that can all be read were refused together} */
    private static LocationProblem combinationProblem(String source, SourceType type, String setting, String value) {
        String label = LocationProblem.label(type, setting);
        return switch (setting) {
            case CONFIG_OFF ->
                LocationProblem.of(Kind.THRESHOLDS, source, label, value, LocationProblem.label(type, CONFIG_ON));
            case CONFIG_MAX_ACTIVE -> LocationProblem.of(Kind.DURATION_ZERO, source, label, value);
            case "minDuration" -> LocationProblem.of(Kind.DURATION_OF_PULSE, source, label, value,
                    LocationProblem.label(type, CONFIG_PULSE_ONLY));
            case CONFIG_OCCUPANT ->
                LocationProblem.of(Kind.MISSING_EITHER, source, label, LocationProblem.label(type, CONFIG_MAP));
            default -> LocationProblem.of(Kind.MISSING, source, label);
        };
    }
}
