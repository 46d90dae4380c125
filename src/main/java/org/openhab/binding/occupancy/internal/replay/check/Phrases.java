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
package org.openhab.binding.occupancy.internal.replay.check;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Numbers and lists in sentences.
 */
@NonNullByDefault
public final class Phrases {

    private Phrases() {
    }

    /** {@return a long time: {@code 26 hours}, {@code 3.5 days}} */
    static String span(Duration span) {
        double days = span.toMillis() / 86_400_000.0;
        return days < 2 ? String.format(Locale.ROOT, "%.0f hours", days * 24)
                : String.format(Locale.ROOT, days < 10 ? "%.1f days" : "%.0f days", days);
    }

    static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : String.format(Locale.ROOT, "%,d times", count);
    }

    static String count(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    /** {@return {@code a}, {@code a and b}, {@code a, b and c}} */
    public static String list(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
