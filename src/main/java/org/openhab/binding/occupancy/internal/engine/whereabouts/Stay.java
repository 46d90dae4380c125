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
 * What a location that is left by departure remembers beyond its evidence: when people were last active in it, how
 * they usually behave there, its doors and sensors, and what speaks for their having left. Bounded, whatever happens.
 *
 * It consists of parts, each of which lists its own fields.
 */
@NonNullByDefault
public final class Stay implements Remembered {

    public final ActivityHistory activity = new ActivityHistory();
    public final Doors doors = new Doors();
    public final MotionSensors motionSensors = new MotionSensors();
    public final PresenceSensors presenceSensors = new PresenceSensors();
    public final SignsOfLeaving leaving = new SignsOfLeaving();
    public final Followers followers = new Followers();
    private @Nullable Hypotheses hypotheses;

    /**
     * {@return whether there has been activity, here or, with people who could be here, in the household, or a door}
     */
    public boolean knowsAnything() {
        return activity.lastActive() != NONE || !doors.open().isEmpty() || hypotheses != null;
    }

    /** {@return what the household's hypotheses say of this location; only on the way to a snapshot and back} */
    public @Nullable Hypotheses hypotheses() {
        return hypotheses;
    }

    /** Records what the household's hypotheses say of this location; {@code null} when it is not true any more. */
    public void hypotheses(@Nullable Hypotheses known) {
        hypotheses = known;
    }

    /**
     * Records an activity: nobody has left since.
     *
     * @param now when
     * @param wasOccupied whether the location was occupied just before
     * @param stayMillis the location's {@code stayTimeout}
     */
    public void activity(long now, boolean wasOccupied, long stayMillis) {
        activity.activity(now, wasOccupied, stayMillis);
        leaving.none();
    }

    /** {@return a copy that shares nothing with this} */
    public Stay copy() {
        Stay copy = new Stay();
        copy.copyFrom(this);
        return copy;
    }

    @Override
    public void each(StoredFields fields) {
        activity.each(fields);
        leaving.each(fields);
        doors.each(fields);
        motionSensors.each(fields);
        presenceSensors.each(fields);
        followers.each(fields);
        Hypotheses known = hypotheses;
        double[] weights = fields.numbers("weights", known == null ? null : known.weights());
        int[] people = fields.counts("people", known == null ? null : known.people());
        if (weights != null && people != null) {
            if (weights.length == people.length && weights.length > 0) {
                hypotheses = new Hypotheses(weights, people);
            } else {
                fields.damaged("people", "There are not as many people as weights.");
            }
        }
    }
}
