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
package org.openhab.binding.occupancy.internal.service.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.source.OneLine;

/**
 * Something about a location that the user should know, as the description of the status of its thing. Immutable.
 *
 * @param kind what is wrong
 * @param arguments what the sentence of the kind names
 */
@NonNullByDefault
public record LocationProblem(Kind kind, List<String> arguments) {

    /** So many arguments say what a reading is about: the source and its item. */
    private static final int READING = 2;

    /** What can be wrong. Each kind has a sentence in every language. */
    public enum Kind {
        /** A setting that must be given is not. {0} the setting */
        MISSING,
        /** A duration cannot be read. {0} the setting, {1} the value */
        DURATION,
        /** A duration is negative or longer than 100 years. {0} the setting, {1} the value */
        DURATION_RANGE,
        /** A duration is zero where that makes no sense. {0} the setting, {1} the value */
        DURATION_ZERO,
        /** A number, with a unit or without, cannot be read. {0} the setting, {1} the value */
        NUMBER,
        /** The lower threshold is above the upper one, or in a unit of another kind. {0} the setting, {1} the value */
        THRESHOLDS,
        /** A value is none of those to choose from. {0} the setting, {1} the value, {2} the choices */
        CHOICE,
        /** An entry of the list of timeouts is not like category=duration. {0} the setting, {1} the entry */
        TIMEOUTS,
        /** An entry of a map is not like state=person. {0} the setting, {1} the value */
        MAP,
        /** Neither of two settings is given, of which one must be. {0} the one, {1} the other */
        MISSING_EITHER,
        /** An item does not exist, or not yet. {0} the setting, {1} the item */
        ITEM_UNKNOWN,
        /** An item is of a type that cannot work. {0} the setting, {1} the item, {2} its type */
        ITEM_TYPE,
        /** A group has no state of its own. {0} the setting, {1} the item */
        GROUP_STATE,
        /** An item is linked to a channel of this add-on. {0} the setting, {1} the item */
        ITEM_OWN,
        /** A group has a member that is linked to a channel of this add-on. {0} the setting, {1} the item, {2} it */
        GROUP_OWN,
        /** An item is not a group. {0} the setting, {1} the item */
        ITEM_NOT_GROUP,
        /** A neighbouring location does not exist. {0} the setting, {1} the id */
        LOCATION_UNKNOWN,
        /** A location is its own neighbour. {0} the setting */
        LOCATION_OWN,
        /** The thing that this one is a part of does not exist. {0} its id */
        PARENT_UNKNOWN,
        /** The thing that this one is a part of is a part of this one. {0} its label, {1} the way round */
        PARENT_CYCLE,
        /** A sensor is active for too long. {0} the source, {1} the item, {2} since when, {3} how long it may be */
        SOURCE_STUCK(false, true),
        /** An item is not a number. {0} the source, {1} the item, {2} its state */
        SOURCE_NO_NUMBER(false, true),
        /** An item is in a unit of another kind. {0} the source, {1} the item, {2} its state, {3} the threshold */
        SOURCE_OTHER_UNIT(false, true),
        /**
         * An item stands for a location that does not exist. {0} the source, {1} the item, {2} its state, {3} the id
         */
        SOURCE_UNKNOWN_LOCATION(false, true),
        /** There is more than is said. {0} how many problems */
        MORE(false, false);

        private final boolean wrongSetting;
        private final boolean isReading;

        Kind() {
            this(true, false);
        }

        /**
         * @param wrongSetting whether the user must change a setting
         * @param isReading whether it is about what an item says now: all but the first two arguments
         */
        Kind(boolean wrongSetting, boolean isReading) {
            this.wrongSetting = wrongSetting;
            this.isReading = isReading;
        }

        /** {@return the key of the sentence} */
        public String key() {
            return (wrongSetting ? "offline.conf-error." : "online.warning.")
                    + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param kind what is wrong
     * @param arguments what its sentence names
     * @return the problem
     */
    public static LocationProblem of(Kind kind, String... arguments) {
        return new LocationProblem(kind, Arrays.stream(arguments).map(OneLine::of).toList());
    }

    /**
     * {@return whether problems are of the same kinds with the same things} What an item says at the moment makes no
     * difference: a status that changed with each reading would tell nobody anything.
     */
    public static boolean areAlike(List<LocationProblem> some, List<LocationProblem> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i).isLike(others.get(i)));
    }

    private boolean isLike(LocationProblem other) {
        int same = kind.isReading ? READING : Integer.MAX_VALUE;
        return kind == other.kind
                && arguments.stream().limit(same).toList().equals(other.arguments.stream().limit(same).toList());
    }

    /** {@return whether the user must change a setting; if not, it is what an item says that cannot be used now} */
    public boolean isWrongSetting() {
        return kind.wrongSetting;
    }

    /** {@return the description of a thing status that openHAB translates} */
    public String statusDescription() {
        return "@text/" + kind.key()
                + arguments.stream().map(LocationProblem::quoted).collect(Collectors.joining(",", " [", "]"));
    }

    /**
     * openHAB takes commas, brackets and quotes for separators wherever they stand, and drops arguments that are blank.
     */
    private static String quoted(String argument) {
        String safe = argument.replace(',', '\u201A').replace('[', '(').replace(']', ')').replace('"', '\'').strip();
        return '"' + (safe.isEmpty() ? "\u2013" : safe) + '"';
    }
}
