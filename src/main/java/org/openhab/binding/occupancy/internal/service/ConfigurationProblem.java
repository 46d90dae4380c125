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
package org.openhab.binding.occupancy.internal.service;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Something that the user must put right in the settings of a thing, as the description of its status. Immutable.
 *
 * @param kind what is wrong
 * @param arguments what the sentence of the kind names
 */
@NonNullByDefault
public record ConfigurationProblem(Kind kind, List<String> arguments) {

    /** What can be wrong. Each kind has a sentence in every language. */
    public enum Kind {
        /** A setting that must be given is not. {0} the setting */
        MISSING("missing"),
        /** A value cannot be used. {0} the setting, {1} the value, {2} why, in English */
        INVALID("invalid"),
        /** A duration cannot be read. {0} the setting, {1} the value */
        DURATION("duration"),
        /** A duration is negative or longer than 100 years. {0} the setting, {1} the value */
        DURATION_RANGE("duration-range"),
        /** A value is none of those to choose from. {0} the setting, {1} the value, {2} the choices */
        CHOICE("choice"),
        /** An entry of the list of timeouts is not like category=duration. {0} the setting, {1} the entry */
        TIMEOUTS("timeouts"),
        /** An item does not exist, or not yet. {0} the setting, {1} the item */
        ITEM_UNKNOWN("item-unknown"),
        /** An item is of a type that cannot work. {0} the setting, {1} the item, {2} its type */
        ITEM_TYPE("item-type"),
        /** A group has no state of its own. {0} the setting, {1} the item */
        GROUP_STATE("group-state"),
        /** An item is linked to a channel of this add-on. {0} the setting, {1} the item */
        ITEM_OWN("item-own"),
        /** An item is not a group. {0} the setting, {1} the item */
        ITEM_NOT_GROUP("item-not-group"),
        /** A neighbouring place does not exist. {0} the setting, {1} the id */
        PLACE_UNKNOWN("place-unknown"),
        /** A place is its own neighbour. {0} the setting */
        PLACE_OWN("place-own"),
        /** What an item says cannot be used. {0} the source, {1} the item, {2} why, in English */
        SOURCE_UNUSABLE("source-unusable"),
        /** The thing that this one is a part of does not exist. {0} its id */
        PARENT_UNKNOWN("parent-unknown");

        private final String key;

        Kind(String key) {
            this.key = "offline.conf-error." + key;
        }

        /** {@return the key of the sentence} */
        public String key() {
            return key;
        }
    }

    /**
     * @param kind what is wrong
     * @param arguments what its sentence names
     * @return the problem
     */
    public static ConfigurationProblem of(Kind kind, String... arguments) {
        return new ConfigurationProblem(kind, List.of(arguments));
    }

    /** {@return the description of a thing status that openHAB translates} */
    public String statusDescription() {
        return "@text/" + kind.key()
                + arguments.stream().map(ConfigurationProblem::quoted).collect(Collectors.joining(",", " [", "]"));
    }

    /**
     * openHAB takes commas, brackets and quotes for separators wherever they stand, and drops arguments that are blank.
     */
    private static String quoted(String argument) {
        String safe = argument.replace(',', '\u201A').replace('[', '(').replace(']', ')').replace('"', '\'').strip();
        return '"' + (safe.isEmpty() ? "\u2013" : safe) + '"';
    }
}
