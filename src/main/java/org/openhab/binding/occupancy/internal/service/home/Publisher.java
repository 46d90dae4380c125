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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPIED_PLACES;

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
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.service.api.Happening;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.runtime.HistoryFiles;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.service.text.ProblemText;
import org.openhab.binding.occupancy.internal.service.text.ReasonText;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.binding.occupancy.internal.source.SensorWords;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.binding.occupancy.internal.source.SourceProblem;
import org.openhab.binding.occupancy.internal.source.SourceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what changed since the last time: on the {@link Board} and to the listeners of the locations. Not
 * thread-safe: only tasks of the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class Publisher {

    /** How often the channel occupied-until may change by itself. */
    static final Duration UNTIL_INTERVAL = Duration.ofSeconds(10);

    private final Logger logger = LoggerFactory.getLogger(Publisher.class);
    private final OccupancyModel model;
    private final ServedLocations locations;
    private final Board board;
    private final HistoryFiles history;
    private final OnRequest onRequest;
    private final ProblemText problems;
    private final Progress progress;

    /** The locations whose display may have changed. */
    private final Set<String> touched = new LinkedHashSet<>();
    /** The locations below which a lock may have changed. */
    private final Set<String> relocked = new HashSet<>();
    /** The locations whose channel occupied-until is behind the model, because it was updated a moment ago. */
    private final Set<ServedLocation> outdated = new LinkedHashSet<>();
    /** When locations are to be told that they become vacant soon. */
    private final Map<ServedLocation, Instant> warnings = new LinkedHashMap<>();
    /** The locations that were occupied when the add-on stopped, and have not come since. */
    private final Set<String> occupiedBefore = new HashSet<>();
    /** Whether locations came, went, moved or were renamed. */
    private boolean rearranged;

    Publisher(OccupancyModel model, ServedLocations locations, Board board, ReasonText reasons, ProblemText problems,
            Progress progress, HistoryFiles history) {
        this.history = history;
        this.model = model;
        this.locations = locations;
        this.board = board;
        onRequest = new OnRequest(model, locations, board, reasons);
        this.problems = problems;
        this.progress = progress;
    }

    // ------------------------------------------------------------------------------------------------ what changed

    /** A location was occupied when the add-on stopped. */
    void wasOccupied(String id) {
        occupiedBefore.add(id);
    }

    /** The display of a location may have changed. */
    void touch(String id) {
        touched.add(id);
    }

    /** A location and all that lie in it may be under other locks. */
    void relock(String id) {
        relocked.add(id);
    }

    /** A location changed. */
    void changed(Transition transition) {
        touched.add(transition.location());
        if (transition.changed().contains(StateField.LOCKS)) {
            relocked.add(transition.location());
        }
        onRequest.stir();
        ServedLocation location = locations.get(transition.location());
        if (location != null) {
            touchAbove(location);
            if (transition.flipped()) {
                occupiedBefore.remove(location.id);
            }
            if (HistoryEntry.isNotable(transition)) {
                // kept for whoever asks the next morning
                history.add(HistoryEntry.of(transition, lastActivity(location.id, transition.at())));
            }
            if (location.listener != null && location.shownProblems != null) {
                note(location, transition);
            }
        }
    }

    /**
     * {@return when somebody had last been noticed when a location changed} What fell due while openHAB was busy is
     * told
     * only together with the next report; somebody who is noticed by that had not been noticed before.
     */
    private @Nullable Instant lastActivity(String id, Instant at) {
        Instant latest = model.engine().lastActivity(id);
        LocationView shown = board.view(id);
        return latest == null || !latest.isAfter(at) ? latest : shown == null ? null : shown.lastActivity();
    }

    /**
     * A location shows what is occupied inside it, why and by how many: when one changes, all that it lies in may
     * have to be updated.
     */
    private void touchAbove(ServedLocation from) {
        for (ServedLocation above = locations.above(from); above != null; above = locations.above(above)) {
            touched.add(above.id);
        }
    }

    /** The listener of a location is told what happened there. */
    private static void note(ServedLocation location, Transition transition) {
        LocationState before = transition.before();
        LocationState after = transition.after();
        for (String name : before.occupants()) {
            if (!after.occupants().contains(name)) {
                location.events.add(new Happening(Happening.Kind.LEFT, name));
            }
        }
        if (transition.flipped()) {
            location.events.add(new Happening(after.occupied() ? Happening.Kind.OCCUPIED : Happening.Kind.VACANT));
        }
        for (String name : after.occupants()) {
            if (!before.occupants().contains(name)) {
                location.events.add(new Happening(Happening.Kind.ARRIVED, name));
            }
        }
    }

    /** Has everything published that shows the latest activity of a location, if there was a new one. */
    void active(ServedLocation from) {
        for (ServedLocation location = from; location != null; location = locations.above(location)) {
            LocationView shown = board.view(location.id);
            if (shown != null && !Objects.equals(shown.lastActivity(), model.engine().lastActivity(location.id))) {
                touched.add(location.id);
            }
        }
    }

    /** A location was set up anew: it may have another name and other locations around it. */
    void bound(ServedLocation location, Instant now) {
        LocationState state = model.engine().state(location.id);
        if (occupiedBefore.remove(location.id) && state != null && !state.occupied()) {
            // what ended while the add-on was not running is no transition, but whoever asks the next morning is told
            history.add(new HistoryEntry(now, location.id, false, null, List.of(), List.of(),
                    model.engine().lastActivity(location.id), state.locks().stream().map(Lock::owner).toList(),
                    new Cause.Restore()));
        }
        touched.add(location.id);
        rearranged = true;
        LocationView before = board.view(location.id);
        if (before != null && !before.label().equals(location.setup.label())) {
            // the reason of any other location may name it
            locations.all().forEach(each -> touched.add(each.id));
        }
        active(location);
        for (ServedLocation other : locations.all()) {
            if (location.id.equals(other.parent())) {
                touched.add(other.id);
            } else if (other.id.equals(location.parent())) {
                touched.add(other.id);
            }
        }
    }

    /** A location is gone. */
    void dropped(ServedLocation location) {
        board.remove(location.id);
        rearranged = true;
        onRequest.gone(location);
        outdated.remove(location);
        warnings.remove(location);
        relocked.add(location.id);
    }

    /** The clock was set: all locations are looked at anew, which moves their warnings, too. */
    void shift(Duration delta) {
        for (ServedLocation location : locations.all()) {
            location.untilShownAt = location.untilShownAt.plus(delta);
            touched.add(location.id);
        }
        onRequest.shift(delta);
    }

    // ------------------------------------------------------------------------------------------------- publishing

    /** Tells everybody what changed. */
    void publish(Instant now) {
        relocked.forEach(id -> touched.addAll(locations.within(id)));
        relocked.clear();
        outdated.forEach(location -> touched.add(location.id));
        outdated.clear();
        onRequest.due(now).forEach(location -> touched.add(location.id));
        if (rearranged) {
            rearranged = false;
            locations.all().stream().filter(Publisher::showsWhatIsInside).forEach(location -> touched.add(location.id));
        }
        warnings.forEach((location, due) -> {
            if (!now.isBefore(due)) {
                touched.add(location.id);
            }
        });
        // a source of one location can report people in another one
        for (String id : List.copyOf(touched)) {
            model.views().contributors(id).forEach(source -> touched.add(source.location()));
        }
        List<String> ids = List.copyOf(touched);
        touched.clear();
        // all views are published before any listener is told, because a listener may read the other views
        Map<ServedLocation, LocationView> views = new LinkedHashMap<>();
        for (String id : ids) {
            ServedLocation location = locations.get(id);
            LocationState state = model.engine().state(id);
            if (location != null && location.bound != null && state != null) {
                LocationView view = view(location, state, now);
                board.put(view);
                views.put(location, view);
            }
        }
        views.forEach((location, view) -> publish(location, view, now));
    }

    private static boolean showsWhatIsInside(ServedLocation location) {
        LocationListener listener = location.listener;
        return listener != null && listener.isRead(CHANNEL_OCCUPIED_PLACES);
    }

    private LocationView view(ServedLocation location, LocationState state, Instant now) {
        return new LocationView(location.id, location.parent(), location.setup.label(), location.setup.item(), state,
                model.engine().lastChange(location.id), model.engine().lastActivity(location.id),
                model.engine().lockMode(location.id), isVacantSoon(location, state, now), location.labels,
                problems(location));
    }

    /** {@return whether a location becomes vacant within its time for a warning; notes when it will if not} */
    private boolean isVacantSoon(ServedLocation location, LocationState state, Instant now) {
        Duration warning = location.setup.warning();
        Instant until = state.occupiedUntil();
        Instant due = warning == null || until == null ? null : until.minus(warning);
        boolean isSoon = due != null && !now.isBefore(due);
        if (due == null || isSoon) {
            warnings.remove(location);
        } else {
            warnings.put(location, due);
        }
        return isSoon;
    }

    /** {@return what is wrong with the settings, and with what the items of the sources say} */
    private List<LocationProblem> problems(ServedLocation location) {
        List<LocationProblem> all = new ArrayList<>(location.problems);
        for (SourceConfig source : model.views().sources(location.id)) {
            SourceStatus status = model.views().status(location.id, source.id());
            SourceProblem problem = status == null ? null : status.problem();
            if (problem == null && status != null && SensorWords.isStrange(source, status.state())) {
                all.add(problems.ofWord(location.labels.getOrDefault(source.id(), source.id()), source,
                        String.valueOf(status.state())));
            }
            if (problem != null) {
                all.add(problems.ofSource(location.labels.getOrDefault(source.id(), source.id()), source.item(),
                        problem));
            }
        }
        return List.copyOf(all);
    }

    private void publish(ServedLocation location, LocationView view, Instant now) {
        LocationListener listener = location.listener;
        if (listener == null) {
            return;
        }
        LocationDisplay shown = location.shown;
        if (shown != null && shown.view().locked() != view.locked()) {
            location.events.add(new Happening(view.locked() ? Happening.Kind.LOCKED : Happening.Kind.UNLOCKED));
        }
        if (shown == null) {
            location.events.add(0, new Happening(Happening.Kind.KNOWN));
        } else if (view.vacantSoon() && !shown.view().vacantSoon()) {
            location.events.add(new Happening(Happening.Kind.VACANT_SOON));
        } else if (view.state().occupied() && !view.vacantSoon() && shown.view().vacantSoon()) {
            location.events.add(new Happening(Happening.Kind.STAYS));
        }
        List<Happening> events = List.copyOf(location.events);
        location.events.clear();
        try {
            LocationDisplay display = new LocationDisplay(view, until(location, view.state(), now),
                    onRequest.of(location, listener, now), contributing(location), model.views().counted(location.id));
            location.shown = display;
            progress.elsewhere("what is shown of the location", location.setup.label());
            if (!display.equals(shown)) {
                listener.show(display);
            }
            for (Happening event : events) {
                String payload = event.payload();
                if (payload != null) {
                    listener.happened(payload);
                }
                board.tell(view, event);
            }
            tell(location, listener, view.problems());
        } catch (RuntimeException e) {
            logger.warn("The location {} cannot be shown: {}", location.id, e.toString(), e);
        } finally {
            progress.back("what is shown");
        }
    }

    /** {@return the end to be shown: the one that was shown a moment ago, or else the latest} */
    private @Nullable Instant until(ServedLocation location, LocationState state, Instant now) {
        LocationDisplay shown = location.shown;
        Instant until = state.occupiedUntil();
        if (shown != null && Objects.equals(until, shown.occupiedUntil())) {
            return until;
        }
        if (shown == null || shown.view().state().occupied() != state.occupied()
                || !now.isBefore(location.untilShownAt.plus(UNTIL_INTERVAL))) {
            location.untilShownAt = now;
            return until;
        }
        outdated.add(location);
        return shown.occupiedUntil();
    }

    private Set<String> contributing(ServedLocation location) {
        Set<String> ids = new TreeSet<>();
        for (SourceConfig source : model.views().sources(location.id)) {
            if (model.views().contributes(location.id, source.id())) {
                ids.add(source.id());
            }
        }
        return ids;
    }

    private static void tell(ServedLocation location, LocationListener listener, List<LocationProblem> problems) {
        List<LocationProblem> shown = location.shownProblems;
        if (shown == null || !LocationProblem.areAlike(shown, problems)) {
            location.shownProblems = problems;
            listener.ready(problems);
        }
    }

    /** {@return when an end that was held back, or that is near, has to be shown; {@code null} if there is none} */
    @Nullable
    Instant nextDue() {
        Instant unlikely = onRequest.nextDue();
        return Stream
                .of(outdated.stream().map(location -> location.untilShownAt.plus(UNTIL_INTERVAL)),
                        warnings.values().stream(), unlikely == null ? Stream.<Instant> empty() : Stream.of(unlikely))
                .flatMap(each -> each).min(Instant::compareTo).orElse(null);
    }
}
