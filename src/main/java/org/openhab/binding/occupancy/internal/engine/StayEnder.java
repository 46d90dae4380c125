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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * Ends the stay in a location that somebody was seen leaving: shortens its timers, unless a source holds it.
 */
@NonNullByDefault
final class StayEnder {

    private static final Comparator<Node> LONGEST_SILENT_FIRST = Comparator.comparingLong(StayEnder::lastActive)
            .thenComparing(node -> node.id);

    private final Propagation propagation;
    private final OpenStays openStays;

    StayEnder(Propagation propagation, OpenStays openStays) {
        this.propagation = propagation;
        this.openStays = openStays;
    }

    /** {@return whether an activity elsewhere can come from somebody who was in a location until now} */
    static boolean mayHaveLeft(Node node, Activity elsewhere) {
        Stay stay = node.stay;
        Node where = elsewhere.node();
        return stay != null && node.own && stay.activity.lastActive() < elsewhere.now() && !node.isAtOrBelow(where)
                && !where.isAtOrBelow(node) && !node.isHeldByOtherThanMotion();
    }

    /**
     * {@return locations in the order in which they are left: the one in which there was activity last is left last, or
     * not at all if somebody must be in one of them}
     */
    static List<Node> longestSilentFirst(Collection<Node> nodes) {
        List<Node> ordered = new ArrayList<>(nodes);
        if (ordered.size() > 1) {
            ordered.sort(LONGEST_SILENT_FIRST);
        }
        return ordered;
    }

    private static long lastActive(Node node) {
        Stay stay = node.stay;
        return stay == null ? Instants.NONE : stay.activity.lastActive();
    }

    /**
     * Ends the stay in a location.
     *
     * @param node the location
     * @param elsewhere the activity elsewhere that tells so
     * @param end when it ends, at the latest
     * @param certain whether whoever was active there has certainly left here; otherwise they may come back, or may
     *            never have been here
     */
    void end(Node node, Activity elsewhere, long end, boolean certain) {
        Stay stay = node.stay;
        if (stay == null) {
            return;
        }
        long now = elsewhere.now();
        if (node.isHeld()) {
            if (certain) {
                stay.leaving.activeElsewhere(now, elsewhere.node().id);
            }
            return;
        }
        if (stay.leaving.since() == Instants.NONE && Homes.isLastOne(node, elsewhere.node(), now)) {
            Homes.spare(node);
            return;
        }
        if (node.shortenTimers(end, now)) {
            if (stay.leaving.since() == NONE || end <= now) {
                stay.leaving.seen(now, elsewhere.node().id);
            }
            // a stay that ends at once has this activity as its cause; one that ends later gets its cause when it
            // does
            propagation.evidenceChanged(node, end > now ? elsewhere.cause()
                    : new Cause.Left(elsewhere.node().id, null, Instant.ofEpochMilli(now)));
        }
        if (certain) {
            openStays.remove(node);
        }
    }
}
