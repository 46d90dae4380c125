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
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;

/**
 * Carries a change of evidence or locks through the tree until everything agrees again, and says what changed.
 *
 * <p>
 * <b>The problem.</b> One report can change what its location shows, what lies around that and what follows those, and
 * nobody must see a state in between.
 *
 * <p>
 * <b>The method</b> is that of glitch-free dataflow: what has to be worked out anew waits in a queue by its height
 * (G. Cooper and S. Krishnamurthi, "Embedding dynamic dataflow in a call-by-value language", 2006). Here the height is
 * the depth in the tree: children are settled before parents before followers.
 *
 * <p>
 * <b>What is ours.</b> The tree is walked in both directions, because a parent is occupied by its children and a
 * follower by its parent. A location that would keep occupied what it follows waits until all else is settled.
 *
 * <p>
 * <b>What bounds it.</b> A location passes on only what really changed, so the work is to follow the path upwards and
 * to settle the locations whose state changes.
 *
 * <p>
 * <b>An example.</b> A home holds a bedroom, a hall and a kitchen; the pantry in the kitchen follows it. The kitchen's
 * sensor reports while the hall is occupied: the kitchen is settled and becomes occupied, then the home, whose end
 * moves, then the pantry, which becomes occupied with the kitchen. Three transitions are told, in this order.
 */
@NonNullByDefault
final class Propagation {

    private final Tree tree;
    private final EffectiveLocks locks;
    private final People people;
    private final DeadlineQueue deadlines;

    private final Forecast forecast;
    private final ChangeCollector changes;

    private final Agenda agenda = new Agenda();
    /** Locations that look different from what they did when the tree last agreed. */
    private final List<Node> unsteady = new ArrayList<>();
    /**
     * Followers that would report to their parent although they are only occupied because of it; they wait until all
     * else is settled.
     */
    private final List<Node> lateFollowers = new ArrayList<>();
    private boolean settledWithoutThem;
    /** Locations that looked vacant although somebody was last seen there. */
    private final List<Node> emptied = new ArrayList<>();

    private long now;
    private long visits;
    /** Whether a location that loses its last child lingers: not when a person or the configuration emptied it. */
    private boolean lingering;

    Propagation(Tree tree, EffectiveLocks locks, People people, DeadlineQueue deadlines, ChangeCollector changes) {
        this.tree = tree;
        this.locks = locks;
        this.people = people;
        this.deadlines = deadlines;
        this.changes = changes;
        forecast = new Forecast(tree, locks, changes);
    }

    /** {@return how often a location was looked at so far: a figure for the cost of an event} */
    long visits() {
        return visits + forecast.visits();
    }

    /** Has a location settled because of something of its own. */
    void changed(Node node, Cause cause) {
        node.cause = cause;
        agenda.add(node);
    }

    /** Has a location settled because its evidence changed. */
    void evidenceChanged(Node node, Cause cause) {
        node.evidenceChanged = true;
        changed(node, cause);
    }

    /** Has a location settled because a lock or a link elsewhere may have moved its end. */
    void unsettled(Node node) {
        agenda.add(node);
    }

    /**
     * Settles everything that was announced.
     *
     * @param instant the instant of the change
     * @param mayLinger whether locations linger when their last child leaves
     */
    void settle(long instant, boolean mayLinger) {
        now = instant;
        lingering = mayLinger;
        drain();
        while (takeUpLateFollowers() || forgetSightings()) {
            drain();
        }
        agree();
        forecast.workOut();
    }

    private void drain() {
        for (Node node = agenda.next(); node != null; node = agenda.next()) {
            settle(node);
        }
    }

    /**
     * Lets the late followers follow: only now is it certain that their parents are occupied without them.
     *
     * @return whether anything has to be settled again
     */
    private boolean takeUpLateFollowers() {
        settledWithoutThem = true;
        // No method reference: it would be an object for every settlement, and hardly any has late followers.
        for (Node node : lateFollowers) {
            unsettled(node);
        }
        lateFollowers.clear();
        return !agenda.isEmpty();
    }

    /** Ends a settlement: what is shown now is the state before the next change. */
    private void agree() {
        for (Node node : unsteady) {
            node.spoken = 0;
            node.hadChild = node.hasReportingChild();
            if (node.shown && !node.wasShown) {
                resumeFollowers(node);
            }
            node.wasShown = node.shown;
        }
        unsteady.clear();
        settledWithoutThem = false;
    }

    private void settle(Node node) {
        visits++;
        if (node.evidenceChanged) {
            node.evidenceChanged = false;
            evaluateEvidence(node);
        }
        boolean children = node.hasReportingChild();
        linger(node, children);
        boolean up = node.own || children || node.lingerUntil != NONE || node.homeUntil() != NONE;
        long upUntil = Math.max(Math.max(node.ownUntil, node.homeUntil()),
                children ? Instants.plus(node.latestChildEnd(), node.config.lingerMillis()) : node.lingerUntil);

        Node parent = node.parent;
        LockMode mode = locks.mode(node);
        boolean before = node.spoken == 0 ? node.wasShown : node.spoken > 0;
        boolean follows = follows(node);
        if (follows && mode == LockMode.KEEP_OCCUPIED && !before && !settledWithoutThem) {
            lateFollowers.add(node);
            follows = false;
        }
        boolean truth = up || follows;
        boolean shown = EffectiveLocks.filter(mode, before, truth);
        boolean reported = EffectiveLocks.reported(mode, shown, up);
        if (!truth && !node.sightings.isEmpty()) {
            emptied.add(node);
        }

        long until = NONE;
        long reportedUntil = NONE;
        if (forecast.concerns(node)) {
            forecast.announce(node);
            // Ends are forecast when everything has settled; until then the last forecast stands.
            until = shown ? (node.until == NONE ? HELD : node.until) : NONE;
            reportedUntil = reported ? (node.reportedUntil == NONE ? HELD : node.reportedUntil) : NONE;
        } else {
            until = !shown ? NONE : follows && parent != null ? Math.max(upUntil, parent.until) : upUntil;
            reportedUntil = upUntil;
        }

        boolean turned = shown != node.shown;
        boolean moved = turned || until != node.until;
        if (shown != node.wasShown || children != node.hadChild || node.spoken != 0) {
            unsteady.add(node);
        }
        node.shown = shown;
        node.until = until;
        if (turned || node.peopleChanged) {
            node.peopleChanged = false;
            Occupants.update(node);
        }
        node.reported = reported;
        if (parent != null) {
            reportTo(parent, node, reported && node.config.contributesToParent(), reportedUntil);
        } else {
            node.reportedUntil = reportedUntil;
        }
        if (moved && node.followers != null) {
            tellFollowers(node);
        }
        changes.touch(node);
        scheduleOf(node);
    }

    private static boolean follows(Node node) {
        Node parent = node.parent;
        return parent != null && parent.shown && !(node.followSuspended && parent.wasShown)
                && node.config.strategy() == Strategy.FOLLOW_PARENT;
    }

    /**
     * Forgets who was last seen in locations that have become vacant. Only now: while the tree is being settled a
     * location can look vacant that goes on following its parent.
     *
     * @return whether anything has to be settled again
     */
    private boolean forgetSightings() {
        if (emptied.isEmpty()) {
            return false;
        }
        for (Node node : emptied) {
            if (!node.own && !node.hasReportingChild() && node.lingerUntil == NONE && node.homeUntil() == NONE
                    && !follows(node)) {
                people.forgetAll(node);
                unsettled(node);
            }
        }
        emptied.clear();
        return !agenda.isEmpty();
    }

    /** Works out what the location's own evidence says. */
    private static void evaluateEvidence(Node node) {
        boolean full = false;
        boolean any = false;
        long end = NONE;
        for (SourceState evidence : node.sources) {
            if (evidence.counts()) {
                any = true;
                full |= !evidence.sustainOnly;
                end = Math.max(end, evidence.end());
            }
        }
        if (node.config.identityHolds() && !node.sightings.isEmpty()) {
            any = true;
            end = HELD;
        }
        node.own = full || (node.own && any);
        node.ownUntil = node.own ? end : NONE;
    }

    private void linger(Node node, boolean children) {
        if (children) {
            node.lingerUntil = NONE;
        } else if (node.hadChild && lingering && node.config.lingerMillis() > 0) {
            node.lingerUntil = Instants.plus(now, node.config.lingerMillis());
        }
    }

    private static void resumeFollowers(Node node) {
        List<Node> followers = node.followers;
        if (followers != null) {
            for (Node follower : followers) {
                follower.followSuspended = false;
            }
        }
    }

    private void tellFollowers(Node node) {
        List<Node> followers = node.followers;
        if (followers != null) {
            for (Node follower : followers) {
                // The first cause stands: a change that a child has caused must not be reported as caused by the
                // parent.
                if (follower.cause == null) {
                    follower.cause = new Cause.Parent(node.id);
                }
                agenda.addFollower(follower);
            }
        }
    }

    private void reportTo(Node parent, Node node, boolean reports, long reportedUntil) {
        boolean changed = reports == node.reportingSlot < 0 || reportedUntil != node.reportedUntil;
        if (changed) {
            changed = parent.report(node, reports, reportedUntil);
        }
        Set<String> others = reports && node.shown ? node.occupants : Occupants.NOBODY;
        if (others != node.reportedOccupants && !others.equals(node.reportedOccupants)) {
            Occupants.recount(parent, node.reportedOccupants, others);
            node.reportedOccupants = others;
            changed = true;
        }
        if (changed) {
            if (parent.cause == null || parent.cause instanceof Cause.Child) {
                parent.cause = new Cause.Child(node.id);
            }
            agenda.add(parent);
        }
    }

    /** Takes back what a location reported to its parent, before the link between them is cut. */
    void unreport(Node parent, Node node) {
        parent.report(node, false, NONE);
        Future.unlink(parent, node);
        Occupants.recount(parent, node.reportedOccupants, Occupants.NOBODY);
        node.reportedOccupants = Occupants.NOBODY;
    }

    private void scheduleOf(Node node) {
        long next = node.lingerUntil == NONE ? HELD : node.lingerUntil;
        next = node.homeUntil() == NONE ? next : Math.min(next, node.homeUntil());
        for (SourceState evidence : node.sources) {
            next = Math.min(next, evidence.nextChange());
        }
        for (Lock lock : node.locks) {
            next = Math.min(next, lock.untilMillis());
        }
        deadlines.update(node, next);
        if (node.isWorthAVisit()) {
            tree.list(node);
        } else if (node.listed) {
            tree.unlistIfEmpty(node);
        }
    }
}
