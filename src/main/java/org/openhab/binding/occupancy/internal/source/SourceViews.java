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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.engine.model.Trust;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;

/**
 * What can be asked of the sources of an {@link OccupancyModel}: how they are doing, what they contribute, and what the
 * engine's reasons lack that only they know. Nothing here changes anything.
 */
@NonNullByDefault
public final class SourceViews {

    private final OccupancyEngine engine;
    private final Sources sources;
    /** Worked out when asked for; {@code null} since the settings changed. */
    private @Nullable SeenLeaving seenLeaving;

    SourceViews(OccupancyEngine engine, Sources sources) {
        this.engine = engine;
        this.sources = sources;
    }

    /**
     * Says why a location is occupied or vacant, and which of its sources do not count.
     *
     * @param id the id of the location
     * @return the explanation, or {@code null} if there is no location with that id
     */
    public @Nullable Explanation explain(String id) {
        Explanation explanation = engine.explain(id);
        if (explanation == null) {
            return null;
        }
        List<Reason> more = new ArrayList<>();
        explanation = withoutSilent(withoutSources(explanation), more);
        for (Source source : sources.of(id)) {
            Reason doubt = source.doubt(evidence(source.location(), source.config.id()));
            if (doubt != null) {
                more.add(doubt);
            }
        }
        LocationConfig config = engine.config(id);
        if (config != null && !sources.of(id).isEmpty()
                && (config.vacancy() == Vacancy.DEPARTURE || config.ownTimeouts().isEmpty()) && !canBeSeenLeft(id)) {
            more.add(new Reason(Explanation.Kind.ONLY_LOCATION, null, null, null, null));
        }
        List<SourceConfig> all = sources(id);
        if (!explanation.occupied() && !all.isEmpty() && all.stream().allMatch(SourceConfig::sustainOnly)) {
            more.add(new Reason(Explanation.Kind.NOTHING_OCCUPIES, null, null, null, null));
        }
        return explanation.alsoIgnoring(more);
    }

    /**
     * {@return the explanation, which says if nothing is there that could report anybody, unless a rule has done so}
     */
    private Explanation withoutSources(Explanation explanation) {
        String id = explanation.location();
        LocationConfig config = engine.config(id);
        if (explanation.because().stream().noneMatch(reason -> reason.kind() == Explanation.Kind.NO_EVIDENCE)
                || config == null || engine.lastActivity(id) != null || config.strategy() == Strategy.FOLLOW_PARENT
                || !sources.of(id).isEmpty()
                || sources.persons().stream().anyMatch(source -> source.config.map().containsValue(id))
                || engine.hasLocationsInside(id)) {
            return explanation;
        }
        return explanation.because(explanation.because().stream()
                .map(reason -> reason.kind() == Explanation.Kind.NO_EVIDENCE
                        ? new Reason(Explanation.Kind.NO_SOURCES, null, null, null)
                        : reason)
                .toList());
    }

    /** The settings have changed. */
    void configured() {
        seenLeaving = null;
    }

    /** {@return whether people can be seen leaving a location} */
    private boolean canBeSeenLeft(String id) {
        SeenLeaving known = seenLeaving;
        if (known == null) {
            SeenLeaving all = new SeenLeaving();
            for (String location : engine.states().keySet()) {
                LocationConfig config = engine.config(location);
                all.location(location, config == null ? null : config.parent());
            }
            sources.all()
                    .forEach(source -> all.source(source.config.location(), source.config.type() == SourceType.DOOR));
            seenLeaving = all;
            known = all;
        }
        return known.canBeSeen(id);
    }

    /**
     * {@return an explanation in which a source whose item has no state is called silent; the engine would say that it
     * is ignored because a person said so}
     */
    private Explanation withoutSilent(Explanation explanation, List<Reason> more) {
        List<Reason> ignored = new ArrayList<>();
        for (Reason reason : explanation.ignored()) {
            String name = reason.name();
            Source source = name == null ? null : sources.get(explanation.location(), name);
            ItemState state = source == null ? null : source.item.state;
            if (reason.kind() == Explanation.Kind.VACATED_BY_HAND && state != null && !state.known()) {
                more.add(new Reason(Explanation.Kind.SILENT, name, reason.category(), null, null));
            } else {
                ignored.add(reason);
            }
        }
        return more.isEmpty() ? explanation : explanation.ignoring(ignored);
    }

    /** {@return the settings of a location's sources, in the order in which they were added} */
    public List<SourceConfig> sources(String location) {
        return sources.of(location).stream().map(source -> source.config).toList();
    }

    /**
     * {@return the settings of the sources whose {@link #contributes contribution} may have changed when the evidence
     * of a location did: its own, and those of persons who are or were there}
     */
    public List<SourceConfig> contributors(String location) {
        List<SourceConfig> result = new ArrayList<>(sources(location));
        for (Source person : sources.persons()) {
            if (person.location().equals(location) && !person.config.location().equals(location)) {
                result.add(person.config);
            }
        }
        return List.copyOf(result);
    }

    /** {@return how a source is doing, or {@code null} if there is none with that location and id} */
    public @Nullable SourceStatus status(String location, String id) {
        Source source = sources.get(location, id);
        if (source == null) {
            return null;
        }
        return new SourceStatus(source.config, source.item.state, contributes(location, id), source.problem());
    }

    /** {@return what is wrong with sources other than with their settings, by location and id} */
    public List<SourceHealth> health() {
        List<SourceHealth> all = new ArrayList<>();
        for (Source source : sources.all()) {
            SourceHealth health = source.health(evidence(source.location(), source.config.id()));
            if (health != null) {
                all.add(health);
            }
        }
        return all;
    }

    /** {@return how many sources there are} */
    public int sourceCount() {
        return sources.all().size();
    }

    /**
     * {@return whether evidence of a source runs now and counts} Evidence that was vacated by hand does not count, nor
     * does sustain-only evidence in a location that nothing else has made occupied.
     */
    public boolean contributes(String location, String id) {
        Source source = sources.get(location, id);
        SourceState evidence = evidence(source == null ? location : source.location(), id);
        return source != null && evidence != null
                && (evidence.until() != null || (evidence.hold() && evidence.trust() != Trust.VACATED))
                && (!evidence.sustainOnly() || engine.isOccupiedByItself(source.location()));
    }

    /**
     * {@return how many people counters see in a location and in those inside that make it occupied} Several counters
     * of one location see the same people; counters of different locations see different people. 0 where nothing
     * counts.
     *
     * @param location the id of the location
     */
    public int counted(String location) {
        if (!isShownOccupied(location)) {
            return 0;
        }
        Map<String, Integer> most = new HashMap<>();
        for (Source counter : sources.counters()) {
            if (contributes(counter.config.location(), counter.config.id()) && isSeenIn(location, counter)) {
                most.merge(counter.config.location(), counter.people(), Math::max);
            }
        }
        return most.values().stream().mapToInt(Integer::intValue).sum();
    }

    private boolean isSeenIn(String location, Source counter) {
        LocationConfig config = engine.config(counter.config.location());
        while (config != null && !config.id().equals(location)) {
            boolean tells = engine.occupiesParent(config.id()) && isShownOccupied(config.id());
            String parent = tells ? config.parent() : null;
            config = parent == null ? null : engine.config(parent);
        }
        return config != null;
    }

    private boolean isShownOccupied(String location) {
        LocationState state = engine.state(location);
        return state != null && state.occupied();
    }

    /** {@return what a source says of a location at the moment, or {@code null} if nothing} */
    @Nullable
    SourceState evidence(String location, String source) {
        LocationState state = engine.state(location);
        if (state != null) {
            for (SourceState evidence : state.sources()) {
                if (evidence.source().equals(source)) {
                    return evidence;
                }
            }
        }
        return null;
    }
}
