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

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of locations now and then where people were seen walking from there. openHAB stores what a thing
 * shows of it, so they are told seldom, and only when the list of locations changes; how often people walk is left out.
 * Not thread-safe: only tasks of the {@link SerialWorker} use it, one at a time.
 */
@NonNullByDefault
final class ShownWays {

    /** How often to look: what a home has learned in an hour is little. */
    static final Duration INTERVAL = Duration.ofHours(1);

    private final Logger logger = LoggerFactory.getLogger(ShownWays.class);
    private final OccupancyModel model;
    private final ServedLocations locations;
    private final Board board;
    private Instant lookedAt = Instant.EPOCH;

    ShownWays(OccupancyModel model, ServedLocations locations, Board board) {
        this.model = model;
        this.locations = locations;
        this.board = board;
    }

    void showIfDue(Instant now) {
        if (now.isBefore(lookedAt.plus(INTERVAL))) {
            return;
        }
        lookedAt = now;
        for (ServedLocation location : locations.all()) {
            LocationListener listener = location.listener;
            if (listener != null) {
                try {
                    listener.leadsTo(names(location.id));
                } catch (RuntimeException e) {
                    logger.warn("What {} leads to cannot be shown: {}", location.id, e.toString(), e);
                }
            }
        }
    }

    /** {@return what the user calls the locations, in an order that stays the same when one overtakes another} */
    private String names(String id) {
        return model.engine().leadsTo(id).stream().map(LearnedWay::location).map(this::name)
                .sorted(Comparator.naturalOrder()).collect(Collectors.joining(", "));
    }

    private String name(String id) {
        LocationView view = board.view(id);
        return view == null ? id : view.label();
    }

    /** The clock was set. */
    void shift(Duration delta) {
        lookedAt = lookedAt.plus(delta);
    }
}
