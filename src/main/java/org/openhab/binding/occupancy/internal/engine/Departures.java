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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.engine.model.Weighing;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Leaving, not just time: ends the evidence of {@link Vacancy#DEPARTURE} locations when somebody was seen leaving.
 *
 * <p>
 * <b>The problem.</b> A sensor tells who moves. It tells nothing of somebody who sits still, and hardly ever that
 * somebody goes. So a timer is too short for whoever reads in a chair and too long for a room that was left, whatever
 * is set.
 *
 * <p>
 * <b>The method.</b> That a timer should follow how briskly people move is known (V. Garg and N. K. Bansal, "Smart
 * occupancy sensors to reduce energy consumption", Energy and Buildings 32, 2000), and so is that several sensors
 * together tell more than any of them (R. H. Dodier, G. P. Henze, D. K. Tiller and X. Guo, "Building occupancy
 * detection through sensor belief networks", Energy and Buildings 38, 2006). Both are rules here: the timer of each
 * source runs for the location's {@code stayTimeout}, and evidence of leaving cuts it short. How briskly people move is
 * in {@code Rhythm}; where they are seen next, in {@link Neighbours}.
 *
 * <p>
 * <b>What is ours.</b> Each way of leaving is a {@link LeavingRule}: through a door, to the location next door, to a
 * room where a sensor holds the only person, and so on. Each names the instant at which the location is left at the
 * latest as far as it can tell, and the earliest of these counts. A rule may settle an activity; then the later rules
 * are not asked. New activity in the location takes all of it back.
 * Only one rule may keep a location occupied for longer than another says: {@link PeopleElsewhere}, which asks the
 * hypotheses where everybody is, once these know the household. A new way of leaving is a class of its own and a line
 * in the constructor.
 *
 * <p>
 * <b>What bounds it.</b> What no sensor sees: two in the kitchen, of whom one walks to the hall, look like one person
 * who left the kitchen, until the other moves or the hypotheses have heard of two people. An event takes time for each
 * location that somebody may have left by it. In a home of one person these are all locations that are left by
 * departure; such homes are small.
 *
 * <p>
 * <b>An example</b> with three sensors. One can walk from the bedroom to the hall, and from there to the kitchen;
 * {@code leaveTimeout} is one minute, {@code stayTimeout} four hours.
 * <ul>
 * <li>7:00:00, the bedroom reports: it stays occupied until 11:00:00 ({@link StayTimeoutPassed}).
 * <li>7:00:20, the hall reports: somebody may have walked there, so the bedroom stays until 7:01:20 ({@link
 * ActiveNextDoor}), and the hall until 11:00:20.
 * <li>7:00:30, the bedroom reports again: somebody is still there, until 11:00:30. Now it is the hall that may have
 * been left; it stays until 7:01:30.
 * <li>7:10:00, the kitchen reports, which is not next to the bedroom. The hall is long vacant, and nothing follows for
 * the bedroom: whoever passes the hall unseen is taken for another person.
 * <li>7:30:00, the hall reports: the bedroom stays until 7:31:00, and the kitchen, too.
 * </ul>
 *
 * What was decided, and on which recordings, is in {@code doc/accuracy-lab.md}.
 */
@NonNullByDefault
final class Departures {

    /**
     * Number of activities in a household after which its hypotheses decide; it is reached some hours after the
     * installation. Until then every location decides for itself. By then what was learned of each room's silences
     * outweighs the built-in ones.
     */
    static final int ENOUGH_ACTIVITIES = 200;

    private final Tree tree;
    private final Neighbours neighbours;
    private final Households households;
    private final Homes homes;
    private final OpenStays openStays = new OpenStays();
    /** The ways of leaving, in the order in which they are asked. */
    private final LeavingRule[] rules;

    private final Set<Node> departing = new LinkedHashSet<>();
    /** The locations that remember: those that are left by departure and those that people pass through. */
    private final Set<Node> remembering = new LinkedHashSet<>();

    Departures(Tree tree, Propagation propagation, int enoughActivities) {
        this.tree = tree;
        neighbours = new Neighbours(tree);
        households = new Households(neighbours, enoughActivities);
        homes = new Homes(tree, propagation, openStays);
        StayEnder ender = new StayEnder(propagation, openStays);
        HoldEnded holdEnded = new HoldEnded(households);
        rules = new LeavingRule[] { new StayTimeoutPassed(), new LoneReport(households), new DoorMoved(neighbours),
                new LeftDuringMotion(households), holdEnded, new PresenceNextDoor(neighbours, holdEnded),
                new WalkedThrough(neighbours, propagation), new OnlyPersonElsewhere(households, ender),
                new ActiveNextDoor(neighbours, homes, openStays, ender),
                new PeopleElsewhere(households, propagation, openStays) };
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
        homes.clear();
        households.clear();
    }

    /** Stores at each location what its household knows, so that a snapshot that is taken now contains it. */
    void record() {
        households.record();
    }

    /** Forgets what {@link #record} stored, which was only true at that moment. */
    void recorded() {
        for (Node node : remembering) {
            node.forgetHypotheses();
        }
    }

    /** {@return whether a change of settings matters to any way of leaving; where only timers run it does not} */
    boolean concernedBy(@Nullable LocationConfig before, LocationConfig after) {
        return !remembering.isEmpty() || homes.any() || !neighbours.isEmpty() || households.anyOnePerson()
                || concerned(after) || (before != null && concerned(before));
    }

    private static boolean concerned(LocationConfig config) {
        return config.vacancy() == Vacancy.DEPARTURE || !config.adjacent().isEmpty() || config.knownHeadCount() > 0;
    }

    /** Applies the locations as they are configured now. */
    void configured(long now) {
        Set<Node> departedBefore = new HashSet<>(departing);
        departing.clear();
        remembering.clear();
        openStays.clear();
        neighbours.configured();
        for (Node node : tree.all()) {
            if (node.isLeftByDeparture()) {
                departing.add(node);
            } else if (departedBefore.contains(node)) {
                for (SourceState evidence : node.sources) {
                    node.shortenTimer(evidence, Instants.plus(now, node.config.timeoutMillis(evidence.category, now)),
                            now);
                }
            }
            if (node.remembersStay()) {
                remembering.add(node);
                node.stay = node.stay == null ? new Stay() : node.stay;
            } else {
                node.stay = null;
            }
        }
        order(departing);
        order(remembering);
        departing.forEach(openStays::add);
        homes.configured(now);
        households.configured(tree.all(), remembering, departing);
    }

    /** Sorts by the order of creation, so that every run is the same. */
    private static void order(Set<Node> nodes) {
        List<Node> ordered = new ArrayList<>(nodes);
        ordered.sort((a, b) -> Integer.compare(a.ordinal, b.ordinal));
        nodes.clear();
        nodes.addAll(ordered);
    }

    /**
     * Records an activity before the evidence of its location changes.
     *
     * @return when the evidence ends: if the location is left by departure, when it would be left if nobody was seen
     *         leaving later; otherwise when it ends by time
     */
    long observe(Activity activity) {
        Node node = activity.node();
        long now = activity.now();
        Stay stay = node.stay;
        if (stay == null || !node.remembersStay()) {
            return activity.timerEnd();
        }
        // a door that counts for no time at all is still a way out of an occupied location
        boolean counts = activity.timerEnd() > now || (activity.door() != null && node.own);
        if (!counts || (activity.onlySustains() && !node.own)) {
            DoorMoved.read(node, activity.source(), activity.door(), now);
            return activity.timerEnd();
        }
        boolean emptied = seesThatNobodyIsThere(activity);
        Household household = households.of(node);
        double again = 0;
        if (household != null) {
            if (!activity.onlySustains()) {
                again = household.observe(node, activity.door(), now);
            } else if (emptied) {
                household.released(node, now);
            }
        }
        // Where it was thought that everybody had left, somebody may have been silent for longer than anybody expected.
        if (!activity.isHoldEnd()) {
            stay.activity.endSilence(now, node.own ? 1 : again);
        }
        if (activity.isHoldStart() && activity.isPresence() && !activity.sustainOnly()) {
            stay.presenceSensors.held();
        }
        stay.activity(now, node.own, node.config.stayMillis());
        if (!node.isLeftByDeparture()) {
            return activity.timerEnd();
        }
        if (emptied) {
            stay.presenceSensors.emptied(now);
        }
        long end = Instants.HELD;
        for (LeavingRule rule : rules) {
            end = Math.min(end, rule.observe(activity, stay));
        }
        end = Homes.cap(node, stay, end, now);
        if (activity.isHoldStart() && !activity.isMotion()) {
            openStays.remove(node);
            return end;
        }
        if (!activity.isHoldStart() && (!activity.isHoldEnd() || activity.isMotion() || emptied)) {
            node.shortenTimers(end, now);
        }
        openStays.add(node);
        return activity.saidFor() || activity.timerEnd() <= now ? Math.min(end, activity.timerEnd()) : end;
    }

    /**
     * Whether the end of a hold means that nobody is there. It does not for a TV that is switched off, a washer that
     * is done or a phone that left: others may still sit there.
     */
    static boolean seesThatNobodyIsThere(Activity activity) {
        SourceState known = activity.node().source(activity.source());
        return activity.isHoldEnd() && activity.isPresence() && (known == null || !known.sustainOnly);
    }

    /**
     * Asks the rules which other locations an activity is evidence of leaving for. Its own evidence has been stored.
     */
    void spread(Activity activity) {
        if (remembering.isEmpty()) {
            return;
        }
        for (LeavingRule rule : rules) {
            if (rule.spread(activity)) {
                return;
            }
        }
    }

    /**
     * {@return the probability that somebody is in a location or below, 0 to 1; {@code null} while the hypotheses of
     * its household do not decide, and where only timers run} It is 1 where somebody is known to be.
     */
    @Nullable
    Double probability(Node node, long now) {
        if (node.isAnybodyKnownInside()) {
            return 1.0;
        }
        Household household = households.deciding(node);
        return household == null ? null : household.probability(node, now);
    }

    /** {@return where people were seen walking from a location; see {@link Household#ways}} */
    List<LearnedWay> leadsTo(Node node) {
        Household household = households.of(node);
        return household == null ? List.of() : household.ways(node);
    }

    /** {@return where the people of a location's household are thought to be; {@code null} where nothing is weighed} */
    @Nullable
    Weighing weighing(Node node, long now) {
        Household household = households.of(node);
        return household == null ? null : household.weighing(household == households.deciding(node), now);
    }

    /**
     * When a hold ends by time: that of a motion sensor after {@code stayTimeout}, because nobody moves for so long
     * without a pause. So a stuck sensor does not keep a light on for ever.
     */
    static long holdEnd(Node node, String category, long now) {
        return node.remembersStay() && Categories.MOTION.equals(category) && node.config.stayMillis() > 0
                ? Instants.plus(now, node.config.stayMillis())
                : Instants.HELD;
    }

    /**
     * Lets the holds of motion sensors end as if the settings of today had been there when they began, so that a sensor
     * is given up as stuck at the same time whether or not the engine starts again meanwhile.
     */
    static void reconfigured(Node node, LocationConfig before, long now) {
        if (before.vacancy() == node.config.vacancy() && before.stayMillis() == node.config.stayMillis()) {
            return;
        }
        for (SourceState evidence : node.sources) {
            if (!evidence.hold || evidence.heldSince == Instants.NONE) {
                continue;
            }
            long end = holdEnd(node, evidence.category, evidence.heldSince);
            if (evidence.trust == Trust.LIVE && end != evidence.holdEnd
                    || evidence.trust == Trust.RESTORED && end < evidence.holdEnd) {
                SourceState limited = evidence.withHold(end, evidence.trust).expire(now);
                if (limited == null) {
                    node.removeSource(evidence.source);
                } else {
                    node.put(limited);
                }
            }
        }
    }

    /** How long a silent motion sensor counts after its hold: as long as any stay, for it says nothing of leaving. */
    static long lostTimer(Node node, SourceState lost, long now) {
        return node.isLeftByDeparture() && Categories.MOTION.equals(lost.category)
                ? Math.max(lost.timer, Instants.plus(now, node.config.stayMillis()))
                : lost.timer;
    }

    /** Records that a hold is over, by an event or by time: the location can be left again. */
    void released(Node node) {
        if (node.isLeftByDeparture()) {
            openStays.add(node);
        }
    }

    /** {@return what is known of whole homes} */
    Homes homes() {
        return homes;
    }

    /** Records that a person said nobody is in a location, or in it and all below. */
    void vacated(Node top, boolean subtree, Cause cause, long now) {
        homes.vacated(top, cause, now);
        Household household = households.of(top);
        if (household != null) {
            for (Node location : household.locations()) {
                // also vacant locations, in which a hypothesis may still have had somebody
                if (location == top || (subtree && location.isAtOrBelow(top))) {
                    household.vacated(location);
                }
            }
        }
    }
}
