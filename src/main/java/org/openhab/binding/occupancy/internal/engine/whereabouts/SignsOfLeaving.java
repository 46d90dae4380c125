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
import org.eclipse.jdt.annotation.Nullable;

/**
 * The signs that people have left a location since its latest activity: what an explanation names.
 */
@NonNullByDefault
public final class SignsOfLeaving implements Remembered {

    private long since = NONE;
    private @Nullable String to;
    private int peopleElsewhere;
    private @Nullable String presenceNextDoor;
    private long elsewhereAt = NONE;
    private @Nullable String elsewhere;
    private long heldBack = NONE;
    private long onlyReportUntil = NONE;

    /** {@return when somebody was seen leaving first, or {@code Instants.NONE} if nobody was} */
    public long since() {
        return since;
    }

    /**
     * {@return where there was activity then; the location itself if one of its doors moved; {@code null} if only the
     * hypotheses say so}
     */
    public @Nullable String to() {
        return to;
    }

    /** {@return how many people are somewhere else in the likeliest hypothesis without anybody here; 0 if unknown} */
    public int peopleElsewhere() {
        return peopleElsewhere;
    }

    /** {@return the location next door in which a presence sensor saw somebody when the end was last worked out} */
    public @Nullable String presenceNextDoor() {
        return presenceNextDoor;
    }

    /** {@return when there was activity elsewhere while a sensor here was ON, or {@code Instants.NONE}} */
    public long elsewhereAt() {
        return elsewhereAt;
    }

    /** {@return where there was activity at {@link #elsewhereAt}} */
    public @Nullable String elsewhere() {
        return elsewhere;
    }

    /**
     * {@return until when the location would be occupied if the home were not thought to be left; {@code Instants.NONE}
     * if that makes no difference}
     */
    public long heldBack() {
        return heldBack;
    }

    /**
     * {@return until when the only report since all was quiet counts; {@code Instants.NONE} if there were more, or it
     * was not quiet}
     */
    public long onlyReportUntil() {
        return onlyReportUntil;
    }

    /** There was one report while all was quiet. @param end until when it counts */
    public void onlyReport(long end) {
        onlyReportUntil = end;
    }

    /** The home is thought to be left before the location would be. @param end when the location would be */
    public void heldBack(long end) {
        heldBack = end;
    }

    /**
     * Somebody was seen leaving.
     *
     * @param instant when
     * @param location where they are now; the location itself if one of its doors moved; {@code null} if unknown
     */
    public void seen(long instant, @Nullable String location) {
        since = instant;
        to = location;
    }

    /**
     * The hypotheses say that the location is left. @param now since when, unless somebody was seen leaving before
     *
     * @param people how many are elsewhere
     */
    public void inferred(long now, int people) {
        since = since == NONE ? now : since;
        peopleElsewhere = people;
    }

    /** Forgets all signs of leaving. */
    public void none() {
        seen(NONE, null);
        peopleElsewhere = 0;
    }

    /** A presence sensor sees somebody next door. @param location in which location; {@code null} if none does */
    public void presenceNextDoor(@Nullable String location) {
        presenceNextDoor = location;
    }

    /** There was activity elsewhere, while a sensor here was ON. @param now when @param location where */
    public void activeElsewhere(long now, String location) {
        elsewhereAt = now;
        elsewhere = location;
    }

    @Override
    public void each(StoredFields fields) {
        since = fields.instant("leavingSince", since);
        to = fields.text("leavingTo", to);
        presenceNextDoor = fields.text("besideHold", presenceNextDoor);
        elsewhereAt = fields.instant("elsewhereAt", elsewhereAt);
        elsewhere = fields.text("elsewhere", elsewhere);
        peopleElsewhere = fields.count("peopleElsewhere", peopleElsewhere);
        heldBack = fields.end("heldBack", heldBack);
        onlyReportUntil = fields.end("onlyReportUntil", onlyReportUntil);
    }
}
