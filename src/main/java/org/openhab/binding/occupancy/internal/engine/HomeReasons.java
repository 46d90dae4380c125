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
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.Instants;
import org.openhab.binding.occupancy.internal.engine.whereabouts.Exits;
import org.openhab.binding.occupancy.internal.engine.whereabouts.HomeStay;

/**
 * Why a home itself is occupied or empty, whatever its rooms show, and what would make that surer.
 */
@NonNullByDefault
final class HomeReasons {

    private HomeReasons() {
    }

    /** Adds why somebody is at home, unless another reason lasts longer. */
    static void occupied(Node node, List<Reason> truth, List<Reason> ends) {
        HomeStay home = node.home;
        Instant until = home == null ? null : Instants.toInstant(home.until());
        if (home == null || until == null) {
            return;
        }
        String only = home.onlyReport();
        if (only != null) {
            truth.add(0, new Reason(Kind.ONLY_REPORT, Exits.source(only), null, until,
                    Instants.toInstant(home.onlyReportAt())));
        } else if (home.leavingSince() != NONE) {
            truth.add(0, left(home, Kind.EXIT_MOVED, until));
        } else if (truth.stream().map(Reason::until).allMatch(end -> end != null && end.isBefore(until))) {
            truth.add(
                    new Reason(Kind.AT_HOME, home.lastInsideAt(), null, until, Instants.toInstant(home.lastInside())));
            ends.add(new Reason(Kind.EXIT_MOVES, null, null, null));
        } else {
            return;
        }
        ends.add(new Reason(Kind.TIME_PASSES, null, null, until));
    }

    /** {@return how everybody was seen leaving, or {@code null} if nobody was} */
    static @Nullable Reason vacant(Node node) {
        HomeStay home = node.home;
        return home == null || !home.isDecided() || home.leavingSince() == NONE ? null
                : left(home, Kind.LEFT_HOME, null);
    }

    private static Reason left(HomeStay home, Kind byExit, @Nullable Instant until) {
        String exit = home.leftBy();
        Instant since = Instants.toInstant(home.leavingSince());
        return exit == null ? new Reason(Kind.EVERYBODY_AWAY, null, null, until, since)
                : new Reason(byExit, Exits.source(exit), null, until, since);
    }

    /** Adds what is missing to be sure whether somebody is at home. */
    static void missing(Node node, List<Reason> ignored, LeftOpen leftOpen) {
        HomeStay home = node.home;
        if (home == null || !home.applies()) {
            return;
        }
        for (String source : home.falseAlarms().all()) {
            ignored.add(new Reason(Kind.FALSE_ALARMS, Exits.source(source), null, null));
        }
        Exits exits = home.exits();
        if (exits.all().isEmpty()) {
            ignored.add(new Reason(Kind.NO_EXIT, null, null, null));
        } else if (home.hasAnotherWay()) {
            ignored.add(new Reason(Kind.ANOTHER_WAY, null, null, null));
        }
        for (String exit : exits.all()) {
            long movedAt = exits.movedAt(exit);
            if (exits.isLearned()) {
                ignored.add(new Reason(Kind.EXIT_LEARNED, Exits.source(exit), null, null));
            }
            if (movedAt == NONE) {
                ignored.add(new Reason(Kind.EXIT_SILENT, Exits.source(exit), null, null));
            } else if (exits.isOpen(exit) && leftOpen.isOpenForLong(movedAt)) {
                ignored.add(new Reason(Kind.EXIT_OPEN, Exits.source(exit), null, null, Instants.toInstant(movedAt)));
            }
        }
    }
}
