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
package org.openhab.binding.occupancy.internal.replay.report;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;

/**
 * A {@link Cause} in English, as the end of "since 20:08: ".
 */
@NonNullByDefault
final class CauseText {

    private CauseText() {
    }

    static String of(Cause cause, boolean occupied) {
        if (cause instanceof Cause.Event event) {
            return of(event);
        } else if (cause instanceof Cause.Timer timer) {
            return switch (timer.source()) {
                case "linger" -> "the last one in it left, and a while went by";
                default -> "the time of " + timer.source() + " ran out";
            };
        } else if (cause instanceof Cause.Left left) {
            String location = left.location();
            String door = left.source();
            return door != null ? "somebody left: " + door + " opened or closed"
                    : location != null ? "somebody left: there was activity in " + location
                            : "all that was seen says that everybody is elsewhere";
        } else if (cause instanceof Cause.StayedTooLong) {
            return "nobody was noticed for the whole stay timeout, and nobody was seen leaving";
        } else if (cause instanceof Cause.Stuck stuck) {
            return stuck.source() + " was given up as stuck";
        } else if (cause instanceof Cause.Child child) {
            return child.location() + (occupied ? " became occupied" : " became vacant");
        } else if (cause instanceof Cause.Parent parent) {
            return "it follows " + parent.location() + ", which became " + (occupied ? "occupied" : "vacant");
        } else if (cause instanceof Cause.Locking lock) {
            return "a lock of " + lock.owner() + " on " + lock.location() + " came or went";
        } else if (cause instanceof Cause.Restore) {
            return "it was read back after a restart";
        } else {
            return "the settings or the clock were changed";
        }
    }

    private static String of(Cause.Event event) {
        String source = event.source() + " (" + event.category() + ")";
        return switch (event.type()) {
            case HOLD_START -> source + " reported somebody";
            case HOLD_END -> source + " reported nobody";
            case MOMENTARY -> source + " reported activity";
            case MANUAL -> "a person said so (" + event.source() + ")";
            case VACATE -> "a person said so (" + event.source() + ")";
            case SOURCE_LOST -> source + " went silent";
            case LOCK, UNLOCK, UNLOCK_ALL, LOCK_CHANGE -> event.source() + " locked or unlocked it";
            case PROPAGATED -> source;
        };
    }
}
