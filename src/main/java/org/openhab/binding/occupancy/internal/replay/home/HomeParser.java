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
package org.openhab.binding.occupancy.internal.replay.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationSetting;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.source.SeenLeaving;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.binding.occupancy.internal.source.Suggestion;
import org.openhab.binding.occupancy.internal.source.VacancyDefault;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Turns the tree of a home file into a {@link Home}, or says what is wrong with it and where.
 */
@NonNullByDefault
public final class HomeParser {

    /** Whether a door's item is a rollershutter: the add-on sees that from the item, a file has to say so. */
    static final String ROLLERSHUTTER = "rollershutter";

    private static final List<String> HOME_KEYS = List.of("headCount", "locations");
    private static final Set<String> LOCATION_KEYS = new LinkedHashSet<>(List.of("id", "parent"));
    private static final Set<String> SOURCE_KEYS = new LinkedHashSet<>(List.of("item", "type"));

    static {
        LocationSetting.ALL.forEach(setting -> LOCATION_KEYS.add(setting.name()));
        LOCATION_KEYS.add("sources");
        for (SourceType type : SourceType.values()) {
            SOURCE_KEYS.addAll(type.settings());
        }
        SOURCE_KEYS.add(ROLLERSHUTTER);
    }

    /** Settings that decide what makes a location vacant. */
    private static final Set<String> DECIDING = Set.of("timeouts", LocationSetting.VACANCY.name());

    /** The path of each location by its id. */
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final List<SourceConfig> sources = new ArrayList<>();
    /** The locations that have a timeout of their own or say what makes them vacant. */
    private final Set<String> decided = new HashSet<>();

    private final boolean parentsMayCome;

    private HomeParser(boolean parentsMayCome) {
        this.parentsMayCome = parentsMayCome;
    }

    /**
     * @param root the tree of a home file
     * @return the home
     * @throws HomeException if anything in it is not known, missing or of no use
     */
    public static Home parse(JsonNode root) {
        return new HomeParser(false).home(root);
    }

    /**
     * As {@link #parse}, for a running engine: a parent that does not exist may still be added; until then its child is
     * a root.
     *
     * @param root the tree of a home file
     * @return the home
     * @throws HomeException if anything else in it is not known, missing or of no use
     */
    public static Home parseRunning(JsonNode root) {
        return new HomeParser(true).home(root);
    }

    private Home home(JsonNode root) {
        if (!root.isObject()) {
            throw invalid("", "A home is an object with the keys " + String.join(", ", HOME_KEYS) + ".");
        }
        checkKeys(root, "", "home", HOME_KEYS);
        JsonNode list = root.path("locations");
        if (absent(list)) {
            throw missing("locations", "The home has no locations.");
        }
        if (!list.isArray()) {
            throw invalid("locations", "locations must be a list.");
        }
        for (int i = 0; i < list.size(); i++) {
            register(list.path(i), "locations[" + i + "]");
        }
        Integer headCount = headCount(root.path("headCount"));
        List<LocationConfig.Builder> builders = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, String> entry : paths.entrySet()) {
            LocationConfig.Builder builder = location(entry.getKey(), list.path(index++), entry.getValue());
            if (builder.build().parent() == null) {
                builder.headCount(headCount);
            }
            builders.add(builder);
        }
        List<LocationConfig> locations = new ArrayList<>();
        SeenLeaving seenLeaving = new SeenLeaving();
        Set<String> withSources = new HashSet<>();
        builders.stream().map(LocationConfig.Builder::build)
                .forEach(location -> seenLeaving.location(location.id(), location.parent()));
        for (SourceConfig source : sources) {
            seenLeaving.source(source.location(), source.type() == SourceType.DOOR);
            withSources.add(source.location());
        }
        for (LocationConfig.Builder builder : builders) {
            String id = builder.build().id();
            if (!decided.contains(id)) {
                builder.vacancy(VacancyDefault.of(null, withSources.contains(id), false, seenLeaving.canBeSeen(id)));
            }
            locations.add(builder.build());
        }
        checkTree(locations);
        return new Home(locations, sources);
    }

    private void register(JsonNode node, String path) {
        if (!node.isObject()) {
            throw invalid(path, path + " must be an object with an id.");
        }
        checkKeys(node, path, "location", LOCATION_KEYS);
        String id = text(node, path, "id");
        if (id == null || id.isBlank()) {
            throw missing(path + ".id", path + " has no id.");
        }
        String other = paths.put(id, path);
        if (other != null) {
            throw new HomeException(HomeException.DUPLICATE_LOCATION, path + ".id",
                    "The location " + id + " is given twice, at " + other + " and at " + path + ".");
        }
    }

    /** Has the engine check the tree, which finds and names cycles. */
    private void checkTree(List<LocationConfig> locations) {
        try {
            new OccupancyEngine().configureAll(locations, Instant.EPOCH);
        } catch (RejectedException e) {
            throw rejected("locations", e);
        }
    }

    private static @Nullable Integer headCount(JsonNode node) {
        if (absent(node)) {
            return null;
        }
        try {
            int count = Integer.parseInt(node.asText().trim());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw invalid("headCount", "headCount is " + shown(node) + "; it must be a whole number, 1 or more.");
    }

    private LocationConfig.Builder location(String id, JsonNode node, String path) {
        LocationConfig.Builder builder = LocationConfig.builder(id);
        try {
            String parent = text(node, path, "parent");
            if (parent != null) {
                builder.parent(parentsMayCome ? parent : known(parent, path + ".parent"));
            }
            LocationReader reader = new LocationReader(id, node, path);
            for (LocationSetting setting : LocationSetting.ALL) {
                if (setting.read(reader, builder) && DECIDING.contains(setting.name())) {
                    decided.add(id);
                }
            }
            sources(id, node.path("sources"), path + ".sources");
        } catch (RejectedException e) {
            throw rejected(path + "." + e.field(), e);
        }
        return builder;
    }

    /** Reads the settings of a location. */
    private final class LocationReader implements LocationSetting.Reader {

        private final String id;
        private final JsonNode node;
        private final String path;

        LocationReader(String id, JsonNode node, String path) {
            this.id = id;
            this.node = node;
            this.path = path;
        }

        @Override
        public @Nullable Duration duration(String name) {
            return HomeParser.duration(node, path, name);
        }

        @Override
        public @Nullable Boolean flag(String name) {
            return HomeParser.flag(node, path, name);
        }

        @Override
        public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
            return constant(type, node, path, name);
        }

        @Override
        public Map<String, Duration> timeouts(String name) {
            JsonNode entries = node.path(name);
            String at = path + "." + name;
            Map<String, Duration> result = new LinkedHashMap<>();
            if (absent(entries)) {
                return result;
            }
            if (!entries.isObject()) {
                throw invalid(at, at + " must be an object of category and duration.");
            }
            for (Map.Entry<String, JsonNode> entry : entries.properties()) {
                Duration duration = HomeParser.duration(entries, at, entry.getKey());
                if (duration != null) {
                    result.put(entry.getKey(), duration);
                }
            }
            return result;
        }

        /**
         * For the engine a list of one side counts for both. Here it stays as written, so that {@code RecordingCheck}
         * can compare it.
         */
        @Override
        public Set<String> locations(String name) {
            JsonNode entries = node.path(name);
            String list = path + "." + name;
            Set<String> result = new LinkedHashSet<>();
            if (absent(entries)) {
                return result;
            }
            if (!entries.isArray()) {
                throw invalid(list, list + " must be a list of location ids.");
            }
            for (int i = 0; i < entries.size(); i++) {
                String at = list + "[" + i + "]";
                String other = known(scalar(entries.path(i), at), at);
                if (other.equals(id)) {
                    throw invalid(at, "The location " + id + " is given as adjacent to itself.");
                }
                result.add(other);
            }
            return result;
        }
    }

    private void sources(String location, JsonNode node, String path) {
        if (absent(node)) {
            return;
        }
        if (!node.isArray()) {
            throw invalid(path, path + " must be a list.");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String at = path + "[" + i + "]";
            SourceConfig source = source(location, node.path(i), at);
            if (!ids.add(source.id())) {
                throw new HomeException(HomeException.DUPLICATE, at,
                        "The source " + source.id() + " of " + location + " is given twice; give one of them an id.");
            }
            sources.add(source);
        }
    }

    private SourceConfig source(String location, JsonNode node, String path) {
        if (!node.isObject()) {
            throw invalid(path, path + " must be an object with an item and a type.");
        }
        checkKeys(node, path, "source", SOURCE_KEYS);
        String item = text(node, path, "item");
        if (item == null || item.isBlank()) {
            throw missing(path + ".item", path + " has no item.");
        }
        String typeId = text(node, path, "type");
        if (typeId == null || typeId.isBlank()) {
            throw missing(path + ".type", "The source " + item + " of " + location + " has no type.");
        }
        SourceType type;
        try {
            type = SourceType.fromId(typeId);
        } catch (RejectedException e) {
            throw rejected(path + ".type", e);
        }
        try {
            SourceConfig.Builder builder = SourceConfig.builder(location, item, type);
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                String key = entry.getKey();
                if (ROLLERSHUTTER.equals(key) && type == SourceType.DOOR) {
                    builder.rollershutter(Boolean.TRUE.equals(flag(node, path, key)));
                } else if (!"item".equals(key) && !"type".equals(key)) {
                    builder.set(key, value(entry.getValue(), path + "." + key));
                }
            }
            SourceConfig source = builder.build();
            checkLocations(source, path + ".map");
            return source;
        } catch (RejectedException e) {
            throw rejected(path + "." + e.field(), e);
        }
    }

    /** A person's item says where the person is: in locations that must exist. */
    private void checkLocations(SourceConfig source, String path) {
        if (source.type() == SourceType.PERSON && source.occupant() != null) {
            for (Map.Entry<String, String> entry : source.map().entrySet()) {
                if (!entry.getValue().isBlank()) {
                    known(entry.getValue(), path + "." + entry.getKey());
                }
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------ values

    private String known(String id, String path) {
        if (!paths.containsKey(id)) {
            throw new HomeException(HomeException.UNKNOWN_LOCATION, path, path + " names the location \""
                    + Printable.brief(id) + "\", which does not exist" + Suggestion.among(paths.keySet(), id));
        }
        return id;
    }

    private static void checkKeys(JsonNode node, String path, String what, Collection<String> known) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (!known.contains(key)) {
                String at = path.isEmpty() ? key : path + "." + key;
                throw new HomeException(HomeException.UNKNOWN_KEY, at,
                        at + " is not a key of a " + what + Suggestion.among(known, key));
            }
        }
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static @Nullable String text(JsonNode node, String path, String key) {
        JsonNode value = node.path(key);
        return absent(value) ? null : scalar(value, path + "." + key);
    }

    private static String scalar(JsonNode value, String path) {
        if (!value.isValueNode() || value.isNull()) {
            throw invalid(path, path + " is " + shown(value) + "; it must be a text.");
        }
        return value.asText();
    }

    private static @Nullable Boolean flag(JsonNode node, String path, String key) {
        JsonNode value = node.path(key);
        if (absent(value)) {
            return null;
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw invalid(path + "." + key,
                    path + "." + key + " is " + shown(value) + "; it must be true or false.");
        };
    }

    private static @Nullable Duration duration(JsonNode node, String path, String key) {
        String text = text(node, path, key);
        if (text == null) {
            return null;
        }
        try {
            return Durations.parse(path + "." + key, text);
        } catch (RejectedException e) {
            throw rejected(path + "." + key, e);
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, JsonNode node, String path, String key) {
        String text = text(node, path, key);
        if (text == null) {
            return null;
        }
        try {
            return Enum.valueOf(type, text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
            throw invalid(path + "." + key, path + "." + key + " is \"" + Printable.brief(text)
                    + "\", which is not known" + Suggestion.among(known, text));
        }
    }

    /** {@return a source's setting as {@link SourceConfig.Builder#set} takes it} */
    private static @Nullable Object value(JsonNode node, String path) {
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                texts.add(scalar(node.path(i), path + "[" + i + "]"));
            }
            return texts;
        }
        if (node.isObject()) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                texts.put(entry.getKey(), scalar(entry.getValue(), path + "." + entry.getKey()));
            }
            return texts;
        }
        return node.isNull() ? null : node.asText();
    }

    private static String shown(JsonNode node) {
        return node.isTextual() ? "\"" + Printable.brief(node.asText()) + "\""
                : node.isValueNode() ? Printable.brief(node.asText()) : node.isArray() ? "a list" : "an object";
    }

    private static HomeException invalid(String path, String message) {
        return new HomeException(HomeException.INVALID_VALUE, path, message);
    }

    private static HomeException missing(String path, String message) {
        return new HomeException(HomeException.MISSING_FIELD, path, message);
    }

    private static HomeException rejected(String path, RejectedException e) {
        return new HomeException(e.code().key(), path, String.valueOf(e.getMessage()));
    }
}
