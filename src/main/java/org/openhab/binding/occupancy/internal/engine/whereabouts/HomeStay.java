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

import java.util.Set;
import java.util.function.BooleanSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * Whether anybody is at home at all: what is remembered of the root of a home, and the rule by which it becomes empty.
 *
 * <h2>Why the home is not a room</h2>
 *
 * Rooms steer lamps, where a minute in the dark is a nuisance. The home arms alarms and turns the heating down, where a
 * wrong "nobody" is a fault of another kind. Whoever reads in a chair that no sensor sees is silent for hours; that is
 * enough to switch off a lamp, and far too little to arm an alarm. So the home becomes empty only on evidence that the
 * <i>last</i> person went:
 * <ul>
 * <li>an exit moved, and nothing was active inside since;</li>
 * <li>or everybody whom person sources know is away, and nothing was active inside since;</li>
 * <li>or somebody says so;</li>
 * <li>or nothing at all has happened for the {@code stayTimeout} of the home, twelve hours unless set.</li>
 * </ul>
 * Activity within {@link #ON_THE_WAY_OUT_MILLIS} of the exit is that of whoever leaves. After the evidence one {@code
 * leaveTimeout} passes, in which any activity shows that somebody stayed, or that somebody came in.
 *
 * <h2>A report in an empty home</h2>
 *
 * When the home was seen to be left and no exit has moved since, somebody can only be inside who had been there all the
 * time, who came by a way without a sensor, or not at all: the sun, a draught, a remote control, a cat. The home is
 * occupied at once, because who waits for a second report comes too late. But a single report may be a mistake: it
 * counts for the timeout of its category, and when that is over, the home is as empty as before. A report of another
 * source, or of the same one at least {@link #SECOND_REPORT_MILLIS} later, makes it certain. A source that has reported
 * alone in vain before is no witness for itself: a cat walks in the garden for longer than that, time and again.
 *
 * <h2>What is an exit</h2>
 *
 * A door source that is set so; if none of the home is, the one that was learned: see {@link Exits}.
 *
 * Where people get in though no exit moved, and more often so than by an exit, there is another way. Then the exits are
 * not believed, and the home is occupied for as long as its rooms are, as it is where no exit is known.
 *
 * <h2>A worked example</h2>
 *
 * The front door of a flat is an exit; {@code leaveTimeout} is a minute.
 *
 * <ul>
 * <li>08:00:00, motion in the hall: occupied until 20:00:00, for nobody was seen leaving.
 * <li>08:00:20, the front door opens: occupied until 08:01:20, for somebody may have left.
 * <li>08:00:24, motion in the hall four seconds after the door: that is still the leaving.
 * <li>08:00:26, the front door closes: occupied until 08:01:26.
 * <li>08:01:26, empty: everybody left by the front door at 08:00:26.
 * <li>11:30:00, a remote control: occupied until 11:40:00, for it is one report though no exit moved.
 * <li>11:40:00, empty again.
 * <li>17:00:00, the front door opens: occupied until 17:01:00.
 * <li>17:00:09, motion in the hall: occupied until 05:00:09.
 * <li>22:00:00, the front door opens, for one of two goes to fetch something: occupied until 22:01:00.
 * <li>22:00:30, the bed of the other reports that they turned: occupied until 10:00:30.
 * </ul>
 *
 * Where the numbers come from, and what was tried instead, is in {@code doc/accuracy-lab.md}. Bounded: as many doors
 * and sensors as there are sources.
 */
@NonNullByDefault
public final class HomeStay implements Remembered {

    /** Milliseconds. Who is active so soon after an exit moved is still on the way out. */
    private static final long ON_THE_WAY_OUT_MILLIS = 5_000;
    /**
     * Milliseconds after which a second report of the same source counts as another one: a remote control says the same
     * twice in a second.
     */
    private static final long SECOND_REPORT_MILLIS = 60_000;
    /** Points. People have been inside although no exit had moved, by so much more often than they came in by one. */
    private static final int ANOTHER_WAY = 4;
    /** Points that are remembered at most, so that an exit is believed again when it is used again. */
    private static final int MOST_ANOTHER_WAY = 2 * ANOTHER_WAY;

    private final Exits exits = new Exits();
    private final MotionSensors motionSensors = new MotionSensors();
    private final FalseAlarms falseAlarms = new FalseAlarms();
    /** Whether the home has locations that are left by departure; from the configuration. */
    private boolean applies;

    private long until = NONE;
    private long leavingSince = NONE;
    private @Nullable String leftBy;
    private @Nullable String onlyReport;
    private long onlyReportAt = NONE;
    /** The exit moved while the home was empty: whoever is active next has come in by it. */
    private boolean enteredByExit;
    private int anotherWay;
    private long lastInside = NONE;
    private @Nullable String lastInsideAt;
    private @Nullable String spared;

    /**
     * Applies the configuration.
     *
     * @param newApplies whether there are locations in the home that are left by departure
     * @param leadOut the doors that lead out of the home; see {@link Exits#key}
     * @param doNot the doors that do not
     */
    public void configured(boolean newApplies, Set<String> leadOut, Set<String> doNot) {
        applies = newApplies;
        exits.configured(leadOut, doNot);
    }

    /** {@return whether it is the root of a home with locations that are left by departure} */
    public boolean applies() {
        return applies;
    }

    /** {@return the doors that lead out of the home, as far as is known} */
    public Exits exits() {
        return exits;
    }

    /** {@return whether anything has happened that is worth keeping} */
    public boolean knowsAnything() {
        return until != NONE || leavingSince != NONE || exits.knowsAnything() || falseAlarms.knowsAnything();
    }

    // --------------------------------------------------------------------------------------------------- what it says

    /** {@return whether people get in and out by another way than the exits} */
    public boolean hasAnotherWay() {
        return anotherWay >= ANOTHER_WAY;
    }

    /** {@return whether the home becomes empty by evidence only: it has exits that are believed} */
    public boolean isDecided() {
        return applies && !hasAnotherWay() && exits.any();
    }

    /** {@return until when somebody is at home, or {@link Instants#NONE} if nobody is or it follows its rooms} */
    public long until() {
        return until == NONE || !isDecided() ? NONE : until;
    }

    /**
     * {@return the instant after which past activity keeps no room occupied, or {@link Instants#HELD}} While everybody
     * is thought to have left, or there was only one report since, no room stays occupied longer than the home.
     */
    public long limit() {
        return leavingSince == NONE || !isDecided() ? Instants.HELD : until == NONE ? leavingSince : until;
    }

    /** {@return whether somebody must be in one of its rooms} */
    public boolean cannotBeEmpty(long now) {
        return leavingSince == NONE && until > now && isDecided();
    }

    /** {@return when the evidence was seen that everybody left, while it stands; else {@link Instants#NONE}} */
    public long leavingSince() {
        return leavingSince;
    }

    /** {@return the exit that told it; {@code null} if it was that everybody known is away} */
    public @Nullable String leftBy() {
        return leftBy;
    }

    /** {@return the source of the only report since everybody left, if there was one and no second confirmed it} */
    public @Nullable String onlyReport() {
        return onlyReport;
    }

    /** {@return when that was} */
    public long onlyReportAt() {
        return onlyReportAt;
    }

    /** {@return when somebody was active inside last, or {@link Instants#NONE}} */
    public long lastInside() {
        return lastInside;
    }

    /** {@return in which location that was} */
    public @Nullable String lastInsideAt() {
        return lastInsideAt;
    }

    /** {@return the location that is kept occupied only because the home is not empty} */
    public @Nullable String spared() {
        return spared;
    }

    /** Notes which location that is; {@code null} if there is none any more. */
    public void spare(@Nullable String location) {
        spared = location;
    }

    private boolean isEmpty(long now) {
        return until == NONE || until <= now;
    }

    // ------------------------------------------------------------------------------------------------- what happens

    /** Records that time has passed. {@return whether that emptied the home} */
    public boolean over(long now) {
        boolean ends = until != NONE && until <= now;
        until = ends ? NONE : until;
        return ends && isDecided();
    }

    /**
     * Records that a door has moved. One that is no exit is an activity inside besides.
     *
     * @param door which
     * @param open whether it is open now
     * @param livedIn whether its location is more than a room of which nothing else may be known: it has parts, or
     *            people only pass through
     * @param held whether a sensor sees somebody in the home at this moment
     * @param stay how long somebody is at home who was not seen leaving
     * @param leave how long the home stays occupied after somebody was
     * @param now when
     * @return whether it is an exit
     */
    public boolean doorMoved(String door, boolean open, boolean livedIn, BooleanSupplier held, long stay, long leave,
            long now) {
        exits.moved(door, open, livedIn, held, now);
        if (!exits.contains(door)) {
            return false;
        }
        enteredByExit |= isEmpty(now);
        if (held.getAsBoolean()) {
            onlyReport = null;
            leavingSince = NONE;
            until = Instants.plus(now, stay);
        } else {
            left(door, now, Instants.plus(now, leave));
        }
        return true;
    }

    private void left(@Nullable String by, long since, long end) {
        leavingSince = since;
        leftBy = by;
        onlyReport = null;
        until = end;
    }

    /** Records that the last person has left whom a source knows. @param leave as for {@link #doorMoved} */
    public void everybodyAway(long leave, long now) {
        if (!isEmpty(now) && leavingSince == NONE) {
            left(null, now, Instants.plus(now, leave));
        }
    }

    /**
     * Records that a sensor does not see anybody any more. One that sees the exit itself needs a while for that.
     *
     * @param location where
     * @param leave as for {@link #doorMoved}
     * @param now when
     * @return whether that was the leaving, so that it is no activity
     */
    public boolean clearedAtExit(String location, long leave, long now) {
        String exit = exits.lastMoved();
        if (exit == null || !exits.contains(exit) || !Exits.location(exit).equals(location)
                || now - exits.lastHappening() > leave) {
            return false;
        }
        left(exit, exits.lastHappening(), Instants.plus(exits.lastHappening(), leave));
        return true;
    }

    /**
     * Records an activity inside.
     *
     * @param source the source that tells it; see {@link Exits#key}
     * @param at when; earlier than {@code now} if it is only told now
     * @param held whether a sensor sees somebody in the home at this moment
     * @param stay how long somebody is at home who was not seen leaving
     * @param alone how long the report counts while it is the only one in a home that had been left
     * @param certain whether it cannot be a mistake: somebody is known by name, or says so
     * @param now the instant
     */
    public void inside(String source, long at, BooleanSupplier held, long stay, long alone, boolean certain, long now) {
        if (leavingSince != NONE && at - leavingSince <= ON_THE_WAY_OUT_MILLIS) {
            return;
        }
        exits.activeInside(source, at, held);
        boolean wasEmpty = isEmpty(now);
        String first = onlyReport;
        if (wasEmpty) {
            onlyReport = leavingSince == NONE || enteredByExit || certain ? null : source;
            onlyReportAt = at;
        } else if (first != null && (certain || !source.equals(first)
                || at - onlyReportAt >= SECOND_REPORT_MILLIS && !falseAlarms.isNoWitness(source))) {
            onlyReport = null;
            anotherWay = Math.min(MOST_ANOTHER_WAY, anotherWay + 1);
        }
        if (onlyReport == null) {
            anotherWay = enteredByExit ? Math.max(0, anotherWay - 1) : anotherWay;
            enteredByExit = false;
            leavingSince = NONE;
        }
        until = Math.max(until, Instants.plus(at, onlyReport == null ? stay : alone));
        lastInside = at;
        String location = lastInsideAt;
        if (location == null || !Exits.isOf(source, location)) {
            lastInsideAt = Exits.location(source);
        }
    }

    /** Records that a person says nobody is at home. */
    public void vacated() {
        until = NONE;
        leavingSince = NONE;
        onlyReport = null;
        enteredByExit = false;
    }

    /** {@return which sources report somebody although nobody is there} */
    public FalseAlarms falseAlarms() {
        return falseAlarms;
    }

    /** Records that a motion sensor reports motion. */
    public void motionStarted(String sensor, long now) {
        motionSensors.turnedOn(sensor, now);
    }

    /** Records that a motion sensor reports no motion any more. {@return when it last saw somebody move} */
    public long motionEnded(String sensor, long now) {
        return motionSensors.turnedOff(sensor, now);
    }

    /** {@return a copy that shares nothing with this} */
    public HomeStay copy() {
        HomeStay copy = new HomeStay();
        copy.copyFrom(this);
        return copy;
    }

    @Override
    public void each(StoredFields fields) {
        until = fields.end("until", until);
        leavingSince = fields.instant("leavingSince", leavingSince);
        leftBy = fields.text("leftBy", leftBy);
        onlyReport = fields.text("onlyReport", onlyReport);
        onlyReportAt = fields.instant("onlyReportAt", onlyReportAt);
        enteredByExit = fields.flag("enteredByExit", enteredByExit);
        anotherWay = Math.min(MOST_ANOTHER_WAY, fields.count("anotherWay", anotherWay));
        lastInside = fields.instant("lastInside", lastInside);
        lastInsideAt = fields.text("lastInsideAt", lastInsideAt);
        spared = fields.text("spared", spared);
        exits.each(fields);
        motionSensors.each(fields);
        falseAlarms.each(fields);
    }
}
