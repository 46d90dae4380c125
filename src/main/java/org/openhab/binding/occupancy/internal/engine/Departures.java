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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * Leaving, not just time: ends the evidence of {@link Vacancy#DEPARTURE} locations when somebody was seen leaving.
 *
 * There the timer of every source runs for the location's {@code stayTimeout}, and is cut short by evidence of
 * leaving: activity in a location next to it, an opened door, or, in a home of one person, activity anywhere else. Once
 * the hypotheses of a {@link Household} know its locations, they say when each is left.
 * What is decided, and on which recordings, is in {@code doc/accuracy.md}.
 *
 * An event costs as much as there are locations that somebody may have left by it: those that can still be left are
 * kept in a set of their own. In a home of one person it looks at all departure locations; the homes are small.
 */
@NonNullByDefault
final class Departures {

    /** The category of sensors whose silence says nothing: a person who sits still is not gone. */
    static final String MOTION = "motion";

    /** The category of sensors that see people sit still, and so also that nobody is there any more. */
    private static final String PRESENCE = "presence";

    /** The categories of sources whose evidence is over soon after they said so, wherever people are thought to be. */
    private static final Set<String> REPORT_THEIR_END = Set.of(PRESENCE, "person", "level");

    /** Nobody walks out of a closed room, but a walker who triggers the next sensor this soon has. */
    private static final long WALK_MILLIS = 10_000;

    /** While somebody is known to be in the next location, activity counts so many {@code leaveTimeout}s at most. */
    private static final int LEAVES_BESIDE_A_HOLD = 5;
    /** So many where people are weighed: that alone leaves most locations sooner, but not if all are held elsewhere. */
    private static final int MOST_LEAVES_BESIDE_A_HOLD = 10;

    /** After so many activities in a household, its hypotheses decide; until then every location for itself. */
    static final int ENOUGH_ACTIVITIES = 200;

    private static final Key FLAT = new Key(null);

    private final Tree tree;
    private final Propagation propagation;
    private final int enoughActivities;

    private final Set<Node> departing = new LinkedHashSet<>();
    /** The locations that remember: those that are departed from and those that people pass through. */
    private final Set<Node> remembering = new LinkedHashSet<>();
    private Map<Key, Household> households = new HashMap<>();
    /** By household: the locations of unknown neighbours that are occupied and have not been left yet. */
    private final Map<Key, Set<Node>> staying = new HashMap<>();
    private final Neighbours neighbours;
    private boolean counted;

    /** A household: a root with locations below it; all roots without are one household. */
    private record Key(@Nullable Node root) {
    }

    Departures(Tree tree, Propagation propagation, int enoughActivities) {
        this.tree = tree;
        this.propagation = propagation;
        neighbours = new Neighbours(tree);
        this.enoughActivities = enoughActivities;
    }

    /** {@return whether the location is left by departure, not by time} */
    static boolean departs(Node node) {
        return node.config.vacancy == Vacancy.DEPARTURE && !node.config.passage;
    }

    /** {@return whether what happens in the location matters for who left where} */
    static boolean watches(Node node) {
        return node.config.vacancy == Vacancy.DEPARTURE;
    }

    /** {@return the locations that remember who was active} */
    Set<Node> remembering() {
        return remembering;
    }

    /** Forgets all, as if nothing had ever happened. */
    void clear() {
        for (Node node : remembering) {
            node.stay = null;
        }
        households.clear();
    }

    /** Writes down at each location what is known of its household, for a snapshot that is taken now. */
    void record() {
        for (Household household : households.values()) {
            household.record();
        }
    }

    /** Forgets what was written down: it is only true at that moment. */
    void recorded() {
        for (Node node : remembering) {
            Stay stay = node.stay;
            if (stay != null) {
                stay.hypotheses = null;
            }
        }
    }

    /** {@return whether a change of settings matters here at all; in a home that lives by timers it does not} */
    boolean concernedBy(@Nullable LocationConfig before, LocationConfig after) {
        return !remembering.isEmpty() || !neighbours.isEmpty() || counted || concerned(after)
                || (before != null && concerned(before));
    }

    private static boolean concerned(LocationConfig config) {
        return config.vacancy == Vacancy.DEPARTURE || !config.adjacent.isEmpty() || config.headCount > 0;
    }

    /** Takes up the locations as they are configured now. */
    void configured(long now) {
        Set<Node> departed = new HashSet<>(departing);
        departing.clear();
        remembering.clear();
        staying.clear();
        neighbours.configured();
        counted = false;
        for (Node node : tree.all()) {
            counted |= node.config.headCount == 1;
            if (departs(node)) {
                departing.add(node);
            } else if (departed.contains(node)) {
                for (SourceState evidence : node.sources) {
                    cut(node, evidence, Instants.plus(now, node.config.timeoutMillis(evidence.category)), now);
                }
            }
            if (watches(node)) {
                remembering.add(node);
            } else {
                node.stay = null;
            }
        }
        order(departing);
        order(remembering);
        Map<Key, List<Node>> members = new LinkedHashMap<>();
        for (Node node : remembering) {
            Stay stay = node.stay;
            if (stay == null) {
                stay = new Stay();
                node.stay = stay;
            }
            if (departs(node)) {
                canBeLeft(node);
            }
            Key key = household(node);
            List<Node> others = members.get(key);
            if (others == null) {
                others = new ArrayList<>();
                members.put(key, others);
            }
            others.add(node);
        }
        // Whatever changes: who was thought to be where is still there.
        record();
        Map<Key, Household> before = households;
        households = new HashMap<>();
        members.forEach((key, nodes) -> {
            // Nobody is just at home: a door there is the front door.
            nodes.remove(key.root());
            if (Household.canBeWeighed(nodes)) {
                // Equal hypotheses are told apart by their locations: not by which of them came first after a restart.
                nodes.sort((a, b) -> a.id.compareTo(b.id));
                Household known = before.get(key);
                Household household = new Household(nodes, neighbours, headCount(key));
                households.put(key, known != null && known.sameAs(household) ? known : household);
            }
        });
        recorded();
    }

    /** In the order of creation, so that every run is the same. */
    private static void order(Set<Node> nodes) {
        List<Node> ordered = new ArrayList<>(nodes);
        ordered.sort((a, b) -> Integer.compare(a.ordinal, b.ordinal));
        nodes.clear();
        nodes.addAll(ordered);
    }

    /**
     * Takes up an activity in a location that is left by departure.
     *
     * @param node the location
     * @param event the event; not sustain-only, unless the location is occupied
     * @param source its source
     * @param category what kind of evidence it is
     * @param end when the evidence would end by time
     * @param now the instant
     * @return when the evidence ends if nobody is seen leaving
     */
    long active(Node node, OccupancyEvent event, String source, String category, long end, long now) {
        Stay stay = node.stay;
        if (stay == null) {
            return end;
        }
        boolean motion = MOTION.equals(category);
        Household household = households.get(household(node));
        boolean ended = event.type() == EventType.HOLD_END;
        BoundaryChange door = ended ? null : event.boundary();
        boolean emptied = ended && seesThatNobodyIsThere(node, source, category);
        if (household != null) {
            if (!ended && !event.sustainOnly()) {
                household.seen(node, door, now);
            } else if (emptied) {
                household.released(node, now);
            }
        }
        if (node.own && !ended) {
            stay.endSilence(now);
        }
        stay.seesStillness |= event.type() == EventType.HOLD_START && PRESENCE.equals(category) && !event.sustainOnly();
        long activeBefore = stay.lastActive;
        stay.active(now, node.own, node.config.stayMillis);
        if (!departs(node)) {
            return end;
        }
        if (emptied) {
            stay.emptiedAt = now;
        }
        long stays = Instants.plus(now, node.config.stayMillis);
        if (door != null) {
            stay.door(source, door, now);
            stay.leaving(now, node.id);
            stays = Math.min(stays, Instants.plus(now, node.config.leaveMillis));
        } else if (ended) {
            stays = motion ? leftDuringMotion(node, stay, source, activeBefore, stays, now) : Math.min(stays, end);
        } else {
            stay.inside(node.own, node.config.leaveMillis, now);
            if (motion && event.type() == EventType.HOLD_START) {
                stay.motionStarted(source, now);
            }
        }
        if (event.type() != EventType.MANUAL && event.type() != EventType.HOLD_START && !stay.enclosed
                && isBesideHold(node, stay)) {
            stays = Math.min(stays, Instants.plus(now, LEAVES_BESIDE_A_HOLD * node.config.leaveMillis));
        }
        if (event.type() == EventType.HOLD_START) {
            if (motion) {
                canBeLeft(node);
            } else {
                gone(node);
            }
        } else {
            if (!ended || motion || emptied) {
                cut(node, stays, now);
            }
            canBeLeft(node);
        }
        return stays;
    }

    /** A TV that is switched off, a washer that is done, a phone that left: others may still sit there. */
    private static boolean seesThatNobodyIsThere(Node node, String source, String category) {
        SourceState known = node.source(source);
        return PRESENCE.equals(category) && (known == null || !known.sustainOnly);
    }

    /**
     * A motion sensor stays ON for a while after the last movement. Who was active elsewhere in that while had left,
     * unless another sensor has seen somebody here since. So had whom a presence sensor did not see any more, and who
     * moved a door in that while and was not seen inside after it.
     *
     * @param activeBefore when there was activity here before the sensor reported no motion
     * @return when the evidence of the sensor ends
     */
    private long leftDuringMotion(Node node, Stay stay, String source, long activeBefore, long stays, long now) {
        long lastMovement = stay.motionEnded(source, now);
        if (stay.emptiedAt != NONE && stay.emptiedAt == activeBefore && lastMovement <= stay.emptiedAt) {
            stay.lastActive = stay.emptiedAt;
            stay.leaving(stay.emptiedAt, null);
            long end = Instants.plus(stay.emptiedAt, node.config.leaveMillis);
            for (SourceState evidence : node.sources) {
                end = PRESENCE.equals(evidence.category) ? Math.max(end, evidence.timer) : end;
            }
            return Math.max(now, Math.min(stays, end));
        }
        if (stay.doorMoved != NONE && stay.doorMoved == activeBefore && lastMovement <= stay.doorMoved) {
            stay.lastActive = stay.doorMoved;
            stay.leaving(stay.doorMoved, node.id);
            return Math.max(now, Math.min(stays, Instants.plus(stay.doorMoved, node.config.leaveMillis)));
        }
        long elsewhereAt = stay.elsewhereAt;
        if (elsewhereAt == NONE || elsewhereAt <= Math.max(lastMovement, activeBefore) || stay.enclosed) {
            return stays;
        }
        stay.lastActive = lastMovement;
        stay.leaving(elsewhereAt, stay.elsewhere);
        long patience = counted && alone(household(node)) ? 0 : stay.patience(node.config.leaveMillis);
        return Math.max(now, Math.min(stays, Instants.plus(elsewhereAt, patience)));
    }

    /** Takes up on which side a door was found, without anybody having moved it just now. */
    static void doorRead(Node node, String source, BoundaryChange side, long now) {
        Stay stay = node.stay;
        if (stay != null && departs(node)) {
            stay.doorRead(source, side, now);
        }
    }

    /** Carries an activity of one location to those that it is evidence of leaving for. */
    void elsewhere(Node node, Cause cause, long now) {
        if (departing.isEmpty()) {
            return;
        }
        Key household = household(node);
        if (counted && alone(household)) {
            Household weighed = households.get(household);
            if (weighed == null || !decides(weighed)) {
                for (Node other : departing) {
                    if (household.equals(household(other)) && mayHaveLeft(other, node, now)) {
                        leave(other, node, now, now, cause);
                    }
                }
                return;
            }
            for (Node other : weighed.locations()) {
                if (departs(other) && !isWeighed(other) && mayHaveLeft(other, node, now)) {
                    leave(other, node, now, now, cause);
                }
            }
        }
        // A part of a room is in the room: who is active in it is next to whatever the room is next to.
        for (Node other : neighbours.activeAround(node)) {
            leaveInTime(other, node, now, cause);
        }
        Set<Node> candidates = staying.get(household);
        if (candidates != null && !Neighbours.known(node)) {
            for (Node other : List.copyOf(candidates)) {
                leaveInTime(other, node, now, cause);
            }
        }
    }

    /**
     * Has the hypotheses of a household say when each of its locations will have been left, if they know it well
     * enough.
     *
     * @param node where there was activity
     * @param cause the activity
     * @param now the instant
     */
    void weigh(Node node, Cause cause, long now) {
        if (!watches(node)) {
            return;
        }
        Key key = household(node);
        Household household = households.get(key);
        if (household == null || !decides(household)) {
            return;
        }
        boolean alone = counted && alone(key);
        household.weigh(node, now);
        for (Node other : household.locations()) {
            Stay stay = other.stay;
            if (stay == null || stay.lastActive == NONE || !isWeighed(other) || !isOccupied(other, node)
                    || (stay.enclosed && !alone) || holds(other)) {
                continue;
            }
            stay.besideHold = stay.enclosed ? null : household.heldBeside(other);
            long stays = Instants.plus(stay.lastActive, stay.besideHold == null ? other.config.stayMillis
                    : Math.min(other.config.stayMillis, MOST_LEAVES_BESIDE_A_HOLD * other.config.leaveMillis));
            long end = Math.min(stays, household.left(other));
            if (end == stays) {
                stay.notLeaving();
            } else {
                stay.leavingSince = stay.leavingSince == NONE ? now : stay.leavingSince;
                stay.peopleElsewhere = household.elsewhere(other);
            }
            boolean changed = false;
            for (SourceState evidence : other.sources) {
                if (evidence.timer != NONE && evidence.timer < end && !evidence.sustainOnly
                        && !REPORT_THEIR_END.contains(evidence.category)) {
                    other.put(evidence.withTimer(evidence.category, end, evidence.sustainOnly));
                    changed = true;
                } else {
                    changed |= cut(other, evidence, end, now);
                }
            }
            if (changed) {
                // It may stay longer now than the rule for each location said: that rule may shorten it again.
                canBeLeft(other);
                propagation.evidenceChanged(other, cause);
            }
        }
    }

    /**
     * {@return whether the hypotheses say when a location is left, once they decide} A sensor that sees people sit
     * still tells by itself when they are gone; where there is one, the rule for each location is better.
     */
    private static boolean isWeighed(Node node) {
        Stay stay = node.stay;
        return stay != null && !stay.seesStillness && departs(node);
    }

    /** {@return whether a location is occupied, or becomes so by what has just been active in it} */
    static boolean isOccupied(Node node, Node active) {
        if (node.own || node != active) {
            return node.own;
        }
        for (SourceState evidence : node.sources) {
            if (evidence.active() && !evidence.sustainOnly) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether the hypotheses of a household know its locations well enough to decide} */
    private boolean decides(@Nullable Household household) {
        return household != null && household.decides(enoughActivities);
    }

    /**
     * When a hold ends by itself: that of a motion sensor after {@code stayTimeout}, because nobody moves for so long
     * without a pause. A sensor that is stuck keeps no light on for ever.
     */
    static long holdEnd(Node node, String category, long now) {
        return watches(node) && MOTION.equals(category) && node.config.stayMillis > 0
                ? Instants.plus(now, node.config.stayMillis)
                : Instants.HELD;
    }

    /** How long a silent motion sensor counts after its hold: as long as any stay, for it says nothing of leaving. */
    static long lostTimer(Node node, SourceState lost, long now) {
        return departs(node) && MOTION.equals(lost.category)
                ? Math.max(lost.timer, Instants.plus(now, node.config.stayMillis))
                : lost.timer;
    }

    /** Takes up that a hold is over, also one that ended by itself: the location may be left again. */
    void released(Node node) {
        if (departs(node)) {
            canBeLeft(node);
        }
    }

    /** Takes up that a person said nobody is in a location, or in it and all below. */
    void vacated(Node top, boolean subtree) {
        Household household = households.get(household(top));
        if (household != null) {
            for (Node location : household.locations()) {
                // Also those that show nobody: somebody may have been thought to be there.
                if (location == top || (subtree && location.isAtOrBelow(top))) {
                    household.vacated(location);
                }
            }
        }
    }

    private void leaveInTime(Node other, Node where, long now, Cause cause) {
        if (other == where) {
            // It has just been entered: its evidence may not have been weighed yet.
            return;
        }
        Stay stay = other.stay;
        if (stay == null || !other.own || !departs(other)) {
            gone(other);
            return;
        }
        if (!mayHaveLeft(other, where, now)) {
            return;
        }
        if (stay.enclosed) {
            if (now - stay.lastInside > WALK_MILLIS) {
                return;
            }
            stay.enclosed = false;
        }
        leave(other, where, Instants.plus(now, stay.patience(other.config.leaveMillis)), now, cause);
    }

    private void leave(Node other, Node where, long end, long now, Cause cause) {
        Stay stay = other.stay;
        if (stay == null) {
            return;
        }
        if (holds(other)) {
            stay.elsewhereAt = now;
            stay.elsewhere = where.id;
            return;
        }
        if (cut(other, end, now)) {
            if (stay.leavingSince == NONE || end <= now) {
                stay.leaving(now, where.id);
            }
            propagation.evidenceChanged(other, cause);
        }
        gone(other);
    }

    /** {@return whether activity in {@code where} can come from somebody who was in a location until now} */
    private static boolean mayHaveLeft(Node node, Node where, long now) {
        Stay stay = node.stay;
        return stay != null && node.own && stay.lastActive < now && !node.isAtOrBelow(where) && !where.isAtOrBelow(node)
                && !seesStillness(node);
    }

    /** Ends the timers of a location at an instant, if they would run longer. */
    private static boolean cut(Node node, long end, long now) {
        boolean changed = false;
        for (SourceState evidence : node.sources) {
            changed |= cut(node, evidence, end, now);
        }
        return changed;
    }

    private static boolean cut(Node node, SourceState evidence, long end, long now) {
        if (evidence.timer == NONE || evidence.timer <= end) {
            return false;
        }
        if (end > now) {
            node.put(evidence.withTimer(evidence.category, end, evidence.sustainOnly));
        } else if (evidence.hold) {
            node.put(evidence.withTimer(evidence.category, NONE, evidence.sustainOnly));
        } else {
            node.removeSource(evidence.source);
        }
        return true;
    }

    /** {@return whether a hold keeps the location occupied whoever is active elsewhere} */
    static boolean holds(Node node) {
        for (SourceState evidence : node.sources) {
            if (evidence.holds() && !(evidence.trust == Trust.LOST && MOTION.equals(evidence.category))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether something other than motion holds the location: it tells by itself when somebody leaves} */
    private static boolean seesStillness(Node node) {
        for (SourceState evidence : node.sources) {
            if (evidence.holds() && !MOTION.equals(evidence.category)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a sensor sees people sit still in a location next door, of which the stay takes a note. */
    private boolean isBesideHold(Node node, Stay stay) {
        stay.besideHold = null;
        for (Node other : neighbours.activeBeside(node)) {
            String held = stay.besideHold;
            if (seesSomebody(other, node) && (held == null || other.id.compareTo(held) < 0)) {
                stay.besideHold = other.id;
            }
        }
        return stay.besideHold != null;
    }

    /**
     * {@return whether a sensor that sees people sit still holds a location} A motion sensor that is still ON, a TV, a
     * washer or a phone does not tell that somebody is there now.
     *
     * @param active where there has just been activity: a hold that began there is not settled yet
     */
    static boolean seesSomebody(Node node, Node active) {
        if (isOccupied(node, active)) {
            for (SourceState evidence : node.sources) {
                if (evidence.holds() && evidence.trust != Trust.LOST && !evidence.sustainOnly
                        && PRESENCE.equals(evidence.category)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Key household(Node node) {
        Node root = node;
        for (Node above = node.parent; above != null; above = above.parent) {
            root = above;
        }
        return Tree.children(root).isEmpty() ? FLAT : new Key(root);
    }

    private boolean alone(Key household) {
        return headCount(household) == 1;
    }

    /** {@return how many people there can be in a household, or 0 if that is not known} */
    private int headCount(Key household) {
        Node root = household.root();
        if (root != null) {
            return root.config.headCount;
        }
        int most = 0;
        for (Node node : departing) {
            if (node.parent == null && household(node).equals(household)) {
                if (node.config.headCount == 1) {
                    return 1;
                }
                most = Math.max(most, node.config.headCount);
            }
        }
        return most;
    }

    /**
     * The location may be left by activity in any location of the household of which no neighbours are known either.
     */
    private void canBeLeft(Node node) {
        if (!Neighbours.known(node)) {
            Key household = household(node);
            Set<Node> locations = staying.get(household);
            if (locations == null) {
                locations = new LinkedHashSet<>();
                staying.put(household, locations);
            }
            locations.add(node);
        }
    }

    private void gone(Node node) {
        Set<Node> locations = staying.get(household(node));
        if (locations != null) {
            locations.remove(node);
        }
    }
}
