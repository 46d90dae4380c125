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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.LocationConfig;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * What the service keeps of a place besides what the model knows. Belongs to the worker.
 */
@NonNullByDefault
final class Place {

    final String id;
    LocationSetup setup;
    /** {@code null} while no handler serves the thing. */
    @Nullable
    LocationListener listener;

    /** What the model was told last, or {@code null} if the place is not at work. */
    @Nullable
    LocationConfig bound;
    /** The sources that can work, or will when their item is there, by id. */
    Map<String, SourceConfig> sources = Map.of();
    /** What the user calls the sources, by id. */
    Map<String, String> labels = Map.of();
    List<PlaceProblem> problems = List.of();
    /** The latest evidence here or in a place below that contributes. */
    @Nullable
    Instant lastActivity;

    /** What the listener was told last, or {@code null} if nothing. */
    @Nullable
    LocationDisplay shown;
    /** What the listener was told of the problems last, or {@code null} if nothing. */
    @Nullable
    List<PlaceProblem> shownProblems;
    /** When the listener was last told until when the place is occupied. */
    Instant untilShownAt = Instant.EPOCH;
    /** What happened since the listener was told. */
    final List<String> events = new ArrayList<>();

    Place(LocationSetup setup) {
        this.id = setup.id();
        this.setup = setup;
    }

    @Nullable
    String parent() {
        return setup.config().parent();
    }

    /** Takes a listener that knows nothing yet. */
    void listen(LocationListener newListener) {
        listener = newListener;
        tellAgain();
    }

    void tellAgain() {
        shown = null;
        shownProblems = null;
        events.clear();
    }
}
