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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * What a {@link Vacancy#DEPARTURE} location remembers beyond its evidence: when people were last active in it, how
 * they usually behave there, and its doors. Bounded, whatever happens.
 */
@NonNullByDefault
final class Stay {

    /** After so many gaps between activities, the location's own rhythm is believed. */
    private static final int ENOUGH_GAPS = 8;
    /** A silence of so many usual gaps, while somebody is active elsewhere, means that the location was left. */
    private static final double GAPS_OF_SILENCE = 3;
    /** The latest gap weighs a fifth: people change what they do, but one pause is no change. */
    private static final double WEIGHT_OF_LATEST = 0.2;
    /** However brisk the rhythm, so much of the configured time remains, and however slow, so many times it is most. */
    private static final double LEAST_PATIENCE = 0.75;
    private static final double MOST_PATIENCE = 10;
    /** Where somebody arrives, a brisk rhythm is expected until they show another. */
    private static final double RHYTHM_OF_ARRIVAL = StrictMath.log(5_000);
    /** Somebody who is active in a vacant location whose doors have stayed closed came in by another way. */
    private static final int ENTERED_UNSEEN = 2;
    /** So much of that, less each time that somebody came in through a door, means that there is another way. */
    private static final int ANOTHER_WAY = 4;
    /** What is remembered of it at most, so that a location whose open side is closed one day is believed again. */
    static final int MOST_ANOTHER_WAY = 2 * ANOTHER_WAY;
    private static final double LEAST_GAP = 1_000;

    /** The shortest and the longest silence that is taken for usual, in seconds. */
    private static final double SHORT_SILENCE = 10;
    private static final double LONG_SILENCE = 1_800;
    private static final int MOST_ACTIVITIES = 1_000_000;
    /** Silences are counted by powers of two of a second; old ones are forgotten by halves. */
    static final int SILENCE_CLASSES = 16;
    private static final double SILENCES_BELIEVED_BEFORE = 10;
    private static final double MOST_SILENCES = 1_000;
    private static final double LONGEST_SILENCE = 1e6;
    private static final double[] FEW_SILENCES = fewSilences();

    /** The latest activity here. */
    long lastActive = NONE;
    /** The location next door where somebody was known to be when the end of the stay was last worked out. */
    @Nullable
    String besideHold;
    /** When somebody was first active elsewhere after the latest activity here. */
    long leavingSince = NONE;
    /** Where that was; the location itself if one of its doors moved; {@code null} if it was only weighed. */
    @Nullable
    String leavingTo;

    /** The logarithm of the usual gap between two activities, in milliseconds. */
    double rhythm = RHYTHM_OF_ARRIVAL;
    int gaps;

    /** How many activities there have been, up to a million. */
    int activities;
    /** A sensor that sees people sit still has held here: it tells by itself when the location is left. */
    boolean seesStillness;
    /** When the location will probably have been left: how many people are known to be elsewhere; otherwise 0. */
    int peopleElsewhere;
    /** When a door here last moved. */
    long doorMoved = NONE;
    /** When a sensor that sees people sit still last said that nobody is here. */
    long emptiedAt = NONE;
    /** How often a silence of so long, by powers of two of a second, ended with activity here. */
    final double[] silences = FEW_SILENCES.clone();
    private double silencesInAll = sum(silences);
    private double believedSilence = NONE;
    private double believedFor = NONE;
    /** What the household's hypotheses say of this location; only on the way to a snapshot and back. */
    @Nullable
    Hypotheses hypotheses;

    /**
     * Where people may be.
     *
     * @param weights the weight of each hypothesis
     * @param people how many people each has in this location
     */
    record Hypotheses(double[] weights, int[] people) {
    }

    /** The doors that have reported, by source, and whether they are open. */
    SortedMap<String, Boolean> doors = new TreeMap<>();
    /** Since when all doors have been closed. */
    long closedSince = NONE;
    /** Somebody was active inside after the last door closed: nobody can have left. */
    boolean enclosed;
    /** The latest activity inside while {@link #enclosed}. */
    long lastInside = NONE;
    /** What speaks for another way in and out than the doors. */
    int anotherWay;

    /** Since when a motion sensor reports motion, by source, while it does. */
    SortedMap<String, Long> movingSince = new TreeMap<>();
    /** The shortest time that a motion sensor ever stayed ON, by source: its cool-down. */
    SortedMap<String, Long> coolDown = new TreeMap<>();
    /** The latest activity elsewhere while motion sensors here were ON, and where. */
    long elsewhereAt = NONE;
    @Nullable
    String elsewhere;

    /**
     * {@return whether there has been activity, here or, with people who could be here, in the household, or a door}
     */
    boolean knowsAnything() {
        return lastActive != NONE || !doors.isEmpty() || hypotheses != null;
    }

    void motionStarted(String source, long now) {
        movingSince.put(source, now);
    }

    /**
     * Takes up that a motion sensor reports no motion any more. It does so some time after the last movement: at least
     * as long as the shortest time that it was ever ON. Of a report whose start was not seen nothing is learned.
     *
     * @return when it last saw somebody move
     */
    long motionEnded(String source, long now) {
        Long since = movingSince.remove(source);
        Long known = coolDown.get(source);
        if (since == null) {
            return known == null ? now : now - known;
        }
        long cooling = known == null ? now - since : Math.min(known, now - since);
        coolDown.put(source, cooling);
        return now - cooling;
    }

    /** Takes up an activity: how long after the one before it, if the location was occupied all the while. */
    void active(long now, boolean wasOccupied, long stayMillis) {
        long gap = lastActive == NONE ? NONE : now - lastActive;
        if (wasOccupied && gap != NONE && gap < stayMillis) {
            rhythm += (StrictMath.log(Math.max(LEAST_GAP, gap)) - rhythm) * WEIGHT_OF_LATEST;
            gaps = Math.min(gaps + 1, ENOUGH_GAPS);
        } else {
            rhythm = RHYTHM_OF_ARRIVAL;
        }
        lastActive = now;
        notLeaving();
        activities = Math.min(activities + 1, MOST_ACTIVITIES);
    }

    /** Takes up evidence of leaving. @param since when it was seen @param to where; the location itself for its door */
    void leaving(long since, @Nullable String to) {
        leavingSince = since;
        leavingTo = to;
    }

    /** Nothing speaks for leaving any more. */
    void notLeaving() {
        leaving(NONE, null);
        peopleElsewhere = 0;
    }

    private static double[] fewSilences() {
        double[] result = new double[SILENCE_CLASSES];
        for (int i = 0; i < SILENCE_CLASSES; i++) {
            double longer = i == 0 ? 1 : 1 / (1 + (1 << i) / SHORT_SILENCE);
            double muchLonger = i == SILENCE_CLASSES - 1 ? 0 : 1 / (1 + (1 << (i + 1)) / SHORT_SILENCE);
            result[i] = SILENCES_BELIEVED_BEFORE * (longer - muchLonger);
        }
        return result;
    }

    /** Counts the silence that ends now with an activity. To be called before {@link #active}. */
    void endSilence(long now) {
        if (lastActive != NONE) {
            double seconds = Math.max(1, Math.min(LONGEST_SILENCE, (now - lastActive) / 1000.0));
            silences[Math.min(SILENCE_CLASSES - 1, Math.getExponent(seconds))]++;
            if (silencesInAll > MOST_SILENCES) {
                for (int i = 0; i < SILENCE_CLASSES; i++) {
                    silences[i] /= 2;
                }
            }
            silencesInAll = sum(silences);
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    /** Takes up the silences of a snapshot. */
    void silences(double[] counted) {
        System.arraycopy(counted, 0, silences, 0, SILENCE_CLASSES);
        silencesInAll = sum(silences);
    }

    /** {@return the silence in seconds that is usual here at the moment} */
    double believedSilence() {
        if (believedFor != rhythm) {
            believedFor = rhythm;
            believedSilence = Math.max(SHORT_SILENCE,
                    Math.min(LONG_SILENCE, GAPS_OF_SILENCE * StrictMath.exp(rhythm) / 1000));
        }
        return believedSilence;
    }

    /** {@return how likely somebody who is here would have been silent since the latest activity, from 1 to 0} */
    double stillHere(long now) {
        double seconds = lastActive == NONE ? LONGEST_SILENCE : Math.min(LONGEST_SILENCE, (now - lastActive) / 1000.0);
        if (seconds <= 0) {
            return 1;
        }
        double byRhythm = 1 / (1 + seconds / believedSilence());
        return Math.sqrt(byRhythm * shareOfLongerSilences(Math.max(1, seconds)));
    }

    private double shareOfLongerSilences(double seconds) {
        int power = Math.getExponent(seconds);
        if (power >= SILENCE_CLASSES - 1) {
            return silences[SILENCE_CLASSES - 1] / silencesInAll;
        }
        double longer = silences[power] * (2 - seconds / (1 << power));
        for (int i = power + 1; i < SILENCE_CLASSES; i++) {
            longer += silences[i];
        }
        return longer / silencesInAll;
    }

    /**
     * How long the location stays occupied once somebody is active elsewhere: the configured time until the location's
     * own rhythm is known, then three usual gaps, between three quarters of and ten times the configured time.
     */
    long patience(long leaveMillis) {
        if (gaps < ENOUGH_GAPS) {
            return leaveMillis;
        }
        double silence = GAPS_OF_SILENCE * StrictMath.exp(rhythm);
        return (long) Math.max(leaveMillis * LEAST_PATIENCE, Math.min(leaveMillis * MOST_PATIENCE, silence));
    }

    void door(String source, BoundaryChange change, long now) {
        side(source, change == BoundaryChange.OPENED, now);
        doorMoved = now;
    }

    /** Takes up on which side a door was found: if it is not where it was, people can have left meanwhile. */
    void doorRead(String source, BoundaryChange found, long now) {
        boolean open = found == BoundaryChange.OPENED;
        if (!Boolean.valueOf(open).equals(doors.get(source))) {
            side(source, open, now);
        }
    }

    private void side(String source, boolean open, long now) {
        doors.put(source, open);
        enclosed = false;
        closedSince = doors.containsValue(true) ? NONE : now;
    }

    /** {@return whether people come and go although the doors stay closed} */
    boolean hasAnotherWay() {
        return anotherWay >= ANOTHER_WAY;
    }

    /**
     * Takes up an activity that is not a door's.
     *
     * @param wasOccupied whether the location was occupied just before
     * @param settleMillis how long after a door moved who is active inside has come in through it
     * @param now when
     */
    void inside(boolean wasOccupied, long settleMillis, long now) {
        if (closedSince == NONE || now <= closedSince) {
            return;
        }
        if (!wasOccupied) {
            anotherWay = Math.min(MOST_ANOTHER_WAY, anotherWay + ENTERED_UNSEEN);
        } else if (!enclosed && now - closedSince <= settleMillis) {
            anotherWay = Math.max(0, anotherWay - 1);
        }
        enclosed = !hasAnotherWay();
        lastInside = now;
    }

    void shift(long delta) {
        lastActive = Instants.plus(lastActive, delta);
        leavingSince = Instants.plus(leavingSince, delta);
        closedSince = Instants.plus(closedSince, delta);
        lastInside = Instants.plus(lastInside, delta);
        elsewhereAt = Instants.plus(elsewhereAt, delta);
        movingSince.replaceAll((source, since) -> Instants.plus(since, delta));
        doorMoved = Instants.plus(doorMoved, delta);
        emptiedAt = Instants.plus(emptiedAt, delta);
    }

    Stay copy() {
        Stay copy = new Stay();
        copy.lastActive = lastActive;
        copy.leavingSince = leavingSince;
        copy.leavingTo = leavingTo;
        copy.rhythm = rhythm;
        copy.gaps = gaps;
        copy.doors = new TreeMap<>(doors);
        copy.closedSince = closedSince;
        copy.enclosed = enclosed;
        copy.lastInside = lastInside;
        copy.anotherWay = anotherWay;
        copy.besideHold = besideHold;
        copy.movingSince = new TreeMap<>(movingSince);
        copy.coolDown = new TreeMap<>(coolDown);
        copy.elsewhereAt = elsewhereAt;
        copy.elsewhere = elsewhere;
        copy.activities = activities;
        copy.seesStillness = seesStillness;
        copy.peopleElsewhere = peopleElsewhere;
        copy.doorMoved = doorMoved;
        copy.emptiedAt = emptiedAt;
        copy.silences(silences);
        copy.hypotheses = hypotheses;
        return copy;
    }
}
