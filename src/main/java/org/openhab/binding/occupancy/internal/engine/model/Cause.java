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

import java.time.Instant;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Why a location changed. At one instant a cause of the location's own goes before one that came through the tree.
 */
@NonNullByDefault
public sealed interface Cause {

    /** {@return the name of the kind in JSON} */
    String kind();

    /**
     * An event for this location, or one that reaches it (a {@link EventType#VACATE} from above, a person who moved).
     *
     * @param type the type of the event
     * @param source the event's source
     * @param category the event's category
     */
    record Event(EventType type, String source, String category) implements Cause {
        @Override
        public String kind() {
            return "EVENT";
        }
    }

    /**
     * Time passed.
     *
     * @param source the source whose evidence ended; {@code linger} for the location's own timer
     */
    record Timer(String source) implements Cause {

        /** Stands for a source in the timer of the location itself. */
        private static final String LINGER = "linger";

        /** {@return the end of the time for which a location stays occupied after the last one in it was left} */
        public static Timer ofLinger() {
            return new Timer(LINGER);
        }

        /** {@return whether it was the location's own timer} */
        public boolean isLinger() {
            return LINGER.equals(source);
        }

        @Override
        public String kind() {
            return "TIMER";
        }
    }

    /**
     * Somebody was seen leaving, and nobody came back in time. Without a location and a source it was weighed: all that
     * was seen says that the people are elsewhere.
     *
     * @param location the location of the activity that showed it, or of the exit by which all left, or {@code null}
     * @param source the door that moved, an exit or a source of this location, or {@code null}
     * @param since when that was
     */
    record Left(@Nullable String location, @Nullable String source, Instant since) implements Cause {
        @Override
        public String kind() {
            return "LEFT";
        }
    }

    /**
     * Nobody was seen leaving, but nobody was noticed for the whole stay timeout either.
     *
     * @param since when somebody was last noticed
     */
    record StayedTooLong(Instant since) implements Cause {
        @Override
        public String kind() {
            return "STAY";
        }
    }

    /**
     * A sensor reported somebody for longer than can be: it was given up as stuck.
     *
     * @param source the source
     */
    record Stuck(String source) implements Cause {
        @Override
        public String kind() {
            return "STUCK";
        }
    }

    /**
     * A child that contributes changed.
     *
     * @param location the child
     */
    record Child(String location) implements Cause {
        @Override
        public String kind() {
            return "CHILD";
        }
    }

    /**
     * The parent changed, which this location follows.
     *
     * @param location the parent
     */
    record Parent(String location) implements Cause {
        @Override
        public String kind() {
            return "PARENT";
        }
    }

    /**
     * A lock came, went or ran out, here or above.
     *
     * @param owner the owner of the lock
     * @param location the location that the lock is set on
     */
    record Locking(String owner, String location) implements Cause {
        @Override
        public String kind() {
            return "LOCK";
        }
    }

    /** A snapshot was read back. */
    record Restore() implements Cause {
        @Override
        public String kind() {
            return "RESTORE";
        }
    }

    /** The configuration or the clock was changed. */
    record Config() implements Cause {
        @Override
        public String kind() {
            return "CONFIG";
        }
    }
}
