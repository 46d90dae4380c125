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

import java.util.function.UnaryOperator;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A {@link Cause} in English, as the end of "since 20:08: ".
 */
@NonNullByDefault
public final class CauseText {

    private CauseText() {
    }

    /** {@return why a location became what it is, with ids} @param cause the cause @param occupied what it became */
    public static String of(Cause cause, boolean occupied) {
        return of(cause, occupied, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * @param cause the cause
     * @param occupied what the location became
     * @param locations what a location of an id is called
     * @param sources what a source of this location is called
     * @return why the location became that
     */
    public static String of(Cause cause, boolean occupied, UnaryOperator<String> locations,
            UnaryOperator<String> sources) {
        if (cause instanceof Cause.Event event) {
            return of(event, Printable.brief(sources.apply(event.source())));
        } else if (cause instanceof Cause.Timer timer) {
            return timer.isLinger() ? "the last location in it was left, and the linger time is over"
                    : "the timeout of " + Printable.brief(sources.apply(timer.source())) + " is over";
        } else if (cause instanceof Cause.Left left) {
            String location = left.location();
            String door = left.source();
            return door != null ? "somebody left: " + Printable.brief(sources.apply(door)) + " opened or closed"
                    : location != null
                            ? "somebody left: there was activity in " + Printable.brief(locations.apply(location))
                            : "somebody left: all that was seen says that everybody is elsewhere";
        } else if (cause instanceof Cause.StayedTooLong) {
            return "nobody was noticed for too long, and nobody was seen leaving";
        } else if (cause instanceof Cause.Stuck stuck) {
            return Printable.brief(sources.apply(stuck.source())) + " was given up as stuck";
        } else if (cause instanceof Cause.Child child) {
            return Printable.brief(locations.apply(child.location()))
                    + (occupied ? " became occupied" : " became vacant");
        } else if (cause instanceof Cause.Parent parent) {
            return "it follows " + Printable.brief(locations.apply(parent.location())) + ", which became "
                    + (occupied ? "occupied" : "vacant");
        } else if (cause instanceof Cause.Locking lock) {
            return "the lock of " + Printable.brief(lock.owner()) + " on "
                    + Printable.brief(locations.apply(lock.location())) + " came or went";
        } else if (cause instanceof Cause.Restore) {
            return "it was read back after a restart";
        } else {
            return "the settings or the clock were changed";
        }
    }

    private static String of(Cause.Event event, String name) {
        String source = name + " (" + Printable.brief(event.category()) + ")";
        return switch (event.type()) {
            case HOLD_START -> source + " reported somebody";
            case HOLD_END -> source + " reported nobody";
            case MOMENTARY -> source + " reported activity";
            case MANUAL, VACATE -> "a person said so (" + Printable.brief(event.source()) + ")";
            case SOURCE_LOST -> source + " went silent";
            case LOCK, UNLOCK, UNLOCK_ALL, LOCK_CHANGE -> Printable.brief(event.source()) + " locked or unlocked it";
            case PROPAGATED -> source;
        };
    }
}
