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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * When the locations of a tree that has locks will become vacant.
 *
 * <p>
 * <b>The problem.</b> Without locks a location that is occupied only ever ends, and its end is a maximum of ends:
 * {@link Propagation} keeps it up to date by itself. A lock that ends can also make a location occupied, so here the
 * whole future is worked out, for those locations only that a lock touches.
 *
 * <p>
 * <b>The method.</b> Each location has a {@link Timeline}: what it will show from now on, as a list of instants at
 * which that turns. Followers under a lock can depend on their parent, and the parent on them. All dependencies are
 * monotone, so starting from "never" and going round until nothing changes ends at the least fixed point (A. Tarski, "A
 * lattice-theoretical fixpoint theorem and its applications", 1955), which is what will happen.
 *
 * <p>
 * <b>An example.</b> The hall's motion counts until 10:10, the bedroom's until 10:05, the kitchen is vacant and frozen
 * until 10:02 although its radar reports somebody. The home is occupied until 10:10 by the hall; the kitchen shows
 * somebody from 10:02 on, without end; so the home will be occupied without end, and says so now.
 */
@NonNullByDefault
final class Forecast {

    private final EffectiveLocks locks;
    private final Map<Node, Timeline> occupied = new HashMap<>();
    private final Map<Node, Timeline> reported = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    /** The locks that reach a location from above. */
    private final Map<Node, List<Lock>> inherited = new HashMap<>();

    /**
     * @param root the root of a tree that has locks
     * @param locks the locks
     */
    Forecast(Node root, EffectiveLocks locks) {
        this.locks = locks;
        nodes.add(root);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            List<Lock> reachBelow = reachingBelow(node);
            for (Node child = node.firstWithContent; child != null; child = child.nextWithContent) {
                if (locks.touch(child)) {
                    nodes.add(child);
                    inherited.put(child, reachBelow);
                }
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                changed |= work(nodes.get(i));
            }
            for (Node node : nodes) {
                if (node.config.strategy() == Strategy.FOLLOW_PARENT) {
                    changed |= work(node);
                }
            }
        }
    }

    /** {@return the locations that were worked out, parents first} */
    List<Node> nodes() {
        return nodes;
    }

    /** {@return when the location will become vacant, as {@link Node#until}} */
    long until(Node node) {
        return get(occupied, node).end();
    }

    /** {@return when the location will stop reporting to its parent, as {@link Node#reportedUntil}} */
    long reportedUntil(Node node) {
        return get(reported, node).end();
    }

    private static Timeline get(Map<Node, Timeline> map, Node node) {
        Timeline timeline = map.get(node);
        return timeline == null ? Timeline.NEVER : timeline;
    }

    private boolean work(Node node) {
        Timeline up = up(node);
        Timeline truth = follow(node, up);
        List<Lock> applying = applying(node);
        Timeline shown = truth;
        Timeline report = up;
        if (!applying.isEmpty()) {
            long[] instants = Timeline.merge(Timeline.merge(truth.flips(), up.flips()), ends(applying));
            Timeline.Recorder shows = new Timeline.Recorder(node.shown);
            Timeline.Recorder reports = new Timeline.Recorder(node.reported);
            for (long instant : instants) {
                LockMode mode = null;
                for (Lock lock : applying) {
                    if (lock.untilMillis() > instant) {
                        mode = EffectiveLocks.stronger(mode, lock.mode());
                    }
                }
                shows.record(instant, EffectiveLocks.filter(mode, shows.value(), truth.at(instant)));
                reports.record(instant, EffectiveLocks.reported(mode, shows.value(), up.at(instant)));
            }
            shown = shows.timeline();
            report = reports.timeline();
        }
        boolean changed = !shown.equals(get(occupied, node)) || !report.equals(get(reported, node));
        occupied.put(node, shown);
        reported.put(node, report);
        return changed;
    }

    private Timeline up(Node node) {
        Timeline children = Timeline.NEVER;
        for (Node child = node.firstWithContent; child != null; child = child.nextWithContent) {
            if (child.config.contributesToParent()) {
                children = children.or(locks.touch(child) ? get(reported, child)
                        : Timeline.until(child.reported ? child.reportedUntil : NONE));
            }
        }
        return Timeline.until(node.ownUntil).or(Timeline.until(node.lingerUntil)).or(Timeline.until(node.homeUntil()))
                .or(children.linger(node.config.lingerMillis));
    }

    private Timeline follow(Node node, Timeline up) {
        Node parent = node.parent;
        if (parent == null || node.config.strategy() != Strategy.FOLLOW_PARENT) {
            return up;
        }
        Timeline followed = get(occupied, parent);
        return up.or(node.followSuspended ? followed.anew() : followed);
    }

    private List<Lock> inherited(Node node) {
        List<Lock> fromAbove = inherited.get(node);
        return fromAbove == null ? List.of() : fromAbove;
    }

    private List<Lock> reachingBelow(Node node) {
        List<Lock> fromAbove = inherited(node);
        List<Lock> result = new ArrayList<>(fromAbove);
        for (Lock lock : node.locks) {
            if (lock.scope() == Scope.SUBTREE) {
                result.add(lock);
            }
        }
        return result.size() == fromAbove.size() ? fromAbove : result;
    }

    /** {@return the locks that apply, the location's own and those inherited} */
    private List<Lock> applying(Node node) {
        if (node.locks.length == 0) {
            return inherited(node);
        }
        List<Lock> result = new ArrayList<>(List.of(node.locks));
        result.addAll(inherited(node));
        return result;
    }

    private static long[] ends(List<Lock> locks) {
        return locks.stream().mapToLong(Lock::untilMillis).filter(end -> end != HELD).toArray();
    }
}
