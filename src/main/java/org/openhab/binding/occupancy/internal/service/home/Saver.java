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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.SnapshotProblem;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.service.runtime.SnapshotStore;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Decides when the state is stored: soon after a change that matters, seldom otherwise. Not thread-safe: only tasks of
 * the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class Saver {

    /** The least time between two writes after changes that matter. */
    static final Duration SAVE_INTERVAL = Duration.ofSeconds(1);
    /**
     * The least time between two writes if only the ends of timers have moved: writing with every motion would wear
     * out a memory card.
     */
    static final Duration LAZY_SAVE_INTERVAL = Duration.ofMinutes(1);
    /** When to try again what could not be stored; longer than a storage that is busy takes to refuse. */
    static final Duration RETRY_INTERVAL = Duration.ofMinutes(10);
    /**
     * A timer that was moved is stored after a quarter of its length at the latest, so that a short one is stored
     * before it ends.
     */
    private static final int PART_OF_TIMER = 4;

    private static final Set<StateField> MATTERING = Set.of(StateField.OCCUPIED, StateField.HELD, StateField.OCCUPANTS,
            StateField.LOCKS);

    private final Logger logger = LoggerFactory.getLogger(Saver.class);
    private final SnapshotStore store;
    private final OccupancyModel model;
    private final Progress progress;
    private Instant savedAt = Instant.EPOCH;
    private @Nullable Instant due;

    Saver(SnapshotStore store, OccupancyModel model, Progress progress) {
        this.store = store;
        this.model = model;
        this.progress = progress;
    }

    /** Reads what was stored into the model. */
    void restore(Instant now) {
        savedAt = now;
        JsonNode snapshot = store.read();
        if (snapshot == null) {
            return;
        }
        List<SnapshotProblem> problems;
        try {
            problems = model.restoreState(snapshot, now).problems();
        } catch (RuntimeException e) {
            // a stored state that cannot be read must not make every future start fail
            logger.debug("What is stored cannot be read back.", e);
            store.keepAside("It cannot be read back: " + e);
            due = now;
            model.restoreState(JsonNodeFactory.instance.objectNode(), now);
            return;
        }
        if (!problems.isEmpty()) {
            SnapshotProblem first = problems.get(0);
            String where = first.path().isEmpty() ? "" : "At " + first.path() + ": ";
            String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
            store.keepAside(where + first.message() + more);
            due = now;
        }
    }

    /** A location changed. */
    void changed(Transition transition) {
        boolean matters = transition.changed().stream().anyMatch(MATTERING::contains);
        plan(savedAt.plus(matters ? SAVE_INTERVAL : lazyInterval(transition)));
    }

    private static Duration lazyInterval(Transition transition) {
        Instant until = transition.after().occupiedUntil();
        Duration part = until == null ? LAZY_SAVE_INTERVAL
                : Duration.between(transition.at(), until).dividedBy(PART_OF_TIMER);
        return part.compareTo(LAZY_SAVE_INTERVAL) >= 0 ? LAZY_SAVE_INTERVAL
                : part.compareTo(SAVE_INTERVAL) > 0 ? part : SAVE_INTERVAL;
    }

    /** A location is gone. */
    void removed() {
        plan(savedAt.plus(SAVE_INTERVAL));
    }

    private void plan(Instant at) {
        Instant planned = due;
        due = planned == null || at.isBefore(planned) ? at : planned;
    }

    /** {@return when there is something to store, or {@code null} if there is nothing} */
    @Nullable
    Instant due() {
        return due;
    }

    void saveIfDue(Instant now) {
        Instant at = due;
        if (at != null && !now.isBefore(at)) {
            save(now);
        }
    }

    void save(Instant now) {
        due = null;
        savedAt = now;
        progress.back("what is stored");
        if (!store.write(model.exportState())) {
            // the storage may only have been busy, and nothing else may change for hours
            plan(now.plus(RETRY_INTERVAL));
        }
    }

    /** The clock was set. What is stored has the times of the clock as it was, so it is stored anew at once. */
    void shift(Duration delta) {
        savedAt = savedAt.plus(delta);
        due = savedAt.plus(SAVE_INTERVAL);
    }
}
