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
package org.openhab.binding.occupancy.internal.service.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.service.api.Happening;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.source.SourceConfig;

/**
 * What the service knows of a location and the model does not. Not thread-safe: only tasks of the {@link SerialWorker}
 * use it, one at a time.
 */
@NonNullByDefault
final class ServedLocation {

    final String id;
    LocationSetup setup;
    /** The listener of the handler; {@code null} while no handler serves the thing. */
    @Nullable
    LocationListener listener;
    /** The listener of the handler that was stopped, until another one comes. */
    @Nullable
    LocationListener orphan;

    /** The settings that the model was given last, or {@code null} if the location is not bound. */
    @Nullable
    LocationConfig bound;
    /** The sources that work, or will as soon as their item exists, by id. */
    Map<String, SourceConfig> sources = Map.of();
    /** What the user calls the sources, by id. */
    Map<String, String> labels = Map.of();
    List<LocationProblem> problems = List.of();
    /** Whether one of the sources is a group, which changes with the items in it. */
    boolean listensToGroups;

    /** What the listener was told last, or {@code null} if nothing. */
    @Nullable
    LocationDisplay shown;
    /** What the listener was told of the problems last, or {@code null} if nothing. */
    @Nullable
    List<LocationProblem> shownProblems;
    /** When the listener was last told until when the location is occupied. */
    Instant untilShownAt = Instant.EPOCH;
    /** What happened since the listener was told. */
    final List<Happening> events = new ArrayList<>();

    ServedLocation(LocationSetup setup) {
        this.id = setup.id();
        this.setup = setup;
    }

    /**
     * {@return the parent in the model, or {@code null} if there is none or the location is not bound. The parents in
     * settings may form a circle, those in the model never do}
     */
    @Nullable
    String parent() {
        LocationConfig accepted = bound;
        return accepted == null ? null : accepted.parent();
    }

    boolean contributesToParent() {
        LocationConfig accepted = bound;
        return accepted != null && accepted.contributesToParent();
    }

    /** Takes a listener that knows nothing yet. */
    void listen(LocationListener newListener) {
        listener = newListener;
        orphan = null;
        tellAgain();
    }

    void tellAgain() {
        shown = null;
        shownProblems = null;
        events.clear();
    }
}
