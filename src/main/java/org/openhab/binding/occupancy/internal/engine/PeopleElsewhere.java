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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Left because the people of the household are probably somewhere else: the hypotheses of the {@link Household} say
 * when the probability that anybody is in a location becomes small, once they know the household well enough.
 *
 * The hypotheses may also keep a location occupied for longer than the other rules said. They do not where a presence
 * sensor has reported somebody before: it tells by itself when people are gone, so the other rules stand.
 */
@NonNullByDefault
final class PeopleElsewhere implements LeavingRule {

    /**
     * Factor on {@code leaveTimeout}, next door to a location in which a presence sensor reports somebody. The
     * hypotheses leave most locations sooner, but not if everybody is held elsewhere. Five: .9321 instead of .9322 in
     * homes like hh101; twenty: .9315.
     */
    private static final int MOST_LEAVE_TIMEOUTS = 10;

    private final Households households;
    private final Propagation propagation;
    private final OpenStays openStays;

    PeopleElsewhere(Households households, Propagation propagation, OpenStays openStays) {
        this.households = households;
        this.propagation = propagation;
        this.openStays = openStays;
    }

    @Override
    public boolean spread(Activity activity) {
        Node node = activity.node();
        Household household = node.remembersStay() ? households.deciding(node) : null;
        if (household == null) {
            return false;
        }
        boolean onePerson = households.hasOnePerson(node);
        household.predict(node, activity.now());
        Node likeliest = null;
        Node kept = null;
        if (Homes.cannotBeEmpty(node, activity.now())) {
            likeliest = likeliest(household, node, onePerson);
            kept = keptWithHome(household);
        }
        if (likeliest != null) {
            Homes.spare(likeliest);
        }
        for (int i = 0; i < household.locations().size(); i++) {
            if (!household.isOccupied(i)) {
                continue;
            }
            Node other = household.locations().get(i);
            Stay stay = other.stay;
            if (stay == null || stay.activity.lastActive() == NONE || !Household.decidesOn(other)
                    || (stay.doors.enclosed() && !onePerson) || other.isHeld()) {
                continue;
            }
            long end = end(other, stay, household, i, other == likeliest, activity.now());
            if (other != likeliest) {
                long passing = household.passing(i, other.config.leaveTimeout().millisAt(activity.now()));
                end = passing == HELD ? end : Math.min(end, Instants.plus(stay.activity.lastActive(), passing));
            }
            end = other == kept ? Math.max(end, Homes.until(other)) : end;
            if (setEnd(other, Homes.cap(other, stay, end, activity.now()), activity.now())) {
                // The stay may have been extended: let activity next door shorten it again.
                openStays.add(other);
                propagation.evidenceChanged(other, activity.cause());
            }
        }
        return false;
    }

    /**
     * {@return the location that would be left last, if all would be left although somebody is at home; {@code null} if
     * one stays occupied anyway}
     *
     * A location that has just become occupied by a single report, while all others were vacant, is not kept for that:
     * whoever sleeps was in one of the others before. Without: hh101 .978 / 0.4 instead of .979 / 0.3.
     */
    private static @Nullable Node likeliest(Household household, Node active, boolean onePerson) {
        Node likeliest = null;
        long latest = NONE;
        for (int i = 0; i < household.locations().size(); i++) {
            Stay stay = stayIn(household, i);
            if (stay == null) {
                continue;
            }
            Node other = household.locations().get(i);
            long left = Household.decidesOn(other) ? household.leftAt(i) : NONE;
            boolean seenLeaving = left == NONE ? stay.leaving.since() != NONE : left != HELD;
            if (other.isHeld() || (stay.doors.enclosed() && !onePerson) || !seenLeaving) {
                return null;
            }
            if (left > latest && !(other == active && stay.activity.hasJustArrived())) {
                latest = left;
                likeliest = other;
            }
        }
        return likeliest;
    }

    /**
     * {@return of the locations that nobody was seen leaving, the one whose {@code stayTimeout} would end last; {@code
     * null} if a sensor holds one} It stays occupied while somebody is at home. Otherwise whoever sleeps for more than
     * four hours would lie in the dark, and the next report anywhere would be taken for them: hh101 .978 / 0.4 instead
     * of .979 / 0.3.
     */
    private static @Nullable Node keptWithHome(Household household) {
        Node kept = null;
        long latest = NONE;
        for (int i = 0; i < household.locations().size(); i++) {
            Stay stay = stayIn(household, i);
            if (stay == null) {
                continue;
            }
            Node other = household.locations().get(i);
            if (other.isHeld()) {
                return null;
            }
            boolean seenLeaving = Household.decidesOn(other) ? household.leftAt(i) != HELD
                    : stay.leaving.since() != NONE;
            long end = Instants.plus(stay.activity.lastActive(), other.config.stayMillis());
            if (!seenLeaving && stay.activity.lastActive() != NONE && end > latest) {
                latest = end;
                kept = other;
            }
        }
        return kept;
    }

    /** {@return the stay in an occupied location that is left by departure, or {@code null} if it is none} */
    private static @Nullable Stay stayIn(Household household, int location) {
        if (!household.isOccupied(location)) {
            return null;
        }
        Node node = household.locations().get(location);
        return node.isLeftByDeparture() ? node.stay : null;
    }

    /** {@return when a location is left, and notes why} @param index its position in the household */
    private static long end(Node node, Stay stay, Household household, int index, boolean stays, long now) {
        String nextDoor = stay.doors.enclosed() ? null : household.presenceNextDoor(index);
        stay.leaving.presenceNextDoor(nextDoor);
        long longest = nextDoor == null ? node.config.stayMillis()
                : Math.min(node.config.stayMillis(), MOST_LEAVE_TIMEOUTS * node.config.leaveTimeout().millisAt(now));
        long latest = Instants.plus(stay.activity.lastActive(), longest);
        if (stay.leaving.onlyReportUntil() != NONE) {
            latest = Math.min(latest, stay.leaving.onlyReportUntil());
        }
        long end = stays ? latest : Math.min(latest, household.leftAt(index));
        if (end == latest) {
            stay.leaving.none();
        } else {
            stay.leaving.inferred(now, household.elsewhere(index));
        }
        return end;
    }

    /** Ends all timers of a location at an instant. {@return whether any ended at another} */
    private static boolean setEnd(Node node, long end, long now) {
        boolean changed = false;
        for (SourceState evidence : node.sources) {
            if (evidence.timer != NONE && evidence.timer < end && !evidence.sustainOnly
                    && !Categories.REPORT_THEIR_END.contains(evidence.category)) {
                node.put(evidence.withTimer(evidence.category, end, evidence.sustainOnly));
                changed = true;
            } else {
                changed |= node.shortenTimer(evidence, end, now);
            }
        }
        return changed;
    }
}
