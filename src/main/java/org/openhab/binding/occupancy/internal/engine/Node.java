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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * A location in the running engine: its settings, its place in the tree, what is known of it and what it shows.
 *
 * Plain fields, because there may be a million of them; only this package sees them. Who changes what:
 * {@link Tree} the links, {@link OccupancyEngine} the evidence and locks, {@link Propagation} all that follows.
 */
@NonNullByDefault
final class Node {

    final String id;
    /** The order in which locations were added: settles every tie the same way on every run. */
    final int ordinal;
    LocationConfig config;

    // The tree.
    @Nullable
    Node parent;
    int depth;
    @Nullable
    List<Node> children;
    int childPosition;
    /** The children that follow this location. */
    @Nullable
    List<Node> followers;
    /**
     * Whether there is content here or below, that is, something to vacate, unlock or export: only such locations are
     * visited.
     */
    boolean listed;
    @Nullable
    Node firstWithContent;
    @Nullable
    Node nextWithContent;
    @Nullable
    Node previousWithContent;

    // What is known.
    SourceState[] sources = LocationState.NO_SOURCES;
    Lock[] locks = LocationState.NO_LOCKS;
    /** The people last seen here. */
    Set<String> sightings = Set.of();
    boolean own;
    long ownUntil = NONE;
    long lingerUntil = NONE;
    boolean hadChild;
    /** Vacated by hand: does not follow until the parent becomes occupied anew. */
    boolean followSuspended;
    /** What a location that is left by departure remembers; {@code null} for all others. */
    @Nullable
    Stay stay;
    /** What a root remembers whose locations are left by departure; {@code null} for all others. */
    @Nullable
    HomeStay home;

    /** What is near it, once it was asked for; see {@link Neighbours}. */
    Neighbours.@Nullable Near near;

    // What is shown, and what is reported to the parent.
    boolean shown;
    /** What was shown when the tree last agreed: while it is being settled, {@link #shown} can go to and fro. */
    boolean wasShown;
    long until = NONE;
    boolean reported;
    long reportedUntil = NONE;
    Set<String> occupants = Set.of();
    Set<String> reportedOccupants = Set.of();
    /** By person, how many children report that person. */
    @Nullable
    TreeMap<String, Integer> childOccupants;
    LocationState state = LocationState.VACANT;
    long changedAt = NONE;
    /** When somebody was last noticed here, or in a location below while that contributed. */
    long lastActivity = NONE;

    /** The children that make this location occupied; none of them, and no object, for most locations. */
    @Nullable
    ReportingChildren reporting;
    int reportingSlot = -1;

    // The queue of deadlines.
    long deadline = HELD;
    int timerSlot = -1;

    // Locks here and below, and until when those apply that are inherited (cached for an epoch).
    int lockedBelow;
    int inheritedEpoch = -1;
    LockEnds inherited = LockEnds.FREE;
    /** What will be shown and reported, where {@link #until} and {@link #reportedUntil} do not tell all. */
    @Nullable
    Future future;

    // The settlement under way.
    boolean queued;
    boolean touched;
    boolean evidenceChanged;
    /** Who is here or below may have changed since {@link #occupants} was worked out. */
    boolean peopleChanged;
    byte spoken;
    @Nullable
    Cause cause;

    Node(LocationConfig config, int ordinal) {
        this.id = config.id();
        this.config = config;
        this.ordinal = ordinal;
    }

    @Nullable
    SourceState source(String source) {
        for (SourceState candidate : sources) {
            if (candidate.source.equals(source)) {
                return candidate;
            }
        }
        return null;
    }

    /** Replaces the evidence that a source gave before. Copies the array: the old one is part of a published state. */
    void put(SourceState evidence) {
        SourceState[] old = sources;
        for (int i = 0; i < old.length; i++) {
            if (old[i].source.equals(evidence.source)) {
                peopleChanged |= old[i].occupant != null || evidence.occupant != null;
                SourceState[] copy = old.clone();
                copy[i] = evidence;
                sources = copy;
                return;
            }
        }
        int position = 0;
        while (position < old.length && old[position].source.compareTo(evidence.source) < 0) {
            position++;
        }
        SourceState[] copy = new SourceState[old.length + 1];
        System.arraycopy(old, 0, copy, 0, position);
        copy[position] = evidence;
        System.arraycopy(old, position, copy, position + 1, old.length - position);
        sources = copy;
        peopleChanged |= evidence.occupant != null;
    }

    void removeSource(String source) {
        SourceState[] old = sources;
        for (int i = 0; i < old.length; i++) {
            if (old[i].source.equals(source)) {
                peopleChanged |= old[i].occupant != null;
                SourceState[] copy = old.length == 1 ? LocationState.NO_SOURCES : new SourceState[old.length - 1];
                System.arraycopy(old, 0, copy, 0, i);
                System.arraycopy(old, i + 1, copy, i, copy.length - i);
                sources = copy;
                return;
            }
        }
    }

    /** Replaces all evidence. */
    void replaceSources(SourceState[] evidence) {
        sources = evidence;
        peopleChanged = true;
    }

    void setLock(Lock lock) {
        List<Lock> changed = new ArrayList<>(locks.length + 1);
        for (Lock other : locks) {
            if (!other.owner().equals(lock.owner())) {
                changed.add(other);
            }
        }
        changed.add(lock);
        changed.sort((a, b) -> a.owner().compareTo(b.owner()));
        locks = changed.toArray(LocationState.NO_LOCKS);
    }

    @Nullable
    Lock lock(String owner) {
        for (Lock lock : locks) {
            if (lock.owner().equals(owner)) {
                return lock;
            }
        }
        return null;
    }

    void removeLock(String owner) {
        locks = Arrays.stream(locks).filter(l -> !l.owner().equals(owner)).toArray(Lock[]::new);
    }

    void addSighting(String person) {
        if (!sightings.contains(person)) {
            TreeSet<String> changed = new TreeSet<>(sightings);
            changed.add(person);
            sightings = changed;
            peopleChanged = true;
        }
    }

    void removeSighting(String person) {
        TreeSet<String> changed = new TreeSet<>(sightings);
        changed.remove(person);
        sightings = changed.isEmpty() ? Set.of() : changed;
        peopleChanged = true;
    }

    /** {@return whether anything is known or shown of the location itself} */
    boolean hasContent() {
        return shown || own || sources.length > 0 || locks.length > 0 || !sightings.isEmpty() || lingerUntil != NONE
                || homeUntil() != NONE || followSuspended;
    }

    /** Somebody was noticed here, and so in all that this location contributes to. */
    void activeAt(long now) {
        lastActivity = Math.max(lastActivity, now);
        tellActivity();
    }

    /** Hands the latest activity on to all that this location contributes to. */
    void tellActivity() {
        Node node = this;
        Node above = parent;
        while (above != null && node.config.contributesToParent() && above.lastActivity < lastActivity) {
            above.lastActivity = lastActivity;
            node = above;
            above = node.parent;
        }
    }

    /** {@return whether there is content, or will be without an event} */
    boolean isWorthAVisit() {
        return hasContent() || future != null;
    }

    /** {@return whether there is anything to be remembered of the location, though it may show nothing} */
    boolean hasMemory() {
        Stay remembered = stay;
        HomeStay ofHome = home;
        return hasContent() || changedAt != NONE || lastActivity != NONE
                || (remembered != null && remembered.knowsAnything()) || (ofHome != null && ofHome.knowsAnything());
    }

    /** {@return whether the location is left when somebody was seen leaving, not by time} */
    boolean isLeftByDeparture() {
        return config.vacancy() == Vacancy.DEPARTURE && !config.passage();
    }

    /** {@return whether activity here is remembered to tell where people left to, which is also so in passages} */
    boolean remembersStay() {
        return config.vacancy() == Vacancy.DEPARTURE;
    }

    /**
     * {@return whether the location is occupied by evidence of its own}
     *
     * @param reporting where a report is being handled: its evidence may not have been settled yet
     */
    boolean isOccupied(Node reporting) {
        if (own || this != reporting) {
            return own;
        }
        for (SourceState evidence : sources) {
            if (evidence.counts() && !evidence.sustainOnly) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a source holds the location, so that it stays occupied whoever is active elsewhere} */
    boolean isHeld() {
        for (SourceState evidence : sources) {
            if (evidence.holds() && !(evidence.trust == Trust.LOST && Categories.MOTION.equals(evidence.category))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a source that tells by itself when somebody leaves holds the location} */
    boolean isHeldByOtherThanMotion() {
        for (SourceState evidence : sources) {
            if (evidence.holds() && !Categories.MOTION.equals(evidence.category)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return whether a presence sensor reports somebody here now} A motion sensor that is still ON, a TV, a washer or
     * a phone does not tell that somebody is here now.
     *
     * @param reporting where a report is being handled
     */
    boolean isHeldByPresence(Node reporting) {
        if (isOccupied(reporting)) {
            for (SourceState evidence : sources) {
                if (tellsOfSomebody(evidence) && Categories.PRESENCE.equals(evidence.category)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@return whether a phone, a tag or a rule says who is in this location or below} A motion sensor does not, even
     * of a room that only one person uses.
     */
    boolean isAnybodyKnownInside() {
        if (own) {
            for (SourceState evidence : sources) {
                if (tellsOfSomebody(evidence) && evidence.occupant != null
                        && !Categories.MOTION.equals(evidence.category)) {
                    return true;
                }
            }
        }
        for (Node child : Tree.children(this)) {
            if (child.config.contributesToParent() && child.isAnybodyKnownInside()) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a source reports somebody, is believed, and makes the location occupied by that} */
    private static boolean tellsOfSomebody(SourceState evidence) {
        return evidence.holds() && evidence.trust != Trust.LOST && !evidence.sustainOnly;
    }

    /** Ends all timers at an instant, if they would run longer. {@return whether any would have} */
    boolean shortenTimers(long end, long now) {
        boolean changed = false;
        for (SourceState evidence : sources) {
            changed |= shortenTimer(evidence, end, now);
        }
        return changed;
    }

    /** Ends the timer of a source at an instant, if it would run longer. {@return whether it would have} */
    boolean shortenTimer(SourceState evidence, long end, long now) {
        if (evidence.timer == NONE || evidence.timer <= end) {
            return false;
        }
        if (end > now) {
            put(evidence.withTimer(evidence.category, end, evidence.sustainOnly));
        } else if (evidence.hold) {
            put(evidence.withTimer(evidence.category, NONE, evidence.sustainOnly));
        } else {
            removeSource(evidence.source);
        }
        return true;
    }

    /** Forgets what the hypotheses of the household said of the location: that is true for a moment only. */
    void forgetHypotheses() {
        Stay remembered = stay;
        if (remembered != null) {
            remembered.hypotheses(null);
        }
    }

    /** {@return whether there is no occupant to be shown because nobody is known here or below} */
    boolean nobodyKnown() {
        if (!sightings.isEmpty() || childOccupants != null) {
            return false;
        }
        for (SourceState evidence : sources) {
            if (evidence.occupant != null) {
                return false;
            }
        }
        return true;
    }

    /** {@return until when somebody is at home, though no location may show it; {@link Instants#NONE} if not known} */
    long homeUntil() {
        HomeStay known = home;
        return known == null ? NONE : known.until();
    }

    /** {@return whether a child makes this location occupied} */
    boolean hasReportingChild() {
        ReportingChildren children = reporting;
        return children != null && children.size() > 0;
    }

    /** {@return the latest end of the children that report, or {@link Instants#NONE} if none does} */
    long latestChildEnd() {
        ReportingChildren children = reporting;
        return children == null ? NONE : children.latestEnd();
    }

    /** {@return some children that report, the one with the latest end first} */
    List<Node> reportingChildren(int most) {
        ReportingChildren children = reporting;
        return children == null ? List.of() : children.some(most);
    }

    /** Notes what a child reports now. Returns whether the latest end changed. */
    boolean report(Node child, boolean reports, long childUntil) {
        ReportingChildren children = reporting;
        if (children == null) {
            children = new ReportingChildren();
            reporting = children;
        }
        return children.report(child, reports, childUntil);
    }

    /** {@return whether {@code other} is this location or one above it} */
    boolean isAtOrBelow(Node other) {
        Node node = this;
        while (node != null && node.depth > other.depth) {
            node = node.parent;
        }
        return node == other;
    }

    @Override
    public String toString() {
        return id;
    }
}
