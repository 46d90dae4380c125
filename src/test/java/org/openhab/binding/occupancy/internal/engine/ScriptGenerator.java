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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationKind;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * Makes scripts at random: a home of up to 60 locations and what happens in it.
 *
 * Half of the scripts keep to whole seconds and a few durations, so that much falls on the same instant.
 */
@NonNullByDefault
final class ScriptGenerator {

    private static final int MOST_LOCATIONS = 60;
    private static final List<String> CATEGORIES = List.of("motion", "presence", "default", "level", "person");
    private static final List<String> PEOPLE = List.of("Ann", "Ben", "Cas");
    private static final List<String> OWNERS = List.of("party", "night");

    private final Random random;
    private final boolean grid;
    private final boolean locks;
    private final boolean changes;
    /** Whether some locations are left by departure. */
    private final boolean departures;
    /** Whether all rooms are left by departure and most sensors see motion, so that the people are weighed. */
    private final boolean weighed;
    private final int locations;
    private Instant now = Script.START;

    private ScriptGenerator(Random random, boolean weighed) {
        this.random = random;
        departures = weighed || random.nextBoolean();
        this.weighed = weighed || (departures && random.nextInt(3) == 0);
        grid = random.nextBoolean();
        locks = random.nextInt(3) > 0;
        changes = random.nextBoolean();
        int size = random.nextInt(20);
        locations = size < 11 ? 1 + random.nextInt(6)
                : size < 19 ? 7 + random.nextInt(12) : 20 + random.nextInt(MOST_LOCATIONS - 19);
    }

    /**
     * @param random where all chance comes from
     * @param steps how many steps after the first, which configures the home
     * @return a script
     */
    static Script script(Random random, int steps) {
        return new ScriptGenerator(random, false).generate(steps);
    }

    /**
     * @param random where all chance comes from
     * @param steps how many steps after the first, which configures the home
     * @return a script of a home in which it is weighed where its people are
     */
    static Script scriptOfWeighedHome(Random random, int steps) {
        return new ScriptGenerator(random, true).generate(steps);
    }

    private Script generate(int count) {
        List<Script.Step> steps = new ArrayList<>();
        steps.add(new Script.Step.ConfigureAll(home(), now));
        for (int i = 0; i < count; i++) {
            steps.add(step());
        }
        return new Script(steps);
    }

    private List<LocationConfig> home() {
        List<LocationConfig> configs = new ArrayList<>();
        boolean deep = !weighed && random.nextInt(4) == 0;
        for (int i = 0; i < locations; i++) {
            String parent = i == 0 || random.nextInt(12) == 0 ? null
                    : "p" + (deep ? i - 1 : weighed && random.nextInt(4) > 0 ? 0 : random.nextInt(Math.min(i, 8)));
            configs.add(config("p" + i, parent));
        }
        return configs;
    }

    private LocationConfig config(String id, @Nullable String parent) {
        LocationConfig.Builder builder = LocationConfig.builder(id).parent(parent)
                .strategy(random.nextInt(3) == 0 ? Strategy.FOLLOW_PARENT : Strategy.INDEPENDENT)
                .contributesToParent(random.nextInt(6) > 0).identityHolds(random.nextInt(5) == 0)
                .kind(id.endsWith("1") ? LocationKind.VIRTUAL : LocationKind.AREA);
        if (random.nextInt(3) == 0) {
            builder.linger(duration());
        }
        if (random.nextInt(3) == 0) {
            builder.timeout("motion", duration());
        }
        if (random.nextInt(5) == 0) {
            builder.timeout("default", duration());
        }
        if (departures && (weighed ? !id.equals("p0") || random.nextInt(3) == 0 : random.nextInt(3) > 0)) {
            builder.vacancy(Vacancy.DEPARTURE).passage(random.nextInt(6) == 0).leaveTimeout(duration())
                    .headCount(random.nextInt(8) == 0 ? 1 + random.nextInt(2) : null);
            if (random.nextInt(3) > 0) {
                builder.stayTimeout(duration());
            }
        }
        if (departures && random.nextInt(6) == 0) {
            builder.exits(Map.of(source(), random.nextInt(4) > 0));
        }
        if (departures && random.nextInt(4) == 0) {
            Set<String> adjacent = new TreeSet<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                adjacent.add("p" + random.nextInt(locations));
            }
            builder.adjacent(adjacent);
        }
        return builder.build();
    }

    private Script.Step step() {
        int kind = random.nextInt(100);
        if (kind < 12) {
            return new Script.Step.Advance(later());
        }
        if (kind == 12) {
            return new Script.Step.Shift(Duration.ofMillis((random.nextInt(3) - 1) * millis()));
        }
        if (kind == 13) {
            Script.Step.Restart.How[] hows = Script.Step.Restart.How.values();
            return new Script.Step.Restart(hows[random.nextInt(hows.length)], later());
        }
        if (changes && kind < 20) {
            return change();
        }
        return new Script.Step.Handle(event());
    }

    private Script.Step change() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Script.Step.ConfigureAll(home(), later());
        }
        if (kind < 3) {
            return new Script.Step.Remove(location(), later());
        }
        int most = Math.min(locations + 2, MOST_LOCATIONS);
        return new Script.Step.Configure(
                config("p" + random.nextInt(most), random.nextInt(6) == 0 ? null : "p" + random.nextInt(most)),
                later());
    }

    private OccupancyEvent event() {
        int kind = random.nextInt(locks ? 100 : 70);
        Instant at = later();
        if (kind < 24) {
            return details(OccupancyEvent.of(location(), EventType.MOMENTARY, category(), source(), at));
        }
        if (kind < 40) {
            // one in three only reads what has been so for a while
            return details(OccupancyEvent.of(location(), EventType.HOLD_START, category(), source(), at))
                    .withDuration(null).withSince(random.nextInt(3) == 0 ? before(at) : null);
        }
        if (kind < 54) {
            return details(OccupancyEvent.of(location(), EventType.HOLD_END, random.nextInt(3) == 0 ? null : category(),
                    source(), at)).withSustainOnly(false);
        }
        if (kind < 59) {
            return details(OccupancyEvent.of(location(), EventType.MANUAL, random.nextBoolean() ? null : category(),
                    source(), at)).withSustainOnly(false);
        }
        if (kind < 65) {
            return OccupancyEvent.of(location(), EventType.VACATE, null, source(), at).withScope(scope());
        }
        if (kind < 70) {
            return details(OccupancyEvent.of(location(), EventType.SOURCE_LOST,
                    random.nextBoolean() ? null : category(), source(), at)).withOccupant(null).withSustainOnly(false);
        }
        if (kind < 85) {
            return lock(EventType.LOCK, at, random.nextBoolean() ? null : duration(), mode());
        }
        if (kind < 92) {
            return lock(EventType.UNLOCK, at, null, null);
        }
        return kind < 96 ? OccupancyEvent.of(location(), EventType.UNLOCK_ALL, null, source(), at).withScope(scope())
                : OccupancyEvent.of(location(), EventType.LOCK_CHANGE, null, source(), at);
    }

    private OccupancyEvent details(OccupancyEvent event) {
        OccupancyEvent result = event;
        if (random.nextInt(3) == 0) {
            result = result.withOccupant(PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
        if (random.nextInt(3) == 0) {
            result = result.withDuration(duration());
        }
        boolean door = event.type() == EventType.MOMENTARY || event.type() == EventType.HOLD_END;
        if (departures && door && random.nextInt(4) == 0) {
            result = result.withBoundary(random.nextBoolean() ? BoundaryChange.OPENED : BoundaryChange.CLOSED);
        }
        return random.nextInt(4) == 0 ? result.withSustainOnly(true) : result;
    }

    private OccupancyEvent lock(EventType type, Instant at, @Nullable Duration duration, @Nullable LockMode mode) {
        String owner = random.nextInt(4) == 0 ? source() : OWNERS.get(random.nextInt(OWNERS.size()));
        return new OccupancyEvent(location(), type, null, null, at, null, duration, false, owner, mode, scope(), null);
    }

    private @Nullable LockMode mode() {
        int kind = random.nextInt(LockMode.values().length + 1);
        return kind == 0 ? null : LockMode.values()[kind - 1];
    }

    private @Nullable Scope scope() {
        int kind = random.nextInt(3);
        return kind == 0 ? null : kind == 1 ? Scope.SELF : Scope.SUBTREE;
    }

    private String location() {
        // One in a hundred is not there.
        return "p" + (random.nextInt(100) == 0 ? locations : random.nextInt(locations));
    }

    private String source() {
        return "s" + random.nextInt(3);
    }

    private String category() {
        return (weighed ? random.nextInt(5) > 0 : departures && random.nextBoolean()) ? CATEGORIES.get(0)
                : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    }

    private Instant later() {
        long step = switch (random.nextInt(10)) {
            case 0, 1, 2 -> 0;
            case 3, 4, 5, 6 -> grid ? 1000 * (1 + random.nextInt(3)) : 1 + random.nextInt(3000);
            case 7, 8 -> millis();
            default -> random.nextBoolean() ? -millis() : 10 * millis();
        };
        Instant at = now.plusMillis(step);
        if (step > 0) {
            now = at;
        }
        return at;
    }

    private Instant before(Instant at) {
        Instant since = at.minusMillis(random.nextInt(4) == 0 ? 0 : millis());
        return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since;
    }

    private Duration duration() {
        return Duration.ofMillis(random.nextInt(12) == 0 ? 0 : millis());
    }

    private long millis() {
        if (grid) {
            return 1000L * (1 + random.nextInt(10));
        }
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(3);
            case 1 -> 1 + random.nextInt(5_000);
            case 2 -> 1 + random.nextInt(60_000);
            default -> 1 + random.nextInt(1_200_000);
        };
    }
}
