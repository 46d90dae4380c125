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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
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

    private final LockChanges lockChanges;
    private final People people;
    private final Propagation propagation;
    private final Departures departures;

    EventRules(LockChanges lockChanges, People people, Propagation propagation, Departures departures) {
        this.lockChanges = lockChanges;
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
            case MOMENTARY, MANUAL -> momentary(Activity.of(node, event, type, source, category, now), occupant(event));
            case HOLD_START ->
                holdStart(Activity.of(node, event, type, source, category, now), event.since(), occupant(event));
            case HOLD_END ->
                holdEnd(Activity.of(node, event, type, source, category, now), event.boundary(), occupant(event));
            case SOURCE_LOST -> sourceLost(node, event, source, category, now);
            case VACATE -> vacate(node, event.scope() != Scope.SELF, new Cause.Event(type, source, category), now);
            case LOCK -> {
                LockMode mode = event.mode();
                Scope scope = event.scope();
                Duration duration = event.duration();
                long end = duration == null ? HELD : Instants.plus(now, duration.toMillis());
                lockChanges.lock(node, new Lock(source, mode == null ? LockMode.FREEZE : mode,
                        scope == null ? Scope.SELF : scope, end), now);
            }
            case UNLOCK -> lockChanges.unlock(node, source);
            case UNLOCK_ALL -> {
                for (Node each : event.scope() == Scope.SUBTREE ? Tree.subtreeWithContent(node) : List.of(node)) {
                    for (Lock lock : each.locks) {
                        lockChanges.unlock(each, lock.owner());
                    }
                }
            }
            case LOCK_CHANGE -> {
                Lock own = node.lock(source);
                if (own != null && own.mode() == LockMode.FREEZE) {
                    lockChanges.unlock(node, source);
                } else {
                    lockChanges.lock(node, new Lock(source, LockMode.FREEZE, Scope.SELF, HELD), now);
                }
            }
            case PROPAGATED -> throw new IllegalStateException("refused before");
        }
        propagation.settle(now, type != EventType.VACATE);
    }

    private static @Nullable String occupant(OccupancyEvent event) {
        String occupant = event.occupant();
        return occupant == null || occupant.isBlank() ? null : occupant;
    }

    private void momentary(Activity activity, @Nullable String occupant) {
        Node node = activity.node();
        if (occupant != null) {
            moveTo(node, occupant, activity.cause());
            people.seen(occupant, node);
        }
        if (activity.type() == EventType.MANUAL) {
            node.spoken = 1;
        }
        report(activity, null, occupant != null);
    }

    private void holdStart(Activity activity, @Nullable Instant since, @Nullable String occupant) {
        Node node = activity.node();
        SourceState known = node.source(activity.source());
        if (known != null && known.hold && known.trust == Trust.VACATED) {
            return;
        }
        boolean confirms = known != null && known.hold && known.trust != Trust.LIVE;
        if (since != null || confirms) {
            read(activity, known, since, occupant);
            return;
        }
        if (occupant != null) {
            moveTo(node, occupant, activity.cause());
        }
        report(activity, occupant == null && known != null ? known.occupant : occupant, occupant != null);
    }

    /**
     * Handles a reading: a sensor is read at the start, or speaks again after a silence or a restart. It says what is
     * so, not that something happened. So its hold begins, goes on or ends, but nobody has come or moved just now. A
     * sensor that was given up as stuck, or would have been meanwhile, stays given up until it reports that nobody is
     * there.
     */
    private void read(Activity activity, @Nullable SourceState known, @Nullable Instant read,
            @Nullable String occupant) {
        Node node = activity.node();
        String source = activity.source();
        String category = activity.category();
        long now = activity.now();
        boolean held = known != null && known.hold;
        long told = read == null ? now : Math.max(0, Math.min(now, read.toEpochMilli()));
        long since = told;
        if (known != null && held && known.heldSince != NONE) {
            // the time of a silence does not count towards the time after which a sensor is stuck
            boolean wasSilent = read != null && known.trust == Trust.LOST;
            since = wasSilent ? Math.max(told, known.heldSince) : known.heldSince;
        }
        long end = Departures.holdEnd(node, category, since);
        long timer = known == null ? NONE : known.timer;
        if (end > now) {
            String holder = known == null ? null : known.occupant;
            if (occupant != null && !occupant.equals(holder)) {
                moveTo(node, occupant, activity.cause());
                holder = occupant;
            }
            node.put(new SourceState(source, category, true, end, timer, holder, activity.sustainOnly(), Trust.LIVE,
                    since));
        } else if (known == null || !held) {
            return;
        } else if (timer == NONE) {
            node.removeSource(source);
        } else {
            node.put(new SourceState(source, category, false, NONE, timer, null, known.sustainOnly, Trust.LIVE));
        }
        departures.released(node);
        propagation.evidenceChanged(node, activity.cause());
    }

    private void holdEnd(Activity activity, @Nullable BoundaryChange side, @Nullable String occupant) {
        Node node = activity.node();
        DoorMoved.read(node, activity.source(), side, activity.now());
        Homes.doorFound(node, activity.source(), side);
        SourceState known = node.source(activity.source());
        if (known != null && known.hold) {
            // The end of a hold that was vacated by hand says nothing of anybody.
            report(known.holds() ? activity : activity.withoutTimer(), null, false);
        }
        if (occupant != null) {
            for (Node left : people.leave(occupant, node)) {
                propagation.evidenceChanged(left, activity.cause());
            }
        }
    }

    /**
     * The steps of every report: the location remembers it, the evidence is stored, the tree is told, and at last the
     * other locations, which somebody may have left.
     *
     * @param reported the report
     * @param holder whom a hold stands for
     * @param named whether it speaks of somebody by name
     */
    private void report(Activity reported, @Nullable String holder, boolean named) {
        Activity activity = Homes.doubts(reported, named) ? reported.doubted() : reported;
        Node node = activity.node();
        departures.homes().observe(activity, named);
        long end = departures.observe(activity);
        SourceState before = node.source(activity.source());
        SourceState after = evidence(activity, before, end, holder);
        if (after == null) {
            node.removeSource(activity.source());
        } else if (after != before) {
            node.put(after);
        }
        if (activity.timerEnd() != NONE) {
            node.activeAt(activity.now());
        }
        if (activity.isHoldEnd()) {
            departures.released(node);
        }
        propagation.evidenceChanged(node, activity.cause());
        departures.spread(activity);
    }

    /** {@return the evidence of a source after its report, or {@code null} if there is none} */
    private static @Nullable SourceState evidence(Activity activity, @Nullable SourceState before, long end,
            @Nullable String holder) {
        String source = activity.source();
        String category = activity.category();
        long timer = before == null ? NONE : before.timer;
        if (activity.isHoldStart()) {
            return new SourceState(source, category, true,
                    Departures.holdEnd(activity.node(), category, activity.now()), timer, holder,
                    activity.sustainOnly(), Trust.LIVE, activity.now());
        }
        boolean lasts = end > activity.now();
        long longer = lasts ? Math.max(timer, end) : timer;
        if (activity.isHoldEnd()) {
            return before == null || longer == NONE ? null
                    : new SourceState(source, category, false, NONE, longer, null, before.sustainOnly, Trust.LIVE);
        }
        if (!lasts) {
            return before;
        }
        return before == null
                ? new SourceState(source, category, false, NONE, end, null, activity.sustainOnly(), Trust.LIVE)
                : before.withTimer(category, longer, activity.sustainOnly());
    }

    private void sourceLost(Node node, OccupancyEvent event, String source, String category, long now) {
        SourceState known = node.source(source);
        if (known == null || !known.hold || known.trust == Trust.LOST || known.trust == Trust.VACATED) {
            return;
        }
        long end = Activity.timerEnd(node, event.duration(), category, now);
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

    private void vacate(Node top, boolean subtree, Cause cause, long now) {
        departures.vacated(top, subtree, cause, now);
        for (Node node : subtree ? Tree.subtreeWithContent(top) : List.of(top)) {
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
            if (node.config.strategy() == Strategy.FOLLOW_PARENT && parent != null && parent.shown) {
                node.followSuspended = true;
            }
            propagation.evidenceChanged(node, cause);
        }
    }
}
