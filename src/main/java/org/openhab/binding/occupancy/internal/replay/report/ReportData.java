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

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.Maps;
import org.openhab.binding.occupancy.internal.replay.SourceTick;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@link Report} as compact JSON for the page's script.
 *
 * Times are seconds: spans are a flat list of gap, length, gap, length; ticks a list of gaps. Every text stands in the
 * table {@code texts} once and is referred to by its index.
 */
@NonNullByDefault
final class ReportData {

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final Report report;
    private final Map<String, Integer> texts = new LinkedHashMap<>();

    private ReportData(Report report) {
        this.report = report;
    }

    static ObjectNode of(Report report) {
        return new ReportData(report).build();
    }

    private ObjectNode build() {
        ObjectNode root = json.objectNode();
        root.put("title", report.title());
        root.put("zone", report.zone().getId());
        root.put("start", report.start().getEpochSecond());
        root.put("length", second(report.end()));
        root.set("offsets", offsets());
        root.set("known", spans(report.locations().isEmpty() ? List.of() : report.locations().get(0).known()));
        ArrayNode locations = root.putArray("places");
        for (LocationHistory location : report.locations()) {
            locations.add(location(location));
        }
        ArrayNode moments = root.putArray("moments");
        for (Moment moment : report.moments()) {
            moments.addObject().put("at", second(moment.at())).put("place", moment.location())
                    .put("question", moment.question()).put("answer", moment.answer());
        }
        ArrayNode table = root.putArray("texts");
        texts.keySet().forEach(table::add);
        return root;
    }

    /** The page must show the home's own time, whatever zone its reader lives in. */
    private ArrayNode offsets() {
        ArrayNode offsets = json.arrayNode();
        offsets.add(0).add(report.zone().getRules().getOffset(report.start()).getTotalSeconds());
        @Nullable
        ZoneOffsetTransition next = report.zone().getRules().nextTransition(report.start());
        while (next != null && next.getInstant().isBefore(report.end())) {
            offsets.add(second(next.getInstant())).add(next.getOffsetAfter().getTotalSeconds());
            next = report.zone().getRules().nextTransition(next.getInstant());
        }
        return offsets;
    }

    private ObjectNode location(LocationHistory location) {
        ObjectNode node = json.objectNode();
        node.put("id", location.id());
        node.put("parent", location.parent());
        node.put("depth", location.depth());
        node.set("stays", spans(location.occupied()));
        ArrayNode causes = node.putArray("causes");
        for (LocationHistory.Stay stay : location.stays()) {
            Cause ended = stay.ended();
            causes.add(text(CauseText.of(stay.began(), true)));
            causes.add(ended == null ? -1 : text(CauseText.of(ended, false)));
        }
        if (!location.people().isEmpty()) {
            node.set("people", people(location.people()));
        }
        if (!location.locks().isEmpty()) {
            ArrayNode locks = node.putArray("locks");
            for (LocationHistory.Locked locked : location.locks()) {
                locks.add(lock(locked));
            }
        }
        if (!location.ticks().isEmpty()) {
            node.set("sources", sources(location.ticks()));
        }
        Map<String, List<Span>> truth = location.truth();
        if (truth != null) {
            node.set("truth", people(truth));
        }
        return node;
    }

    private ObjectNode lock(LocationHistory.Locked locked) {
        Lock lock = locked.lock();
        return json.objectNode().put("from", second(locked.span().from())).put("to", second(locked.span().to()))
                .put("owner", text(lock.owner())).put("mode", lock.mode().name()).put("on", text(locked.from()));
    }

    private ObjectNode people(Map<String, List<Span>> people) {
        ObjectNode node = json.objectNode();
        people.forEach((person, spans) -> node.set(person, spans(spans)));
        return node;
    }

    private ArrayNode sources(List<SourceTick> ticks) {
        Map<String, List<SourceTick>> bySource = new LinkedHashMap<>();
        for (SourceTick tick : ticks) {
            Maps.getOrPut(bySource, tick.source(), () -> new ArrayList<>()).add(tick);
        }
        ArrayNode sources = json.arrayNode();
        bySource.forEach((source, list) -> {
            ObjectNode node = sources.addObject();
            node.put("source", source);
            node.put("item", list.get(0).item());
            node.put("type", list.get(0).type());
            ArrayNode times = node.putArray("at");
            ArrayNode states = node.putArray("states");
            StringBuilder active = new StringBuilder(list.size());
            long last = 0;
            for (SourceTick tick : list) {
                long at = second(tick.at());
                times.add(at - last);
                states.add(text(tick.state()));
                active.append(tick.active() ? '1' : '0');
                last = at;
            }
            node.put("active", active.toString());
        });
        return sources;
    }

    private ArrayNode spans(List<Span> spans) {
        ArrayNode node = json.arrayNode();
        long last = 0;
        for (Span span : spans) {
            long from = second(span.from());
            long to = second(span.to());
            node.add(from - last).add(to - from);
            last = to;
        }
        return node;
    }

    private int text(String text) {
        Integer index = texts.putIfAbsent(text, texts.size());
        return index == null ? texts.size() - 1 : index;
    }

    private long second(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli() - report.start().getEpochSecond() * 1000 + 500, 1000);
    }
}
