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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

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
 * <b>What bounds it.</b> A location passes on only what really changed, so the work is that of the path upwards and of
 * the locations whose state changes.
 *
 * <p>
 * <b>An example.</b> A home holds a bedroom, a hall and a kitchen; the pantry in the kitchen follows it. The kitchen's
 * sensor reports while the hall is occupied: the kitchen is settled and becomes occupied, then the home, whose end
 * moves,
 * then the pantry, which becomes occupied with the kitchen. Three transitions are told, in this order.
 */
@NonNullByDefault
final class Propagation {

    private static final Set<String> NOBODY = Set.of();

    private final Tree tree;
    private final EffectiveLocks locks;
    private final People people;
    private final DeadlineQueue deadlines;

    /** Those that wait to be settled, deepest first; ties in the order of creation. */
    private final Queue<Node> upwards = new PriorityQueue<>(64, Propagation::deepestFirst);
    /** Those that wait because of what they follow, topmost first. */
    private final Queue<Node> downwards = new PriorityQueue<>(64, Propagation::topmostFirst);
    private final List<Node> touched = new ArrayList<>();
    /** What changed since {@link #tell} was last asked. */
    private final List<Transition> changes = new ArrayList<>();
    /** Locations that look different from what they did when the tree last agreed. */
    private final List<Node> unsteady = new ArrayList<>();
    /** Locations that would report to their parent what they owe to it; they wait until all else is settled. */
    private final List<Node> lateFollowers = new ArrayList<>();
    private boolean settledWithoutThem;
    /** Locations that looked vacant although somebody was last seen there. */
    private final List<Node> emptied = new ArrayList<>();

    private long now;
    /** Whether a location that loses its last child lingers: not when a person or the configuration emptied it. */
    private boolean lingering;

    Propagation(Tree tree, EffectiveLocks locks, People people, DeadlineQueue deadlines) {
        this.tree = tree;
        this.locks = locks;
        this.people = people;
        this.deadlines = deadlines;
    }

    /** Has a location settled because of something of its own. */
    void changed(Node node, Cause cause) {
        node.cause = cause;
        enqueue(upwards, node);
    }

    /** Has a location settled because its evidence changed. */
    void evidenceChanged(Node node, Cause cause) {
        node.evidenceChanged = true;
        changed(node, cause);
    }

    /** Has a location settled because a lock or a link elsewhere may have moved its end. */
    void unsettled(Node node) {
        enqueue(upwards, node);
    }

    private static void enqueue(Queue<Node> queue, Node node) {
        if (!node.queued) {
            node.queued = true;
            queue.add(node);
        }
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
        if (locks.any()) {
            forecast();
        }
    }

    private void drain() {
        Node node = next();
        while (node != null) {
            node.queued = false;
            settle(node);
            node = next();
        }
    }

    private @Nullable Node next() {
        Node node = upwards.poll();
        return node != null ? node : downwards.poll();
    }

    private static int deepestFirst(Node a, Node b) {
        return a.depth != b.depth ? Integer.compare(b.depth, a.depth) : Integer.compare(a.ordinal, b.ordinal);
    }

    private static int topmostFirst(Node a, Node b) {
        return a.depth != b.depth ? Integer.compare(a.depth, b.depth) : Integer.compare(a.ordinal, b.ordinal);
    }

    /**
     * Lets those follow that could keep what they follow occupied: only now is it certain that it is so without them.
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
        return !upwards.isEmpty();
    }

    /** The tree agrees: what is shown now is what was shown before the next change. */
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
        if (node.evidenceChanged) {
            node.evidenceChanged = false;
            evaluateEvidence(node);
        }
        boolean children = node.hasReportingChild();
        linger(node, children);
        boolean up = node.own || children || node.lingerUntil != NONE || node.homeUntil() != NONE;
        long upUntil = Math.max(Math.max(node.ownUntil, node.homeUntil()),
                children ? Instants.plus(node.latestChildEnd(), node.config.lingerMillis) : node.lingerUntil);

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
        if (locks.touch(node)) {
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
            updateOccupants(node);
        }
        node.reported = reported;
        if (parent != null) {
            reportTo(parent, node, reported && node.config.contributesToParent, reportedUntil);
        } else {
            node.reportedUntil = reportedUntil;
        }
        if (moved && node.followers != null) {
            tellFollowers(node);
        }
        touch(node);
        scheduleOf(node);
    }

    private static boolean follows(Node node) {
        Node parent = node.parent;
        return parent != null && parent.shown && !(node.followSuspended && parent.wasShown)
                && node.config.strategy == Strategy.FOLLOW_PARENT;
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
        return !upwards.isEmpty();
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
        if (node.config.identityHolds && !node.sightings.isEmpty()) {
            any = true;
            end = HELD;
        }
        node.own = full || (node.own && any);
        node.ownUntil = node.own ? end : NONE;
    }

    private void linger(Node node, boolean children) {
        if (children) {
            node.lingerUntil = NONE;
        } else if (node.hadChild && lingering && node.config.lingerMillis > 0) {
            node.lingerUntil = Instants.plus(now, node.config.lingerMillis);
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
                // The first cause stands: what came from below must not be said to come from above again.
                if (follower.cause == null) {
                    follower.cause = new Cause.Parent(node.id);
                }
                enqueue(downwards, follower);
            }
        }
    }

    private void reportTo(Node parent, Node node, boolean reports, long reportedUntil) {
        boolean changed = reports == node.reportingSlot < 0 || reportedUntil != node.reportedUntil;
        if (changed) {
            changed = parent.report(node, reports, reportedUntil);
        }
        Set<String> others = reports && node.shown ? node.occupants : NOBODY;
        if (others != node.reportedOccupants && !others.equals(node.reportedOccupants)) {
            recount(parent, node.reportedOccupants, others);
            node.reportedOccupants = others;
            changed = true;
        }
        if (changed) {
            if (parent.cause == null || parent.cause instanceof Cause.Child) {
                parent.cause = new Cause.Child(node.id);
            }
            enqueue(upwards, parent);
        }
    }

    /** Takes back what a location reported to its parent, before the link between them is cut. */
    void unreport(Node parent, Node node) {
        parent.report(node, false, NONE);
        recount(parent, node.reportedOccupants, NOBODY);
        node.reportedOccupants = NOBODY;
    }

    private static void recount(Node parent, Set<String> before, Set<String> after) {
        TreeMap<String, Integer> counts = parent.childOccupants;
        if (counts == null) {
            counts = new TreeMap<>();
            parent.childOccupants = counts;
        }
        for (String person : after) {
            if (!before.contains(person)) {
                counts.merge(person, 1, Integer::sum);
            }
        }
        for (String person : before) {
            if (!after.contains(person)) {
                int left = counts.getOrDefault(person, 1) - 1;
                if (left == 0) {
                    counts.remove(person);
                } else {
                    counts.put(person, left);
                }
            }
        }
        if (counts.isEmpty()) {
            parent.childOccupants = null;
        }
        parent.peopleChanged = true;
    }

    private static void updateOccupants(Node node) {
        if (!node.shown || node.nobodyKnown()) {
            node.occupants = NOBODY;
            return;
        }
        Map<String, Integer> counts = node.childOccupants;
        TreeSet<String> present = new TreeSet<>(node.sightings);
        for (SourceState evidence : node.sources) {
            String occupant = evidence.occupant;
            if (occupant != null && evidence.holds()) {
                present.add(occupant);
            }
        }
        if (counts != null) {
            present.addAll(counts.keySet());
        }
        if (!present.equals(node.occupants)) {
            node.occupants = present.isEmpty() ? NOBODY : Collections.unmodifiableSet(present);
        }
    }

    private void touch(Node node) {
        if (!node.touched) {
            node.touched = true;
            touched.add(node);
        }
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
        if (node.hasContent()) {
            tree.list(node);
        } else if (node.listed) {
            tree.unlistIfEmpty(node);
        }
    }

    private void forecast() {
        Set<Node> roots = new LinkedHashSet<>();
        Set<Node> walked = new HashSet<>();
        for (Node node : List.copyOf(touched)) {
            if (locks.touch(node)) {
                Node top = node;
                Node above = node.parent;
                boolean walking = true;
                while (above != null && walking) {
                    walking = walked.add(above);
                    touch(above);
                    if (above.cause == null && top.config.contributesToParent) {
                        above.cause = new Cause.Child(top.id);
                    }
                    top = above;
                    above = above.parent;
                }
                if (walking) {
                    roots.add(top);
                }
            }
        }
        for (Node root : roots) {
            Forecast forecast = new Forecast(root, locks);
            List<Node> nodes = forecast.nodes();
            for (int i = nodes.size() - 1; i >= 0; i--) {
                Node node = nodes.get(i);
                long until = forecast.until(node);
                boolean moved = until != node.until;
                node.until = until;
                Node parent = node.parent;
                long reportedUntil = forecast.reportedUntil(node);
                moved |= reportedUntil != node.reportedUntil;
                if (parent != null && node.reportingSlot >= 0) {
                    parent.report(node, true, reportedUntil);
                    if (moved && parent.touched && (parent.cause == null || parent.cause instanceof Cause.Child)) {
                        parent.cause = new Cause.Child(node.id);
                    }
                } else {
                    node.reportedUntil = reportedUntil;
                }
                if (moved) {
                    touch(node);
                    if (node.cause == null && parent != null && node.config.strategy == Strategy.FOLLOW_PARENT) {
                        // All above a touched location are touched, so what is left moved with the parent it follows.
                        node.cause = new Cause.Parent(parent.id);
                    }
                }
            }
        }
    }

    /** Forgets the causes of what was settled but has not changed. */
    void discardUnchanged() {
        touched.removeIf(node -> {
            boolean unchanged = unchanged(node);
            if (unchanged) {
                node.touched = false;
                node.cause = null;
            }
            return unchanged;
        });
    }

    /** {@return whether the location shows what was told of it last} */
    private static boolean unchanged(Node node) {
        return node.state.same(node.until, node.occupants, node.sources, node.locks);
    }

    /** Tells nothing of a location that is about to be removed. */
    void forget(Node node) {
        if (node.touched) {
            node.touched = false;
            touched.remove(node);
        }
    }

    /**
     * {@return all changes since the last call} Takes no more memory than they need: most events change one location.
     */
    List<Transition> tell() {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Transition> result = switch (changes.size()) {
            case 1 -> List.of(changes.get(0));
            case 2 -> List.of(changes.get(0), changes.get(1));
            default -> List.copyOf(changes);
        };
        changes.clear();
        return result;
    }

    /**
     * Notes what changed since the last call, to be told.
     *
     * @param instant the instant of the changes
     * @param always the cause of all of them, or {@code null} to give each its own
     */
    void collect(long instant, @Nullable Cause always) {
        if (always != null) {
            touched.forEach(Propagation::orderByTree);
        }
        sortTouched();
        Instant at = null;
        for (int i = 0; i < touched.size(); i++) {
            Node node = touched.get(i);
            LocationState before = node.state;
            if (!unchanged(node)) {
                LocationState after = new LocationState(node.until, node.occupants, node.sources, node.locks);
                node.state = after;
                if (before.occupied() != after.occupied()) {
                    node.changedAt = instant;
                }
                if (at == null) {
                    at = Instant.ofEpochMilli(instant);
                }
                Cause own = node.cause;
                changes.add(new Transition(node.id, at, before, after,
                        always != null ? always : own != null ? own : fromBelow(node)));
            }
            node.touched = false;
            node.cause = null;
        }
        touched.clear();
    }

    /** Why a location changed that nothing was said of: a lock that is gone lets a child report something else. */
    private Cause fromBelow(Node node) {
        for (Node other : touched) {
            if (other.parent == node && other.config.contributesToParent) {
                return new Cause.Child(other.id);
            }
        }
        return new Cause.Config();
    }

    /** Children before parents before followers: upwards first, then what came from a parent, downwards. */
    private void sortTouched() {
        for (int i = 0; i < touched.size(); i++) {
            Node node = touched.get(i);
            if (toldAsFollower(node) || (i > 0 && deepestFirst(touched.get(i - 1), node) > 0)) {
                touched.sort(Propagation::compareTold);
                return;
            }
        }
    }

    /** Where one cause is told of all, what came from a parent is still told after it. */
    private static void orderByTree(Node node) {
        Node parent = node.parent;
        boolean following = node.config.strategy == Strategy.FOLLOW_PARENT && !node.reported && parent != null
                && parent.touched;
        node.cause = following && parent != null ? new Cause.Parent(parent.id) : null;
    }

    /** What its parent did to it, or what was done to both by the same vacate or lock from above. */
    private static boolean toldAsFollower(Node node) {
        Cause cause = node.cause;
        if (cause instanceof Cause.Parent) {
            return true;
        }
        Node parent = node.parent;
        return node.config.strategy == Strategy.FOLLOW_PARENT && cause != null && parent != null && parent.touched
                && cause.equals(parent.cause) && !unchanged(parent);
    }

    private static int compareTold(Node a, Node b) {
        boolean following = toldAsFollower(a);
        if (following != toldAsFollower(b)) {
            return following ? 1 : -1;
        }
        if (a.depth != b.depth) {
            return following == a.depth < b.depth ? -1 : 1;
        }
        return Integer.compare(a.ordinal, b.ordinal);
    }
}
