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

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * When people were last active in a location, and what their activity tells of how long they are silent there.
 *
 * <p>
 * The probability that somebody who is there would still be silent is the geometric mean of two survival functions:
 * that of their rhythm at the moment, {@code 1 / (1 + silence / usual silence)}, which is log-logistic (D. R. Cox and
 * D. Oakes, "Analysis of Survival Data", 1984), and that of all silences that were ever counted in this location. The
 * one knows what people do now, the other what they do here as a rule; where both say that a silence is rare, it is.
 *
 * <p>
 * <b>An example.</b> Somebody moves about the bedroom every 5 seconds for a minute, so that 15 s of silence are usual,
 * and is then silent for a minute. By their rhythm 1 / (1 + 60 / 15), that is 20 in 100, would be silent still, and by
 * all silences that were counted, 7 in 100: together 12.
 */
@NonNullByDefault
public final class ActivityHistory implements Remembered {

    /** Seconds: longer silences count as this, eleven days. */
    static final double LONGEST_SILENCE = 1e6;
    private static final int MOST_ACTIVITIES = 1_000_000;
    /**
     * Part of the silences that may be longer, see {@link #isSeldomSilentFor}. If that were always assumed: the demo's
     * family, adjacency and passages set, has 32.8 false vacancies a day instead of 27.7; two in ten: aras_a .9389
     * instead of .9408; four in ten: no difference.
     */
    private static final double SELDOM = 0.3;

    private long lastActive = NONE;
    private long previouslyActive = NONE;
    private long arrived = NONE;
    private int activities;
    private final Rhythm rhythm = new Rhythm();
    private final SilenceHistogram silences = new SilenceHistogram();

    /** {@return the instant of the latest activity, or {@code Instants.NONE}} */
    public long lastActive() {
        return lastActive;
    }

    /** {@return when there was activity before the latest one; not remembered over a restart} */
    public long previouslyActive() {
        return previouslyActive;
    }

    /** {@return when the stay began: the latest activity before which the location was vacant, or {@code NONE}} */
    public long arrived() {
        return arrived;
    }

    /** {@return whether the latest activity is the one with which the stay began} */
    public boolean hasJustArrived() {
        return arrived != NONE && arrived == lastActive;
    }

    /** {@return how many activities there have been, up to a million} */
    public int activities() {
        return activities;
    }

    /**
     * Records an activity.
     *
     * @param now when
     * @param wasOccupied whether the location was occupied just before: then it ends a gap of those who are here
     * @param stayMillis the location's {@code stayTimeout}: a longer gap is no gap between two activities
     */
    public void activity(long now, boolean wasOccupied, long stayMillis) {
        long gap = lastActive == NONE ? NONE : now - lastActive;
        if (wasOccupied && gap != NONE && gap < stayMillis) {
            rhythm.gap(gap);
        } else {
            rhythm.arrival();
        }
        arrived = wasOccupied ? arrived : now;
        previouslyActive = lastActive;
        lastActive = now;
        activities = Math.min(activities + 1, MOST_ACTIVITIES);
    }

    /**
     * Counts the silence that ends now with an activity. To be called before {@link #activity}.
     *
     * @param now when
     * @param again the probability that it was the silence of somebody who was here all the while
     */
    public void endSilence(long now, double again) {
        if (lastActive != NONE) {
            silences.ended(Math.max(1, Math.min(LONGEST_SILENCE, (now - lastActive) / 1000.0)), again);
        }
    }

    /** Corrects when the latest activity was: a sensor reported its end late. */
    public void lastActiveAt(long instant) {
        lastActive = instant;
    }

    /** {@return the silence in seconds since the latest activity, at most {@link #LONGEST_SILENCE}} */
    double silence(long now) {
        return lastActive == NONE ? LONGEST_SILENCE : Math.min(LONGEST_SILENCE, (now - lastActive) / 1000.0);
    }

    /** {@return the probability that somebody who is here would have been silent since the latest activity} */
    public double survival(long now) {
        double seconds = silence(now);
        if (seconds <= 0) {
            return 1;
        }
        double byRhythm = 1 / (1 + seconds / usualSilence());
        return Math.sqrt(byRhythm * silences.survival(Math.max(1, seconds)));
    }

    /**
     * {@return whether enough has happened here to judge by} Until then what the settings say holds to the letter.
     */
    public boolean knowsRhythm() {
        return rhythm.known();
    }

    /**
     * {@return whether silences here are seldom longer than that: fewer than three in ten, as far as is known}
     *
     * @param millis how long
     */
    public boolean isSeldomSilentFor(long millis) {
        return knowsRhythm() && silences.survival(Math.max(1, millis / 1000.0)) < SELDOM;
    }

    /** {@return the silence that is usual here at the moment, in milliseconds} */
    public long usualSilenceMillis() {
        return (long) (1000 * usualSilence());
    }

    /** {@return the silence in seconds that is usual here at the moment} */
    double usualSilence() {
        return rhythm.usualSilence();
    }

    /**
     * {@return how long the location stays occupied once somebody is active elsewhere, in milliseconds}
     *
     * @param leaveMillis the location's {@code leaveTimeout}
     */
    public long patience(long leaveMillis) {
        return rhythm.patience(leaveMillis);
    }

    @Override
    public void each(StoredFields fields) {
        lastActive = fields.instant("lastActive", lastActive);
        arrived = fields.instant("arrived", arrived);
        activities = fields.count("activities", activities);
        rhythm.each(fields);
        silences.each(fields);
    }
}
