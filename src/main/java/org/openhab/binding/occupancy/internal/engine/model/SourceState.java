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
package org.openhab.binding.occupancy.internal.engine.model;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Instant;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The evidence that one source gives for one location. Immutable.
 *
 * A source can hold, have a timer running, or both; the timer of a source never shortens.
 */
@NonNullByDefault
public final class SourceState {

    public final String source;
    public final String category;
    public final boolean hold;
    /** When the hold ends by itself: {@link Instants#HELD} unless it is lost or restored; meaningless without hold. */
    public final long holdEnd;
    /** When the timer ends, or {@link Instants#NONE}. */
    public final long timer;
    public final @Nullable String occupant;
    public final boolean sustainOnly;
    public final Trust trust;
    /**
     * Since when the sensor has been reporting somebody, or {@link Instants#NONE}: what it says again after it was
     * silent is no newer. Nothing that is shown, so two states that differ in it only are equal.
     */
    public final long heldSince;

    public SourceState(String source, String category, boolean hold, long holdEnd, long timer,
            @Nullable String occupant, boolean sustainOnly, Trust trust) {
        this(source, category, hold, holdEnd, timer, occupant, sustainOnly, trust, NONE);
    }

    public SourceState(String source, String category, boolean hold, long holdEnd, long timer,
            @Nullable String occupant, boolean sustainOnly, Trust trust, long heldSince) {
        this.source = source;
        this.category = category;
        this.hold = hold;
        this.holdEnd = hold ? holdEnd : NONE;
        this.timer = timer;
        this.occupant = occupant;
        this.sustainOnly = sustainOnly;
        this.trust = trust;
        this.heldSince = hold ? heldSince : NONE;
    }

    /** {@return the id of the source} */
    public String source() {
        return source;
    }

    /** {@return the category of the source's latest event} */
    public String category() {
        return category;
    }

    /** {@return whether the source holds, even if the hold does not count because it was vacated by hand} */
    public boolean hold() {
        return hold;
    }

    /** {@return when this evidence ends by itself, or {@code null} if only an event ends it} */
    public @Nullable Instant until() {
        return Instants.toInstant(end());
    }

    /** {@return the person that the hold stands for, or {@code null}} */
    public @Nullable String occupant() {
        return occupant;
    }

    /** {@return whether this evidence can keep a location occupied but not make it so} */
    public boolean sustainOnly() {
        return sustainOnly;
    }

    /** {@return how far the hold is believed} */
    public Trust trust() {
        return trust;
    }

    /** {@return whether the hold counts} */
    public boolean holds() {
        return hold && trust != Trust.VACATED;
    }

    /** {@return whether this evidence counts; what was due has been removed before anybody asks} */
    public boolean counts() {
        return timer != NONE || holds();
    }

    /** {@return the instant at which this evidence is over, {@link Instants#HELD} or {@link Instants#NONE}} */
    public long end() {
        return holds() ? Math.max(holdEnd, timer) : timer;
    }

    /** {@return the earliest instant at which this evidence changes by itself, or {@link Instants#HELD}} */
    public long nextChange() {
        long next = timer == NONE ? HELD : timer;
        return holds() ? Math.min(next, holdEnd) : next;
    }

    public SourceState withTimer(String newCategory, long newTimer, boolean newSustainOnly) {
        return new SourceState(source, newCategory, hold, holdEnd, newTimer, occupant, newSustainOnly, trust,
                heldSince);
    }

    public SourceState withHold(long newHoldEnd, Trust newTrust) {
        return new SourceState(source, category, true, newHoldEnd, timer, occupant, sustainOnly, newTrust, heldSince);
    }

    /** {@return this evidence without what is due at {@code now}, or {@code null} if nothing is left} */
    @Nullable
    public SourceState expire(long now) {
        boolean timerDue = timer != NONE && timer <= now;
        boolean holdDue = holds() && holdEnd <= now;
        if (!timerDue && !holdDue) {
            return this;
        }
        long newTimer = timerDue ? NONE : timer;
        if (hold && !holdDue) {
            return new SourceState(source, category, true, holdEnd, newTimer, occupant, sustainOnly, trust, heldSince);
        }
        return newTimer == NONE ? null
                : new SourceState(source, category, false, NONE, newTimer, null, sustainOnly, Trust.LIVE);
    }

    /** {@return this evidence with every pending instant moved} */
    public SourceState shift(long delta) {
        return new SourceState(source, category, hold, Instants.plus(holdEnd, delta), Instants.plus(timer, delta),
                occupant, sustainOnly, trust, Instants.plus(heldSince, delta));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof SourceState that && hold == that.hold && holdEnd == that.holdEnd
                && timer == that.timer && sustainOnly == that.sustainOnly && trust == that.trust
                && source.equals(that.source) && category.equals(that.category)
                && Objects.equals(occupant, that.occupant);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, timer, holdEnd);
    }

    @Override
    public String toString() {
        return source + "(" + category + (hold ? ", hold " + trust : "") + ", until " + until() + ")";
    }
}
