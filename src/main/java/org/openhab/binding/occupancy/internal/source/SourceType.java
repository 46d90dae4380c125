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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;

/**
 * What kind of sensor an item is, and so what its states say about a location.
 *
 * A new type is a constant here. From then on the compiler and the tests name what is missing: how its states are read
 * ({@link Interpreter}), its channel, its texts, its row in the README. What they do not name, such as a timeout of its
 * own and the texts that tell of that, is in CONTRIBUTING.md.
 */
@NonNullByDefault
public enum SourceType {
    /** An active state holds and the timeout runs from its end; with {@code pulseOnly} from every active report. */
    MOTION(Sends.HOLDS, "pulseOnly", "maxActive", "minDuration", "confirm"),
    /** An active state holds, with a trailing timeout. */
    PRESENCE(Sends.HOLDS, "lostTimeout", "minDuration"),
    /** Every opening and closing happened once, and is a way in and out. */
    DOOR(Sends.PULSES, "boundary", "exit"),
    /** Every change happened once. */
    ACTIVITY(Sends.PULSES, "ignoreStates", "confirm"),
    /** A number above a threshold holds. */
    LEVEL(Sends.HOLDS, "on", "off", "minDuration"),
    /** Says who is here, or where somebody is. */
    PERSON(Sends.HOLDS, "map", "minDuration"),
    /** How many people are here. */
    COUNT(Sends.HOLDS, "minDuration");

    /** Which events a source sends to the engine. */
    private enum Sends {
        /** Each report happened once: its timeout runs from it. */
        PULSES,
        /** It lasts until the source reports its end: the timeout runs from then. */
        HOLDS
    }

    private final String id = name().toLowerCase(Locale.ROOT);
    private final Sends sends;
    private final Set<String> settings;

    SourceType(Sends sends, String... own) {
        this.sends = sends;
        Set<String> all = new LinkedHashSet<>(
                List.of("id", "timeout", "occupant", "sustainOnly", "activeStates", "invert"));
        all.addAll(Arrays.asList(own));
        settings = Collections.unmodifiableSet(all);
    }

    /** {@return the id: the source channel's type, and the type in a home file} */
    public String id() {
        return id;
    }

    /**
     * {@return the category of its events: its id, but what counts people sees them sit still as a presence sensor
     * does}
     */
    public String category() {
        return this == COUNT ? Categories.PRESENCE : id;
    }

    /** {@return whether what it reports lasts until it reports the end of it, so that a source can be active} */
    boolean holds() {
        return sends == Sends.HOLDS;
    }

    /** {@return the names of the settings that a source of this type takes besides its location and item} */
    public Set<String> settings() {
        return settings;
    }

    /**
     * @param text the id of a type, in any case
     * @return the type
     * @throws RejectedException if there is none; the message suggests the nearest
     */
    public static SourceType fromId(String text) {
        List<String> ids = new ArrayList<>();
        for (SourceType type : values()) {
            if (type.id.equalsIgnoreCase(text.trim())) {
                return type;
            }
            ids.add(type.id);
        }
        throw new RejectedException(RejectionCode.INVALID_VALUE, "type",
                "The source type \"" + text + "\" is not known" + Suggestion.among(ids, text));
    }
}
