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
package org.openhab.binding.occupancy.internal.engine;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.HELD;
import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Trust;

/**
 * What each type of event does to the evidence and the locks of its location.
 */
@NonNullByDefault
final class EventRules {

    private final Locking locking;
    private final People people;
    private final Propagation propagation;
    private final Departures departures;

    EventRules(Locking locking, People people, Propagation propagation, Departures departures) {
        this.locking = locking;
        this.people = people;
        this.propagation = propagation;
        this.departures = departures;
    }

    /**
     * Applies an event that was checked, and settles what it changes.
     *
     * @param node the location
     * @param event the event
     * @param type its type
     * @param source the source, or the owner of a lock, that it speaks for
     * @param now the instant
     */
    void apply(Node node, OccupancyEvent event, EventType type, String source, long now) {
        String category = event.category();
        if (category == null) {
            SourceState known = node.source(source);
            category = known != null ? known.category : LocationConfig.DEFAULT_CATEGORY;
        }
        switch (type) {
            case MOMENTARY, MANUAL -> momentary(node, event, type, source, category, now);
            case HOLD_START -> holdStart(node, event, source, category, now);
            case HOLD_END -> holdEnd(node, event, source, category, now);
            case SOURCE_LOST -> sourceLost(node, event, source, category, now);
            case VACATE -> vacate(node, event.scope() != Scope.SELF, new Cause.Event(type, source, category));
            case LOCK -> {
                LockMode mode = event.mode();
                Scope scope = event.scope();
                Duration duration = event.duration();
                long end = duration == null ? HELD : Instants.plus(now, duration.toMillis());
                locking.lock(node, new Lock(source, mode == null ? LockMode.FREEZE : mode,
                        scope == null ? Scope.SELF : scope, end), now);
            }
            case UNLOCK -> locking.unlock(node, source);
            case UNLOCK_ALL -> {
                for (Node each : event.scope() == Scope.SUBTREE ? Tree.activeSubtree(node) : List.of(node)) {
                    for (Lock lock : each.locks) {
                        locking.unlock(each, lock.owner());
                    }
                }
            }
            case LOCK_CHANGE -> {
                Lock own = node.lock(source);
                if (own != null && own.mode() == LockMode.FREEZE) {
                    locking.unlock(node, source);
                } else {
                    locking.lock(node, new Lock(source, LockMode.FREEZE, Scope.SELF, HELD), now);
                }
            }
            case PROPAGATED -> throw new IllegalStateException("refused before");
        }
        propagation.settle(now, type != EventType.VACATE);
    }

    private static long endOf(Node node, OccupancyEvent event, String category, long now) {
        Duration duration = event.duration();
        long length = duration != null ? duration.toMillis() : node.config.timeoutMillis(category);
        return Instants.plus(now, length);
    }

    private void momentary(Node node, OccupancyEvent event, EventType type, String source, String category, long now) {
        Cause cause = new Cause.Event(type, source, category);
        long end = endOf(node, event, category, now);
        boolean sustainOnly = type != EventType.MANUAL && event.sustainOnly();
        if (Departures.watches(node) && end > now && (!sustainOnly || node.own)) {
            end = departures.active(node, event, source, category, end, now);
        }
        SourceState known = node.source(source);
        if (end > now) {
            node.put(known == null ? new SourceState(source, category, false, NONE, end, null, sustainOnly, Trust.LIVE)
                    : known.withTimer(category, Math.max(known.timer, end), sustainOnly));
        }
        String occupant = event.occupant();
        if (occupant != null && !occupant.isBlank()) {
            moveTo(node, occupant, cause);
            people.seen(occupant, node);
        }
        if (type == EventType.MANUAL) {
            node.spoken = 1;
        }
        node.lastActivity = now;
        propagation.evidenceChanged(node, cause);
        if (!sustainOnly) {
            departures.elsewhere(node, cause, now);
        }
        departures.weigh(node, cause, now);
    }

    private void holdStart(Node node, OccupancyEvent event, String source, String category, long now) {
        Cause cause = new Cause.Event(EventType.HOLD_START, source, category);
        SourceState known = node.source(source);
        if (known != null && known.hold && known.trust == Trust.VACATED) {
            return;
        }
        String occupant = event.occupant();
        if (occupant == null || occupant.isBlank()) {
            occupant = known == null ? null : known.occupant;
        } else {
            moveTo(node, occupant, cause);
        }
        if (Departures.watches(node) && (!event.sustainOnly() || node.own)) {
            departures.active(node, event, source, category, HELD, now);
        }
        known = node.source(source);
        node.put(new SourceState(source, category, true, Departures.holdEnd(node, category, now),
                known == null ? NONE : known.timer, occupant, event.sustainOnly(), Trust.LIVE));
        node.lastActivity = now;
        propagation.evidenceChanged(node, cause);
        if (!event.sustainOnly()) {
            departures.elsewhere(node, cause, now);
        }
        departures.weigh(node, cause, now);
    }

    private void holdEnd(Node node, OccupancyEvent event, String source, String category, long now) {
        Cause cause = new Cause.Event(EventType.HOLD_END, source, category);
        SourceState known = node.source(source);
        BoundaryChange side = event.boundary();
        if (side != null) {
            Departures.doorRead(node, source, side, now);
        }
        if (known != null && known.hold) {
            long timer = known.timer;
            if (known.holds()) {
                long end = endOf(node, event, category, now);
                if (Departures.watches(node) && end > now && node.own) {
                    end = departures.active(node, event, source, category, end, now);
                    known = Objects.requireNonNullElse(node.source(source), known);
                    timer = known.timer;
                }
                timer = end > now ? Math.max(timer, end) : timer;
                node.lastActivity = now;
            }
            if (timer == NONE) {
                node.removeSource(source);
            } else {
                node.put(new SourceState(source, category, false, NONE, timer, null, known.sustainOnly, Trust.LIVE));
            }
            departures.released(node);
            propagation.evidenceChanged(node, cause);
            departures.weigh(node, cause, now);
        }
        String occupant = event.occupant();
        if (occupant != null && !occupant.isBlank()) {
            for (Node left : people.leave(occupant, node)) {
                propagation.evidenceChanged(left, cause);
            }
        }
    }

    private void sourceLost(Node node, OccupancyEvent event, String source, String category, long now) {
        SourceState known = node.source(source);
        if (known == null || !known.hold || known.trust == Trust.LOST || known.trust == Trust.VACATED) {
            return;
        }
        long end = endOf(node, event, category, now);
        if (known.trust == Trust.RESTORED) {
            end = Math.max(end, known.holdEnd);
        }
        long timer = Departures.lostTimer(node, known, now);
        SourceState lost = known.withTimer(known.category, timer, known.sustainOnly).withHold(end, Trust.LOST)
                .expire(now);
        if (lost == null) {
            node.removeSource(source);
        } else {
            node.put(lost);
        }
        propagation.evidenceChanged(node, new Cause.Event(EventType.SOURCE_LOST, source, category));
    }

    /** A person is in a location now, so earlier sightings elsewhere are over. */
    private void moveTo(Node node, String occupant, Cause cause) {
        for (Node left : people.leaveAllBut(occupant, node)) {
            propagation.evidenceChanged(left, cause);
        }
    }

    private void vacate(Node top, boolean subtree, Cause cause) {
        departures.vacated(top, subtree);
        for (Node node : subtree ? Tree.activeSubtree(top) : List.of(top)) {
            List<SourceState> kept = new ArrayList<>(0);
            for (SourceState evidence : node.sources) {
                if (evidence.hold) {
                    kept.add(new SourceState(evidence.source, evidence.category, true, HELD, NONE, evidence.occupant,
                            evidence.sustainOnly, Trust.VACATED));
                }
            }
            node.replaceSources(kept.toArray(LocationState.NO_SOURCES));
            people.forgetAll(node);
            node.lingerUntil = NONE;
            node.own = false;
            node.spoken = -1;
            Node parent = node.parent;
            if (node.config.strategy == Strategy.FOLLOW_PARENT && parent != null && parent.shown) {
                node.followSuspended = true;
            }
            propagation.evidenceChanged(node, cause);
        }
    }
}
