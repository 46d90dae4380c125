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
package org.openhab.binding.occupancy.internal.replay.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A stretch of time.
 *
 * @param from its first instant
 * @param to its end, exclusive
 */
@NonNullByDefault
public record Span(Instant from, Instant to) {

    /** {@return how much of it lies between two instants} */
    Duration within(Instant start, Instant end) {
        Instant first = from.isAfter(start) ? from : start;
        Instant last = to.isBefore(end) ? to : end;
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }

    /** {@return the time that lies in at least one of the spans, in order and without spans that touch} */
    static List<Span> union(Collection<Span> spans) {
        List<Span> result = new ArrayList<>();
        for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            Span last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last == null || span.from.isAfter(last.to)) {
                result.add(span);
            } else if (span.to.isAfter(last.to)) {
                result.set(result.size() - 1, new Span(last.from, span.to));
            }
        }
        return result;
    }

    /** {@return the time that lies in a span of both, each of them in order and without overlaps} */
    static List<Span> intersection(List<Span> one, List<Span> other) {
        List<Span> result = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < one.size() && j < other.size()) {
            Span a = one.get(i);
            Span b = other.get(j);
            Instant from = a.from.isAfter(b.from) ? a.from : b.from;
            Instant to = a.to.isBefore(b.to) ? a.to : b.to;
            if (from.isBefore(to)) {
                result.add(new Span(from, to));
            }
            if (a.to.isBefore(b.to)) {
                i++;
            } else {
                j++;
            }
        }
        return result;
    }
}
