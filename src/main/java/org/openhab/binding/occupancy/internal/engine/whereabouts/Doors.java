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

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;

/**
 * The doors of a location, and whether they prove that nobody has left.
 *
 * <p>
 * <b>The problem.</b> Nobody moves for an hour in a bathroom whose door is closed. A wasp in a box is still there, as
 * long as the lid is on. But many a room has a second way out that no contact watches.
 *
 * <p>
 * <b>The rule.</b> Somebody is active after the last door was closed: until a door moves, nobody can have left. The
 * rule is off while the doors are not believed: each time somebody is active in a vacant location whose doors stayed
 * closed, that counts as a sign of another way in, and each time somebody comes in through a door, as one against it.
 *
 * <p>
 * <b>What bounds it.</b> Two contacts at the same door count as two. Who walks out with somebody who stays is not
 * noticed until the door moves again.
 *
 * <p>
 * <b>An example.</b> The bathroom has a door and a motion sensor. The door is closed at 7:00:00, and at 7:00:20 the
 * sensor reports: from now on nobody can have left, until the door moves. In the pantry somebody is seen who has not
 * come through its closed door: two points for another way. The second time it is four, and its door is not believed
 * any more until somebody has come in through it.
 */
@NonNullByDefault
public final class Doors implements Remembered {

    /** Points for another way each time that somebody is active in a vacant location whose doors stayed closed. */
    private static final int ENTERED_UNSEEN = 2;
    /**
     * Points from which on the doors are not believed; somebody who comes in through a door takes one away. So there
     * is another way when people come in by it more than half as often as through the doors. Without this, the entry
     * of a flat stays occupied for hours: its front door closes nothing.
     */
    private static final int ANOTHER_WAY = 4;
    /** Points that are remembered at most, so that a location whose open side is closed one day is believed again. */
    private static final int MOST_ANOTHER_WAY = 2 * ANOTHER_WAY;
    /**
     * Milliseconds. Nobody walks out of a closed room; if a sensor next door reports this soon, somebody has all the
     * same.
     */
    private static final long WALK_MILLIS = 10_000;

    /** The doors that have reported, by source, and whether they are open. */
    private SortedMap<String, Boolean> open = new TreeMap<>();
    private long closedSince = NONE;
    private boolean enclosed;
    /** The latest activity inside while {@link #enclosed}. */
    private long lastInside = NONE;
    private int anotherWay;
    private long lastMoved = NONE;
    private @Nullable String lastMover;

    /** {@return the doors that have reported, by source, and whether they are open} */
    public SortedMap<String, Boolean> open() {
        return Collections.unmodifiableSortedMap(open);
    }

    /** {@return since when all doors have been closed, or {@code Instants.NONE}} */
    public long closedSince() {
        return closedSince;
    }

    /** {@return when a door last moved, or {@code Instants.NONE}} */
    public long lastMoved() {
        return lastMoved;
    }

    /** {@return the source of the door that last moved, or {@code null}} */
    public @Nullable String lastMover() {
        return lastMover;
    }

    /** {@return whether somebody was active inside after the last door closed: nobody can have left} */
    public boolean enclosed() {
        return enclosed;
    }

    /** Records that a door moved. @param door its source @param change to which side @param now when */
    public void moved(String door, BoundaryChange change, long now) {
        side(door, change == BoundaryChange.OPENED, now);
        lastMoved = now;
        lastMover = door;
    }

    /**
     * Records on which side a door was found, without anybody having moved it just now. If it is not where it was,
     * people can have left meanwhile.
     *
     * @param door its source
     * @param found on which side it is
     * @param now when it was found there
     */
    public void read(String door, BoundaryChange found, long now) {
        boolean isOpen = found == BoundaryChange.OPENED;
        if (!Boolean.valueOf(isOpen).equals(open.get(door))) {
            side(door, isOpen, now);
        }
    }

    private void side(String door, boolean isOpen, long now) {
        open.put(door, isOpen);
        enclosed = false;
        closedSince = open.containsValue(true) ? NONE : now;
    }

    /**
     * Records an activity that is not a door's.
     *
     * @param wasOccupied whether the location was occupied just before
     * @param allWaysHaveDoors whether nobody can leave while the doors are closed, as far as is configured
     * @param settleMillis whoever is active inside within this time after a door moved has come in through it
     * @param now when
     */
    public void activityInside(boolean wasOccupied, boolean allWaysHaveDoors, long settleMillis, long now) {
        if (closedSince == NONE || now <= closedSince) {
            return;
        }
        if (!allWaysHaveDoors) {
            enclosed = false;
            return;
        }
        if (!wasOccupied) {
            anotherWay = Math.min(MOST_ANOTHER_WAY, anotherWay + ENTERED_UNSEEN);
        } else if (!enclosed && now - closedSince <= settleMillis) {
            anotherWay = Math.max(0, anotherWay - 1);
        }
        enclosed = anotherWay < ANOTHER_WAY;
        lastInside = now;
    }

    /** Records an activity next door: whoever was active inside seconds ago has walked there, closed doors or not. */
    public void activityNextDoor(long now) {
        if (enclosed && now - lastInside <= WALK_MILLIS) {
            enclosed = false;
        }
    }

    @Override
    public void each(StoredFields fields) {
        open = fields.flags("doors", open);
        closedSince = fields.instant("closedSince", closedSince);
        enclosed = fields.flag("enclosed", enclosed);
        lastInside = fields.instant("lastInside", lastInside);
        anotherWay = Math.min(MOST_ANOTHER_WAY, fields.count("anotherWay", anotherWay));
        lastMoved = fields.instant("doorMoved", lastMoved);
        lastMover = fields.text("doorMover", lastMover);
    }
}
