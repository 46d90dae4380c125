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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Why a location is occupied or vacant. Immutable.
 *
 * @param location the id of the location
 * @param occupied whether it is shown occupied
 * @param until when it will become vacant if nothing else happens, or {@code null} when vacant or held
 * @param held whether nothing but an event can end it
 * @param because what makes it so; the strongest reason first; never empty
 * @param ignored what is known but does not count, or is doubted
 * @param ends what would end it; empty when vacant
 * @param changesAt when it will say something else although nothing happens and nothing ends, or {@code null}: a door
 *            is left open for long then
 */
@NonNullByDefault
public record Explanation(String location, boolean occupied, @Nullable Instant until, boolean held,
        List<Reason> because, List<Reason> ignored, List<Reason> ends, @Nullable Instant changesAt) {

    public Explanation(String location, boolean occupied, @Nullable Instant until, boolean held, List<Reason> because,
            List<Reason> ignored, List<Reason> ends) {
        this(location, occupied, until, held, because, ignored, ends, null);
    }

    public Explanation {
        because = List.copyOf(because);
        ignored = List.copyOf(ignored);
        ends = List.copyOf(ends);
    }

    /**
     * Adds what is known outside of the engine.
     *
     * @param more what else does not count
     * @return the same with more that is ignored
     */
    public Explanation alsoIgnoring(List<Reason> more) {
        List<Reason> all = new ArrayList<>(ignored);
        all.addAll(more);
        return ignoring(all);
    }

    /** {@return this explanation with other reasons} @param other what makes it so; not empty */
    public Explanation because(List<Reason> other) {
        return new Explanation(location, occupied, until, held, other, ignored, ends, changesAt);
    }

    /** {@return this explanation with another list of what is ignored} @param all what does not count */
    public Explanation ignoring(List<Reason> all) {
        return new Explanation(location, occupied, until, held, because, all, ends, changesAt);
    }

    /**
     * Groups {@link #ends} by how they go together.
     *
     * @return what has to happen until it ends, all of it; of each inner list any one is enough: somebody is seen
     *         leaving, or else time runs out
     */
    public List<List<Reason>> conditions() {
        List<List<Reason>> conditions = new ArrayList<>();
        Reason before = null;
        for (Reason reason : ends) {
            if (before != null && isInstead(reason, before)) {
                conditions.get(conditions.size() - 1).add(reason);
            } else {
                conditions.add(new ArrayList<>(List.of(reason)));
            }
            before = reason;
        }
        return conditions;
    }

    /** {@return whether it is enough that time runs out, instead of what the reason before waits for} */
    private static boolean isInstead(Reason time, Reason before) {
        return time.kind() == Kind.TIME_PASSES && switch (before.kind()) {
            case SOMEBODY_LEAVES, EXIT_MOVES -> time.name() == null;
            case SOURCE_ENDS, MOTION_ENDS -> Objects.equals(time.name(), before.name());
            default -> false;
        };
    }

    /**
     * Finds the end that the sentence of a reason has to name: if it is the end of the location, that was said already.
     *
     * @param reason one of the reasons
     * @return until when it counts, or {@code null} if that is open or as long as the location is occupied
     */
    public @Nullable Instant ownEnd(Reason reason) {
        Instant end = reason.until();
        return end == null || end.equals(until) ? null : end;
    }

    /** The kinds of reasons. Each has a sentence of its own in every language, see {@link ExplanationText}. */
    public enum Kind {
        /** A source holds. */
        HOLD,
        /** A source's timer runs. */
        TIMER,
        /** A person is known to be here and the location holds for known people. */
        PERSON,
        /** {@link Reason#name}, the innermost location inside, is occupied, because of {@link Reason#why}. */
        CHILD,
        /** So many more, {@link Reason#name}, are occupied inside; without a name they are too many to count. */
        MORE,
        /** The followed parent is occupied. */
        PARENT,
        /** The last child left a moment ago. */
        LINGER,
        /** A stay: nobody was seen leaving since; {@link Reason#until} is when that is given up. */
        STAY,
        /** Somebody was seen leaving to {@link Reason#name}. */
        LEAVING,
        /** Probably everybody has left; {@link Reason#name} is the number of people who are elsewhere. */
        ELSEWHERE,
        /** By all that was seen since the last activity here, whoever was here is probably elsewhere by then. */
        WEIGHED,
        /** A door of the location was opened or closed. */
        DOOR,
        /** Somebody is known to be in {@link Reason#name}, next to it, so activity here counts for less long. */
        BESIDE_HOLD,
        /** All doors have stayed closed since somebody was active inside. */
        ENCLOSED,
        /** Somebody is at home, and this is the likeliest location: it is not left before another one is occupied. */
        LIKELIEST,
        /** Nobody was seen leaving the home since the latest activity in it, in {@link Reason#name}. */
        AT_HOME,
        /** The exit {@link Reason#name} moved, and nothing has been active inside since: everybody may have left. */
        EXIT_MOVED,
        /** Everybody was seen leaving by the exit {@link Reason#name}. */
        LEFT_HOME,
        /** Everybody whom person sources know is away. */
        EVERYBODY_AWAY,
        /** Only {@link Reason#name} has reported somebody since everybody was seen leaving, though no exit moved. */
        ONLY_REPORT,
        /** A lock shows it so, by {@link Reason#mode}. */
        LOCK,
        /** No sensor reports anybody. */
        NO_EVIDENCE,
        /** The location has no sources, and none that could speak for it lies in it. */
        NO_SOURCES,
        /** A person said that it is vacant, and the source has not reported inactive since. */
        VACATED_BY_HAND,
        /** A person said that it is vacant, so it does not follow its parent until that becomes occupied anew. */
        FOLLOW_SUSPENDED,
        /** The source can keep a location occupied but not make it so. */
        SUSTAIN_ONLY,
        /** The source went silent while it held; it is believed for a little longer. */
        LOST,
        /** The hold was read back and has not been confirmed yet. */
        UNCONFIRMED,
        /** The door has been open for long, so it never tells that nobody can have left. */
        DOOR_OPEN,
        /** The source has reported somebody for longer than is believed, since {@link Reason#since}. */
        STUCK,
        /** The state of the source's item is not known. */
        SILENT,
        /** All sources of the location can only keep it occupied. */
        NOTHING_OCCUPIES,
        /** No other location of the home has sources and none of its own is a door: nobody can be seen leaving it. */
        ONLY_LOCATION,
        /** No exit of the home is known, so that it is occupied for as long as its rooms are. */
        NO_EXIT,
        /** {@link Reason#name} is taken for the exit, because the home was silent after it again and again. */
        EXIT_LEARNED,
        /** The exit {@link Reason#name} has never reported that it moved. */
        EXIT_SILENT,
        /** The exit {@link Reason#name} has been open for long, so that nobody is seen leaving by it. */
        EXIT_OPEN,
        /** Somebody comes in though no exit moved, again and again: the exits are not believed. */
        ANOTHER_WAY,
        /** {@link Reason#name} has reported somebody again and again when nobody was there: not believed alone. */
        FALSE_ALARMS,
        /** A lock hides that the location is in truth occupied. */
        HIDDEN_OCCUPIED,
        /** A lock hides that the location is in truth vacant. */
        HIDDEN_VACANT,
        /** A source would have to report inactive. */
        SOURCE_ENDS,
        /** A motion sensor would have to report no motion, which says nothing of leaving, and then somebody leave. */
        MOTION_ENDS,
        /** Time would have to pass. */
        TIME_PASSES,
        /** Somebody would have to be seen leaving. */
        SOMEBODY_LEAVES,
        /** An exit would have to move, and nothing be active inside after it. */
        EXIT_MOVES,
        /** A child would have to become vacant. */
        CHILD_ENDS,
        /** After that the location lingers, for {@link Reason#name}. */
        LINGER_PASSES,
        /** The parent would have to become vacant. */
        PARENT_ENDS,
        /** A person would have to leave or be seen elsewhere. */
        PERSON_LEAVES,
        /** A lock would have to be removed. */
        LOCK_ENDS
    }

    /**
     * One reason.
     *
     * @param kind what kind of reason
     * @param name the source, location, person or owner that it is about, or {@code null}
     * @param category the category of a source, or {@code null}
     * @param until until when it counts, or {@code null} if that is open
     * @param since since when, or {@code null} if that does not matter
     * @param why the strongest reason of the location that it is about, or {@code null} if it is about none that is
     *            inside
     * @param mode the mode of a lock, or {@code null}
     */
    public record Reason(Kind kind, @Nullable String name, @Nullable String category, @Nullable Instant until,
            @Nullable Instant since, @Nullable Reason why, @Nullable LockMode mode) {

        public Reason(Kind kind, @Nullable String name, @Nullable String category, @Nullable Instant until,
                @Nullable Instant since, @Nullable Reason why) {
            this(kind, name, category, until, since, why, null);
        }

        public Reason(Kind kind, @Nullable String name, @Nullable String category, @Nullable Instant until,
                @Nullable Instant since) {
            this(kind, name, category, until, since, null);
        }

        public Reason(Kind kind, @Nullable String name, @Nullable String category, @Nullable Instant until) {
            this(kind, name, category, until, null);
        }

        /** {@return a lock as a reason} */
        public static Reason ofLock(Kind kind, Lock lock) {
            return new Reason(kind, lock.owner(), null, lock.until(), null, null, lock.mode());
        }

        /** {@return by what its sentences differ: the category of a source or the mode of a lock; else {@code null}} */
        public @Nullable String variant() {
            LockMode locked = mode;
            return locked == null ? category : locked.name();
        }
    }
}
