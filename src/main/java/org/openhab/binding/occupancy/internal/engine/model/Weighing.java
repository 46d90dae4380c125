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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where the people of a household are thought to be, all that was seen weighed: for whoever wants to know why a
 * location was left. Immutable.
 *
 * @param decides whether it knows the household well enough to say when a location is left
 * @param hypotheses where the people may be, the likeliest first
 * @param probabilities how likely somebody is in a location, 0 to 1, by its id; locations that are left by time are not
 *            in it
 */
@NonNullByDefault
public record Weighing(boolean decides, List<Hypothesis> hypotheses, Map<String, Double> probabilities) {

    public Weighing {
        hypotheses = List.copyOf(hypotheses);
        probabilities = Collections.unmodifiableMap(new TreeMap<>(probabilities));
    }

    /**
     * One way in which all people can be distributed.
     *
     * @param weight its part of all, 0 to 1
     * @param locations the id of a location for each person; empty: nobody is here
     */
    public record Hypothesis(double weight, List<String> locations) {

        public Hypothesis {
            locations = List.copyOf(locations);
        }
    }
}
