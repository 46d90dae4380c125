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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.Future.Outlook;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * When the locations that a lock touches will become vacant.
 *
 * <p>
 * <b>The problem.</b> Without locks a location that is occupied can only become vacant, and its end is a maximum of
 * ends: {@link Propagation} keeps it up to date by itself. A lock that ends can also make a location occupied, so here
 * the whole future is worked out, for those locations only that a lock touches.
 *
 * <p>
 * <b>The method.</b> Each location has a {@link Timeline}: what it will show from now on, as a list of instants at
 * which that turns. It is kept, and worked out anew only when what it is made of has changed, in the order in which
 * {@link Propagation} settles. Followers that a lock keeps as they are can depend on their parent, and the parent on
 * them. All dependencies are monotone, so for such a group, starting from "never" and going round until nothing changes
 * ends at the least fixed point (A. Tarski, "A lattice-theoretical fixpoint theorem and its applications", 1955), which
 * is what will happen.
 *
 * <p>
 * <b>What bounds it.</b> Only a timeline that really changed is passed on. A parent keeps what its children report in a
 * tournament ({@link ReturningChildren}), so one child costs O(log children). Only a group is worked out whole: a
 * parent and the children that follow it under a lock that keeps vacant or occupied.
 *
 * <p>
 * <b>An example.</b> The hall's motion counts until 10:10, the bedroom's until 10:05, the kitchen is vacant and frozen
 * until 10:02 although its radar reports somebody. The home is occupied until 10:10 by the hall; the kitchen shows
 * somebody from 10:02 on, without end; so the home will be occupied without end, and says so now.
 */
@NonNullByDefault
final class Forecast {

    private final Tree tree;
    private final EffectiveLocks locks;
    private final ChangeCollector changes;
    private final List<Node> announced = new ArrayList<>();
    private final Agenda agenda = new Agenda();
    private long visits;

    Forecast(Tree tree, EffectiveLocks locks, ChangeCollector changes) {
        this.tree = tree;
        this.locks = locks;
        this.changes = changes;
    }

    /** {@return how often a location was worked out so far} */
    long visits() {
        return visits;
    }

    /** {@return whether the end of a location is no plain maximum of ends} */
    boolean concerns(Node node) {
        return node.future != null || locks.touch(node);
    }

    /** Has a location worked out as soon as the tree has settled. */
    void announce(Node node) {
        announced.add(node);
    }

    /** Works out the ends of all that were announced and of those that depend on them. */
    void workOut() {
        if (announced.isEmpty()) {
            return;
        }
        // All groups are known before the first is worked out, or one would be worked out for each that joins it.
        for (Node node : announced) {
            top(node);
            agenda.add(node);
        }
        announced.clear();
        for (Node node = agenda.next(); node != null; node = agenda.next()) {
            workOut(group(node));
        }
    }

    /** {@return the topmost location of the group of a location, which may be the only one of it} */
    private Node top(Node node) {
        Node top = node;
        Node parent = node.parent;
        while (parent != null && feedsBack(top, parent)) {
            top = parent;
            parent = top.parent;
        }
        return top;
    }

    /** {@return the location and those on which it depends and that depend on it; parents first} */
    private List<Node> group(Node node) {
        Node top = top(node);
        if (Future.feedback(top).isEmpty()) {
            return List.of(top);
        }
        List<Node> group = new ArrayList<>();
        group.add(top);
        for (int i = 0; i < group.size(); i++) {
            Node parent = group.get(i);
            agenda.drop(parent);
            for (Node child : List.copyOf(Future.feedback(parent))) {
                if (feedsBack(child, parent)) {
                    group.add(child);
                }
            }
        }
        return group;
    }

    /**
     * {@return whether what a location reports depends on what its parent shows} It does if it follows the parent under
     * a lock that lets something through, or if a follower of its own does. Under {@link LockMode#FREEZE} it does not.
     */
    private boolean feedsBack(Node node, Node parent) {
        boolean feeds = node.config.strategy() == Strategy.FOLLOW_PARENT && node.config.contributesToParent()
                && (locks.ends(node).keeps() || !Future.feedback(node).isEmpty());
        Future future = node.future;
        if (feeds != (future != null && future.feedsBack)) {
            Future.feedsBack(parent, node, feeds);
            if (!feeds) {
                agenda.add(parent);
            }
        }
        return feeds;
    }

    private void workOut(List<Node> group) {
        List<Outlook> before = new ArrayList<>(group.size());
        for (Node node : group) {
            before.add(Future.outlook(node));
        }
        long[] untils = group.stream().mapToLong(node -> node.until).toArray();
        long[] reportedUntils = group.stream().mapToLong(node -> node.reportedUntil).toArray();
        if (group.size() == 1) {
            put(group.get(0), outlook(group.get(0)));
        } else {
            solve(group);
            passCauses(group);
        }
        for (int i = group.size() - 1; i >= 0; i--) {
            Node node = group.get(i);
            changes.touch(node);
            Outlook after = Future.outlook(node);
            if (node.until != untils[i] || !after.shown().equals(before.get(i).shown())) {
                tellFollowers(node);
            }
            if (node.reportedUntil != reportedUntils[i] || !after.reported().equals(before.get(i).reported())) {
                tellParent(node);
            }
            forgetIfNotNeeded(node);
        }
    }

    /** Works out a group: from "never" upwards, so that no two of them keep each other occupied for nothing. */
    private void solve(List<Node> group) {
        for (Node node : group) {
            put(node, Outlook.NEVER);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = group.size() - 1; i >= 0; i--) {
                changed |= improve(group.get(i));
            }
            for (Node node : group) {
                changed |= improve(node);
            }
        }
    }

    private boolean improve(Node node) {
        Outlook next = outlook(node);
        boolean changed = !next.equals(Future.outlook(node));
        if (changed) {
            put(node, next);
        }
        return changed;
    }

    /** Within a group, causes are passed up from the locations that have one, then down, and never in a circle. */
    private static void passCauses(List<Node> group) {
        for (int i = group.size() - 1; i > 0; i--) {
            Node node = group.get(i);
            Node parent = node.parent;
            if (node.cause != null && parent != null && parent.cause == null) {
                parent.cause = new Cause.Child(node.id);
            }
        }
        for (Node node : group.subList(1, group.size())) {
            Node parent = node.parent;
            if (node.cause == null && parent != null) {
                node.cause = new Cause.Parent(parent.id);
            }
        }
    }

    private static void put(Node node, Outlook outlook) {
        Node parent = node.parent;
        long reportedUntil = outlook.reported().end();
        node.until = outlook.shown().end();
        if (parent != null && node.reportingSlot >= 0) {
            parent.report(node, true, reportedUntil);
        } else {
            node.reportedUntil = reportedUntil;
        }
        if (node.future != null || !outlook.onlyEnds()) {
            Future.of(node).outlook = outlook;
        }
        if (parent != null) {
            Future.returns(parent, node, node.config.contributesToParent() ? outlook.reported() : Timeline.NEVER);
        }
    }

    private void tellFollowers(Node node) {
        List<Node> followers = node.followers;
        if (followers != null) {
            Set<Node> group = Future.feedback(node);
            for (Node follower : followers) {
                if (!group.contains(follower)) {
                    if (follower.cause == null) {
                        follower.cause = new Cause.Parent(node.id);
                    }
                    top(follower);
                    agenda.addFollower(follower);
                }
            }
        }
    }

    private void tellParent(Node node) {
        Node parent = node.parent;
        if (parent != null && node.config.contributesToParent() && !Future.feedback(parent).contains(node)) {
            if (parent.cause == null || parent.cause instanceof Cause.Child) {
                parent.cause = new Cause.Child(node.id);
            }
            agenda.add(parent);
        }
    }

    private void forgetIfNotNeeded(Node node) {
        Future future = node.future;
        if (future != null && future.isNeeded()) {
            tree.list(node);
        } else {
            node.future = null;
            tree.unlistIfEmpty(node);
        }
    }

    private Outlook outlook(Node node) {
        visits++;
        Timeline up = up(node);
        Timeline truth = follow(node, up);
        LockEnds applying = locks.ends(node);
        if (applying.isFree()) {
            return new Outlook(truth, up);
        }
        Timeline.Recorder shown = new Timeline.Recorder(node.shown);
        Timeline.Recorder reported = new Timeline.Recorder(node.reported);
        for (long instant : Timeline.merge(Timeline.merge(truth.flips(), up.flips()), applying.ends())) {
            LockMode mode = applying.at(instant);
            shown.record(instant, EffectiveLocks.filter(mode, shown.value(), truth.at(instant)));
            reported.record(instant, EffectiveLocks.reported(mode, shown.value(), up.at(instant)));
        }
        return new Outlook(shown.timeline(), reported.timeline());
    }

    private static Timeline up(Node node) {
        Timeline children = Timeline.until(node.latestChildEnd()).or(Future.returning(node));
        return Timeline.until(node.ownUntil).or(Timeline.until(node.lingerUntil)).or(Timeline.until(node.homeUntil()))
                .or(children.linger(node.config.lingerMillis()));
    }

    private static Timeline follow(Node node, Timeline up) {
        Node parent = node.parent;
        if (parent == null || node.config.strategy() != Strategy.FOLLOW_PARENT) {
            return up;
        }
        Timeline followed = Future.outlook(parent).shown();
        return up.or(node.followSuspended ? followed.anew() : followed);
    }
}
