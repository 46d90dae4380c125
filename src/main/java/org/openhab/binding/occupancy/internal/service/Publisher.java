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
package org.openhab.binding.occupancy.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.Explanation;
import org.openhab.binding.occupancy.internal.engine.LocationState;
import org.openhab.binding.occupancy.internal.engine.StateField;
import org.openhab.binding.occupancy.internal.engine.Transition;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceProblem;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on the board, and tells the listeners of places, what the model knows of them: all that changed since the last
 * time, and nothing else. Belongs to the worker.
 */
@NonNullByDefault
final class Publisher {

    /** How often the channel occupied-until may change by itself. */
    static final Duration UNTIL_INTERVAL = Duration.ofSeconds(10);

    private final Logger logger = LoggerFactory.getLogger(Publisher.class);
    private final OccupancyModel model;
    private final Places places;
    private final Board board;
    private final ReasonText reasons;
    private final ProblemText problems;

    /** The places that may show something else. */
    private final Set<String> touched = new LinkedHashSet<>();
    /** The places below which a lock may have changed. */
    private final Set<String> relocked = new HashSet<>();
    /** The places that show an end that is not the latest, because that was told a moment ago. */
    private final Set<Place> outdated = new LinkedHashSet<>();

    Publisher(OccupancyModel model, Places places, Board board, ReasonText reasons, ProblemText problems) {
        this.model = model;
        this.places = places;
        this.board = board;
        this.reasons = reasons;
        this.problems = problems;
    }

    // ------------------------------------------------------------------------------------------------ what changed

    /** A place may show something else. */
    void touch(String id) {
        touched.add(id);
    }

    /** A place and all that lie in it may be under other locks. */
    void relock(String id) {
        relocked.add(id);
    }

    /** A place changed. */
    void changed(Transition transition) {
        board.add(transition);
        touched.add(transition.location());
        if (transition.changed().contains(StateField.LOCKS)) {
            relocked.add(transition.location());
        }
        Place place = places.get(transition.location());
        if (place != null) {
            active(place);
            if (place.listener != null && place.shownProblems != null) {
                note(place, transition);
            }
        }
    }

    /** The listener of a place is told what happened there. */
    private static void note(Place place, Transition transition) {
        LocationState before = transition.before();
        LocationState after = transition.after();
        for (String name : before.occupants()) {
            if (!after.occupants().contains(name)) {
                place.events.add(OccupancyBindingConstants.EVENT_LEFT + " " + name);
            }
        }
        if (transition.flipped()) {
            place.events.add(after.occupied() ? OccupancyBindingConstants.EVENT_OCCUPIED
                    : OccupancyBindingConstants.EVENT_VACANT);
        }
        for (String name : after.occupants()) {
            if (!before.occupants().contains(name)) {
                place.events.add(OccupancyBindingConstants.EVENT_ARRIVED + " " + name);
            }
        }
    }

    /** Evidence in a place is evidence in all places above that it contributes to. */
    void active(Place from) {
        Instant own = model.engine().lastActivity(from.id);
        if (isLater(own, from.lastActivity)) {
            from.lastActivity = own;
            touched.add(from.id);
        }
        Instant latest = from.lastActivity;
        Place place = from;
        while (place.setup.config().contributesToParent()) {
            Place above = places.above(place);
            if (above == null || !isLater(latest, above.lastActivity)) {
                return;
            }
            above.lastActivity = latest;
            touched.add(above.id);
            place = above;
        }
    }

    private static boolean isLater(@Nullable Instant a, @Nullable Instant b) {
        return a != null && (b == null || a.isAfter(b));
    }

    /** A place was set up anew: it may have another name and other places around it. */
    void bound(Place place) {
        touched.add(place.id);
        active(place);
        for (Place other : places.all()) {
            if (place.id.equals(other.parent())) {
                active(other);
                touched.add(other.id);
            } else if (other.id.equals(place.parent())) {
                touched.add(other.id);
            }
        }
    }

    /** A place is gone. */
    void dropped(Place place) {
        board.remove(place.id);
        outdated.remove(place);
        relocked.add(place.id);
    }

    /** The clock was set. */
    void shift(Duration delta) {
        for (Place place : places.all()) {
            Instant latest = place.lastActivity;
            place.lastActivity = latest == null ? null : latest.plus(delta);
            place.untilShownAt = place.untilShownAt.plus(delta);
            touched.add(place.id);
        }
    }

    // ------------------------------------------------------------------------------------------------- publishing

    /** Tells everybody what changed. */
    void publish(Instant now) {
        relocked.forEach(id -> touched.addAll(places.within(id)));
        relocked.clear();
        outdated.forEach(place -> touched.add(place.id));
        outdated.clear();
        // what is evidence here may come from a source of another place
        for (String id : List.copyOf(touched)) {
            model.contributors(id).forEach(source -> touched.add(source.location()));
        }
        List<String> ids = List.copyOf(touched);
        touched.clear();
        // all are put up before any is told, because one names the other
        Map<Place, LocationView> views = new LinkedHashMap<>();
        for (String id : ids) {
            Place place = places.get(id);
            LocationState state = model.engine().state(id);
            if (place != null && place.bound != null && state != null) {
                LocationView view = view(place, state);
                board.put(view);
                views.put(place, view);
            }
        }
        views.forEach((place, view) -> publish(place, view, now));
    }

    private LocationView view(Place place, LocationState state) {
        return new LocationView(place.id, place.parent(), place.setup.label(), place.setup.item(), state,
                model.engine().lastChange(place.id), place.lastActivity, model.engine().lockMode(place.id),
                place.labels, problems(place));
    }

    /** {@return what is wrong with the settings, and with what the items of the sources say} */
    private List<PlaceProblem> problems(Place place) {
        List<PlaceProblem> all = new ArrayList<>(place.problems);
        for (SourceConfig source : model.sources(place.id)) {
            SourceStatus status = model.status(place.id, source.id());
            SourceProblem problem = status == null ? null : status.problem();
            if (problem != null) {
                all.add(problems.ofSource(place.labels.getOrDefault(source.id(), source.id()), source.item(), problem));
            }
        }
        return List.copyOf(all);
    }

    private void publish(Place place, LocationView view, Instant now) {
        LocationListener listener = place.listener;
        if (listener == null) {
            return;
        }
        LocationDisplay shown = place.shown;
        if (shown != null && shown.view().locked() != view.locked()) {
            place.events.add(
                    view.locked() ? OccupancyBindingConstants.EVENT_LOCKED : OccupancyBindingConstants.EVENT_UNLOCKED);
        }
        LocationDisplay display = new LocationDisplay(view, until(place, view.state(), now),
                listener.wantsReason() ? reason(place.id, now) : null, contributing(place));
        place.shown = display;
        List<String> events = List.copyOf(place.events);
        place.events.clear();
        try {
            if (!display.equals(shown)) {
                listener.show(display);
            }
            events.forEach(listener::happened);
            tell(place, listener, view.problems());
        } catch (RuntimeException e) {
            logger.warn("The place {} cannot be shown: {}", place.id, e.toString(), e);
        }
    }

    /** {@return the end to be shown: the latest, unless another was told a moment ago} */
    private @Nullable Instant until(Place place, LocationState state, Instant now) {
        LocationDisplay shown = place.shown;
        Instant until = state.occupiedUntil();
        if (shown != null && Objects.equals(until, shown.occupiedUntil())) {
            return until;
        }
        if (shown == null || shown.view().state().occupied() != state.occupied()
                || !now.isBefore(place.untilShownAt.plus(UNTIL_INTERVAL))) {
            place.untilShownAt = now;
            return until;
        }
        outdated.add(place);
        return shown.occupiedUntil();
    }

    private Set<String> contributing(Place place) {
        Set<String> ids = new TreeSet<>();
        for (SourceConfig source : model.sources(place.id)) {
            if (model.contributes(place.id, source.id())) {
                ids.add(source.id());
            }
        }
        return ids;
    }

    private String reason(String id, Instant now) {
        Explanation explanation = model.explain(id);
        return explanation == null ? "" : reasons.shortText(explanation, board.names(id), now);
    }

    /** A place whose settings the model never took has nothing to show but why. */
    void refused(Place place) {
        LocationListener listener = place.listener;
        if (listener == null) {
            return;
        }
        try {
            tell(place, listener, place.problems);
        } catch (RuntimeException e) {
            logger.warn("The problems of the place {} cannot be shown: {}", place.id, e.toString(), e);
        }
    }

    private static void tell(Place place, LocationListener listener, List<PlaceProblem> problems) {
        if (!problems.equals(place.shownProblems)) {
            place.shownProblems = problems;
            listener.ready(problems);
        }
    }

    /** {@return when an end has to be told that was held back, or {@code null} if none has} */
    @Nullable
    Instant nextDue() {
        return outdated.stream().map(place -> place.untilShownAt.plus(UNTIL_INTERVAL)).min(Instant::compareTo)
                .orElse(null);
    }
}
