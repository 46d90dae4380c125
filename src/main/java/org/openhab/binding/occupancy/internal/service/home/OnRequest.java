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
package org.openhab.binding.occupancy.internal.service.home;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Categories;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Vacancy;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.service.text.LocationNames;
import org.openhab.binding.occupancy.internal.service.text.ReasonText;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.core.library.types.QuantityType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;

/**
 * The channels that are expensive to compute and therefore only computed while an item is linked: the reason in words,
 * the occupied locations inside, and the probability. Not thread-safe: only tasks of the {@link SerialWorker} use it,
 * one at a time.
 */
@NonNullByDefault
final class OnRequest {

    /**
     * How often reasons and probabilities are computed anew although the location itself has not changed: events
     * elsewhere change what is believed of it, and probabilities fall while it is quiet.
     */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final OccupancyModel model;
    private final ServedLocations locations;
    private final Board board;
    private final ReasonText reasons;

    /** The locations with a linked probability that is between 0 and 100 %, and therefore changes with time. */
    private final Set<ServedLocation> uncertain = new HashSet<>();
    /** The locations with an item linked to their probability. */
    private final Set<ServedLocation> weighed = new HashSet<>();
    /** When the reason of a location with an item linked to it says something else though nothing happens. */
    private final Map<ServedLocation, Instant> worded = new HashMap<>();
    private Instant lookedAt = Instant.EPOCH;
    /** The first of these instants, or earlier. */
    private Instant rewordAt = Instant.MAX;
    /** Whether any event came since the last look, because any event may change any probability or reason. */
    private boolean stirred;

    OnRequest(OccupancyModel model, ServedLocations locations, Board board, ReasonText reasons) {
        this.model = model;
        this.locations = locations;
        this.board = board;
        this.reasons = reasons;
    }

    // ---------------------------------------------------------------------------------------------- what is shown

    /**
     * {@return the states of those of these channels of a location that an item is linked to, by the id of the channel}
     */
    Map<String, State> of(ServedLocation location, LocationListener listener, Instant now) {
        Map<String, State> states = new HashMap<>();
        if (listener.isRead(CHANNEL_REASON)) {
            states.put(CHANNEL_REASON, new StringType(reason(location, now)));
        } else {
            worded.remove(location);
        }
        if (listener.isRead(CHANNEL_OCCUPIED_PLACES)) {
            states.put(CHANNEL_OCCUPIED_PLACES, new StringType(occupiedInside(location)));
        }
        if (listener.isRead(CHANNEL_PROBABILITY)) {
            Integer percent = percent(location, now);
            weighed.add(location);
            if (percent == null || percent % 100 == 0) {
                uncertain.remove(location);
            } else {
                uncertain.add(location);
            }
            states.put(CHANNEL_PROBABILITY, percent == null ? UnDefType.UNDEF : QuantityType.valueOf(percent + " %"));
        } else {
            weighed.remove(location);
            uncertain.remove(location);
        }
        return states;
    }

    private String reason(ServedLocation location, Instant now) {
        String id = location.id;
        Explanation explanation = model.views().explain(id);
        // a time of today becomes one of yesterday
        Instant changes = reasons.nextDay(now);
        Instant sooner = explanation == null ? null : explanation.changesAt();
        if (sooner != null && sooner.isBefore(changes)) {
            changes = sooner;
        }
        worded.put(location, changes);
        rewordAt = changes.isBefore(rewordAt) ? changes : rewordAt;
        return explanation == null ? "" : reasons.shortText(explanation, board::name, board.lockOwners(id), now);
    }

    /** {@return the names of the innermost occupied locations in a location} */
    private String occupiedInside(ServedLocation location) {
        Set<String> inside = locations.within(location.id);
        Set<String> occupied = new HashSet<>(inside);
        occupied.remove(location.id);
        occupied.removeIf(id -> {
            LocationState state = model.engine().state(id);
            return state == null || !state.occupied();
        });
        Set<String> around = occupied.stream().map(id -> parent(id)).collect(Collectors.toSet());
        occupied.removeAll(around);
        if (occupied.isEmpty()) {
            return "";
        }
        // names only have to be unique among the locations inside
        List<LocationView> views = board.views().stream().filter(view -> inside.contains(view.id())).toList();
        Map<String, String> names = LocationNames.names(views);
        return views.stream().map(LocationView::id).filter(occupied::contains).map(id -> names.getOrDefault(id, id))
                .sorted(Comparator.naturalOrder()).collect(Collectors.joining(", "));
    }

    private String parent(String id) {
        ServedLocation location = locations.get(id);
        String parent = location == null ? null : location.parent();
        return parent == null ? "" : parent;
    }

    /**
     * {@return how likely it is that somebody is in a location, in per cent, or {@code null} if only timers run there}
     *
     * Only what is certain is 0 or 100.
     */
    private @Nullable Integer percent(ServedLocation location, Instant now) {
        Double weight = model.engine().probability(location.id, now);
        if (weight == null) {
            return withoutWeighing(location);
        }
        int percent = (int) Math.round(weight * 100);
        return weight <= 0 ? 0 : weight >= 1 ? 100 : Math.max(1, Math.min(99, percent));
    }

    /**
     * The probability where it is certain, so that no hypotheses are asked: 100 while a presence sensor sees
     * somebody, 0 after everybody was seen leaving.
     */
    private @Nullable Integer withoutWeighing(ServedLocation top) {
        boolean departs = false;
        boolean occupied = false;
        for (String id : locations.within(top.id)) {
            if (!reachesUp(id, top.id)) {
                continue;
            }
            LocationState state = model.engine().state(id);
            LocationConfig config = model.engine().config(id);
            if (state != null && state.sources().stream().anyMatch(
                    source -> source.holds() && !source.sustainOnly && Categories.PRESENCE.equals(source.category))) {
                return 100;
            }
            departs |= config != null && config.vacancy() == Vacancy.DEPARTURE && !config.passage();
            occupied |= state != null && state.occupied();
        }
        return departs && !occupied ? 0 : null;
    }

    /**
     * {@return whether all locations between the two contribute to their parents: somebody in the garden is nobody in
     * the home}
     */
    private boolean reachesUp(String id, String top) {
        ServedLocation each = locations.get(id);
        while (each != null && !each.id.equals(top) && each.contributesToParent()) {
            each = locations.above(each);
        }
        return each != null && each.id.equals(top);
    }

    // ------------------------------------------------------------------------------------------------------- time

    /** Something happened. */
    void stir() {
        stirred = true;
    }

    /** A location is gone. */
    void gone(ServedLocation location) {
        worded.remove(location);
        weighed.remove(location);
        uncertain.remove(location);
    }

    /** The clock was set. */
    void shift(Duration delta) {
        lookedAt = lookedAt.plus(delta);
        worded.replaceAll((location, changes) -> Instant.EPOCH);
        rewordAt = worded.isEmpty() ? Instant.MAX : Instant.EPOCH;
    }

    /** {@return the locations to be looked at because their reason or probability may have changed} */
    Set<ServedLocation> due(Instant now) {
        Instant next = nextDue();
        if (next == null || now.isBefore(next)) {
            return Set.of();
        }
        Set<ServedLocation> due = new HashSet<>();
        Instant look = nextLook();
        if (look != null && !now.isBefore(look)) {
            due.addAll(stirred ? weighed : uncertain);
            due.addAll(stirred ? worded.keySet() : Set.of());
            lookedAt = now;
            stirred = false;
        }
        if (!now.isBefore(rewordAt)) {
            rewordAt = Instant.MAX;
            worded.forEach((location, changes) -> {
                if (!now.isBefore(changes)) {
                    due.add(location);
                } else if (changes.isBefore(rewordAt)) {
                    rewordAt = changes;
                }
            });
        }
        return due;
    }

    /** {@return when {@link #due} will have an answer, or {@code null} if it will not} */
    @Nullable
    Instant nextDue() {
        Instant look = nextLook();
        return rewordAt.equals(Instant.MAX) || look != null && look.isBefore(rewordAt) ? look : rewordAt;
    }

    private @Nullable Instant nextLook() {
        boolean changing = stirred && !(weighed.isEmpty() && worded.isEmpty());
        return changing || !uncertain.isEmpty() ? lookedAt.plus(INTERVAL) : null;
    }
}
