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

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Maps;

/**
 * The sources of a home, found by item, by location and by what is due next.
 */
@NonNullByDefault
final class Sources {

    /**
     * Sorts by name, so that the order in which sources were added makes no difference. Only a source and its
     * replacement under the same name are sorted by age.
     */
    private static final Comparator<Source> BY_NAME = Comparator.<Source, String> comparing(s -> s.config.location())
            .thenComparing(s -> s.config.id()).thenComparingInt(s -> s.ordinal);

    private final Map<String, Item> items = new HashMap<>();
    private final Map<String, Map<String, Source>> byLocation = new HashMap<>();
    /** The sources that can report somebody in other locations than their own. */
    private final Set<Source> persons = new TreeSet<>(BY_NAME);
    private final Set<Source> counters = new TreeSet<>(BY_NAME);
    private final TreeSet<Source> due = new TreeSet<>(Comparator.comparingLong(Source::due).thenComparing(BY_NAME));
    private int created;

    /** {@return the item, or {@code null} if no source listens to it} */
    @Nullable
    Item item(String name) {
        return items.get(name);
    }

    Set<String> items() {
        return Collections.unmodifiableSet(items.keySet());
    }

    @Nullable
    Source get(String location, String id) {
        Map<String, Source> ofLocation = byLocation.get(location);
        return ofLocation == null ? null : ofLocation.get(id);
    }

    /** {@return the sources of a location, in the order in which they were added} */
    Collection<Source> of(String location) {
        Map<String, Source> ofLocation = byLocation.get(location);
        return ofLocation == null ? List.of() : Collections.unmodifiableCollection(ofLocation.values());
    }

    /** {@return the sources that can report somebody in other locations than their own} */
    Collection<Source> persons() {
        return Collections.unmodifiableSet(persons);
    }

    /** {@return the sources that count people} */
    Collection<Source> counters() {
        return Collections.unmodifiableSet(counters);
    }

    /** {@return all sources, by name} */
    List<Source> all() {
        List<Source> all = new ArrayList<>();
        byLocation.values().forEach(ofLocation -> all.addAll(ofLocation.values()));
        all.sort(BY_NAME);
        return all;
    }

    /** {@return what all sources remember, by location and id} */
    Map<String, Map<String, SourceMemory>> memories() {
        Map<String, Map<String, SourceMemory>> result = new TreeMap<>();
        byLocation.forEach((location, ofLocation) -> {
            Map<String, SourceMemory> memories = new TreeMap<>();
            ofLocation.forEach((id, source) -> memories.put(id, source.memory()));
            result.put(location, memories);
        });
        return result;
    }

    /** {@return a new source, which takes the place of {@code old}; not scheduled yet} */
    Source add(SourceConfig config, @Nullable Source old) {
        Item item = Maps.getOrPut(items, config.item(), () -> new Item(config.item()));
        Source source = new Source(config, item, created++);
        item.sources.add(source);
        item.sources.sort(BY_NAME);
        if (old != null) {
            detach(old);
        }
        Maps.getOrPut(byLocation, config.location(), () -> new LinkedHashMap<>()).put(config.id(), source);
        if (config.type() == SourceType.COUNT) {
            counters.add(source);
        }
        if (config.type() == SourceType.PERSON) {
            persons.add(source);
        }
        return source;
    }

    void remove(Source source) {
        detach(source);
        Map<String, Source> ofLocation = byLocation.get(source.config.location());
        if (ofLocation != null) {
            ofLocation.remove(source.config.id());
            if (ofLocation.isEmpty()) {
                byLocation.remove(source.config.location());
            }
        }
    }

    private void detach(Source source) {
        unschedule(source);
        persons.remove(source);
        counters.remove(source);
        source.item.sources.remove(source);
        if (source.item.sources.isEmpty()) {
            items.remove(source.item.name);
        }
    }

    /** {@return when the next source does something by itself, or {@link Source#NEVER}} */
    long firstDue() {
        return due.isEmpty() ? Source.NEVER : due.first().due();
    }

    /** {@return the sources that are due at an instant, unscheduled, by name} */
    List<Source> takeDue(long millis) {
        List<Source> result = new ArrayList<>();
        while (firstDue() == millis) {
            result.add(due.first());
            due.remove(due.first());
        }
        return result;
    }

    /** Must be called before anything that can change when a source is due. */
    void unschedule(Source source) {
        if (source.due() != Source.NEVER) {
            due.remove(source);
        }
    }

    /** Must be called after anything that can change when a source is due. */
    void schedule(Source source) {
        if (source.due() != Source.NEVER) {
            due.add(source);
        }
    }

    /** Moves the times of all sources. */
    void shift(long millis) {
        due.clear();
        for (Source source : all()) {
            source.shift(millis);
            schedule(source);
        }
    }
}
