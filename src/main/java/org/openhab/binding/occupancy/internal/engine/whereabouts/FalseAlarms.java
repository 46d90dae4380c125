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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Which sources of a home report somebody although nobody is there, by their own history.
 *
 * <p>
 * <b>The problem.</b> The sun, a draught or a cat triggers a sensor at three at night, and the light goes on. Nothing
 * tells that report from one of a person, but what comes after: a person goes on moving.
 *
 * <p>
 * <b>The rule.</b> A source gets a point when it alone reports somebody in a vacant location: nothing else in the home
 * has reported anything for {@link #QUIET_MILLIS} before, nor does for as long after. It loses two when something else
 * reports sooner, because who walks about is seen by more than one sensor. The points go up and down between bounds, as
 * in the predictors of processors (J. E. Smith, "A study of branch prediction strategies", ISCA 1981): it takes several
 * surprises to change an opinion, and no more of them if the opinion is years old.
 *
 * <p>
 * From {@link #UNRELIABLE} points on, a report of this source alone makes no location occupied while all is quiet. It
 * does as soon as anything else reports somebody, or the source itself again within two minutes: somebody moves there.
 * Of five recorded homes that is so in one, where four sensors fire for a second at night: .937 to .939, the others are
 * as they were. What was tried besides is in {@code doc/accuracy-lab.md}.
 *
 * <p>
 * <b>What bounds it.</b> As many counts as there are sources. Who lives with a single sensor is never confirmed by
 * another one, but only by moving on.
 *
 * <p>
 * <b>An example.</b> On six nights the kitchen's sensor reports once at three, and nothing else until seven: six
 * points. Its seventh such report is doubted, and makes it seven points. So is the eighth, but a minute after it the
 * hall reports: five points are left, and the ninth report is believed.
 */
@NonNullByDefault
public final class FalseAlarms implements Remembered {

    /** Milliseconds. Whoever is up is seen by something else within this time. */
    private static final long QUIET_MILLIS = 600_000;
    /** From so many points on a source is not believed alone. */
    private static final long UNRELIABLE = 6;
    /**
     * From so many points on a source is no witness for itself in a home that was left. One: whoever sleeps longer than
     * the others is armed on sooner.
     */
    private static final long NO_WITNESS = 3;
    /** What is remembered of them at most, so that a sensor that was mended is believed again. */
    private static final long MOST_POINTS = 8;
    private static final long SPEAKS_FOR_IT = 2;
    /** Milliseconds between two reports of a source by somebody who moves: less is one report, more is another one. */
    private static final long MOVES_LEAST_MILLIS = 5_000;
    private static final long MOVES_MOST_MILLIS = 120_000;
    /** Milliseconds. A source that has reported somebody for longer has seen somebody. */
    private static final long ONE_REPORT_MILLIS = 60_000;

    private SortedMap<String, Long> points = new TreeMap<>();
    /** The source of the latest report, when that was, and when another source reported anything last. */
    private @Nullable String lastSource;
    private long lastAt = NONE;
    private long otherAt = NONE;
    /** The source of a report that nothing came before, while it is open whether anything follows. */
    private @Nullable String lone;
    private long loneAt = NONE;

    /** {@return whether anything was ever reported} */
    boolean knowsAnything() {
        return lastAt != NONE;
    }

    /**
     * Records that a source reports somebody.
     *
     * @param source the source; see {@link Exits#key}
     * @param vacant whether its location was vacant just before
     * @param now when
     * @return whether the report is doubted
     */
    public boolean reported(String source, boolean vacant, long now) {
        boolean again = source.equals(lastSource);
        long quietSince = again ? otherAt : lastAt;
        boolean quiet = quietSince == NONE || now - quietSince >= QUIET_MILLIS;
        boolean moves = again && now - lastAt >= MOVES_LEAST_MILLIS && now - lastAt <= MOVES_MOST_MILLIS;
        close(source, now);
        last(source, now);
        if (!vacant || !quiet || moves) {
            return false;
        }
        if (lone == null) {
            lone = source;
            loneAt = now;
        }
        return isUnreliable(source);
    }

    /**
     * Records anything else that tells of people: a door, a person, a sensor that sees nobody any more. It is never
     * doubted, but whoever caused it may have caused a report before.
     *
     * @param source the source; see {@link Exits#key}
     * @param now when
     */
    public void happened(String source, long now) {
        if (!source.equals(lone)) {
            close(source, now);
        } else if (now - loneAt > ONE_REPORT_MILLIS) {
            lone = null;
        }
        last(source, now);
    }

    /** Decides of the report that is open, if this is the time. */
    private void close(String source, long now) {
        String open = lone;
        boolean quiet = now - loneAt >= QUIET_MILLIS;
        if (open != null && (quiet || !open.equals(source))) {
            long sum = points.getOrDefault(open, 0L) + (quiet ? 1 : -SPEAKS_FOR_IT);
            points.put(open, Math.max(0, Math.min(MOST_POINTS, sum)));
            lone = null;
        }
    }

    private void last(String source, long now) {
        if (!source.equals(lastSource)) {
            otherAt = lastAt;
            lastSource = source;
        }
        lastAt = now;
    }

    /** {@return whether a source has reported somebody so often when nobody was there that it is not believed alone} */
    public boolean isUnreliable(String source) {
        return points.getOrDefault(source, 0L) >= UNRELIABLE;
    }

    /** {@return whether a source has reported somebody more than once when nobody was there} */
    boolean isNoWitness(String source) {
        return points.getOrDefault(source, 0L) >= NO_WITNESS;
    }

    /** {@return the sources that are unreliable} */
    public List<String> all() {
        return points.keySet().stream().filter(this::isUnreliable).toList();
    }

    @Override
    public void each(StoredFields fields) {
        points = fields.tallies("falseAlarms", points);
        points.replaceAll((source, sum) -> Math.min(MOST_POINTS, sum));
        lastSource = fields.text("lastReport", lastSource);
        lastAt = fields.instant("lastReportAt", lastAt);
        otherAt = fields.instant("otherReportAt", otherAt);
        lone = fields.text("loneReport", lone);
        loneAt = fields.instant("loneReportAt", loneAt);
    }
}
