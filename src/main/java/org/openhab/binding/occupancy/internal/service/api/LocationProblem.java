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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CONFIG_HEAD_COUNT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * Something about a location that the user should know, as the description of the status of its thing. Immutable.
 *
 * @param kind what is wrong
 * @param arguments what the sentence of the kind names
 */
@NonNullByDefault
public record LocationProblem(Kind kind, List<String> arguments) {

    private static final String TEXT = "@text/";

    /** Which argument of a reading is what the item says: after the source and its item, before any settings. */
    private static final int READING = 2;

    /** What can be wrong. Each kind has a sentence in every language. */
    public enum Kind {
        /** A setting that must be given is not. {0} the source, {1} the setting */
        MISSING,
        /** A duration cannot be read. {0} the setting, {1} the value */
        DURATION,
        /** As DURATION. {0} the source, {1} the setting, {2} the value */
        DURATION_OF_SOURCE,
        /** A duration is negative or longer than 100 years. {0} the setting, {1} the value */
        DURATION_RANGE,
        /** As DURATION_RANGE. {0} the source, {1} the setting, {2} the value */
        DURATION_RANGE_OF_SOURCE,
        /** A duration is zero where that makes no sense. {0} the source, {1} the setting, {2} the value */
        DURATION_ZERO,
        /**
         * A minimum duration is set for a sensor that never reports OFF. {0} the source, {1} the setting, {2} the
         * value, {3} the setting that says so of the sensor
         */
        DURATION_OF_PULSE,
        /** A number, with a unit or without, cannot be read. {0} the source, {1} the setting, {2} the value */
        NUMBER,
        /**
         * The lower threshold is above the upper one, or in a unit of another kind. {0} the source, {1} the setting,
         * {2} the value, {3} the setting of the upper one
         */
        THRESHOLDS,
        /** A value is none of those to choose from. {0} the setting, {1} the value, {2} the choices */
        CHOICE,
        /** As CHOICE. {0} the source, {1} the setting, {2} the value, {3} the choices */
        CHOICE_OF_SOURCE,
        /** A head count is neither a number nor the word for those who are known. {0} the setting, {1} the value */
        HEAD_COUNT,
        /** An entry of the list of timeouts is not like category=duration. {0} the setting, {1} the entry */
        TIMEOUTS,
        /** An entry of a map is not like state=person. {0} the source, {1} the setting, {2} the value */
        MAP,
        /** Neither of two settings is given, of which one must be. {0} the source, {1} the one, {2} the other */
        MISSING_EITHER,
        /** An item does not exist, or not yet. {0} the setting, {1} the item */
        ITEM_UNKNOWN,
        /** As ITEM_UNKNOWN. {0} the source, {1} the setting, {2} the item */
        ITEM_UNKNOWN_OF_SOURCE,
        /** An item is of a type that cannot work. {0} the source, {1} the setting, {2} the item, {3} its type */
        ITEM_TYPE,
        /** A group has no state of its own. {0} the source, {1} the setting, {2} the item */
        GROUP_STATE,
        /** An item is linked to a channel of this add-on. {0} the source, {1} the setting, {2} the item */
        ITEM_OWN,
        /**
         * A group has a member that is linked to a channel of this add-on. {0} the source, {1} the setting, {2} the
         * item, {3} the member
         */
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
        /** A timeout is for a kind that nearly is another. {0} the setting, {1} the kind, {2} the other */
        TIMEOUTS_UNKNOWN(false, false),
        /**
         * Two timeouts are given for one kind. {0} the setting, {1} the kind, {2} the one that counts, {3} the setting
         * of the other, {4} the other
         */
        TIMEOUTS_TWICE(false, false),
        /** The thing that this one is a part of is none of this add-on. {0} its id */
        PARENT_OF_ANOTHER_ADD_ON(false, false),
        /** A home is a part of something. {0} its id */
        HOME_INSIDE(false, false),
        /** A neighbour is no location that one can walk to: a person, or in another home. {0} the setting, {1} it */
        LOCATION_ELSEWHERE(false, false),
        /** Points are to be found without a group to look in. {0} the setting, {1} the setting of the group */
        POINTS_WITHOUT_GROUP(false, false),
        /**
         * A warning comes before what it warns of can end. {0} the setting, {1} its value, {2} the other, {3} its value
         */
        WARNING_LONGER(false, false),
        /** A setting makes no difference where a number decides. {0} the source, {1} the setting */
        SETTING_OF_NO_NUMBER(false, false),
        /** Rules speak under the same name as a source. {0} the source, {1} its id */
        SOURCE_NAME(false, false),
        /** Leaving takes longer than staying. {0} the setting, {1} its value, {2} the other setting, {3} its value */
        LEAVE_LONGER(false, false),
        /** Another location stands for the same group. {0} the setting, {1} the group, {2} the other location */
        GROUP_TWICE(false, false),
        /** One item is two sources. {0} the item, {1} the one source, {2} the other */
        ITEM_TWICE(false, false),
        /** A neighbour is what the location lies in. {0} the setting, {1} the label of the neighbour */
        LOCATION_AROUND(false, false),
        /**
         * An item says a word that is none of the usual ones. {0} the source, {1} the item, {2} its state, {3} a
         * setting
         */
        SOURCE_NO_WORD(false, true),
        /**
         * A sensor is active for too long. {0} the source, {1} the item, {2} since when, {3} how long it may be, {4}
         * the setting that says so
         */
        SOURCE_STUCK(false, true),
        /** An item is not a number. {0} the source, {1} the item, {2} its state */
        SOURCE_NO_NUMBER(false, true),
        /** A number has a unit, so it counts no people. {0} the source, {1} the item, {2} its state, {3} the unit */
        SOURCE_NO_COUNT(false, true),
        /** A number of people is below 0. {0} the source, {1} the item, {2} its state */
        SOURCE_NEGATIVE_COUNT(false, true),
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
         * @param isReading whether it is about what an item says now: the third argument
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
        return new LocationProblem(kind, Arrays.stream(arguments).map(Printable::brief).toList());
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
        return kind == other.kind && lasting().equals(other.lasting());
    }

    /** {@return what its sentence names, without what an item says at the moment} */
    private List<String> lasting() {
        return IntStream.range(0, arguments.size()).filter(i -> !kind.isReading || i != READING)
                .mapToObj(arguments::get).toList();
    }

    /** {@return whether the user must change a setting; otherwise the state of an item cannot be used at the moment} */
    public boolean isWrongSetting() {
        return kind.wrongSetting;
    }

    /** {@return an argument that stands for the label of a setting} @param setting a setting of locations */
    public static String label(String setting) {
        // the one setting that only the form of the home has
        String form = CONFIG_HEAD_COUNT.equals(setting) ? "home" : "place";
        return TEXT + "thing-type.config.occupancy." + form + "." + setting + ".label";
    }

    /** {@return an argument that stands for the label of a setting} @param setting a setting of a type of sources */
    public static String label(SourceType type, String setting) {
        return TEXT + "channel-type.config.occupancy." + type.id() + "." + setting + ".label";
    }

    /** {@return the key of the text that an argument stands for, or {@code null} if it stands for itself} */
    public static @Nullable String textKey(String argument) {
        return argument.startsWith(TEXT) ? argument.substring(TEXT.length()) : null;
    }

    /**
     * {@return whether {@link #statusDescription} says all of it} openHAB takes commas, brackets and quotes for
     * separators wherever they stand, and drops arguments that are blank.
     */
    public boolean canBeTranslated() {
        return arguments.stream().noneMatch(argument -> argument.isBlank() || argument.matches(".*[,\\[\\]\"].*"));
    }

    /** {@return the description of a thing status that openHAB translates; see {@link #canBeTranslated}} */
    public String statusDescription() {
        return TEXT + kind.key() + arguments.stream().collect(Collectors.joining("\",\"", " [\"", "\"]"));
    }
}
