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
package org.openhab.binding.occupancy.internal.service.text;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem.Kind;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceProblem;
import org.openhab.binding.occupancy.internal.source.SourceType;

/**
 * Puts problems into words, in the language of the system and with the labels of the user.
 */
@NonNullByDefault
public final class ProblemText {

    private final Texts texts;

    public ProblemText(Texts texts) {
        this.texts = texts;
    }

    /** {@return one sentence} */
    public String of(LocationProblem problem) {
        return texts.text(problem.kind().key(), problem.arguments().stream().map(this::word).toArray(String[]::new));
    }

    private String word(String argument) {
        String key = LocationProblem.textKey(argument);
        return key != null && texts.has(key) ? texts.text(key) : argument;
    }

    /**
     * @param label what the user calls the source
     * @param item its item
     * @param problem why it does not count
     * @return the same as a problem of the location
     */
    public LocationProblem ofSource(String label, String item, SourceProblem problem) {
        if (problem instanceof SourceProblem.Stuck stuck) {
            return LocationProblem.of(Kind.SOURCE_STUCK, label, item, texts.dateTime(stuck.since()).replace(",", ""),
                    Durations.format(stuck.longest()), LocationProblem.label(SourceType.MOTION, "maxActive"));
        } else if (problem instanceof SourceProblem.NoNumber none) {
            return LocationProblem.of(Kind.SOURCE_NO_NUMBER, label, item, none.state());
        } else if (problem instanceof SourceProblem.NoCount none) {
            return LocationProblem.of(Kind.SOURCE_NO_COUNT, label, item, none.state(), none.unit());
        } else if (problem instanceof SourceProblem.NegativeCount negative) {
            return LocationProblem.of(Kind.SOURCE_NEGATIVE_COUNT, label, item, negative.state());
        } else if (problem instanceof SourceProblem.OtherUnit other) {
            return LocationProblem.of(Kind.SOURCE_OTHER_UNIT, label, item, other.state(), other.threshold());
        } else if (problem instanceof SourceProblem.UnknownLocation unknown) {
            return LocationProblem.of(Kind.SOURCE_UNKNOWN_LOCATION, label, item, unknown.state(), unknown.location());
        }
        throw new IllegalStateException(problem.toString());
    }

    /**
     * @param label what the user calls the source
     * @param source the source
     * @param word what its item says, which is none of the usual words
     * @return the same as a problem of the location
     */
    public LocationProblem ofWord(String label, SourceConfig source, String word) {
        return LocationProblem.of(Kind.SOURCE_NO_WORD, label, source.item(), word,
                LocationProblem.label(source.type(), "activeStates"));
    }
}
