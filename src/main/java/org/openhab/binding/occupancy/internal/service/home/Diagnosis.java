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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.CauseText;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.Lock;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.StateField;
import org.openhab.binding.occupancy.internal.engine.model.Transition;
import org.openhab.binding.occupancy.internal.engine.model.Weighing;
import org.openhab.binding.occupancy.internal.source.ItemState;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the log why something happened: at {@code DEBUG} a line for each item change that became an event and for
 * each transition with its cause, at {@code TRACE} also the changes that did not, and where the people are thought to
 * be.
 */
@NonNullByDefault
final class Diagnosis {

    /** The most hypotheses in a line, the likeliest first; the rest have next to no weight. */
    private static final int MOST_HYPOTHESES = 8;

    private final Logger logger = LoggerFactory.getLogger(Diagnosis.class);
    private final OccupancyModel model;
    private final ServedLocations locations;

    Diagnosis(OccupancyModel model, ServedLocations locations) {
        this.model = model;
        this.locations = locations;
        model.tell(this::reported);
    }

    private void reported(String item, ItemState state, List<OccupancyEvent> events) {
        if (!logger.isDebugEnabled()) {
            return;
        }
        String change = item + " changed to " + Printable.brief(state.toString());
        if (events.isEmpty()) {
            logger.trace("{}: nothing new", change);
        }
        for (OccupancyEvent event : events) {
            logger.debug("{}: {} of {} ({}) in {}", change, event.type(), sourceLabel(event), event.category(),
                    label(event.location()));
        }
    }

    /** A location changed. */
    void changed(Transition transition) {
        if (!logger.isDebugEnabled()) {
            return;
        }
        LocationState after = transition.after();
        List<String> shown = new ArrayList<>();
        Instant until = after.occupiedUntil();
        if (until != null) {
            shown.add("until " + until);
        } else if (after.held()) {
            shown.add("held");
        }
        if (!after.occupants().isEmpty()) {
            shown.add(Printable.brief(String.join(" and ", after.occupants())));
        }
        if (!after.locks().isEmpty()) {
            shown.add("locked by "
                    + Printable.brief(after.locks().stream().map(Lock::owner).collect(Collectors.joining(" and "))));
        }
        String what = after.occupied() ? "occupied" : "vacant";
        logger.debug("{} {}{}, because {} ({})", label(transition.location()),
                transition.flipped() ? "became " + what
                        : "stays " + what + ", with other "
                                + transition.changed().stream().map(StateField::key).collect(Collectors.joining(", ")),
                shown.isEmpty() ? "" : ": " + String.join(", ", shown), cause(transition), transition.cause().kind());
    }

    private String cause(Transition transition) {
        if (!transition.flipped() && transition.cause() instanceof Cause.Child child) {
            return label(child.location()) + " changed";
        }
        if (!transition.flipped() && transition.cause() instanceof Cause.Parent parent) {
            return label(parent.location()) + " changed";
        }
        return CauseText.of(transition.cause(), transition.after().occupied(), this::label,
                source -> label(transition.location(), source));
    }

    /** Something happened in locations: says where the people of their homes are thought to be. */
    void weighed(Collection<String> ids, Instant now) {
        if (!logger.isTraceEnabled()) {
            return;
        }
        Set<String> homes = new LinkedHashSet<>();
        ids.forEach(id -> homes.add(home(id)));
        for (String home : homes) {
            // null where no people are weighed, as in a home without rooms
            Weighing weighing = model.engine().weighing(home, now);
            if (weighing != null) {
                logger.trace("{}: {}; somebody is in {}{}", label(home),
                        weighing.hypotheses().stream().limit(MOST_HYPOTHESES)
                                .map(each -> percent(each.weight()) + " " + people(each))
                                .collect(Collectors.joining(", ")),
                        weighing.probabilities().isEmpty() ? "none that is weighed"
                                : weighing.probabilities().entrySet().stream()
                                        .map(each -> label(each.getKey()) + " " + percent(each.getValue()))
                                        .collect(Collectors.joining(", ")),
                        weighing.decides() ? "" : "; too little is known yet for that to decide");
            }
        }
    }

    private String people(Weighing.Hypothesis hypothesis) {
        return hypothesis.locations().isEmpty() ? "nobody"
                : hypothesis.locations().stream().map(this::label).collect(Collectors.joining(" and "));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f %%", part * 100);
    }

    private String home(String id) {
        String home = id;
        LocationConfig config = model.engine().config(id);
        while (config != null) {
            home = config.id();
            String parent = config.parent();
            config = parent == null ? null : model.engine().config(parent);
        }
        return home;
    }

    private String label(@Nullable String id) {
        ServedLocation location = id == null ? null : locations.get(id);
        return location == null ? String.valueOf(id) : Printable.brief(location.setup.label());
    }

    private String sourceLabel(OccupancyEvent event) {
        return label(String.valueOf(event.location()), String.valueOf(event.source()));
    }

    private String label(String location, String source) {
        ServedLocation served = locations.get(location);
        return served == null ? source : Printable.brief(served.labels.getOrDefault(source, source));
    }
}
