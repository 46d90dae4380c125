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

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Stay;

/**
 * A passage counts as left when somebody is active next door after it: they have walked through. Its timer is for those
 * who are not seen again. The rule applies once enough has happened in the passage to judge by.
 */
@NonNullByDefault
final class WalkedThrough implements LeavingRule {

    /**
     * Milliseconds after the activity next door. With the timer alone adlmr .756 instead of .785, aras_a .915 instead
     * of .923 (with ten seconds); with five .787 instead of .783 and .930 instead of .928.
     */
    private static final long LEAVES_AFTER_MILLIS = 5_000;

    /**
     * Part of {@code leaveTimeout} after which whoever stays in a passage has been seen there again, if its own
     * silences say so. Never: aras_a .9377 instead of .9408, the demo's family with adjacency and passages set .861
     * instead of .863.
     */
    private static final int SEEN_AGAIN_PART = 2;

    private final Neighbours neighbours;
    private final Propagation propagation;

    WalkedThrough(Neighbours neighbours, Propagation propagation) {
        this.neighbours = neighbours;
        this.propagation = propagation;
    }

    /**
     * {@return whether whoever stays in a passage has been seen there again, as a rule, when {@link #timeoutMillis} is
     * over}
     *
     * @param node the location
     * @param category of the source that saw them: it must have no timeout of its own
     * @param now when
     */
    static boolean isSeenAgainSoon(Node node, String category, long now) {
        Stay stay = node.stay;
        return stay != null && node.config.isLeftInPassing(category)
                && stay.activity.isSeldomSilentFor(timeoutMillis(node, now));
    }

    /** {@return for how long somebody who was seen in a passage counts then, in milliseconds} */
    static long timeoutMillis(Node node, long now) {
        return node.config.leaveTimeout().millisAt(now) / SEEN_AGAIN_PART;
    }

    @Override
    public boolean spread(Activity activity) {
        if (!activity.onlySustains()) {
            for (Node passage : neighbours.passagesBeside(activity.node())) {
                Stay stay = passage.stay;
                if (stay != null && passage.own && stay.activity.knowsRhythm()
                        && stay.activity.lastActive() < activity.now() && !passage.isHeld()
                        && passage.shortenTimers(activity.now() + LEAVES_AFTER_MILLIS, activity.now())) {
                    propagation.evidenceChanged(passage, activity.cause());
                }
            }
        }
        return false;
    }
}
