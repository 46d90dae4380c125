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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.EventType;

/**
 * All that ever happened in a location that is left by departure, in order. {@link ReferenceModel} works out of it,
 * again and again, what the engine remembers in a few numbers: the location's rhythm, its doors, the cool-downs of its
 * sensors.
 */
@NonNullByDefault
final class Diary {

    private static final long NO_TIME = Long.MIN_VALUE;
    private static final int ENOUGH_GAPS = 8;
    private static final int ANOTHER_WAY = 4;

    /** What an activity is. */
    enum Kind {
        /** A door was opened. */
        OPENED,
        /** A door was closed. */
        CLOSED,
        /** A motion sensor started to report motion. */
        MOTION,
        /** A motion sensor stopped to report motion. */
        STILL,
        /** Another sensor stopped to hold. */
        RELEASED,
        /** Anything else that tells of somebody inside. */
        INSIDE,
        /** Anything in a location that people only pass through. */
        PASSING;

        boolean isDoor() {
            return this == OPENED || this == CLOSED;
        }

        boolean isInside() {
            return this == MOTION || this == INSIDE;
        }
    }

    /** Somebody arrived in another location. @param where its id @param atOnce within ten seconds of activity here */
    private record Arrival(String where, boolean atOnce) {
    }

    private sealed interface Entry {
        Entry later(long delta);
    }

    /**
     * Somebody was active here.
     *
     * @param at when
     * @param lastMovement when they last moved; earlier than {@code at} if they left while the sensor cooled down
     * @param kind what was seen
     * @param source by which source
     * @param stayed whether the location had been occupied by its own sources until then
     * @param stay how long a stay could last
     * @param settle how long after a door closed whoever is active inside came in by it
     * @param type the type of the event
     * @param stillness whether it came from a sensor that sees people sit still
     * @param closes whether all ways out of the location had doors, as far as was known
     * @param again how likely it was somebody who had been there all the time
     */
    private record Activity(long at, long lastMovement, Kind kind, String source, boolean stayed, long stay,
            long settle, EventType type, boolean stillness, boolean closes, double again) implements Entry {
        @Override
        public Entry later(long delta) {
            return new Activity(at + delta, lastMovement + delta, kind, source, stayed, stay, settle, type, stillness,
                    closes, again);
        }
    }

    /** Somebody was active elsewhere while a sensor held the location. */
    private record ActiveElsewhere(long at) implements Entry {
        @Override
        public Entry later(long delta) {
            return new ActiveElsewhere(at + delta);
        }
    }

    /** Somebody was active elsewhere so soon that they walked out of the closed location. */
    private record WalkedOut() implements Entry {
        @Override
        public Entry later(long delta) {
            return this;
        }
    }

    /** A door was found open or closed. */
    private record Found(long at, String source, Kind side) implements Entry {
        @Override
        public Entry later(long delta) {
            return new Found(at + delta, source, side);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    /** Where somebody arrived after somebody was active here, each time that it then was silent for a minute. */
    private final List<Arrival> arrivals = new ArrayList<>();
    /** What {@link #walks} has counted of so many of them, because it is asked often. */
    private final Map<String, Double> counted = new HashMap<>();
    private int countedOf;
    /** The same since the latest activity, while it is open whether it falls silent. */
    private final List<Arrival> open = new ArrayList<>();
    /** When somebody arrived here last, and how many who did left again, and only passed through. */
    private long arrivedHere = NO_TIME;
    private int visits;
    private int passed;
    /** Somebody was seen leaving, or is thought to have left. */
    boolean leaving;
    /** Until when the location would be occupied if the home were not thought to be left. */
    long heldBack = NO_TIME;
    /** Until when the only report since all was quiet counts. */
    long onlyUntil = NO_TIME;
    /** In a snapshot: where the people of the household may be, as far as this location is concerned. */
    ReferenceWhereabouts.@Nullable Remembered remembered;

    Diary copy() {
        Diary copy = new Diary();
        copy.entries.addAll(entries);
        copy.arrivals.addAll(arrivals);
        copy.open.addAll(open);
        copy.arrivedHere = arrivedHere;
        copy.visits = visits;
        copy.passed = passed;
        copy.remembered = remembered;
        copy.leaving = leaving;
        copy.heldBack = heldBack;
        copy.onlyUntil = onlyUntil;
        return copy;
    }

    void shift(long delta) {
        entries.replaceAll(entry -> entry.later(delta));
        arrivedHere += arrivedHere == NO_TIME ? 0 : delta;
        heldBack += heldBack == NO_TIME ? 0 : delta;
        onlyUntil += onlyUntil == NO_TIME ? 0 : delta;
    }

    boolean isEmpty() {
        return entries.isEmpty() && remembered == null;
    }

    // ----------------------------------------------------------------------------------------------------- writing

    void active(long now, Kind kind, String source, boolean stayed, long stay, long settle, EventType type,
            boolean stillness, boolean closes, double again) {
        entries.add(new Activity(now, now, kind, source, stayed, stay, settle, type, stillness, closes, again));
        leaving = kind.isDoor();
    }

    /** The latest activity was the end of a report that outlasted the last movement: somebody has left since. */
    void leftAfter(long lastMovement) {
        Activity last = (Activity) entries.remove(entries.size() - 1);
        entries.add(new Activity(last.at, lastMovement, last.kind, last.source, last.stayed, last.stay, last.settle,
                last.type, last.stillness, last.closes, last.again));
        leaving = true;
    }

    void activeElsewhere(long now) {
        entries.add(new ActiveElsewhere(now));
    }

    void found(long now, String source, Kind side) {
        entries.add(new Found(now, source, side));
    }

    void walkedOut() {
        entries.add(new WalkedOut());
    }

    /** Somebody is active here, which was silent or not. {@return whether they have arrived} */
    boolean follows(long now) {
        long last = lastActive();
        boolean arrives = last == NO_TIME || now - last >= 60_000;
        if (arrives) {
            if (arrivedHere != NO_TIME && last != NO_TIME) {
                visits++;
                passed += last - arrivedHere <= 20_000 && open.stream().anyMatch(Arrival::atOnce) ? 1 : 0;
            }
            arrivedHere = now;
            arrivals.addAll(open);
        }
        open.clear();
        return arrives;
    }

    /** Somebody arrived elsewhere. */
    void arrivedElsewhere(String where, boolean atOnce) {
        if (open.stream().noneMatch(arrival -> arrival.where.equals(where))) {
            open.add(new Arrival(where, atOnce));
        }
    }

    /** {@return how often somebody walked from here to another location, less what is chance} */
    double walks(String where) {
        if (countedOf != arrivals.size()) {
            counted.clear();
            countedOf = arrivals.size();
        }
        return counted.computeIfAbsent(where, this::count);
    }

    private double count(String where) {
        long atOnce = arrivals.stream().filter(each -> each.where.equals(where) && each.atOnce).count();
        long later = arrivals.stream().filter(each -> each.where.equals(where) && !each.atOnce).count();
        return atOnce - later / 4.0;
    }

    /** {@return whether people only pass through} */
    boolean isPassage() {
        return visits >= 30 && 2 * passed >= visits;
    }

    // ----------------------------------------------------------------------------------------------------- reading

    private List<Activity> activities() {
        List<Activity> result = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Activity activity) {
                result.add(activity);
            }
        }
        return result;
    }

    /** {@return the doors that have reported} */
    Set<String> doors() {
        Set<String> doors = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry instanceof Found found) {
                doors.add(found.source);
            } else if (entry instanceof Activity activity && activity.kind.isDoor()) {
                doors.add(activity.source);
            }
        }
        return doors;
    }

    /** {@return when somebody was last active here} */
    long lastActive() {
        List<Activity> all = activities();
        return all.isEmpty() ? NO_TIME : all.get(all.size() - 1).lastMovement;
    }

    /** {@return when somebody was last active elsewhere while a sensor held this location} */
    long activeElsewhere() {
        long latest = NO_TIME;
        for (Entry entry : entries) {
            if (entry instanceof ActiveElsewhere elsewhere) {
                latest = elsewhere.at;
            }
        }
        return latest;
    }

    /**
     * {@return how long the location stays after somebody was active elsewhere} That is as configured until eight gaps
     * between its own activities are known, then three of its usual gaps.
     */
    long patience(long leave) {
        if (!knowsRhythm()) {
            return leave;
        }
        return (long) Math.max(leave * 0.75, Math.min(leave * 10.0, 3 * StrictMath.exp(rhythm())));
    }

    /** {@return whether there were enough gaps to judge by} */
    boolean knowsRhythm() {
        return gaps() >= ENOUGH_GAPS;
    }

    private int gaps() {
        int gaps = 0;
        Activity before = null;
        for (Activity activity : activities()) {
            gaps += isGap(before, activity) ? 1 : 0;
            before = activity;
        }
        return gaps;
    }

    /** Whether the location was occupied all the time between two activities. */
    private static boolean isGap(@Nullable Activity before, Activity activity) {
        return before != null && activity.stayed && activity.at - before.lastMovement < activity.stay;
    }

    /**
     * {@return the logarithm of the usual gap in milliseconds} The latest gap is a fifth of it, the one before it a
     * fifth of the rest and so on; it begins anew with five seconds whenever somebody arrives.
     */
    private double rhythm() {
        double log = StrictMath.log(5000);
        Activity before = null;
        for (Activity activity : activities()) {
            if (isGap(before, activity) && before != null) {
                log = log + (StrictMath.log(Math.max(activity.at - before.lastMovement, 1000)) - log) * 0.2;
            } else {
                log = StrictMath.log(5000);
            }
            before = activity;
        }
        return log;
    }

    int size() {
        return activities().size();
    }

    /** {@return whether a sensor that sees people sit still ever held here} */
    boolean seesStillness() {
        return activities().stream().anyMatch(a -> a.type == EventType.HOLD_START && a.stillness);
    }

    /** {@return when a door here last moved} */
    long doorMoved() {
        long latest = NO_TIME;
        for (Activity activity : activities()) {
            latest = activity.kind.isDoor() ? activity.at : latest;
        }
        return latest;
    }

    /** {@return when the stay began: the latest activity before which nobody was here} */
    long arrived() {
        long latest = NO_TIME;
        for (Activity activity : activities()) {
            latest = activity.stayed ? latest : activity.at;
        }
        return latest;
    }

    /** {@return when a sensor that sees people sit still last said that nobody is here} */
    long emptiedAt() {
        long latest = NO_TIME;
        for (Activity activity : activities()) {
            latest = activity.kind == Kind.RELEASED && activity.stillness ? activity.at : latest;
        }
        return latest;
    }

    /** {@return the silence in seconds that is usual here} */
    double believedSilence() {
        return Math.max(10, Math.min(1800, 3 * StrictMath.exp(rhythm()) / 1000));
    }

    /** {@return how likely somebody who is here would have been silent until now} */
    double stillHere(long now) {
        double seconds = lastActive() == NO_TIME ? 1e6 : Math.min(1e6, (now - lastActive()) / 1000.0);
        if (seconds <= 0) {
            return 1;
        }
        return Math.sqrt(1 / (1 + seconds / believedSilence()) * shareOfLonger(Math.max(1, seconds)));
    }

    /** {@return which part of the silences here lasted longer} They are counted by powers of two of a second. */
    double shareOfLonger(double seconds) {
        double[] silences = silences();
        int power = Math.min(silences.length - 1, Math.getExponent(seconds));
        double longer = power == silences.length - 1 ? silences[power] : silences[power] * (2 - seconds / (1 << power));
        for (int i = power + 1; i < silences.length; i++) {
            longer += silences[i];
        }
        return longer / Arrays.stream(silences).reduce(0, Double::sum);
    }

    private double[] silences() {
        double[] counts = new double[16];
        for (int i = 0; i < counts.length; i++) {
            // Before anything is known: ten silences, of which half last longer than ten seconds.
            double longer = i == 0 ? 1 : 1 / (1 + (1 << i) / 10.0);
            double muchLonger = i == 15 ? 0 : 1 / (1 + (1 << (i + 1)) / 10.0);
            counts[i] = 10 * (longer - muchLonger);
        }
        Activity before = null;
        for (Activity activity : activities()) {
            if (before != null && activity.type != EventType.HOLD_END) {
                double seconds = Math.max(1, Math.min(1e6, (activity.at - before.lastMovement) / 1000.0));
                counts[Math.min(15, Math.getExponent(seconds))] += activity.stayed ? 1 : activity.again;
            }
            before = activity;
        }
        return counts;
    }

    /** {@return for how long a motion sensor reports motion after the last movement: its shortest report} */
    long coolDown(String source) {
        long shortest = Long.MAX_VALUE;
        long since = NO_TIME;
        for (Activity activity : activities()) {
            if (activity.source.equals(source) && activity.kind == Kind.MOTION) {
                since = activity.at;
            } else if (activity.source.equals(source) && activity.kind == Kind.STILL) {
                if (since != NO_TIME) {
                    shortest = Math.min(shortest, activity.at - since);
                }
                since = NO_TIME;
            }
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    /** {@return whether there are doors, all closed, and somebody was active inside after the last one closed} */
    boolean enclosed() {
        return lastInside() != NO_TIME;
    }

    /**
     * {@return when somebody was last active inside while nobody could leave; no time if they could} Who is inside a
     * vacant location with closed doors has come in by another way. Once may have been a door that did not report,
     * twice is another way, until people use the door often enough.
     */
    long lastInside() {
        Map<String, Kind> doors = new TreeMap<>();
        long doorAt = NO_TIME;
        long inside = NO_TIME;
        int otherWays = 0;
        for (Entry entry : entries) {
            if (entry instanceof WalkedOut) {
                inside = NO_TIME;
            } else if (entry instanceof Found found && doors.get(found.source) != found.side) {
                doors.put(found.source, found.side);
                doorAt = found.at;
                inside = NO_TIME;
            } else if (entry instanceof Activity activity) {
                boolean closed = !doors.isEmpty() && !doors.containsValue(Kind.OPENED) && activity.at > doorAt;
                if (activity.kind.isDoor()) {
                    doors.put(activity.source, activity.kind);
                    doorAt = activity.at;
                    inside = NO_TIME;
                } else if (activity.kind.isInside() && closed && !activity.closes) {
                    inside = NO_TIME;
                } else if (activity.kind.isInside() && closed) {
                    if (!activity.stayed) {
                        otherWays = Math.min(otherWays + 2, 2 * ANOTHER_WAY);
                    } else if (inside == NO_TIME && activity.at - doorAt <= activity.settle) {
                        otherWays = Math.max(otherWays - 1, 0);
                    }
                    inside = otherWays < ANOTHER_WAY ? activity.at : NO_TIME;
                }
            }
        }
        return inside;
    }
}
