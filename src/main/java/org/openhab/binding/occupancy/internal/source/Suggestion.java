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
package org.openhab.binding.occupancy.internal.source;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;

/**
 * Makes the end of an error about an unknown word: what was probably meant, or else what is known.
 */
@NonNullByDefault
public final class Suggestion {

    private Suggestion() {
    }

    /**
     * Longer words get no suggestion: they were not typed by hand, and the distance takes time and memory by the
     * product of the lengths.
     */
    private static final int LONGEST_WORD = 100;
    /** The most known words that are listed. */
    private static final int MOST_NAMED = 20;

    /**
     * @param known the words that are known
     * @param given the word that is not
     * @return {@code "; did you mean \"motion\"?"} or {@code "; known are door, motion."}
     */
    public static String among(Collection<String> known, String given) {
        String nearest = nearest(known, given);
        if (nearest != null) {
            return "; did you mean \"" + Printable.line(nearest) + "\"?";
        }
        if (known.isEmpty()) {
            return ".";
        }
        String named = known.stream().limit(MOST_NAMED).map(Printable::brief).collect(Collectors.joining(", "));
        int more = known.size() - MOST_NAMED;
        return "; known are " + named + (more > 0 ? " and " + more + " more." : ".");
    }

    /** {@return the known word that is at most a third of its letters away, or {@code null}} */
    public static @Nullable String nearest(Collection<String> known, String given) {
        String word = given.trim().toLowerCase(Locale.ROOT);
        if (word.length() > LONGEST_WORD) {
            return null;
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int most = Math.max(1, candidate.length() / 3);
            if (candidate.length() > LONGEST_WORD || Math.abs(candidate.length() - word.length()) > most) {
                continue;
            }
            int distance = distance(candidate.toLowerCase(Locale.ROOT), word);
            if (distance < least && distance <= most) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** {@return how many letters must be put in, taken out, replaced or swapped to turn one word into the other} */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, steps[i - 2][j - 2] + 1);
                }
                steps[i][j] = least;
            }
        }
        return steps[a.length()][b.length()];
    }
}
