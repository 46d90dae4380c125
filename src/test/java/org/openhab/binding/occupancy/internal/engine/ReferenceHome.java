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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * All that ever happened in a home, in order. {@link ReferenceModel} works out of it, again and again, until when
 * somebody is at home and which doors lead out.
 */
@NonNullByDefault
final class ReferenceHome {

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final long NO_END = Long.MAX_VALUE;

    /** A source of a location. */
    record Key(String location, String source) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byLocation = location.compareTo(other.location);
            return byLocation != 0 ? byLocation : source.compareTo(other.source);
        }
    }

    private enum Kind {
        EXIT,
        INNER_DOOR,
        FOUND,
        INSIDE,
        CLEARED,
        AWAY,
        SAID_EMPTY,
        MOTION,
        STILL
    }

    /**
     * Something that happened.
     *
     * @param kind what
     * @param key where; for {@link Kind#CLEARED} the location only
     * @param now when it was told
     * @param at when it happened
     * @param held whether a sensor saw somebody at that moment
     * @param flag of a door: its location is one that has parts or that people pass through; of an activity: it is
     *            certain
     * @param noWitness whether its source had reported somebody in vain by then, so that it does not confirm itself
     * @param stay how long somebody is at home who was not seen leaving
     * @param other how long the home stays after somebody was seen leaving; of an activity: how long the only one
     *            counts
     */
    private record Entry(Kind kind, Key key, long now, long at, boolean held, boolean flag, boolean noWitness,
            long stay, long other) {
        Entry(Kind kind, Key key, long now, long at, boolean held, boolean flag, long stay, long other) {
            this(kind, key, now, at, held, flag, false, stay, other);
        }

        Entry later(long delta) {
            return new Entry(kind, key, now + delta, at + delta, held, flag, noWitness, stay, other);
        }
    }

    /** What is to be said of the home after all that. */
    private static final class Verdict {
        long until = NO_TIME;
        long leavingSince = NO_TIME;
        @Nullable
        Key only;
        long onlyAt = NO_TIME;
        boolean entered;
        int anotherWay;
        long lastHappening = NO_TIME;
        @Nullable
        Key lastDoor;
        final Set<Key> doors = new TreeSet<>();
        final Set<Key> livedIn = new TreeSet<>();
        final Map<Key, Integer> silences = new TreeMap<>();

        boolean empty(long now) {
            return until == NO_TIME || until <= now;
        }

        void happened(@Nullable Key door, boolean held, long now) {
            Key before = lastDoor;
            if (before != null && now - lastHappening >= 900_000 && !held) {
                int count = silences.getOrDefault(before, 0) + (before.equals(door) ? 1 : -1);
                silences.put(before, Math.max(0, Math.min(8, count)));
            }
            lastHappening = now;
            lastDoor = door;
        }

        @Nullable
        Key quietest(Set<Key> innerDoors) {
            Map<Key, Integer> counts = new TreeMap<>(silences);
            counts.keySet().retainAll(livedIn);
            counts.keySet().removeAll(innerDoors);
            for (Map.Entry<Key, Integer> best : counts.entrySet()) {
                boolean others = counts.entrySet().stream().filter(other -> !other.getKey().equals(best.getKey()))
                        .allMatch(other -> 2 * other.getValue() <= best.getValue());
                if (best.getValue() >= 3 && others) {
                    return best.getKey();
                }
            }
            return null;
        }

        void left(long since, long end) {
            leavingSince = since;
            only = null;
            until = end;
        }

        void inside(Entry entry) {
            if (leavingSince != NO_TIME && entry.at - leavingSince <= 5_000) {
                return;
            }
            if (!doors.contains(entry.key)) {
                happened(null, entry.held, Math.max(entry.at, lastHappening));
                doors.stream().filter(door -> door.location.equals(entry.key.location)).forEach(livedIn::add);
            }
            boolean wasEmpty = empty(entry.now);
            Key first = only;
            if (wasEmpty) {
                only = leavingSince == NO_TIME || entered || entry.flag ? null : entry.key;
                onlyAt = entry.at;
            } else if (first != null
                    && (entry.flag || !first.equals(entry.key) || entry.at - onlyAt >= 60_000 && !entry.noWitness)) {
                only = null;
                anotherWay = Math.min(8, anotherWay + 1);
            }
            if (only == null) {
                anotherWay -= entered && anotherWay > 0 ? 1 : 0;
                entered = false;
                leavingSince = NO_TIME;
            }
            until = Math.max(until, entry.at + (only == null ? entry.stay : entry.other));
        }
    }

    /** Something that tells of people. @param reported whether somebody was @param vacant whether nobody was there */
    private record Report(Key key, long now, boolean reported, boolean vacant) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    /** Worked out of the entries, until there is another one. */
    private @Nullable Verdict worked;
    /** The location that is not left only because the home is not empty. */
    @Nullable
    String spared;

    ReferenceHome copy() {
        ReferenceHome copy = new ReferenceHome();
        copy.entries.addAll(entries);
        copy.reports.addAll(reports);
        copy.spared = spared;
        return copy;
    }

    void shift(long delta) {
        entries.replaceAll(entry -> entry.later(delta));
        reports.replaceAll(each -> new Report(each.key, each.now + delta, each.reported, each.vacant));
        worked = null;
    }

    /** {@return whether anything is worth keeping} */
    boolean isEmpty(long now) {
        Verdict verdict = verdict();
        return verdict.empty(now) && verdict.leavingSince == NO_TIME && verdict.lastHappening == NO_TIME
                && verdict.doors.isEmpty() && reports.isEmpty();
    }

    // ------------------------------------------------------------------------------------------------ false alarms

    /** {@return whether a report is doubted} Otherwise only what happened is recorded. */
    boolean doubts(Key source, boolean reported, boolean vacant, long now) {
        reports.add(new Report(source, now, reported, vacant));
        return isLone(reports.size() - 1) && isUnreliable(source);
    }

    /** {@return whether a report came to a vacant location out of a silence of all other sources} */
    private boolean isLone(int index) {
        Report report = reports.get(index);
        long other = NO_TIME;
        for (Report before : reports.subList(0, index)) {
            other = before.key.equals(report.key) ? other : before.now;
        }
        Report before = index == 0 ? null : reports.get(index - 1);
        boolean moves = before != null && before.key.equals(report.key) && report.now - before.now >= 5_000
                && report.now - before.now <= 120_000;
        return report.reported && report.vacant && !moves && (other == NO_TIME || report.now - other >= 600_000);
    }

    /** {@return whether a source has reported somebody again and again when nobody was there} */
    boolean isUnreliable(Key source) {
        return points(source) >= 6;
    }

    private int points(Key source) {
        int points = 0;
        Report open = null;
        for (int i = 0; i < reports.size(); i++) {
            Report report = reports.get(i);
            boolean own = open != null && open.key.equals(report.key);
            if (open != null && own && !report.reported) {
                open = report.now - open.now > 60_000 ? null : open;
            } else if (open != null && (!own || report.now - open.now >= 600_000)) {
                int sum = points + (report.now - open.now >= 600_000 ? 1 : -2);
                points = open.key.equals(source) ? Math.max(0, Math.min(8, sum)) : points;
                open = null;
            }
            open = open == null && isLone(i) ? report : open;
        }
        return points;
    }

    // ----------------------------------------------------------------------------------------------------- writing

    /** {@return whether a door that moves is an exit} With the silence that it ends, if that makes it one. */
    boolean doorMoved(Key door, Set<Key> exits, Set<Key> innerDoors, boolean livedIn, boolean held, long stay,
            long leave, long now) {
        worked = null;
        entries.add(new Entry(Kind.INNER_DOOR, door, now, now, held, livedIn, points(door) >= 3, stay, leave));
        boolean exit = exits.isEmpty() ? door.equals(verdict().quietest(innerDoors)) : exits.contains(door);
        if (exit) {
            worked = null;
            entries.set(entries.size() - 1, new Entry(Kind.EXIT, door, now, now, held, livedIn, stay, leave));
        }
        return exit;
    }

    void found(Key door, long now) {
        worked = null;
        entries.add(new Entry(Kind.FOUND, door, now, now, false, false, 0, 0));
    }

    void inside(Key source, long at, boolean held, long stay, long alone, boolean certain, long now) {
        worked = null;
        entries.add(new Entry(Kind.INSIDE, source, now, at, held, certain, points(source) >= 3, stay, alone));
    }

    /** {@return whether a sensor that sees nobody any more sees the exit that has just been left by} */
    boolean clearedAtExit(String location, Set<Key> exits, Set<Key> innerDoors, long leave, long now) {
        Verdict verdict = verdict();
        Key door = verdict.lastDoor;
        boolean exit = door != null
                && (exits.isEmpty() ? door.equals(verdict.quietest(innerDoors)) : exits.contains(door));
        if (door == null || !exit || !door.location.equals(location) || now - verdict.lastHappening > leave) {
            return false;
        }
        worked = null;
        entries.add(new Entry(Kind.CLEARED, door, now, now, false, false, 0, leave));
        return true;
    }

    void everybodyAway(long leave, long now) {
        worked = null;
        entries.add(new Entry(Kind.AWAY, new Key("", ""), now, now, false, false, 0, leave));
    }

    void saidEmpty(long now) {
        worked = null;
        entries.add(new Entry(Kind.SAID_EMPTY, new Key("", ""), now, now, false, false, 0, 0));
    }

    void motion(Key sensor, boolean on, long now) {
        worked = null;
        entries.add(new Entry(on ? Kind.MOTION : Kind.STILL, sensor, now, now, false, false, 0, 0));
    }

    // ----------------------------------------------------------------------------------------------------- reading

    private Verdict verdict() {
        Verdict known = worked;
        if (known != null) {
            return known;
        }
        Verdict verdict = new Verdict();
        worked = verdict;
        for (Entry entry : entries) {
            switch (entry.kind) {
                case EXIT, INNER_DOOR -> {
                    verdict.doors.add(entry.key);
                    if (entry.flag) {
                        verdict.livedIn.add(entry.key);
                    }
                    verdict.happened(entry.key, entry.held, entry.now);
                    if (entry.kind == Kind.EXIT) {
                        verdict.entered |= verdict.empty(entry.now);
                        verdict.left(entry.held ? NO_TIME : entry.now,
                                entry.now + (entry.held ? entry.stay : entry.other));
                    }
                }
                case FOUND -> verdict.doors.add(entry.key);
                case INSIDE -> verdict.inside(entry);
                case CLEARED -> verdict.left(verdict.lastHappening, verdict.lastHappening + entry.other);
                case AWAY -> {
                    if (!verdict.empty(entry.now) && verdict.leavingSince == NO_TIME) {
                        verdict.left(entry.now, entry.now + entry.other);
                    }
                }
                case SAID_EMPTY -> {
                    verdict.left(NO_TIME, NO_TIME);
                    verdict.entered = false;
                }
                case MOTION, STILL -> {
                    // only for coolDown
                }
            }
        }
        return verdict;
    }

    /** {@return whether the home becomes empty by evidence only} */
    boolean isDecided(Set<Key> exits, Set<Key> innerDoors) {
        Verdict verdict = verdict();
        return verdict.anotherWay < 4 && (!exits.isEmpty() || verdict.quietest(innerDoors) != null);
    }

    boolean isExit(Key door, Set<Key> exits, Set<Key> innerDoors) {
        return exits.isEmpty() ? door.equals(verdict().quietest(innerDoors)) : exits.contains(door);
    }

    /** {@return until when somebody is at home, or no time} */
    long until(long now) {
        Verdict verdict = verdict();
        return verdict.empty(now) ? NO_TIME : verdict.until;
    }

    /** {@return whether the home becomes empty at this very instant} */
    boolean endsAt(long now) {
        return verdict().until == now;
    }

    /** {@return the source of the only report since everybody left; what else emptied the home is not told apart} */
    String reporter() {
        Key only = verdict().only;
        return only == null ? "departure" : only.source;
    }

    /** {@return until when rooms may last} */
    long limit(long now) {
        Verdict verdict = verdict();
        return verdict.leavingSince == NO_TIME ? NO_END : verdict.empty(now) ? verdict.leavingSince : verdict.until;
    }

    /** {@return for how long a motion sensor reports motion after the last movement: its shortest report} */
    long coolDown(Key sensor) {
        Map<Key, Long> since = new HashMap<>();
        long shortest = NO_END;
        for (Entry entry : entries) {
            if (entry.kind == Kind.MOTION) {
                since.put(entry.key, entry.now);
            } else if (entry.kind == Kind.STILL && entry.key.equals(sensor)) {
                Long begin = since.remove(sensor);
                shortest = begin == null ? shortest : Math.min(shortest, entry.now - begin);
            }
        }
        return shortest == NO_END ? 0 : shortest;
    }
}
