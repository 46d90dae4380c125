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

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Finds the reasons for what a location shows in its {@link Node}.
 */
@NonNullByDefault
final class Explainer {

    private final EffectiveLocks locks;
    private final long now;

    Explainer(EffectiveLocks locks, long now) {
        this.locks = locks;
        this.now = now;
    }

    Explanation explain(Node node) {
        List<Reason> truth = new ArrayList<>();
        List<Reason> ends = new ArrayList<>();
        List<Reason> ignored = new ArrayList<>();
        evidence(node, truth, ends, ignored);
        children(node, truth, ends);
        if (node.lingerUntil != NONE) {
            Instant until = Instants.toInstant(node.lingerUntil);
            truth.add(new Reason(Kind.LINGER, null, null, until));
            ends.add(new Reason(Kind.TIME_PASSES, null, null, until));
        }
        parent(node, truth, ends, ignored);
        LeftOpen leftOpen = new LeftOpen(now);
        doors(node, ignored, leftOpen);
        HomeReasons.occupied(node, truth, ends);
        HomeReasons.missing(node, ignored, leftOpen);

        boolean trulyOccupied = !truth.isEmpty();
        List<Reason> because = truth;
        if (locks.mode(node) != null && trulyOccupied != node.shown) {
            because = lockReasons(node, Kind.LOCK);
            ignored.add(0, new Reason(trulyOccupied ? Kind.HIDDEN_OCCUPIED : Kind.HIDDEN_VACANT, null, null, null));
            ignored.addAll(truth);
            ends = node.shown ? lockReasons(node, Kind.LOCK_ENDS) : new ArrayList<>();
        } else if (!node.shown) {
            // a lock that makes no difference now will hide the next report, and whoever asks why the light stays off
            // wants to know
            because = nobody(node);
            because.addAll(lockReasons(node, Kind.LOCK));
            ends = new ArrayList<>();
        } else if (locks.mode(node) == LockMode.FREEZE) {
            because.addAll(0, lockReasons(node, Kind.LOCK));
            ends = endsOfFreeze(lockReasons(node, Kind.LOCK_ENDS), ends);
        } else if (locks.mode(node) == LockMode.KEEP_OCCUPIED) {
            because.addAll(lockReasons(node, Kind.LOCK));
            ends.addAll(lockReasons(node, Kind.LOCK_ENDS));
        }
        return new Explanation(node.id, node.shown, Instants.toInstant(node.until), node.until == Instants.HELD,
                because, ignored, ends, leftOpen.next());
    }

    /** {@return what ends a frozen location: its locks, and then what still lasts when these end by themselves} */
    private static List<Reason> endsOfFreeze(List<Reason> locks, List<Reason> truth) {
        List<Reason> ends = new ArrayList<>(locks);
        truth.stream().filter(reason -> locks.stream().allMatch(lock -> compareUntil(reason.until(), lock.until()) > 0))
                .forEach(ends::add);
        return ends;
    }

    /** {@return why a location counts as empty: nothing speaks for anybody, or somebody was seen leaving} */
    private static List<Reason> nobody(Node node) {
        List<Reason> reasons = new ArrayList<>();
        Reason left = HomeReasons.vacant(node);
        reasons.add(left != null ? left : new Reason(Kind.NO_EVIDENCE, null, null, null));
        Stay stay = node.stay;
        if (stay != null && node.isLeftByDeparture() && stay.leaving.since() != NONE) {
            reasons.add(leaving(node, stay, null));
        }
        return reasons;
    }

    /**
     * {@return what tells that somebody left: how many people are elsewhere, a door, activity in another location, or
     * nothing of these, but all that was seen, weighed}
     */
    private static Reason leaving(Node node, Stay stay, @Nullable Instant until) {
        Instant since = Instants.toInstant(stay.leaving.since());
        Instant lastActive = Instants.toInstant(stay.activity.lastActive());
        String to = stay.leaving.to();
        if (stay.leaving.peopleElsewhere() > 0) {
            return new Reason(Kind.ELSEWHERE, String.valueOf(stay.leaving.peopleElsewhere()), null, until, lastActive);
        }
        if (to != null && !to.equals(node.id)) {
            return new Reason(Kind.LEAVING, to, null, until, since);
        }
        return to != null && stay.doors.lastMoved() == stay.leaving.since()
                ? new Reason(Kind.DOOR, null, null, until, since)
                : new Reason(Kind.WEIGHED, null, null, until, lastActive);
    }

    private static void evidence(Node node, List<Reason> truth, List<Reason> ends, List<Reason> ignored) {
        for (SourceState evidence : node.sources) {
            Instant until = evidence.until();
            if (evidence.hold && evidence.trust == Trust.VACATED) {
                ignored.add(new Reason(Kind.VACATED_BY_HAND, evidence.source, evidence.category, null));
            }
            if (!evidence.counts()) {
                continue;
            }
            if (!node.own) {
                ignored.add(new Reason(Kind.SUSTAIN_ONLY, evidence.source, evidence.category, until));
                continue;
            }
            if (node.isLeftByDeparture() && !evidence.holds()) {
                continue;
            }
            boolean reports = evidence.holds() && evidence.trust == Trust.LIVE;
            truth.add(new Reason(reports ? Kind.HOLD : Kind.TIMER, evidence.source, evidence.category, until));
            if (reports) {
                // a motion sensor that turns OFF does not end the stay: somebody has to be seen leaving after that
                boolean motion = node.isLeftByDeparture() && Categories.MOTION.equals(evidence.category);
                ends.add(new Reason(motion ? Kind.MOTION_ENDS : Kind.SOURCE_ENDS, evidence.source, evidence.category,
                        null));
            }
            if (until != null) {
                ends.add(new Reason(Kind.TIME_PASSES, evidence.source, evidence.category, until));
            }
            if (evidence.holds() && evidence.trust == Trust.LOST) {
                ignored.add(new Reason(Kind.LOST, evidence.source, evidence.category, until));
            }
            if (evidence.holds() && evidence.trust == Trust.RESTORED) {
                ignored.add(new Reason(Kind.UNCONFIRMED, evidence.source, evidence.category, until));
            }
        }
        stay(node, truth, ends);
        if (node.own && node.config.identityHolds()) {
            for (String person : node.sightings) {
                truth.add(new Reason(Kind.PERSON, person, null, null));
                ends.add(new Reason(Kind.PERSON_LEAVES, person, null, null));
            }
        }
        // the reason that lasts longest comes first, because it is what keeps the location occupied
        truth.sort((a, b) -> compareUntil(b.until(), a.until()));
        ends.sort((a, b) -> compareUntil(b.until(), a.until()));
    }

    /** Adds the reason for a stay: in a location that is left by departure, all timers end together. */
    private static void stay(Node node, List<Reason> truth, List<Reason> ends) {
        Stay stay = node.stay;
        long end = NONE;
        String source = null;
        for (SourceState evidence : node.sources) {
            if (evidence.timer > end) {
                end = evidence.timer;
                source = evidence.source;
            }
        }
        if (stay == null || !node.isLeftByDeparture() || !node.own || end == NONE) {
            return;
        }
        Instant until = Instants.toInstant(end);
        // if something else lasts longer, it makes no difference whether anybody was seen leaving
        if (truth.stream().anyMatch(reason -> compareUntil(reason.until(), until) >= 0)) {
            return;
        }
        if (stay.doors.enclosed()) {
            truth.add(new Reason(Kind.ENCLOSED, null, null, until, Instants.toInstant(stay.doors.closedSince())));
        }
        String nextDoor = stay.leaving.presenceNextDoor();
        if (nextDoor != null && stay.leaving.since() == NONE) {
            truth.add(new Reason(Kind.BESIDE_HOLD, nextDoor, null, until,
                    Instants.toInstant(stay.activity.lastActive())));
        } else if (stay.leaving.since() == NONE) {
            truth.add(Homes.isSpared(node) ? new Reason(Kind.LIKELIEST, null, null, until)
                    : new Reason(Kind.STAY, source, null, until, Instants.toInstant(stay.activity.lastActive())));
            ends.add(new Reason(Kind.SOMEBODY_LEAVES, null, null, null));
        } else {
            truth.add(leaving(node, stay, until));
        }
        ends.add(new Reason(Kind.TIME_PASSES, null, null, until));
    }

    /** Adds doors that have been open for long: while they are, closed doors cannot tell that nobody has left. */
    private static void doors(Node node, List<Reason> ignored, LeftOpen leftOpen) {
        Stay stay = node.stay;
        if (stay == null || !node.own || !node.isLeftByDeparture() || stay.doors.lastMoved() == NONE
                || !stay.doors.open().containsValue(true) || !leftOpen.isOpenForLong(stay.doors.lastMoved())) {
            return;
        }
        stay.doors.open().forEach((door, open) -> {
            if (open) {
                ignored.add(new Reason(Kind.DOOR_OPEN, door, null, null, Instants.toInstant(stay.doors.lastMoved())));
            }
        });
    }

    private static int compareUntil(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        return a.compareTo(b);
    }

    private void children(Node node, List<Reason> truth, List<Reason> ends) {
        if (!node.hasReportingChild()) {
            return;
        }
        Innermost innermost = new Innermost(node);
        for (Node inside : innermost.strongest()) {
            Instant until = Instants.toInstant(Innermost.end(inside));
            truth.add(new Reason(Kind.CHILD, inside.id, null, until, null, strongest(inside)));
            ends.add(new Reason(Kind.CHILD_ENDS, inside.id, null, until));
        }
        if (innermost.more() > 0) {
            Reason more = new Reason(Kind.MORE, innermost.isComplete() ? String.valueOf(innermost.more()) : null, null,
                    null);
            truth.add(more);
            ends.add(more);
        }
        if (node.config.lingerMillis() > 0) {
            String linger = Durations.format(node.config.linger());
            ends.add(new Reason(Kind.LINGER_PASSES, linger, null,
                    Instants.toInstant(Instants.plus(node.latestChildEnd(), node.config.lingerMillis()))));
        }
    }

    /** {@return the strongest reason of its own why a location inside is occupied} */
    private Reason strongest(Node inside) {
        if (inside.hasReportingChild()) {
            List<Reason> own = new ArrayList<>();
            evidence(inside, own, new ArrayList<>(), new ArrayList<>());
            if (!own.isEmpty()) {
                return own.get(0);
            }
            return new Reason(Kind.LINGER, null, null, Instants.toInstant(inside.lingerUntil));
        }
        return explain(inside).because().get(0);
    }

    private static void parent(Node node, List<Reason> truth, List<Reason> ends, List<Reason> ignored) {
        Node parent = node.parent;
        if (parent == null || node.config.strategy() != Strategy.FOLLOW_PARENT || !parent.shown) {
            return;
        }
        Instant until = Instants.toInstant(parent.until);
        if (node.followSuspended) {
            ignored.add(new Reason(Kind.FOLLOW_SUSPENDED, parent.id, null, null));
        } else {
            truth.add(new Reason(Kind.PARENT, parent.id, null, until));
            ends.add(new Reason(Kind.PARENT_ENDS, parent.id, null, until));
        }
    }

    /** {@return the locks of the mode that decides, the location's own and those inherited} */
    private List<Reason> lockReasons(Node node, Kind kind) {
        LockMode mode = locks.mode(node);
        List<Reason> result = new ArrayList<>();
        for (Node above = node; above != null; above = above.parent) {
            for (Lock lock : above.locks) {
                if (lock.mode() == mode && (above == node || lock.scope() == Scope.SUBTREE)) {
                    result.add(Reason.ofLock(kind, lock));
                }
            }
        }
        return result;
    }
}
