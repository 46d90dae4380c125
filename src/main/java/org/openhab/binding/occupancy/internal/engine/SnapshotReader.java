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
package org.openhab.binding.occupancy.internal.engine;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.StoredFields;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads the snapshot format, and the one of the Python library of the same idea. What is damaged is skipped and
 * reported with its path; nothing throws.
 */
@NonNullByDefault
final class SnapshotReader {

    private static final String RESTORED_SOURCE = "restored";
    private static final List<String> LEGACY_FIELDS = List.of("is_occupied", "occupied_until", "active_occupants",
            "active_holds", "lock_state");

    /**
     * Numbers that the engine itself never comes near: beyond them sums and products become infinite, and quotients of
     * these no numbers at all. Weights are relative to the best hypothesis, which can be small.
     */
    private static final double MOST_NUMBER = 1e100;
    private static final double MOST_COUNT = 1_000;

    private final List<SnapshotProblem> problems = new ArrayList<>();
    private final Map<String, NodeSnapshot> entries = new TreeMap<>();
    private final boolean readable;
    private long takenAt;
    /** When it says that it was written: nothing in it can have happened later. */
    private long written;

    /**
     * @param snapshot the JSON
     * @param now the present; a snapshot from the future was taken by a clock that is wrong by the difference
     */
    SnapshotReader(JsonNode snapshot, long now) {
        takenAt = now;
        readable = read(snapshot, now);
    }

    /** {@return whether it is a snapshot at all} */
    boolean readable() {
        return readable;
    }

    /** {@return when it was taken, never later than now} */
    long takenAt() {
        return takenAt;
    }

    /** {@return what it says of each location, by id} */
    Map<String, NodeSnapshot> entries() {
        return entries;
    }

    /** {@return what could not be read} */
    List<SnapshotProblem> problems() {
        return problems;
    }

    private boolean read(JsonNode root, long now) {
        if (!root.isObject()) {
            problem("", "The snapshot is not a JSON object.");
            return false;
        }
        JsonNode version = root.get("version");
        if (version == null || version.isObject()) {
            return readLegacy(root, now);
        }
        if (!version.isInt() || version.intValue() < 1 || version.intValue() > SnapshotWriter.VERSION) {
            problem("/version", "The snapshot has the version " + version + "; this add-on reads version "
                    + SnapshotWriter.VERSION + ".");
            return false;
        }
        long at = instant(root, "at", "");
        written = at == NONE ? now : at;
        long delta = Math.min(0, now - written);
        takenAt = written + delta;
        JsonNode locations = root.get("locations");
        if (locations == null || !locations.isObject()) {
            problem("/locations", "The snapshot has no object of locations.");
            return locations == null;
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = locations.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> field = it.next();
            String path = SnapshotProblem.pointer("/locations", field.getKey());
            if (!field.getValue().isObject()) {
                problem(path, "The location is not an object.");
                continue;
            }
            NodeSnapshot entry = readEntry(field.getValue(), path);
            entries.put(field.getKey(), entry.shift(delta));
        }
        return true;
    }

    private NodeSnapshot readEntry(JsonNode json, String path) {
        long at = past(json, "at", path);
        Map<String, SourceState> sources = new TreeMap<>();
        each(json, "sources", path, (item, itemPath) -> {
            SourceState evidence = readSource(item, itemPath);
            if (evidence != null && sources.putIfAbsent(evidence.source, evidence) != null) {
                problem(itemPath, "The source " + evidence.source + " stands here twice.");
            }
        });
        Set<String> sightings = new TreeSet<>();
        each(json, "sightings", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                sightings.add(item.textValue());
            } else {
                problem(itemPath, "The name of a person is missing.");
            }
        });
        Map<String, Lock> locks = new TreeMap<>();
        each(json, "locks", path, (item, itemPath) -> {
            Lock lock = readLock(item, itemPath);
            if (lock != null && locks.putIfAbsent(lock.owner(), lock) != null) {
                problem(itemPath, "The lock of " + lock.owner() + " stands here twice.");
            }
        });
        return new NodeSnapshot(at == NONE ? written : at, flag(json, "occupied", path), flag(json, "own", path),
                List.copyOf(sources.values()), sightings, List.copyOf(locks.values()),
                instant(json, "lingerUntil", path), flag(json, "followSuspended", path), past(json, "changedAt", path),
                past(json, "lastActivity", path), readStay(json.get("stay"), path + "/stay"),
                readHome(json.get("home"), path + "/home"));
    }

    private @Nullable HomeStay readHome(@Nullable JsonNode json, String path) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (!json.isObject()) {
            problem(path, "The field home is not an object.");
            return null;
        }
        HomeStay home = new HomeStay();
        home.each(new ReadFields(json, path));
        return home;
    }

    private @Nullable Stay readStay(@Nullable JsonNode json, String path) {
        if (json == null || json.isNull()) {
            return null;
        }
        if (!json.isObject()) {
            problem(path, "The field stay is not an object.");
            return null;
        }
        Stay stay = new Stay();
        stay.each(new ReadFields(json, path));
        return stay;
    }

    /** Gives the fields of something remembered what a JSON object says of them. */
    private final class ReadFields implements StoredFields {

        private final JsonNode json;
        private final String path;

        ReadFields(JsonNode json, String path) {
            this.json = json;
            this.path = path;
        }

        @Override
        public long instant(String name, long value) {
            return past(json, name, path);
        }

        @Override
        public long end(String name, long value) {
            return SnapshotReader.this.instant(json, name, path);
        }

        @Override
        public boolean flag(String name, boolean value) {
            return SnapshotReader.this.flag(json, name, path);
        }

        @Override
        public @Nullable String text(String name, @Nullable String value) {
            return SnapshotReader.this.text(json, name, path, false);
        }

        @Override
        public int count(String name, int value) {
            return SnapshotReader.this.count(json, name, path);
        }

        @Override
        public double number(String name, double value) {
            JsonNode number = json.get(name);
            return number != null && number.isNumber() ? number.doubleValue() : Double.NaN;
        }

        @Override
        public int wholeNumber(String name, int value) {
            JsonNode number = json.get(name);
            return number != null && number.isInt() ? number.intValue() : -1;
        }

        @Override
        public double @Nullable [] numbers(String name, double @Nullable [] value) {
            return SnapshotReader.this.numbers(json, name, path, MOST_NUMBER);
        }

        @Override
        public int @Nullable [] counts(String name, int @Nullable [] value) {
            double[] numbers = SnapshotReader.this.numbers(json, name, path, MOST_COUNT);
            return numbers == null ? null : Arrays.stream(numbers).mapToInt(each -> (int) each).toArray();
        }

        @Override
        public SortedMap<String, Boolean> flags(String name, SortedMap<String, Boolean> value) {
            SortedMap<String, Boolean> result = new TreeMap<>();
            eachField(json, name, path, (key, each, keyPath) -> {
                if (each.isBoolean()) {
                    result.put(key, each.booleanValue());
                } else {
                    problem(keyPath, "The door is neither open nor closed.");
                }
            });
            return result;
        }

        @Override
        public SortedMap<String, Long> instants(String name, SortedMap<String, Long> value) {
            SortedMap<String, Long> result = new TreeMap<>();
            eachField(json, name, path, (key, each, keyPath) -> {
                long instant = notAhead(parseInstant(each, keyPath, name), keyPath, name);
                if (instant != NONE) {
                    result.put(key, instant);
                }
            });
            return result;
        }

        @Override
        public SortedMap<String, Long> times(String name, SortedMap<String, Long> value) {
            SortedMap<String, Long> result = new TreeMap<>();
            eachField(json, name, path, (key, each, keyPath) -> {
                if (each.isIntegralNumber() && each.canConvertToLong() && each.longValue() >= 0
                        && each.longValue() <= Instants.MAX) {
                    result.put(key, each.longValue());
                } else {
                    problem(keyPath, "The cool-down is " + shortened(each) + ", which is no time.");
                }
            });
            return result;
        }

        @Override
        public void damaged(String name, String sentence) {
            problem(path + "/" + name, sentence);
        }
    }

    private int count(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return 0;
        }
        if (!value.isInt() || value.intValue() < 0) {
            problem(path + "/" + field, "The field " + field + " is " + shortened(value) + ", which is not a count.");
            return 0;
        }
        return value.intValue();
    }

    /** {@return a list of numbers from 0 to a most, or {@code null} if there is none} */
    private double @Nullable [] numbers(JsonNode json, String field, String path, double most) {
        JsonNode list = json.get(field);
        if (list == null || list.isNull()) {
            return null;
        }
        boolean good = list.isArray();
        double[] result = new double[list.size()];
        for (int i = 0; good && i < result.length; i++) {
            result[i] = list.get(i).doubleValue();
            good = list.get(i).isNumber() && result[i] >= 0 && result[i] <= most;
        }
        if (!good) {
            problem(path + "/" + field, "The field " + field + " is not a list of counts.");
            return null;
        }
        return result;
    }

    private @Nullable SourceState readSource(JsonNode json, String path) {
        String source = text(json, "source", path, true);
        String category = text(json, "category", path, true);
        if (source == null || category == null) {
            return null;
        }
        int before = problems.size();
        boolean hold = flag(json, "hold", path);
        long holdEnd = instant(json, "holdUntil", path);
        long timer = instant(json, "until", path);
        long since = past(json, "since", path);
        Trust trust = constant(json, "trust", path, Trust.values(), Trust.LIVE);
        if (problems.size() > before || trust == null || !(hold || timer != NONE)) {
            if (problems.size() == before) {
                problem(path, "The source " + source + " neither holds nor has a timer.");
            }
            return null;
        }
        return new SourceState(source, category, hold, holdEnd == NONE ? HELD : holdEnd, timer,
                text(json, "occupant", path, false), flag(json, "sustainOnly", path), trust, since);
    }

    private @Nullable Lock readLock(JsonNode json, String path) {
        String owner = text(json, "owner", path, true);
        LockMode mode = constant(json, "mode", path, LockMode.values(), LockMode.FREEZE);
        Scope scope = constant(json, "scope", path, Scope.values(), Scope.SELF);
        int before = problems.size();
        long until = instant(json, "until", path);
        if (owner == null || mode == null || scope == null || problems.size() > before) {
            return null;
        }
        return new Lock(owner, mode, scope, until == NONE ? HELD : until);
    }

    // ---------------------------------------------------------------------------------------- the Python library

    private boolean readLegacy(JsonNode root, long now) {
        boolean any = root.isEmpty();
        for (Iterator<Map.Entry<String, JsonNode>> it = root.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> field = it.next();
            String path = SnapshotProblem.pointer("", field.getKey());
            JsonNode json = field.getValue();
            if (json.isObject() && LEGACY_FIELDS.stream().anyMatch(json::has)) {
                any = true;
                entries.put(field.getKey(), readLegacyEntry(json, path, now));
            } else {
                problem(path, "This is neither a location nor a part of a snapshot.");
            }
        }
        return any;
    }

    private NodeSnapshot readLegacyEntry(JsonNode json, String path, long now) {
        boolean occupied = flag(json, "is_occupied", path);
        long until = instant(json, "occupied_until", path);
        Set<String> people = new TreeSet<>();
        each(json, "active_occupants", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                people.add(item.textValue());
            } else {
                problem(itemPath, "The name of a person is missing.");
            }
        });
        Map<String, SourceState> sources = new TreeMap<>();
        each(json, "active_holds", path, (item, itemPath) -> {
            if (item.isTextual() && !item.textValue().isBlank()) {
                sources.put(item.textValue(), hold(item.textValue(), null));
            } else {
                problem(itemPath, "The name of a source is missing.");
            }
        });
        if (sources.isEmpty() && occupied && (until == NONE || until <= now)) {
            // There a known person held a location without any source.
            people.forEach(person -> sources.put(RESTORED_SOURCE + ":" + person,
                    hold(RESTORED_SOURCE + ":" + person, person)));
        }
        if (until != NONE) {
            sources.put(RESTORED_SOURCE, new SourceState(RESTORED_SOURCE, LocationConfig.DEFAULT_CATEGORY, false, NONE,
                    until, null, false, Trust.RESTORED));
        }
        List<Lock> locks = List.of();
        String lock = text(json, "lock_state", path, false);
        if (lock != null) {
            switch (lock.toLowerCase(Locale.ROOT)) {
                case "locked_frozen" -> locks = List.of(new Lock(RESTORED_SOURCE, LockMode.FREEZE, Scope.SELF, HELD));
                case "unlocked" -> {
                }
                default -> problem(path + "/lock_state", "The lock state " + lock + " is not known.");
            }
        }
        return new NodeSnapshot(now, occupied, occupied, List.copyOf(sources.values()), people, locks, NONE, false,
                NONE, NONE, null, null);
    }

    private static SourceState hold(String source, @Nullable String occupant) {
        return new SourceState(source, "presence", true, HELD, NONE, occupant, false, Trust.LIVE);
    }

    // ------------------------------------------------------------------------------------------------------ fields

    private interface ItemReader {
        void read(JsonNode item, String path);
    }

    private void each(JsonNode json, String field, String path, ItemReader reader) {
        JsonNode list = json.get(field);
        if (list == null || list.isNull()) {
            return;
        }
        if (!list.isArray()) {
            problem(path + "/" + field, "The field " + field + " is not a list.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            reader.read(list.get(i), path + "/" + field + "/" + i);
        }
    }

    private interface FieldReader {
        void read(String name, JsonNode value, String path);
    }

    private void eachField(JsonNode json, String field, String path, FieldReader reader) {
        JsonNode object = json.get(field);
        if (object == null || object.isNull()) {
            return;
        }
        if (!object.isObject()) {
            problem(path + "/" + field, "The field " + field + " is not an object.");
            return;
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext();) {
            Map.Entry<String, JsonNode> entry = it.next();
            reader.read(entry.getKey(), entry.getValue(), SnapshotProblem.pointer(path + "/" + field, entry.getKey()));
        }
    }

    private boolean flag(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            problem(path + "/" + field, "The field " + field + " is neither true nor false.");
            return false;
        }
        return value.booleanValue();
    }

    private @Nullable String text(JsonNode json, String field, String path, boolean required) {
        JsonNode value = json.get(field);
        if (value != null && value.isTextual() && !value.textValue().isBlank()) {
            return value.textValue();
        }
        if (required || (value != null && !value.isNull())) {
            problem(path + "/" + field, "The field " + field + " is not a name.");
        }
        return null;
    }

    private <T extends Enum<T>> @Nullable T constant(JsonNode json, String field, String path, T[] known, T absent) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return absent;
        }
        for (T constant : known) {
            if (constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        problem(path + "/" + field, "The field " + field + " is " + shortened(value) + ", which is not known.");
        return null;
    }

    private long instant(JsonNode json, String field, String path) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? NONE : parseInstant(value, path + "/" + field, field);
    }

    /** {@return an instant of something that has happened, or {@link Instants#NONE}} */
    private long past(JsonNode json, String field, String path) {
        return notAhead(instant(json, field, path), path + "/" + field, field);
    }

    private long notAhead(long instant, String path, String field) {
        if (instant == NONE || instant <= written) {
            return instant;
        }
        problem(path, "The field " + field + " is later than the snapshot itself.");
        return NONE;
    }

    private long parseInstant(JsonNode value, String path, String field) {
        Instant parsed = value.isTextual() ? parse(value.textValue()) : null;
        if (parsed != null) {
            long seconds = parsed.getEpochSecond();
            if (seconds >= 0 && seconds <= Instants.MAX / 1000) {
                return parsed.toEpochMilli();
            }
        }
        problem(path, "The field " + field + " is " + shortened(value) + ", which is not a time.");
        return NONE;
    }

    /** {@return the instant, UTC if there is no offset, or {@code null} if it cannot be read} */
    private static @Nullable Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e2) {
                return null;
            }
        }
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private void problem(String path, String message) {
        problems.add(new SnapshotProblem(path, message));
    }
}
