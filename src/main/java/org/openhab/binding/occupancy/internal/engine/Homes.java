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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Exits;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Connects the root of each home with its rooms: the {@link HomeStay} of the root is told what happens in the rooms,
 * and the rooms are told when the home is left or cannot be empty.
 *
 * While everybody is thought to have left, no room that is left by departure stays occupied for longer than the home;
 * if somebody stayed after all, such a room gets back the end that it would have had. While the home cannot be empty,
 * one of these rooms is not left: the one that would be left last. The rule itself is in {@link HomeStay}.
 *
 * What does not contribute to the home, such as a garden, is no part of it; a door there can still be an exit.
 */
@NonNullByDefault
final class Homes {

    /** The categories of sensors that see people, and therefore also see that nobody is there any more. */
    private static final Set<String> SEE_PEOPLE = Set.of(Categories.PRESENCE, "count");
    private static final String PERSON = "person";
    /**
     * The category of measured values. They are no sign of people in a home that was left: a washing machine runs
     * alone.
     */
    private static final String LEVEL = "level";

    private static final Set<String> NOT_DOUBTED = Set.of(PERSON, LEVEL, "count");

    private final Tree tree;
    private final Propagation propagation;
    private final OpenStays openStays;
    /**
     * Whether there has been any home with locations that are left by departure; if not, most work here can be
     * skipped.
     */
    private boolean any;

    Homes(Tree tree, Propagation propagation, OpenStays openStays) {
        this.tree = tree;
        this.propagation = propagation;
        this.openStays = openStays;
    }

    // --------------------------------------------------------------------------------------------- configuration

    boolean any() {
        return any;
    }

    /** Applies the locations as they are configured now. */
    void configured(long now) {
        Map<Node, Home> homes = new HashMap<>();
        for (Node node : tree.all()) {
            Node root = root(node);
            Home home = homes.get(root);
            if (home == null) {
                home = new Home();
                homes.put(root, home);
            }
            home.add(node, root);
            node.home = node == root ? node.home : null;
        }
        homes.forEach((root, home) -> {
            HomeStay stay = root.home;
            if (stay == null && home.departs) {
                stay = new HomeStay();
                root.home = stay;
            }
            if (stay != null) {
                any = true;
                long before = stay.until();
                stay.over(now);
                stay.configured(home.departs, home.leadOut, home.doNot);
                if (stay.until() != before) {
                    propagation.changed(root, new Cause.Config());
                }
            }
        });
    }

    /** What is configured of a home. */
    private static final class Home {
        boolean departs;
        final Set<String> leadOut = new TreeSet<>();
        final Set<String> doNot = new TreeSet<>();

        void add(Node node, Node root) {
            departs |= node != root && node.isLeftByDeparture() && isPart(node);
            node.config.exits()
                    .forEach((source, leadsOut) -> (leadsOut ? leadOut : doNot).add(Exits.key(node.id, source)));
        }
    }

    /** Forgets all, as if nothing had ever happened. */
    void clear() {
        for (Node node : tree.all()) {
            node.home = null;
        }
    }

    /** Moves what is remembered by the time that the host's clock was set. */
    void shift(long millis) {
        for (Node node : tree.all()) {
            HomeStay home = node.home;
            if (home != null) {
                home.shift(millis);
            }
        }
    }

    private static Node root(Node node) {
        Node root = node;
        for (Node above = node.parent; above != null; above = above.parent) {
            root = above;
        }
        return root;
    }

    /** {@return whether somebody who is in a location is at home} */
    private static boolean isPart(Node node) {
        for (Node part = node; part != null; part = part.parent) {
            if (part.parent != null && !part.config.contributesToParent()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable HomeStay home(Node node) {
        HomeStay home = root(node).home;
        return home != null && home.applies() ? home : null;
    }

    // ------------------------------------------------------------------------------------------------- what happens

    /**
     * {@return whether a report is doubted, because its source has reported somebody again and again when nobody was
     * there} A presence sensor is believed for as long as it reports somebody: see {@link HoldEnded}.
     *
     * @param activity the report
     * @param named whether it speaks of somebody by name
     */
    static boolean doubts(Activity activity, boolean named) {
        Node node = activity.node();
        HomeStay home = home(node);
        if (home == null || !isPart(node)) {
            return false;
        }
        if (activity.onlySustains() || activity.door() != null || named || activity.type() == EventType.MANUAL
                || NOT_DOUBTED.contains(activity.category())) {
            home.falseAlarms().happened(key(activity), activity.now());
            return false;
        }
        return home.falseAlarms().reported(key(activity), !node.own, activity.now()) && !activity.isPresence();
    }

    /** {@return whether a source has reported somebody again and again when nobody was there} */
    static boolean isUnreliable(Activity activity) {
        HomeStay home = home(activity.node());
        return home != null && home.falseAlarms().isUnreliable(key(activity));
    }

    /**
     * Records an activity before the evidence of its location changes.
     *
     * @param activity the activity
     * @param named whether it speaks of somebody by name
     */
    void observe(Activity activity, boolean named) {
        Node node = activity.node();
        HomeStay home = home(node);
        if (home == null || activity.timerEnd() <= activity.now()) {
            return;
        }
        Node root = root(node);
        home.over(activity.now());
        Before before = new Before(home);
        switch (activity.type()) {
            case HOLD_START -> holdStarted(activity, home, root, named);
            case HOLD_END -> holdEnded(activity, home, root);
            default -> happened(activity, home, root, named);
        }
        home.over(activity.now());
        settle(root, home, before, activity.cause(), activity.now());
    }

    private static void happened(Activity activity, HomeStay home, Node root, boolean named) {
        Node node = activity.node();
        BoundaryChange side = activity.door();
        if (side != null || node.config.exits().containsKey(activity.source())) {
            boolean livedIn = node == root || node.config.passage() || !Tree.children(node).isEmpty();
            if (home.doorMoved(key(activity), side == BoundaryChange.OPENED, livedIn, () -> isHeld(root, null),
                    root.config.homeStayMillis(), root.config.leaveTimeout().millisAt(activity.now()),
                    activity.now())) {
                return;
            }
        }
        inside(activity, home, root, activity.now(), named || activity.type() == EventType.MANUAL);
    }

    private static void holdStarted(Activity activity, HomeStay home, Node root, boolean named) {
        if (activity.isMotion()) {
            home.motionStarted(key(activity), activity.now());
        }
        if (!LEVEL.equals(activity.category())) {
            inside(activity, home, root, activity.now(), named || PERSON.equals(activity.category()));
        }
    }

    private static void holdEnded(Activity activity, HomeStay home, Node root) {
        Node node = activity.node();
        SourceState known = node.source(activity.source());
        if (known == null || known.sustainOnly || !isPart(node)) {
            return;
        }
        if (PERSON.equals(known.category)) {
            if (!isAnybodyKnown(root, known)) {
                home.everybodyAway(root.config.leaveTimeout().millisAt(activity.now()), activity.now());
            }
        } else if (Categories.MOTION.equals(known.category)) {
            inside(activity, home, root, home.motionEnded(key(activity), activity.now()), false);
        } else if (SEE_PEOPLE.contains(known.category) && (isHeld(root, known)
                || !home.clearedAtExit(node.id, root.config.leaveTimeout().millisAt(activity.now()), activity.now()))) {
            inside(activity, home, root, activity.now(), false);
        }
    }

    private static void inside(Activity activity, HomeStay home, Node root, long at, boolean certain) {
        Node node = activity.node();
        if (isPart(node) && (node.own || !activity.sustainOnly())) {
            BooleanSupplier held = () -> activity.isHoldEnd() || isHeld(root, null);
            home.inside(key(activity), at, held, root.config.homeStayMillis(),
                    node.config.timeoutMillis(activity.category(), activity.now()), certain, activity.now());
        }
    }

    private static String key(Activity activity) {
        return Exits.key(activity.node().id, activity.source());
    }

    /** Records on which side a door was found, without anybody having moved it just now. */
    static void doorFound(Node node, String source, @Nullable BoundaryChange side) {
        HomeStay home = side == null ? null : home(node);
        if (home != null) {
            home.exits().found(Exits.key(node.id, source), side == BoundaryChange.OPENED);
        }
    }

    /** Records that a person said nobody is in a location. To be called before its evidence is forgotten. */
    void vacated(Node node, Cause cause, long now) {
        HomeStay home = home(node);
        if (home != null && node.parent == null) {
            home.over(now);
            Before before = new Before(home);
            home.vacated();
            settle(node, home, before, cause, now);
        }
    }

    /**
     * Records that time has passed at the root of a home. {@return what emptied it, or {@code null} if nothing did}
     */
    static @Nullable Cause over(Node node, long now) {
        HomeStay home = node.home;
        if (home == null || !home.over(now)) {
            return null;
        }
        String only = home.onlyReport();
        return only != null ? new Cause.Timer(Exits.source(only))
                : home.leavingSince() != NONE ? left(home)
                        : new Cause.StayedTooLong(Instant.ofEpochMilli(home.lastInside()));
    }

    /** {@return why a timer of a room ends with the home, or {@code null} if it does not} */
    static @Nullable Cause endOf(Node node, long timer) {
        HomeStay home = home(node);
        Stay stay = node.stay;
        return home == null || stay == null || home.leavingSince() == NONE || stay.leaving.heldBack() <= timer ? null
                : left(home);
    }

    private static Cause left(HomeStay home) {
        String exit = home.leftBy();
        return new Cause.Left(exit == null ? null : Exits.location(exit), exit == null ? null : Exits.source(exit),
                Instant.ofEpochMilli(home.leavingSince()));
    }

    private static boolean isAnybodyKnown(Node root, SourceState but) {
        for (Node node : Tree.subtreeWithContent(root)) {
            for (SourceState each : node.sources) {
                if (each != but && each.holds() && PERSON.equals(each.category)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether a sensor sees somebody in a home, or somebody is known by name to be there} */
    private static boolean isHeld(Node root, @Nullable SourceState but) {
        for (Node node : Tree.subtreeWithContent(root)) {
            for (SourceState each : node.sources) {
                if (each != but && each.holds() && !each.sustainOnly && each.trust != Trust.LOST
                        && (PERSON.equals(each.category) || SEE_PEOPLE.contains(each.category)) && isPart(node)) {
                    return true;
                }
            }
        }
        return false;
    }

    // ----------------------------------------------------------------------------------------- what it means for rooms

    /** What a home showed before something happened in it, to see what changed. */
    private record Before(long limit, long until) {
        Before(HomeStay home) {
            this(home.limit(), home.until());
        }
    }

    /** Has the home settled, and caps the ends of its rooms while everybody is thought to have left. */
    private void settle(Node root, HomeStay home, Before before, Cause cause, long now) {
        if (home.limit() != before.limit) {
            for (Node node : Tree.subtreeWithContent(root)) {
                if (node.isLeftByDeparture() && isPart(node) && limit(node, before.limit, home.limit(), now)) {
                    // the stay may have been extended beyond what another rule said: let that rule shorten it again
                    openStays.add(node);
                    propagation.evidenceChanged(node, cause);
                }
            }
        }
        if (home.until() != before.until) {
            propagation.changed(root, cause);
        }
    }

    /** Ends the timers of a location with the home, and lets them last again when somebody stayed after all. */
    private static boolean limit(Node node, long before, long limit, long now) {
        Stay stay = node.stay;
        if (stay == null) {
            return false;
        }
        long heldBack = stay.leaving.heldBack();
        long longest = NONE;
        boolean changed = false;
        for (SourceState evidence : node.sources) {
            long free = evidence.timer != NONE && evidence.timer == before ? Math.max(evidence.timer, heldBack)
                    : evidence.timer;
            longest = Math.max(longest, free);
            if (free > evidence.timer && limit > evidence.timer) {
                node.put(evidence.withTimer(evidence.category, Math.min(free, limit), evidence.sustainOnly));
                changed = true;
            } else {
                changed |= node.shortenTimer(evidence, limit, now);
            }
        }
        stay.leaving.heldBack(longest > limit ? longest : NONE);
        return changed;
    }

    /**
     * Caps the end of a location by the end of the home.
     *
     * @param node the location
     * @param stay what it remembers
     * @param end when it would be left
     * @param now the instant
     * @return when it is left
     */
    static long cap(Node node, Stay stay, long end, long now) {
        HomeStay home = home(node);
        long limit = home == null || !isPart(node) ? HELD : Math.max(now, home.limit());
        stay.leaving.heldBack(end > limit ? end : NONE);
        return Math.min(end, limit);
    }

    /** {@return whether somebody must be in one of the rooms of the home that a location is a part of} */
    static boolean cannotBeEmpty(Node node, long now) {
        HomeStay home = home(node);
        return home != null && isPart(node) && home.cannotBeEmpty(now);
    }

    /** {@return until when somebody is at home in the home of a location} */
    static long until(Node node) {
        HomeStay home = home(node);
        return home == null ? NONE : home.until();
    }

    /**
     * {@return whether a location must not be left, because somebody is at home and it is the only one left}
     *
     * @param node the location that would be left
     * @param active where there has just been activity
     * @param now the instant
     */
    static boolean isLastOne(Node node, Node active, long now) {
        if (!cannotBeEmpty(node, now) || mayHoldSomebody(active, active)) {
            return false;
        }
        for (Node other : Tree.subtreeWithContent(root(node))) {
            if (other != node && mayHoldSomebody(other, active)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether somebody may be in a location who was not seen leaving it} */
    private static boolean mayHoldSomebody(Node node, Node active) {
        Stay stay = node.stay;
        return stay != null && node.parent != null && node.isLeftByDeparture() && node.isOccupied(active)
                && (stay.leaving.since() == NONE || node.isHeld()) && isPart(node);
    }

    /** Notes that a location is kept occupied only because the home is not empty. */
    static void spare(Node node) {
        HomeStay home = home(node);
        if (home != null) {
            home.spare(node.id);
        }
    }

    /** {@return whether a location is kept occupied only because the home is not empty} */
    static boolean isSpared(Node node) {
        HomeStay home = home(node);
        return home != null && node.id.equals(home.spared());
    }

    /**
     * {@return the location that was kept occupied only because the home is not empty, if it can be left now that
     * somebody is active in another; it is forgotten then}
     */
    @Nullable
    Node spared(Node active) {
        HomeStay home = home(active);
        String id = home == null ? null : home.spared();
        if (home == null || id == null || !mayHoldSomebody(active, active)) {
            return null;
        }
        home.spare(null);
        return id.equals(active.id) ? null : tree.get(id);
    }

    /** {@return whether a door leads out of the home, as far as is known} */
    static boolean isExit(Node node, String source) {
        HomeStay home = home(node);
        return home != null && home.exits().contains(Exits.key(node.id, source));
    }
}
