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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where somebody is seen next when a location falls silent, counted: who walks out of it is seen next door at once.
 *
 * <p>
 * <b>The problem.</b> Few people list which rooms are next to each other, and the sensors have seen them walk for
 * weeks. But with two at home somebody arrives somewhere at any moment.
 *
 * <p>
 * <b>The method.</b> If people appear in one view within a walk's time of leaving another, and do so more often than by
 * chance, one leads to the other: that is known from cameras that do not overlap (D. Makris, T. Ellis and J. Black,
 * "Bridging the gaps between cameras", CVPR 2004). How much of it is chance is measured as physicists do with
 * coincidences: at a delay at which only chance is left (G. F. Knoll, "Radiation Detection and Measurement").
 *
 * <p>
 * <b>What is ours.</b> Arrivals within ten seconds are counted, and apart from them those after twenty to sixty
 * seconds, a span four times as long: a quarter of these is the share of chance in the former. All of it counts only if
 * the location then stays silent for a minute; otherwise nobody need have left it. In thirty days of the demo's family
 * 83 in 100 of the arrivals at once are next door; with chance subtracted, 96 in 100.
 *
 * <p>
 * <b>What bounds it.</b> Two counts for each location of a household; those of locations that are gone fade when all
 * are halved. Who walks for longer than ten seconds is not seen to walk.
 *
 * <p>
 * <b>An example.</b> When the bedroom fell silent, somebody arrived in the hall 40 times at once and 8 times later, in
 * the kitchen 6 times at once and 20 times later. So 40 - 8 / 4 = 38 walks led to the hall, and 6 - 20 / 4 = 1 to the
 * kitchen: somebody else, as a rule.
 */
@NonNullByDefault
public final class Followers implements Remembered {

    private static final long AT_ONCE_MILLIS = 10_000;
    private static final long LATER_FROM_MILLIS = 20_000;
    private static final long LATER_TO_MILLIS = 60_000;
    /** How many arrivals in the later span stand for one by chance in the first: it is so many times as long. */
    private static final double LATER_FOR_ONE = 4;
    /** Milliseconds without activity after which somebody arrives anew, and after which a location has been left. */
    private static final long SILENT_MILLIS = 60_000;
    /** Milliseconds from the first activity to the last of somebody who only passes through. */
    private static final long PASSING_MILLIS = 20_000;
    /**
     * Visits before it is known whether people only pass through, and the part of them in which they do. In the demo's
     * landing it is 0.78; of all rooms of five recorded homes the most is 0.30, in the entry of hh101.
     */
    private static final int ENOUGH_VISITS = 30;
    private static final double PASSED = 0.5;
    /** Arrivals of one kind. When there are more, all counts are halved: the last months are what counts. */
    private static final long MOST_ARRIVALS = 1_000;

    /** How often somebody arrived in another location at once, and a little later, by its id. */
    private SortedMap<String, Long> atOnce = new TreeMap<>();
    private SortedMap<String, Long> later = new TreeMap<>();
    /** When somebody arrived here last, how often somebody did and left again, and how many of them passed through. */
    private long arrivedAt = NONE;
    private int visits;
    private int passed;
    /**
     * Where somebody arrived since the latest activity here, and whether at once; counted when the location has fallen
     * silent.
     */
    private SortedMap<String, Boolean> open = new TreeMap<>();

    /**
     * {@return whether somebody who is active arrives, not having been there a moment ago}
     *
     * @param lastActive when there was activity before, or {@code Instants.NONE}
     * @param now when there is now
     */
    public static boolean isArrival(long lastActive, long now) {
        return lastActive == NONE || now - lastActive >= SILENT_MILLIS;
    }

    /** {@return whether who was active in another location and arrives here has walked at once} */
    public static boolean isAtOnce(long lastActiveThere, long now) {
        return now > lastActiveThere && now - lastActiveThere <= AT_ONCE_MILLIS;
    }

    /** {@return whether the latest activity in another location is so long ago that an arrival here is chance} */
    public static boolean isLater(long lastActiveThere, long now) {
        return now - lastActiveThere > LATER_FROM_MILLIS && now - lastActiveThere <= LATER_TO_MILLIS;
    }

    /**
     * Records an activity here, before it is remembered: now it shows whether the location had fallen silent.
     *
     * @param lastActive when there was activity before, or {@code Instants.NONE}
     * @param now when there is now
     * @return whether that taught where people go
     */
    public boolean activity(long lastActive, long now) {
        boolean taught = false;
        if (isArrival(lastActive, now)) {
            visited(lastActive);
            arrivedAt = now;
            taught = !open.isEmpty();
            open.forEach((id, walked) -> {
                SortedMap<String, Long> counts = walked ? atOnce : later;
                counts.merge(id, 1L, Long::sum);
                halveIfMany(counts);
            });
        }
        open.clear();
        return taught;
    }

    /** Counts a visit that is over, and whether it was somebody who only passed through. */
    private void visited(long lastActive) {
        if (arrivedAt == NONE || lastActive == NONE) {
            return;
        }
        visits++;
        passed += lastActive - arrivedAt <= PASSING_MILLIS && open.containsValue(true) ? 1 : 0;
        if (visits > MOST_ARRIVALS) {
            visits /= 2;
            passed /= 2;
        }
    }

    /**
     * {@return whether people only pass through here} So do most who come: they are silent within seconds, and seen in
     * another location at once.
     */
    public boolean isPassage() {
        return visits >= ENOUGH_VISITS && passed >= PASSED * visits;
    }

    private void halveIfMany(SortedMap<String, Long> counts) {
        if (sum(counts) > MOST_ARRIVALS) {
            halve(atOnce);
            halve(later);
        }
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void halve(SortedMap<String, Long> counts) {
        counts.replaceAll((id, count) -> count / 2);
        counts.values().removeIf(count -> count == 0);
    }

    /**
     * Records that somebody arrived in another location after the latest activity here.
     *
     * @param id the other location
     * @param walked whether {@link #isAtOnce at once}, rather than {@link #isLater later}
     */
    public void arrived(String id, boolean walked) {
        if (open.size() < HypothesisFilter.MOST_LOCATIONS) {
            open.putIfAbsent(id, walked);
        }
    }

    /** {@return how often somebody walked from here to another location, chance subtracted; 0 or less: never} */
    public double walks(String id) {
        return atOnce.getOrDefault(id, 0L) - later.getOrDefault(id, 0L) / LATER_FOR_ONE;
    }

    @Override
    public void each(StoredFields fields) {
        atOnce = fields.tallies("followedAtOnce", atOnce);
        later = fields.tallies("followedLater", later);
        open = fields.flags("followers", open);
        arrivedAt = fields.instant("arrivedHere", arrivedAt);
        visits = fields.count("visits", visits);
        passed = fields.count("passedThrough", passed);
    }
}
