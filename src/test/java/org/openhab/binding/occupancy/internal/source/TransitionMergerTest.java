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

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.OccupancyEngine;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Transition;

/**
 * Several answers of the engine told as one.
 */
@NonNullByDefault
class TransitionMergerTest {

    private static final Instant T0 = Instant.parse("2026-01-01T12:00:00Z");
    private static final Cause EVENT = new Cause.Event(EventType.MOMENTARY, "pir", "motion");
    private static final LocationState VACANT = states().get(0);
    private static final LocationState OCCUPIED = states().get(1);
    private static final LocationState LONGER = states().get(2);

    // ids name their depth
    private final TransitionMerger history = new TransitionMerger(id -> id.charAt(id.length() - 1) - '0');

    private static List<LocationState> states() {
        List<LocationState> states = new ArrayList<>();
        OccupancyEngine engine = new OccupancyEngine();
        engine.configure(LocationConfig.builder("x").build(), T0);
        for (int seconds : List.of(0, 10, 20)) {
            engine.handle(OccupancyEvent.momentary("x", "pir", "motion", T0).withDuration(Duration.ofSeconds(seconds)));
            LocationState state = engine.state("x");
            if (state != null) {
                states.add(state);
            }
        }
        return states;
    }

    private static Transition of(String location, int second, LocationState before, LocationState after, Cause cause) {
        return new Transition(location, T0.plusSeconds(second), before, after, cause);
    }

    @Test
    void isEmptyAtFirst() {
        history.add(List.of());
        assertThat(history.transitions()).isEmpty();
    }

    @Test
    void keepsTheOrderOfTheEngineWhereNothingIsToldTwice() {
        List<Transition> first = List.of(of("a0", 1, VACANT, OCCUPIED, EVENT), of("b5", 1, VACANT, OCCUPIED, EVENT));
        List<Transition> second = List.of(of("c1", 1, VACANT, OCCUPIED, EVENT), of("a0", 2, OCCUPIED, VACANT, EVENT));
        history.add(first);
        assertThat(history.transitions()).isEqualTo(first);
        history.add(second);
        assertThat(history.transitions()).containsExactly(first.get(0), first.get(1), second.get(0), second.get(1));
    }

    @Test
    void tellsALocationOnceAnInstantChildrenFirst() {
        Cause parent = new Cause.Parent("home0");
        history.add(List.of(of("home0", 1, VACANT, OCCUPIED, EVENT), of("lodger1", 1, VACANT, OCCUPIED, parent),
                of("guest2", 1, VACANT, OCCUPIED, parent)));
        history.add(List.of(of("guest2", 1, OCCUPIED, LONGER, parent), of("desk2", 1, VACANT, OCCUPIED, EVENT),
                of("room1", 1, VACANT, OCCUPIED, EVENT), of("home0", 1, OCCUPIED, LONGER, new Cause.Child("room1")),
                of("lodger1", 1, OCCUPIED, VACANT, parent)));
        history.add(List.of(of("home0", 2, LONGER, VACANT, EVENT)));
        assertThat(history.transitions()).containsExactly(of("desk2", 1, VACANT, OCCUPIED, EVENT),
                of("room1", 1, VACANT, OCCUPIED, EVENT), of("home0", 1, VACANT, LONGER, EVENT),
                of("guest2", 1, VACANT, LONGER, parent), of("home0", 2, LONGER, VACANT, EVENT));
    }

    @Test
    void followersComeAfterTheirParents() {
        Cause parent = new Cause.Parent("x");
        history.add(List.of(of("deep3", 1, VACANT, OCCUPIED, parent), of("mid2", 1, VACANT, OCCUPIED, parent)));
        history.add(List.of(of("deep3", 1, OCCUPIED, LONGER, parent)));
        assertThat(history.transitions()).containsExactly(of("mid2", 1, VACANT, OCCUPIED, parent),
                of("deep3", 1, VACANT, LONGER, parent));
    }
}
