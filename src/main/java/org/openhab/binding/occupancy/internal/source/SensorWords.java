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
package org.openhab.binding.occupancy.internal.source;

import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The words that sensors use for nobody. A word that is neither one of these nor one of those for somebody counts as
 * nobody; but the user is told, because it may mean the opposite.
 */
@NonNullByDefault
public final class SensorWords {

    private static final Set<String> INACTIVE = Set.of("", "-", "OFF", "CLOSED", "FALSE", "NO", "NONE", "NOBODY",
            "AWAY", "NOT_HOME", "ABSENT", "ABSENCE", "OUT", "CLEAR", "CLEARED", "IDLE", "INACTIVE", "NORMAL", "VACANT",
            "UNOCCUPIED", "EMPTY", "UNDETECTED", "NOT_DETECTED", "NO_MOTION", "NO_PRESENCE", "NO_ONE", "UNKNOWN",
            "STOP", "STOPPED", "PAUSED", "RELEASED", "STANDBY");

    private SensorWords() {
    }

    /** {@return whether the state of an item is a word whose meaning is not known} */
    public static boolean isStrange(SourceConfig source, @Nullable ItemState state) {
        boolean speaks = source.type() == SourceType.MOTION || source.type() == SourceType.PRESENCE;
        if (!speaks || !source.activeStates().isEmpty() || state == null || state.kind() != ItemState.Kind.TEXT) {
            return false;
        }
        String word = state.text().trim().toUpperCase(Locale.ROOT);
        return !Interpreter.ACTIVE_WORDS.contains(word) && !INACTIVE.contains(word.replace(' ', '_'));
    }
}
