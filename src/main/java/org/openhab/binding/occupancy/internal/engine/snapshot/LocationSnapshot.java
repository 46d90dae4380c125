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
package org.openhab.binding.occupancy.internal.engine.snapshot;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * All that a snapshot holds of one location. Immutable.
 *
 * @param takenAt when it was taken
 * @param shown whether the location was shown occupied
 * @param own whether its own evidence occupied it, which sustain-only evidence needs to know
 * @param sources its evidence
 * @param sightings who was last seen there
 * @param locks its own locks
 * @param lingerUntil when it stops lingering
 * @param followSuspended whether it was vacated by hand while it followed its parent
 * @param changedAt when it last became occupied or vacant
 * @param lastActivity when its sources last gave evidence
 * @param stay what a location that is left by departure remembers, or {@code null}
 * @param home what the root of a home remembers whose locations are left by departure, or {@code null}
 */
@NonNullByDefault
public record LocationSnapshot(long takenAt, boolean shown, boolean own, List<SourceState> sources,
        Set<String> sightings, List<Lock> locks, long lingerUntil, boolean followSuspended, long changedAt,
        long lastActivity, @Nullable Stay stay, @Nullable HomeStay home) {

    private static @Nullable Stay copy(@Nullable Stay stay) {
        return stay == null ? null : stay.copy();
    }

    /** {@return this with every instant moved, the one at which it was taken included} */
    public LocationSnapshot shift(long delta) {
        if (delta == 0) {
            return this;
        }
        Stay moved = copy(stay);
        if (moved != null) {
            moved.shift(delta);
        }
        HomeStay known = home;
        HomeStay movedHome = known == null ? null : known.copy();
        if (movedHome != null) {
            movedHome.shift(delta);
        }
        List<Lock> movedLocks = new ArrayList<>();
        for (Lock lock : locks) {
            movedLocks.add(new Lock(lock.owner(), lock.mode(), lock.scope(), Instants.plus(lock.untilMillis(), delta)));
        }
        return new LocationSnapshot(takenAt + delta, shown, own, sources.stream().map(s -> s.shift(delta)).toList(),
                sightings, movedLocks, Instants.plus(lingerUntil, delta), followSuspended,
                Instants.plus(changedAt, delta), Instants.plus(lastActivity, delta), moved, movedHome);
    }

    /** {@return this without what is over at {@code now}} */
    public LocationSnapshot expire(long now) {
        List<SourceState> left = new ArrayList<>();
        for (SourceState evidence : sources) {
            SourceState kept = evidence.expire(now);
            if (kept != null) {
                left.add(kept);
            }
        }
        return new LocationSnapshot(takenAt, shown, own, left, sightings,
                locks.stream().filter(lock -> lock.untilMillis() > now).toList(),
                lingerUntil == NONE || lingerUntil <= now ? NONE : lingerUntil, followSuspended, changedAt,
                lastActivity, stay, home);
    }

    /** {@return this with its holds believed until {@code graceEnd} only, unless they end sooner already} */
    public LocationSnapshot distrustHolds(long graceEnd) {
        List<SourceState> distrusted = new ArrayList<>();
        for (SourceState evidence : sources) {
            boolean believed = evidence.hold && (evidence.trust == Trust.LIVE || evidence.trust == Trust.RESTORED);
            distrusted.add(believed
                    ? evidence.withHold(evidence.holdEnd == HELD ? graceEnd : Math.min(graceEnd, evidence.holdEnd),
                            Trust.RESTORED)
                    : evidence);
        }
        return new LocationSnapshot(takenAt, shown, own, distrusted, sightings, locks, lingerUntil, followSuspended,
                changedAt, lastActivity, stay, home);
    }
}
