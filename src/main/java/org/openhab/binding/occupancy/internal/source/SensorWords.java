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
 * The words by which sensors say whether somebody is there. One that is not among them counts as nobody, which may be a
 * mistake: the user has to say which words mean somebody.
 */
@NonNullByDefault
public final class SensorWords {

    private static final Set<String> INACTIVE = Set.of("", "-", "OFF", "CLOSED", "FALSE", "NO", "NONE", "NOBODY",
            "AWAY", "NOT_HOME", "ABSENT", "ABSENCE", "OUT", "CLEAR", "CLEARED", "IDLE", "INACTIVE", "NORMAL", "VACANT",
            "UNOCCUPIED", "EMPTY", "UNDETECTED", "NOT_DETECTED", "NO_MOTION", "NO_PRESENCE", "NO_ONE", "UNKNOWN",
            "STOP", "STOPPED", "PAUSED", "RELEASED", "STANDBY");

    private SensorWords() {
    }

    /** {@return whether what an item says is a word of which nobody can tell what it means} */
    public static boolean isStrange(SourceConfig source, @Nullable ItemState state) {
        boolean speaks = source.type() == SourceType.MOTION || source.type() == SourceType.PRESENCE;
        if (!speaks || !source.activeStates().isEmpty() || state == null || state.kind() != ItemState.Kind.TEXT) {
            return false;
        }
        String word = state.text().trim().toUpperCase(Locale.ROOT);
        return !Interpreter.ACTIVE_WORDS.contains(word) && !INACTIVE.contains(word.replace(' ', '_'));
    }
}
